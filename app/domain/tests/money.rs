//! Money: exact, with its unit, and shares that add up.

use libero_domain::calendar::Calendar;
use libero_domain::check::Code;
use libero_domain::money::{Currency, Money, MoneyUnit, Percent, parse_money, share};
use libero_domain::reader::{Digits, Lang, Reader};
use libero_domain::time::{Timestamp, Zone};
use proptest::prelude::*;

fn reader(lang: Lang, money_unit: MoneyUnit) -> Reader {
    Reader {
        lang,
        calendar: Calendar::Jalali,
        digits: Digits::Persian,
        zone: Zone::tehran(),
        money_unit,
        now: Timestamp(0),
    }
}

fn rial(amount: i64) -> Money {
    Money::rial(amount).unwrap()
}

fn toman(amount: i64) -> Money {
    rial(amount * 10)
}

#[test]
fn amounts_stay_within_their_limit() {
    assert_eq!(Money::rial(Money::LIMIT + 1), Err(Code::AmountOutOfRange));
    assert_eq!(Money::rial(i64::MIN), Err(Code::AmountOutOfRange));
    let most = rial(Money::LIMIT);
    assert_eq!(most.checked_add(rial(1)), Err(Code::AmountOutOfRange));
    assert_eq!(most.negated().checked_sub(rial(1)), Err(Code::AmountOutOfRange));
    assert_eq!(most.checked_mul(i64::MAX), Err(Code::AmountOutOfRange));
    assert_eq!(most.checked_sub(most), Ok(Money::ZERO));
    assert_eq!(Money::sum([rial(5), rial(-2), rial(4)]), Ok(rial(7)));
    assert_eq!(Money::sum([]), Ok(Money::ZERO));
}

