//! Words of the report's page, its editor and its sending.

use super::fill;
use crate::reader::{Lang, Reader};

words! {
    reports: "گزارش‌های ارتباط", "Contact reports";
    saved: "ذخیره شد", "Saved";
    send_to_client: "ارسال برای مشتری", "Send to client";
    from_client: "از طرف {client}", "From {client}";
    when_where: "زمان و مکان", "When and where";
    place: "مکان", "Place";
    day: "روز", "Day";
    from_hour: "از ساعت", "From";
    to_hour: "تا ساعت", "To";
    kind_of_contact: "نوع ارتباط", "Kind of contact";
    add_person: "افزودن شخص", "Add a person";
    remove: "برداشتن", "Remove";
    absent: "غایب", "apologies";
    copy: "رونوشت", "cc";
    present: "حاضر", "present";
    word_for_word: "عین گفتهٔ مشتری", "word for word";
    said_by: "گوینده", "Said by";
    owner: "مسئول", "Owner";
    due: "موعد", "Due";
    due_help: "مانند ۱۱/۲۴، شنبه، ۳ روز کاری", "Type 13/2, Saturday, tomorrow or 3 working days";
    weight: "اهمیت", "Weight";
    holds: "دامنه", "Scope";
    areas: "حوزه‌های کار", "Work areas";
    until: "تا تاریخ", "Until";
    campaign: "فقط این کمپین", "This campaign only";
    campaign_name: "نام کمپین", "Campaign";
    delivery: "تحویل کار است؛ تا بازخوانی نکته‌ها بسته نمی‌شود", "A delivery: stays open until details are read back";
    topic: "موضوع", "Topic";
    topics: "موضوع‌ها", "Topics";
    add_topic: "موضوع جدید", "New topic";
    budget: "بودجه", "Budget";
    kind: "نوع بند", "Kind of line";
    line: "بند جدید", "New line";
    line_hint: "مانند: نمونهٔ چاپ تا سه‌شنبه @نیلوفر", "e.g. Flex sample by Tuesday @Niloufar";
    enter_adds: "Enter بند را می‌افزاید", "Enter adds the line";
    add_line: "افزودن بند", "Add line";
    edit_line: "ویرایش بند", "Edit line";
    delete_line: "حذف بند", "Delete line";
    move_up: "بالاتر", "Move up";
    move_down: "پایین‌تر", "Move down";
    done: "تمام", "Done";
    actions_of_line: "کارهای این بند", "Actions of this line";
    what_client_sees: "آنچه مشتری می‌بیند", "What the client sees";
    internal_note: "فرصت احتمالی، بازخورد و یادداشت داخلی است؛ مشتری آن‌ها را نمی‌بیند.", "Opportunity signals, feedback and notes are internal; the client does not see them.";
    your_wish: "خواستهٔ شما", "Your wish";
    our_action: "اقدام ما", "Our action";
    your_action: "اقدام شما", "Your action";
    decided: "تصمیم", "Decided";
    no_number_yet: "شماره هنگام ارسال داده می‌شود", "The number is given when sent";
    present_people: "حاضران: {people}", "Present: {people}";
    copies: "رونوشت: {people}", "cc: {people}";
    send_title: "این گزارش برای مشتری ارسال شود؟", "Send this report to the client?";
    send_text: "برای هر گیرنده یک لینک ساخته می‌شود. پس از ارسال، متن قفل است.", "Each reader gets a link of their own. Once sent, the words are locked.";
    recipients: "گیرندگان", "Readers";
    may_confirm: "می‌تواند تأیید کند", "may confirm";
    nobody_confirms: "هیچ‌کدام نمی‌تواند گزارش را تأیید کند.", "None of them may confirm the report.";
    sending: "در حال ارسال", "Sending";
    cancel: "انصراف", "Cancel";
    close: "بستن", "Close";
    copy_link: "کپی پیام و لینک", "Copy message and link";
    copied: "کپی شد", "Copied";
    share: "هم‌رسانی", "Share";
    show_message: "پیام و لینک", "Message and link";
    new_link: "لینک جدید", "New link";
    revoke: "باطل کردن لینک", "Revoke link";
    answers: "پاسخ مشتری", "The client’s answer";
    correct: "درست است", "Correct";
    locked_hash: "قفل‌شده با اثر انگشت", "Locked, fingerprint";
    print: "چاپ", "Print";
    discard: "کنار گذاشتن پیش‌نویس", "Discard draft";
    discard_text: "این پیش‌نویس کنار گذاشته می‌شود.", "This draft will be discarded.";
    not_saved_full: "ذخیره نشد؛ حافظهٔ این دستگاه پر است. نوشته‌تان هنوز همین‌جاست.", "Not saved; this device is full. Your text is still here.";
    not_saved_blocked: "این مرورگر اجازهٔ ذخیره نمی‌دهد.", "This browser does not allow saving.";
    waiting: "اینترنت وصل نیست؛ روی همین دستگاه ذخیره شده", "No network, saved on this device";
    clash: "همین گزارش جای دیگری هم تغییر کرده است.", "This report was changed elsewhere too.";
    compare: "مقایسه", "Compare";
    sign_in_again: "نشست شما تمام شده؛ دوباره وارد شوید. نوشته‌تان محفوظ است.", "Your session ended; sign in again. Your text is kept.";
    stopped: "این گزارش دیگر اینجا تغییر نمی‌کند؛ نوشته‌تان محفوظ است.", "This report can no longer be changed here; your text is kept.";
    no_reports: "هنوز گزارشی ثبت نشده", "No reports yet";
    state_sent: "ارسال", "Sent";
    state_delivered: "رسیده", "Delivered";
    state_confirms: "تأیید مشتری", "Client confirms";
    state_locked: "قفل", "Locked";
    working_hours_rule: "پس از دیدن گزارش، تا {hours} ساعت کاری منتظر پاسخ شما هستیم.", "We look forward to your answer within {hours} working hours of opening.";
    kind_keys: "Alt Shift", "Alt Shift";
}

