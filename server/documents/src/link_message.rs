//! The polite words with a report's link, ready for a messenger.

use libero_domain::contact_report::ContactKind;
use libero_domain::person::PersonName;
use libero_domain::reader::Lang;
use libero_domain::words::papers;

/// What the message is made of.
pub struct LinkMessage<'a> {
    pub lang: Lang,
    pub agency: &'a str,
    pub person: &'a PersonName,
    pub sender: &'a str,
    pub kind: ContactKind,
    /// The day in the person's calendar and language.
    pub day: &'a str,
    pub url: &'a str,
}

/// The message as plain text, in the person's language.
pub fn link_message(of: &LinkMessage<'_>) -> String {
    papers::link_message(of.lang, of.agency, of.person, of.sender, of.kind, of.day, of.url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use libero_domain::id::PersonId;
    use libero_domain::person::Title;
    use uuid::Uuid;

    fn tehranchi() -> PersonName {
        PersonName {
            id: PersonId(Uuid::nil()),
            title: Title::Ms,
            name: "مریم".into(),
            surname: "تهرانچی".into(),
            latin: "Maryam Tehranchi".into(),
            job: String::new(),
        }
    }

    fn message(lang: Lang, day: &str) -> String {
        link_message(&LinkMessage {
            lang,
            agency: "چکاوند",
            person: &tehranchi(),
            sender: "لیلا فرهمند",
            kind: ContactKind::Meeting,
            day,
            url: "https://libero.example/c/abc",
        })
    }

    #[test]
    fn the_message_greets_names_the_day_and_isolates_the_address() {
        let fa = message(Lang::Fa, "چهارشنبه ۲۱ بهمن");
        assert!(fa.starts_with("\u{2068}سرکار خانم تهرانچی\u{2069}، سلام\n"), "{fa}");
        assert!(fa.contains("جلسهٔ چهارشنبه ۲۱ بهمن"), "{fa}");
        assert!(fa.contains("\u{2066}https://libero.example/c/abc\u{2069}"), "{fa}");
        let en = message(Lang::En, "Wed 10 Feb");
        assert!(en.contains("Ms Tehranchi") && en.contains("our meeting of Wed 10 Feb"), "{en}");
    }
}
