//! Colleagues who sign in, and what they prefer.

use crate::calendar::Calendar;
use crate::check::{Check, Code, email};
use crate::command::Version;
use crate::id::UserId;
use crate::limits;
use crate::reader::{Digits, Lang, Theme};
use crate::rights::Role;
use crate::text::clean_name;
use serde::{Deserialize, Serialize};

/// A person's choices of how Libero reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    pub lang: Lang,
    pub calendar: Calendar,
    pub digits: Digits,
    pub theme: Theme,
    /// Single-letter shortcuts (WCAG 2.1.4 asks for a switch).
    pub shortcuts: bool,
}

/// A new colleague, or the changed fields of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserFields {
    pub name: String,
    pub surname: String,
    /// Name in Latin letters, for English pages and papers.
    pub latin: String,
    pub email: String,
    pub mobile: String,
    pub job: String,
    pub roles: Vec<Role>,
    pub lang: Lang,
}

impl UserFields {
    /// Cleaned fields.
    ///
    /// # Errors
    /// Fields to mend.
    pub fn checked(mut self) -> Result<Self, crate::error::Error> {
        self.name = clean_name(&self.name);
        self.surname = clean_name(&self.surname);
        self.latin = clean_name(&self.latin);
        self.job = clean_name(&self.job);
        let mut check = Check::default();
        check.needed("name", &self.name, limits::NAME);
        check.needed("surname", &self.surname, limits::NAME);
        check.optional("latin", &self.latin, limits::NAME);
        check.optional("job", &self.job, limits::NAME);
        if let Some(address) = check.take("email", email(&self.email)) {
            self.email = address;
        }
        if !self.mobile.trim().is_empty() {
            check.take("mobile", crate::phone::parse(&self.mobile, "21").map(|_| ()));
        }
        check.require("roles", !self.roles.is_empty(), Code::Needed);
        self.roles.sort_unstable();
        self.roles.dedup();
        check.done()?;
        Ok(self)
    }
}

/// One line of the list of colleagues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    pub id: UserId,
    pub name: String,
    pub surname: String,
    pub latin: String,
    pub job: String,
    pub email: String,
    /// For who manages colleagues; absent for others.
    pub mobile: Option<String>,
    pub lang: Lang,
    pub roles: Vec<Role>,
    pub active: bool,
    pub version: Version,
}

/// A colleague as named beside work: never more than this leaves the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserName {
    pub id: UserId,
    pub name: String,
    pub surname: String,
    pub latin: String,
    pub job: String,
}

impl UserName {
    /// Full name as a reader of `lang` writes it.
    pub fn full(&self, lang: Lang) -> String {
        full_name(lang, &self.name, &self.surname, &self.latin)
    }
}

/// The Latin name in English where there is one, else name and surname.
pub fn full_name(lang: Lang, name: &str, surname: &str, latin: &str) -> String {
    if lang == Lang::En && !latin.is_empty() {
        latin.into()
    } else {
        format!("{name} {surname}").trim().into()
    }
}

/// Rules for a new password. Any letters, spaces included; no forced kinds.
///
/// # Errors
/// `TooShort`, `TooLong`, or `WeakPassword` when it is common or made of the names at hand.
pub fn check_password(password: &str, names_at_hand: &[&str]) -> Result<(), Code> {
    let letters = password.chars().count();
    if letters < limits::PASSWORD_MIN {
        return Err(Code::TooShort { min: limits::PASSWORD_MIN });
    }
    if letters > limits::PASSWORD_MAX {
        return Err(Code::TooLong { max: limits::PASSWORD_MAX });
    }
    let folded: String = password.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let letters_only: String = folded.chars().filter(|c| !c.is_numeric()).collect();
    let distinct = folded.chars().collect::<std::collections::BTreeSet<_>>().len();
    let is_name = names_at_hand
        .iter()
        .map(|name| name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .any(|name| name.chars().count() >= 3 && letters_only == name);
    let is_run =
        folded.chars().zip(folded.chars().skip(1)).all(|(a, b)| (b as u32).wrapping_sub(a as u32) <= 1);
    if distinct < 5
        || is_name
        || is_run
        || COMMON.contains(&letters_only.as_str())
        || COMMON.contains(&folded.as_str())
    {
        return Err(Code::WeakPassword);
    }
    Ok(())
}

/// Long passwords that everybody tries first.
const COMMON: &[&str] = &[
    "passwordpassword",
    "password",
    "qwertyuiop",
    "qwertyuiopasdf",
    "qwertyqwerty",
    "iloveyou",
    "letmeinletmein",
    "letmein",
    "administrator",
    "welcomewelcome",
    "welcome",
    "libero",
    "liberolibero",
    "changeme",
    "changemechangeme",
    "correcthorsebatterystaple",
    "trustno",
    "qazwsxedcrfv",
    "asdfghjkl",
    "asdfghjklzxcv",
    "zxcvbnmasdfgh",
    "test",
    "admin",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "123456789012",
    "1234567890ab",
    "abcd12345678",
    "abc123456789",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_the_first_guess() {
        for good in ["گاو را از پشت نشان ندهید", "mint green never grass", "  spaces count too  x"]
        {
            assert_eq!(check_password(good, &[]), Ok(()), "{good}");
        }
        assert_eq!(check_password("short", &[]), Err(Code::TooShort { min: 12 }));
        for weak in ["aaaaaaaaaaaaaa", "password1234", "Password-Password", "123456789012", "1q2w3e4r5t6y"] {
            assert_eq!(check_password(weak, &[]), Err(Code::WeakPassword), "{weak}");
        }
        assert_eq!(check_password("Chakavand 2026", &["Chakavand"]), Err(Code::WeakPassword));
    }

    #[test]
    fn a_colleague_needs_a_name_an_address_and_a_role() {
        let error = UserFields::default().checked().unwrap_err();
        let fields: Vec<_> = error.fields().iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["name", "surname", "email", "roles"]);
    }
}
