//! The register of details: reading it, adding to it outside a report.

use crate::fault::Outcome;
use crate::guard::access;
use crate::libero::Libero;
use crate::work::Begun;
use libero_domain::check::Code;
use libero_domain::command::Command;
use libero_domain::detail::{NewDetail, Register, Source};
use libero_domain::error::Error;
use libero_domain::id::ClientId;
use libero_domain::limits;
use libero_domain::page::{Cursor, Page};
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_store::{StoreError, client, detail, person, read_back, team};

/// A client's register, heaviest first; its columns are the present team.
///
/// # Errors
/// `NotFound`, `Unavailable`.
pub async fn register(libero: &Libero, by: &Actor, id: ClientId, after: Cursor) -> Outcome<Register> {
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let access = access(&mut conn, by, id, now).await?;
    let found = client::get(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let rows = detail::of_client(&mut conn, id, after.0.as_deref(), limits::PAGE_ROWS, now).await?;
    let today = crate::agency::office(&mut conn).await?.zone.date(now);
    Ok(Register {
        client: found.name,
        version: found.version,
        page: Page::cut(rows, limits::PAGE_ROWS.into(), |row| row.sort.clone()),
        team: team::names_now(&mut conn, id, now).await?,
        open_read_backs: read_back::open_count(&mut conn, id, today).await?,
        may_add: access.allows(by, Action::DetailAdd, None),
    })
}

/// A detail from a paper or a talk; everyone whom it concerns reads it back.
///
/// # Errors
/// Fields to mend, `NotAllowed`, `NotFound`, `CommandReused`.
pub async fn add(libero: &Libero, by: &Actor, command: Command<NewDetail>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "detail.add", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    access(&mut work, by, command.body.client, now).await?.require(by, Action::DetailAdd, None)?;
    let new = command.body.checked()?;
    if let Some(said_by) = new.said_by
        && !person::names_of_client(&mut work, new.client).await?.iter().any(|person| person.id == said_by)
    {
        return Err(Error::invalid("said_by", Code::NotHere).into());
    }
    let source = Source::Other { words: new.source.clone() };
    let row = detail::NewRow {
        id: new.id,
        client: new.client,
        words: &new.words,
        said_by: new.said_by,
        weight: new.weight,
        when: &new.when,
        areas: &new.areas,
        source: &source,
        report: None,
        entry: None,
        line: None,
        by: by.user,
    };
    match detail::insert(&mut work, &row, now).await {
        Err(StoreError::Taken { .. }) => return Err(Error::CommandReused.into()),
        other => other?,
    }
    let office = crate::agency::office(&mut work).await?;
    read_back::open_for_detail(&mut work, new.id, new.client, &new.areas, now, &office).await?;
    work.record(
        Subject::Detail,
        new.id,
        Some(new.client),
        Happening::DetailAdded { words: new.words.clone() },
    )
    .await?;
    work.commit(()).await
}
