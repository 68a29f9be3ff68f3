//! Numbers: read from either set of digits, shown in the reader's.

use crate::check::Code;
use crate::money::{Percent, Ratio};
use crate::reader::{Digits, Lang, Reader};

/// What stands where a number is not known or not defined; never a zero.
pub const UNDEFINED: &str = "—";

/// The ASCII digit of a Persian or Arabic one; any other character as it is.
pub fn ascii_digit(c: char) -> char {
    let first = match c {
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{660}'..='\u{669}' => 0x660,
        _ => return c,
    };
    char::from_digit(u32::from(c) - first, 10).unwrap_or(c)
}

/// Persian and Arabic digits as ASCII; all else stays.
pub fn fold_digits(text: &str) -> String {
    text.chars().map(ascii_digit).collect()
}

/// A text that holds digits (a report's number, a time) in the digits of the reader.
pub fn show_digits(text: &str, reader: &Reader) -> String {
    let text = text.chars().map(ascii_digit);
    if reader.has_persian_digits() { text.map(persian_digit).collect() } else { text.collect() }
}

fn persian_digit(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32(0x6F0 + digit)).unwrap_or(c)
}

impl Reader {
    /// Persian digits belong to Persian text, unless the reader chose Latin ones.
    pub fn has_persian_digits(&self) -> bool {
        self.lang == Lang::Fa && self.digits == Digits::Persian
    }

    /// «۱٬۲۵۰», "1,250"; a negative one as [`Reader::decimal`] has it.
    pub fn number(&self, number: i64) -> String {
        self.decimal(number.into(), 0)
    }

    /// How many there are.
    pub fn count(&self, count: usize) -> String {
        self.decimal(i128::try_from(count).unwrap_or(i128::MAX), 0)
    }

    /// `scaled` over 10 to the power of `places`, grouped, without closing zeros: `(12_500, 3)` is
    /// «۱۲٫۵». The minus is U+2212; in Persian a left-to-right mark keeps it before its digits.
    pub fn decimal(&self, scaled: i128, places: u32) -> String {
        let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        let fraction = fraction.trim_end_matches('0');
        let (group, point) = if self.has_persian_digits() { ('٬', '٫') } else { (',', '.') };

        let mut out = String::new();
        if scaled < 0 {
            out.push_str(match self.lang {
                Lang::Fa => "\u{200E}\u{2212}",
                Lang::En => "\u{2212}",
            });
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(point);
            out.push_str(fraction);
        }
        show_digits(&out, self)
    }

    /// «۱۷٫۶۵٪», "17.65%": at most two decimals, half away from zero.
    pub fn percent(&self, percent: Percent) -> String {
        let hundredths = rounded(percent.micro().into(), 10_000).unwrap_or_default();
        self.decimal(hundredths, 2) + if self.has_persian_digits() { "٪" } else { "%" }
    }

    /// A ratio with at most so many decimals, half away from zero; «—» when it is undefined.
    pub fn ratio(&self, ratio: Ratio, places: u32) -> String {
        ratio.scaled(places).map_or_else(|| UNDEFINED.to_string(), |scaled| self.decimal(scaled, places))
    }
}

/// `numerator / denominator` to a whole number, half away from zero, so that a credit mirrors its
/// charge; nothing when the denominator is 0.
pub fn rounded(numerator: i128, denominator: i128) -> Option<i128> {
    let quotient = numerator.checked_div(denominator)?;
    let rest = (numerator % denominator).unsigned_abs();
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    Some(if rest >= denominator.unsigned_abs() - rest { quotient + away } else { quotient })
}

/// A whole number as people type it: either set of digits, a sign before it, groups of three parted by
/// `٬ , ،` or a space.
///
/// # Errors
/// `Needed` for nothing, `BadNumber` for anything else that is no whole number.
pub fn parse_integer(text: &str) -> Result<i64, Code> {
    parse_decimal(text, 0)
}

/// A number with at most `places` decimals, times 10 to the power of `places`: `("۱۲٫۵", 2)` is 1250.
/// The point is `٫` or `.`; a comma only parts groups of three, so `2,5` is refused, not guessed.
///
/// # Errors
/// `Needed` for nothing, `BadNumber` for anything else that is no such number.
pub fn parse_decimal(text: &str, places: u32) -> Result<i64, Code> {
    let text: String = fold_digits(text).chars().filter(|c| !is_mark(*c)).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(Code::Needed);
    }
    let (negative, size) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(size) => (true, size.trim()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim()),
    };
    let (whole, fraction) = match size.split_once(['.', '٫']) {
        Some((_, "")) => return Err(Code::BadNumber),
        Some(("", fraction)) => ("0", fraction),
        Some(parts) => parts,
        None => (size, ""),
    };
    let fraction_digits = fraction.chars().all(|c| c.is_ascii_digit());
    let fraction = fraction.trim_end_matches('0');
    if !fraction_digits || fraction.len() > places as usize {
        return Err(Code::BadNumber);
    }
    let digits = format!("{}{fraction:0<width$}", ungrouped(whole)?, width = places as usize);
    let size: i128 = digits.parse().map_err(|_| Code::BadNumber)?;
    i64::try_from(if negative { -size } else { size }).map_err(|_| Code::BadNumber)
}

/// Invisible characters that come along when a shown number is copied.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200C}'..='\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The digits of a whole number whose groups, if it has any, are of three and parted by one sign.
fn ungrouped(whole: &str) -> Result<String, Code> {
    let parting = |c: char| matches!(c, ',' | '٬' | '،' | ' ' | '\u{A0}' | '\u{202F}');
    let groups: Vec<&str> = match whole.chars().find(|c| parting(*c)) {
        Some(sign) => whole.split(sign).collect(),
        None => vec![whole],
    };
    let digits = groups.iter().all(|group| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit()));
    let threes = groups.iter().skip(1).all(|group| group.len() == 3);
    let first = groups.len() == 1 || groups.first().is_some_and(|group| group.len() <= 3);
    if digits && threes && first { Ok(groups.concat()) } else { Err(Code::BadNumber) }
}

/// The letter of a report's topic, from 0: «الف، ب، پ…» or "A, B, C…"; «—» beyond the 26th.
pub fn topic_letter(lang: Lang, index: usize) -> &'static str {
    let letters = match lang {
        Lang::Fa => FA_LETTERS,
        Lang::En => EN_LETTERS,
    };
    letters.get(index).copied().unwrap_or(UNDEFINED)
}

const FA_LETTERS: [&str; 26] = [
    "الف", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د", "ذ", "ر", "ز", "ژ", "س", "ش", "ص", "ض", "ط", "ظ",
    "ع", "غ", "ف", "ق", "ک", "گ",
];
const EN_LETTERS: [&str; 26] = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U",
    "V", "W", "X", "Y", "Z",
];
