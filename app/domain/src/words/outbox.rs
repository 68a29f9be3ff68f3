//! Words of the outbox: its groups and rows, comparing two versions field by field. What it shares with other
//! pages without a network is in `offline`.

use super::{fill, trade};
use crate::contact_report::ContactKind;
use crate::reader::{Lang, Reader};
use crate::time::Timestamp;

words! {
    no_network_then: "اینترنت وصل نیست؛", "No network,";
    saved_phone: "روی همین گوشی ذخیره شده", "saved on this phone";
    saved_device: "روی همین دستگاه ذخیره شده", "saved on this device";
    will_be_saved: "هر چه بنویسید روی همین دستگاه ذخیره می‌شود.", "what you write is saved on this device.";
    for_you: "{n} مورد منتظر شما", "{n} waiting for you";
    not_now: "فعلاً نه", "Not now";
    install_by_hand: "از فهرست مرورگر، «افزودن به صفحهٔ اصلی» را بزنید.", "In the browser’s menu, choose “Add to Home Screen”.";

    elsewhere: "پیش‌نویس‌های دستگاه‌های دیگر شما", "Drafts from your other devices";
    open: "باز کردن", "Open";
    go_on: "ادامه", "Continue";
    retry: "امتحان دوباره", "Try again";
    acts: "کارهای این مورد", "Actions";
    unfinished: "ناتمام", "not finished";
    discarding: "در حال حذف", "Deleting";
    draft_of: "پیش‌نویس، {title}", "Draft: {title}";
    newer_title: "نوشته‌ای از نسخهٔ جدیدتر", "Written by a newer version";
    locked_title: "نوشته‌ای که باز نمی‌شود", "Cannot be opened";
    sign_in_to_store: "نوشته‌تان محفوظ است و پس از ورود ثبت می‌شود.", "Your text is kept and goes out once you sign in.";
    cancel: "انصراف", "Cancel";
    discard_text: "این پیش‌نویس از این دستگاه و از لیبرو حذف می‌شود و برنمی‌گردد.", "It is deleted here and in Libero, and cannot be brought back.";
    not_discarded: "حذف نشد؛ دوباره امتحان کنید.", "Not deleted; try again.";
    no_file: "این مرورگر اجازهٔ ذخیرهٔ فایل نمی‌دهد.", "This browser does not allow saving files.";
    nobody: "روی این دستگاه کسی وارد نشده است.", "Nobody is signed in on this device.";

    compare_title: "مقایسهٔ دو نسخه", "Compare two versions";
    compare_lead: "آنچه فقط یک نفر تغییر داده، کنار هم آمده است. دربارهٔ این‌ها شما تصمیم می‌گیرید.", "What only one of you changed is together already. These are yours to decide.";
    nothing_left: "دیگر تفاوتی نمانده است؛ ثبت کنید.", "No difference is left; save.";
    no_clash: "تفاوتی برای مقایسه نیست.", "There is nothing to compare.";
    chosen: "انتخاب شما", "Your choice";
    empty: "خالی", "Empty";
    yes: "بله", "Yes";
    no: "خیر", "No";
    client: "مشتری", "Client";
    kind_of_contact: "نوع ارتباط", "Kind of contact";
    day: "روز", "Day";
    from_hour: "از ساعت", "From";
    to_hour: "تا ساعت", "To";
    place: "مکان", "Place";
    attendee: "حاضران", "Attendees";
    topic: "موضوع", "Topic";
    budget: "بودجه", "Budget";
    line: "بند {n}", "Line {n}";
    line_words: "بند {n}، متن", "Line {n}, words";
    line_kind: "بند {n}، نوع", "Line {n}, kind";
    line_said_by: "بند {n}، گوینده", "Line {n}, said by";
    line_owner: "بند {n}، مسئول", "Line {n}, owner";
    line_due: "بند {n}، موعد", "Line {n}, due";
    line_weight: "بند {n}، اهمیت", "Line {n}, weight";
    line_scope: "بند {n}، دامنه", "Line {n}, scope";
    order: "ترتیب", "Order";
    somebody: "شخص", "Person";
    back_online: "دوباره امتحان کنید", "Try again";
}

/// «۱ مورد منتظر شما». `n` is written already.
pub fn how_many_for_you(lang: Lang, n: &str) -> String {
    fill(for_you(lang), &[("n", n)])
}

/// «گزارش جلسهٔ برفدشت», «یادداشت تماس راهوار»; "Barfdasht meeting report". In Persian a report of a call is a
/// note: «گزارش تماس» is a list of phone calls.
pub fn title(lang: Lang, kind: ContactKind, client: Option<&str>) -> String {
    let word = trade::contact_kind(lang, kind);
    match lang {
        Lang::Fa => {
            let sort = match kind {
                ContactKind::Meeting | ContactKind::Visit => "گزارش",
                ContactKind::Call | ContactKind::Message => "یادداشت",
            };
            match client {
                Some(client) if word.ends_with('ه') => format!("{sort} {word}ٔ {client}"),
                Some(client) => format!("{sort} {word} {client}"),
                None => format!("{sort} {word}"),
            }
        }
        Lang::En => match client {
            Some(client) => format!("{client} {} report", word.to_lowercase()),
            None => format!("{word} report"),
        },
    }
}

/// «۳ بند» / "3 lines".
pub fn lines(reader: &Reader, count: usize) -> String {
    let n = reader.count(count);
    match reader.lang {
        Lang::Fa => format!("{n} بند"),
        Lang::En if count == 1 => format!("{n} line"),
        Lang::En => format!("{n} lines"),
    }
}

/// A moment as short as it can be: «۱۰:۵۱» today, «دیروز ۱۹:۰۲», else with its day.
pub fn moment(reader: &Reader, at: Timestamp) -> String {
    if reader.zone.date(at) == reader.today() { reader.time(at) } else { reader.moment_near(at) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::time::Zone;

    fn reader(lang: Lang) -> Reader {
        Reader {
            lang,
            calendar: Calendar::default(),
            digits: Default::default(),
            zone: Zone::tehran(),
            money_unit: Default::default(),
            now: Timestamp(1_802_000_000_000),
        }
    }

    #[test]
    fn a_call_leaves_a_note_in_persian() {
        assert_eq!(title(Lang::Fa, ContactKind::Meeting, Some("برفدشت")), "گزارش جلسهٔ برفدشت");
        assert_eq!(title(Lang::Fa, ContactKind::Call, Some("راهوار")), "یادداشت تماس راهوار");
        assert_eq!(title(Lang::Fa, ContactKind::Visit, None), "گزارش دیدار حضوری");
        assert_eq!(title(Lang::En, ContactKind::Call, Some("Rahvar")), "Rahvar call report");
    }

    #[test]
    fn today_needs_no_day() {
        let reader = reader(Lang::En);
        let earlier = reader.now.plus_ms(-60_000);
        assert!(!moment(&reader, earlier).contains("today"));
        assert!(moment(&reader, earlier.plus_days(-1)).starts_with("yesterday"));
    }

    #[test]
    fn one_line_is_not_many() {
        assert_eq!(lines(&reader(Lang::En), 1), "1 line");
        assert_eq!(lines(&reader(Lang::Fa), 3), "۳ بند");
    }
}
