//! What is recorded of every write: an audit entry for the agency, a timeline entry for the client.

use crate::contact_report::Number;
use crate::id::{ClientId, RecordId, UserId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Kind of a recorded thing; the words are chosen where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Agency,
    User,
    Session,
    Client,
    Member,
    Person,
    Report,
    Promise,
    Detail,
    ReadBack,
    Link,
    Draft,
}

impl Subject {
    pub fn code(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::User => "user",
            Self::Session => "session",
            Self::Client => "client",
            Self::Member => "member",
            Self::Person => "person",
            Self::Report => "report",
            Self::Promise => "promise",
            Self::Detail => "detail",
            Self::ReadBack => "read_back",
            Self::Link => "link",
            Self::Draft => "draft",
        }
    }
}

/// What happened, with what a line about it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Happening {
    AgencySetUp,
    AgencyChanged,
    LabelsRenamed,
    HolidaySet { date: chrono::NaiveDate },
    HolidayRemoved { date: chrono::NaiveDate },
    UserAdded,
    UserChanged,
    SignedIn,
    SignInFailed,
    SignedOut,
    SignedOutEverywhere,
    PasswordChanged,
    ResetLinkMade,
    PasswordReset,
    ClientAdded { name: String },
    ClientChanged,
    PolicyChanged,
    MemberAdded { user: String, position: String },
    MemberRemoved { user: String },
    PersonAdded { name: String },
    PersonChanged { name: String },
    DraftStored,
    ReportDrafted,
    ReportSaved,
    ReportDiscarded,
    ReportIssued { number: Number, recipients: u32 },
    LinkMade { person: String },
    LinkRevoked { person: String },
    ReportOpened { number: Number, person: String },
    ReportAgreed { number: Number, person: String },
    ReportAccepted { number: Number, person: String },
    ReportObjected { number: Number, person: String, lines: Vec<u16> },
    PromiseGiven { words: String },
    PromiseKept { words: String },
    PromiseReopened { words: String },
    DetailAdded { words: String },
    ReadBackGiven { words: String },
}

impl Happening {
    /// Stable code for the audit.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AgencySetUp => "agency.set_up",
            Self::AgencyChanged => "agency.changed",
            Self::LabelsRenamed => "agency.labels_renamed",
            Self::HolidaySet { .. } => "holiday.set",
            Self::HolidayRemoved { .. } => "holiday.removed",
            Self::UserAdded => "user.added",
            Self::UserChanged => "user.changed",
            Self::SignedIn => "session.signed_in",
            Self::SignInFailed => "session.sign_in_failed",
            Self::SignedOut => "session.signed_out",
            Self::SignedOutEverywhere => "session.signed_out_everywhere",
            Self::PasswordChanged => "password.changed",
            Self::ResetLinkMade => "reset_link.made",
            Self::PasswordReset => "password.reset",
            Self::ClientAdded { .. } => "client.added",
            Self::ClientChanged => "client.changed",
            Self::PolicyChanged => "client.policy_changed",
            Self::MemberAdded { .. } => "member.added",
            Self::MemberRemoved { .. } => "member.removed",
            Self::PersonAdded { .. } => "person.added",
            Self::PersonChanged { .. } => "person.changed",
            Self::DraftStored => "draft.stored",
            Self::ReportDrafted => "report.drafted",
            Self::ReportSaved => "report.saved",
            Self::ReportDiscarded => "report.discarded",
            Self::ReportIssued { .. } => "report.issued",
            Self::LinkMade { .. } => "link.made",
            Self::LinkRevoked { .. } => "link.revoked",
            Self::ReportOpened { .. } => "report.opened",
            Self::ReportAgreed { .. } => "report.agreed",
            Self::ReportAccepted { .. } => "report.accepted",
            Self::ReportObjected { .. } => "report.objected",
            Self::PromiseGiven { .. } => "promise.given",
            Self::PromiseKept { .. } => "promise.kept",
            Self::PromiseReopened { .. } => "promise.reopened",
            Self::DetailAdded { .. } => "detail.added",
            Self::ReadBackGiven { .. } => "read_back.given",
        }
    }
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "id")]
pub enum Author {
    User(UserId),
    /// A person of the client, by link.
    Guest(Uuid),
    /// Libero itself, or nobody signed in.
    System,
}

/// One thing that happened, as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub id: RecordId,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub client: Option<ClientId>,
    pub author: Author,
    pub happening: Happening,
    pub at: Timestamp,
}

/// One line of a client's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    pub at: Timestamp,
    pub subject_id: Uuid,
    pub happening: Happening,
    /// Name of who did it; empty for Libero itself.
    pub by: String,
    pub by_latin: String,
    /// Key of this row in the list's order.
    pub sort: String,
}
