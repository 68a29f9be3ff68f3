//! Details: a client's wish or taste, word for word, and its read-back by each person whom it concerns.

use crate::check::{Check, Code};
use crate::client::ClientName;
use crate::command::Version;
use crate::contact_report::Number;
use crate::error::Error;
use crate::id::{ClientId, DetailId, PersonId, ReadBackId, ReportId};
use crate::limits;
use crate::office::Office;
use crate::person::PersonName;
use crate::rights::Role;
use crate::team::{Area, areas_meet, tidy};
use crate::text::clean_free;
use crate::time::Timestamp;
use crate::user::UserName;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How heavy a detail is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Heaviest: read back in own words.
    RedLine,
    #[default]
    Taste,
    /// Lightest.
    Preference,
}

impl Weight {
    pub const ALL: [Self; 3] = [Self::RedLine, Self::Taste, Self::Preference];

    pub fn code(self) -> &'static str {
        match self {
            Self::RedLine => "red_line",
            Self::Taste => "taste",
            Self::Preference => "preference",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weight| weight.code() == code)
    }
}

/// Until when a detail holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "when", content = "of")]
pub enum When {
    #[default]
    Always,
    /// Up to and with this day.
    Until(NaiveDate),
    /// During one campaign, named in words.
    Campaign(String),
}

/// Life of a detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DetailState {
    Active,
    Superseded,
    Retired,
}

impl DetailState {
    pub const ALL: [Self; 3] = [Self::Active, Self::Superseded, Self::Retired];

    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Superseded => "superseded",
            Self::Retired => "retired",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Where a detail comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "source")]
pub enum Source {
    Report {
        report: ReportId,
        number: Number,
        line: u16,
        held_on: NaiveDate,
    },
    /// A paper or a talk, in words.
    Other {
        words: String,
    },
}

/// One line of a client's register, with the state of its read-backs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailRow {
    pub id: DetailId,
    pub words: String,
    pub said_by: Option<PersonName>,
    pub weight: Weight,
    pub when: When,
    pub areas: Vec<Area>,
    pub source: Source,
    pub state: DetailState,
    /// The line it came from is objected to; it binds until the revision.
    pub contested: bool,
    pub read_backs: Vec<ReadBackMark>,
    /// Key of this row in the list's order.
    pub sort: String,
}

/// One cell of the register: has this colleague read it back?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBackMark {
    pub user: UserName,
    pub given: bool,
    pub due: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    pub client: ClientName,
    pub version: Version,
    pub page: crate::page::Page<DetailRow>,
    /// The columns: present team members.
    pub team: Vec<UserName>,
    pub open_read_backs: u32,
    pub may_add: bool,
}

/// A detail taken down outside a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDetail {
    pub id: DetailId,
    pub client: ClientId,
    pub words: String,
    #[serde(default)]
    pub said_by: Option<PersonId>,
    pub weight: Weight,
    #[serde(default)]
    pub when: When,
    #[serde(default)]
    pub areas: Vec<Area>,
    /// The paper or talk it comes from.
    pub source: String,
}

impl NewDetail {
    /// Cleaned fields; the words keep their typed code points.
    ///
    /// # Errors
    /// Fields to mend.
    pub fn checked(mut self) -> Result<Self, Error> {
        self.words = clean_free(&self.words);
        self.source = clean_free(&self.source);
        let mut check = Check::default();
        check.needed("words", &self.words, limits::ENTRY);
        check.needed("source", &self.source, limits::TITLE);
        match &mut self.when {
            When::Campaign(campaign) => {
                *campaign = clean_free(campaign);
                check.needed("when", campaign, limits::TITLE);
            }
            When::Until(day) => drop(check.take("when", crate::calendar::accepted(*day))),
            When::Always => {}
        }
        tidy(&mut self.areas);
        check.done()?;
        Ok(self)
    }
}

/// Does a detail concern somebody who works in `areas`? No areas on either side means all work.
pub fn concerns(detail: &[Area], works_in: &[Area]) -> bool {
    areas_meet(detail, works_in)
}

/// Is somebody in these roles asked to read details back at all? Who may not give one is not.
pub fn reads_back(roles: &[Role]) -> bool {
    roles.iter().any(|role| crate::rights::Action::ReadBackGive.reach(*role) != crate::rights::Reach::No)
}

/// Does a detail hold on `day`?
pub fn holds_on(when: &When, day: NaiveDate) -> bool {
    !matches!(when, When::Until(last) if *last < day)
}

/// When a read-back is due: one working day after it opens.
pub fn read_back_due(opened_at: Timestamp, office: &Office) -> Timestamp {
    office.add_working_days(opened_at, 1)
}

/// Gives a read-back. A red line needs own words, the rest one act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveReadBack {
    pub id: ReadBackId,
    #[serde(default)]
    pub words: String,
}

impl GiveReadBack {
    /// Cleaned words.
    ///
    /// # Errors
    /// `TooShort` for a red line without at least ten letters of own words; `TooLong`.
    pub fn checked(mut self, weight: Weight) -> Result<Self, Error> {
        self.words = clean_free(&self.words);
        let letters = self.words.chars().filter(|c| c.is_alphanumeric()).count();
        let mut check = Check::default();
        check.optional("words", &self.words, limits::ENTRY);
        if weight == Weight::RedLine && letters < limits::RED_LINE_WORDS_MIN {
            check.fail("words", Code::TooShort { min: limits::RED_LINE_WORDS_MIN });
        }
        check.done()?;
        Ok(self)
    }
}

/// What a colleague has to read back, one at a time, heaviest and oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBackTask {
    pub id: ReadBackId,
    pub client: ClientName,
    pub detail: DetailRow,
    pub given: bool,
    pub due: Timestamp,
    pub late: bool,
}

/// The page of one's own read-backs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBackPage {
    /// Those given in the last day, as they were given; then the open ones, heaviest and oldest first.
    pub tasks: Vec<ReadBackTask>,
    /// Promises marked delivery that wait for these.
    pub locked: Vec<LockedDelivery>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedDelivery {
    pub words: String,
    pub client: ClientName,
    pub due: Timestamp,
    pub open: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_red_line_is_read_back_in_own_words() {
        let give = |words: &str| GiveReadBack { id: ReadBackId(Uuid::nil()), words: words.into() };
        assert!(give("ok ok ok .....").checked(Weight::RedLine).is_err());
        assert!(give("همهٔ قاب‌ها از روبه‌رو").checked(Weight::RedLine).is_ok());
        assert!(give("").checked(Weight::Taste).is_ok());
    }

    #[test]
    fn a_detail_holds_up_to_and_with_its_last_day() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 9).unwrap();
        assert!(holds_on(&When::Until(day), day));
        assert!(!holds_on(&When::Until(day), day.succ_opt().unwrap()));
        assert!(holds_on(&When::Always, day));
    }
}
