//! Words of papers and messages that leave the house.

use super::{fill, trade};
use crate::contact_report::ContactKind;
use crate::person::{PersonName, Title};
use crate::reader::Lang;
use crate::text::{isolate, ltr};

words! {
    greeting_fa_neutral: "{name} گرامی، سلام", "Dear {name},";
    greeting: "{name}، سلام", "Dear {name},";
    link_body: "گزارش {contact} {day} آماده است. لطفاً ببینید صحبت‌ها را درست نوشته‌ایم؟ دو دقیقه بیشتر وقت نمی‌گیرد:", "The report of our {contact} of {day} is ready. Please see whether we got it right; it takes two minutes:";
    link_sign: "با احترام، {sender}، {agency}", "Kind regards, {sender}, {agency}";
}

/// «سرکار خانم تهرانچی، سلام»; «آرش کریمی گرامی، سلام» without a title.
pub fn greeting_of(lang: Lang, person: &PersonName) -> String {
    let name = isolate(&trade::address(lang, person));
    let template = if person.title == Title::None { greeting_fa_neutral(lang) } else { greeting(lang) };
    fill(template, &[("name", &name)])
}

/// The message around a report's link, ready for a messenger: names and the address stand in isolates, so
/// that mixed directions do not jump.
pub fn link_message(
    lang: Lang,
    agency: &str,
    person: &PersonName,
    sender: &str,
    kind: ContactKind,
    day: &str,
    url: &str,
) -> String {
    let contact = trade::contact_kind(lang, kind);
    let contact = match lang {
        // An ezafe joins the kind and its day: «جلسهٔ چهارشنبه».
        Lang::Fa if contact.ends_with('ه') => format!("{contact}ٔ"),
        Lang::Fa => contact.to_owned(),
        Lang::En => contact.to_lowercase(),
    };
    let body = fill(link_body(lang), &[("contact", &contact), ("day", day)]);
    let sign = fill(link_sign(lang), &[("sender", &isolate(sender)), ("agency", &isolate(agency))]);
    format!("{}\n{body}\n{}\n{sign}", greeting_of(lang, person), ltr(url))
}
