//! Words of the register of details and of reading back.

use super::fill;
use crate::reader::{Lang, Reader};

words! {
    title: "نکته‌های مشتری", "Details";
    read_back_title: "بازخوانی", "Read-backs";
    all_read: "همهٔ نکته‌ها بازخوانی شده", "Every detail is read back";
    nothing_waits: "نکته‌ای منتظر بازخوانی شما نیست.", "No detail waits for your read-back.";
    own_words: "به زبان خودتان بنویسید چطور رعایتش می‌کنید", "Say in your own words how you will follow it";
    short_is_fine: "مسئول مشتری این را می‌خواند. کوتاه هم خوب است.", "The client’s owner reads this. Short is fine.";
    i_read_it: "خواندم و رعایت می‌کنم", "I read it and will follow it";
    your_details: "نکته‌های منتظر شما", "Details for you";
    locked: "کارهای منتظر بازخوانی", "Work that waits";
    state_read: "بازخوانی‌شده", "read back";
    state_waiting: "منتظر بازخوانی", "must read back";
    state_not_theirs: "به کارش مربوط نیست", "does not concern them";
    clients_words: "گفتهٔ مشتری", "The client’s words";
    weight: "اهمیت", "Weight";
    scope: "دامنه", "Scope";
    source: "منبع", "Source";
    new_detail: "نکتهٔ جدید", "New detail";
    no_details: "هنوز نکته‌ای ثبت نشده", "No details yet";
    said_by: "گوینده", "Said by";
    words_field: "عین گفتهٔ مشتری", "Word for word";
    source_field: "از کجا آمده", "Where it comes from";
    source_hint: "مانند برندبوک ۱۴۰۴ یا تماس تلفنی", "e.g. brand book 2025, or a phone call";
    add: "افزودن نکته", "Add detail";
    back: "بازگشت", "Back";
    sending: "در حال ثبت", "Saving";
}

/// «۳ از ۵».
pub fn progress(reader: &Reader, at: usize, of: usize) -> String {
    let (at, of) = (reader.count(at), reader.count(of));
    match reader.lang {
        Lang::Fa => fill("{at} از {of}", &[("at", &at), ("of", &of)]),
        Lang::En => fill("{at} of {of}", &[("at", &at), ("of", &of)]),
    }
}

/// «تحویل یکشنبه ۲۵ بهمن. پس از بازخوانی ۳ نکتهٔ مانده باز می‌شود.»
pub fn opens_after(reader: &Reader, due: crate::time::Timestamp, open: u32) -> String {
    let (day, n) = (reader.moment_near(due), reader.count(open as usize));
    match reader.lang {
        Lang::Fa => {
            fill("تحویل {day}. پس از بازخوانی {n} نکتهٔ مانده باز می‌شود.", &[("day", &day), ("n", &n)])
        }
        Lang::En => fill("Due {day}. Opens after {n} more read-backs.", &[("day", &day), ("n", &n)]),
    }
}

/// «۲ بازخوانی باز است».
pub fn open_count(reader: &Reader, count: u32) -> String {
    let n = reader.count(count as usize);
    match (reader.lang, count) {
        (Lang::Fa, _) => fill("{n} بازخوانی باز است", &[("n", &n)]),
        (Lang::En, 1) => "1 read-back open".into(),
        (Lang::En, _) => fill("{n} read-backs open", &[("n", &n)]),
    }
}

/// Where a detail comes from: «گزارش ۱۴۰۵/۰۱۲، بند ۱».
pub fn source_of(reader: &Reader, source: &crate::detail::Source) -> String {
    match source {
        crate::detail::Source::Report { number, line, .. } => {
            let (report, line) =
                (super::trade::report_number(reader, *number), reader.count(usize::from(*line)));
            match reader.lang {
                Lang::Fa => format!("{report}، بند {line}"),
                Lang::En => format!("{report}, line {line}"),
            }
        }
        crate::detail::Source::Other { words } => words.clone(),
    }
}
