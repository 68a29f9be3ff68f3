//! Today: what needs a person now, why, and in which order. The order is the product.

use crate::client::ClientName;
use crate::contact_report::{ContactKind, Number};
use crate::id::{ClientId, PromiseId, ReadBackId, ReportId, UserId};
use crate::office::Office;
use crate::time::Timestamp;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// Groups, in the order of the page. The day is at zero when the first three are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Now,
    EndOfDay,
    BeforeDaysOff,
    IfTime,
}

impl Group {
    pub const ALL: [Self; 4] = [Self::Now, Self::EndOfDay, Self::BeforeDaysOff, Self::IfTime];
}

/// Something that may need the reader, with what its sentence and its reason say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Matter {
    /// The client objected to lines of a report.
    Objected { report: ReportId, number: Number, lines: Vec<u16>, words: String, by: String },
    /// A draft waits to be issued; `author` is named when it is somebody else's.
    Draft { report: ReportId, contact: ContactKind, held_on: NaiveDate, author: Option<String>, entries: u32 },
    /// Issued, and nobody of the client has opened it for a working day: ring.
    Unopened { report: ReportId, number: Number, issued_at: Timestamp },
    /// The time to reply is over and nothing is settled.
    ReplyOver { report: ReportId, number: Number },
    /// Our promise. `owner` is named when the reader only answers for it.
    Promise {
        promise: PromiseId,
        version: i64,
        words: String,
        delivery: bool,
        owner: Option<String>,
        number: Option<Number>,
    },
    /// Own read-backs of one client; `first` is the next of them.
    ReadBacks {
        first: ReadBackId,
        count: u32,
        red_lines: u32,
        locks: Option<String>,
        locks_at: Option<Timestamp>,
    },
    /// A colleague's late read-backs on a client that the reader leads.
    TeamReadBacks { user: UserId, name: String, count: u32 },
    /// No contact for longer than agreed.
    Silence { days: u32, cadence_days: u16 },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub client: ClientName,
    pub key_client: bool,
    pub matter: Matter,
    pub due: Timestamp,
    /// How long it has waited: older first.
    pub since: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayRow {
    pub group: Group,
    pub late: bool,
    pub fact: Fact,
}

/// The day as its line shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLine {
    /// Opening and closing of the office; nothing on a day off.
    pub hours: Option<(Timestamp, Timestamp)>,
    pub days_off_ahead: Vec<NaiveDate>,
    pub next_opening: Timestamp,
}

/// Contact of one client over the last twelve weeks, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    pub client: ClientName,
    pub cadence_days: u16,
    pub last_contact: Option<NaiveDate>,
    /// Contacts in each of the last twelve weeks.
    pub weeks: [u8; 12],
}

impl Rhythm {
    /// Counts contacts into weeks of seven days that end today.
    pub fn weeks_of(days: &[NaiveDate], today: NaiveDate) -> [u8; 12] {
        let mut weeks = [0_u8; 12];
        for day in days {
            let ago = (today - *day).num_days();
            if (0..84).contains(&ago)
                && let Some(week) = weeks.get_mut(11 - (ago / 7) as usize)
            {
                *week = week.saturating_add(1);
            }
        }
        weeks
    }

