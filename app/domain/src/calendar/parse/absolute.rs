//! Days by number and by the name of their month.

use super::ParseContext;
use super::phrase::weekday;
use crate::calendar::{Calendar, date_of, year_of};
use crate::check::Code;
use crate::reader::Lang;
use crate::words::calendar::{self as words, Width};
use chrono::{Datelike, NaiveDate};

/// Every day that the words can mean: one, two when day and month can be read both ways, or none.
/// A weekday before it must be that day's.
pub(super) fn readings(words: &[&str], ctx: &ParseContext) -> Result<Vec<NaiveDate>, Code> {
    if let [first, rest @ ..] = words
        && !rest.is_empty()
        && let Some(weekday) = weekday(first)
    {
        let mut days = readings(rest, ctx)?;
        days.retain(|day| day.weekday() == weekday);
        return Ok(days);
    }
    match words {
        [number] => numeric(number, ctx),
        _ => named(words, ctx).map(|day| vec![day]),
    }
}

/// `1405/9/2`, `1405-09-02`, `14050902`, `9/2`; `2/9/1405` only where it can be read one way.
fn numeric(text: &str, ctx: &ParseContext) -> Result<Vec<NaiveDate>, Code> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let pieces: Vec<&str> = text.split(separator).collect();
    match *pieces.as_slice() {
        [packed] if packed.len() == 8 && is_number(packed) => {
            full(number(&packed[..4])?, number(&packed[4..6])?, number(&packed[6..])?).map(|day| vec![day])
        }
        [year, month, day] if year.len() == 4 => {
            full(number(year)?, small(month)?, small(day)?).map(|day| vec![day])
        }
        [a, b, year] if year.len() == 4 => {
            let year = number(year)?;
            Ok(both_ways(calendar_and_year(year)?, small(a)?, small(b)?))
        }
        [a, b] => {
            let (a, b) = (small(a)?, small(b)?);
            let year = year_of(ctx.calendar, ctx.today);
            let month_first = date_of(ctx.calendar, year, a, b);
            match (ctx.calendar, month_first) {
                // A Jalali date is written from the year down, so its month comes first.
                (Calendar::Jalali, Ok(day)) => Ok(vec![day]),
                (calendar, _) => Ok(both_ways((calendar, year), a, b)),
            }
        }
        _ => Err(Code::BadDate),
    }
}

fn full(year: u32, month: u32, day: u32) -> Result<NaiveDate, Code> {
    let (calendar, year) = calendar_and_year(year)?;
    date_of(calendar, year, month, day)
}

/// Day before month, then month before day; each only if it exists, once if they agree.
fn both_ways((calendar, year): (Calendar, i32), a: u32, b: u32) -> Vec<NaiveDate> {
    let mut days: Vec<_> =
        [(b, a), (a, b)].iter().filter_map(|(m, d)| date_of(calendar, year, *m, *d).ok()).collect();
    days.dedup();
    days
}

/// «۲ آذر», «۲ آذر ۱۴۰۵», "23 Nov", "Nov 23 2026". Without a year: the present one of the month's calendar.
fn named(words: &[&str], ctx: &ParseContext) -> Result<NaiveDate, Code> {
    let words: Vec<&str> = match *words {
        [day, month_name, "ماه", ref rest @ ..] if month(month_name).is_some() => {
            [&[day, month_name], rest].concat()
        }
        _ => words.to_vec(),
    };
    let (a, b, year) = match *words.as_slice() {
        [a, b] => (a, b, None),
        [a, b, year] if year.len() == 4 => (a, b, Some(number(year)?)),
        _ => return Err(Code::BadDate),
    };
    let ((calendar, month), day) = match (month(a), month(b)) {
        (None, Some(found)) => (found, small(a)?),
        (Some(found), None) => (found, small(b)?),
        _ => return Err(Code::BadDate),
    };
    let year = match year {
        Some(year) => {
            let (of_year, year) = calendar_and_year(year)?;
            if of_year != calendar {
                return Err(Code::BadDate);
            }
            year
        }
        None => year_of(calendar, ctx.today),
    };
    date_of(calendar, year, month, day)
}

fn calendar_and_year(year: u32) -> Result<(Calendar, i32), Code> {
    let year = i32::try_from(year).map_err(|_| Code::DateOutOfRange)?;
    Ok((Calendar::of_year(year)?, year))
}

/// The month that a folded word names, in either language and any usual spelling.
fn month(word: &str) -> Option<(Calendar, u32)> {
    let by_habit = match word {
        "امرداد" => Some((Calendar::Jalali, 5)),
        "می" => Some((Calendar::Gregorian, 5)),
        "جولای" => Some((Calendar::Gregorian, 7)),
        "اگوست" => Some((Calendar::Gregorian, 8)),
        "sept" => Some((Calendar::Gregorian, 9)),
        _ => None,
    };
    by_habit.or_else(|| {
        [Calendar::Jalali, Calendar::Gregorian]
            .into_iter()
            .flat_map(|calendar| (1..=12).map(move |month| (calendar, month)))
            .find(|(calendar, month)| {
                Lang::ALL.into_iter().any(|lang| {
                    [Width::Long, Width::Short]
                        .into_iter()
                        .any(|width| super::fold::fold(words::month(lang, *calendar, *month, width)) == word)
                })
            })
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str) -> Result<u32, Code> {
    if is_number(text) { text.parse().map_err(|_| Code::BadDate) } else { Err(Code::BadDate) }
}

/// A day or a month: at most two digits.
fn small(text: &str) -> Result<u32, Code> {
    if text.len() <= 2 { number(text) } else { Err(Code::BadDate) }
}
