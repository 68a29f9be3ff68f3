//! Amounts as people type them.

use super::{Money, MoneyUnit};
use crate::check::Code;
use crate::number::{parse_decimal, rounded};
use crate::text::search_key;

/// Decimals that are read before a scale word: enough for one Rial in «۱٫۲۳۴۵۶۷۸۹۱۲ میلیارد تومان».
const PLACES: u32 = 10;

/// An amount in either set of digits, with or without groups, scale words and unit:
/// «۱٬۲۵۰٬۰۰۰», "12.5", «۲٫۵ میلیارد», «۱۱ میلیارد و ۳۹۴ میلیون تومان», «۲ هزار میلیارد», "1.2 bn rial".
/// A unit in the text goes before `unit`. A slash is a decimal point only beside a scale word
/// («۱/۲ میلیارد»).
///
/// # Errors
/// `Needed` for nothing; `BadNumber` for what is no amount or has a part of a Rial; `AmountOutOfRange`.
pub fn parse_money(text: &str, unit: MoneyUnit) -> Result<Money, Code> {
    let key = search_key(text);
    if key.is_empty() {
        return Err(Code::Needed);
    }
    let (size, negative) = match key.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(size) => (size, true),
        None => (key.strip_prefix('+').unwrap_or(&key), false),
    };
    let mut tokens = tokens(size);
    let unit = take_unit(&mut tokens).unwrap_or(unit);
    let scaled = terms(&tokens)?.checked_mul(unit.rials().into()).ok_or(Code::AmountOutOfRange)?;
    let one = 10_i128.pow(PLACES);
    if scaled % one != 0 {
        return Err(Code::BadNumber);
    }
    let rials = rounded(if negative { -scaled } else { scaled }, one).ok_or(Code::BadNumber)?;
    Money::rial(i64::try_from(rials).map_err(|_| Code::AmountOutOfRange)?)
}

/// Runs of letters, and what stands between them.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut in_word = None;
    for c in text.chars() {
        if in_word != Some(c.is_alphabetic()) {
            tokens.push(String::new());
            in_word = Some(c.is_alphabetic());
        }
        if let Some(token) = tokens.last_mut() {
            token.push(c);
        }
    }
    tokens.iter().map(|token| token.trim().to_string()).filter(|token| !token.is_empty()).collect()
}

/// A unit at the end or, as in "IRR 500", at the start.
fn take_unit(tokens: &mut Vec<String>) -> Option<MoneyUnit> {
    let unit = |token: &String| match token.as_str() {
        "ریال" | "rial" | "rials" | "irr" => Some(MoneyUnit::Rial),
        "تومان" | "تومن" | "toman" | "tomans" | "irt" => Some(MoneyUnit::Toman),
        _ => None,
    };
    if let Some(found) = tokens.last().and_then(unit) {
        tokens.pop();
        return Some(found);
    }
    let found = tokens.first().and_then(unit)?;
    tokens.remove(0);
    Some(found)
}

/// The sum of «number scale» terms, times 10^[`PLACES`]. Scales fall from term to term, so that
/// «۵ میلیون ۲ میلیارد» is refused.
fn terms(tokens: &[String]) -> Result<i128, Code> {
    let mut rest = tokens;
    let mut sum: i128 = 0;
    let mut below = i128::MAX;
    while let Some((number, tail)) = rest.split_first() {
        let scales = tail.iter().map_while(|token| scale(token)).count();
        let factor = tail[..scales].iter().filter_map(|token| scale(token)).try_fold(1, i128::checked_mul);
        let factor = factor.ok_or(Code::AmountOutOfRange)?;
        let number = if scales > 0 { number.replacen('/', ".", 1) } else { number.clone() };
        let value = unsigned(&number)?;
        sum =
            value.checked_mul(factor).and_then(|term| sum.checked_add(term)).ok_or(Code::AmountOutOfRange)?;
        if factor >= below {
            return Err(Code::BadNumber);
        }
        below = factor;
        rest = match &tail[scales..] {
            [and, next @ ..] if matches!(and.as_str(), "و" | "and") && scales > 0 && !next.is_empty() => {
                next
            }
            other => other,
        };
    }
    if tokens.is_empty() { Err(Code::BadNumber) } else { Ok(sum) }
}

/// A number without a sign of its own.
fn unsigned(number: &str) -> Result<i128, Code> {
    if number.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '٫') {
        parse_wide(number)
    } else {
        Err(Code::BadNumber)
    }
}

/// As [`parse_decimal`], but whole part and fraction apart: with ten decimals only nine hundred million
/// would fit into it.
fn parse_wide(number: &str) -> Result<i128, Code> {
    let (whole, fraction) = match number.split_once(['.', '٫']) {
        Some((whole, fraction)) => (whole, format!("0.{fraction}")),
        None => (number, "0".to_string()),
    };
    let whole = if whole.is_empty() { 0 } else { parse_decimal(whole, 0)? };
    let fraction = parse_decimal(&fraction, PLACES)?;
    Ok(i128::from(whole) * 10_i128.pow(PLACES) + i128::from(fraction))
}

fn scale(token: &str) -> Option<i128> {
    Some(match token {
        "هزار" | "k" | "thousand" => 1_000,
        "میلیون" | "ملیون" | "m" | "mn" | "million" => 1_000_000,
        "میلیارد" | "ملیارد" | "bn" | "b" | "billion" => 1_000_000_000,
        "تریلیون" | "tn" | "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}
