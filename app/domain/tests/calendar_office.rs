//! Office hours, days off, and clocks that run in office time.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use libero_domain::office::{
    Holiday, HolidayKind, HolidayStatus, Office, OfficeWeek, WeekKind, seed_holidays,
};
use libero_domain::time::{Timestamp, Zone};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn at(text: &str) -> Timestamp {
    Zone::tehran().instant(local(text))
}

fn shown(at: Timestamp) -> String {
    Zone::tehran().local(at).format("%Y-%m-%d %H:%M").to_string()
}

fn plain() -> Office {
    Office::default_iran(Zone::tehran())
}

fn week(kind: WeekKind, from: &str, to: Option<&str>, open: u32, close: u32) -> OfficeWeek {
    let day = Some((clock(open), clock(close)));
    OfficeWeek {
        valid_from: date(from),
        valid_to: to.map(date),
        kind,
        days: [day, day, day, day, day, None, None],
    }
}

/// The demo's office: Ramadan hours 9–14 from 8 February to 9 March 2027, and the official holidays.
fn ramadan() -> Office {
    let mut office = plain();
    office.weeks.push(week(WeekKind::Ramadan, "2027-02-08", Some("2027-03-09"), 9, 14));
    office.holidays = seed_holidays().into_iter().map(|holiday| (holiday.date, holiday)).collect();
    office
}

/// Wednesday 2026-11-25 to Sunday 2026-11-29 has no holiday in it.
#[test]
fn a_working_day_later_is_the_same_clock_time_moved_into_office_hours() {
    for (start, n, due) in [
        ("2026-11-24 11:00", 1, "2026-11-25 11:00"),
        ("2026-11-25 11:00", 1, "2026-11-28 11:00"),
        ("2026-11-25 11:00", 2, "2026-11-29 11:00"),
        // Before opening: to the opening.
        ("2026-11-24 07:30", 1, "2026-11-25 09:00"),
        // At closing, or after it: from the next opening.
        ("2026-11-24 16:59", 1, "2026-11-25 16:59"),
        ("2026-11-24 17:00", 1, "2026-11-28 09:00"),
        ("2026-11-24 17:01", 1, "2026-11-28 09:00"),
        ("2026-11-24 23:59", 1, "2026-11-28 09:00"),
        // On a day off: from that day.
        ("2026-11-26 11:00", 1, "2026-11-28 11:00"),
        ("2026-11-27 11:00", 1, "2026-11-28 11:00"),
        ("2026-11-26 08:00", 1, "2026-11-28 09:00"),
        ("2026-11-26 17:00", 1, "2026-11-28 17:00"),
        ("2026-11-26 17:01", 1, "2026-11-29 09:00"),
        // No days: only into office hours.
        ("2026-11-24 11:00", 0, "2026-11-24 11:00"),
        ("2026-11-24 07:00", 0, "2026-11-24 09:00"),
        ("2026-11-24 17:00", 0, "2026-11-25 09:00"),
        ("2026-11-26 11:00", 0, "2026-11-28 09:00"),
    ] {
        assert_eq!(shown(plain().add_working_days(at(start), n)), due, "{start} + {n}");
    }
}

#[test]
fn in_ramadan_a_due_time_after_the_early_closing_moves_to_the_next_opening() {
    for (start, n, due) in [
        // Sunday before Ramadan, still at the office at 16:00: Monday closes at 14:00.
        ("2027-02-07 16:00", 1, "2027-02-09 09:00"),
        // Exactly at closing it stays.
        ("2027-02-07 14:00", 1, "2027-02-08 14:00"),
        // The demo's Wednesday: 22 Bahman and Friday are off.
        ("2027-02-10 09:12", 1, "2027-02-13 09:12"),
        ("2027-02-10 14:00", 1, "2027-02-14 09:00"),
        ("2027-02-11 11:00", 1, "2027-02-13 11:00"),
        // The first of March is an estimated holiday.
        ("2027-02-28 10:00", 1, "2027-03-02 10:00"),
        // Back to the long day, then over Eid.
        ("2027-03-09 13:00", 1, "2027-03-13 13:00"),
    ] {
        assert_eq!(shown(ramadan().add_working_days(at(start), n)), due, "{start} + {n}");
    }
}

