//! Days, times and hints as people type them, in both languages and any digits. What can be read in two
//! ways, or in none, is refused: the caller shows the day that was understood, and never a guess.

mod absolute;
mod fold;
mod hints;
mod phrase;
mod time;

use super::{Calendar, accepted};
use crate::check::Code;
use crate::office::Office;
use crate::reader::{Lang, Reader};
use chrono::{NaiveDate, NaiveTime, Weekday};
use time::TimeTyped;

pub use hints::{LineHints, line};

/// From where a phrase is seen.
#[derive(Clone, Copy, Debug)]
pub struct ParseContext<'a> {
    pub today: NaiveDate,
    /// Of `9/2`, of «آخر ماه» and of months counted on.
    pub calendar: Calendar,
    /// Of the person who types. Both languages are read whichever it is: people mix them.
    pub lang: Lang,
    /// Of "Monday next week".
    pub week_start: Weekday,
    /// Of «۳ روز کاری».
    pub office: &'a Office,
}

impl<'a> ParseContext<'a> {
    pub fn of(reader: &Reader, office: &'a Office) -> Self {
        Self {
            today: reader.today(),
            calendar: reader.calendar,
            lang: reader.lang,
            week_start: reader.week_start(),
            office,
        }
    }
}

/// The day that a text means: `1405/9/2`, `14050902`, `2026-11-23`, `9/2` (month first in the Jalali
/// calendar), «۲ آذر», "Nov 23 2026", «فردا», «شنبهٔ آینده», "Monday next week", «آخر ماه»,
/// «۳ روز کاری», "in 3 days".
///
/// # Errors
/// `Needed` for nothing, `AmbiguousDate` where day and month can change places (see [`readings`]),
/// `DateOutOfRange` for years that no calendar accepts, `BadDate` for anything else.
pub fn parse_day(text: &str, ctx: &ParseContext) -> Result<NaiveDate, Code> {
    if text.trim().is_empty() {
        return Err(Code::Needed);
    }
    day_of(&borrowed(&fold::words(text)), ctx)
}

/// The days between which to ask where [`parse_day`] says `AmbiguousDate`: day before month first.
pub fn readings(text: &str, ctx: &ParseContext) -> Vec<NaiveDate> {
    absolute::readings(&borrowed(&fold::words(text)), ctx).unwrap_or_default()
}

/// A time of day: `13:00`, «۹:۳۰», `9`, "5 pm", «۵ عصر».
///
/// # Errors
/// `Needed` for nothing, `BadDate` for anything that is no time.
pub fn parse_time(text: &str) -> Result<NaiveTime, Code> {
    if text.trim().is_empty() {
        return Err(Code::Needed);
    }
    let words = fold::words(text);
    let time = match borrowed(&words).as_slice() {
        [hour] if hour.len() <= 2 => time::of_hour(hour, 0),
        words => time::time(words).map(TimeTyped::as_written),
    };
    time.ok_or(Code::BadDate)
}

fn day_of(words: &[&str], ctx: &ParseContext) -> Result<NaiveDate, Code> {
    if let Some(day) = phrase::day(words, ctx) {
        return accepted(day);
    }
    match *absolute::readings(words, ctx)?.as_slice() {
        [day] => Ok(day),
        [] => Err(Code::BadDate),
        _ => Err(Code::AmbiguousDate),
    }
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