    pub fn silent_days(&self, today: NaiveDate) -> Option<i64> {
        self.last_contact.map(|last| (today - last).num_days())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayPage {
    pub rows: Vec<TodayRow>,
    pub line: DayLine,
    pub rhythm: Vec<Rhythm>,
    pub office_kind: crate::office::WeekKind,
}

impl TodayPage {
    /// What is left before the day is at zero.
    pub fn left(&self) -> usize {
        self.rows.iter().filter(|row| row.group != Group::IfTime).count()
    }

    pub fn before_noon(&self) -> usize {
        self.rows.iter().filter(|row| row.group == Group::Now).count()
    }
}

/// Puts each fact into its group, leaves out what is not due yet, and orders the rest.
pub fn arrange(facts: Vec<Fact>, office: &Office, now: Timestamp) -> Vec<TodayRow> {
    let mut rows: Vec<TodayRow> = facts
        .into_iter()
        .filter_map(|fact| {
            group(&fact, office, now).map(|group| TodayRow { group, late: fact.due < now, fact })
        })
        .collect();
    rows.sort_by(|a, b| {
        (a.group, a.fact.due, !a.fact.key_client, a.fact.since).cmp(&(
            b.group,
            b.fact.due,
            !b.fact.key_client,
            b.fact.since,
        ))
    });
    rows
}

fn group(fact: &Fact, office: &Office, now: Timestamp) -> Option<Group> {
    let today = office.zone.date(now);
    let noon = office.zone.instant(today.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()));
    let due_day = office.zone.date(fact.due);
    let days_off_ahead = !office.days_off_ahead(today).is_empty() && office.is_working_day(today);
    let next_day = office.next_working_day(today);
    let opening =
        office.hours_on(next_day).map_or(fact.due, |(open, _)| office.zone.instant(next_day.and_time(open)));
    let before_days_off = || (days_off_ahead && fact.due <= opening).then_some(Group::BeforeDaysOff);
    let by_due = || {
        if fact.due <= noon && now < noon {
            Some(Group::Now)
        } else if due_day <= today {
            Some(Group::EndOfDay)
        } else {
            before_days_off()
        }
    };
    match &fact.matter {
        Matter::Objected { .. } => Some(Group::Now),
        Matter::Promise { .. } if fact.due < now => Some(Group::Now),
        Matter::Promise { .. } => by_due(),
        Matter::Draft { .. } if fact.due <= now || due_day <= today => Some(Group::EndOfDay),
        Matter::Draft { .. } => {
            if days_off_ahead {
                Some(Group::BeforeDaysOff)
            } else {
                Some(Group::IfTime)
            }
        }
        Matter::Unopened { .. } | Matter::ReplyOver { .. } => Some(Group::EndOfDay),
        Matter::ReadBacks { locks_at: Some(at), .. } if *at <= office.add_working_days(now, 1) => {
            Some(Group::Now)
        }
        Matter::ReadBacks { .. } => by_due().or(Some(Group::IfTime)),
        Matter::TeamReadBacks { .. } => Some(Group::EndOfDay),
        Matter::Silence { days, cadence_days } => {
            if *days >= 2 * u32::from(*cadence_days) {
                Some(Group::EndOfDay)
            } else {
                Some(Group::IfTime)
            }
        }
    }
}

/// Marks a row's subject for "one row per subject".
pub fn subject_key(fact: &Fact) -> (ClientId, String) {
    let key = match &fact.matter {
        Matter::Objected { report, .. }
        | Matter::Draft { report, .. }
        | Matter::Unopened { report, .. }
        | Matter::ReplyOver { report, .. } => report.to_string(),
        Matter::Promise { promise, .. } => promise.to_string(),
        Matter::ReadBacks { .. } => "read_backs".into(),
        Matter::TeamReadBacks { user, .. } => user.to_string(),
        Matter::Silence { .. } => "silence".into(),
    };
    (fact.client.id, key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;
    use chrono::NaiveDateTime;
    use uuid::Uuid;

    fn office() -> Office {
        Office::default_iran(Zone::tehran())
    }

    fn at(text: &str) -> Timestamp {
        Zone::tehran().instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    fn fact(matter: Matter, due: Timestamp) -> Fact {
        let client = ClientName {
            id: ClientId(Uuid::nil()),
            name: "x".into(),
            latin: String::new(),
            short: String::new(),
            hue: 0,
        };
        Fact { client, key_client: false, matter, due, since: Timestamp(0) }
    }

    fn promise() -> Matter {
        Matter::Promise {
            promise: PromiseId(Uuid::nil()),
            version: 1,
            words: String::new(),
            delivery: false,
            owner: None,
            number: None,
        }
    }

    fn groups(facts: Vec<Fact>, now: &str) -> Vec<Group> {
        arrange(facts, &office(), at(now)).into_iter().map(|row| row.group).collect()
    }

    // Tuesday 9 February 2027; Wednesday is a working day, Thursday and Friday are not.

    #[test]
    fn late_and_before_noon_come_first_and_later_days_stay_away() {
        let due = |text: &str| fact(promise(), at(text));
        let facts = vec![
            due("2027-02-09 15:00"),
            due("2027-02-09 11:00"),
            due("2027-02-08 15:00"),
            due("2027-02-13 10:00"),
        ];
        assert_eq!(groups(facts, "2027-02-09 09:00"), [Group::Now, Group::Now, Group::EndOfDay]);
    }

    #[test]
    fn before_days_off_shows_all_that_is_due_before_the_next_opening() {
        let facts = vec![fact(promise(), at("2027-02-12 10:00")), fact(promise(), at("2027-02-13 12:00"))];
        assert_eq!(groups(facts, "2027-02-10 13:00"), [Group::BeforeDaysOff]);
    }

    #[test]
    fn long_silence_is_for_today_short_silence_for_a_free_hour() {
        let silence = |days| fact(Matter::Silence { days, cadence_days: 7 }, at("2027-02-01 09:00"));
        assert_eq!(
            groups(vec![silence(14), silence(8)], "2027-02-09 09:00"),
            [Group::EndOfDay, Group::IfTime]
        );
    }

    #[test]
    fn key_clients_come_first_at_the_same_hour() {
        let mut key = fact(promise(), at("2027-02-09 15:00"));
        key.key_client = true;
        let rows =
            arrange(vec![fact(promise(), at("2027-02-09 15:00")), key], &office(), at("2027-02-09 09:00"));
        assert!(rows[0].fact.key_client);
    }

    #[test]
    fn twelve_weeks_end_today() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let weeks = Rhythm::weeks_of(
            &[day("2027-02-09"), day("2027-02-03"), day("2027-02-02"), day("2026-01-01")],
            day("2027-02-09"),
        );
        assert_eq!(weeks, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
    }
}
