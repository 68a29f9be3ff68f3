//! Numbers: read from either digits, shown in the reader's; numbers with check digits.

use libero_domain::calendar::Calendar;
use libero_domain::check::Code;
use libero_domain::identity::{economic_number, iban, legal_id, national_code};
use libero_domain::money::{MoneyUnit, Percent, Ratio};
use libero_domain::number::{fold_digits, parse_decimal, parse_integer, rounded, show_digits, topic_letter};
use libero_domain::reader::{Digits, Lang, Reader};
use libero_domain::time::{Timestamp, Zone};
use proptest::prelude::*;

fn reader(lang: Lang, digits: Digits) -> Reader {
    Reader {
        lang,
        calendar: Calendar::Jalali,
        digits,
        zone: Zone::tehran(),
        money_unit: MoneyUnit::Toman,
        now: Timestamp(0),
    }
}

fn persian() -> Reader {
    reader(Lang::Fa, Digits::Persian)
}

fn english() -> Reader {
    reader(Lang::En, Digits::Persian)
}

#[test]
fn digits_belong_to_the_language_unless_the_reader_chose_latin_ones() {
    assert_eq!(show_digits("1405/003-A1", &persian()), "۱۴۰۵/۰۰۳-A۱");
    assert_eq!(show_digits("1405/003", &reader(Lang::Fa, Digits::Latin)), "1405/003");
    assert_eq!(show_digits("۱۴۰۵", &english()), "1405");
    assert_eq!(fold_digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ x"), "0123456789 0123456789 x");
}

#[test]
fn numbers_are_grouped() {
    assert_eq!(persian().number(1_250_000), "۱٬۲۵۰٬۰۰۰");
    assert_eq!(persian().number(999), "۹۹۹");
    assert_eq!(english().number(1_206_640_000), "1,206,640,000");
    assert_eq!(reader(Lang::Fa, Digits::Latin).number(1_000), "1,000");
    assert_eq!(persian().count(0), "۰");
    assert_eq!(english().number(i64::MIN), "\u{2212}9,223,372,036,854,775,808");
}

#[test]
fn a_minus_stays_before_its_digits() {
    assert_eq!(persian().number(-1_234_567), "\u{200E}\u{2212}۱٬۲۳۴٬۵۶۷");
    assert_eq!(english().number(-5), "\u{2212}5");
}

#[test]
fn decimals_have_no_closing_zeros() {
    assert_eq!(persian().decimal(12_500, 3), "۱۲٫۵");
    assert_eq!(english().decimal(5, 2), "0.05");
    assert_eq!(english().decimal(-1_200_000, 3), "\u{2212}1,200");
}

#[test]
fn percentages_have_two_decimals_at_most() {
    assert_eq!(persian().percent(Percent::from_micro(15_000_000)), "۱۵٪");
    assert_eq!(english().percent(Percent::parse("17.647059").unwrap()), "17.65%");
    assert_eq!(english().percent(Percent::from_micro(-5_000)), "\u{2212}0.01%");
    assert_eq!(english().percent(Percent::from_micro(4_999)), "0%");
}

#[test]
fn a_ratio_without_a_denominator_is_not_zero() {
    assert_eq!(persian().ratio(Ratio::new(5, 0), 2), "—");
    assert_eq!(persian().ratio(Ratio::new(0, 5), 2), "۰");
    // Cost per thousand of 1,200,000,000 Rial for 20,880,000 impressions.
    let cpm = Ratio::new(1_200_000_000_i64 * 1_000, 20_880_000);
    assert_eq!(english().ratio(cpm, 2), "57,471.26");
    assert_eq!(cpm.whole(), Some(57_471));
    assert_eq!(Ratio::new(1, 4).percent(), Some(Percent::from_micro(25_000_000)));
    assert_eq!(Ratio::new(1, 0).percent(), None);
}

#[test]
fn halves_are_rounded_away_from_zero() {
    for (numerator, denominator, whole) in
        [(5, 2, 3), (-5, 2, -3), (5, -2, -3), (4, 3, 1), (-4, 3, -1), (-5, 3, -2), (0, 7, 0), (6, 3, 2)]
    {
        assert_eq!(rounded(numerator, denominator), Some(whole), "{numerator}/{denominator}");
    }
    assert_eq!(rounded(1, 0), None);
    assert_eq!(rounded(i128::MIN, -1), None);
}

#[test]
fn whole_numbers_are_read_as_people_type_them() {
    for (text, number) in [
        ("۱۲۳", 123),
        ("٤٥٦", 456),
        (" 1,250,000 ", 1_250_000),
        ("۱٬۲۵۰", 1_250),
        ("۱،۲۵۰", 1_250),
        ("1 250 000", 1_250_000),
        ("1250000", 1_250_000),
        ("-5", -5),
        ("\u{200E}\u{2212}۵", -5),
        ("+7", 7),
        ("007", 7),
        ("12.0", 12),
        ("-9223372036854775808", i64::MIN),
    ] {
        assert_eq!(parse_integer(text), Ok(number), "{text}");
    }
    assert_eq!(parse_integer(" \u{200E}"), Err(Code::Needed));
    for bad in [
        "x",
        "1,5",
        "1,25,000",
        "1,250 000",
        ",5",
        "5,",
        "1250,000",
        "12.5",
        "12.",
        "--5",
        "1-2",
        "9223372036854775808",
        "½",
    ] {
        assert_eq!(parse_integer(bad), Err(Code::BadNumber), "{bad}");
    }
}

#[test]
fn decimals_are_read_up_to_their_places() {
    assert_eq!(parse_decimal("۱۲٫۵", 2), Ok(1_250));
    assert_eq!(parse_decimal("1,234.5600", 2), Ok(123_456));
    assert_eq!(parse_decimal(".5", 1), Ok(5));
    assert_eq!(parse_decimal("2,5", 1), Err(Code::BadNumber), "asked, not guessed");
    assert_eq!(parse_decimal("1/2", 1), Err(Code::BadNumber));
    assert_eq!(parse_decimal("1.234", 2), Err(Code::BadNumber));
    assert_eq!(Percent::parse("۹٫۵٪"), Ok(Percent::from_micro(9_500_000)));
    assert_eq!(Percent::parse("10 %"), Ok(Percent::from_micro(10_000_000)));
    assert_eq!(Percent::parse("%"), Err(Code::Needed));
}

#[test]
fn topics_have_the_letters_of_their_language() {
    assert_eq!([0, 1, 2, 25].map(|index| topic_letter(Lang::Fa, index)), ["الف", "ب", "پ", "گ"]);
    assert_eq!([0, 1, 25, 26].map(|index| topic_letter(Lang::En, index)), ["A", "B", "Z", "—"]);
}

/// Each number holds, and with its last digit raised by one it does not.
fn holds(check: fn(&str) -> Result<String, Code>, numbers: &[&str]) {
    for number in numbers {
        assert_eq!(check(number).as_deref(), Ok(*number));
        let (rest, last) = number.split_at(number.len() - 1);
        let wrong = format!("{rest}{}", (last.parse::<u8>().unwrap() + 1) % 10);
        assert_eq!(check(&wrong), Err(Code::BadNumber), "{wrong}");
    }
    assert_eq!(check(" "), Err(Code::Needed));
    assert_eq!(check("abc"), Err(Code::BadNumber));
}

#[test]
fn a_persons_national_code_has_a_check_digit() {
    holds(national_code, &["0499370899", "0012543217", "1276543212", "2287654321"]);
    assert_eq!(national_code("۱۲۵۴۳۲۱۷").as_deref(), Ok("0012543217"), "leading zeros come back");
    assert_eq!(national_code("049-937089-9").as_deref(), Ok("0499370899"));
    for bad in ["1111111111", "0000000000", "1234567", "04993708990"] {
        assert_eq!(national_code(bad), Err(Code::BadNumber), "{bad}");
    }
}

#[test]
fn a_companys_national_number_has_a_check_digit() {
    holds(legal_id, &["10380284790", "14007650912", "10100428538", "14012345679"]);
    assert_eq!(legal_id("۱۰۳۸۰۲۸۴۷۹۰").as_deref(), Ok("10380284790"));
    for bad in ["1038028479", "10300000090", "00000000000"] {
        assert_eq!(legal_id(bad), Err(Code::BadNumber), "{bad}");
    }
}

#[test]
fn an_iban_is_one_modulo_ninety_seven() {
    holds(iban, &["IR820540102680020817909002", "IR270170000000100324200001", "IR840120000000000123456789"]);
    assert_eq!(iban("ir82 0540 1026 8002 0817 9090 02").as_deref(), Ok("IR820540102680020817909002"));
    assert_eq!(iban("۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲").as_deref(), Ok("IR820540102680020817909002"));
    assert_eq!(iban("DE89370400440532013000"), Err(Code::BadNumber));
    assert_eq!(iban("شب"), Err(Code::BadNumber));
}

#[test]
fn an_economic_number_has_eleven_or_fourteen_digits() {
    assert_eq!(economic_number("۱۰۳۸۰۲۸۴۷۹۰").as_deref(), Ok("10380284790"));
    assert_eq!(economic_number("04993708990001").as_deref(), Ok("04993708990001"));
    assert_eq!(economic_number("411111111111"), Err(Code::BadNumber), "the cancelled form of twelve digits");
}

proptest! {
    #[test]
    fn what_is_shown_reads_back_as_the_same(number: i64) {
        for reader in [persian(), english(), reader(Lang::Fa, Digits::Latin)] {
            prop_assert_eq!(parse_integer(&reader.number(number)), Ok(number));
            prop_assert_eq!(parse_decimal(&reader.decimal(number.into(), 4), 4), Ok(number));
        }
    }

    #[test]
    fn rounding_is_never_more_than_half_off_and_mirrors(numerator in -1_000_000_i128..1_000_000, denominator in 1_i128..10_000) {
        let whole = rounded(numerator, denominator).unwrap();
        prop_assert!((numerator - whole * denominator).abs() * 2 <= denominator);
        prop_assert_eq!(rounded(-numerator, denominator), Some(-whole));
    }

    #[test]
    fn no_text_breaks_the_readers(text: String) {
        let _ = (parse_integer(&text), Percent::parse(&text), national_code(&text), legal_id(&text), iban(&text));
    }
}
