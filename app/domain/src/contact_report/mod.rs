//! Contact reports: what was said, by whom, what follows; drafted anywhere, issued once, confirmed line by line.

mod body;
mod issue;
mod state;

pub use body::*;
pub use issue::*;
pub use state::*;

use crate::client::ClientName;
use crate::command::Version;
use crate::id::{ClientId, LinkId, PersonId, ReportId, UserId};
use crate::link::LinkState;
use crate::person::PersonName;
use crate::time::Timestamp;
use crate::user::UserName;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Report number: a counter for each client and year of the contact in the agency's calendar, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Number {
    /// Four-digit year of the agency's calendar.
    pub year: i32,
    pub sequence: u32,
}

impl std::fmt::Display for Number {
    /// `1405/003`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{:03}", self.year, self.sequence)
    }
}

/// One line of a list of reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    pub id: ReportId,
    pub client: ClientName,
    pub number: Option<Number>,
    pub kind: ContactKind,
    pub held_on: NaiveDate,
    pub state: State,
    pub author: UserName,
    pub entries: u32,
    pub changed_at: Timestamp,
    /// Key of this row in the list's order.
    pub sort: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportFilter {
    #[serde(default)]
    pub client: Option<ClientId>,
    #[serde(default)]
    pub state: Option<State>,
}

/// A report as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPage {
    pub id: ReportId,
    pub version: Version,
    pub client: ClientName,
    pub number: Option<Number>,
    pub state: State,
    pub author: UserName,
    pub body: ReportBody,
    /// Present version of the words; 1 until revised.
    pub wording: u32,
    pub issued_at: Option<Timestamp>,
    pub accepted_at: Option<Timestamp>,
    pub accepted_how: Option<How>,
    /// SHA-256 over the stored text, numbers and lines, once locked; hex.
    pub hash: Option<String>,
    /// By when the trade wants it issued.
    pub issue_due: Timestamp,
    pub issue_late: bool,
    pub recipients: Vec<Recipient>,
    pub answers: Vec<LineAnswer>,
    /// Everyone who may be named: the client's people and the team.
    pub people: Vec<PersonName>,
    pub confirmers: Vec<PersonId>,
    pub team: Vec<UserName>,
    /// Language of the client's paper.
    pub paper_lang: crate::reader::Lang,
    /// Working hours for the client's reply after delivery.
    pub reply_hours: u16,
    /// Hours, weeks and holidays, so that typed dates are understood in the browser.
    pub office: crate::office::Office,
    pub may: ReportRights,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRights {
    pub edit: bool,
    pub issue: bool,
    pub links: bool,
}

/// A person the report went to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub link: LinkId,
    pub person: PersonName,
    pub may_confirm: bool,
    pub state: LinkState,
    pub opened_at: Option<Timestamp>,
    pub expires_at: Timestamp,
}

/// One recipient's answer to one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAnswer {
    pub person: PersonId,
    pub line: u16,
    pub accepts: bool,
    /// What it should say, word for word; empty when accepted.
    pub words: String,
    pub at: Timestamp,
}

/// Saves a draft on the desktop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveReport {
    pub id: ReportId,
    /// The version that was seen; 0 makes the report.
    pub version: Version,
    pub body: ReportBody,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub version: Version,
    pub at: Timestamp,
}

/// Sends a report to people of the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueReport {
    pub id: ReportId,
    pub version: Version,
    pub recipients: Vec<PersonId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    pub number: Number,
    pub version: Version,
    pub at: Timestamp,
}

/// What the client's page shows: nothing internal is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestReport {
    pub agency: String,
    pub client: String,
    pub reader: PersonName,
    pub lang: crate::reader::Lang,
    pub number: Number,
    pub kind: ContactKind,
    pub held_on: NaiveDate,
    pub agency_people: Vec<UserName>,
    pub topics: Vec<GuestTopic>,
    /// By when a reply is asked for; known from the first opening on.
    pub reply_due: Option<Timestamp>,
    pub reply_hours: u16,
    pub state: State,
    /// This reader's answers, once sent.
    pub answers: Vec<LineAnswer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestTopic {
    /// Empty for lines without a topic.
    pub title: String,
    pub lines: Vec<GuestLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestLine {
    pub line: u16,
    pub kind: EntryKind,
    pub text: String,
    /// Who of which side does it, by when.
    pub owner: Option<String>,
    pub owner_is_ours: bool,
    pub due: Option<NaiveDate>,
    pub weight: Option<crate::detail::Weight>,
    pub when: Option<crate::detail::When>,
    pub areas: Vec<crate::team::Area>,
}

/// The client's answer to all lines at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerReport {
    pub lines: Vec<AnswerLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerLine {
    pub line: u16,
    pub accepts: bool,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub state: State,
    pub at: Timestamp,
}

/// Whose report a write touches: what rights are asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    pub client: ClientId,
    pub author: UserId,
}
