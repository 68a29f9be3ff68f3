//! The client's side: a link becomes a guest, the guest reads, opens, answers line by line.

use crate::fault::Outcome;
use crate::libero::Libero;
use crate::secret::{Token, hash_hex};
use crate::work::Work;
use libero_domain::contact_report::{
    Act, AnswerReport, Answered, Entry, GuestLine, GuestReport, GuestTopic, How, Party, Presence, ReportBody,
    State, judge_answer, reply_due,
};
use libero_domain::error::Error;
use libero_domain::id::{LinkId, PersonId, UserId};
use libero_domain::limits;
use libero_domain::link::LinkAct;
use libero_domain::person::PersonName;
use libero_domain::reader::Lang;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::time::Timestamp;
use libero_domain::user::UserName;
use libero_store::contact_report as store;
use libero_store::link::Link;
use libero_store::{Conn, agency, client, detail, link, person, promise, user};

/// Exchanges a link's secret for a guest's own: the address then carries it no more. A mail scanner that
/// follows a link changes nothing by it.
///
/// # Errors
/// `LinkOver`, with whom to ask.
pub async fn open(libero: &Libero, token: &str) -> Outcome<Token> {
    let mut work = libero.begin(Author::System).await?;
    let real = libero.clock.real();
    let found = link::by_token(&mut work, &hash_hex(token.as_bytes())).await?;
    let found = live(&mut work, found, real).await?;
    let guest = Token::random();
    link::insert_guest(&mut work, &guest.hash(), found.id, real).await?;
    work.commit(()).await?;
    Ok(guest)
}

/// The link behind a guest's cookie; none when it reads nothing any more.
///
/// # Errors
/// `Unavailable`.
pub async fn guest(libero: &Libero, cookie: &str) -> Outcome<Option<LinkId>> {
    let mut conn = libero.db.read().await?;
    Ok(link::by_guest(&mut conn, &hash_hex(cookie.as_bytes())).await?.map(|link| link.id))
}

async fn live(conn: &mut Conn, found: Option<Link>, real: Timestamp) -> Outcome<Link> {
    let Some(found) = found else { return Err(Error::LinkOver { ask: String::new() }.into()) };
    if found.state.at(found.expires_at, real).reads() {
        return Ok(found);
    }
    let ask = match store::get(conn, found.report).await? {
        Some(report) => user::names(conn, &[report.issued_by.unwrap_or(report.author)]).await?.pop(),
        None => None,
    };
    Err(Error::LinkOver { ask: ask.map(|name| name.full(Lang::Fa)).unwrap_or_default() }.into())
}

async fn load(conn: &mut Conn, id: LinkId, real: Timestamp) -> Outcome<(Link, store::Report)> {
    let found = link::get(conn, id).await?;
    let found = live(conn, found, real).await?;
    let report = store::get(conn, found.report).await?.ok_or(Error::NotFound)?;
    Ok((found, report))
}

/// As `load`, for a write that nobody else's comes between: of two answers, the first is seen by the second.
async fn load_to_change(work: &mut Work, id: LinkId, real: Timestamp) -> Outcome<(Link, store::Report)> {
    if let Some(found) = link::get(work, id).await? {
        store::hold(work, found.report).await?;
    }
    load(work, id, real).await
}