#[test]
fn a_later_closing_is_no_reason_for_an_earlier_due() {
    let mut office = plain();
    office.weeks.push(week(WeekKind::Ramadan, "2026-11-24", Some("2026-11-24"), 9, 14));
    for start in ["2026-11-24 14:00", "2026-11-24 14:30", "2026-11-24 20:00"] {
        assert_eq!(shown(office.add_working_days(at(start), 1)), "2026-11-28 09:00", "{start}");
    }
}

#[test]
fn twenty_four_working_hours_are_a_working_day() {
    let office = plain();
    for (start, hours, due) in [
        ("2026-11-24 11:00", 24, "2026-11-25 11:00"),
        ("2026-11-24 11:00", 48, "2026-11-28 11:00"),
        ("2026-11-24 11:00", 4, "2026-11-24 15:00"),
        ("2026-11-24 15:00", 4, "2026-11-25 11:00"),
        ("2026-11-24 11:00", 6, "2026-11-24 17:00"),
        ("2026-11-25 16:00", 2, "2026-11-28 10:00"),
        ("2026-11-26 11:00", 1, "2026-11-28 10:00"),
        ("2026-11-24 11:00", 28, "2026-11-25 15:00"),
        // Never beyond the working day that it is part of.
        ("2026-11-24 11:00", 12, "2026-11-25 11:00"),
        ("2026-11-24 11:00", 23, "2026-11-25 11:00"),
    ] {
        assert_eq!(shown(office.add_working_hours(at(start), hours)), due, "{start} + {hours} h");
    }
}

#[test]
fn only_open_hours_lie_between() {
    let office = plain();
    for (a, b, hours) in [
        ("2026-11-24 09:00", "2026-11-24 17:00", 8),
        ("2026-11-24 00:00", "2026-11-25 00:00", 8),
        ("2026-11-24 16:00", "2026-11-25 10:00", 2),
        ("2026-11-25 16:00", "2026-11-28 10:00", 2),
        ("2026-11-26 00:00", "2026-11-28 09:00", 0),
        ("2026-11-24 18:00", "2026-11-24 20:00", 0),
        ("2026-11-24 11:00", "2026-11-24 11:00", 0),
    ] {
        assert_eq!(office.working_ms_between(at(a), at(b)), hours * Timestamp::HOUR_MS, "{a} to {b}");
        assert_eq!(office.working_ms_between(at(b), at(a)), -hours * Timestamp::HOUR_MS, "{b} to {a}");
    }
    assert!(office.working_ms_between(Timestamp(0), Timestamp(8_000_000_000_000_000)) > 0);
}

#[test]
fn the_office_opens_next_strictly_later() {
    for (now, next) in [
        ("2026-11-24 08:00", "2026-11-24 09:00"),
        ("2026-11-24 09:00", "2026-11-25 09:00"),
        ("2026-11-24 12:00", "2026-11-25 09:00"),
        ("2026-11-25 18:00", "2026-11-28 09:00"),
        ("2026-11-27 10:00", "2026-11-28 09:00"),
    ] {
        assert_eq!(shown(plain().next_opening(at(now))), next, "{now}");
    }
    assert_eq!(shown(ramadan().next_opening(at("2027-02-10 09:12"))), "2027-02-13 09:00");
    assert!(plain().is_open(at("2026-11-24 09:00")) && !plain().is_open(at("2026-11-24 17:00")));
}

#[test]
fn days_off_are_counted_from_tomorrow() {
    let office = ramadan();
    assert_eq!(office.days_off_ahead(date("2027-02-10")), [date("2027-02-11"), date("2027-02-12")]);
    assert_eq!(office.days_off_ahead(date("2027-02-09")), []);
    assert_eq!(office.next_working_day(date("2027-02-10")), date("2027-02-13"));
    assert_eq!(office.nth_working_day(date("2027-02-10"), 3), date("2027-02-15"));
    // Eid al-Fitr, a Wednesday and a Thursday, and Friday.
    assert_eq!(office.days_off_ahead(date("2027-03-09")).len(), 3);
}

