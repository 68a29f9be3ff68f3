//! Times of day.

use crate::office::Hours;
use chrono::{NaiveTime, Timelike};

/// A time as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeTyped {
    /// `13:00`, "5 pm", «ظهر»: one time only.
    Exact(NaiveTime),
    /// «ساعت ۵», "at 5": before noon as written, yet people mean the office's hour.
    Hour(NaiveTime),
}

impl TimeTyped {
    pub(super) fn as_written(self) -> NaiveTime {
        match self {
            Self::Exact(time) | Self::Hour(time) => time,
        }
    }

    /// A bare hour is the one in which the office is open that day, if only one of the two is.
    pub(super) fn within(self, hours: Option<Hours>) -> NaiveTime {
        let (Self::Hour(time), Some((open, close))) = (self, hours) else { return self.as_written() };
        let is_open = |time: NaiveTime| (open..=close).contains(&time);
        let afternoon = time.hour().checked_add(12).and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
        match afternoon {
            Some(afternoon) if !is_open(time) && is_open(afternoon) => afternoon,
            _ => time,
        }
    }
}

/// A time with what marks it as one: a colon, «ساعت» or "at" before it, a part of the day after it.
pub(super) fn time(words: &[&str]) -> Option<TimeTyped> {
    match *words {
        ["ظهر" | "noon"] => of_hour("12", 0).map(TimeTyped::Exact),
        ["ساعت" | "at", ref rest @ ..] => match *rest {
            [hour] if !hour.contains(':') => hour_of(hour).map(TimeTyped::Hour).or_else(|| time(rest)),
            _ => time(rest),
        },
        [clock, part] => in_part(clock, part).map(TimeTyped::Exact),
        [clock] => match clock
            .strip_suffix("am")
            .map(|c| (c, "am"))
            .or_else(|| clock.strip_suffix("pm").map(|c| (c, "pm")))
        {
            Some((clock, part)) => in_part(clock, part).map(TimeTyped::Exact),
            None if clock.contains(':') => clock_of(clock).map(TimeTyped::Exact),
            None => None,
        },
        _ => None,
    }
}

pub(super) fn of_hour(hour: &str, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(number(hour)?, minute, 0)
}

fn hour_of(hour: &str) -> Option<NaiveTime> {
    of_hour(hour, 0)
}

/// `13:00` or a bare hour.
fn clock_of(clock: &str) -> Option<NaiveTime> {
    match clock.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => of_hour(hour, number(minute)?),
        Some(_) => None,
        None => hour_of(clock),
    }
}

fn in_part(clock: &str, part: &str) -> Option<NaiveTime> {
    let time = clock_of(clock)?;
    let hour = match (part, time.hour()) {
        ("am" | "صبح", 12) => 0,
        ("am" | "صبح", hour @ 1..=11) => hour,
        ("pm" | "عصر" | "بعدازظهر" | "ظهر", 12) => 12,
        ("pm" | "عصر" | "بعدازظهر" | "شب", hour @ 1..=11) => hour + 12,
        ("ظهر", hour @ 1..=3) => hour + 12,
        ("ظهر", 11) => 11,
        ("شب", 12) => 0,
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, time.minute(), 0)
}

fn number(text: &str) -> Option<u32> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}