/// «گزارش ۱۴۰۵/۰۱۳، جلسهٔ ۲۱ بهمن», or without a number while a draft.
pub fn title(
    reader: &Reader,
    number: Option<crate::contact_report::Number>,
    kind: crate::contact_report::ContactKind,
    day: chrono::NaiveDate,
) -> String {
    let contact = contact_of(reader, kind, day);
    match (number, reader.lang) {
        (Some(number), Lang::Fa) => format!("{}، {contact}", super::trade::report_number(reader, number)),
        (Some(number), Lang::En) => format!("{}, {contact}", super::trade::report_number(reader, number)),
        (None, _) => first_upper(&contact),
    }
}

/// «جلسهٔ ۲۱ بهمن», "meeting of 10 Feb".
pub fn contact_of(
    reader: &Reader,
    kind: crate::contact_report::ContactKind,
    day: chrono::NaiveDate,
) -> String {
    let word = super::trade::contact_kind(reader.lang, kind);
    let day = reader.day_short(day);
    match reader.lang {
        Lang::Fa if word.ends_with('ه') => format!("{word}ٔ {day}"),
        Lang::Fa => format!("{word} {day}"),
        Lang::En => format!("{} of {day}", word.to_lowercase()),
    }
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// «ارسال تا شنبه ۱۱:۴۰».
pub fn send_by(reader: &Reader, due: crate::time::Timestamp) -> String {
    match reader.lang {
        Lang::Fa => format!("مهلت ارسال {}", reader.until(due)),
        Lang::En => format!("Send {}", reader.until(due)),
    }
}

/// «۵ نفر باید بازخوانی کنند».
pub fn to_read_back(reader: &Reader, count: usize) -> String {
    let n = reader.count(count);
    match reader.lang {
        Lang::Fa => fill("{n} نفر بازخوانی می‌کنند", &[("n", &n)]),
        Lang::En => fill("{n} to read back", &[("n", &n)]),
    }
}

/// Owner and day after a line of the paper: «؛ حامد ترابی، تا شنبه ۲۴ بهمن». Nothing when neither is known.
pub fn terms(lang: Lang, owner: &str, day: Option<&str>) -> Option<String> {
    Some(match (lang, owner, day) {
        (_, "", None) => return None,
        (Lang::Fa, "", Some(day)) => format!("؛ تا {day}"),
        (Lang::En, "", Some(day)) => format!("; by {day}"),
        (Lang::Fa, owner, Some(day)) => format!("؛ {owner}، تا {day}"),
        (Lang::En, owner, Some(day)) => format!("; {owner}, by {day}"),
        (Lang::Fa, owner, None) => format!("؛ {owner}"),
        (Lang::En, owner, None) => format!("; {owner}"),
    })
}

/// «لبنیات برفدشت، جلسهٔ ۲۱ بهمن».
pub fn paper_title(
    reader: &Reader,
    client: &str,
    kind: crate::contact_report::ContactKind,
    day: chrono::NaiveDate,
) -> String {
    let contact = contact_of(reader, kind, day);
    match reader.lang {
        Lang::Fa => format!("{client}، {contact}"),
        Lang::En => format!("{client}, {contact}"),
    }
}

/// «الف، کمپین نوروز، بودجه ۱۲ میلیارد تومان».
pub fn topic_title(lang: Lang, letter: &str, title: &str, budget: &str) -> String {
    let head = match lang {
        Lang::Fa => format!("{letter}، {title}"),
        Lang::En => format!("{letter}. {title}"),
    };
    match (lang, budget) {
        (_, "") => head,
        (Lang::Fa, budget) => format!("{head}، {budget}"),
        (Lang::En, budget) => format!("{head}, {budget}"),
    }
}

/// What stands between two parts of one line.
pub fn between_parts(lang: Lang) -> &'static str {
    match lang {
        Lang::Fa => "؛ ",
        Lang::En => "; ",
    }
}
