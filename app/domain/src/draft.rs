//! Drafts that a device hands to the server, and what comes back.

use crate::command::Version;
use crate::contact_report::ReportBody;
use crate::id::{DeviceId, ReportId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Newest envelope that this build writes; older ones are read, newer ones kept unread.
pub const ENVELOPE_VERSION: u16 = 1;

/// `PUT /api/v1/drafts/{id}`; the command's id travels as `Idempotency-Key`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutDraft {
    pub envelope_version: u16,
    /// The server version this draft was built on; 0 for none.
    pub base: Version,
    /// The person pressed "Done": it becomes a report in state draft.
    pub ready: bool,
    pub device: DeviceId,
    pub body: ReportBody,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftStored {
    pub id: ReportId,
    pub version: Version,
    /// It is a report now.
    pub settled: bool,
    pub at: Timestamp,
}

/// The answer to a stale put: what is stored now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftTheirs {
    pub version: Version,
    pub body: ReportBody,
    /// Who stored it.
    pub by: String,
    pub at: Timestamp,
}

/// A draft that waits on the server for its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    pub id: ReportId,
    pub version: Version,
    pub body: ReportBody,
    pub settled: bool,
    pub at: Timestamp,
}

/// What a phone carries to work without a network: names only; no phones, money or details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pocket {
    pub at: Timestamp,
    pub clients: Vec<PocketClient>,
    /// Office hours, weekends and holidays around today, so that typed dates are understood offline.
    pub office: crate::office::Office,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PocketClient {
    pub client: crate::client::ClientName,
    pub people: Vec<crate::person::PersonName>,
    pub team: Vec<crate::user::UserName>,
}