/// What the guest reads: the client's lines alone, under the numbers of the agency's side.
///
/// # Errors
/// `LinkOver`, `NotFound`.
pub async fn guest_report(libero: &Libero, id: LinkId) -> Outcome<GuestReport> {
    let mut conn = libero.db.read().await?;
    let (link, report) = load(&mut conn, id, libero.clock.real()).await?;
    let (people, reader) = reader(&mut conn, &report, link.person).await?;
    let lang = person::reading(&mut conn, link.person).await?.map_or(Lang::Fa, |(lang, _)| lang);
    let policy = client::policy(&mut conn, report.client).await?.ok_or(Error::NotFound)?;
    let name = client::name(&mut conn, report.client).await?.ok_or(Error::NotFound)?;
    let agency = agency::get(&mut conn).await?.ok_or(Error::NotFound)?.fields;
    let office = crate::agency::office(&mut conn).await?;
    let users = user::names(&mut conn, &users_in(&report.body)).await?;
    let present: Vec<UserId> = report
        .body
        .attendees
        .iter()
        .filter(|attendee| attendee.presence == Presence::Present)
        .filter_map(|attendee| if let Party::User(id) = attendee.who { Some(id) } else { None })
        .collect();
    let answers = link::answers(&mut conn, report.id, report.wording).await?;
    Ok(GuestReport {
        agency: if lang == Lang::Fa { agency.name_fa } else { agency.name_en },
        client: name.full(lang).to_owned(),
        lang,
        number: report.number.ok_or(Error::NotFound)?,
        kind: report.body.kind,
        held_on: report.body.held_on,
        agency_people: users.iter().filter(|user| present.contains(&user.id)).cloned().collect(),
        topics: topics(&report.body, &people, &users, lang),
        reply_due: report.delivered_at.map(|at| reply_due(at, policy.reply_hours, &office)),
        reply_hours: policy.reply_hours,
        state: report.state,
        answers: answers.into_iter().filter(|answer| answer.person == link.person).collect(),
        reader,
    })
}

async fn reader(
    conn: &mut Conn,
    report: &store::Report,
    id: PersonId,
) -> Outcome<(Vec<PersonName>, PersonName)> {
    let people = person::names_of_client(conn, report.client).await?;
    let reader = people.iter().find(|person| person.id == id).cloned().ok_or(Error::NotFound)?;
    Ok((people, reader))
}

fn users_in(body: &ReportBody) -> Vec<UserId> {
    let attendees = body.attendees.iter().map(|attendee| Some(attendee.who));
    let owners = body.entries.iter().map(|entry| entry.action.owner);
    attendees
        .chain(owners)
        .flatten()
        .filter_map(|party| if let Party::User(id) = party { Some(id) } else { None })
        .collect()
}

fn topics(body: &ReportBody, people: &[PersonName], users: &[UserName], lang: Lang) -> Vec<GuestTopic> {
    body.in_order()
        .into_iter()
        .map(|(topic, entries)| GuestTopic {
            title: topic.map(|topic| topic.title.clone()).unwrap_or_default(),
            lines: entries
                .into_iter()
                .filter(|entry| entry.kind.for_client())
                .map(|entry| line(entry, people, users, lang))
                .collect(),
        })
        .filter(|topic| !topic.lines.is_empty())
        .collect()
}

fn line(entry: &Entry, people: &[PersonName], users: &[UserName], lang: Lang) -> GuestLine {
    use libero_domain::contact_report::EntryKind::{Action, Detail};
    let is_action = entry.kind == Action;
    let is_detail = entry.kind == Detail;
    let owner = entry.action.owner.filter(|_| is_action);
    GuestLine {
        line: entry.line.unwrap_or_default(),
        kind: entry.kind,
        text: entry.text.clone(),
        owner: owner.and_then(|party| match party {
            Party::User(id) => users.iter().find(|user| user.id == id).map(|user| user.full(lang)),
            Party::Person(id) => people.iter().find(|person| person.id == id).map(|person| person.full(lang)),
        }),
        owner_is_ours: matches!(owner, Some(Party::User(_))),
        due: entry.action.due_on.filter(|_| is_action),
        weight: is_detail.then_some(entry.detail.weight),
        when: is_detail.then(|| entry.detail.when.clone()),
        areas: if is_detail { entry.detail.areas.clone() } else { Vec::new() },
    }
}

