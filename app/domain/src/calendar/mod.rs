//! Calendars: Solar Hijri (Jalali) and Gregorian.
//!
//! A day is a `NaiveDate` everywhere; a calendar is only a way to write and to count it.

pub mod format;
mod jalali;
pub mod parse;

use crate::check::Code;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

pub use jalali::{JALALI_YEARS, Jalali};
pub use parse::{ParseContext, parse_day, parse_time};

pub const GREGORIAN_YEARS: RangeInclusive<i32> = 1799..=2122;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    #[default]
    Jalali,
    Gregorian,
}

impl Calendar {
    pub fn other(self) -> Self {
        match self {
            Self::Jalali => Self::Gregorian,
            Self::Gregorian => Self::Jalali,
        }
    }

    /// The years that are accepted in this calendar.
    pub fn years(self) -> RangeInclusive<i32> {
        match self {
            Self::Jalali => JALALI_YEARS,
            Self::Gregorian => GREGORIAN_YEARS,
        }
    }

    /// The calendar that a full year belongs to: 1405 is Jalali, 2026 Gregorian.
    ///
    /// # Errors
    /// `DateOutOfRange` for a year that neither calendar accepts.
    pub fn of_year(year: i32) -> Result<Self, Code> {
        [Self::Jalali, Self::Gregorian]
            .into_iter()
            .find(|calendar| calendar.years().contains(&year))
            .ok_or(Code::DateOutOfRange)
    }
}

/// Year, month and day of a date in a calendar.
pub fn parts(calendar: Calendar, date: NaiveDate) -> (i32, u32, u32) {
    match calendar {
        Calendar::Jalali => jalali::parts(date),
        Calendar::Gregorian => (date.year(), date.month(), date.day()),
    }
}

pub fn year_of(calendar: Calendar, date: NaiveDate) -> i32 {
    parts(calendar, date).0
}

/// The date of a year, month and day in a calendar.
///
/// # Errors
/// `DateOutOfRange` for a year outside [`Calendar::years`], `BadDate` for a day that does not exist.
pub fn date_of(calendar: Calendar, year: i32, month: u32, day: u32) -> Result<NaiveDate, Code> {
    match calendar {
        Calendar::Jalali => Jalali::new(year, month, day).map(Jalali::date),
        Calendar::Gregorian if GREGORIAN_YEARS.contains(&year) => {
            NaiveDate::from_ymd_opt(year, month, day).ok_or(Code::BadDate)
        }
        Calendar::Gregorian => Err(Code::DateOutOfRange),
    }
}

/// Passes a date whose year one of the calendars accepts.
///
/// # Errors
/// `DateOutOfRange` for any other.
pub fn accepted(date: NaiveDate) -> Result<NaiveDate, Code> {
    let in_range = |calendar: Calendar| calendar.years().contains(&year_of(calendar, date));
    if in_range(Calendar::Gregorian) || in_range(Calendar::Jalali) {
        Ok(date)
    } else {
        Err(Code::DateOutOfRange)
    }
}

/// Days of month 1–12 in a year.
pub fn month_length(calendar: Calendar, year: i32, month: u32) -> u32 {
    match calendar {
        Calendar::Jalali => jalali::month_length(year, month),
        Calendar::Gregorian => match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(NaiveDate::from_ymd_opt(year, 2, 29).is_some()),
            _ => 31,
        },
    }
}

/// `months` later (or, if negative, earlier) than `anchor`, on the same day of the month, or on the
/// month's last day where there is no such day. Count from the anchor each time, never from a clamped
/// result: 31 Shahrivar + 1 is 30 Mehr, + 7 is 31 Farvardin again.
///
/// # Errors
/// `DateOutOfRange` beyond the calendar's years.
pub fn add_months_clamped(calendar: Calendar, anchor: NaiveDate, months: i32) -> Result<NaiveDate, Code> {
    let (year, month, day) = parts(calendar, anchor);
    let (year, month) = step_month(year, month, months)?;
    date_of(calendar, year, month, day.min(month_length(calendar, year, month)))
}

fn step_month(year: i32, month: u32, months: i32) -> Result<(i32, u32), Code> {
    let count = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let year = i32::try_from(count.div_euclid(12)).map_err(|_| Code::DateOutOfRange)?;
    let month = u32::try_from(count.rem_euclid(12)).map_err(|_| Code::DateOutOfRange)?;
    Ok((year, month + 1))
}

/// First day of the month in which a date lies.
pub fn first_day_of_month(calendar: Calendar, date: NaiveDate) -> NaiveDate {
    let (_, _, day) = parts(calendar, date);
    earlier(date, day - 1)
}

/// Last day of the month in which a date lies.
pub fn last_day_of_month(calendar: Calendar, date: NaiveDate) -> NaiveDate {
    let (year, month, day) = parts(calendar, date);
    later(date, month_length(calendar, year, month).saturating_sub(day))
}

/// First day of the week in which a date lies, for weeks that begin on `first`.
pub fn week_of(date: NaiveDate, first: Weekday) -> NaiveDate {
    earlier(date, date.weekday().days_since(first))
}

/// A month as a date picker shows it: six weeks from the one that holds day 1, each from `first` on,
/// with the neighbouring months' days around. Empty for a month outside [`Calendar::years`].
pub fn month_grid(calendar: Calendar, year: i32, month: u32, first: Weekday) -> Vec<[NaiveDate; 7]> {
    let Ok(start) = date_of(calendar, year, month, 1) else { return Vec::new() };
    let start = week_of(start, first);
    (0..6).map(|week| std::array::from_fn(|day| later(start, 7 * week + day as u32))).collect()
}

/// At the ends of what a `NaiveDate` can hold, the date stays.
fn later(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(days.into())).unwrap_or(date)
}

fn earlier(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(days.into())).unwrap_or(date)
}
