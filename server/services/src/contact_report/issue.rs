//! Issuing: the draft gets its number and lines, goes to its readers, and its entries become tracked things.

use super::load_to_change;
use super::save::checked_body;
use crate::fault::Outcome;
use crate::libero::Libero;
use crate::secret::hash_hex;
use crate::work::{Begun, Work};
use libero_domain::calendar::year_of;
use libero_domain::check::{Check, Code};
use libero_domain::command::Command;
use libero_domain::contact_report::{
    Act, Entry, EntryKind, IssueReport, Issued, Number, Party, ReportBody, ready_to_issue, terms,
};
use libero_domain::detail::{Source, When};
use libero_domain::error::Error;
use libero_domain::id::{ClientId, DetailId, LinkId, PersonId, PromiseId, ReportId};
use libero_domain::limits;
use libero_domain::link::LinkState;
use libero_domain::office::Office;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::team::tidy;
use libero_store::{agency, client, contact_report as store, detail, link, person, promise};
use uuid::Uuid;

/// Sends a report to its readers. A repeated command gets its first answer again.
///
/// # Errors
/// Fields to mend, `Stale`, `WrongState`, `NotAllowed`, `NotFound`.
pub async fn issue(libero: &Libero, by: &Actor, command: Command<IssueReport>) -> Outcome<Issued> {
    let mut work = match libero.begin_once(Author::User(by.user), "report.issue", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    let IssueReport { id, version, recipients } = command.body;
    let (report, access) = load_to_change(&mut work, by, id, now).await?;
    access.require(by, Action::ReportIssue, Some(report.author))?;
    report.state.after(Act::Issue)?;

    let office = crate::agency::office(&mut work).await?;
    ready_to_issue(&report.body, recipients.len(), &office)?;
    checked_body(&mut work, report.client, &report.body).await?;
    campaigns_named(&report.body)?;
    let names = recipient_names(&mut work, report.client, &recipients).await?;

    let body = numbered(report.body.clone());
    let calendar = agency::get(&mut work).await?.ok_or(Error::NotFound)?.fields.calendar;
    let number = store::next_number(&mut work, report.client, year_of(calendar, body.held_on)).await?;
    let hash = hash_hex(format!("{number}\n{}", serde_json::to_string(&body)?).as_bytes());
    let lang = access.policy.paper_lang;
    if !store::issue(&mut work, &report, version, number, &body, lang, &hash, by.user, now).await? {
        return Err(Error::Stale { current: report.version }.into());
    }
    for person in names {
        make(libero, &mut work, &report, person, access.policy.link_days).await?;
    }
    for entry in &body.entries {
        become_tracked(&mut work, by, report.client, id, number, &body, entry, &office).await?;
    }
    client::touch_last_contact(&mut work, report.client, body.held_on).await?;
    let happening = Happening::ReportIssued { number, recipients: recipients.len().try_into()? };
    work.record(Subject::Report, id, Some(report.client), happening).await?;
    work.commit(Issued { number, version: report.version + 1, at: now }).await
}

/// A detail that holds during a campaign says which, as one taken down by itself does.
fn campaigns_named(body: &ReportBody) -> Outcome<()> {
    let mut check = Check::default();
    for (i, entry) in body.entries.iter().enumerate() {
        if let (EntryKind::Detail, When::Campaign(campaign)) = (entry.kind, &entry.detail.when) {
            check.needed(&format!("entries.{i}.when"), campaign, limits::TITLE);
        }
    }
    Ok(check.done()?)
}

async fn recipient_names(
    work: &mut Work,
    client: ClientId,
    recipients: &[PersonId],
) -> Outcome<Vec<PersonId>> {
    let people = person::names_of_client(work, client).await?;
    let mut check = Check::default();
    let mut named = Vec::new();
    for (i, id) in recipients.iter().enumerate() {
        if people.iter().any(|person| person.id == *id) && !named.contains(id) {
            named.push(*id);
        } else {
            check.fail(format!("recipients.{i}"), Code::NotHere);
        }
    }
    check.done()?;
    Ok(named)
}

/// The body with its lines given.
fn numbered(mut body: ReportBody) -> ReportBody {
    let lines = body.numbered();
    for entry in &mut body.entries {
        entry.line = lines.iter().find(|(id, _)| *id == entry.id).map(|(_, line)| *line);
    }
    body
}

/// A fresh link of one recipient; its secret is derived, the database keeps its hash.
pub(super) async fn make(
    libero: &Libero,
    work: &mut Work,
    report: &store::Report,
    person: PersonId,
    days: u16,
) -> Outcome<LinkId> {
    let id = LinkId(Uuid::now_v7());
    make_with(libero, work, report, person, days, id).await?;
    Ok(id)
}

pub(super) async fn make_with(
    libero: &Libero,
    work: &mut Work,
    report: &store::Report,
    person: PersonId,
    days: u16,
    id: LinkId,
) -> Outcome<()> {
    let real = libero.clock.real();
    let fresh = link::Link {
        id,
        report: report.id,
        wording: report.wording,
        person,
        state: LinkState::Made,
        opened_at: None,
        expires_at: real.plus_days(days.into()),
    };
    Ok(link::insert(work, &fresh, &libero.secret.token("link", id.0).hash(), real).await?)
}

/// Action → promise; detail → register and read-backs; decision, feedback and signal → the client's lists.
#[allow(clippy::too_many_arguments)]
async fn become_tracked(
    work: &mut Work,
    by: &Actor,
    client: ClientId,
    report: ReportId,
    number: Number,
    body: &ReportBody,
    entry: &Entry,
    office: &Office,
) -> Outcome<()> {
    let now = work.now;
    let line = entry.line.unwrap_or_default();
    let mut areas = entry.detail.areas.clone();
    tidy(&mut areas);
    match entry.kind {
        EntryKind::Action => {
            let terms = terms(entry, office).map_err(|(part, code)| Error::invalid(part, code))?;
            let (owner_user, owner_person) = match terms.owner {
                Party::User(id) => (Some(id), None),
                Party::Person(id) => (None, Some(id)),
            };
            let id = PromiseId(Uuid::now_v7());
            let row = promise::NewRow {
                id,
                client,
                report: Some(report),
                entry: Some(entry.id),
                line: Some(line),
                words: &entry.text,
                side: terms.side,
                owner_user,
                owner_person,
                due: terms.due,
                delivery: entry.action.delivery,
                areas: &areas,
                by: by.user,
            };
            promise::insert(work, &row, now).await?;
            let happening = Happening::PromiseGiven { words: entry.text.clone() };
            work.record(Subject::Promise, id, Some(client), happening).await?;
        }
        EntryKind::Detail => {
            let id = DetailId(Uuid::now_v7());
            let row = detail::NewRow {
                id,
                client,
                words: &entry.text,
                said_by: entry.said_by,
                weight: entry.detail.weight,
                when: &entry.detail.when,
                areas: &areas,
                source: &Source::Report { report, number, line, held_on: body.held_on },
                report: Some(report),
                entry: Some(entry.id),
                line: Some(line),
                by: by.user,
            };
            detail::insert(work, &row, now).await?;
            libero_store::read_back::open_for_detail(work, id, client, &areas, now, office).await?;
            let happening = Happening::DetailAdded { words: entry.text.clone() };
            work.record(Subject::Detail, id, Some(client), happening).await?;
        }
        EntryKind::Decision | EntryKind::Feedback | EntryKind::Signal => {
            store::keep_line(work, client, report, line, entry.kind, &entry.text, entry.said_by, now).await?;
        }
        EntryKind::Note => {}
    }
    Ok(())
}
