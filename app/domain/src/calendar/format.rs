//! Dates and times as a reader reads them: own language, calendar, digits and zone.
//!
//! A year is shown only when it is another than the reader's present one. Times are 24-hour; hours have
//! no leading zero, but midnight is 00:00, since 0:00 reads like a duration.

use super::{Calendar, parts};
use crate::reader::{Digits, Lang, Reader};
use crate::time::Timestamp;
use crate::words::calendar::{self as words, Width};
use crate::words::{common, fill};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

const HAMZA_ABOVE: char = '\u{654}';

/// When a year is written.
#[derive(Clone, Copy, PartialEq)]
enum Year {
    Always,
    IfAnother,
}

impl Reader {
    /// «چهارشنبه ۲۱ بهمن», "Wed 10 Feb"; with the year if it is another.
    pub fn day(&self, date: NaiveDate) -> String {
        self.date_in_words(self.calendar, date, Some(Width::Short), Width::Short, Year::IfAnother)
    }

    /// As a page's title has it: «چهارشنبه ۲۱ بهمن», "Wednesday 10 February"; with the year if it is another.
    pub fn day_title(&self, date: NaiveDate) -> String {
        self.date_in_words(self.calendar, date, Some(Width::Long), Width::Long, Year::IfAnother)
    }

    /// «چهارشنبه ۲۱ بهمن ۱۴۰۵», "Wednesday 10 February 2027".
    pub fn day_long(&self, date: NaiveDate) -> String {
        self.date_in_words(self.calendar, date, Some(Width::Long), Width::Long, Year::Always)
    }

    /// «۲۱ بهمن», "10 Feb"; with the year if it is another.
    pub fn day_short(&self, date: NaiveDate) -> String {
        self.date_in_words(self.calendar, date, None, Width::Short, Year::IfAnother)
    }

    /// «۱۴۰۵/۱۱/۲۱»; "2027-02-10" in English with the Gregorian calendar. In Persian also Gregorian
    /// dates have slashes: a hyphen would turn the order round between Persian words.
    pub fn date_numeric(&self, date: NaiveDate) -> String {
        let (year, month, day) = parts(self.calendar, date);
        let between = match (self.lang, self.calendar) {
            (Lang::En, Calendar::Gregorian) => '-',
            _ => '/',
        };
        self.in_digits(&format!("{year:04}{between}{month:02}{between}{day:02}"))
    }

    /// The day in the calendar that the reader does not use, for a tooltip: «۱۰ فوریهٔ ۲۰۲۷»,
    /// "21 Bahman 1405".
    pub fn other_calendar(&self, date: NaiveDate) -> String {
        self.date_in_words(self.calendar.other(), date, None, Width::Short, Year::Always)
    }

    /// The head of a month's page: «بهمن ۱۴۰۵», "February 2027".
    pub fn month_title(&self, date: NaiveDate) -> String {
        let (year, month, _) = parts(self.calendar, date);
        format!(
            "{} {}",
            self.month_before_year(self.calendar, month, Width::Long),
            self.in_digits(&year.to_string())
        )
    }

