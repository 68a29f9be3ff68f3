//! Life of a report: `draft → issued → delivered → accepted | objected`. Every other pair is refused.

use crate::error::Error;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Draft,
    Issued,
    /// First opened by a person of the client.
    Delivered,
    /// Locked; later changes are addenda.
    Accepted,
    Objected,
    /// Thrown away while a draft.
    Discarded,
}

impl State {
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Issued, Self::Delivered, Self::Accepted, Self::Objected, Self::Discarded];

    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issued => "issued",
            Self::Delivered => "delivered",
            Self::Accepted => "accepted",
            Self::Objected => "objected",
            Self::Discarded => "discarded",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How a report came to count as accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Answered by the client's link.
    Link,
    /// Given by messenger, phone or paper and recorded with its proof.
    Noted,
    /// The reply time ended without an objection, where the client's policy says so.
    Deemed,
}

impl How {
    pub const ALL: [Self; 3] = [Self::Link, Self::Noted, Self::Deemed];

    pub fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Noted => "noted",
            Self::Deemed => "deemed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }
}

/// What may happen to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Save,
    Issue,
    /// A person of the client opened it.
    Open,
    /// A complete answer of somebody who may confirm, all lines correct.
    Accept,
    /// A complete answer with an objection.
    Object,
    /// A complete, agreeing answer of somebody who may not confirm: kept, settles nothing.
    Agree,
    Discard,
}

impl Act {
    pub const ALL: [Self; 7] =
        [Self::Save, Self::Issue, Self::Open, Self::Accept, Self::Object, Self::Agree, Self::Discard];

    pub fn code(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Issue => "issue",
            Self::Open => "open",
            Self::Accept => "accept",
            Self::Object => "object",
            Self::Agree => "agree",
            Self::Discard => "discard",
        }
    }
}

impl State {
    /// The state after `act`.
    ///
    /// # Errors
    /// `WrongState` when this state does not allow it.
    pub fn after(self, act: Act) -> Result<Self, Error> {
        use State::*;
        match (self, act) {
            (Draft, Act::Save) => Ok(Draft),
            (Draft, Act::Issue) => Ok(Issued),
            (Draft, Act::Discard) => Ok(Discarded),
            (Issued, Act::Open) => Ok(Delivered),
            (Delivered | Accepted | Objected, Act::Open) => Ok(self),
            // Who answers has opened it.
            (Issued | Delivered, Act::Accept) => Ok(Accepted),
            (Issued | Delivered, Act::Object) => Ok(Objected),
            (Issued | Delivered, Act::Agree) => Ok(Delivered),
            _ => Err(Error::WrongState { state: self.code().into(), act: act.code().into() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_act_is_allowed_or_refused_on_purpose() {
        let mut table = String::new();
        for state in State::ALL {
            for act in Act::ALL {
                let next = state.after(act).map_or("-".to_owned(), |next| next.code().to_owned());
                table.push_str(&format!("{} + {} = {next}\n", state.code(), act.code()));
            }
        }
        let allowed: Vec<&str> = table.lines().filter(|line| !line.ends_with("= -")).collect();
        assert_eq!(
            allowed,
            [
                "draft + save = draft",
                "draft + issue = issued",
                "draft + discard = discarded",
                "issued + open = delivered",
                "issued + accept = accepted",
                "issued + object = objected",
                "issued + agree = delivered",
                "delivered + open = delivered",
                "delivered + accept = accepted",
                "delivered + object = objected",
                "delivered + agree = delivered",
                "accepted + open = accepted",
                "objected + open = objected",
            ]
        );
        assert_eq!(table.lines().count(), State::ALL.len() * Act::ALL.len());
    }
}
