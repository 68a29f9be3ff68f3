//! Clients: list, page, make, change, policy, history.

use crate::fault::Outcome;
use crate::guard::{self, access};
use crate::libero::Libero;
use crate::work::Begun;
use libero_domain::check::Code;
use libero_domain::client::{
    ClientFilter, ClientList, ClientPage, ClientRights, EditClient, MyClient, NewClient, Policy,
};
use libero_domain::command::{Command, Version};
use libero_domain::contact_report::ReportFilter;
use libero_domain::detail::holds_on;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, MemberId};
use libero_domain::limits;
use libero_domain::page::{Cursor, Page};
use libero_domain::record::{Author, Happening, Subject, TimelineRow};
use libero_domain::rights::{Action, Actor, Position, Role};
use libero_domain::team::NewMember;
use libero_domain::time::Timestamp;
use libero_store::{Conn, StoreError, client, contact_report, detail, person, record, team};
use uuid::Uuid;

/// Details shown before a meeting, of the heaviest ones that still hold.
const KNOW: usize = 5;
const KNOW_AMONG: u16 = 20;
const NEWEST_REPORTS: u16 = 5;
const NEWEST_EVENTS: u16 = 20;
const OPEN_PROMISES: u16 = 20;

/// Clients open to the reader, in Persian order of their names.
///
/// # Errors
/// `Invalid` for a search that is too long, `Unavailable`.
pub async fn list(libero: &Libero, by: &Actor, filter: ClientFilter, after: Cursor) -> Outcome<ClientList> {
    if filter.search.chars().count() > limits::SEARCH {
        return Err(Error::invalid("search", Code::TooLong { max: limits::SEARCH }).into());
    }
    if !by.sees_clients() {
        return Ok(ClientList { page: Page { rows: Vec::new(), next: Cursor(None) }, total: 0, key: 0 });
    }
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let (all, phones) = (by.sees_all_clients(), by.has(Role::Director));
    let after = after.0.as_deref();
    let rows = client::list(&mut conn, by.user, all, phones, &filter, after, limits::PAGE_ROWS, now).await?;
    let (total, key) = client::totals(&mut conn, by.user, all, now).await?;
    Ok(ClientList { page: Page::cut(rows, limits::PAGE_ROWS.into(), |row| row.sort.clone()), total, key })
}

/// One client. What the reader may not see is absent.
///
/// # Errors
/// `NotFound`, `Unavailable`.
pub async fn page(libero: &Libero, by: &Actor, id: ClientId) -> Outcome<ClientPage> {
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let access = access(&mut conn, by, id, now).await?;
    let found = client::get(&mut conn, id).await?.ok_or(Error::NotFound)?;
    // Influence, stance and mobile numbers are for the team and the director.
    let sealed = access.position.is_some() || by.has(Role::Director);
    let people =
        person::of_client(&mut conn, id).await?.into_iter().map(|person| person.row(sealed)).collect();
    let today = crate::agency::office(&mut conn).await?.zone.date(now);
    let mut know = detail::of_client(&mut conn, id, None, KNOW_AMONG, now).await?;
    know.retain(|detail| holds_on(&detail.when, today));
    know.truncate(KNOW);
    let filter = ReportFilter { client: Some(id), state: None };
    let sight = crate::contact_report::sight(by);
    let mut reports =
        contact_report::list(&mut conn, by.user, sight, &filter, None, NEWEST_REPORTS, now).await?;
    reports.truncate(NEWEST_REPORTS.into());
    let mut promises =
        crate::promise::rows(&mut conn, by, &access, &found.name, true, None, OPEN_PROMISES, now).await?;
    promises.truncate(OPEN_PROMISES.into());
    let may = ClientRights {
        edit: access.allows(by, Action::ClientEdit, None),
        edit_people: access.allows(by, Action::PersonEdit, None),
        edit_team: access.allows(by, Action::TeamEdit, None),
        draft: access.allows(by, Action::ReportDraft, Some(by.user)),
        position: access.position,
    };
    Ok(ClientPage {
        team: team::members(&mut conn, id, now).await?,
        counts: client::counts(&mut conn, id, now).await?,
        timeline: record::timeline(&mut conn, id, None, NEWEST_EVENTS).await?,
        client: found.name,
        version: found.version,
        fields: found.fields,
        policy: found.policy,
        last_contact: found.last_contact,
        people,
        know,
        promises,
        reports,
        may,
    })
}

