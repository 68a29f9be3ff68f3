//! Who reads: language, calendar, digits, zone, money unit and the present moment.
//! Every date, number, amount and list is formatted through this one value, so that server and
//! browser print the same. Formatting lives in `calendar::format`, `number` and `money`.

use crate::calendar::Calendar;
use crate::money::MoneyUnit;
use crate::time::{Timestamp, Zone};
use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    Fa,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Fa, Self::En];

    pub fn code(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::En => "en",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    pub fn dir(self) -> &'static str {
        match self {
            Self::Fa => "rtl",
            Self::En => "ltr",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Fa => Self::En,
            Self::En => Self::Fa,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digits {
    #[default]
    Persian,
    Latin,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    pub lang: Lang,
    pub calendar: Calendar,
    pub digits: Digits,
    pub zone: Zone,
    pub money_unit: MoneyUnit,
    /// The trade's present moment, given by the server; never the device's clock.
    pub now: Timestamp,
}

impl Reader {
    pub fn today(&self) -> NaiveDate {
        self.zone.date(self.now)
    }

    /// First day of the week in this person's own pickers and phrases: Monday for an English reader
    /// with the Gregorian calendar, else Saturday.
    pub fn week_start(&self) -> Weekday {
        if self.lang == Lang::En && self.calendar == Calendar::Gregorian {
            Weekday::Mon
        } else {
            Weekday::Sat
        }
    }
}
