//! The few words that agencies argue about, which an agency may call its own way. Everything else is in `words`.

use crate::check::Check;
use crate::command::Version;
use crate::error::Error;
use crate::limits;
use crate::reader::Lang;
use crate::rights::{Position, Role};
use crate::text::clean_name;
use crate::words::{client, shell, trade};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A word that may be renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Menu and heading: «مشتریان», by some «کلاینت‌ها».
    Clients,
    MyClients,
    /// Menu and heading: «گزارش‌های ارتباط», by some «کانتکت ریپورت‌ها».
    Reports,
    /// Over the client's paper.
    ReportPaper,
    Details,
    ReadBacks,
    Promises,
    Owner,
    Cover,
    Am,
    Director,
    Pm,
    Media,
    Specialist,
    Finance,
    Admin,
}

impl Label {
    pub const ALL: [Self; 16] = [
        Self::Clients,
        Self::MyClients,
        Self::Reports,
        Self::ReportPaper,
        Self::Details,
        Self::ReadBacks,
        Self::Promises,
        Self::Owner,
        Self::Cover,
        Self::Am,
        Self::Director,
        Self::Pm,
        Self::Media,
        Self::Specialist,
        Self::Finance,
        Self::Admin,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::MyClients => "my_clients",
            Self::Reports => "reports",
            Self::ReportPaper => "report_paper",
            Self::Details => "details",
            Self::ReadBacks => "read_backs",
            Self::Promises => "promises",
            Self::Owner => "owner",
            Self::Cover => "cover",
            Self::Am => "am",
            Self::Director => "director",
            Self::Pm => "pm",
            Self::Media => "media",
            Self::Specialist => "specialist",
            Self::Finance => "finance",
            Self::Admin => "admin",
        }
    }

    /// Our own word.
    pub fn own(self, lang: Lang) -> &'static str {
        match self {
            Self::Clients => shell::clients(lang),
            Self::MyClients => shell::my_clients(lang),
            Self::Reports => shell::reports(lang),
            Self::ReportPaper => trade::contact_report(lang),
            Self::Details => client::details(lang),
            Self::ReadBacks => shell::read_backs(lang),
            Self::Promises => client::promises(lang),
            Self::Owner => trade::position(lang, Position::Owner),
            Self::Cover => trade::position(lang, Position::Cover),
            Self::Am => trade::role(lang, Role::Am),
            Self::Director => trade::role(lang, Role::Director),
            Self::Pm => trade::role(lang, Role::Pm),
            Self::Media => trade::role(lang, Role::Media),
            Self::Specialist => trade::role(lang, Role::Specialist),
            Self::Finance => trade::role(lang, Role::Finance),
            Self::Admin => trade::role(lang, Role::Admin),
        }
    }
}

impl From<Role> for Label {
    fn from(role: Role) -> Self {
        match role {
            Role::Admin => Self::Admin,
            Role::Director => Self::Director,
            Role::Finance => Self::Finance,
            Role::Am => Self::Am,
            Role::Pm => Self::Pm,
            Role::Media => Self::Media,
            Role::Specialist => Self::Specialist,
        }
    }
}

/// An agency's own word in both languages; an empty one is ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Renamed {
    pub fa: String,
    pub en: String,
}

/// The words that an agency renamed. It is plain text wherever it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Labels(pub BTreeMap<Label, Renamed>);

impl Labels {
    /// The agency's word, else ours.
    pub fn word(&self, label: Label, lang: Lang) -> &str {
        let renamed = self.0.get(&label).map(|word| match lang {
            Lang::Fa => word.fa.as_str(),
            Lang::En => word.en.as_str(),
        });
        renamed.filter(|word| !word.is_empty()).unwrap_or_else(|| label.own(lang))
    }

    /// The words cleaned; what is empty in both languages, or the same as ours, is left out.
    ///
    /// # Errors
    /// Fields to mend, named `labels[am][fa]`.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::default();
        let mut kept = BTreeMap::new();
        for (label, word) in self.0 {
            let mut own = |lang: Lang, typed: &str| {
                let clean = clean_name(typed);
                check.optional(&format!("labels[{}][{}]", label.code(), lang.code()), &clean, limits::LABEL);
                if clean == label.own(lang) { String::new() } else { clean }
            };
            let word = Renamed { fa: own(Lang::Fa, &word.fa), en: own(Lang::En, &word.en) };
            if word != Renamed::default() {
                kept.insert(label, word);
            }
        }
        check.done()?;
        Ok(Self(kept))
    }
}

/// New words of the agency, all at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    pub version: Version,
    pub labels: Labels,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(label: Label, fa: &str, en: &str) -> Labels {
        Labels(BTreeMap::from([(label, Renamed { fa: fa.into(), en: en.into() })]))
    }

    #[test]
    fn a_renamed_word_is_shown_in_its_language_and_ours_in_the_other() {
        let labels = renamed(Label::Am, " مدیر  امور مشتریان ", "").checked().unwrap();
        assert_eq!(labels.word(Label::Am, Lang::Fa), "مدیر امور مشتریان");
        assert_eq!(labels.word(Label::Am, Lang::En), Label::Am.own(Lang::En));
        assert_eq!(labels.word(Label::Pm, Lang::Fa), Label::Pm.own(Lang::Fa));
    }

    #[test]
    fn our_own_word_and_an_empty_one_are_not_kept() {
        let same = renamed(Label::Clients, Label::Clients.own(Lang::Fa), "  ");
        assert_eq!(same.checked().unwrap(), Labels::default());
    }

    #[test]
    fn a_word_too_long_for_a_menu_is_refused_at_its_field() {
        let error = renamed(Label::Pm, &"م".repeat(limits::LABEL + 1), "").checked().unwrap_err();
        let fields: Vec<&str> = error.fields().iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["labels[pm][fa]"]);
    }

    #[test]
    fn codes_are_what_is_stored_and_every_label_has_a_word() {
        for label in Label::ALL {
            assert_eq!(serde_json::to_string(&label).unwrap(), format!("\"{}\"", label.code()));
            assert!(Lang::ALL.iter().all(|lang| !label.own(*lang).is_empty()));
        }
    }
}
