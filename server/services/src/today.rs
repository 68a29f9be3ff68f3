//! Today: gathers what may need a person and lets the domain put it in order.

use crate::fault::Outcome;
use crate::guard;
use crate::libero::Libero;
use libero_domain::client::{Tier, silent_days};
use libero_domain::contact_report::{State, reply_due};
use libero_domain::office::Office;
use libero_domain::reader::Lang;
use libero_domain::rights::{Action, Actor, Position, Role};
use libero_domain::team::areas_meet;
use libero_domain::time::Timestamp;
use libero_domain::today::{DayLine, Fact, Matter, Rhythm, TodayPage, TodayRow, arrange, subject_key};
use libero_store::today::{Of, OpenPromise, OpenReadBack, OpenReport};
use libero_store::{Conn, read_back, today as store, user};
use std::collections::{BTreeMap, HashSet};

/// Clients whose rhythm is shown.
const RHYTHMS: usize = 8;
/// Working days after which a late promise reaches the client's owner, and the director.
const TO_OWNER_DAYS: u32 = 1;
const TO_DIRECTOR_DAYS: u32 = 3;

/// The page of one's own day.
///
/// # Errors
/// `Unavailable`.
pub async fn page(libero: &Libero, by: &Actor, lang: Lang) -> Outcome<TodayPage> {
    guard::here(by, Action::TodayOwn)?;
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let office = crate::agency::office(&mut conn).await?;
    let rows = rows(&mut conn, by, lang, &office, now).await?;
    let today = office.zone.date(now);
    let hours = office.hours_on(today);
    let at = |time| office.zone.instant(today.and_time(time));
    let line = DayLine {
        hours: hours.map(|(open, close)| (at(open), at(close))),
        days_off_ahead: office.days_off_ahead(today),
        next_opening: next_opening(&office, now),
    };
    let rhythm = rhythm(&mut conn, by, &office, now).await?;
    let office_kind = office.week_on(today).map(|week| week.kind).unwrap_or_default();
    Ok(TodayPage { rows, line, rhythm, office_kind })
}

/// How much is left before one's day is at zero: the mark in the menu.
///
/// # Errors
/// `Unavailable`.
pub async fn waiting(conn: &mut Conn, by: &Actor, office: &Office, now: Timestamp) -> Outcome<u32> {
    let rows = rows(conn, by, Lang::Fa, office, now).await?;
    let left = rows.iter().filter(|row| row.group != libero_domain::today::Group::IfTime).count();
    Ok(left.try_into()?)
}

/// The opening of the next working day.
fn next_opening(office: &Office, now: Timestamp) -> Timestamp {
    let day = office.next_working_day(office.zone.date(now));
    office.hours_on(day).map_or(now, |(open, _)| office.zone.instant(day.and_time(open)))
}

async fn rows(conn: &mut Conn, by: &Actor, lang: Lang, office: &Office, now: Timestamp) -> Outcome<Vec<TodayRow>> {
    // A director is told of what grew late; the rest of a client's day is its team's.
    let directs = by.has(Role::Director);
    let mut facts = Vec::new();
    for report in store::open_reports(conn, by.user, directs, now).await? {
        facts.extend(of_report(conn, by, lang, report, office, now).await?);
    }
    let horizon = next_opening(office, now).plus_days(1);
    let promises = store::open_promises(conn, by.user, directs, horizon, now).await?;
    facts.extend(promises.into_iter().filter_map(|promise| of_promise(by, lang, promise, office, now)));
    let late_since = now.plus_ms(-1);
    let open = store::open_read_backs(conn, by.user, directs, late_since, now).await?;
    facts.extend(of_read_backs(conn, by, lang, open, office, now).await?);
    let today = office.zone.date(now);
    for contact in store::contacts(conn, by.user, directs, now).await? {
        let days = silent_days(contact.last_contact, office.zone.date(contact.since), today);
        let owns = contact.of.position == Some(Position::Owner);
        let over = days > i64::from(contact.cadence_days);
        let far_over = days >= 2 * i64::from(contact.cadence_days);
        if (owns && over) || (directs && far_over && contact.of.tier == Tier::Key) {
            let matter = Matter::Silence { days: days.try_into()?, cadence_days: contact.cadence_days };
            facts.push(fact(contact.of, matter, now, contact.since));
        }
    }
    let mut seen = HashSet::new();
    facts.retain(|fact| seen.insert(subject_key(fact)));
    Ok(arrange(facts, office, now))
}

fn fact(of: Of, matter: Matter, due: Timestamp, since: Timestamp) -> Fact {
    Fact { client: of.client, key_client: of.tier == Tier::Key, matter, due, since }
}

fn leads(of: &Of) -> bool {
    of.position.is_some_and(Position::leads)
}

fn name(lang: Lang, name: &str, latin: &str) -> String {
    if lang == Lang::En && !latin.is_empty() { latin.to_owned() } else { name.to_owned() }
}

