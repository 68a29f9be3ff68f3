//! Account teams: joining, other work, leaving; read-backs follow.

use crate::fault::Outcome;
use crate::guard::access;
use crate::libero::Libero;
use crate::work::{Begun, Work};
use libero_domain::check::Code;
use libero_domain::command::Command;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, MemberId};
use libero_domain::limits;
use libero_domain::reader::Lang;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor, Position};
use libero_domain::team::{Member, NewMember, tidy};
use libero_store::{StoreError, client as clients, read_back, team, user};
use uuid::Uuid;

/// Puts a colleague on the team, who gets read-backs of every detail that concerns them. Somebody already there
/// gets the new position and work; what they read back stays given. A new owner makes the old one cover.
///
/// # Errors
/// At `user`: `NotHere` for who is gone or sees no clients, `BadChoice` for who may not lead one, `Taken` when
/// nothing would change, `OwnerExists` when the owner would leave the place empty, `TooMany`. `NotAllowed`,
/// `NotFound`, `CommandReused`.
pub async fn add(libero: &Libero, by: &Actor, command: Command<(ClientId, NewMember)>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "member.add", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let (client, mut member) = command.body;
    tidy(&mut member.areas);
    let now = work.now;
    let access = access(&mut work, by, client, now).await?;
    access.require(by, Action::TeamEdit, None)?;
    if member.position == Position::Owner {
        access.require(by, Action::TeamChangeOwner, None)?;
    }
    clients::hold(&mut work, client).await?;
    let wrong = |code| Error::invalid("user", code);
    let colleague = user::by_id(&mut work, member.user).await?.filter(|user| user.active);
    let colleague = colleague.ok_or_else(|| wrong(Code::NotHere))?;
    let joins = Actor { user: colleague.id, roles: colleague.fields.roles.clone() };
    if !joins.sees_clients() {
        return Err(wrong(Code::NotHere).into());
    }
    if !joins.may_stand(member.position) {
        return Err(wrong(Code::BadChoice).into());
    }
    let present = team::not_ended(&mut work, client).await?;
    match present.iter().find(|other| other.user.id == member.user) {
        Some(before) if before.position == member.position && before.areas == member.areas => {
            return Err(wrong(Code::Taken).into());
        }
        Some(before) if before.position == Position::Owner && member.position != Position::Owner => {
            return Err(wrong(Code::OwnerExists).into());
        }
        Some(before) => drop(team::end(&mut work, client, before.id, now).await?),
        None if present.len() >= limits::MEMBERS_PER_CLIENT => {
            return Err(wrong(Code::TooMany { max: limits::MEMBERS_PER_CLIENT }).into());
        }
        None => {}
    }
    if member.position == Position::Owner
        && let Some(owner) =
            present.iter().find(|other| other.position == Position::Owner && other.user.id != member.user)
    {
        become_cover(&mut work, client, owner).await?;
    }
    match team::insert(&mut work, client, &member, now).await {
        Err(StoreError::Taken { .. }) => return Err(Error::CommandReused.into()),
        other => other?,
    }
    let office = crate::agency::office(&mut work).await?;
    read_back::open_for_member(&mut work, client, member.user, &joins.roles, &member.areas, now, &office)
        .await?;
    let name = colleague.name().full(Lang::Fa);
    let happening = Happening::MemberAdded { user: name, position: member.position.code().into() };
    work.record(Subject::Member, member.id, Some(client), happening).await?;
    work.commit(()).await
}

/// The old place ends and another begins, so that who owned the client when stays known.
async fn become_cover(work: &mut Work, client: ClientId, owner: &Member) -> Outcome<()> {
    let now = work.now;
    team::end(work, client, owner.id, now).await?;
    let cover = NewMember {
        id: MemberId(Uuid::now_v7()),
        user: owner.user.id,
        position: Position::Cover,
        areas: owner.areas.clone(),
    };
    Ok(team::insert(work, client, &cover, now).await?)
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
    clients::hold(&mut work, client).await?;
    let present = team::not_ended(&mut work, client).await?;
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
