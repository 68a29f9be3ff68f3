//! Ids: UUIDv7 made where the thing is made, one type for each kind of thing.
//! An id is never a secret and never an order: a device's clock may be wrong.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A client of the agency.
    ClientId;
    /// A person at a client.
    PersonId;
    /// A colleague who signs in.
    UserId;
    /// A place on a client's team.
    MemberId;
    /// A contact report over all its versions. A draft's id is its report's id.
    ReportId;
    /// A topic inside a report.
    TopicId;
    /// An entry (a line) inside a report; the same over all versions.
    EntryId;
    /// A promise, ours or theirs.
    PromiseId;
    /// A detail of a client's register.
    DetailId;
    /// One person's read-back of one detail.
    ReadBackId;
    /// A signal of an opportunity.
    SignalId;
    /// A file kept with a record: a signed scan, a proof.
    AttachmentId;
    /// A planned meeting, call or visit.
    AppointmentId;
    /// A notice to one colleague.
    NoticeId;
    /// A link that lets one person of the client answer one version.
    LinkId;
    /// A command; made by the caller, once for each intent.
    CommandId;
    /// A signed-in session.
    SessionId;
    /// A browser on a device, known by its key.
    DeviceId;
    /// Any recorded thing in the timeline or the audit.
    RecordId;
}