/// A person opened it: a script that ran after a tap. From here the reply clock runs.
///
/// # Errors
/// `LinkOver`, `NotFound`.
pub async fn opened(libero: &Libero, id: LinkId) -> Outcome<()> {
    let real = libero.clock.real();
    let mut work = libero.begin(Author::System).await?;
    let (link, report) = load_to_change(&mut work, id, real).await?;
    let mut work = work.by(Author::Guest(link.person.0));
    deliver(&mut work, &link, &report, real).await?;
    work.commit(()).await
}

/// Marks link and report opened, once.
async fn deliver(work: &mut Work, link: &Link, report: &store::Report, real: Timestamp) -> Outcome<()> {
    let now = work.now;
    let next = link.state.after(LinkAct::Open)?;
    if next != link.state {
        link::set_state(work, link.id, link.state, next, real).await?;
    }
    if report.state == State::Issued
        && store::set_state(work, report.id, State::Issued, State::Delivered, now).await?
    {
        let (_, reader) = reader(work, report, link.person).await?;
        let happening = Happening::ReportOpened {
            number: report.number.ok_or(Error::NotFound)?,
            person: reader.full(Lang::Fa),
        };
        work.record(Subject::Report, report.id, Some(report.client), happening).await?;
    }
    Ok(())
}

/// The client's answer to all lines at once. The first complete answer of somebody who may confirm settles
/// the version; an objection by anybody before that wins over it.
///
/// # Errors
/// Fields to mend, `WrongState` once settled or answered, `LinkOver`, `NotFound`.
pub async fn answer(libero: &Libero, id: LinkId, answer: AnswerReport) -> Outcome<Answered> {
    let real = libero.clock.real();
    let mut work = libero.begin(Author::System).await?;
    let (link, report) = load_to_change(&mut work, id, real).await?;
    let mut work = work.by(Author::Guest(link.person.0));
    let now = work.now;
    let (_, reader) = reader(&mut work, &report, link.person).await?;
    let may_confirm = person::confirmers(&mut work, report.client).await?.contains(&link.person);
    let asked: Vec<u16> = report
        .body
        .entries
        .iter()
        .filter(|entry| entry.kind.for_client())
        .filter_map(|entry| entry.line)
        .collect();
    let (lines, act) = judge_answer(&asked, &answer.lines, may_confirm)?;
    let spent = link.state.after(LinkAct::Answer)?;
    let next = report.state.after(act)?;
    if !link::set_state(&mut work, link.id, link.state, spent, real).await? {
        return Err(Error::WrongState { state: spent.code().into(), act: act.code().into() }.into());
    }
    if next != report.state && !store::set_state(&mut work, report.id, report.state, next, now).await? {
        return Err(Error::WrongState { state: next.code().into(), act: act.code().into() }.into());
    }
    link::insert_answers(&mut work, &link, &lines, now).await?;

    let number = report.number.ok_or(Error::NotFound)?;
    let person = reader.full(Lang::Fa);
    let happening = match act {
        Act::Object => {
            let objected: Vec<u16> =
                lines.iter().filter(|line| !line.accepts).map(|line| line.line).collect();
            promise::contest(&mut work, report.id, &objected).await?;
            detail::contest(&mut work, report.id, &objected).await?;
            Happening::ReportObjected { number, person, lines: objected }
        }
        Act::Accept => {
            let answers = link::answers(&mut work, report.id, report.wording).await?;
            let text = format!(
                "{number}\n{}\n{}",
                serde_json::to_string(&report.body)?,
                serde_json::to_string(&answers)?
            );
            store::lock(&mut work, report.id, &hash_hex(text.as_bytes()), How::Link, now).await?;
            link::shorten(&mut work, report.id, real.plus_days(limits::LINK_DAYS_AFTER_LOCK)).await?;
            Happening::ReportAccepted { number, person }
        }
        _ => Happening::ReportAgreed { number, person },
    };
    work.record(Subject::Report, report.id, Some(report.client), happening).await?;
    work.commit(Answered { state: next, at: now }).await
}
