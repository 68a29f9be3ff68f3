//! Clocks that run in office time.
//!
//! The trade's "24 working hours" are one working day: the same clock time on the next working day,
//! moved into office hours. Where an office never opens again (no week covers the days ahead), plain
//! days are counted, so that every answer is an instant.

use super::{Hours, Office};
use crate::calendar::accepted;
use crate::time::Timestamp;
use chrono::{NaiveDate, NaiveDateTime};

/// Longer than any run of days off: whoever is closed so long does not open again.
const NEVER_DAYS: usize = 400;

/// Working hours that make a working day, in the trade's words.
const HOURS_OF_A_DAY: u32 = 24;

impl Office {
    /// The first working day after `date`; the next day if there is none.
    pub fn next_working_day(&self, date: NaiveDate) -> NaiveDate {
        self.opening_after(date).map_or_else(|| date.succ_opt().unwrap_or(date), |(day, _)| day)
    }

    /// The `n`-th working day after `date`.
    pub fn nth_working_day(&self, date: NaiveDate, n: u32) -> NaiveDate {
        (0..n).fold(date, |day, _| self.next_working_day(day))
    }

    /// The run of days off that starts tomorrow; empty when tomorrow is a working day.
    pub fn days_off_ahead(&self, today: NaiveDate) -> Vec<NaiveDate> {
        today.iter_days().skip(1).take(NEVER_DAYS).take_while(|day| !self.is_working_day(*day)).collect()
    }

    pub fn is_open(&self, at: Timestamp) -> bool {
        let local = self.zone.local(at);
        self.hours_on(local.date()).is_some_and(|(open, close)| (open..close).contains(&local.time()))
    }

    /// The first opening strictly after `at`; `at` itself if there is none.
    pub fn next_opening(&self, at: Timestamp) -> Timestamp {
        let local = self.zone.local(at);
        let today = self.hours_on(local.date()).map(|(open, _)| local.date().and_time(open));
        let opening = today
            .filter(|opening| *opening > local)
            .or_else(|| self.opening_after(local.date()).map(|(day, (open, _))| day.and_time(open)));
        opening.map_or(at, |opening| self.zone.instant(opening))
    }

    /// The same clock time on the `n`-th working day after `start`, moved into office hours: before
    /// opening to the opening, after closing or on a day off to the next opening. A time exactly at
    /// closing stays.
    ///
    /// A start at or after closing counts from the next opening. A start on a day off counts from that
    /// day: Thursday 11:00 + 1 is Saturday 11:00 where Thursday and Friday are off.
    pub fn add_working_days(&self, start: Timestamp, n: u32) -> Timestamp {
        self.working_days_later(self.zone.local(start), n)
            .map_or_else(|| start.plus_days(n.into()), |due| self.zone.instant(due))
    }

    /// Whole 24s are working days; an hour of the rest is an hour in which the office is open. The rest
    /// never reaches beyond the working day that it is part of.
    pub fn add_working_hours(&self, start: Timestamp, hours: u32) -> Timestamp {
        let days = hours / HOURS_OF_A_DAY;
        let rest = hours % HOURS_OF_A_DAY;
        let whole = self.add_working_days(start, days);
        if rest == 0 {
            return whole;
        }
        let open_ms = i64::from(rest) * Timestamp::HOUR_MS;
        self.add_open_ms(whole, open_ms).min(self.add_working_days(start, days + 1))
    }

    /// Milliseconds between two instants in which the office is open; negative when `b` is the earlier.
    /// Days that no calendar accepts are not counted.
    pub fn working_ms_between(&self, a: Timestamp, b: Timestamp) -> i64 {
        if b < a {
            return -self.working_ms_between(b, a);
        }
        let first = self.zone.date(a).max(self.first_day());
        let last = self.zone.date(b);
        first
            .iter_days()
            .take_while(|day| accepted(*day).is_ok())
            .take_while(|day| *day <= last)
            .filter_map(|day| self.open_between(day))
            .map(|(open, close)| close.min(b).since_ms(open.max(a)).max(0))
            .sum()
    }

    /// The instant at which the office has been open for so long since `start`.
    fn add_open_ms(&self, start: Timestamp, ms: i64) -> Timestamp {
        let mut left = ms;
        let mut closed = 0;
        for day in self.zone.date(start).iter_days() {
            let Some((open, close)) = self.open_between(day) else {
                closed += 1;
                if closed > NEVER_DAYS { break } else { continue }
            };
            closed = 0;
            let from = open.max(start);
            let open_ms = close.since_ms(from);
            if left <= open_ms {
                return from.plus_ms(left);
            }
            left -= open_ms.max(0);
        }
        start.plus_ms(ms)
    }

    fn working_days_later(&self, start: NaiveDateTime, n: u32) -> Option<NaiveDateTime> {
        let start = match self.hours_on(start.date()) {
            Some((_, close)) if start.time() >= close => self.next_opening_after(start.date())?,
            _ => start,
        };
        let mut day = start.date();
        for _ in 0..n {
            day = self.opening_after(day)?.0;
        }
        self.moved_into_hours(day.and_time(start.time()))
    }

    fn moved_into_hours(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        match self.hours_on(local.date()) {
            Some((open, close)) if local.time() <= close => Some(local.max(local.date().and_time(open))),
            _ => self.next_opening_after(local.date()),
        }
    }

    fn next_opening_after(&self, date: NaiveDate) -> Option<NaiveDateTime> {
        self.opening_after(date).map(|(day, (open, _))| day.and_time(open))
    }

    /// The first working day after `date` and its hours.
    fn opening_after(&self, date: NaiveDate) -> Option<(NaiveDate, Hours)> {
        date.iter_days().skip(1).take(NEVER_DAYS).find_map(|day| Some((day, self.hours_on(day)?)))
    }

    fn open_between(&self, day: NaiveDate) -> Option<(Timestamp, Timestamp)> {
        let (open, close) = self.hours_on(day)?;
        Some((self.zone.instant(day.and_time(open)), self.zone.instant(day.and_time(close))))
    }

    /// Before it no week is valid, so no day need be looked at.
    fn first_day(&self) -> NaiveDate {
        self.weeks.iter().map(|week| week.valid_from).min().unwrap_or(NaiveDate::MAX)
    }
}
