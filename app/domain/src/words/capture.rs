//! Words of the capture page: a contact written down where it happens.

use super::{fill, trade};
use crate::contact_report::ReportBody;
use crate::reader::{Lang, Reader};

words! {
    title: "گزارش جدید", "New report";
    change: "تغییر", "Change";
    more: "کارهای دیگر", "More actions";
    which_client: "این گزارش برای کدام مشتری است؟", "Which client is this for?";
    no_client: "مشتری هنوز انتخاب نشده", "No client chosen yet";
    client: "مشتری", "Client";
    other_client: "مشتری دیگر", "Another client";
    clients_away: "فهرست مشتریان هنوز روی این دستگاه نیست. بنویسید؛ مشتری را پس از وصل شدن انتخاب می‌کنید.", "The list of clients is not on this device yet. Write; you choose the client once you are online.";
    no_clients: "هنوز در تیم هیچ مشتری‌ای نیستید؛ نوشته‌تان محفوظ می‌ماند.", "You are on no client’s team yet; what you write is kept.";
    client_needed: "برای ثبت، مشتری را انتخاب کنید.", "Choose the client to finish.";
    contact: "زمان، مکان و نوع ارتباط", "When, where and how";
    kind_of_contact: "نوع ارتباط", "Kind of contact";
    day: "روز", "Day";
    day_help: "مانند ۱۱/۲۴، دیروز، شنبه", "Type 13/2, yesterday or Saturday";
    from_hour: "از ساعت", "From";
    to_hour: "تا ساعت", "To";
    place: "مکان", "Place";
    people: "حاضران", "Attendees";
    add_people: "افزودن شخص", "Add people";
    from_client: "از طرف مشتری", "From the client";
    from_agency: "از طرف آژانس", "From the agency";
    remove: "برداشتن {name}", "Remove {name}";
    someone: "شخص", "Person";
    close: "بستن", "Close";
    finish_edit: "تمام", "Done";

    kind: "نوع بند", "Kind of line";
    line: "بند جدید", "New line";
    line_hint: "چه گفته شد؟", "What was said?";
    add_line: "افزودن بند", "Add line";
    notes: "بندهای گزارش", "Lines of the report";
    edit_line: "ویرایش بند", "Edit line";
    edit_this: "ویرایش: {text}", "Edit: {text}";
    delete_line: "حذف بند", "Delete line";
    words_of_line: "متن بند", "Words";
    said_by: "گوینده", "Said by";
    owner: "مسئول", "Owner";
    due: "موعد", "Due";
    due_help: "مانند ۱۱/۲۴، شنبه، ۳ روز کاری", "Type 13/2, Saturday or 3 working days";
    weight: "اهمیت", "Weight";
    nobody: "—", "—";
    no_owner: "بدون مسئول", "no owner";
    no_due: "بدون موعد", "no due date";
    full: "گزارش بیش از این بند نمی‌گیرد.", "The report holds no more lines.";

    done: "پایان و ثبت", "Done";
    finishing: "در حال ثبت", "Storing";
    nothing_yet: "هنوز چیزی ننوشته‌اید.", "You have not written anything yet.";
    unfinished: "گزارش ناتمام شما، {title}", "Your unfinished report: {title}";
    go_on: "ادامهٔ آن", "Continue it";
    sign_in_once: "برای نوشتن گزارش روی این دستگاه، یک بار با اینترنت وارد شوید.", "To write reports on this device, sign in once with a network.";
    sign_in: "ورود", "Sign in";
    not_here: "این پیش‌نویس روی این دستگاه نیست؛ با وصل شدن اینترنت باز می‌شود.", "This draft is not on this device; it opens once you are online.";
}

/// «جلسه، امروز ۱۰:۳۰، دفتر مرکزی»; "Meeting, today 10:30, head office".
pub fn contact_line(reader: &Reader, body: &ReportBody) -> String {
    let day = reader.day_near(body.held_on);
    let when = match (body.from, body.to) {
        (Some(from), Some(to)) => match reader.lang {
            Lang::Fa => format!("{day} {} تا {}", reader.clock(from), reader.clock(to)),
            Lang::En => format!("{day} {}–{}", reader.clock(from), reader.clock(to)),
        },
        (Some(from), None) => format!("{day} {}", reader.clock(from)),
        (None, Some(to)) => match reader.lang {
            Lang::Fa => format!("{day} تا {}", reader.clock(to)),
            Lang::En => format!("{day} until {}", reader.clock(to)),
        },
        (None, None) => day,
    };
    let place = body.place.trim();
    let parts = [trade::contact_kind(reader.lang, body.kind).to_owned(), when, place.to_owned()];
    join(reader.lang, parts)
}

/// Parts of a line that are there, with the language's comma.
pub fn join(lang: Lang, parts: impl IntoIterator<Item = String>) -> String {
    let there: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    there.join(match lang {
        Lang::Fa => "، ",
        Lang::En => ", ",
    })
}

/// Spoken name of the cross beside a person.
pub fn remove_person(lang: Lang, name: &str) -> String {
    fill(remove(lang), &[("name", name)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::time::{Timestamp, Zone};
    use chrono::NaiveTime;

    #[test]
    fn the_contact_in_one_line() {
        let reader = Reader {
            lang: Lang::Fa,
            calendar: Calendar::default(),
            digits: Default::default(),
            zone: Zone::tehran(),
            money_unit: Default::default(),
            now: Timestamp(1_802_000_000_000),
        };
        let mut body = ReportBody::empty(reader.today());
        assert_eq!(contact_line(&reader, &body), "جلسه، امروز");
        body.from = NaiveTime::from_hms_opt(10, 30, 0);
        body.place = "دفتر مرکزی".into();
        assert_eq!(contact_line(&reader, &body), "جلسه، امروز ۱۰:۳۰، دفتر مرکزی");
        let english = Reader { lang: Lang::En, ..reader };
        body.to = NaiveTime::from_hms_opt(11, 0, 0);
        assert_eq!(contact_line(&english, &body), "Meeting, today 10:30–11:00, دفتر مرکزی");
    }
}
