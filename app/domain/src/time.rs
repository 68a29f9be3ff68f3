//! Instants and zones. Instants are UTC; a zone turns them into what a wall clock shows.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    pub const MINUTE_MS: i64 = 60_000;
    pub const HOUR_MS: i64 = 60 * Self::MINUTE_MS;
    pub const DAY_MS: i64 = 24 * Self::HOUR_MS;

    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days * Self::DAY_MS)
    }

    /// Milliseconds from `earlier` to this instant; negative when it lies before.
    pub const fn since_ms(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    fn utc(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default().naive_utc()
    }
}

/// A time zone as a table of offsets, so that browser and server agree without a zone database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// IANA name, such as `Asia/Tehran`.
    pub name: String,
    /// Offset in minutes east of UTC before the first change.
    pub first_offset_minutes: i32,
    /// From each instant on, the offset in minutes; ordered by instant.
    pub changes: Vec<(Timestamp, i32)>,
}

impl Zone {
    /// A zone that never changes its offset.
    pub fn fixed(name: &str, offset_minutes: i32) -> Self {
        Self { name: name.into(), first_offset_minutes: offset_minutes, changes: Vec::new() }
    }

    /// Tehran since 2022-09-21T20:00Z, when summer time ended (`+03:30` all year).
    pub fn tehran() -> Self {
        Self::fixed("Asia/Tehran", 210)
    }

    pub fn offset_minutes(&self, at: Timestamp) -> i32 {
        let after = self.changes.partition_point(|(from, _)| *from <= at);
        if after == 0 { self.first_offset_minutes } else { self.changes[after - 1].1 }
    }

    /// What a wall clock in this zone shows.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        at.utc() + TimeDelta::minutes(self.offset_minutes(at).into())
    }

    pub fn date(&self, at: Timestamp) -> NaiveDate {
        self.local(at).date()
    }

    /// The instant at which a wall clock shows `local`. A time shown twice is the first of the two;
    /// a time never shown (spring forward) is moved by the gap.
    pub fn instant(&self, local: NaiveDateTime) -> Timestamp {
        let plain = local.and_utc().timestamp_millis();
        let with = |offset: i32| Timestamp(plain - i64::from(offset) * Timestamp::MINUTE_MS);
        let mut offsets: Vec<i32> = std::iter::once(self.first_offset_minutes)
            .chain(self.changes.iter().map(|(_, offset)| *offset))
            .collect();
        offsets.sort_unstable_by(|a, b| b.cmp(a));
        offsets.dedup();
        offsets
            .iter()
            .map(|offset| with(*offset))
            .find(|at| self.local(*at) == local)
            .unwrap_or_else(|| with(self.offset_minutes(with(self.first_offset_minutes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn tehran_is_three_and_a_half_hours_ahead() {
        let nine = Zone::tehran().instant(at("2027-02-10 09:12"));
        assert_eq!(nine.utc(), at("2027-02-10 05:42"));
        assert_eq!(Zone::tehran().local(nine), at("2027-02-10 09:12"));
    }

    #[test]
    fn a_time_shown_twice_is_the_first_of_the_two() {
        let change = Timestamp(at("2022-09-21 19:30").and_utc().timestamp_millis());
        let zone = Zone { name: "x".into(), first_offset_minutes: 270, changes: vec![(change, 210)] };
        let twice = at("2022-09-21 23:30");
        assert_eq!(zone.offset_minutes(zone.instant(twice)), 270);
    }
}
