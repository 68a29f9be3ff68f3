//! Saving and discarding a draft on the desktop.

use super::load_to_change;
use crate::fault::Outcome;
use crate::guard::access;
use crate::libero::Libero;
use crate::work::{Begun, Work};
use libero_domain::calendar::accepted;
use libero_domain::check::{Check, Code};
use libero_domain::command::{Command, Version};
use libero_domain::contact_report::{Act, Party, ReportBody, SaveReport, Saved, State, issue_due};
use libero_domain::detail::When;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, ReportId};
use libero_domain::limits;
use libero_domain::office::Office;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::text::search_keys_indexed;
use libero_store::contact_report as store;
use libero_store::{Conn, StoreError, person, team};
use std::collections::HashSet;
use uuid::Uuid;

/// Stores the words of a draft; version 0 makes it.
///
/// # Errors
/// Fields to mend, `Stale` with the stored version, `WrongState` once issued, `NotFound`.
pub async fn save(libero: &Libero, by: &Actor, command: Command<SaveReport>) -> Outcome<Saved> {
    let mut work = match libero.begin_once(Author::User(by.user), "report.save", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let SaveReport { id, version, body } = command.body;
    let now = work.now;
    let body = body.checked()?;
    let office = crate::agency::office(&mut work).await?;
    let client = body.client.ok_or_else(|| Error::invalid("client", Code::Needed))?;
    // Before anybody in the body is looked up: who belongs to a client is not for strangers to learn.
    access(&mut work, by, client, now).await?;
    checked_body(&mut work, client, &body).await?;
    if version != 0 && store::get(&mut work, id).await?.is_none() {
        return Err(Error::NotFound.into());
    }
    let version = store(&mut work, by, id, version, client, &body, &office).await?;
    work.commit(Saved { version, at: now }).await
}

/// Makes the report or stores new words on top of `seen`; answers the version it has now.
pub(crate) async fn store(
    work: &mut Work,
    by: &Actor,
    id: ReportId,
    seen: Version,
    client: ClientId,
    body: &ReportBody,
    office: &Office,
) -> Outcome<Version> {
    let now = work.now;
    let due = issue_due(body, office);
    let version = if store::get(work, id).await?.is_some() {
        let (report, access) = load_to_change(work, by, id, now).await?;
        access.require(by, Action::ReportDraft, Some(report.author))?;
        report.state.after(Act::Save)?;
        if client != report.client {
            // Moving a draft asks for the same right at the other client.
            let other = crate::guard::access(work, by, client, now).await?;
            other.require(by, Action::ReportDraft, Some(report.author))?;
        }
        if !store::save(work, &report, seen, body, due, by.user, now).await? {
            return Err(Error::Stale { current: report.version }.into());
        }
        work.record(Subject::Report, id, Some(client), Happening::ReportSaved).await?;
        report.version + 1
    } else {
        let access = access(work, by, client, now).await?;
        access.require(by, Action::ReportDraft, Some(by.user))?;
        let version = seen + 1;
        let draft = store::NewDraft { id, version, client, author: by.user, body, issue_due: due };
        match store::insert(work, &draft, now).await {
            Err(StoreError::Taken { .. }) => return Err(Error::CommandReused.into()),
            other => other?,
        }
        work.record(Subject::Report, id, Some(client), Happening::ReportDrafted).await?;
        version
    };
    store::index(work, id, client, &words(body), now).await?;
    Ok(version)
}

/// Folded words of a report, for the search.
fn words(body: &ReportBody) -> String {
    let texts = body
        .entries
        .iter()
        .map(|entry| entry.text.as_str())
        .chain(body.topics.iter().map(|topic| topic.title.as_str()));
    texts.map(search_keys_indexed).collect::<Vec<_>>().join("\n")
}

/// Everyone named in a body belongs to its client or its team, and its days are in the calendars.
///
/// # Errors
/// `NotHere` at the field that names a stranger, `DateOutOfRange`, `TooLong` at a campaign.
pub(crate) async fn checked_body(conn: &mut Conn, client: ClientId, body: &ReportBody) -> Outcome<()> {
    let people: HashSet<Uuid> =
        person::names_of_client(conn, client).await?.into_iter().map(|p| p.id.0).collect();
    let users: HashSet<Uuid> = team::names_ever(conn, client).await?.into_iter().map(|u| u.id.0).collect();
    let known = |party: Party| match party {
        Party::Person(id) => people.contains(&id.0),
        Party::User(id) => users.contains(&id.0),
    };
    let mut check = Check::default();
    check.take("held_on", accepted(body.held_on));
    for (i, attendee) in body.attendees.iter().enumerate() {
        check.require(&format!("attendees.{i}"), known(attendee.who), Code::NotHere);
    }
    for (i, entry) in body.entries.iter().enumerate() {
        check.require(&format!("entries.{i}.owner"), entry.action.owner.is_none_or(known), Code::NotHere);
        check.require(
            &format!("entries.{i}.said_by"),
            entry.said_by.is_none_or(|id| known(Party::Person(id))),
            Code::NotHere,
        );
        if let Some(day) = entry.action.due_on {
            check.take(&format!("entries.{i}.due"), accepted(day));
        }
        match &entry.detail.when {
            When::Until(day) => drop(check.take(&format!("entries.{i}.when"), accepted(*day))),
            When::Campaign(campaign) => {
                check.optional(&format!("entries.{i}.when"), campaign, limits::TITLE);
            }
            When::Always => {}
        }
        let topic_is_here = entry.topic.is_none_or(|id| body.topics.iter().any(|topic| topic.id == id));
        check.require(&format!("entries.{i}.topic"), topic_is_here, Code::NotHere);
    }
    Ok(check.done()?)
}

/// Throws a draft away.
///
/// # Errors
/// `WrongState` once issued, `Stale`, `NotFound`.
pub async fn discard(libero: &Libero, by: &Actor, command: Command<(ReportId, Version)>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "report.discard", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let (id, seen) = command.body;
    let now = work.now;
    let (report, access) = load_to_change(&mut work, by, id, now).await?;
    access.require(by, Action::ReportDraft, Some(report.author))?;
    let next = report.state.after(Act::Discard)?;
    if report.version != seen || !store::set_state(&mut work, id, State::Draft, next, now).await? {
        return Err(Error::Stale { current: report.version }.into());
    }
    work.record(Subject::Report, id, Some(report.client), Happening::ReportDiscarded).await?;
    work.commit(()).await
}
