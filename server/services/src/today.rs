//! Today: gathers what may need a person and lets the domain put it in order.
//!
//! A thing is first its owner's. When it grows late it also reaches who leads the client, then the director: that
//! is what the day constants below say, in working days.

use crate::fault::Outcome;
use crate::guard;
use crate::libero::Libero;
use chrono::NaiveTime;
use libero_domain::client::{Tier, silent_days};
use libero_domain::contact_report::{State, reply_due};
use libero_domain::id::ReportId;
use libero_domain::limits;
use libero_domain::office::Office;
use libero_domain::reader::Lang;
use libero_domain::rights::{Action, Actor, Position, Role};
use libero_domain::team::areas_meet;
use libero_domain::time::Timestamp;
use libero_domain::today::{DayLine, Fact, Group, Matter, Rhythm, TodayPage, TodayRow, arrange, subject_key};
use libero_store::today::{
    Contact, Eye, LateReadBacks, Named, Objection, Of, OpenPromise, OpenReport, OwnReadBack,
};
use libero_store::{Conn, read_back, today as store, user};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Clients whose rhythm is shown.
const RHYTHMS: usize = 8;
const RHYTHM_DAYS: i64 = 84;
/// A draft that is late, until the director hears of it.
const DRAFT_TO_DIRECTOR: u32 = 1;
/// An issued report that nobody opened, until somebody rings.
const UNOPENED: u32 = 1;
/// An objection, until it should have been answered.
const OBJECTION: u32 = 1;
const PROMISE_TO_LEAD: u32 = 1;
const PROMISE_TO_DIRECTOR: u32 = 3;
const READ_BACK_TO_LEAD: u32 = 1;
const READ_BACK_TO_DIRECTOR: u32 = 2;

/// The page of one's own day.
///
/// # Errors
/// `Unavailable`.
pub async fn page(libero: &Libero, by: &Actor, lang: Lang) -> Outcome<TodayPage> {
    guard::here(by, Action::TodayOwn)?;
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let office = crate::agency::office(&mut conn).await?;
    let day = Day::of(by, lang, &office, now);
    let (rows, contacts) = day.gather(&mut conn, true).await?;
    let today = day.eye.today;
    let at = |time| office.zone.instant(today.and_time(time));
    let line = DayLine {
        hours: office.hours_on(today).map(|(open, close)| (at(open), at(close))),
        days_off_ahead: office.days_off_ahead(today),
        next_opening: day.next_opening(),
    };
    let rhythm = day.rhythm(&mut conn, contacts).await?;
    let office_kind = office.week_on(today).map(|week| week.kind).unwrap_or_default();
    Ok(TodayPage { rows, line, rhythm, office_kind })
}

/// How much is left before one's day is at zero: the mark in the menu.
///
/// # Errors
/// `Unavailable`.
pub async fn waiting(conn: &mut Conn, by: &Actor, office: &Office, now: Timestamp) -> Outcome<u32> {
    let (rows, _) = Day::of(by, Lang::Fa, office, now).gather(conn, false).await?;
    Ok(rows.iter().filter(|row| row.group != Group::IfTime).count().try_into()?)
}

/// The language in which the caller reads; names are given in it.
///
/// # Errors
/// `Unavailable`.
pub async fn reads_in(libero: &Libero, by: &Actor) -> Outcome<Lang> {
    let mut conn = libero.db.read().await?;
    Ok(user::by_id(&mut conn, by.user).await?.map(|user| user.preferences.lang).unwrap_or_default())
}

/// One person's day.
struct Day<'a> {
    eye: Eye,
    /// May know of clients at all.
    sees_clients: bool,
    lang: Lang,
    office: &'a Office,
    now: Timestamp,
}

impl<'a> Day<'a> {
    fn of(by: &Actor, lang: Lang, office: &'a Office, now: Timestamp) -> Self {
        let eye = Eye {
            user: by.user,
            all: by.sees_all_clients(),
            directs: by.has(Role::Director),
            now,
            today: office.zone.date(now),
        };
        Self { eye, sees_clients: by.sees_clients(), lang, office, now }
    }

