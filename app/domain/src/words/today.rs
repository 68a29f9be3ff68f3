//! Words of Today: what needs one now, why, and the one act in place.

use super::{fill, trade};
use crate::reader::{Lang, Reader};
use crate::text::{list, quote};
use crate::today::{Fact, Group, Matter, Rhythm};

words! {
    title: "امروز", "Today";
    right_now: "همین حالا", "Right now";
    end_of_day: "تا پایان امروز", "By end of day";
    before_days_off: "پیش از تعطیلات", "Before the holiday";
    if_time: "اگر وقت ماند", "If time allows";
    zero: "امروز دیگر کاری منتظر شما نیست", "Nothing is waiting for you today";
    office_hours: "ساعت کار، {hours}", "Office hours, {hours}";
    ramadan_hours: "ساعت کار رمضان، {hours}", "Ramadan hours, {hours}";
    summer_hours: "ساعت کار تابستان، {hours}", "Summer hours, {hours}";
    day_off: "امروز تعطیل است", "A day off";
    day_line: "خط روز", "The day’s line";
    rhythm: "نظم ارتباط", "Contact cadence";
    twelve_weeks: "۱۲ هفته", "12 weeks";
    never: "بدون ارتباط", "none yet";
    closed: "تعطیل", "closed";
    answer_line: "پاسخ به بند", "Answer line";
    go_on: "ادامه", "Continue";
    open: "باز کردن", "Open";
    keep: "انجام شد", "Done";
    undo: "بازگردانی", "Undo";
    kept: "ثبت شد: انجام شد", "Marked done";
    read_back: "بازخوانی", "Read back";
    remind: "دیدن", "See";
    contact: "گزارش جدید", "New report";
    ring: "پیگیری دیده شدن", "Ring";
    delivery: "تحویل", "delivery";
    next_day: "روز کاری بعد", "Next working day";
    keys_move: "جابه‌جایی", "move";
    keys_open: "انجام", "act";
    keys_done: "تمام شد", "done";
    keys_report: "گزارش جدید", "new report";
}

pub fn group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Now => right_now(lang),
        Group::EndOfDay => end_of_day(lang),
        Group::BeforeDaysOff => before_days_off(lang),
        Group::IfTime => if_time(lang),
    }
}

/// «۹ کار مانده؛ ۳ کار پیش از ظهر. از فردا دو روز تعطیل است.»
pub fn sentence(reader: &Reader, left: usize, before_noon: usize, days_off: usize) -> String {
    let (n, m) = (reader.count(left), reader.count(before_noon));
    let work = match (reader.lang, left, before_noon) {
        (Lang::Fa, 0, _) => "کاری نمانده.".to_owned(),
        (Lang::En, 0, _) => "Nothing left.".to_owned(),
        (Lang::Fa, _, 0) => fill("{n} کار مانده.", &[("n", &n)]),
        (Lang::En, _, 0) => fill("{n} left today.", &[("n", &n)]),
        (Lang::Fa, ..) => fill("{n} کار مانده؛ {m} کار همین حالا.", &[("n", &n), ("m", &m)]),
        (Lang::En, ..) => fill("{n} left today, {m} right now.", &[("n", &n), ("m", &m)]),
    };
    let days = reader.count(days_off);
    let rest = match (reader.lang, days_off) {
        (_, 0) => String::new(),
        (Lang::Fa, _) => fill(" از فردا {days} روز تعطیل است.", &[("days", &days)]),
        (Lang::En, 1) => " Tomorrow is off.".to_owned(),
        (Lang::En, _) => fill(" The next {days} days are off.", &[("days", &days)]),
    };
    work + &rest
}

/// What it is: the sentence in bold.
pub fn what(reader: &Reader, fact: &Fact) -> String {
    let lang = reader.lang;
    let client = fact.client.spoken(lang);
    let fa = lang == Lang::Fa;
    match &fact.matter {
        Matter::Objected { number, lines, .. } => {
            let lines: Vec<String> = lines.iter().map(|line| reader.count(usize::from(*line))).collect();
            let written = list(lang, &lines);
            let report = trade::report_number(reader, *number);
            if fa {
                let word = if lines.len() == 1 { "بند" } else { "بندهای" };
                format!("{client} به {word} {written} {report} اعتراض کرده")
            } else {
                let word = if lines.len() == 1 { "line" } else { "lines" };
                format!("{client} objected to {word} {written} of {}", report.replacen("Report", "report", 1))
            }
        }
        Matter::Draft { contact, held_on, .. } => {
            let contact = super::report::contact_of(reader, *contact, *held_on);
            if fa {
                format!("گزارش {contact} {client} هنوز پیش‌نویس است")
            } else {
                format!("Report of the {contact} with {client} is still a draft")
            }
        }
        Matter::Unopened { number, .. } => {
            let report = trade::report_number(reader, *number);
            if fa {
                format!("{client} هنوز {report} را ندیده")
            } else {
                format!("{client} has not opened {}", report.replacen("Report", "report", 1))
            }
        }
        Matter::ReplyOver { number, .. } => {
            let report = trade::report_number(reader, *number);
            if fa {
                format!("مهلت پاسخ {client} به {report} گذشته")
            } else {
                format!("{client}’s time to answer {} is over", report.replacen("Report", "report", 1))
            }
        }
        Matter::Promise { words, .. } => words.clone(),
        Matter::ReadBacks { count, .. } => {
            let n = reader.count(*count as usize);
            match (fa, *count) {
                (true, _) => format!("{n} نکتهٔ {client} منتظر بازخوانی شماست"),
                (false, 1) => format!("One detail of {client} waits for your read-back"),
                (false, _) => format!("{n} details of {client} wait for your read-back"),
            }
        }
        Matter::TeamReadBacks { name, count, .. } => {
            let n = reader.count(*count as usize);
            if fa {
                format!("{name} {n} نکتهٔ {client} را بازخوانی نکرده")
            } else {
                format!("{name} has not read back {n} of {client}’s details")
            }
        }
        Matter::Silence { days, .. } => {
            let n = reader.count(*days as usize);
            if fa {
                format!("{n} روز بدون ارتباط با {client}")
            } else {
                format!("No contact with {client} for {n} days")
            }
        }
    }
}

