//! Words of time: months and weekdays in both calendars, words for near days, distances in time.

use crate::calendar::Calendar;
use crate::reader::Lang;
use chrono::Weekday;

words! {
    farvardin: "فروردین", "Farvardin";
    ordibehesht: "اردیبهشت", "Ordibehesht";
    khordad: "خرداد", "Khordad";
    tir: "تیر", "Tir";
    mordad: "مرداد", "Mordad";
    shahrivar: "شهریور", "Shahrivar";
    mehr: "مهر", "Mehr";
    aban: "آبان", "Aban";
    azar: "آذر", "Azar";
    dey: "دی", "Dey";
    bahman: "بهمن", "Bahman";
    esfand: "اسفند", "Esfand";

    january: "ژانویه", "January";
    february: "فوریه", "February";
    march: "مارس", "March";
    april: "آوریل", "April";
    may: "مه", "May";
    june: "ژوئن", "June";
    july: "ژوئیه", "July";
    august: "اوت", "August";
    september: "سپتامبر", "September";
    october: "اکتبر", "October";
    november: "نوامبر", "November";
    december: "دسامبر", "December";

    jan: "ژانویه", "Jan";
    feb: "فوریه", "Feb";
    mar: "مارس", "Mar";
    apr: "آوریل", "Apr";
    may_short: "مه", "May";
    jun: "ژوئن", "Jun";
    jul: "ژوئیه", "Jul";
    aug: "اوت", "Aug";
    sep: "سپتامبر", "Sep";
    oct: "اکتبر", "Oct";
    nov: "نوامبر", "Nov";
    dec: "دسامبر", "Dec";

    saturday: "شنبه", "Saturday";
    sunday: "یکشنبه", "Sunday";
    monday: "دوشنبه", "Monday";
    tuesday: "سه‌شنبه", "Tuesday";
    wednesday: "چهارشنبه", "Wednesday";
    thursday: "پنجشنبه", "Thursday";
    friday: "جمعه", "Friday";

    sat: "شنبه", "Sat";
    sun: "یکشنبه", "Sun";
    mon: "دوشنبه", "Mon";
    tue: "سه‌شنبه", "Tue";
    wed: "چهارشنبه", "Wed";
    thu: "پنجشنبه", "Thu";
    fri: "جمعه", "Fri";

    sat_narrow: "ش", "Sa";
    sun_narrow: "ی", "Su";
    mon_narrow: "د", "Mo";
    tue_narrow: "س", "Tu";
    wed_narrow: "چ", "We";
    thu_narrow: "پ", "Th";
    fri_narrow: "ج", "Fr";

    /// A day and the time on it.
    day_and_time: "{day}، {time}", "{day}, {time}";
    /// A day in one word and the time on it.
    near_day_and_time: "{day} {time}", "{day} {time}";
    /// Two times of one day.
    times: "{from} تا {to}", "{from}–{to}";
    /// Two moments on different days, or two days.
    span: "{from} تا {to}", "{from} – {to}";
    /// By when something is due.
    by: "تا {when}", "by {when}";
    /// Until when something holds, its last day included.
    until_day: "تا {when}", "until {when}";

    day_ago: "{n} روز پیش", "{n} day ago";
    days_ago: "{n} روز پیش", "{n} days ago";
    day_ahead: "{n} روز دیگر", "in {n} day";
    days_ahead: "{n} روز دیگر", "in {n} days";
    minute_late: "{n} دقیقه تأخیر", "{n} minute late";
    minutes_late: "{n} دقیقه تأخیر", "{n} minutes late";
    hour_late: "{n} ساعت تأخیر", "{n} hour late";
    hours_late: "{n} ساعت تأخیر", "{n} hours late";
    day_late: "{n} روز تأخیر", "{n} day late";
    days_late: "{n} روز تأخیر", "{n} days late";

    jalali_calendar: "تقویم شمسی", "Solar Hijri calendar";
    gregorian_calendar: "تقویم میلادی", "Gregorian calendar";
    ramadan_hours: "ساعت کار رمضان", "Ramadan hours";
    summer_hours: "ساعت کار تابستان", "Summer hours";
    public_holiday: "تعطیل رسمی", "Public holiday";
    ad_hoc_closure: "تعطیلی اضطراری", "Ad-hoc closure";
    confirmed: "قطعی", "confirmed";
    estimated: "احتمالی", "estimated";
}

type Word = fn(Lang) -> &'static str;

const JALALI: [Word; 12] =
    [farvardin, ordibehesht, khordad, tir, mordad, shahrivar, mehr, aban, azar, dey, bahman, esfand];
const GREGORIAN: [Word; 12] =
    [january, february, march, april, may, june, july, august, september, october, november, december];
const GREGORIAN_SHORT: [Word; 12] = [jan, feb, mar, apr, may_short, jun, jul, aug, sep, oct, nov, dec];

const WEEKDAYS: [Word; 7] = [saturday, sunday, monday, tuesday, wednesday, thursday, friday];
const WEEKDAYS_SHORT: [Word; 7] = [sat, sun, mon, tue, wed, thu, fri];
const WEEKDAYS_NARROW: [Word; 7] =
    [sat_narrow, sun_narrow, mon_narrow, tue_narrow, wed_narrow, thu_narrow, fri_narrow];

/// Room for a word: `Narrow` is a column head of one or two letters. Months have no narrow form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    Long,
    Short,
    Narrow,
}

/// The name of month 1–12; a higher number wraps round. Only Gregorian months in English are ever
/// shortened: Persian has no short forms, and Jalali names in Latin letters are short as they are.
pub fn month(lang: Lang, calendar: Calendar, month: u32, width: Width) -> &'static str {
    let names = match (calendar, width) {
        (Calendar::Jalali, _) => JALALI,
        (Calendar::Gregorian, Width::Long) => GREGORIAN,
        (Calendar::Gregorian, Width::Short | Width::Narrow) => GREGORIAN_SHORT,
    };
    names[(month.saturating_sub(1) % 12) as usize](lang)
}

pub fn weekday(lang: Lang, weekday: Weekday, width: Width) -> &'static str {
    let names = match width {
        Width::Long => WEEKDAYS,
        Width::Short => WEEKDAYS_SHORT,
        Width::Narrow => WEEKDAYS_NARROW,
    };
    names[weekday.days_since(Weekday::Sat) as usize](lang)
}
