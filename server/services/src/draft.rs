//! Drafts from devices: stored exactly once, private until "Done", then a report in state draft.

use crate::contact_report::checked_body;
use crate::fault::Outcome;
use crate::guard;
use crate::libero::Libero;
use crate::work::{Begun, Work};
use libero_domain::check::Code;
use libero_domain::command::Command;
use libero_domain::draft::{DraftRow, DraftStored, DraftTheirs, Pocket, PocketClient, PutDraft};
use libero_domain::error::Error;
use libero_domain::id::{DeviceId, ReportId};
use libero_domain::limits;
use libero_domain::reader::Lang;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_store::{contact_report, draft, person, team, user};
use serde::{Deserialize, Serialize};

/// What putting a draft came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PutAnswer {
    Stored(DraftStored),
    /// Somebody stored other words since: both sides are shown, nothing is overwritten.
    Stale(DraftTheirs),
}

/// Stores a draft. The draft's id is its report's; the command's id makes a repeat change nothing.
///
/// # Errors
/// Fields to mend, `NotFound` when the client is no longer open to its author, `CommandReused`.
pub async fn put(
    libero: &Libero,
    by: &Actor,
    id: ReportId,
    command: Command<PutDraft>,
) -> Outcome<PutAnswer> {
    guard::here(by, Action::DraftSync)?;
    let keyed = Command { id: command.id, body: (id, command.body) };
    let mut work = match libero.begin_once(Author::User(by.user), "draft.put", &keyed).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let put = keyed.body.1;
    let body = put.body.checked()?;
    let now = work.now;
    contact_report::hold(&mut work, id).await?;
    if contact_report::get(&mut work, id).await?.is_some() {
        return onto_report(&mut work, by, id, put.base, &body).await?.finish(work).await;
    }
    let stored = draft::get(&mut work, id).await?;
    if stored.as_ref().is_some_and(|draft| draft.user != by.user) {
        return Err(Error::NotFound.into());
    }
    if put.ready {
        let client = body.client.ok_or_else(|| Error::invalid("client", Code::Needed))?;
        guard::access(&mut work, by, client, now).await?;
        checked_body(&mut work, client, &body).await?;
    }
    let row = draft::Put {
        id,
        user: by.user,
        device: put.device,
        envelope_version: put.envelope_version,
        base: put.base,
        ready: put.ready,
        settled_at: put.ready.then_some(now),
        body: &body,
    };
    if !draft::put(&mut work, &row, now).await? {
        // Read again: another device may have been first while this write waited.
        let theirs = draft::get(&mut work, id).await?.ok_or(Error::Malformed)?;
        if theirs.user != by.user {
            return Err(Error::NotFound.into());
        }
        let by = name(&mut work, theirs.user).await?;
        let answer = DraftTheirs { version: theirs.version, body: theirs.body, by, at: theirs.at };
        return work.commit(PutAnswer::Stale(answer)).await;
    }
    let mut version = put.base + 1;
    if let (true, Some(client)) = (put.ready, body.client) {
        let office = crate::agency::office(&mut work).await?;
        version =
            crate::contact_report::store_words(&mut work, by, id, put.base, client, &body, &office).await?;
    }
    work.record(Subject::Draft, id, None, Happening::DraftStored).await?;
    work.commit(PutAnswer::Stored(DraftStored { id, version, settled: put.ready, at: now })).await
}

/// The draft became a report before: its words go on top of it while it is a draft.
async fn onto_report(
    work: &mut Work,
    by: &Actor,
    id: ReportId,
    base: i64,
    body: &libero_domain::contact_report::ReportBody,
) -> Outcome<PutAnswer> {
    let now = work.now;
    let (report, _) = crate::contact_report::load(work, by, id, now).await?;
    report.state.after(libero_domain::contact_report::Act::Save)?;
    if report.version != base {
        let by = name(work, report.changed_by).await?;
        return Ok(PutAnswer::Stale(DraftTheirs {
            version: report.version,
            body: report.body,
            by,
            at: report.changed_at,
        }));
    }
    let client = body.client.unwrap_or(report.client);
    guard::access(work, by, client, now).await?;
    checked_body(work, client, body).await?;
    let office = crate::agency::office(work).await?;
    let version = crate::contact_report::store_words(work, by, id, base, client, body, &office).await?;
    Ok(PutAnswer::Stored(DraftStored { id, version, settled: true, at: now }))
}

