//! Telephones: read as they are typed in Iran, shown in groups.

use libero_domain::calendar::Calendar;
use libero_domain::check::Code;
use libero_domain::money::MoneyUnit;
use libero_domain::phone::{Phone, PhoneKind, parse};
use libero_domain::reader::{Digits, Lang, Reader};
use libero_domain::time::{Timestamp, Zone};
use proptest::prelude::*;

fn reader(lang: Lang) -> Reader {
    Reader {
        lang,
        calendar: Calendar::Jalali,
        digits: Digits::Persian,
        zone: Zone::tehran(),
        money_unit: MoneyUnit::Toman,
        now: Timestamp(0),
    }
}

fn read(text: &str) -> Phone {
    parse(text, "21").unwrap_or_else(|code| panic!("{text}: {code:?}"))
}

#[test]
fn a_mobile_has_one_form_however_it_is_typed() {
    for text in [
        "09121234567",
        "9121234567",
        "+989121234567",
        "00989121234567",
        "989121234567",
        "0912 123 45 67",
        "۰۹۱۲-۱۲۳-۴۵۶۷",
        "٠٩١٢١٢٣٤٥٦٧",
        "+98 (0)912 123 4567",
        "\u{202A}0912\u{200C}1234567\u{202C}",
        "989121234567+",
    ] {
        let phone = read(text);
        assert_eq!(phone.e164.as_deref(), Some("+989121234567"), "{text}");
        assert_eq!(phone.kind, PhoneKind::Mobile, "{text}");
    }
}

#[test]
fn a_landline_gets_its_area() {
    for text in
        ["021-88881234", "02188881234", "+98 (0)21 8888 1234", "0098 21 88881234", "88881234", "۸۸۸۸ ۱۲۳۴"]
    {
        let phone = read(text);
        assert_eq!(phone.e164.as_deref(), Some("+982188881234"), "{text}");
        assert_eq!(phone.kind, PhoneKind::Landline, "{text}");
    }
    assert_eq!(parse("32221234", "۰۳۱").unwrap().e164.as_deref(), Some("+983132221234"));
    assert_eq!(parse("32221234", "").unwrap().e164, None, "no area, no guess");
    assert_eq!(read("91001234").kind, PhoneKind::Landline, "eight digits are a landline even after a 9");
}

#[test]
fn a_short_mobile_says_how_much_is_missing() {
    for (text, missing) in [("0912 000 41", 2), ("۰۹۱۲", 7), ("+98912123456", 1), ("912123456", 1)] {
        assert_eq!(parse(text, "21"), Err(Code::DigitsShort { missing }), "{text}");
    }
    assert_eq!(parse("091212345678", "21"), Err(Code::BadPhone));
}

#[test]
fn what_the_rules_do_not_know_stays_as_typed() {
    for text in ["1500", "110", "021-8888", "۱۸۲۸"] {
        let phone = read(text);
        assert_eq!((phone.e164, phone.kind, phone.raw.as_str()), (None, PhoneKind::Other, text));
    }
    let abroad = read("+49 30 1234567");
    assert_eq!((abroad.e164.as_deref(), abroad.kind), (Some("+49301234567"), PhoneKind::Other));
    assert_eq!(read("0044 20 7946 0000").e164.as_deref(), Some("+442079460000"));
}

#[test]
fn what_is_no_number_is_refused() {
    assert_eq!(parse(" \u{200E}", "21"), Err(Code::Needed));
    for bad in [
        "x",
        "12",
        "تلفن",
        "09121234567 09131234567",
        "+1",
        "+",
        "0912abc4567",
        "021-88881234 داخلی",
        "88881234 ext 1234567",
    ] {
        assert_eq!(parse(bad, "21"), Err(Code::BadPhone), "{bad}");
    }
}

#[test]
fn an_extension_is_kept_apart() {
    for text in [
        "۰۲۱-۸۸۸۸۱۲۳۴ داخلی ۱۲",
        "021 88881234 (داخلي: 12)",
        "88881234 ext. 12",
        "88881234x12",
        "+982188881234;ext=12",
    ] {
        let phone = read(text);
        assert_eq!(phone.e164.as_deref(), Some("+982188881234"), "{text}");
        assert_eq!(phone.extension.as_deref(), Some("12"), "{text}");
    }
}

#[test]
fn numbers_are_shown_in_groups_inside_an_isolate() {
    let fa = reader(Lang::Fa);
    let en = reader(Lang::En);
    assert_eq!(read("+989121234567").show(&fa), "\u{2066}۰۹۱۲ ۱۲۳ ۴۵۶۷\u{2069}");
    assert_eq!(read("+989121234567").show(&en), "\u{2066}0912 123 4567\u{2069}");
    assert_eq!(read("88881234 داخلی 12").show(&fa), "\u{2066}۰۲۱ ۸۸۸۸ ۱۲۳۴\u{2069} داخلی ۱۲");
    assert_eq!(read("88881234 داخلی 12").show(&en), "\u{2066}021 8888 1234\u{2069} ext. 12");
    assert_eq!(read("1500 داخلی ۳").show(&fa), "\u{2066}۱۵۰۰\u{2069} داخلی ۳");
    assert_eq!(read("+49 30 1234567").show(&fa), "\u{2066}+۴۹۳۰۱۲۳۴۵۶۷\u{2069}");
}

#[test]
fn a_link_dials_the_whole_number() {
    assert_eq!(read("0912 123 4567").tel(), "tel:+989121234567");
    assert_eq!(read("۰۲۱-۸۸۸۸ داخلی ۲").tel(), "tel:0218888");
}

#[test]
fn a_phone_is_stored_by_name() {
    let json = serde_json::to_value(read("09121234567")).unwrap();
    assert_eq!(json["kind"], "mobile");
    assert_eq!(serde_json::from_value::<Phone>(json).unwrap(), read("09121234567"));
}

proptest! {
    #[test]
    fn what_is_shown_reads_back_as_the_same(
        text in "(09[0-9]{9}|0[1-8][0-9]{9}|[2-8][0-9]{7}|1[0-9]{2,4}|\\+49[0-9]{8})( داخلی [0-9]{1,6})?",
    ) {
        let phone = parse(&text, "21").unwrap();
        for lang in Lang::ALL {
            let again = parse(&phone.show(&reader(lang)), "21").unwrap();
            prop_assert_eq!((again.e164, again.extension, again.kind), (phone.e164.clone(), phone.extension.clone(), phone.kind));
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text: String, area: String) {
        if let Ok(phone) = parse(&text, &area) {
            prop_assert!(phone.tel().len() > "tel:".len());
            phone.show(&reader(Lang::Fa));
        }
    }
}
