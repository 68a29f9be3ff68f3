//! Words of the client's page.

use super::fill;
use crate::contact_report::GuestReport;
use crate::reader::{Lang, Reader};

words! {
    tab: "تأیید گزارش", "Confirm the report";
    correct: "درست است", "Correct";
    needs_change: "نیاز به اصلاح دارد", "Needs changing";
    what_should_it_say: "متن درست را بنویسید", "What should it say?";
    your_answer: "پاسخ شما به بند {line}", "Your answer to line {line}";
    confirm_send: "تأیید و ارسال", "Confirm and send";
    next_line: "بند بعدی", "Next line";
    sending: "در حال ارسال", "Sending";
    accepted_title: "سپاس؛ گزارش تأیید شد", "Thank you; the report is confirmed";
    accepted_text: "پاسخ شما ثبت شد و گزارش قفل است. اگر بعداً چیزی تغییر کند، گزارش تکمیلی می‌فرستیم.", "Your answer is recorded and the report is locked. If anything changes later, we send an addendum.";
    objected_title: "سپاس؛ اصلاح‌ها به ما رسید", "Thank you; your corrections have reached us";
    objected_text: "متن اصلاح‌شده را برایتان می‌فرستیم.", "We will send you the corrected text.";
    agreed_title: "سپاس؛ پاسخ شما ثبت شد", "Thank you; your answer is recorded";
    agreed_text: "تأیید نهایی با همکار شماست.", "A colleague of yours gives the final confirmation.";
    settled_elsewhere: "همکار شما این گزارش را پیش از شما پاسخ داده است.", "A colleague of yours has answered this report before you.";
    your_wish: "خواستهٔ شما", "Your wish";
    decision: "تصمیم", "Decided";
    print: "چاپ", "Print";
    link_over_title: "این لینک دیگر معتبر نیست", "This link is no longer valid";
    link_over_text: "لطفاً از همکار ما لینک جدید بخواهید.", "Please ask our colleague for a new one.";
    your_answers: "پاسخ‌های شما", "Your answers";
}

/// «لطفاً ببینید صحبت‌های چهارشنبه را درست نوشته‌ایم؟» within the last week, else with its date.
pub fn question(reader: &Reader, report: &GuestReport) -> String {
    let ago = (reader.today() - report.held_on).num_days();
    let day = if (0..7).contains(&ago) {
        reader.weekday(chrono::Datelike::weekday(&report.held_on)).to_owned()
    } else {
        reader.day_short(report.held_on)
    };
    match reader.lang {
        Lang::Fa => fill("لطفاً ببینید صحبت‌های {day} را درست نوشته‌ایم؟", &[("day", &day)]),
        Lang::En => fill("Did we get {day} right?", &[("day", &day)]),
    }
}

/// «گزارش ۱۴۰۵/۰۱۳، جلسهٔ ۲۱ بهمن با لیلا فرهمند و حامد ترابی. ۴ بند دارد.»
pub fn summary(reader: &Reader, report: &GuestReport, lines: usize) -> String {
    let lang = reader.lang;
    let title = super::report::title(reader, Some(report.number), report.kind, report.held_on);
    let people: Vec<String> = report.agency_people.iter().map(|user| user.full(lang)).collect();
    let people = crate::text::list(lang, &people);
    let n = reader.count(lines);
    match (lang, people.is_empty()) {
        (Lang::Fa, true) => fill("{title}. {n} بند دارد.", &[("title", &title), ("n", &n)]),
        (Lang::Fa, false) => {
            fill("{title} با {people}. {n} بند دارد.", &[("title", &title), ("people", &people), ("n", &n)])
        }
        (Lang::En, true) => fill("{title}. Lines: {n}.", &[("title", &title), ("n", &n)]),
        (Lang::En, false) => {
            fill("{title} with {people}. Lines: {n}.", &[("title", &title), ("people", &people), ("n", &n)])
        }
    }
}

/// «مسئول از طرف ما: حامد ترابی، تا شنبه ۲۴ بهمن».
pub fn owner(reader: &Reader, ours: bool, name: &str, due: Option<chrono::NaiveDate>) -> String {
    let day = due.map(|day| reader.day(day));
    let head = match (reader.lang, ours) {
        (Lang::Fa, true) => format!("مسئول از طرف ما: {name}"),
        (Lang::Fa, false) => format!("مسئول از طرف شما: {name}"),
        (Lang::En, true) => format!("Our side: {name}"),
        (Lang::En, false) => format!("Your side: {name}"),
    };
    match (reader.lang, day) {
        (_, None) => head,
        (Lang::Fa, Some(day)) => format!("{head}، تا {day}"),
        (Lang::En, Some(day)) => format!("{head}, by {day}"),
    }
}

/// «۲ از ۴ بند پاسخ داده شد».
pub fn answered(reader: &Reader, done: usize, of: usize) -> String {
    let (done, of) = (reader.count(done), reader.count(of));
    match reader.lang {
        Lang::Fa => fill("{done} از {of} بند پاسخ داده شد", &[("done", &done), ("of", &of)]),
        Lang::En => fill("{done} of {of} lines answered", &[("done", &done), ("of", &of)]),
    }
}

/// «ارسال پس از پاسخ به ۲ بند دیگر باز می‌شود».
pub fn opens_after(reader: &Reader, left: usize) -> String {
    let n = reader.count(left);
    match reader.lang {
        Lang::Fa => fill("ارسال پس از پاسخ به {n} بند دیگر باز می‌شود", &[("n", &n)]),
        Lang::En if left == 1 => "You can send after one more line".into(),
        Lang::En => fill("You can send after {n} more lines", &[("n", &n)]),
    }
}

/// «مهلت: دوشنبه ۲۶ بهمن، ۹:۲۰».
pub fn reply_by(reader: &Reader, due: crate::time::Timestamp) -> String {
    match reader.lang {
        Lang::Fa => format!("مهلت: {}", reader.moment(due)),
        Lang::En => format!("Please by {}", reader.moment(due)),
    }
}

/// Whom to ask for a new link, where the name is known.
pub fn ask_for_link(lang: Lang, name: &str) -> String {
    match (lang, name.is_empty()) {
        (_, true) => link_over_text(lang).to_owned(),
        (Lang::Fa, false) => fill("لطفاً از {name} لینک جدید بخواهید.", &[("name", name)]),
        (Lang::En, false) => fill("Please ask {name} for a new one.", &[("name", name)]),
    }
}
