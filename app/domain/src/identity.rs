//! Numbers that carry a check digit: a person's and a company's national number, IBAN. They are kept as
//! ASCII digits with their leading zeros.

use crate::check::Code;
use crate::number::fold_digits;

/// A person's national code (کد ملی): ten digits; eight or nine typed ones lack leading zeros.
/// The last digit is `r` or `11 − r`, where `r` is the sum of digit × (10 − place) modulo 11.
///
/// # Errors
/// `Needed` for nothing, `BadNumber` otherwise.
pub fn national_code(text: &str) -> Result<String, Code> {
    let typed = digits(text)?;
    if !(8..=10).contains(&typed.len()) {
        return Err(Code::BadNumber);
    }
    let code = format!("{typed:0>10}");
    let values = values(&code);
    let sum: u32 = values.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = match sum % 11 {
        rest @ ..2 => rest,
        rest => 11 - rest,
    };
    let all_equal = values.iter().all(|digit| *digit == values[0]);
    if values[9] == check && !all_equal { Ok(code) } else { Err(Code::BadNumber) }
}

/// A company's national number (شناسهٔ ملی): eleven digits. With `k` two more than the tenth digit, the
/// last is the sum of (digit + k) × (29, 27, 23, 19, 17, again) modulo 11, ten counting as 0.
///
/// # Errors
/// `Needed` for nothing, `BadNumber` otherwise.
pub fn legal_id(text: &str) -> Result<String, Code> {
    const WEIGHTS: [u32; 5] = [29, 27, 23, 19, 17];
    let id = digits(text)?;
    if id.len() != 11 {
        return Err(Code::BadNumber);
    }
    let values = values(&id);
    let k = values[9] + 2;
    let sum: u32 =
        values[..10].iter().zip(WEIGHTS.iter().cycle()).map(|(digit, weight)| (digit + k) * weight).sum();
    let empty_serial = values[3..9].iter().all(|digit| *digit == 0);
    if values[10] == sum % 11 % 10 && !empty_serial { Ok(id) } else { Err(Code::BadNumber) }
}

/// An economic number (شمارهٔ اقتصادی): eleven digits for a company or partnership, fourteen for a
/// person. It has no check digit that holds for all kinds.
///
/// # Errors
/// `Needed` for nothing, `BadNumber` otherwise.
pub fn economic_number(text: &str) -> Result<String, Code> {
    let number = digits(text)?;
    if matches!(number.len(), 11 | 14) { Ok(number) } else { Err(Code::BadNumber) }
}

/// An Iranian IBAN (شمارهٔ شبا): `IR` and 24 digits, by ISO 13616 one modulo 97 when the first four
/// characters are read last. `IR` may be left out.
///
/// # Errors
/// `Needed` for nothing, `BadNumber` otherwise.
pub fn iban(text: &str) -> Result<String, Code> {
    let typed = text.trim();
    let number =
        typed.get(..2).filter(|start| start.eq_ignore_ascii_case("ir")).map_or(typed, |_| &typed[2..]);
    let number = digits(number)?;
    if number.len() != 24 {
        return Err(Code::BadNumber);
    }
    // I is 18 and R is 27.
    let moved = format!("{}1827{}", &number[2..], &number[..2]);
    let rest = values(&moved).iter().fold(0, |rest, digit| (rest * 10 + digit) % 97);
    if rest == 1 { Ok(format!("IR{number}")) } else { Err(Code::BadNumber) }
}

/// ASCII digits of a number typed in either set, with spaces or hyphens between them.
fn digits(text: &str) -> Result<String, Code> {
    let text = fold_digits(&crate::text::clean_name(text));
    if text.is_empty() {
        return Err(Code::Needed);
    }
    let text: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{200C}')).collect();
    if text.chars().all(|c| c.is_ascii_digit()) { Ok(text) } else { Err(Code::BadNumber) }
}

fn values(digits: &str) -> Vec<u32> {
    digits.chars().filter_map(|c| c.to_digit(10)).collect()
}
