//! Links of a report: the words to hand over, a fresh one, an end.

use super::issue::make_with;
use super::{load, load_to_change};
use crate::fault::{Fault, Outcome};
use crate::libero::{Libero, LinkPaper};
use crate::work::Begun;
use libero_domain::command::Command;
use libero_domain::contact_report::State;
use libero_domain::error::Error;
use libero_domain::id::LinkId;
use libero_domain::limits;
use libero_domain::link::{LinkAct, LinkText, MakeLink};
use libero_domain::reader::{Digits, Lang, Reader};
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_store::contact_report::Report;
use libero_store::{Conn, StoreError, agency, link, person, user};

/// Days of a link made after the report was locked.
const AFTER_LOCK: u16 = limits::LINK_DAYS_AFTER_LOCK as u16;

/// The address and the polite words for one recipient. Shown to who may make links, and again when asked.
///
/// # Errors
/// `LinkOver` when it reads nothing any more, `NotFound`.
pub async fn link_text(libero: &Libero, by: &Actor, id: LinkId) -> Outcome<LinkText> {
    let mut conn = libero.db.read().await?;
    let link = link::get(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let (report, access) = load(&mut conn, by, link.report, libero.clock.now()).await?;
    access.require(by, Action::LinkMake, Some(report.author))?;
    if !link.state.at(link.expires_at, libero.clock.real()).reads() {
        return Err(Error::LinkOver { ask: String::new() }.into());
    }
    text(libero, &mut conn, by, &report, &link).await
}

/// A fresh link for a recipient; the person's earlier ones end.
///
/// # Errors
/// `WrongState` before issue, `NotFound`, `CommandReused`.
pub async fn make_link(libero: &Libero, by: &Actor, command: Command<MakeLink>) -> Outcome<LinkText> {
    let mut work = match libero.begin_once(Author::User(by.user), "link.make", &command).await? {
        Begun::First(work) => work,
        // The secret is not kept in the answer: it is derived again.
        Begun::Before(id) => return link_text(libero, by, id).await,
    };
    let MakeLink { id, report, person } = command.body;
    let now = work.now;
    let (report, access) = load_to_change(&mut work, by, report, now).await?;
    access.require(by, Action::LinkMake, Some(report.author))?;
    if matches!(report.state, State::Draft | State::Discarded) {
        return Err(Error::WrongState { state: report.state.code().into(), act: "link".into() }.into());
    }
    let name = person::names_of_client(&mut work, report.client)
        .await?
        .into_iter()
        .find(|known| known.id == person)
        .ok_or(Error::NotFound)?;
    for earlier in link::live_of(&mut work, report.id, person).await? {
        let next = earlier.state.after(LinkAct::Revoke)?;
        link::set_state(&mut work, earlier.id, earlier.state, next, libero.clock.real()).await?;
    }
    // A locked report stays open for as long as the links it already has.
    let days = access.policy.link_days;
    let days = if report.state == State::Accepted { days.min(AFTER_LOCK) } else { days };
    match make_with(libero, &mut work, &report, person, days, id).await {
        Err(Fault::Store(StoreError::Taken { .. })) => return Err(Error::CommandReused.into()),
        other => other?,
    }
    let happening = Happening::LinkMade { person: name.full(Lang::Fa) };
    work.record(Subject::Link, id, Some(report.client), happening).await?;
    work.commit(id).await?;
    link_text(libero, by, id).await
}

/// Ends a link at once.
///
/// # Errors
/// `WrongState` when it is over already, `NotFound`.
pub async fn revoke_link(libero: &Libero, by: &Actor, command: Command<LinkId>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "link.revoke", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    let found = link::get(&mut work, command.body).await?.ok_or(Error::NotFound)?;
    let (report, access) = load_to_change(&mut work, by, found.report, now).await?;
    access.require(by, Action::LinkMake, Some(report.author))?;
    // Read again: it may have been answered while this write waited.
    let found = link::get(&mut work, found.id).await?.ok_or(Error::NotFound)?;
    let next = found.state.after(LinkAct::Revoke)?;
    link::set_state(&mut work, found.id, found.state, next, libero.clock.real()).await?;
    let name =
        person::names_of_client(&mut work, report.client).await?.into_iter().find(|p| p.id == found.person);
    let happening = Happening::LinkRevoked { person: name.map(|p| p.full(Lang::Fa)).unwrap_or_default() };
    work.record(Subject::Link, found.id, Some(report.client), happening).await?;
    work.commit(()).await
}

async fn text(
    libero: &Libero,
    conn: &mut Conn,
    by: &Actor,
    report: &Report,
    link: &link::Link,
) -> Outcome<LinkText> {
    let (lang, calendar) = person::reading(conn, link.person).await?.ok_or(Error::NotFound)?;
    let people = person::names_of_client(conn, report.client).await?;
    let person = people.into_iter().find(|person| person.id == link.person).ok_or(Error::NotFound)?;
    let agency = agency::get(conn).await?.ok_or(Error::NotFound)?.fields;
    let sender = user::names(conn, &[by.user]).await?.pop().ok_or(Error::NotFound)?;
    let office = crate::agency::office(conn).await?;
    let reader = Reader {
        lang,
        calendar,
        digits: if lang == Lang::Fa { Digits::Persian } else { Digits::Latin },
        zone: office.zone,
        money_unit: agency.money_unit,
        now: libero.clock.now(),
    };
    let url = libero.link_url(link.id);
    let message = libero.papers.link_message(&LinkPaper {
        lang,
        agency: if lang == Lang::Fa { &agency.name_fa } else { &agency.name_en },
        person: &person,
        sender: &sender.full(lang),
        kind: report.body.kind,
        day: &reader.day(report.body.held_on),
        url: &url,
    });
    Ok(LinkText { link: link.id, person: link.person, url, message })
}
