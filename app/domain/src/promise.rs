//! Promises: what we owe the client and what the client owes us, with owner and due time.

use crate::check::{Check, Code};
use crate::client::ClientName;
use crate::command::Version;
use crate::contact_report::{Number, Party};
use crate::error::Error;
use crate::id::{ClientId, PromiseId, ReportId};
use crate::limits;
use crate::text::clean_free;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Ours,
    Theirs,
}

impl Side {
    pub fn code(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Ours, Self::Theirs].into_iter().find(|side| side.code() == code)
    }
}

/// Life of a promise; late is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    Open,
    Kept,
    Dropped,
}

impl PromiseState {
    pub const ALL: [Self; 3] = [Self::Open, Self::Kept, Self::Dropped];

    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Dropped => "dropped",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after `act`.
    ///
    /// # Errors
    /// `WrongState` when this state does not allow it.
    pub fn after(self, act: PromiseAct) -> Result<Self, Error> {
        match (self, act) {
            (Self::Open, PromiseAct::Keep) => Ok(Self::Kept),
            (Self::Kept, PromiseAct::Reopen) => Ok(Self::Open),
            _ => Err(Error::WrongState { state: self.code().into(), act: act.code().into() }),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseAct {
    Keep,
    /// Takes back a keep that was a slip.
    Reopen,
}

impl PromiseAct {
    pub const ALL: [Self; 2] = [Self::Keep, Self::Reopen];

    pub fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Reopen => "reopen",
        }
    }
}

/// May a delivery be called kept? Not while its owner has unread details in its scope.
///
/// # Errors
/// `ReadBackNeeded` with how many wait.
pub fn may_keep(delivery: bool, unread_by_owner: u32) -> Result<(), Error> {
    if delivery && unread_by_owner > 0 {
        Err(Error::ReadBackNeeded { open: unread_by_owner })
    } else {
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseRow {
    pub id: PromiseId,
    pub version: Version,
    pub client: ClientName,
    pub words: String,
    pub side: Side,
    /// The owner's name in the reader's language.
    pub owner: Party,
    pub owner_name: String,
    pub owner_latin: String,
    pub due: Timestamp,
    pub late: bool,
    pub delivery: bool,
    pub contested: bool,
    pub state: PromiseState,
    /// Report and line it was given in.
    pub report: Option<(ReportId, Number, u16)>,
    /// What the reader may do.
    pub may_keep: bool,
    /// Key of this row in the list's order.
    pub sort: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepPromise {
    pub id: PromiseId,
    pub version: Version,
    /// True takes a keep back.
    #[serde(default)]
    pub undo: bool,
}

/// Instants that a promise may be due at: from 1970 to 2122, where the calendars end.
const DUE: std::ops::Range<Timestamp> = Timestamp(0)..Timestamp(4_828_204_800_000);

/// A promise given outside a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPromise {
    pub id: PromiseId,
    pub client: ClientId,
    pub words: String,
    pub owner: Option<Party>,
    pub due: Option<Timestamp>,
    #[serde(default)]
    pub delivery: bool,
}

impl NewPromise {
    /// Cleaned fields.
    ///
    /// # Errors
    /// Fields to mend.
    pub fn checked(mut self) -> Result<Self, Error> {
        self.words = clean_free(&self.words);
        let mut check = Check::default();
        check.needed("words", &self.words, limits::ENTRY);
        check.require("owner", self.owner.is_some(), Code::OwnerNeeded);
        check.require("due", self.due.is_some(), Code::DueNeeded);
        check.require("due", self.due.is_none_or(|due| DUE.contains(&due)), Code::DateOutOfRange);
        check.done()?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_act() {
        let mut allowed = Vec::new();
        for state in PromiseState::ALL {
            for act in PromiseAct::ALL {
                if let Ok(next) = state.after(act) {
                    allowed.push(format!("{} + {} = {}", state.code(), act.code(), next.code()));
                }
            }
        }
        assert_eq!(allowed, ["open + keep = kept", "kept + reopen = open"]);
    }

    #[test]
    fn a_delivery_waits_for_its_owners_read_backs() {
        assert_eq!(may_keep(true, 2), Err(Error::ReadBackNeeded { open: 2 }));
        assert_eq!(may_keep(true, 0), Ok(()));
        assert_eq!(may_keep(false, 2), Ok(()));
    }
}