async fn of_report(
    conn: &mut Conn,
    by: &Actor,
    lang: Lang,
    found: OpenReport,
    office: &Office,
    now: Timestamp,
) -> Outcome<Option<Fact>> {
    let own = found.author == by.user;
    let report = found.report;
    if !own && !leads(&found.of) {
        // The director hears of a draft one working day after it was due.
        let late = found.state == State::Draft && office.add_working_days(found.issue_due, 1) < now;
        if !(late && found.of.position.is_none()) {
            return Ok(None);
        }
    }
    let (matter, due, since) = match (found.state, found.number) {
        (State::Draft, _) => {
            let author = (!own).then(|| name(lang, &found.author_name, &found.author_latin));
            let (contact, held_on, entries) = (found.contact, found.held_on, found.entries);
            (Matter::Draft { report, contact, held_on, author, entries }, found.issue_due, found.issue_due)
        }
        (State::Objected, Some(number)) => {
            let (lines, words, by) = store::objection(conn, report).await?;
            let due = office.add_working_days(found.issued_at.unwrap_or(now), 1);
            (Matter::Objected { report, number, lines, words, by }, due, found.issued_at.unwrap_or(now))
        }
        (State::Issued, Some(number)) => {
            let issued_at = found.issued_at.unwrap_or(now);
            let ring = office.add_working_days(issued_at, 1);
            if ring > now {
                return Ok(None);
            }
            (Matter::Unopened { report, number, issued_at }, ring, issued_at)
        }
        (State::Delivered, Some(number)) => {
            let delivered_at = found.delivered_at.unwrap_or(now);
            let due = reply_due(delivered_at, found.reply_hours, office);
            if due > now {
                return Ok(None);
            }
            (Matter::ReplyOver { report, number }, due, delivered_at)
        }
        _ => return Ok(None),
    };
    Ok(Some(fact(found.of, matter, due, since)))
}

fn of_promise(by: &Actor, lang: Lang, found: OpenPromise, office: &Office, now: Timestamp) -> Option<Fact> {
    let own = found.owner == Some(by.user);
    let told = own
        || (leads(&found.of) && office.add_working_days(found.due, TO_OWNER_DAYS) < now)
        || (by.has(Role::Director) && office.add_working_days(found.due, TO_DIRECTOR_DAYS) < now);
    told.then(|| {
        let owner = (!own).then(|| name(lang, &found.owner_name, &found.owner_latin));
        let matter = Matter::Promise {
            promise: found.promise,
            version: found.version,
            words: found.words,
            delivery: found.delivery,
            owner,
            number: found.number,
        };
        fact(found.of, matter, found.due, found.given_at)
    })
}

/// One row a client for one's own, one row a client and colleague for those that are late.
async fn of_read_backs(
    conn: &mut Conn,
    by: &Actor,
    lang: Lang,
    open: Vec<OpenReadBack>,
    office: &Office,
    now: Timestamp,
) -> Outcome<Vec<Fact>> {
    let deliveries = read_back::deliveries(conn, by.user).await?;
    let mut groups: BTreeMap<(uuid::Uuid, uuid::Uuid), Vec<OpenReadBack>> = BTreeMap::new();
    for one in open {
        groups.entry((one.of.client.id.0, one.user.0)).or_default().push(one);
    }
    let mut facts = Vec::new();
    for group in groups.into_values() {
        let Some(first) = group.first() else { continue };
        let count = group.len().try_into()?;
        let due = group.iter().map(|one| one.due).min().unwrap_or(now);
        let since = group.iter().map(|one| one.opened_at).min().unwrap_or(now);
        let matter = if first.user == by.user {
            let red_lines = group.iter().filter(|one| one.red_line).count().try_into()?;
            let lock = deliveries.iter().find(|(_, client, _, areas)| {
                client.id == first.of.client.id && group.iter().any(|one| areas_meet(&one.areas, areas))
            });
            Matter::ReadBacks {
                first: first.read_back,
                count,
                red_lines,
                locks: lock.map(|(words, ..)| words.clone()),
                locks_at: lock.map(|(_, _, due, _)| *due),
            }
        } else {
            let told = leads(&first.of) || office.add_working_days(due, 2) < now;
            if !told {
                continue;
            }
            Matter::TeamReadBacks { user: first.user, name: name(lang, &first.user_name, &first.user_latin), count }
        };
        facts.push(fact(first.of.clone(), matter, due, since));
    }
    Ok(facts)
}

async fn rhythm(conn: &mut Conn, by: &Actor, office: &Office, now: Timestamp) -> Outcome<Vec<Rhythm>> {
    let today = office.zone.date(now);
    let contacts = store::contacts(conn, by.user, false, now).await?;
    let days = store::contact_days(conn, by.user, today - chrono::TimeDelta::days(84), now).await?;
    Ok(contacts
        .into_iter()
        .take(RHYTHMS)
        .map(|contact| {
            let own: Vec<_> = days.iter().filter(|(client, _)| *client == contact.of.client.id).map(|(_, day)| *day).collect();
            Rhythm {
                client: contact.of.client,
                cadence_days: contact.cadence_days,
                last_contact: contact.last_contact,
                weeks: Rhythm::weeks_of(&own, today),
            }
        })
        .collect())
}

/// The language in which the caller reads; names are given in it.
///
/// # Errors
/// `Unavailable`.
pub async fn reads_in(libero: &Libero, by: &Actor) -> Outcome<Lang> {
    let mut conn = libero.db.read().await?;
    Ok(user::by_id(&mut conn, by.user).await?.map(|user| user.preferences.lang).unwrap_or_default())
}
