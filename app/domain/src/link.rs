//! Links that let one person of the client answer one version of a report.

use crate::error::Error;
use crate::id::{LinkId, PersonId, ReportId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Life of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    Made,
    /// A person opened it: a script that ran after a tap. A mail scanner's visit is none.
    Opened,
    /// Answered in full.
    Spent,
    Expired,
    Revoked,
}

impl LinkState {
    pub const ALL: [Self; 5] = [Self::Made, Self::Opened, Self::Spent, Self::Expired, Self::Revoked];

    pub fn code(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Opened => "opened",
            Self::Spent => "spent",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state at `now`: a live link past its end is over.
    pub fn at(self, expires_at: Timestamp, now: Timestamp) -> Self {
        if matches!(self, Self::Made | Self::Opened | Self::Spent) && now >= expires_at {
            Self::Expired
        } else {
            self
        }
    }

    /// The state after `act`.
    ///
    /// # Errors
    /// `WrongState` when this state does not allow it.
    pub fn after(self, act: LinkAct) -> Result<Self, Error> {
        use LinkState::*;
        match (self, act) {
            (Made | Opened, LinkAct::Open) => Ok(Opened),
            (Spent, LinkAct::Open) => Ok(Spent),
            (Made | Opened, LinkAct::Answer) => Ok(Spent),
            (Made | Opened | Spent, LinkAct::Revoke) => Ok(Revoked),
            _ => Err(Error::WrongState { state: self.code().into(), act: act.code().into() }),
        }
    }

    /// May its report still be read through it?
    pub fn reads(self) -> bool {
        matches!(self, Self::Made | Self::Opened | Self::Spent)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkAct {
    Open,
    Answer,
    Revoke,
}

impl LinkAct {
    pub const ALL: [Self; 3] = [Self::Open, Self::Answer, Self::Revoke];

    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answer => "answer",
            Self::Revoke => "revoke",
        }
    }
}

/// The address to hand to one person, and the polite words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkText {
    pub link: LinkId,
    pub person: PersonId,
    /// Whole address with its secret part.
    pub url: String,
    /// Ready for a messenger, in the person's language.
    pub message: String,
}

/// Makes a fresh link for a recipient and revokes the person's earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeLink {
    pub id: LinkId,
    pub report: ReportId,
    pub person: PersonId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_act() {
        let mut allowed = Vec::new();
        for state in LinkState::ALL {
            for act in LinkAct::ALL {
                if let Ok(next) = state.after(act) {
                    allowed.push(format!("{} + {} = {}", state.code(), act.code(), next.code()));
                }
            }
        }
        assert_eq!(
            allowed,
            [
                "made + open = opened",
                "made + answer = spent",
                "made + revoke = revoked",
                "opened + open = opened",
                "opened + answer = spent",
                "opened + revoke = revoked",
                "spent + open = spent",
                "spent + revoke = revoked",
            ]
        );
    }

    #[test]
    fn a_link_is_over_at_its_end() {
        assert_eq!(LinkState::Opened.at(Timestamp(10), Timestamp(10)), LinkState::Expired);
        assert_eq!(LinkState::Revoked.at(Timestamp(10), Timestamp(10)), LinkState::Revoked);
        assert_eq!(LinkState::Made.at(Timestamp(10), Timestamp(9)), LinkState::Made);
    }
}