#[test]
fn stored_money_names_its_currency_and_is_checked_when_read() {
    let json = r#"{"amount":1250000,"currency":"IRR"}"#;
    assert_eq!(serde_json::to_string(&rial(1_250_000)).unwrap(), json);
    assert_eq!(serde_json::from_str::<Money>(json).unwrap(), rial(1_250_000));
    assert!(serde_json::from_str::<Money>(r#"{"amount":1000000000000001,"currency":"IRR"}"#).is_err());
    assert_eq!(rial(1).currency(), Currency::Irr);
    assert_eq!(serde_json::to_string(&MoneyUnit::Toman).unwrap(), r#""toman""#);
    assert_eq!(serde_json::to_string(&Percent::WHOLE).unwrap(), "100000000");
}

#[test]
fn a_commission_is_taken_from_gross_not_added_to_net() {
    let share = Percent::parse("15").unwrap();
    let left = Percent::WHOLE.micro() - share.micro();
    assert_eq!(rial(10_000_000).scaled(Percent::WHOLE.micro(), left), Ok(rial(11_764_706)));
    assert_eq!(share.of(rial(11_764_706)), Ok(rial(1_764_706)));
}

#[test]
fn a_credit_mirrors_its_charge() {
    assert_eq!(rial(5).scaled(1, 2), Ok(rial(3)));
    assert_eq!(rial(-5).scaled(1, 2), Ok(rial(-3)));
    assert_eq!(rial(5).scaled(1, 0), Err(Code::BadNumber));
    assert_eq!(rial(Money::LIMIT).scaled(i64::MAX, i64::MAX), Ok(rial(Money::LIMIT)));
}

#[test]
fn the_largest_remainders_get_the_rest() {
    assert_eq!(share(100, &[1, 1, 1]), [34, 33, 33], "of equal remainders the earlier");
    assert_eq!(share(-100, &[1, 1, 1]), [-34, -33, -33]);
    assert_eq!(share(10, &[1, 2, 4]), [1, 3, 6]);
    assert_eq!(share(10, &[0, 0, 0]), [4, 3, 3], "no weights are equal weights");
    assert_eq!(share(7, &[0, 5]), [0, 7]);
    assert_eq!(share(7, &[]), Vec::<i64>::new());
    assert_eq!(share(i64::MIN, &[u64::MAX]), [i64::MIN]);
    assert_eq!(rial(100).shared(&[1, 2]), [rial(33), rial(67)]);
}

#[test]
fn an_amount_always_has_its_unit() {
    let rials = reader(Lang::Fa, MoneyUnit::Rial);
    assert_eq!(rials.money(rial(1_250_000)), "۱٬۲۵۰٬۰۰۰ ریال");
    assert_eq!(reader(Lang::En, MoneyUnit::Toman).money(toman(1_206_640_000)), "1,206,640,000 toman");
    assert_eq!(reader(Lang::En, MoneyUnit::Rial).money(rial(-5)), "\u{2212}5 rial");
    assert_eq!(rials.money_digits(rial(1_250_000)), "۱٬۲۵۰٬۰۰۰");
}

#[test]
fn toman_never_round_a_rial_away() {
    let fa = reader(Lang::Fa, MoneyUnit::Toman);
    assert_eq!(fa.money(rial(125)), "۱۲٫۵ تومان");
    assert_eq!(fa.money(rial(120)), "۱۲ تومان");
    assert_eq!(fa.money(rial(-5)), "\u{200E}\u{2212}۰٫۵ تومان");
}

#[test]
fn prose_has_short_amounts() {
    for (amount, fa, en) in [
        (toman(606_000_000), "۶۰۶ میلیون تومان", "606 m toman"),
        (toman(606_640_000), "۶۰۷ میلیون تومان", "607 m toman"),
        (toman(11_394_000_000), "۱۱ میلیارد و ۳۹۴ میلیون تومان", "11.394 bn toman"),
        (toman(1_250_000), "۱ میلیون و ۲۵۰ هزار تومان", "1.25 m toman"),
        (toman(2_000_000_000), "۲ میلیارد تومان", "2 bn toman"),
        (toman(999_999_999), "۱ میلیارد تومان", "1 bn toman"),
        (toman(99_999_600), "۱۰۰ میلیون تومان", "100 m toman"),
        (toman(950_000), "۹۵۰٬۰۰۰ تومان", "950,000 toman"),
        (toman(12_345_600_000_000), "۱۲٬۳۴۶ میلیارد تومان", "12,346 bn toman"),
        (toman(-3_190_000_000), "\u{200E}\u{2212}۳ میلیارد و ۱۹۰ میلیون تومان", "\u{2212}3.19 bn toman"),
        (Money::ZERO, "۰ تومان", "0 toman"),
    ] {
        assert_eq!(reader(Lang::Fa, MoneyUnit::Toman).money_short(amount), fa);
        assert_eq!(reader(Lang::En, MoneyUnit::Toman).money_short(amount), en);
    }
}

#[test]
fn an_amount_in_words_names_its_unit() {
    let fa = reader(Lang::Fa, MoneyUnit::Toman);
    assert_eq!(fa.money_words(toman(1_500_000)), "یک میلیون و پانصد هزار تومان");
    assert_eq!(fa.money_words(rial(1_005)), "یک هزار و پنج ریال");
    assert_eq!(reader(Lang::En, MoneyUnit::Rial).money_words(rial(110)), "one hundred and ten rial");
}

#[test]
fn amounts_are_read_as_people_type_them() {
    for (text, amount) in [
        ("۱٬۲۵۰٬۰۰۰", toman(1_250_000)),
        ("1250000", toman(1_250_000)),
        ("۱،۲۵۰،۰۰۰ ريال", rial(1_250_000)),
        ("1,250,000 IRR", rial(1_250_000)),
        ("IRR 500", rial(500)),
        ("۵۰۰﷼", rial(500)),
        ("۵ تومن", toman(5)),
        ("12.5", rial(125)),
        ("۲٫۵ میلیارد", toman(2_500_000_000)),
        ("2.5 میلیارد ریال", rial(2_500_000_000)),
        ("۱/۲ میلیارد", toman(1_200_000_000)),
        ("۱۱ میلیارد و ۳۹۴ میلیون تومان", toman(11_394_000_000)),
        ("۱۱میلیارد۳۹۴میلیون", toman(11_394_000_000)),
        ("۲ هزار میلیارد", toman(2_000_000_000_000)),
        ("۵ هزار و ۲۰۰", toman(5_200)),
        ("1.2bn rial", rial(1_200_000_000)),
        ("11.394 bn toman", toman(11_394_000_000)),
        ("\u{2212}۵ میلیون", toman(-5_000_000)),
        ("۱٫۲۳۴۵۶۷۸۹۱۲ میلیارد تومان", rial(12_345_678_912)),
        ("0", Money::ZERO),
    ] {
        assert_eq!(parse_money(text, MoneyUnit::Toman), Ok(amount), "{text}");
    }
    assert_eq!(parse_money("2.5 میلیارد", MoneyUnit::Rial), Ok(rial(2_500_000_000)));
    assert_eq!(parse_money("۵ تومان", MoneyUnit::Rial), Ok(toman(5)), "the text's own unit wins");
}

#[test]
fn what_is_no_amount_is_refused_not_guessed() {
    assert_eq!(parse_money(" ", MoneyUnit::Rial), Err(Code::Needed));
    for bad in [
        "تومان",
        "میلیون",
        "یک میلیون",
        "1/2",
        "2,5",
        "12.5",
        "۵ میلیون ۲ میلیارد",
        "۵ میلیون و",
        "و ۵ میلیون",
        "۵ و ۶",
        "5 - 6",
        "5%",
        "1.2.3 bn",
        "1/2/3 میلیارد",
        "۰٫۰۰۰۰۰۰۰۰۰۱ میلیارد",
    ] {
        assert_eq!(parse_money(bad, MoneyUnit::Rial), Err(Code::BadNumber), "{bad}");
    }
    for large in ["1000000000000001", "۲ میلیون میلیارد", "1 trillion trillion trillion trillion"]
    {
        assert_eq!(parse_money(large, MoneyUnit::Rial), Err(Code::AmountOutOfRange), "{large}");
    }
}

proptest! {
    #[test]
    fn shares_add_up_to_the_whole(total: i64, weights in prop::collection::vec(any::<u64>(), 1..40)) {
        let shares = share(total, &weights);
        prop_assert_eq!(shares.iter().map(|share| i128::from(*share)).sum::<i128>(), i128::from(total));
        prop_assert_eq!(shares.len(), weights.len());
    }

    #[test]
    fn a_share_is_less_than_one_away_from_exact(total in -1_000_000_i64..1_000_000, weights in prop::collection::vec(0_u64..1_000, 1..20)) {
        let sum: u64 = weights.iter().sum();
        prop_assume!(sum > 0);
        for (share, weight) in share(total, &weights).into_iter().zip(&weights) {
            let exact = i128::from(total) * i128::from(*weight);
            prop_assert!((i128::from(share) * i128::from(sum) - exact).abs() < i128::from(sum));
        }
        let mirrored: Vec<i64> = share(-total, &weights).into_iter().map(|share| -share).collect();
        prop_assert_eq!(share(total, &weights), mirrored);
    }

    #[test]
    fn what_is_shown_reads_back_as_the_same(amount in -Money::LIMIT..=Money::LIMIT) {
        for lang in Lang::ALL {
            for unit in [MoneyUnit::Toman, MoneyUnit::Rial] {
                let reader = reader(lang, unit);
                prop_assert_eq!(parse_money(&reader.money(rial(amount)), MoneyUnit::Rial), Ok(rial(amount)));
                prop_assert_eq!(parse_money(&reader.money_digits(rial(amount)), unit), Ok(rial(amount)));
            }
        }
    }

    #[test]
    fn a_short_amount_is_near_and_alike_in_both_languages(amount in -Money::LIMIT..=Money::LIMIT, cut in 0_u32..12) {
        let amount = amount / 10_i64.pow(cut);
        let read = |lang| parse_money(&reader(lang, MoneyUnit::Toman).money_short(rial(amount)), MoneyUnit::Rial).unwrap();
        prop_assert_eq!(read(Lang::Fa), read(Lang::En));
        let off = (read(Lang::Fa).amount() - amount).abs();
        prop_assert!(off * 200 <= amount.abs(), "{} away from {}", off, amount);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[0-9۰-۹ ./,٫٬-]{0,30}(میلیارد|هزار|k|و)?[0-9 .]{0,8}") {
        let _ = parse_money(&text, MoneyUnit::Toman);
    }
}
