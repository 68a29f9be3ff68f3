//! Days in both calendars, against the answer sheets of others.

use chrono::{Datelike, NaiveDate, Weekday};
use libero_domain::calendar::{
    Calendar, JALALI_YEARS, Jalali, accepted, add_months_clamped, date_of, first_day_of_month,
    last_day_of_month, month_grid, month_length, parts, week_of, year_of,
};
use libero_domain::check::Code;

/// Day of March on which each year from 1206 to 1498 begins, without its tens: 9, 0, 1 or 2.
/// From the table of leap years of the Calendar Centre, Institute of Geophysics, University of Tehran.
const NEW_YEAR_IN_MARCH: &str = "\
    211111111111111111111111111111111\
    111101110111011101110111011101110\
    111001111221122112211221122112211\
    221112111211121112111211121112111\
    211111111111111111111111111111111\
    111101110111011101110111011101110\
    111001100110011001100110011001100\
    110001000100010001000100010001000\
    10000000011111111111111111111";

fn g(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn j(year: i32, month: u32, day: u32) -> NaiveDate {
    Jalali::new(year, month, day).unwrap().date()
}

/// The 33-year rule, written down on its own: right from 1178 to 1501.
fn is_leap(year: i32) -> bool {
    (25 * year + 11) % 33 < 8
}

#[test]
fn the_known_days_agree_in_both_directions() {
    let rows = include_str!("../data/jalali_vectors.csv").lines().skip(1);
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.split(',').collect();
        let numbers: Vec<u32> = cells[1].split('/').map(|n| n.parse().unwrap()).collect();
        let day = Jalali::new(numbers[0] as i32, numbers[1], numbers[2]).unwrap();
        assert_eq!(day.date(), g(cells[0]), "{row}");
        assert_eq!(Jalali::from_date(g(cells[0])), Ok(day), "{row}");
        assert_eq!(day.is_leap_year(), cells[2] == "1", "{row}");
        count += 1;
    }
    assert_eq!(count, 152);
}

#[test]
fn days_that_do_not_exist_are_refused() {
    for (year, month, day) in [
        (1404, 12, 30),
        (1405, 12, 30),
        (1406, 12, 30),
        (1407, 12, 30),
        (1400, 12, 30),
        (1403, 7, 31),
        (1403, 13, 1),
        (1403, 0, 10),
        (1403, 1, 32),
        (1403, 1, 0),
        (1403, 257, 1),
        (1403, 1, 257),
    ] {
        assert_eq!(Jalali::new(year, month, day), Err(Code::BadDate), "{year}/{month}/{day}");
    }
    for (year, month, day) in [(0, 0, 0), (1177, 12, 29), (1502, 1, 1), (-1, 1, 1), (i32::MAX, 1, 1)] {
        assert_eq!(Jalali::new(year, month, day), Err(Code::DateOutOfRange), "{year}/{month}/{day}");
    }
}

#[test]
fn every_day_follows_the_33_year_rule() {
    let (mut year, mut month, mut day) = (1178, 1, 1);
    let mut date = g("1799-03-21");
    while JALALI_YEARS.contains(&year) {
        let found = Jalali::from_date(date).unwrap();
        assert_eq!((found.year(), found.month(), found.day()), (year, month, day), "{date}");
        assert_eq!(Jalali::new(year, month, day).map(Jalali::date), Ok(date));
        assert_eq!(parts(Calendar::Jalali, date), (year, month, day));

        let length = match month {
            1..=6 => 31,
            7..=11 => 30,
            _ => 29 + u32::from(is_leap(year)),
        };
        assert_eq!(month_length(Calendar::Jalali, year, month), length);
        day += 1;
        if day > length {
            day = 1;
            month += 1;
        }
        if month > 12 {
            month = 1;
            year += 1;
        }
        date = date.succ_opt().unwrap();
    }
    assert!(date > g("2122-12-31"), "{date}");
    assert_eq!(Jalali::from_date(date), Err(Code::DateOutOfRange));
    assert_eq!(Jalali::from_date(g("1799-03-20")), Err(Code::DateOutOfRange));
}

#[test]
fn every_new_year_is_that_of_the_official_table() {
    assert_eq!(NEW_YEAR_IN_MARCH.len(), 293);
    for (year, digit) in (1206..).zip(NEW_YEAR_IN_MARCH.chars()) {
        let day = match digit.to_digit(10).unwrap() {
            9 => 19,
            digit => 20 + digit,
        };
        assert_eq!(j(year, 1, 1), NaiveDate::from_ymd_opt(year + 621, 3, day).unwrap(), "{year}");
    }
}