    /// All rows in their order, at most one page, and how contact stands on the person's clients. `in_words` also
    /// loads what only the rows' sentences need.
    async fn gather(&self, conn: &mut Conn, in_words: bool) -> Outcome<(Vec<TodayRow>, Vec<Contact>)> {
        if !self.sees_clients {
            return Ok((Vec::new(), Vec::new()));
        }
        let mut facts = self.reports(conn, in_words).await?;
        let horizon = self.next_opening().plus_days(1);
        let promises = store::open_promises(conn, &self.eye, horizon).await?;
        facts.extend(promises.into_iter().filter_map(|promise| self.promise(promise)));
        facts.extend(self.own_read_backs(conn).await?);
        facts.extend(self.late_read_backs(store::late_read_backs(conn, &self.eye).await?));
        let contacts = store::contacts(conn, &self.eye).await?;
        facts.extend(contacts.iter().filter_map(|contact| self.silence(contact)));
        if self.eye.directs {
            let silent = store::silent(conn, &self.eye).await?;
            facts.extend(silent.iter().filter_map(|contact| self.silence(contact)));
        }
        let mut seen = HashSet::new();
        facts.retain(|fact| seen.insert(subject_key(fact)));
        let mut rows = arrange(facts, self.office, self.now);
        rows.truncate(limits::PAGE_ROWS_MAX.into());
        Ok((rows, contacts))
    }

    /// The opening of the next working day.
    fn next_opening(&self) -> Timestamp {
        let day = self.office.next_working_day(self.eye.today);
        self.office.hours_on(day).map_or(self.now, |(open, _)| self.office.zone.instant(day.and_time(open)))
    }

    /// Is `at` more than so many working days ago?
    fn is_over(&self, at: Timestamp, days: u32) -> bool {
        self.office.add_working_days(at, days) < self.now
    }

    fn name(&self, named: Named) -> String {
        if self.lang == Lang::En && !named.latin.is_empty() {
            named.latin
        } else {
            named.name.trim().to_owned()
        }
    }

    async fn reports(&self, conn: &mut Conn, in_words: bool) -> Outcome<Vec<Fact>> {
        let reports = store::open_reports(conn, &self.eye).await?;
        let objected = in_words && reports.iter().any(|report| report.state == State::Objected);
        let mut objections =
            if objected { store::objections(conn, &self.eye).await? } else { HashMap::new() };
        Ok(reports.into_iter().filter_map(|report| self.report(report, &mut objections)).collect())
    }

    fn report(&self, found: OpenReport, objections: &mut HashMap<ReportId, Objection>) -> Option<Fact> {
        let own = found.author == self.eye.user;
        let answers_for = own || leads(&found.of);
        let report = found.report;
        let (matter, due, since) = match (found.state, found.number) {
            (State::Draft, _) => {
                let due = found.issue_due;
                let told = own
                    || (leads(&found.of) && due <= self.now)
                    || (self.eye.directs && self.is_over(due, DRAFT_TO_DIRECTOR));
                if !told {
                    return None;
                }
                let author = (!own).then(|| self.name(found.author_name));
                let (contact, held_on, entries) = (found.contact, found.held_on, found.entries);
                (Matter::Draft { report, contact, held_on, author, entries }, due, due)
            }
            (State::Objected, Some(number)) if answers_for => {
                let known =
                    objections.remove(&report).unwrap_or(Objection { at: self.now, ..Objection::default() });
                let Objection { lines, words, by, at } = known;
                let due = self.office.add_working_days(at, OBJECTION);
                (Matter::Objected { report, number, lines, words, by: self.name(by) }, due, at)
            }
            (State::Issued, Some(number)) if answers_for => {
                let issued_at = found.issued_at?;
                if !self.is_over(issued_at, UNOPENED) {
                    return None;
                }
                let ring = self.office.add_working_days(issued_at, UNOPENED);
                (Matter::Unopened { report, number, issued_at }, ring, issued_at)
            }
            (State::Delivered, Some(number)) if answers_for => {
                let delivered_at = found.delivered_at?;
                let due = reply_due(delivered_at, found.reply_hours, self.office);
                if due >= self.now {
                    return None;
                }
                (Matter::ReplyOver { report, number }, due, delivered_at)
            }
            _ => return None,
        };
        Some(fact(found.of, matter, due, since))
    }

    fn promise(&self, found: OpenPromise) -> Option<Fact> {
        let own = found.owner == Some(self.eye.user);
        let told = own
            || (leads(&found.of) && self.is_over(found.due, PROMISE_TO_LEAD))
            || (self.eye.directs && self.is_over(found.due, PROMISE_TO_DIRECTOR));
        told.then(|| {
            let matter = Matter::Promise {
                promise: found.promise,
                version: found.version,
                words: found.words,
                delivery: found.delivery,
                owner: (!own).then(|| self.name(found.owner_name)),
                number: found.number,
            };
            fact(found.of, matter, found.due, found.given_at)
        })
    }

