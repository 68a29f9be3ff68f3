//! Public holidays, and the official ones known at release.

use crate::reader::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// On the same day of each Jalali year.
    Solar,
    /// By the moon: sure only when announced.
    Lunar,
    /// Closed for a reason of that day, such as polluted air.
    AdHoc,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayStatus {
    Confirmed,
    Estimated,
}

/// One day off, with the names of all that falls on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub date: NaiveDate,
    pub name_fa: String,
    pub name_en: String,
    pub kind: HolidayKind,
    pub status: HolidayStatus,
}

/// What a person types of a day off. The day may be typed in any way that dates are understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetHoliday {
    pub day: String,
    pub name_fa: String,
    pub name_en: String,
    pub confirmed: bool,
}

impl Holiday {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.name_fa,
            Lang::En => &self.name_en,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use seed::seed_holidays;

/// Kept out of the page: the browser gets its office's holidays from the server.
#[cfg(not(target_arch = "wasm32"))]
mod seed {
    use super::{Holiday, HolidayKind, HolidayStatus};
    use chrono::NaiveDate;
    use std::collections::BTreeMap;

    /// Columns: Gregorian date, Jalali date, kind, status, Persian names, English name. One row per
    /// occasion, so a date may have several.
    const ROWS: &str = include_str!("../../data/ir_holidays.csv");

    /// The holidays of Iran for 1403–1406, one for each date, ordered. Lunar ones that are still to be
    /// announced are estimated.
    pub fn seed_holidays() -> Vec<Holiday> {
        let mut days: BTreeMap<NaiveDate, Holiday> = BTreeMap::new();
        for holiday in ROWS.lines().skip(1).filter_map(row) {
            match days.get_mut(&holiday.date) {
                Some(day) => join(day, holiday),
                None => drop(days.insert(holiday.date, holiday)),
            }
        }
        days.into_values().collect()
    }

    fn row(line: &str) -> Option<Holiday> {
        let mut cells = line.split(',');
        let date = cells.next()?.parse().ok()?;
        let kind = match cells.nth(1)? {
            "solar" => HolidayKind::Solar,
            "lunar" => HolidayKind::Lunar,
            "adhoc" => HolidayKind::AdHoc,
            _ => return None,
        };
        let status = match cells.next()? {
            "confirmed" => HolidayStatus::Confirmed,
            "estimated" => HolidayStatus::Estimated,
            _ => return None,
        };
        let name_fa = cells.next()?.split(['|', ';', '؛']).map(edited).collect::<Vec<_>>().join("، ");
        Some(Holiday { date, name_fa, name_en: cells.next()?.trim().to_string(), kind, status })
    }

    /// A day is off for sure if one of its occasions is, and yearly if one of them is. Each row already
    /// has all Persian names of its date, but only its own English one.
    fn join(day: &mut Holiday, other: Holiday) {
        if other.kind == HolidayKind::Solar {
            day.kind = HolidayKind::Solar;
        }
        if other.status == HolidayStatus::Confirmed {
            day.status = HolidayStatus::Confirmed;
        }
        day.name_en = format!("{}, {}", day.name_en, other.name_en);
    }

    /// The source writes some names together, blessings in full, and digits in Latin.
    fn edited(name: &str) -> String {
        const EDITS: [(&str, &str); 6] = [
            ("عیدنوروز", "عید نوروز"),
            (" علیه السلام", " (ع)"),
            (" سلام الله علیها", " (س)"),
            (" عجل الله تعالی فرجه", " (عج)"),
            ("نیمه شعبان", "نیمهٔ شعبان"),
            ("15 خرداد", "۱۵ خرداد"),
        ];
        let name = EDITS.iter().fold(name.trim().to_string(), |name, (from, to)| name.replace(from, to));
        const PROPHET: &str = "رسول اکرم";
        match name.split_once(PROPHET) {
            Some((before, after)) if !after.starts_with(" (ص)") => format!("{before}{PROPHET} (ص){after}"),
            _ => name,
        }
    }
}