#[test]
fn the_years_of_each_calendar_have_hard_ends() {
    assert_eq!(date_of(Calendar::Gregorian, 1799, 1, 1), Ok(g("1799-01-01")));
    assert_eq!(date_of(Calendar::Gregorian, 2122, 12, 31), Ok(g("2122-12-31")));
    for year in [1798, 2123] {
        assert_eq!(date_of(Calendar::Gregorian, year, 6, 1), Err(Code::DateOutOfRange));
    }
    assert_eq!(date_of(Calendar::Gregorian, 2027, 2, 29), Err(Code::BadDate));
    assert_eq!(Calendar::of_year(1405), Ok(Calendar::Jalali));
    assert_eq!(Calendar::of_year(2026), Ok(Calendar::Gregorian));
    assert_eq!(Calendar::of_year(1600), Err(Code::DateOutOfRange));
    assert_eq!(accepted(g("1798-12-31")), Err(Code::DateOutOfRange));
    assert_eq!(accepted(j(1501, 12, 29)), Ok(j(1501, 12, 29)));
    assert_eq!(accepted(j(1501, 12, 29).succ_opt().unwrap()), Err(Code::DateOutOfRange));
    for end in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(accepted(end), Err(Code::DateOutOfRange));
        let _ = (last_day_of_month(Calendar::Jalali, end), first_day_of_month(Calendar::Jalali, end));
        let _ = (last_day_of_month(Calendar::Gregorian, end), week_of(end, Weekday::Sat));
    }
}

#[test]
fn months_are_counted_from_the_anchor_day() {
    let anchor = j(1403, 6, 31);
    for (months, expected) in [
        (0, j(1403, 6, 31)),
        (1, j(1403, 7, 30)),
        (6, j(1403, 12, 30)),
        (7, j(1404, 1, 31)),
        (18, j(1404, 12, 29)),
        (-6, j(1402, 12, 29)),
        (-5, j(1403, 1, 31)),
    ] {
        assert_eq!(add_months_clamped(Calendar::Jalali, anchor, months), Ok(expected), "{months}");
    }
    let anchor = g("2027-01-31");
    for (months, expected) in [(1, "2027-02-28"), (2, "2027-03-31"), (13, "2028-02-29"), (-2, "2026-11-30")] {
        assert_eq!(add_months_clamped(Calendar::Gregorian, anchor, months), Ok(g(expected)), "{months}");
    }
    for months in [i32::MIN, i32::MAX, 12 * 200] {
        assert_eq!(add_months_clamped(Calendar::Jalali, anchor, months), Err(Code::DateOutOfRange));
    }
}

#[test]
fn a_month_has_its_first_and_last_day_in_each_calendar() {
    let day = g("2027-02-10");
    assert_eq!(first_day_of_month(Calendar::Jalali, day), j(1405, 11, 1));
    assert_eq!(last_day_of_month(Calendar::Jalali, day), j(1405, 11, 30));
    assert_eq!(last_day_of_month(Calendar::Jalali, j(1403, 12, 1)), j(1403, 12, 30));
    assert_eq!(last_day_of_month(Calendar::Jalali, j(1404, 12, 29)), j(1404, 12, 29));
    assert_eq!(first_day_of_month(Calendar::Gregorian, day), g("2027-02-01"));
    assert_eq!(last_day_of_month(Calendar::Gregorian, day), g("2027-02-28"));
    for year in [1900, 2000, 2028, 2100] {
        for month in 1..=12 {
            let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
            let last = last_day_of_month(Calendar::Gregorian, first);
            assert_eq!(last.succ_opt().unwrap().day(), 1, "{last}");
            assert_eq!(last.month(), month);
        }
    }
    assert_eq!((year_of(Calendar::Jalali, day), year_of(Calendar::Gregorian, day)), (1405, 2027));
}

#[test]
fn a_week_begins_on_the_day_asked_for() {
    let wednesday = g("2027-02-10");
    assert_eq!(week_of(wednesday, Weekday::Sat), g("2027-02-06"));
    assert_eq!(week_of(wednesday, Weekday::Mon), g("2027-02-08"));
    assert_eq!(week_of(wednesday, Weekday::Wed), wednesday);
}

#[test]
fn a_picker_shows_six_weeks_around_the_month() {
    let grid = month_grid(Calendar::Jalali, 1405, 11, Weekday::Sat);
    assert_eq!(grid.len(), 6);
    // 1 Bahman 1405 is a Thursday: the row begins with 26 Dey.
    assert_eq!(grid[0][0], j(1405, 10, 26));
    assert_eq!(grid[0][5], j(1405, 11, 1));
    assert_eq!(grid[4][6], j(1405, 11, 30));
    let flat: Vec<NaiveDate> = grid.concat();
    assert!(flat.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])));

    let grid = month_grid(Calendar::Gregorian, 2027, 2, Weekday::Mon);
    assert_eq!(grid[0][0], g("2027-02-01"));
    for year in JALALI_YEARS {
        for month in 1..=12 {
            let grid = month_grid(Calendar::Jalali, year, month, Weekday::Sat).concat();
            let first = j(year, month, 1);
            assert!(grid.contains(&first) && grid.contains(&last_day_of_month(Calendar::Jalali, first)));
        }
    }
    for (year, month) in [(1502, 1), (1405, 13), (1405, 0)] {
        assert!(month_grid(Calendar::Jalali, year, month, Weekday::Sat).is_empty());
    }
}