    /// One row a client.
    async fn own_read_backs(&self, conn: &mut Conn) -> Outcome<Vec<Fact>> {
        let open = store::own_read_backs(conn, &self.eye).await?;
        let deliveries =
            if open.is_empty() { Vec::new() } else { read_back::deliveries(conn, self.eye.user).await? };
        let mut groups: BTreeMap<_, Vec<OwnReadBack>> = BTreeMap::new();
        for one in open {
            groups.entry(one.of.client.id).or_default().push(one);
        }
        let mut facts = Vec::new();
        for group in groups.into_values() {
            let Some(first) = group.first() else { continue };
            let lock = deliveries.iter().find(|of| {
                of.client.id == first.of.client.id
                    && group.iter().any(|one| areas_meet(&one.areas, &of.areas))
            });
            let matter = Matter::ReadBacks {
                first: first.read_back,
                count: group.len().try_into()?,
                red_lines: group.iter().filter(|one| one.red_line).count().try_into()?,
                locks: lock.map(|of| of.words.clone()),
                locks_at: lock.map(|of| of.due),
            };
            let due = group.iter().map(|one| one.due).min().unwrap_or(self.now);
            let since = group.iter().map(|one| one.opened_at).min().unwrap_or(self.now);
            facts.push(fact(first.of.clone(), matter, due, since));
        }
        Ok(facts)
    }

    /// One row a client and colleague, of what is late enough for the reader.
    fn late_read_backs(&self, late: Vec<LateReadBacks>) -> Vec<Fact> {
        let mut groups: BTreeMap<_, (LateReadBacks, u32)> = BTreeMap::new();
        for one in late {
            let told = (leads(&one.of) && self.is_over(one.due, READ_BACK_TO_LEAD))
                || (self.eye.directs && self.is_over(one.due, READ_BACK_TO_DIRECTOR));
            if told {
                let count = one.count;
                // The earliest due comes first and gives the row its time.
                groups.entry((one.of.client.id, one.user)).or_insert((one, 0)).1 += count;
            }
        }
        let row = |(one, count): (LateReadBacks, u32)| {
            let matter = Matter::TeamReadBacks { user: one.user, name: self.name(one.user_name), count };
            fact(one.of, matter, one.due, one.opened_at)
        };
        groups.into_values().map(row).collect()
    }

    /// Silence is due at the end of the last day on which contact was agreed.
    fn silence(&self, contact: &Contact) -> Option<Fact> {
        let zone = &self.office.zone;
        let books = zone.date(contact.since);
        let days = silent_days(contact.last_contact, books, self.eye.today);
        let cadence = i64::from(contact.cadence_days);
        let owns = contact.of.position == Some(Position::Owner);
        if !((owns && days > cadence) || (self.eye.directs && days > 2 * cadence)) {
            return None;
        }
        let last = contact.last_contact.unwrap_or(books);
        let over = last.checked_add_signed(chrono::TimeDelta::days(cadence + 1)).unwrap_or(last);
        let due = zone.instant(over.and_time(NaiveTime::MIN));
        let matter = Matter::Silence { days: days.try_into().ok()?, cadence_days: contact.cadence_days };
        Some(fact(contact.of.clone(), matter, due, due))
    }

    async fn rhythm(&self, conn: &mut Conn, contacts: Vec<Contact>) -> Outcome<Vec<Rhythm>> {
        let today = self.eye.today;
        let days = store::contact_days(conn, &self.eye, today - chrono::TimeDelta::days(RHYTHM_DAYS)).await?;
        let rhythm = |contact: Contact| {
            let client = contact.of.client;
            let own: Vec<_> = days.iter().filter(|(of, _)| *of == client.id).map(|(_, day)| *day).collect();
            let weeks = Rhythm::weeks_of(&own, today);
            Rhythm { client, cadence_days: contact.cadence_days, last_contact: contact.last_contact, weeks }
        };
        Ok(contacts.into_iter().take(RHYTHMS).map(rhythm).collect())
    }
}

fn leads(of: &Of) -> bool {
    of.position.is_some_and(Position::leads)
}

fn fact(of: Of, matter: Matter, due: Timestamp, since: Timestamp) -> Fact {
    Fact { client: of.client, key_client: of.tier == Tier::Key, matter, due, since }
}