impl PutAnswer {
    async fn finish(self, work: Work) -> Outcome<Self> {
        work.commit(self).await
    }
}

async fn name(work: &mut Work, id: libero_domain::id::UserId) -> Outcome<String> {
    Ok(user::names(work, &[id]).await?.pop().map(|name| name.full(Lang::Fa)).unwrap_or_default())
}

/// A person's own drafts on the server.
///
/// # Errors
/// `Unavailable`.
pub async fn list(libero: &Libero, by: &Actor) -> Outcome<Vec<DraftRow>> {
    guard::here(by, Action::DraftSync)?;
    let mut conn = libero.db.read().await?;
    let since = libero.clock.now().plus_days(-limits::SPENT_DRAFT_DAYS);
    Ok(draft::of_user(&mut conn, by.user, since).await?)
}

/// One of a person's own drafts.
///
/// # Errors
/// `NotFound`.
pub async fn get(libero: &Libero, by: &Actor, id: ReportId) -> Outcome<DraftRow> {
    guard::here(by, Action::DraftSync)?;
    let mut conn = libero.db.read().await?;
    let found =
        draft::get(&mut conn, id).await?.filter(|draft| draft.user == by.user).ok_or(Error::NotFound)?;
    Ok(DraftRow {
        id,
        version: found.version,
        settled: found.settled_at.is_some(),
        body: found.body,
        at: found.at,
    })
}

/// Throws away one's own draft that never became a report. `seen` is the version that the device knows.
///
/// # Errors
/// `Stale` when somebody stored other words since, `NotFound`.
pub async fn delete(libero: &Libero, by: &Actor, id: ReportId, seen: Option<i64>) -> Outcome<()> {
    guard::here(by, Action::DraftSync)?;
    let mut work = libero.begin(Author::User(by.user)).await?;
    let stored =
        draft::get(&mut work, id).await?.filter(|draft| draft.user == by.user).ok_or(Error::NotFound)?;
    let current = seen.is_none_or(|seen| seen == stored.version);
    if stored.settled_at.is_some() || !current || !draft::delete(&mut work, id, by.user).await? {
        return Err(Error::Stale { current: stored.version }.into());
    }
    work.record(Subject::Draft, id, None, Happening::ReportDiscarded).await?;
    work.commit(()).await
}

/// Registers this browser and its key's id; tells whether the device was revoked.
///
/// # Errors
/// `NotFound` when the device is another person's.
pub async fn put_device(
    libero: &Libero,
    by: &Actor,
    id: DeviceId,
    name: &str,
    key_id: &str,
) -> Outcome<bool> {
    guard::here(by, Action::DeviceList)?;
    let mut work = libero.begin(Author::User(by.user)).await?;
    let real = libero.clock.real();
    if draft::put_device(&mut work, id, by.user, name, key_id, real).await? {
        return work.commit(false).await;
    }
    let known = draft::device_of(&mut work, id, by.user).await?;
    if known { Ok(true) } else { Err(Error::NotFound.into()) }
}

/// Names to work with offline: own clients, their people, their teams. No phones, money or details.
///
/// # Errors
/// `Unavailable`.
pub async fn pocket(libero: &Libero, by: &Actor) -> Outcome<Pocket> {
    guard::here(by, Action::PocketRead)?;
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let mut clients = Vec::new();
    for mine in crate::client::mine(&mut conn, by, now).await? {
        let id = mine.client.id;
        clients.push(PocketClient {
            people: person::names_of_client(&mut conn, id).await?,
            team: team::names_now(&mut conn, id, now).await?,
            client: mine.client,
        });
    }
    let office = crate::agency::office(&mut conn).await?;
    Ok(Pocket { at: now, clients, office })
}
