//! People at a client.

use crate::calendar::Calendar;
use crate::check::{Check, Code, email};
use crate::command::Version;
use crate::id::{ClientId, PersonId};
use crate::limits;
use crate::reader::Lang;
use crate::text::{clean_free, clean_name};
use serde::{Deserialize, Serialize};

/// Part that a person plays in a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Decision,
    #[default]
    Influence,
    User,
    Gate,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Decision, Self::Influence, Self::User, Self::Gate];
    pub fn code(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Influence => "influence",
            Self::User => "user",
            Self::Gate => "gate",
        }
    }
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// How a person stands to us. Sealed: the team and the director only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    Champion,
    Supporter,
    #[default]
    Neutral,
    Cautious,
    Opponent,
}

impl Stance {
    pub const ALL: [Self; 5] =
        [Self::Champion, Self::Supporter, Self::Neutral, Self::Cautious, Self::Opponent];
    pub fn code(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::Supporter => "supporter",
            Self::Neutral => "neutral",
            Self::Cautious => "cautious",
            Self::Opponent => "opponent",
        }
    }
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.code() == code)
    }
}

/// Form of address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Title {
    #[default]
    None,
    Mr,
    Ms,
    Dr,
    Engineer,
}

impl Title {
    pub const ALL: [Self; 5] = [Self::None, Self::Mr, Self::Ms, Self::Dr, Self::Engineer];
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Mr => "mr",
            Self::Ms => "ms",
            Self::Dr => "dr",
            Self::Engineer => "engineer",
        }
    }
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|title| title.code() == code)
    }
}

/// What a colleague types of a client's person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonFields {
    pub title: Title,
    pub name: String,
    pub surname: String,
    pub latin: String,
    pub job: String,
    pub mobile: String,
    pub email: String,
    pub lang: Lang,
    pub calendar: Calendar,
    pub part: Part,
    /// 1 (little) to 3 (much).
    pub influence: u8,
    pub stance: Stance,
    pub best_hours: String,
    /// May settle a contact report by a complete answer.
    pub may_confirm: bool,
}

impl PersonFields {
    /// Cleaned fields.
    ///
    /// # Errors
    /// Fields to mend.
    pub fn checked(mut self) -> Result<Self, crate::error::Error> {
        for field in [&mut self.name, &mut self.surname, &mut self.latin, &mut self.job] {
            *field = clean_name(field);
        }
        self.best_hours = clean_free(&self.best_hours);
        let mut check = Check::default();
        check.optional("name", &self.name, limits::NAME);
        check.needed("surname", &self.surname, limits::NAME);
        check.optional("latin", &self.latin, limits::NAME);
        check.optional("job", &self.job, limits::NAME);
        check.optional("best_hours", &self.best_hours, limits::TITLE);
        if !self.email.trim().is_empty()
            && let Some(address) = check.take("email", email(&self.email))
        {
            self.email = address;
        }
        self.mobile = clean_name(&self.mobile);
        // Without an area code of its own, a local number stays as it was typed.
        if !self.mobile.is_empty()
            && let Some(phone) = check.take("mobile", crate::phone::parse(&self.mobile, ""))
            && let (Some(e164), None) = (phone.e164, phone.extension)
        {
            self.mobile = e164;
        }
        check.require("influence", (1..=3).contains(&self.influence), Code::BadChoice);
        check.done()?;
        Ok(self)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    pub id: PersonId,
    pub client: ClientId,
    pub fields: PersonFields,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditPerson {
    pub id: PersonId,
    pub version: Version,
    pub fields: PersonFields,
}

/// A person as named beside work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    pub id: PersonId,
    pub title: Title,
    pub name: String,
    pub surname: String,
    pub latin: String,
    pub job: String,
}

impl PersonName {
    pub fn full(&self, lang: Lang) -> String {
        crate::user::full_name(lang, &self.name, &self.surname, &self.latin)
    }
}

/// A person in lists of a client. Sealed fields are absent for readers outside the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    pub person: PersonName,
    pub version: Version,
    pub lang: Lang,
    pub part: Part,
    pub best_hours: String,
    pub may_confirm: bool,
    pub email: String,
    /// Influence 1–3 and stance, for the team and the director.
    pub sealed: Option<PersonSealed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonSealed {
    pub influence: u8,
    pub stance: Stance,
    pub mobile: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_needs_a_surname_and_a_whole_mobile() {
        let fields = PersonFields { mobile: "0912 000 41".into(), influence: 1, ..PersonFields::default() };
        let error = fields.checked().unwrap_err();
        let bad: Vec<_> = error.fields().iter().map(|f| f.field.as_str()).collect();
        assert_eq!(bad, ["surname", "mobile"]);
    }

    #[test]
    fn a_number_is_kept_as_the_world_dials_it_and_a_local_one_as_typed() {
        let kept = |mobile: &str| {
            let fields = PersonFields {
                surname: "x".into(),
                influence: 1,
                mobile: mobile.into(),
                ..PersonFields::default()
            };
            fields.checked().unwrap().mobile
        };
        assert_eq!(kept(" ۰۹۱۲ ۰۰۰ ۴۱۷۰ "), "+989120004170");
        assert_eq!(kept("+44 20 7946 0018"), "+442079460018");
        assert_eq!(kept("8888 1234"), "8888 1234");
        assert_eq!(kept("021 8888 1234 داخلی ۱۲"), "021 8888 1234 داخلی ۱۲");
        assert_eq!(kept(""), "");
    }
}
