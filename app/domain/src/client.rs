//! Clients: the record, its policy, and what lists and pages read of it.

use crate::check::{Check, Code};
use crate::command::Version;
use crate::contact_report::{Number, ReportRow};
use crate::detail::DetailRow;
use crate::id::{ClientId, UserId};
use crate::limits;
use crate::person::PersonRow;
use crate::promise::PromiseRow;
use crate::reader::Lang;
use crate::record::TimelineRow;
use crate::rights::Position;
use crate::team::Member;
use crate::text::{clean_free, clean_name};
use crate::user::UserName;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How much of the agency's future a client is. Internal: never on a client's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    Key,
    #[default]
    Standard,
    Prospect,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::Key, Self::Standard, Self::Prospect];

    pub fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Standard => "standard",
            Self::Prospect => "prospect",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.code() == code)
    }

    /// Days between contacts unless the client's own cadence says otherwise.
    pub fn cadence_days(self) -> u16 {
        match self {
            Self::Key => 7,
            Self::Standard => 14,
            Self::Prospect => 21,
        }
    }
}

/// What a person types of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClientFields {
    pub name: String,
    /// Name in Latin letters, for English pages and papers.
    pub latin: String,
    /// Name as spoken, for lists and tiles; the name when empty.
    pub short: String,
    pub tier: Tier,
    pub industry: String,
    pub business_model: String,
    pub market: String,
    pub sales_drivers: String,
    /// Days between contacts; the tier's when empty.
    #[serde(deserialize_with = "typed_days")]
    pub cadence_days: Option<u16>,
}

/// Days as a form has them: a number, or its text in either digits, or nothing. What is no number becomes 0,
/// which the check refuses at its field.
fn typed_days<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Typed {
        Number(u16),
        Text(String),
    }
    Ok(match Option::<Typed>::deserialize(from)? {
        None => None,
        Some(Typed::Number(days)) => Some(days),
        Some(Typed::Text(text)) if text.trim().is_empty() => None,
        Some(Typed::Text(text)) => Some(crate::number::fold_digits(text.trim()).parse().unwrap_or_default()),
    })
}

impl ClientFields {
    /// Cleaned fields.
    ///
    /// # Errors
    /// Fields to mend.
    pub fn checked(mut self) -> Result<Self, crate::error::Error> {
        for field in [&mut self.name, &mut self.latin, &mut self.short, &mut self.industry] {
            *field = clean_name(field);
        }
        for field in [&mut self.business_model, &mut self.market, &mut self.sales_drivers] {
            *field = clean_free(field);
        }
        let mut check = Check::default();
        check.needed("name", &self.name, limits::NAME);
        check.optional("latin", &self.latin, limits::NAME);
        check.optional("short", &self.short, limits::NAME);
        check.optional("industry", &self.industry, limits::NAME);
        check.optional("business_model", &self.business_model, limits::PROFILE);
        check.optional("market", &self.market, limits::PROFILE);
        check.optional("sales_drivers", &self.sales_drivers, limits::PROFILE);
        if self.cadence_days.is_some_and(|days| !(1..=365).contains(&days)) {
            check.fail("cadence_days", Code::BadNumber);
        }
        check.done()?;
        Ok(self)
    }

    pub fn cadence(&self) -> u16 {
        self.cadence_days.unwrap_or(self.tier.cadence_days())
    }
}

/// A new client; whoever makes it becomes its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    pub id: ClientId,
    pub fields: ClientFields,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditClient {
    pub id: ClientId,
    pub version: Version,
    pub fields: ClientFields,
}

/// How papers of one client are handled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Working hours for the client's reply after delivery.
    pub reply_hours: u16,
    /// A project manager of the team may issue.
    pub pm_may_issue: bool,
    /// Language of the client's papers and pages.
    pub paper_lang: Lang,
    /// Days a link lives.
    pub link_days: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            reply_hours: 48,
            pm_may_issue: false,
            paper_lang: Lang::Fa,
            link_days: limits::LINK_DAYS as u16,
        }
    }
}