#[test]
fn the_most_special_week_in_force_wins() {
    let mut office = plain();
    office.weeks.push(week(WeekKind::Normal, "2026-12-01", None, 8, 16));
    office.weeks.push(week(WeekKind::Summer, "2026-06-01", Some("2026-12-02"), 7, 13));
    let opening = |day: &str| office.hours_on(date(day)).map(|(open, _)| open);
    assert_eq!(opening("2026-05-30"), Some(clock(9)));
    assert_eq!(opening("2026-06-01"), Some(clock(7)));
    assert_eq!(opening("2026-12-02"), Some(clock(7)));
    assert_eq!(opening("2026-12-05"), Some(clock(8)));
    assert_eq!(office.week_on(date("2026-12-05")).map(|week| week.kind), Some(WeekKind::Normal));
}

#[test]
fn an_office_that_never_opens_counts_plain_days() {
    let mut closed = plain();
    closed.weeks.clear();
    let start = at("2026-11-24 11:00");
    assert_eq!(closed.add_working_days(start, 2), start.plus_days(2));
    assert_eq!(closed.next_opening(start), start);
    assert_eq!(closed.next_working_day(date("2026-11-24")), date("2026-11-25"));
    assert_eq!(closed.working_ms_between(start, start.plus_days(9)), 0);
    assert!(closed.add_working_hours(start, 30) >= start);
    assert!(!closed.days_off_ahead(date("2026-11-24")).is_empty());
    assert!(closed.next_working_day(NaiveDate::MAX) == NaiveDate::MAX);
}

#[test]
fn a_week_that_cannot_be_kept_says_which_day() {
    let mut bad = week(WeekKind::Normal, "2026-12-01", Some("2026-11-01"), 9, 17);
    bad.days[2] = Some((clock(17), clock(9)));
    let fields: Vec<String> = bad.check().unwrap_err().into_iter().map(|error| error.field).collect();
    assert_eq!(fields, ["valid_to", "days.2"]);
    bad.days = [None; 7];
    assert_eq!(bad.check().unwrap_err()[1].field, "days");
    assert_eq!(plain().weeks[0].check(), Ok(()));
}

#[test]
fn an_office_survives_its_way_to_the_browser() {
    let office = ramadan();
    let json = serde_json::to_string(&office).unwrap();
    assert_eq!(serde_json::from_str::<Office>(&json).unwrap(), office);
}

#[test]
fn each_date_is_one_holiday_with_all_its_names() {
    let days = seed_holidays();
    let rows = include_str!("../data/ir_holidays.csv").lines().skip(1);
    let mut dates: Vec<&str> = rows.clone().map(|row| row.split(',').next().unwrap()).collect();
    dates.dedup();
    assert_eq!(days.len(), dates.len());
    assert_eq!(rows.count() - dates.len(), 6);
    assert!(days.windows(2).all(|pair| pair[0].date < pair[1].date));

    let on = |day: &str| days.iter().find(|holiday| holiday.date == date(day)).unwrap();
    let nowruz: &Holiday = on("2026-03-21");
    assert_eq!(nowruz.name_fa, "جشن نوروز، عید سعید فطر");
    assert_eq!(nowruz.name_en, "Eid al-Fitr, Nowruz");
    assert_eq!((nowruz.kind, nowruz.status), (HolidayKind::Solar, HolidayStatus::Confirmed));
    assert_eq!(on("2025-03-23").name_fa, "عید نوروز");
    assert_eq!(on("2024-09-02").name_fa, "رحلت رسول اکرم (ص)، شهادت امام حسن مجتبی (ع)");
    assert_eq!(on("2024-09-21").name_fa, "میلاد رسول اکرم (ص) و امام جعفر صادق (ع)");
    assert_eq!(on("2027-01-06").name_fa, "مبعث رسول اکرم (ص)");
    assert_eq!(on("2027-01-06").status, HolidayStatus::Estimated);
    assert_eq!(on("2026-11-13").name_fa, "شهادت حضرت فاطمه زهرا (س)");
    assert_eq!(on("2026-02-04").name_fa, "ولادت حضرت قائم (عج) و جشن نیمهٔ شعبان");
    assert_eq!(on("2026-06-05").name_fa, "قیام ۱۵ خرداد");
    assert_eq!(on("2026-03-01").kind, HolidayKind::AdHoc);
    for holiday in &days {
        let name = &holiday.name_fa;
        assert!(!name.contains(['|', ';', '؛']) && !name.contains("علیه"), "{name}");
        assert!(!name.chars().any(|c| c.is_ascii_digit()), "{name}");
        assert_eq!(name.matches("رسول اکرم").count(), name.matches("(ص)").count(), "{name}");
    }
}

