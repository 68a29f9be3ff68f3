//! Promises: the list, keeping one, one outside a report.

use crate::fault::Outcome;
use crate::guard::{Access, access};
use crate::libero::Libero;
use crate::work::Begun;
use libero_domain::check::Code;
use libero_domain::client::ClientName;
use libero_domain::command::Command;
use libero_domain::contact_report::Party;
use libero_domain::error::Error;
use libero_domain::id::ClientId;
use libero_domain::limits;
use libero_domain::page::{Cursor, Page};
use libero_domain::promise::{KeepPromise, NewPromise, PromiseAct, PromiseRow, PromiseState, Side, may_keep};
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::team::areas_meet;
use libero_domain::time::Timestamp;
use libero_store::{Conn, StoreError, client, person, promise, read_back, team};

/// Promises of a client: open ones by due time, then the rest.
///
/// # Errors
/// `NotFound`, `Unavailable`.
pub async fn list(libero: &Libero, by: &Actor, id: ClientId, after: Cursor) -> Outcome<Page<PromiseRow>> {
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let access = access(&mut conn, by, id, now).await?;
    let name = client::name(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let rows = rows(&mut conn, by, &access, &name, false, after.0.as_deref(), limits::PAGE_ROWS, now).await?;
    Ok(Page::cut(rows, limits::PAGE_ROWS.into(), |row| row.sort.clone()))
}

/// Rows with what the reader may do to each.
#[allow(clippy::too_many_arguments)]
pub(crate) async fn rows(
    conn: &mut Conn,
    by: &Actor,
    access: &Access,
    name: &ClientName,
    only_open: bool,
    after: Option<&str>,
    limit: u16,
    now: Timestamp,
) -> Outcome<Vec<PromiseRow>> {
    let mut rows = promise::of_client(conn, name, only_open, after, limit, now).await?;
    for row in &mut rows {
        let owner = if let Party::User(user) = row.owner { Some(user) } else { None };
        row.may_keep = row.state != PromiseState::Dropped && access.allows(by, Action::PromiseKeep, owner);
    }
    Ok(rows)
}

/// Keeps a promise, or takes a keep back. A delivery waits for its owner's read-backs.
///
/// # Errors
/// `ReadBackNeeded`, `WrongState`, `Stale`, `NotAllowed`, `NotFound`.
pub async fn keep(libero: &Libero, by: &Actor, command: Command<KeepPromise>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "promise.keep", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let KeepPromise { id, version, undo } = command.body;
    let now = work.now;
    let found = promise::get(&mut work, id).await?.ok_or(Error::NotFound)?;
    let access = access(&mut work, by, found.client, now).await?;
    access.require(by, Action::PromiseKeep, found.owner_user)?;
    if found.version != version {
        return Err(Error::Stale { current: found.version }.into());
    }
    let act = if undo { PromiseAct::Reopen } else { PromiseAct::Keep };
    let next = found.state.after(act)?;
    if !undo {
        may_keep(found.delivery, unread_by_owner(&mut work, &found, now).await?)?;
    }
    if !promise::set_state(&mut work, id, version, next, by.user, now).await? {
        let current = promise::get(&mut work, id).await?.ok_or(Error::NotFound)?.version;
        return Err(Error::Stale { current }.into());
    }
    let happening = if undo {
        Happening::PromiseReopened { words: found.words }
    } else {
        Happening::PromiseKept { words: found.words }
    };
    work.record(Subject::Promise, id, Some(found.client), happening).await?;
    work.commit(()).await
}

/// Details in the scope of a delivery that its owner has not read back.
async fn unread_by_owner(conn: &mut Conn, of: &promise::Promise, now: Timestamp) -> Outcome<u32> {
    let Some(owner) = of.owner_user.filter(|_| of.delivery) else { return Ok(0) };
    let today = crate::agency::office(conn).await?.zone.date(now);
    let open = read_back::open_areas(conn, of.client, owner, today).await?;
    Ok(open.iter().filter(|areas| areas_meet(areas, &of.areas)).count().try_into()?)
}

/// A promise given outside a report.
///
/// # Errors
/// Fields to mend, `NotAllowed`, `NotFound`, `CommandReused`.
pub async fn add(libero: &Libero, by: &Actor, command: Command<NewPromise>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "promise.add", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    access(&mut work, by, command.body.client, now).await?.require(by, Action::PromiseAdd, None)?;
    let new = command.body.checked()?;
    let (Some(owner), Some(due)) = (new.owner, new.due) else { return Err(Error::Malformed.into()) };
    let (owner_user, owner_person, side) = match owner {
        Party::User(id) => {
            let here = team::names_now(&mut work, new.client, now).await?.iter().any(|user| user.id == id);
            (here.then_some(id), None, Side::Ours)
        }
        Party::Person(id) => {
            let here =
                person::names_of_client(&mut work, new.client).await?.iter().any(|person| person.id == id);
            (None, here.then_some(id), Side::Theirs)
        }
    };
    if owner_user.is_none() && owner_person.is_none() {
        return Err(Error::invalid("owner", Code::NotHere).into());
    }
    let row = promise::NewRow {
        id: new.id,
        client: new.client,
        report: None,
        entry: None,
        line: None,
        words: &new.words,
        side,
        owner_user,
        owner_person,
        due,
        delivery: new.delivery,
        areas: &[],
        by: by.user,
    };
    match promise::insert(&mut work, &row, now).await {
        Err(StoreError::Taken { .. }) => return Err(Error::CommandReused.into()),
        other => other?,
    }
    work.record(
        Subject::Promise,
        new.id,
        Some(new.client),
        Happening::PromiseGiven { words: new.words.clone() },
    )
    .await?;
    work.commit(()).await
}
