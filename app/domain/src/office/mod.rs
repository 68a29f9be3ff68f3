//! When the office works: weeks with dates of validity, holidays, and clocks that run in office time.

mod clock;
mod holiday;

use crate::check::{Check, Code, FieldError};
use crate::time::Zone;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(not(target_arch = "wasm32"))]
pub use holiday::seed_holidays;
pub use holiday::{Holiday, HolidayKind, HolidayStatus, SetHoliday};

/// Opening and closing of one day, on the office's wall clock.
pub type Hours = (NaiveTime, NaiveTime);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekKind {
    #[default]
    Normal,
    Ramadan,
    Summer,
}

/// The office's hours on each weekday, for as long as they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeWeek {
    pub valid_from: NaiveDate,
    /// Last day, included; without it the week holds until a later one.
    pub valid_to: Option<NaiveDate>,
    pub kind: WeekKind,
    /// From Saturday to Friday; a closed day has none.
    pub days: [Option<Hours>; 7],
}

impl OfficeWeek {
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.valid_from <= date && self.valid_to.is_none_or(|last| date <= last)
    }

    pub fn hours(&self, weekday: Weekday) -> Option<Hours> {
        self.days[weekday.days_since(Weekday::Sat) as usize]
    }

    /// # Errors
    /// `valid_to` before `valid_from`, `days.0` (Saturday) to `days.6` that close before they open, and
    /// `days` when none is open: no clock could ever run.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut check = Check::default();
        let ordered = self.valid_to.is_none_or(|last| self.valid_from <= last);
        check.require("valid_to", ordered, Code::EndsBeforeStart);
        for (at, hours) in self.days.iter().enumerate() {
            let ordered = hours.is_none_or(|(open, close)| open < close);
            check.require(&format!("days.{at}"), ordered, Code::EndsBeforeStart);
        }
        check.require("days", self.days.iter().any(Option::is_some), Code::Needed);
        check.done()
    }
}

/// All that office time depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    pub weeks: Vec<OfficeWeek>,
    pub holidays: BTreeMap<NaiveDate, Holiday>,
    pub zone: Zone,
}

impl Office {
    /// Saturday to Wednesday 9–17, Thursday and Friday off, no holidays entered yet.
    pub fn default_iran(zone: Zone) -> Self {
        let day = NaiveTime::from_hms_opt(9, 0, 0).zip(NaiveTime::from_hms_opt(17, 0, 0));
        let week = OfficeWeek {
            valid_from: NaiveDate::from_ymd_opt(*crate::calendar::GREGORIAN_YEARS.start(), 1, 1)
                .unwrap_or_default(),
            valid_to: None,
            kind: WeekKind::Normal,
            days: [day, day, day, day, day, None, None],
        };
        Self { weeks: vec![week], holidays: BTreeMap::new(), zone }
    }

    /// The week in force: Ramadan and summer before the normal one, among equals the one that began last.
    pub fn week_on(&self, date: NaiveDate) -> Option<&OfficeWeek> {
        let rank = |week: &&OfficeWeek| (week.kind != WeekKind::Normal, week.valid_from);
        self.weeks.iter().filter(|week| week.covers(date)).max_by_key(rank)
    }

    pub fn holiday_on(&self, date: NaiveDate) -> Option<&Holiday> {
        self.holidays.get(&date)
    }

    /// Nothing on a day off: a holiday, a closed weekday, or a day that no week covers.
    pub fn hours_on(&self, date: NaiveDate) -> Option<Hours> {
        if self.holidays.contains_key(&date) {
            return None;
        }
        self.week_on(date)?.hours(date.weekday()).filter(|(open, close)| open < close)
    }

    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.hours_on(date).is_some()
    }
}