fn minutes() -> impl Strategy<Value = Timestamp> {
    let first = at("2026-01-01 00:00").0;
    (0..730_i64 * 24 * 60).prop_map(move |minute| Timestamp(first + minute * Timestamp::MINUTE_MS))
}

fn is_in_hours(office: &Office, at: Timestamp) -> bool {
    let local = office.zone.local(at);
    office.hours_on(local.date()).is_some_and(|(open, close)| open <= local.time() && local.time() <= close)
}

proptest! {
    #[test]
    fn a_due_time_lies_in_office_hours(start in minutes(), n in 0..30_u32) {
        let office = ramadan();
        let due = office.add_working_days(start, n);
        prop_assert!(is_in_hours(&office, due));
        prop_assert!(due >= start);
    }

    #[test]
    fn more_working_days_are_never_sooner(start in minutes(), n in 0..30_u32) {
        let office = ramadan();
        prop_assert!(office.add_working_days(start, n) <= office.add_working_days(start, n + 1));
    }

    /// Over a day off it cannot hold: Wednesday 12:00 and Thursday 11:00 are due on Saturday 12:00 and
    /// 11:00. On one day, and between moments at which the office is open, it does.
    #[test]
    fn a_later_start_is_never_due_sooner(a in minutes(), later in 0..10_000_i64, n in 0..10_u32) {
        let office = ramadan();
        let b = a.plus_ms(later * Timestamp::MINUTE_MS);
        let one_day = office.zone.date(a) == office.zone.date(b);
        if one_day || (office.is_open(a) && office.is_open(b)) {
            prop_assert!(office.add_working_days(a, n) <= office.add_working_days(b, n));
        }
    }

    #[test]
    fn more_working_hours_are_never_sooner(start in minutes(), hours in 0..100_u32) {
        let office = ramadan();
        prop_assert!(office.add_working_hours(start, hours) <= office.add_working_hours(start, hours + 1));
        prop_assert_eq!(office.add_working_hours(start, 24 * hours), office.add_working_days(start, hours));
    }

    #[test]
    fn open_time_adds_up(a in minutes(), first in 0..5_000_i64, second in 0..5_000_i64) {
        let office = ramadan();
        let b = a.plus_ms(first * Timestamp::MINUTE_MS);
        let c = b.plus_ms(second * Timestamp::MINUTE_MS);
        prop_assert_eq!(
            office.working_ms_between(a, b) + office.working_ms_between(b, c),
            office.working_ms_between(a, c)
        );
    }

    #[test]
    fn the_next_working_day_ends_the_days_off(day in 0..1_000_u64) {
        let office = ramadan();
        let today = date("2025-01-01") + chrono::Days::new(day);
        let off = office.days_off_ahead(today);
        let next = office.next_working_day(today);
        prop_assert!(office.is_working_day(next) && next.weekday() != Weekday::Fri);
        prop_assert_eq!(next, today + chrono::Days::new(off.len() as u64 + 1));
    }
}
