//! Days, times and hints as people type them.

use chrono::{NaiveDate, NaiveTime, Weekday};
use libero_domain::calendar::parse::{LineHints, line, parse_day, parse_time, readings};
use libero_domain::calendar::{Calendar, Jalali, ParseContext};
use libero_domain::check::Code;
use libero_domain::money::MoneyUnit;
use libero_domain::office::Office;
use libero_domain::reader::{Digits, Lang, Reader};
use libero_domain::time::{Timestamp, Zone};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn office() -> Office {
    Office::default_iran(Zone::tehran())
}

/// Monday 2 Azar 1405, 23 November 2026, in a Persian week.
fn persian(office: &Office) -> ParseContext<'_> {
    ParseContext {
        today: date("2026-11-23"),
        calendar: Calendar::Jalali,
        lang: Lang::Fa,
        week_start: Weekday::Sat,
        office,
    }
}

/// The same day for an English reader with the Gregorian calendar.
fn english(office: &Office) -> ParseContext<'_> {
    ParseContext {
        calendar: Calendar::Gregorian,
        lang: Lang::En,
        week_start: Weekday::Mon,
        ..persian(office)
    }
}

fn latin(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '۰'..='۹' => char::from_digit(u32::from(c) - 0x6F0, 10).unwrap(),
            c => c,
        })
        .collect()
}

fn persian_digits(text: &str) -> String {
    text.chars()
        .map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0x6F0 + digit)).unwrap_or(c))
        .collect()
}

fn arabic_digits(text: &str) -> String {
    latin(text)
        .chars()
        .map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(c))
        .collect()
}

