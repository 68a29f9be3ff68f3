//! Words of numbers, money and phones: scales, units, ordinals, amounts in words.

use crate::reader::Lang;

words! {
    /// Between the last two of a list, and between the groups of an amount in words.
    and: "و", "and";
    rial: "ریال", "rial";
    toman: "تومان", "toman";
    zero: "صفر", "zero";
    minus: "منفی", "minus";
    hundred: "صد", "hundred";
    thousand: "هزار", "thousand";
    million: "میلیون", "million";
    billion: "میلیارد", "billion";
    trillion: "تریلیون", "trillion";
    /// Beside an amount in prose.
    thousand_short: "هزار", "k";
    million_short: "میلیون", "m";
    billion_short: "میلیارد", "bn";
    /// Of a telephone.
    extension: "داخلی", "ext.";
}

const FA_ONES: [&str; 20] = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
];
const FA_TENS: [&str; 10] = ["", "ده", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];
const FA_HUNDREDS: [&str; 10] =
    ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"];

const EN_ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const EN_TENS: [&str; 10] =
    ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const TRILLION: u64 = 1_000_000_000_000;

/// The number as a cheque or an invoice has it: «یک هزار و یک», "one thousand and one".
/// Beyond 999 trillion the trillions are counted in words themselves («یک هزار تریلیون»).
pub fn in_words(lang: Lang, number: i64) -> String {
    let size = number.unsigned_abs();
    let words = match (size, lang) {
        (0, _) => zero(lang).to_string(),
        (_, Lang::Fa) => fa_words(size),
        (_, Lang::En) => en_words(size),
    };
    if number < 0 { format!("{} {words}", minus(lang)) } else { words }
}

fn fa_words(size: u64) -> String {
    let mut parts = Vec::new();
    let mut rest = size;
    if rest >= TRILLION {
        parts.push(format!("{} {}", fa_words(rest / TRILLION), trillion(Lang::Fa)));
        rest %= TRILLION;
    }
    for (scale, name) in scales(Lang::Fa) {
        if rest >= scale {
            parts.push(format!("{} {name}", fa_words(rest / scale)));
            rest %= scale;
        }
    }
    if rest >= 100 {
        parts.push(FA_HUNDREDS[index(rest / 100)].to_string());
        rest %= 100;
    }
    if rest >= 20 {
        parts.push(FA_TENS[index(rest / 10)].to_string());
        rest %= 10;
    }
    if rest > 0 {
        parts.push(FA_ONES[index(rest)].to_string());
    }
    parts.join(" و ")
}

fn en_words(size: u64) -> String {
    let mut parts = Vec::new();
    let mut rest = size;
    if rest >= TRILLION {
        parts.push(format!("{} {}", en_words(rest / TRILLION), trillion(Lang::En)));
        rest %= TRILLION;
    }
    for (scale, name) in scales(Lang::En) {
        if rest >= scale {
            parts.push(format!("{} {name}", en_words(rest / scale)));
            rest %= scale;
        }
    }
    if rest >= 100 {
        parts.push(format!("{} {}", EN_ONES[index(rest / 100)], hundred(Lang::En)));
        rest %= 100;
    }
    if rest > 0 {
        if !parts.is_empty() {
            parts.push(and(Lang::En).to_string());
        }
        parts.push(en_below_hundred(rest));
    }
    parts.join(" ")
}

fn en_below_hundred(rest: u64) -> String {
    if rest < 20 {
        return EN_ONES[index(rest)].to_string();
    }
    let tens = EN_TENS[index(rest / 10)];
    if rest.is_multiple_of(10) { tens.to_string() } else { format!("{tens}-{}", EN_ONES[index(rest % 10)]) }
}

fn scales(lang: Lang) -> [(u64, &'static str); 3] {
    [(1_000_000_000, billion(lang)), (1_000_000, million(lang)), (1_000, thousand(lang))]
}

/// A remainder already below the length of its table.
fn index(small: u64) -> usize {
    usize::try_from(small).unwrap_or_default()
}

/// «سوم», «بیست و یکم», «سی‌ام»; "3rd", "21st". The first alone is «اول», and 0 has no ordinal word: «صفرم».
pub fn ordinal(lang: Lang, number: u32) -> String {
    match lang {
        Lang::Fa if number == 1 => "اول".to_string(),
        Lang::Fa => {
            let words = in_words(lang, number.into());
            if let Some(stem) = words.strip_suffix("سه") {
                format!("{stem}سوم")
            } else if words.ends_with("سی") {
                format!("{words}\u{200C}ام")
            } else {
                words + "م"
            }
        }
        Lang::En => {
            let ending = match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{number}{ending}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_in_persian_words_joins_its_groups() {
        for (number, words) in [
            (0, "صفر"),
            (21, "بیست و یک"),
            (110, "صد و ده"),
            (345, "سیصد و چهل و پنج"),
            (999, "نهصد و نود و نه"),
            (1_000, "یک هزار"),
            (1_001, "یک هزار و یک"),
            (101_010, "صد و یک هزار و ده"),
            (1_500_000, "یک میلیون و پانصد هزار"),
            (3_190_000_000, "سه میلیارد و صد و نود میلیون"),
            (1_000_000_000_000, "یک تریلیون"),
            (1_234_567_890, "یک میلیارد و دویست و سی و چهار میلیون و پانصد و شصت و هفت هزار و هشتصد و نود"),
            (1_000_000_000_000_000, "یک هزار تریلیون"),
            (-418, "منفی چهارصد و هجده"),
        ] {
            assert_eq!(in_words(Lang::Fa, number), words, "{number}");
        }
    }

    #[test]
    fn an_amount_in_english_words_has_and_before_its_last_part() {
        for (number, words) in [
            (0, "zero"),
            (21, "twenty-one"),
            (40, "forty"),
            (110, "one hundred and ten"),
            (345, "three hundred and forty-five"),
            (999, "nine hundred and ninety-nine"),
            (1_001, "one thousand and one"),
            (101_010, "one hundred and one thousand and ten"),
            (1_500_000, "one million five hundred thousand"),
            (3_190_000_000, "three billion one hundred and ninety million"),
            (1_000_000_000_000, "one trillion"),
            (-7, "minus seven"),
        ] {
            assert_eq!(in_words(Lang::En, number), words, "{number}");
        }
    }

    #[test]
    fn the_smallest_and_largest_numbers_have_words() {
        for lang in Lang::ALL {
            assert!(!in_words(lang, i64::MIN).is_empty());
            assert!(!in_words(lang, i64::MAX).is_empty());
        }
    }

    #[test]
    fn ordinals_of_a_month_have_words() {
        for (number, fa, en) in [
            (1, "اول", "1st"),
            (2, "دوم", "2nd"),
            (3, "سوم", "3rd"),
            (11, "یازدهم", "11th"),
            (21, "بیست و یکم", "21st"),
            (23, "بیست و سوم", "23rd"),
            (30, "سی‌ام", "30th"),
            (31, "سی و یکم", "31st"),
        ] {
            assert_eq!(ordinal(Lang::Fa, number), fa);
            assert_eq!(ordinal(Lang::En, number), en);
        }
    }
}
