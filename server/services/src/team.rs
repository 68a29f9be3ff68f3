//! Account teams: joining and leaving; read-backs follow.

use crate::fault::Outcome;
use crate::guard::access;
use crate::libero::Libero;
use crate::work::Begun;
use libero_domain::check::Code;
use libero_domain::command::Command;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, MemberId};
use libero_domain::limits;
use libero_domain::reader::Lang;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor, Position};
use libero_domain::team::NewMember;
use libero_store::{StoreError, read_back, team, user};

/// Puts a colleague on the team, who gets all open read-backs that concern them. A new owner makes the old
/// one cover.
///
/// # Errors
/// `Taken` or `NotHere` at the field, `TooMany`, `NotAllowed`, `NotFound`.
pub async fn add(libero: &Libero, by: &Actor, command: Command<(ClientId, NewMember)>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "member.add", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let (client, member) = command.body;
    let now = work.now;
    let access = access(&mut work, by, client, now).await?;
    let action = if member.position == Position::Owner { Action::TeamChangeOwner } else { Action::TeamEdit };
    access.require(by, action, None)?;
    let colleague = user::names(&mut work, &[member.user]).await?.pop();
    let colleague = colleague.ok_or_else(|| Error::invalid("user", Code::NotHere))?;
    let present = team::members(&mut work, client, now).await?;
    if present.iter().any(|other| other.user.id == member.user) {
        return Err(Error::invalid("user", Code::Taken).into());
    }
    if present.len() >= limits::MEMBERS_PER_CLIENT {
        return Err(Error::invalid("user", Code::TooMany { max: limits::MEMBERS_PER_CLIENT }).into());
    }
    if member.position == Position::Owner {
        for owner in present.iter().filter(|other| other.position == Position::Owner) {
            team::set_position(&mut work, owner.id, Position::Cover).await?;
        }
    }
    match team::insert(&mut work, client, &member, now).await {
        Err(StoreError::Taken { .. }) => return Err(Error::CommandReused.into()),
        other => other?,
    }
    let office = crate::agency::office(&mut work).await?;
    read_back::open_for_member(&mut work, client, member.user, &member.areas, now, &office).await?;
    let happening = Happening::MemberAdded { user: colleague.full(Lang::Fa), position: member.position.code().into() };
    work.record(Subject::Member, member.id, Some(client), happening).await?;
    work.commit(()).await
}

/// Takes somebody off the team: rights end now, open read-backs vanish. The owner stays until another is named.
///
/// # Errors
/// `WrongState` for the owner, `NotAllowed`, `NotFound`.
pub async fn remove(libero: &Libero, by: &Actor, command: Command<(ClientId, MemberId)>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "member.remove", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let (client, member) = command.body;
    let now = work.now;
    access(&mut work, by, client, now).await?.require(by, Action::TeamEdit, None)?;
    let present = team::members(&mut work, client, now).await?;
    let leaving = present.into_iter().find(|other| other.id == member).ok_or(Error::NotFound)?;
    if leaving.position == Position::Owner {
        return Err(Error::WrongState { state: leaving.position.code().into(), act: "remove".into() }.into());
    }
    team::end(&mut work, client, member, now).await?;
    read_back::forget_open(&mut work, client, leaving.user.id).await?;
    let happening = Happening::MemberRemoved { user: leaving.user.full(Lang::Fa) };
    work.record(Subject::Member, member, Some(client), happening).await?;
    work.commit(()).await
}