/// Phrases that mean the same day whoever types them.
const PHRASES: &[(&str, &str)] = &[
    // By number.
    ("1405/9/2", "2026-11-23"),
    ("۱۴۰۵/۰۹/۰۲", "2026-11-23"),
    ("1405-09-02", "2026-11-23"),
    ("1405-9-2", "2026-11-23"),
    ("1405 / 9 / 2", "2026-11-23"),
    ("14050902", "2026-11-23"),
    ("2026-11-23", "2026-11-23"),
    ("2026/11/23", "2026-11-23"),
    ("20261123", "2026-11-23"),
    ("23/11/2026", "2026-11-23"),
    ("11/23/2026", "2026-11-23"),
    ("5/5/1405", "2026-07-27"),
    ("1403/12/30", "2025-03-20"),
    ("\u{200F}۱۴۰۵/۰۹/۰۲\u{200E}", "2026-11-23"),
    // By the month's name.
    ("۲ آذر", "2026-11-23"),
    ("۲ اذر", "2026-11-23"),
    ("۲ آذر ماه", "2026-11-23"),
    ("۲ آذر ۱۴۰۵", "2026-11-23"),
    ("۲ آذر ماه ۱۴۰۵", "2026-11-23"),
    ("دوشنبه ۲ آذر", "2026-11-23"),
    ("دوشنبه، ۲ آذر ۱۴۰۵", "2026-11-23"),
    ("دوشنبه ۱۴۰۵/۹/۲", "2026-11-23"),
    ("۲ام آذر", "2026-11-23"),
    ("۱۱ دي", "2027-01-01"),
    ("2 Azar", "2026-11-23"),
    ("2 Azar 1405", "2026-11-23"),
    ("azar 2", "2026-11-23"),
    ("23 Nov", "2026-11-23"),
    ("Nov 23", "2026-11-23"),
    ("Nov. 23, 2026", "2026-11-23"),
    ("Nov 23 2026", "2026-11-23"),
    ("November 23rd", "2026-11-23"),
    ("the 23rd of November 2026", "2026-11-23"),
    ("Mon 23 Nov", "2026-11-23"),
    ("Monday 23 November 2026", "2026-11-23"),
    ("4 sept", "2026-09-04"),
    ("10 may 2027", "2027-05-10"),
    ("۲۳ نوامبر", "2026-11-23"),
    ("۱۰ فوریهٔ ۲۰۲۷", "2027-02-10"),
    ("۱۰ مهٔ ۲۰۲۷", "2027-05-10"),
    ("۴ ژوئیه", "2026-07-04"),
    ("۴ ژوييه", "2026-07-04"),
    ("۱۳ آگوست", "2026-08-13"),
    // By word.
    ("امروز", "2026-11-23"),
    ("فردا", "2026-11-24"),
    ("پس‌فردا", "2026-11-25"),
    ("پس فردا", "2026-11-25"),
    ("پسفردا", "2026-11-25"),
    ("دیروز", "2026-11-22"),
    ("ديروز", "2026-11-22"),
    ("پریروز", "2026-11-21"),
    ("today", "2026-11-23"),
    ("Tomorrow", "2026-11-24"),
    ("the day after tomorrow", "2026-11-25"),
    ("YESTERDAY", "2026-11-22"),
    ("day before yesterday", "2026-11-21"),
    ("پایان امروز", "2026-11-23"),
    ("end of day", "2026-11-23"),
    // By weekday; today's own name is the one a week ahead.
    ("شنبه", "2026-11-28"),
    ("یکشنبه", "2026-11-29"),
    ("یک‌شنبه", "2026-11-29"),
    ("دوشنبه", "2026-11-30"),
    ("سه‌شنبه", "2026-11-24"),
    ("سه شنبه", "2026-11-24"),
    ("سهشنبه", "2026-11-24"),
    ("۳شنبه", "2026-11-24"),
    ("۳ شنبه", "2026-11-24"),
    ("چهارشنبه", "2026-11-25"),
    ("پنج‌شنبه", "2026-11-26"),
    ("جمعه", "2026-11-27"),
    ("Saturday", "2026-11-28"),
    ("Sat", "2026-11-28"),
    ("on Tuesday.", "2026-11-24"),
    ("monday", "2026-11-30"),
    ("شنبه آینده", "2026-11-28"),
    ("شنبهٔ آینده", "2026-11-28"),
    ("شنبه‌ی بعد", "2026-11-28"),
    ("روز شنبه", "2026-11-28"),
    ("دوشنبه آینده", "2026-11-30"),
    ("next Saturday", "2026-11-28"),
    ("next Monday", "2026-11-30"),
    ("this Friday", "2026-11-27"),
    ("شنبه گذشته", "2026-11-21"),
    ("last Monday", "2026-11-16"),
    ("دوشنبه هفته بعد", "2026-11-30"),
    ("دوشنبهٔ هفتهٔ آینده", "2026-11-30"),
    ("هفته بعد دوشنبه", "2026-11-30"),
    ("Monday next week", "2026-11-30"),
    ("next week Monday", "2026-11-30"),
    ("Monday this week", "2026-11-23"),
    // By distance.
    ("۳ روز کاری", "2026-11-28"),
    ("سه روز کاری", "2026-11-28"),
    ("۳ روز کاری دیگر", "2026-11-28"),
    ("3 working days", "2026-11-28"),
    ("three working days", "2026-11-28"),
    ("in 1 business day", "2026-11-24"),
    ("۳ روز دیگر", "2026-11-26"),
    ("۳ روزِ دیگر", "2026-11-26"),
    ("سه روز بعد", "2026-11-26"),
    ("in 3 days", "2026-11-26"),
    ("in a day", "2026-11-24"),
    ("3 days from now", "2026-11-26"),
    ("۳ روز پیش", "2026-11-20"),
    ("3 days ago", "2026-11-20"),
    ("۲ هفته دیگر", "2026-12-07"),
    ("in a week", "2026-11-30"),
];

#[test]
fn a_phrase_is_understood_whoever_types_it_in_any_digits() {
    let office = office();
    for (text, day) in PHRASES {
        for ctx in [persian(&office), english(&office)] {
            for text in [text.to_string(), latin(text), persian_digits(text), arabic_digits(text)] {
                assert_eq!(parse_day(&text, &ctx), Ok(date(day)), "{text}");
                assert_eq!(parse_day(&format!("  {text} "), &ctx), Ok(date(day)), "{text}");
            }
        }
    }
}

