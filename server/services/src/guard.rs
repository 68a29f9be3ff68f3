//! The one guard: rights are asked of the stored record, never of an id that a caller sent.

use crate::fault::Outcome;
use libero_domain::client::Policy;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, UserId};
use libero_domain::rights::{Action, Actor, Position, Standing, Verdict};
use libero_domain::time::Timestamp;
use libero_store::{Conn, team};

/// How a client stands to who asks.
#[derive(Clone, Debug)]
pub struct Access {
    pub position: Option<Position>,
    pub policy: Policy,
}

impl Access {
    /// The standing towards a thing of this client that belongs to `owner`, if to anybody.
    pub fn standing(&self, by: &Actor, owner: Option<UserId>) -> Standing {
        Standing {
            position: self.position,
            own: owner == Some(by.user),
            pm_may_issue: self.policy.pm_may_issue,
        }
    }

    pub fn allows(&self, by: &Actor, action: Action, owner: Option<UserId>) -> bool {
        by.may(action, self.standing(by, owner)) == Verdict::Yes
    }

    /// # Errors
    /// `NotAllowed`, or `NotFound` when the client is not open to the caller.
    pub fn require(&self, by: &Actor, action: Action, owner: Option<UserId>) -> Outcome<()> {
        match by.may(action, self.standing(by, owner)) {
            Verdict::Yes => Ok(()),
            Verdict::NotAllowed => Err(Error::NotAllowed.into()),
            Verdict::NotFound => Err(Error::NotFound.into()),
        }
    }
}

/// Loads how `client` stands to `by` now. Unknown ids and other teams' clients are told alike.
///
/// # Errors
/// `NotFound`, `Unavailable`.
pub async fn access(conn: &mut Conn, by: &Actor, client: ClientId, now: Timestamp) -> Outcome<Access> {
    let standing = team::standing(conn, client, by.user, now).await?.ok_or(Error::NotFound)?;
    let access = Access { position: standing.position, policy: standing.policy };
    access.require(by, Action::ClientRead, None)?;
    Ok(access)
}

/// May `by` do this on the agency's or their own things?
///
/// # Errors
/// `NotAllowed`.
pub fn here(by: &Actor, action: Action) -> Outcome<()> {
    if by.may_here(action) { Ok(()) } else { Err(Error::NotAllowed.into()) }
}
