//! Days told from today: by word, by weekday, by distance.

use super::ParseContext;
use crate::calendar::{add_months_clamped, first_day_of_month, last_day_of_month, week_of};
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

/// The day that the folded words mean, seen from `ctx.today`; nothing if they are no such phrase.
///
/// A bare weekday is the next one after today, as with «آینده»: whoever means today says so.
pub(super) fn day(words: &[&str], ctx: &ParseContext) -> Option<NaiveDate> {
    let today = ctx.today;
    match words {
        ["امروز"] | ["today"] | ["اخر" | "پایان", "امروز" | "روز"] | ["end", "day" | "today"] => {
            Some(today)
        }
        ["فردا"] | ["tomorrow"] => plus(today, 1),
        ["پسفردا"] | ["day", "after", "tomorrow"] => plus(today, 2),
        ["دیروز"] | ["yesterday"] => plus(today, -1),
        ["پریروز"] | ["day", "before", "yesterday"] => plus(today, -2),
        ["اخر" | "پایان", "ماه"]
        | ["اخر" | "پایان", "این" | "همین", "ماه"]
        | ["end", "month"]
        | ["end", "this", "month"] => Some(last_day_of_month(ctx.calendar, today)),
        ["اخر" | "پایان", "ماه", "بعد" | "بعدی" | "اینده"] | ["end", "next", "month"] =>
        {
            let next = add_months_clamped(ctx.calendar, first_day_of_month(ctx.calendar, today), 1).ok()?;
            Some(last_day_of_month(ctx.calendar, next))
        }
        _ => by_weekday(words, ctx).or_else(|| by_distance(words, ctx)),
    }
}

fn by_weekday(words: &[&str], ctx: &ParseContext) -> Option<NaiveDate> {
    let this_week = week_of(ctx.today, ctx.week_start);
    let in_week = |week: NaiveDate, day: Weekday| plus(week, day.days_since(ctx.week_start).into());
    match *words {
        ["روز", ref rest @ ..] => by_weekday(rest, ctx),
        [day]
        | [day, "اینده" | "بعد" | "بعدی"]
        | ["این" | "همین", day]
        | ["next" | "this" | "coming", day] => Some(next(ctx.today, weekday(day)?)),
        [day, "گذشته" | "قبل" | "پیش"] | ["last", day] => Some(last(ctx.today, weekday(day)?)),
        [day, "این" | "همین", "هفته"] | [day, "this", "week"] => in_week(this_week, weekday(day)?),
        [day, "هفته", "بعد" | "بعدی" | "اینده"]
        | ["هفته", "بعد" | "بعدی" | "اینده", day]
        | [day, "next", "week"]
        | ["next", "week", day] => in_week(plus(this_week, 7)?, weekday(day)?),
        _ => None,
    }
}

fn by_distance(words: &[&str], ctx: &ParseContext) -> Option<NaiveDate> {
    let today = ctx.today;
    match *words {
        [n, "روز", "کاری"]
        | [n, "روز", "کاری", "دیگر" | "بعد"]
        | [n, "working" | "business", "day" | "days"]
        | ["in", n, "working" | "business", "day" | "days"]
        | [n, "working" | "business", "day" | "days", "from", "now"] => {
            let n = number(n).filter(|n| *n > 0)?;
            Some(ctx.office.nth_working_day(today, n))
        }
        [n, "روز", "دیگر" | "بعد"] | ["in", n, "day" | "days"] | [n, "day" | "days", "from", "now"] => {
            plus(today, number(n)?.into())
        }
        [n, "روز", "پیش" | "قبل"] | [n, "day" | "days", "ago"] => {
            plus(today, -i64::from(number(n)?))
        }
        [n, "هفته", "دیگر" | "بعد"] | ["in", n, "week" | "weeks"] | [n, "week" | "weeks", "from", "now"] => {
            plus(today, 7 * i64::from(number(n)?))
        }
        [n, "ماه", "دیگر" | "بعد"]
        | ["in", n, "month" | "months"]
        | [n, "month" | "months", "from", "now"] => {
            add_months_clamped(ctx.calendar, today, i32::try_from(number(n)?).ok()?).ok()
        }
        _ => None,
    }
}

fn next(today: NaiveDate, weekday: Weekday) -> NaiveDate {
    let ahead = match weekday.days_since(today.weekday()) {
        0 => 7,
        days => days,
    };
    today.checked_add_days(Days::new(ahead.into())).unwrap_or(today)
}

fn last(today: NaiveDate, weekday: Weekday) -> NaiveDate {
    let ago = match today.weekday().days_since(weekday) {
        0 => 7,
        days => days,
    };
    today.checked_sub_days(Days::new(ago.into())).unwrap_or(today)
}

fn plus(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}

/// The weekday of a folded word.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "شنبه" | "saturday" | "sat" => Some(Weekday::Sat),
        "یکشنبه" | "sunday" | "sun" => Some(Weekday::Sun),
        "دوشنبه" | "monday" | "mon" => Some(Weekday::Mon),
        "سهشنبه" | "tuesday" | "tue" | "tues" => Some(Weekday::Tue),
        "چهارشنبه" | "wednesday" | "wed" => Some(Weekday::Wed),
        "پنجشنبه" | "thursday" | "thu" | "thur" | "thurs" => Some(Weekday::Thu),
        "جمعه" | "friday" | "fri" => Some(Weekday::Fri),
        _ => None,
    }
}

/// A count up to four digits, or up to ten in words.
pub(super) fn number(word: &str) -> Option<u32> {
    let in_words = match word {
        "یک" | "a" | "an" | "one" => 1,
        "دو" | "two" => 2,
        "سه" | "three" => 3,
        "چهار" | "four" => 4,
        "پنج" | "five" => 5,
        "شش" | "six" => 6,
        "هفت" | "seven" => 7,
        "هشت" | "eight" => 8,
        "نه" | "nine" => 9,
        "ده" | "ten" => 10,
        _ => {
            return if word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()) {
                word.parse().ok()
            } else {
                None
            };
        }
    };
    Some(in_words)
}