#[test]
fn the_calendar_and_the_week_decide_where_a_phrase_leaves_it_open() {
    let office = office();
    for (text, in_fa, in_en) in [
        ("آخر ماه", "2026-12-21", "2026-11-30"),
        ("آخر این ماه", "2026-12-21", "2026-11-30"),
        ("پایان ماه", "2026-12-21", "2026-11-30"),
        ("end of the month", "2026-12-21", "2026-11-30"),
        ("end of month", "2026-12-21", "2026-11-30"),
        ("آخر ماه بعد", "2027-01-20", "2026-12-31"),
        ("end of next month", "2027-01-20", "2026-12-31"),
        // Weeks from Saturday, and from Monday.
        ("شنبه هفته بعد", "2026-11-28", "2026-12-05"),
        ("Sunday next week", "2026-11-29", "2026-12-06"),
        ("Friday next week", "2026-12-04", "2026-12-04"),
        ("Sunday this week", "2026-11-22", "2026-11-29"),
        // 13 Mordad, and 13 May: the other order does not exist.
        ("13/5", "2026-08-04", "2026-05-13"),
        ("5/13", "2026-08-04", "2026-05-13"),
        ("5/5", "2026-07-27", "2026-05-05"),
        ("in 3 months", "2027-02-21", "2027-02-23"),
        ("یک ماه دیگر", "2026-12-23", "2026-12-23"),
    ] {
        assert_eq!(parse_day(text, &persian(&office)), Ok(date(in_fa)), "{text}");
        assert_eq!(parse_day(text, &english(&office)), Ok(date(in_en)), "{text}");
    }
}

#[test]
fn month_comes_first_in_the_jalali_calendar_and_is_asked_for_in_the_gregorian() {
    let office = office();
    for text in ["9/2", "۹/۲", "۹-۲", "09/02"] {
        assert_eq!(parse_day(text, &persian(&office)), Ok(date("2026-11-23")), "{text}");
        assert_eq!(parse_day(text, &english(&office)), Err(Code::AmbiguousDate), "{text}");
        assert_eq!(readings(text, &english(&office)), [date("2026-02-09"), date("2026-09-02")]);
    }
    assert_eq!(parse_day("2/9/2026", &english(&office)), Err(Code::AmbiguousDate));
    assert_eq!(parse_day("2/9/1405", &persian(&office)), Err(Code::AmbiguousDate));
    assert_eq!(readings("خزعبلات", &english(&office)), []);
}

#[test]
fn the_last_day_of_a_month_is_its_own_end() {
    let office = office();
    let ctx = ParseContext { today: date("2026-12-21"), ..persian(&office) };
    assert_eq!(parse_day("آخر ماه", &ctx), Ok(date("2026-12-21")));
    assert_eq!(parse_day("end of next month", &ctx), Ok(date("2027-01-20")));
}

#[test]
fn working_days_leave_out_days_off() {
    let office = office();
    let ctx = ParseContext { today: date("2026-11-26"), ..persian(&office) };
    assert_eq!(parse_day("۱ روز کاری", &ctx), Ok(date("2026-11-28")));
    assert_eq!(parse_day("۱۰ روز کاری", &ctx), Ok(date("2026-12-09")));
}

