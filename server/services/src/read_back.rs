//! Reading details back.

use crate::fault::Outcome;
use crate::guard;
use crate::libero::Libero;
use crate::work::Begun;
use libero_domain::command::Command;
use libero_domain::detail::{GiveReadBack, LockedDelivery, ReadBackPage, ReadBackTask};
use libero_domain::error::Error;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::team::{Area, areas_meet};
use libero_store::{Conn, read_back};

/// One's own read-backs: given in the last day, then the open ones; and the deliveries they lock.
///
/// # Errors
/// `Unavailable`.
pub async fn mine(libero: &Libero, by: &Actor) -> Outcome<ReadBackPage> {
    guard::here(by, Action::ReadBackGive)?;
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let today = crate::agency::office(&mut conn).await?.zone.date(now);
    let all = by.sees_all_clients();
    let tasks = read_back::of_user(&mut conn, by.user, all, now.plus_days(-1), today, now).await?;
    let locked = locked(&mut conn, by, &tasks).await?;
    Ok(ReadBackPage { tasks, locked })
}

async fn locked(conn: &mut Conn, by: &Actor, tasks: &[ReadBackTask]) -> Outcome<Vec<LockedDelivery>> {
    let deliveries = read_back::deliveries(conn, by.user).await?;
    let open_in = |client, areas: &[Area]| {
        let open = tasks.iter().filter(|task| !task.given && task.client.id == client);
        open.filter(|task| areas_meet(&task.detail.areas, areas)).count()
    };
    deliveries
        .into_iter()
        .filter_map(|of| match open_in(of.client.id, &of.areas) {
            0 => None,
            open => Some(u32::try_from(open).map(|open| LockedDelivery {
                words: of.words,
                client: of.client,
                due: of.due,
                open,
            })),
        })
        .collect::<Result<_, _>>()
        .map_err(Into::into)
}

/// Gives one's own read-back, once: a red line in own words, the rest by one act.
///
/// # Errors
/// `TooShort` at the words, `WrongState` when it was given, `NotFound` when it is not one's own.
pub async fn give(libero: &Libero, by: &Actor, command: Command<GiveReadBack>) -> Outcome<()> {
    guard::here(by, Action::ReadBackGive)?;
    let mut work = match libero.begin_once(Author::User(by.user), "read_back.give", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    let found = read_back::get(&mut work, command.body.id).await?.ok_or(Error::NotFound)?;
    if found.user != by.user {
        return Err(Error::NotFound.into());
    }
    guard::access(&mut work, by, found.client, now).await?;
    let given = command.body.checked(found.weight)?;
    if !read_back::give(&mut work, given.id, &given.words, now).await? {
        return Err(Error::WrongState { state: "given".into(), act: "give".into() }.into());
    }
    let happening = Happening::ReadBackGiven { words: found.words };
    work.record(Subject::ReadBack, given.id, Some(found.client), happening).await?;
    work.commit(()).await
}
