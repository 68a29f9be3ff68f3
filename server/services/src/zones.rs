//! Zones as tables of offsets, taken from the zone database.

use chrono::{Offset, TimeZone};
use libero_domain::time::{Timestamp, Zone};

/// Years whose changes of offset are kept.
const FIRST_YEAR: i32 = 2015;
const LAST_YEAR: i32 = 2040;

/// The zone of this IANA name, or none.
pub fn zone(name: &str) -> Option<Zone> {
    let zone: chrono_tz::Tz = name.parse().ok()?;
    let offset = |at: i64| {
        let utc = chrono::DateTime::from_timestamp_millis(at).unwrap_or_default().naive_utc();
        zone.offset_from_utc_datetime(&utc).fix().local_minus_utc() / 60
    };
    let start = |year| {
        chrono::NaiveDate::from_ymd_opt(year, 1, 1)
            .unwrap_or_default()
            .and_time(chrono::NaiveTime::MIN)
            .and_utc()
            .timestamp_millis()
    };
    let (first, last) = (start(FIRST_YEAR), start(LAST_YEAR));
    let mut changes = Vec::new();
    let mut before = offset(first);
    let mut hour = first;
    // Days first, then the very minute inside a day that changes.
    while hour < last {
        let next = hour + Timestamp::DAY_MS;
        let after = offset(next);
        if after != before {
            let (mut low, mut high) = (hour, next);
            while high - low > Timestamp::MINUTE_MS {
                let middle = low + (high - low) / 2 / Timestamp::MINUTE_MS * Timestamp::MINUTE_MS;
                if offset(middle) == before { low = middle } else { high = middle }
            }
            changes.push((Timestamp(high), after));
            before = after;
        }
        hour = next;
    }
    Some(Zone { name: name.to_owned(), first_offset_minutes: offset(first), changes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tehran_ends_its_summer_time_in_2022() {
        let tehran = zone("Asia/Tehran").unwrap();
        let (last, offset) = *tehran.changes.last().unwrap();
        assert_eq!((last.0, offset), (1_663_788_600_000, 210), "2022-09-21T19:30Z");
        assert!(zone("Nowhere/Town").is_none());
    }
}