#[test]
fn what_cannot_be_read_one_way_is_refused() {
    let office = office();
    for text in [
        "1404/12/30",
        "1405/12/30",
        "1406/12/30",
        "1407/12/30",
        "1400/12/30",
        "1403/07/31",
        "1403/13/01",
        "1403/00/10",
        "1403/01/32",
        "0/0/0",
        "آخر هفته",
        "weekend",
        "end of week",
        "هفته بعد",
        "next week",
        "۳ روز",
        "3 days",
        "15",
        "۱۵",
        "0 working days",
        "05/09/02",
        "1405/9",
        "1405",
        "140509",
        "9/2/5",
        "32/13",
        "12/30",
        "دوشنبه ۳ آذر",
        "2 Azar 2026",
        "23 Nov 1405",
        "آذر",
        "۲ ۳ آذر",
        "۳۱ مهر",
        "30 Feb",
        "1405/9/2/1",
        "1405-9/2",
        "-",
        "/",
        "2026-11-23T10:00",
        "امروز فردا",
        "next",
        "in days",
        "۲۰۲۶/۱۳/۰۱",
        "the",
        "¼",
        "9//2",
        "+1/2",
        "نمونه",
    ] {
        assert_eq!(parse_day(text, &persian(&office)), Err(Code::BadDate), "{text}");
    }
    for text in ["1600/1/1", "1502/01/01", "1177/01/01", "1798-12-31", "2123-01-01", "15020101", "2/9/1700"] {
        assert_eq!(parse_day(text, &persian(&office)), Err(Code::DateOutOfRange), "{text}");
    }
    let far = ParseContext { today: date("2122-12-30"), ..persian(&office) };
    assert_eq!(parse_day("۹۹۹۹ روز دیگر", &far), Err(Code::DateOutOfRange));
    for text in ["", "  ", "\n"] {
        assert_eq!(parse_day(text, &persian(&office)), Err(Code::Needed));
    }
}

#[test]
fn a_time_is_read_with_or_without_its_minutes() {
    for (text, expected) in [
        ("13:00", time(13, 0)),
        ("۹:۳۰", time(9, 30)),
        ("09:05", time(9, 5)),
        ("9", time(9, 0)),
        ("۱۷", time(17, 0)),
        ("ساعت ۱۳", time(13, 0)),
        ("ساعت ۱۳:۳۰", time(13, 30)),
        ("5 pm", time(17, 0)),
        ("5:30pm", time(17, 30)),
        ("at 9am", time(9, 0)),
        ("12 am", time(0, 0)),
        ("۵ عصر", time(17, 0)),
        ("۵ بعدازظهر", time(17, 0)),
        ("۵ بعد از ظهر", time(17, 0)),
        ("ساعت ۹ صبح", time(9, 0)),
        ("۱۲ شب", time(0, 0)),
        ("ظهر", time(12, 0)),
        ("noon", time(12, 0)),
    ] {
        assert_eq!(parse_time(text), Ok(expected), "{text}");
    }
    for text in
        ["24:00", "9:60", "9:5", "25", "13 pm", "0 am", "9-00", "123", ":30", "time", "9:30:00", "ساعت", "pm"]
    {
        assert_eq!(parse_time(text), Err(Code::BadDate), "{text}");
    }
    assert_eq!(parse_time(" "), Err(Code::Needed));
}

const NAMES: &[(u8, &str)] = &[
    (1, "نیلوفر صدری"),
    (1, "Niloufar Sadri"),
    (2, "کیان بهرامی"),
    (2, "Kian Bahrami"),
    (3, "علی‌رضا کیانی"),
    (3, "Alireza Kiani"),
    (4, "علی بهرامی"),
    (4, "Ali Bahrami"),
];

/// Wednesday 21 Bahman 1405; Tuesday is 16 February.
fn hints(text: &str) -> LineHints {
    let office = office();
    line(text, &ParseContext { today: date("2027-02-10"), ..persian(&office) }, NAMES)
}

fn due(day: &str, at: Option<NaiveTime>) -> Option<(NaiveDate, Option<NaiveTime>)> {
    Some((date(day), at))
}