/// Why it stands here: the quiet part beside it.
pub fn why(reader: &Reader, fact: &Fact) -> String {
    let lang = reader.lang;
    let fa = lang == Lang::Fa;
    let client = fact.client.spoken(lang);
    match &fact.matter {
        Matter::Objected { words, by, .. } => {
            if by.is_empty() {
                quote(lang, words)
            } else {
                format!("{by}: {}", quote(lang, words))
            }
        }
        Matter::Draft { author, entries, .. } => {
            let n = reader.count(*entries as usize);
            let lines = if fa { format!("{n} بند") } else { format!("lines: {n}") };
            let author = author
                .as_ref()
                .map(|name| if fa { format!("، نوشتهٔ {name}") } else { format!(", by {name}") });
            let clock = if fa {
                "؛ مهلت ارسال ۲۴ ساعت کاری"
            } else {
                "; due 24 working hours after the contact"
            };
            format!("{lines}{}{clock}", author.unwrap_or_default())
        }
        Matter::Unopened { issued_at, .. } => {
            let at = reader.moment_near(*issued_at);
            if fa { format!("ارسال‌شده {at}") } else { format!("sent {at}") }
        }
        Matter::ReplyOver { .. } => {
            if fa {
                "نه تأیید رسیده و نه اعتراض".to_owned()
            } else {
                "neither confirmed nor objected".to_owned()
            }
        }
        Matter::Promise { delivery: is_delivery, owner, number, .. } => {
            let mut parts =
                vec![if fa { format!("قول به {client}") } else { format!("promised to {client}") }];
            parts.extend(
                owner.iter().map(|name| if fa { format!("مسئول {name}") } else { format!("owner {name}") }),
            );
            parts.extend(is_delivery.then(|| delivery(lang).to_owned()));
            parts.extend(number.map(|number| trade::report_number(reader, number)));
            parts.join(if fa { "، " } else { ", " })
        }
        Matter::ReadBacks { red_lines, locks, .. } => {
            let red = (*red_lines > 0).then(|| {
                let n = reader.count(*red_lines as usize);
                if fa {
                    format!("{n} خط قرمز")
                } else if *red_lines == 1 {
                    "1 red line".to_owned()
                } else {
                    format!("{n} red lines")
                }
            });
            let lock = locks.as_ref().map(|words| {
                if fa {
                    format!("تا بازخوانی نشود، «{words}» قفل است")
                } else {
                    format!("“{words}” stays locked until then")
                }
            });
            [red, lock].into_iter().flatten().collect::<Vec<_>>().join(if fa { "؛ " } else { "; " })
        }
        Matter::TeamReadBacks { .. } => {
            if fa {
                "تا بازخوانی نشود، تحویل قفل است".to_owned()
            } else {
                "delivery stays locked until it is read back".to_owned()
            }
        }
        Matter::Silence { cadence_days, .. } => {
            let n = reader.count(usize::from(*cadence_days));
            if fa {
                format!("قرار: هر {n} روز یک بار")
            } else {
                format!("agreed: every {n} days")
            }
        }
    }
}

/// The one act in place.
pub fn act(lang: Lang, fact: &Fact) -> &'static str {
    match &fact.matter {
        Matter::Objected { .. } => answer_line(lang),
        Matter::Draft { .. } => go_on(lang),
        Matter::Unopened { .. } | Matter::ReplyOver { .. } => open(lang),
        Matter::Promise { .. } => keep(lang),
        Matter::ReadBacks { .. } => read_back(lang),
        Matter::TeamReadBacks { .. } => remind(lang),
        Matter::Silence { .. } => contact(lang),
    }
}

/// «دیروز، هر ۷ روز».
pub fn last_contact(reader: &Reader, rhythm: &Rhythm) -> String {
    rhythm.last_contact.map_or_else(|| never(reader.lang).to_owned(), |last| reader.days_ago(last))
}

/// «دیروز؛ قرار: هر ۷ روز یک بار», for who cannot see the dots.
pub fn rhythm_spoken(reader: &Reader, rhythm: &Rhythm) -> String {
    let n = reader.count(usize::from(rhythm.cadence_days));
    let agreed = if reader.lang == Lang::Fa {
        format!("قرار: هر {n} روز یک بار")
    } else {
        format!("agreed: every {n} days")
    };
    let between = if reader.lang == Lang::Fa { "؛ " } else { "; " };
    format!("{}{between}{agreed}", last_contact(reader, rhythm))
}
