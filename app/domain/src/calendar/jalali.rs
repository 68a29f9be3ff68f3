//! The Solar Hijri calendar, as the Calendar Centre of the University of Tehran publishes it.

use crate::check::Code;
use chrono::{Datelike, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::Persian;
use icu_calendar::types::RataDie;
use std::ops::RangeInclusive;

/// The years on which astronomy and the libraries agree. Before them the equinox and the 33-year
/// rule part; 1502 is undecided (its equinox falls within minutes of noon).
pub const JALALI_YEARS: RangeInclusive<i32> = 1178..=1501;

/// A day of the Solar Hijri calendar that exists and lies in [`JALALI_YEARS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jalali {
    year: i32,
    month: u32,
    day: u32,
    date: NaiveDate,
}

impl Jalali {
    /// # Errors
    /// `DateOutOfRange` for a year outside 1178–1501, `BadDate` for a day that the year does not have.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, Code> {
        if !JALALI_YEARS.contains(&year) {
            return Err(Code::DateOutOfRange);
        }
        let small = |number: u32| u8::try_from(number).map_err(|_| Code::BadDate);
        let persian = Date::try_new_persian(year, small(month)?, small(day)?).map_err(|_| Code::BadDate)?;
        let days = i32::try_from(persian.to_rata_die().to_i64_date()).map_err(|_| Code::DateOutOfRange)?;
        let date = NaiveDate::from_num_days_from_ce_opt(days).ok_or(Code::DateOutOfRange)?;
        Ok(Self { year, month, day, date })
    }

    /// # Errors
    /// `DateOutOfRange` for a day outside 1178–1501.
    pub fn from_date(date: NaiveDate) -> Result<Self, Code> {
        let (year, month, day) = parts(date);
        if JALALI_YEARS.contains(&year) {
            Ok(Self { year, month, day, date })
        } else {
            Err(Code::DateOutOfRange)
        }
    }

    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 is Farvardin, 12 is Esfand.
    pub fn month(self) -> u32 {
        self.month
    }

    pub fn day(self) -> u32 {
        self.day
    }

    /// The same day as it is stored.
    pub fn date(self) -> NaiveDate {
        self.date
    }

    /// Whether this day's year has a 30 Esfand.
    pub fn is_leap_year(self) -> bool {
        month_length(self.year, 12) == 30
    }
}

/// Year, month and day of any date; far outside [`JALALI_YEARS`] they are arithmetic only.
pub(super) fn parts(date: NaiveDate) -> (i32, u32, u32) {
    let persian = Date::from_rata_die(RataDie::new(date.num_days_from_ce().into()), Persian);
    (persian.era_year().year, persian.month().ordinal.into(), persian.day_of_month().0.into())
}

/// Days of a month 1–12: six of 31, five of 30, Esfand of 29 or, in a leap year, 30.
pub(super) fn month_length(year: i32, month: u32) -> u32 {
    match month {
        ..=6 => 31,
        7..=11 => 30,
        _ => Date::try_new_persian(year, 12, 30).map_or(29, |_| 30),
    }
}