#[test]
fn a_line_shows_its_owner_and_its_date() {
    let tuesday = "2027-02-16";
    for (text, at, mention, rest) in [
        ("sample by Tuesday @Niloufar", due(tuesday, None), Some(1), "sample"),
        ("نمونه تا سه‌شنبه @نیلوفر", due(tuesday, None), Some(0), "نمونه"),
        ("نمونه تا سه شنبه @نيلوفر", due(tuesday, None), Some(0), "نمونه"),
        ("Send the sample by Tuesday.", due(tuesday, None), None, "Send the sample."),
        ("Send the sample, by Tuesday, @Kian.", due(tuesday, None), Some(3), "Send the sample."),
        ("@Kian: sample by Tuesday", due(tuesday, None), Some(3), "sample"),
        ("Sample (by Tuesday) for print", due(tuesday, None), None, "Sample for print"),
        ("By Tuesday send “the sample”", due(tuesday, None), None, "send “the sample”"),
        ("“Sample” by Tuesday “B”", due(tuesday, None), None, "“Sample” “B”"),
        ("نمونهٔ چاپ تا سه‌شنبه ساعت ۱۳ @کیان", due(tuesday, Some(time(13, 0))), Some(2), "نمونهٔ چاپ"),
        ("نمونه تا سه‌شنبه، ساعت ۱۳:۳۰", due(tuesday, Some(time(13, 30))), None, "نمونه"),
        ("sample by Tuesday 13:00", due(tuesday, Some(time(13, 0))), None, "sample"),
        ("sample by Tuesday at 5 pm, boxed", due(tuesday, Some(time(17, 0))), None, "sample, boxed"),
        ("sample by 13:00 on Tuesday", due(tuesday, Some(time(13, 0))), None, "sample"),
        ("sample Tuesday by 13:00", due(tuesday, Some(time(13, 0))), None, "sample"),
        ("نمونه تا ساعت ۵ سه‌شنبه", due(tuesday, Some(time(17, 0))), None, "نمونه"),
        ("نمونه تا فردا ظهر", due("2027-02-11", Some(time(12, 0))), None, "نمونه"),
        ("نمونه تا ساعت ۱۳", due("2027-02-10", Some(time(13, 0))), None, "نمونه"),
        ("نمونه تا ۲۴ بهمن", due("2027-02-13", None), None, "نمونه"),
        ("نمونه تا ۱۱/۲۴", due("2027-02-13", None), None, "نمونه"),
        ("نمونه تا ۳ روز کاری دیگر", due("2027-02-15", None), None, "نمونه"),
        ("نسخهٔ ۲ تا سه‌شنبه", due(tuesday, None), None, "نسخهٔ ۲"),
        ("Draft by Saturday, final by Tuesday", due(tuesday, None), None, "Draft by Saturday, final"),
        ("sample @Niloufar Sadri", None, Some(1), "sample"),
        ("sample @sad for print", None, Some(1), "sample for print"),
        // A whole name wins over names that begin with it, and two words tell namesakes apart.
        ("قیمت @علی", None, Some(6), "قیمت"),
        ("قیمت @علی‌رضا", None, Some(4), "قیمت"),
        ("قیمت @علی بهرامی تا فردا", due("2027-02-11", None), Some(6), "قیمت"),
        ("price @Kian with @Niloufar", None, Some(3), "price with @Niloufar"),
    ] {
        let found = hints(text);
        assert_eq!(found, LineHints { due: at, mention, text: rest.to_string() }, "{text}");
    }
}

#[test]
fn a_line_that_only_looks_like_it_stays_as_typed() {
    for text in [
        "",
        "نمونه",
        "designed by Kian",
        "by then",
        "we may have a Greek yoghurt by June",
        "۳ تا نمونه",
        "۲ تا ۳ روز دیگر",
        "جلسه شنبه تا دوشنبه",
        "جلسه از شنبه تا دوشنبه",
        "جلسه ۹:۰۰ تا ۱۰:۰۰",
        "تا آخر هفته",
        "mail to a@Niloufar.example",
        "ask @Bahrami",
        "ask @",
        "ask @zoe",
        "تا",
        "by",
        "@",
        "خط اول\nخط دوم",
    ] {
        let found = hints(text);
        assert_eq!(found, LineHints { due: None, mention: None, text: text.to_string() }, "{text}");
    }
}