/// A new client; its maker becomes its owner.
///
/// # Errors
/// Fields to mend, `NotAllowed`, `CommandReused`.
pub async fn create(libero: &Libero, by: &Actor, command: Command<NewClient>) -> Outcome<ClientId> {
    guard::here(by, Action::ClientCreate)?;
    let mut work = match libero.begin_once(Author::User(by.user), "client.create", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let NewClient { id, fields } = command.body;
    let now = work.now;
    let fields = fields.checked()?;
    match client::insert(&mut work, id, &fields, by.user, now).await {
        Err(StoreError::Taken { .. }) => return Err(Error::CommandReused.into()),
        other => other?,
    }
    let owner = NewMember {
        id: MemberId(Uuid::now_v7()),
        user: by.user,
        position: Position::Owner,
        areas: Vec::new(),
    };
    team::insert(&mut work, id, &owner, now).await?;
    work.record(Subject::Client, id, Some(id), Happening::ClientAdded { name: fields.name }).await?;
    work.commit(id).await
}

/// Changes the profile.
///
/// # Errors
/// Fields to mend, `Stale` with the stored version, `NotAllowed`, `NotFound`.
pub async fn edit(libero: &Libero, by: &Actor, command: Command<EditClient>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "client.edit", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let EditClient { id, version, fields } = command.body;
    let now = work.now;
    access(&mut work, by, id, now).await?.require(by, Action::ClientEdit, None)?;
    let fields = fields.checked()?;
    if !client::update(&mut work, id, version, &fields, by.user, now).await? {
        return Err(stale(&mut work, id).await?);
    }
    work.record(Subject::Client, id, Some(id), Happening::ClientChanged).await?;
    work.commit(()).await
}

/// Sets how papers of the client are handled; the life of links stays.
///
/// # Errors
/// `Invalid` for hours outside 1–240, `Stale`, `NotAllowed`, `NotFound`.
pub async fn set_policy(
    libero: &Libero,
    by: &Actor,
    command: Command<(ClientId, Version, Policy)>,
) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "client.policy", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let (id, version, mut policy) = command.body;
    let now = work.now;
    let access = access(&mut work, by, id, now).await?;
    access.require(by, Action::ClientPolicySet, None)?;
    policy.link_days = access.policy.link_days;
    if !(1..=240).contains(&policy.reply_hours) {
        return Err(Error::invalid("reply_hours", Code::BadNumber).into());
    }
    if !client::set_policy(&mut work, id, version, &policy, by.user, now).await? {
        return Err(stale(&mut work, id).await?);
    }
    work.record(Subject::Client, id, Some(id), Happening::PolicyChanged).await?;
    work.commit(()).await
}

async fn stale(conn: &mut Conn, id: ClientId) -> Outcome<crate::Fault> {
    let current = client::get(conn, id).await?.map_or(0, |found| found.version);
    Ok(Error::Stale { current }.into())
}

/// Everything that happened with a client, newest first.
///
/// # Errors
/// `NotFound`, `Unavailable`.
pub async fn timeline(
    libero: &Libero,
    by: &Actor,
    id: ClientId,
    after: Cursor,
) -> Outcome<Page<TimelineRow>> {
    let mut conn = libero.db.read().await?;
    access(&mut conn, by, id, libero.clock.now()).await?;
    let rows = record::timeline(&mut conn, id, after.0.as_deref(), limits::PAGE_ROWS + 1).await?;
    Ok(Page::cut(rows, limits::PAGE_ROWS.into(), |row| row.sort.clone()))
}

/// Clients on whose team one is now, for the frame around every page.
///
/// # Errors
/// `Unavailable`.
pub async fn mine(conn: &mut Conn, by: &Actor, now: Timestamp) -> Outcome<Vec<MyClient>> {
    if !by.sees_clients() {
        return Ok(Vec::new());
    }
    Ok(client::mine(conn, by.user, now).await?)
}