/// A client as named beside work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientName {
    pub id: ClientId,
    pub name: String,
    pub latin: String,
    pub short: String,
    /// One of eight colours, for life.
    pub hue: u8,
}

impl ClientName {
    pub fn full(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.latin.is_empty() { &self.latin } else { &self.name }
    }

    /// The name as spoken.
    pub fn spoken(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.latin.is_empty() {
            &self.latin
        } else if self.short.is_empty() {
            &self.name
        } else {
            &self.short
        }
    }
}

/// One line of the list of clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientRow {
    pub client: ClientName,
    pub tier: Tier,
    pub industry: String,
    pub owner: Option<UserName>,
    pub cadence_days: u16,
    pub last_contact: Option<NaiveDate>,
    pub open_promises: u32,
    pub late_promises: u32,
    /// Key of this row in the list's order; the cursor of the page after it.
    pub sort: String,
}

/// A filter of the list, each part optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientFilter {
    #[serde(default)]
    pub search: String,
    #[serde(default)]
    pub mine: bool,
    #[serde(default)]
    pub tier: Option<Tier>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientList {
    pub page: crate::page::Page<ClientRow>,
    /// Clients open to the reader, and how many of them are key.
    pub total: u32,
    pub key: u32,
}

/// What the page of a client opens with. Seals are taken off here: what a reader may not see is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientPage {
    pub client: ClientName,
    pub version: Version,
    pub fields: ClientFields,
    pub policy: Policy,
    pub team: Vec<Member>,
    pub people: Vec<PersonRow>,
    pub last_contact: Option<NaiveDate>,
    pub counts: ClientCounts,
    /// What to know before meeting: red lines first, newest first.
    pub know: Vec<DetailRow>,
    pub promises: Vec<PromiseRow>,
    pub reports: Vec<ReportRow>,
    pub timeline: Vec<TimelineRow>,
    /// What the reader may do here.
    pub may: ClientRights,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientCounts {
    pub reports: u32,
    pub details: u32,
    pub open_promises: u32,
    pub late_promises: u32,
    /// Issued and not yet settled reports.
    pub waiting_reports: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientRights {
    pub edit: bool,
    pub edit_people: bool,
    pub edit_team: bool,
    pub draft: bool,
    pub position: Option<Position>,
}

/// The sidebar's "my clients" and the pocket's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyClient {
    pub client: ClientName,
    pub open_promises: u32,
    pub objected: bool,
}

/// Who stands at the head of a client, for papers and messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    pub user: UserId,
    pub name: UserName,
}

/// The number that the next report of a client and year gets.
pub fn next_number(year: i32, taken: u32) -> Number {
    Number { year, sequence: taken + 1 }
}

/// When contact is overdue: the last contact plus the cadence. Never contacted counts from `since`.
pub fn silent_days(last_contact: Option<NaiveDate>, since: NaiveDate, today: NaiveDate) -> i64 {
    (today - last_contact.unwrap_or(since)).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_needs_a_name_and_a_sane_cadence() {
        let fields = ClientFields { cadence_days: Some(0), ..ClientFields::default() };
        let error = fields.checked().unwrap_err();
        let bad: Vec<_> = error.fields().iter().map(|f| f.field.as_str()).collect();
        assert_eq!(bad, ["name", "cadence_days"]);
    }

    #[test]
    fn days_are_read_in_either_digits_and_nonsense_is_refused_at_the_field() {
        let read = |days: &str| {
            serde_json::from_str::<ClientFields>(&format!(r#"{{"name":"x","cadence_days":{days}}}"#)).unwrap()
        };
        assert_eq!(read("\"۷\"").cadence_days, Some(7));
        assert_eq!(read("\"\"").cadence_days, None);
        assert_eq!(read("10").cadence_days, Some(10));
        assert!(read("\"often\"").checked().is_err());
    }

    #[test]
    fn key_clients_are_met_each_week_unless_agreed_otherwise() {
        let key = ClientFields { tier: Tier::Key, ..ClientFields::default() };
        assert_eq!(key.cadence(), 7);
        assert_eq!(ClientFields { cadence_days: Some(10), ..key }.cadence(), 10);
    }
}
