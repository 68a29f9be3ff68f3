//! Dates and times as readers of both languages, calendars and digits see them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use libero_domain::calendar::Calendar;
use libero_domain::money::MoneyUnit;
use libero_domain::reader::{Digits, Lang, Reader};
use libero_domain::time::{Timestamp, Zone};

/// A reader in the demo's moment: Wednesday 21 Bahman 1405, 9:12.
fn reader(lang: Lang, calendar: Calendar) -> Reader {
    Reader {
        lang,
        calendar,
        digits: Digits::Persian,
        zone: Zone::tehran(),
        money_unit: MoneyUnit::Toman,
        now: at("2027-02-10 09:12"),
    }
}

fn fa() -> Reader {
    reader(Lang::Fa, Calendar::Jalali)
}

fn en() -> Reader {
    reader(Lang::En, Calendar::Gregorian)
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    Zone::tehran().instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

#[test]
fn a_day_has_its_year_only_if_it_is_another() {
    for (day, in_fa, in_en) in [
        ("2027-02-10", "چهارشنبه ۲۱ بهمن", "Wed 10 Feb"),
        ("2027-01-31", "یکشنبه ۱۱ بهمن", "Sun 31 Jan"),
        ("2026-03-21", "شنبه ۱ فروردین", "Sat 21 Mar 2026"),
        ("2027-03-21", "یکشنبه ۱ فروردین ۱۴۰۶", "Sun 21 Mar"),
        ("2026-02-10", "سه‌شنبه ۲۱ بهمن ۱۴۰۴", "Tue 10 Feb 2026"),
    ] {
        assert_eq!((fa().day(date(day)), en().day(date(day))), (in_fa.to_string(), in_en.to_string()));
    }
    assert_eq!(fa().day_short(date("2027-02-10")), "۲۱ بهمن");
    assert_eq!(en().day_short(date("2027-02-10")), "10 Feb");
    assert_eq!(en().day_short(date("2028-02-10")), "10 Feb 2028");
    assert_eq!(en().day_title(date("2027-02-10")), "Wednesday 10 February");
    assert_eq!(fa().day_title(date("2027-02-10")), "چهارشنبه ۲۱ بهمن");
    assert_eq!(en().day_long(date("2027-02-10")), "Wednesday 10 February 2027");
    assert_eq!(fa().day_long(date("2027-02-10")), "چهارشنبه ۲۱ بهمن ۱۴۰۵");
}

#[test]
fn language_calendar_and_digits_are_chosen_apart() {
    let day = date("2027-02-10");
    let other_year = date("2026-05-10");
    let jalali_en = reader(Lang::En, Calendar::Jalali);
    assert_eq!(jalali_en.day(day), "Wed 21 Bahman");
    assert_eq!(jalali_en.day_long(day), "Wednesday 21 Bahman 1405");
    assert_eq!(jalali_en.date_numeric(day), "1405/11/21");
    assert_eq!(jalali_en.other_calendar(day), "10 Feb 2027");

    let gregorian_fa = reader(Lang::Fa, Calendar::Gregorian);
    assert_eq!(gregorian_fa.day(day), "چهارشنبه ۱۰ فوریه");
    assert_eq!(gregorian_fa.day(other_year), "یکشنبه ۱۰ مهٔ ۲۰۲۶");
    assert_eq!(gregorian_fa.date_numeric(day), "۲۰۲۷/۰۲/۱۰");
    assert_eq!(gregorian_fa.month_title(day), "فوریهٔ ۲۰۲۷");
    assert_eq!(gregorian_fa.month_title(date("2027-03-10")), "مارس ۲۰۲۷");
    assert_eq!(gregorian_fa.other_calendar(day), "۲۱ بهمن ۱۴۰۵");

    let latin = Reader { digits: Digits::Latin, ..fa() };
    assert_eq!(latin.moment(at("2027-02-10 10:30")), "چهارشنبه 21 بهمن، 10:30");
    assert_eq!(Reader { digits: Digits::Persian, ..en() }.date_numeric(day), "2027-02-10");
}

#[test]
fn the_other_calendar_is_written_in_full() {
    assert_eq!(fa().other_calendar(date("2027-02-10")), "۱۰ فوریهٔ ۲۰۲۷");
    assert_eq!(fa().other_calendar(date("2026-11-23")), "۲۳ نوامبر ۲۰۲۶");
    assert_eq!(en().other_calendar(date("2027-02-10")), "21 Bahman 1405");
    assert_eq!(fa().date_numeric(date("2027-02-10")), "۱۴۰۵/۱۱/۲۱");
    assert_eq!(fa().month_title(date("2027-02-10")), "بهمن ۱۴۰۵");
    assert_eq!(en().month_title(date("2027-02-10")), "February 2027");
}

#[test]
fn hours_have_no_leading_zero_but_midnight_has_two() {
    for (time, in_fa, in_en) in [
        ("09:12", "۹:۱۲", "9:12"),
        ("10:30", "۱۰:۳۰", "10:30"),
        ("00:00", "۰۰:۰۰", "00:00"),
        ("00:05", "۰۰:۰۵", "00:05"),
        ("23:59", "۲۳:۵۹", "23:59"),
    ] {
        let at = at(&format!("2027-02-10 {time}"));
        assert_eq!((fa().time(at), en().time(at)), (in_fa.to_string(), in_en.to_string()));
    }
    assert_eq!(fa().clock(NaiveTime::from_hms_opt(9, 0, 0).unwrap()), "۹:۰۰");
    // The reader's zone decides, not the agency's.
    let in_london = Reader { zone: Zone::fixed("Europe/London", 0), ..en() };
    assert_eq!(in_london.moment(at("2027-02-10 01:00")), "Tue 9 Feb, 21:30");
}

#[test]
fn a_near_day_is_a_word() {
    for (day, in_fa, in_en) in [
        ("2027-02-08", "دوشنبه ۱۹ بهمن", "Mon 8 Feb"),
        ("2027-02-09", "دیروز", "yesterday"),
        ("2027-02-10", "امروز", "today"),
        ("2027-02-11", "فردا", "tomorrow"),
        ("2027-02-12", "جمعه ۲۳ بهمن", "Fri 12 Feb"),
    ] {
        assert_eq!(
            (fa().day_near(date(day)), en().day_near(date(day))),
            (in_fa.to_string(), in_en.to_string())
        );
    }
    assert_eq!(fa().moment_near(at("2027-02-09 18:40")), "دیروز ۱۸:۴۰");
    assert_eq!(en().moment_near(at("2027-02-09 18:40")), "yesterday 18:40");
    assert_eq!(en().moment_near(at("2027-02-07 18:40")), "Sun 7 Feb, 18:40");
    assert_eq!(fa().moment(at("2027-02-10 10:30")), "چهارشنبه ۲۱ بهمن، ۱۰:۳۰");
}

#[test]
fn a_limit_is_told_as_shortly_as_it_is_clear() {
    for (due, in_fa, in_en) in [
        ("2027-02-10 12:00", "تا ۱۲:۰۰", "by 12:00"),
        ("2027-02-11 11:40", "تا فردا ۱۱:۴۰", "by tomorrow 11:40"),
        ("2027-02-13 11:40", "تا شنبه ۱۱:۴۰", "by Sat 11:40"),
        ("2027-02-16 09:00", "تا سه‌شنبه ۹:۰۰", "by Tue 9:00"),
        ("2027-02-17 09:00", "تا چهارشنبه ۲۸ بهمن، ۹:۰۰", "by Wed 17 Feb, 9:00"),
        ("2027-02-09 17:00", "تا دیروز ۱۷:۰۰", "by yesterday 17:00"),
        ("2027-02-06 17:00", "تا شنبه ۱۷ بهمن، ۱۷:۰۰", "by Sat 6 Feb, 17:00"),
    ] {
        assert_eq!((fa().until(at(due)), en().until(at(due))), (in_fa.to_string(), in_en.to_string()));
    }
}

#[test]
fn distances_are_counted_in_days() {
    for (day, in_fa, in_en) in [
        ("2027-02-10", "امروز", "today"),
        ("2027-02-09", "دیروز", "yesterday"),
        ("2027-02-07", "۳ روز پیش", "3 days ago"),
        ("2026-02-10", "۳۶۵ روز پیش", "365 days ago"),
        ("2027-02-11", "فردا", "tomorrow"),
        ("2027-02-13", "۳ روز دیگر", "in 3 days"),
    ] {
        assert_eq!(
            (fa().days_ago(date(day)), en().days_ago(date(day))),
            (in_fa.to_string(), in_en.to_string())
        );
    }
    assert_eq!(fa().ago(at("2027-02-07 23:59")), "۳ روز پیش");
    assert_eq!(fa().ago(at("2027-02-10 00:01")), "امروز");
}

#[test]
fn lateness_is_counted_in_days_and_on_one_day_in_hours() {
    for (due, in_fa, in_en) in [
        ("2027-02-04 17:00", "۶ روز تأخیر", "6 days late"),
        ("2027-02-09 17:00", "۱ روز تأخیر", "1 day late"),
        ("2027-02-10 07:00", "۲ ساعت تأخیر", "2 hours late"),
        ("2027-02-10 08:00", "۱ ساعت تأخیر", "1 hour late"),
        ("2027-02-10 09:02", "۱۰ دقیقه تأخیر", "10 minutes late"),
        ("2027-02-10 09:11", "۱ دقیقه تأخیر", "1 minute late"),
    ] {
        assert_eq!(
            (fa().late(at(due)).unwrap(), en().late(at(due)).unwrap()),
            (in_fa.to_string(), in_en.to_string())
        );
    }
    assert_eq!(fa().late(Timestamp(fa().now.0 - 1)).unwrap(), "۱ دقیقه تأخیر");
    for due in ["2027-02-10 09:12", "2027-02-10 12:00", "2027-02-11 09:00"] {
        assert_eq!(fa().late(at(due)), None);
    }
}

#[test]
fn a_range_names_the_day_once() {
    let (from, to) = (at("2027-02-10 10:30"), at("2027-02-10 11:40"));
    assert_eq!(fa().range(from, to), "چهارشنبه ۲۱ بهمن، ۱۰:۳۰ تا ۱۱:۴۰");
    assert_eq!(en().range(from, to), "Wed 10 Feb, 10:30–11:40");
    assert_eq!((fa().times(from, to), en().times(from, to)), ("۱۰:۳۰ تا ۱۱:۴۰".into(), "10:30–11:40".into()));
    let to = at("2027-02-11 01:00");
    assert_eq!(fa().range(from, to), "چهارشنبه ۲۱ بهمن، ۱۰:۳۰ تا پنجشنبه ۲۲ بهمن، ۱:۰۰");
    assert_eq!(en().range(from, to), "Wed 10 Feb, 10:30 – Thu 11 Feb, 1:00");
}

#[test]
fn weekdays_and_months_have_names_in_both_languages() {
    let week =
        [Weekday::Sat, Weekday::Sun, Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    assert_eq!(week.map(|day| fa().weekday_narrow(day)).join(" "), "ش ی د س چ پ ج");
    assert_eq!(week.map(|day| en().weekday_narrow(day)).join(" "), "Sa Su Mo Tu We Th Fr");
    assert_eq!(week.map(|day| en().weekday_short(day)).join(" "), "Sat Sun Mon Tue Wed Thu Fri");
    assert_eq!(
        week.map(|day| fa().weekday(day)).join(" "),
        "شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه"
    );
    let months =
        |reader: Reader| (1..=12).map(|month| reader.month_name(month)).collect::<Vec<_>>().join(" ");
    assert_eq!(months(fa()), "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند");
    assert_eq!(
        months(en()),
        "January February March April May June July August September October November December"
    );
    assert_eq!(
        months(reader(Lang::En, Calendar::Jalali)),
        "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand"
    );
    assert_eq!(
        months(reader(Lang::Fa, Calendar::Gregorian)),
        "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"
    );
}