#[test]
fn a_date_that_reads_two_ways_is_no_hint() {
    let office = office();
    let found = line::<u8>("sample by 9/2", &english(&office), &[]);
    assert_eq!(found, LineHints { due: None, mention: None, text: "sample by 9/2".into() });
}

fn reader(lang: Lang, calendar: Calendar, digits: Digits, today: NaiveDate) -> Reader {
    let zone = Zone::tehran();
    let now: Timestamp = zone.instant(today.and_time(time(9, 12)));
    Reader { lang, calendar, digits, zone, money_unit: MoneyUnit::Toman, now }
}

fn readers() -> impl Strategy<Value = (Lang, Calendar, Digits)> {
    (
        prop_oneof![Just(Lang::Fa), Just(Lang::En)],
        prop_oneof![Just(Calendar::Jalali), Just(Calendar::Gregorian)],
        prop_oneof![Just(Digits::Persian), Just(Digits::Latin)],
    )
}

fn days() -> impl Strategy<Value = NaiveDate> {
    let first = Jalali::new(1178, 1, 1).unwrap().date();
    let count = (date("2122-12-31") - first).num_days() as u64;
    (0..=count).prop_map(move |day| first + chrono::Days::new(day))
}

proptest! {
    #[test]
    fn what_is_shown_can_be_typed(day in days(), today in days(), (lang, calendar, digits) in readers()) {
        let office = office();
        let reader = reader(lang, calendar, digits, today);
        let ctx = ParseContext::of(&reader, &office);
        for shown in [reader.date_numeric(day), reader.day(day), reader.day_long(day), reader.day_title(day)] {
            prop_assert_eq!(parse_day(&shown, &ctx), Ok(day), "{}", shown);
        }
        prop_assert_eq!(parse_day(&reader.day_short(day), &ctx), Ok(day));
        prop_assert_eq!(parse_day(&reader.other_calendar(day), &ctx), Ok(day));
    }

    #[test]
    fn near_days_can_be_typed_as_shown(today in days(), ahead in -9..9_i64, (lang, calendar, digits) in readers()) {
        let office = office();
        let day = today + chrono::TimeDelta::days(ahead);
        prop_assume!(Jalali::from_date(day).is_ok() && day <= date("2122-12-31"));
        let reader = reader(lang, calendar, digits, today);
        let ctx = ParseContext::of(&reader, &office);
        prop_assert_eq!(parse_day(&reader.day_near(day), &ctx), Ok(day));
        prop_assert_eq!(parse_day(&reader.days_ago(day), &ctx), Ok(day));
    }

    #[test]
    fn no_text_breaks_the_reading(text in "[\\PC]{0,40}", today in days()) {
        let office = office();
        let ctx = ParseContext { today, ..persian(&office) };
        let _ = (parse_day(&text, &ctx), parse_time(&text), readings(&text, &ctx));
        let _ = line(&text, &ctx, NAMES);
    }

    #[test]
    fn no_mix_of_time_words_breaks_the_reading(
        words in prop::collection::vec(prop::sample::select(vec![
            "تا", "by", "شنبه", "سه", "۳", "روز", "کاری", "دیگر", "@نیلوفر", "@", "Monday", "next", "week", "at", "5",
            "pm", "13:00", "ساعت", "9/2", "(", ")", "«", "».", ",", "آذر", "ماه", "بعد", "از", "ظهر", "\u{200C}", "،",
        ]), 0..14),
        glue in prop::sample::select(vec![" ", "", "\u{200C}", "  "]),
    ) {
        let office = office();
        let text = words.join(glue);
        let ctx = persian(&office);
        let found = line(&text, &ctx, NAMES);
        prop_assert!(found.text.chars().count() <= text.chars().count() + 1);
        let _ = (parse_day(&text, &ctx), parse_time(&text));
    }
}