    /// The name of month 1–12 of the reader's calendar.
    pub fn month_name(&self, month: u32) -> &'static str {
        words::month(self.lang, self.calendar, month, Width::Long)
    }

    /// «چهارشنبه», "Wednesday".
    pub fn weekday(&self, weekday: Weekday) -> &'static str {
        words::weekday(self.lang, weekday, Width::Long)
    }

    /// «چهارشنبه», "Wed": Persian does not shorten them.
    pub fn weekday_short(&self, weekday: Weekday) -> &'static str {
        words::weekday(self.lang, weekday, Width::Short)
    }

    /// The head of a column of days: «چ», "We".
    pub fn weekday_narrow(&self, weekday: Weekday) -> &'static str {
        words::weekday(self.lang, weekday, Width::Narrow)
    }

    /// «۹:۱۲», "9:12", on the clock of the reader's zone.
    pub fn time(&self, at: Timestamp) -> String {
        self.clock(self.zone.local(at).time())
    }

    /// A time of day without its date: «۹:۱۲», "9:12".
    pub fn clock(&self, time: NaiveTime) -> String {
        let hour = if time.hour() == 0 { "00".to_string() } else { time.hour().to_string() };
        self.in_digits(&format!("{hour}:{:02}", time.minute()))
    }

    /// «چهارشنبه ۲۱ بهمن، ۱۰:۳۰», "Wed 10 Feb, 10:30".
    pub fn moment(&self, at: Timestamp) -> String {
        let day = self.day(self.zone.date(at));
        fill(words::day_and_time(self.lang), &[("day", &day), ("time", &self.time(at))])
    }

    /// «دیروز ۱۸:۴۰», "yesterday 18:40" for yesterday, today and tomorrow; else as [`Reader::moment`].
    pub fn moment_near(&self, at: Timestamp) -> String {
        match self.near_word(self.zone.date(at)) {
            Some(day) => fill(words::near_day_and_time(self.lang), &[("day", day), ("time", &self.time(at))]),
            None => self.moment(at),
        }
    }

    /// «دیروز», «امروز», «فردا»; else as [`Reader::day`].
    pub fn day_near(&self, date: NaiveDate) -> String {
        self.near_word(date).map_or_else(|| self.day(date), str::to_string)
    }

    /// By when: «تا ۱۲:۰۰» today, «تا فردا ۱۱:۴۰», «تا شنبه ۱۱:۴۰» within six days,
    /// «تا شنبه ۱ اسفند، ۱۱:۴۰» otherwise.
    pub fn until(&self, at: Timestamp) -> String {
        let date = self.zone.date(at);
        let time = self.time(at);
        let near = |day: &str| fill(words::near_day_and_time(self.lang), &[("day", day), ("time", &time)]);
        let when = match self.days_from_today(date) {
            0 => time,
            2..=6 => near(self.weekday_short(date.weekday())),
            _ => self.moment_near(at),
        };
        fill(words::by(self.lang), &[("when", &when)])
    }

    /// The day of an instant, counted from today; see [`Reader::days_ago`].
    pub fn ago(&self, at: Timestamp) -> String {
        self.days_ago(self.zone.date(at))
    }

    /// «امروز», «دیروز», «۳ روز پیش»; ahead «فردا», «۳ روز دیگر», "in 3 days".
    pub fn days_ago(&self, date: NaiveDate) -> String {
        let ahead = self.days_from_today(date);
        if let Some(word) = self.near_word(date) {
            word.to_string()
        } else if ahead < 0 {
            self.counted(ahead, words::day_ago, words::days_ago)
        } else {
            self.counted(ahead, words::day_ahead, words::days_ahead)
        }
    }

    /// How long past its time: «۶ روز تأخیر», on the same day «۲ ساعت تأخیر» or «۱۰ دقیقه تأخیر».
    /// Nothing while it is not past.
    pub fn late(&self, due: Timestamp) -> Option<String> {
        let ms = self.now.since_ms(due);
        let days = -self.days_from_today(self.zone.date(due));
        if ms <= 0 {
            None
        } else if days > 0 {
            Some(self.counted(days, words::day_late, words::days_late))
        } else if ms >= Timestamp::HOUR_MS {
            Some(self.counted(ms / Timestamp::HOUR_MS, words::hour_late, words::hours_late))
        } else {
            Some(self.counted((ms / Timestamp::MINUTE_MS).max(1), words::minute_late, words::minutes_late))
        }
    }

    /// «چهارشنبه ۲۱ بهمن، ۱۰:۳۰ تا ۱۱:۴۰», "Wed 10 Feb, 10:30–11:40"; over midnight both days are named.
    pub fn range(&self, from: Timestamp, to: Timestamp) -> String {
        let day = self.zone.date(from);
        if day == self.zone.date(to) {
            fill(words::day_and_time(self.lang), &[("day", &self.day(day)), ("time", &self.times(from, to))])
        } else {
            fill(words::span(self.lang), &[("from", &self.moment(from)), ("to", &self.moment(to))])
        }
    }

    /// The times alone: «۱۰:۳۰ تا ۱۱:۴۰», "10:30–11:40".
    pub fn times(&self, from: Timestamp, to: Timestamp) -> String {
        fill(words::times(self.lang), &[("from", &self.time(from)), ("to", &self.time(to))])
    }

    fn date_in_words(
        &self,
        calendar: Calendar,
        date: NaiveDate,
        weekday: Option<Width>,
        month_width: Width,
        year_shown: Year,
    ) -> String {
        let (year, month, day) = parts(calendar, date);
        let mut words = Vec::with_capacity(4);
        if let Some(width) = weekday {
            words.push(words::weekday(self.lang, date.weekday(), width).to_string());
        }
        words.push(self.in_digits(&day.to_string()));
        if year_shown == Year::Always || year != parts(calendar, self.today()).0 {
            words.push(self.month_before_year(calendar, month, month_width));
            words.push(self.in_digits(&year.to_string()));
        } else {
            words.push(words::month(self.lang, calendar, month, month_width).to_string());
        }
        words.join(" ")
    }

    /// Between a month that ends in a silent ه and its year stands the ezafe: «فوریهٔ ۲۰۲۷».
    fn month_before_year(&self, calendar: Calendar, month: u32, width: Width) -> String {
        let mut name = words::month(self.lang, calendar, month, width).to_string();
        if name.ends_with('ه') {
            name.push(HAMZA_ABOVE);
        }
        name
    }

    fn near_word(&self, date: NaiveDate) -> Option<&'static str> {
        match self.days_from_today(date) {
            -1 => Some(common::yesterday(self.lang)),
            0 => Some(common::today(self.lang)),
            1 => Some(common::tomorrow(self.lang)),
            _ => None,
        }
    }

    fn days_from_today(&self, date: NaiveDate) -> i64 {
        date.signed_duration_since(self.today()).num_days()
    }

    fn counted(&self, number: i64, one: fn(Lang) -> &'static str, many: fn(Lang) -> &'static str) -> String {
        let number = number.unsigned_abs();
        let template = if number == 1 { one } else { many };
        fill(template(self.lang), &[("n", &self.in_digits(&number.to_string()))])
    }

    fn in_digits(&self, text: &str) -> String {
        if self.lang == Lang::En || self.digits == Digits::Latin {
            return text.to_string();
        }
        let persian = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x6F0 + digit)).unwrap_or(c);
        text.chars().map(persian).collect()
    }
}
