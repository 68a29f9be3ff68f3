//! Telephone numbers: the rules of Iran, light enough for the browser. What they do not know is kept
//! as it was typed.
//!
//! Iran: +98 and ten digits; mobiles begin with 9, landlines have an area code of two digits and a
//! number of eight; 0 is the trunk prefix, 00 leads abroad.

use crate::check::Code;
use crate::number::{fold_digits, show_digits};
use crate::reader::Reader;
use crate::text::{clean_name, ltr};
use crate::words::numbers;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    Mobile,
    Landline,
    /// Abroad, a service number such as 1500, a company's short line.
    Other,
}

/// A number as it was typed and, where the rules know it, as the world dials it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// `+` and up to fifteen digits; nothing where a number works only inside the country.
    pub e164: Option<String>,
    /// As typed, without invisible characters; with the extension.
    pub raw: String,
    /// Digits to dial after the connection.
    pub extension: Option<String>,
    pub kind: PhoneKind,
}

/// Most digits of an international number.
const DIGITS_MAX: usize = 15;
const EXTENSION_DIGITS_MAX: usize = 6;

/// Reads a telephone number in either set of digits, with any usual signs between them, and an extension
/// after «داخلی», "ext." or "x". Eight digits without an area code get `default_area` (such as "21").
///
/// # Errors
/// `Needed` for nothing, `DigitsShort` for a mobile that lacks digits, `BadPhone` for what is no number
/// or has too many digits.
pub fn parse(text: &str, default_area: &str) -> Result<Phone, Code> {
    let raw = clean_name(text);
    if raw.is_empty() {
        return Err(Code::Needed);
    }
    let (number, extension) = split_extension(&fold_digits(&raw).to_lowercase())?;
    let (digits, abroad) = digits_of(&number)?;
    let area = fold_digits(default_area.trim());
    let (e164, kind) = read(&digits, abroad, area.trim_start_matches('0'))?;
    Ok(Phone { e164, raw, extension, kind })
}

/// The number without its extension, and the extension's digits.
fn split_extension(text: &str) -> Result<(String, Option<String>), Code> {
    let Some((at, word)) = ["داخلی", ";ext=", "extension", "ext", "x"]
        .iter()
        .find_map(|word| text.find(word).map(|at| (at, word)))
    else {
        return Ok((text.to_string(), None));
    };
    let digits: String =
        text[at + word.len()..].trim_matches([' ', '.', ':', ')', '(', '-', '،', ',']).into();
    let number = text[..at].trim_end_matches([' ', '(', '-', '،', ',', '/']);
    let right = !digits.is_empty()
        && digits.len() <= EXTENSION_DIGITS_MAX
        && digits.chars().all(|c| c.is_ascii_digit());
    if right { Ok((number.to_string(), Some(digits))) } else { Err(Code::BadPhone) }
}

/// The digits, and whether a plus or 00 leads them abroad (they then begin with the country).
fn digits_of(number: &str) -> Result<(String, bool), Code> {
    let number = number.trim();
    let (number, plus) = match number.strip_prefix('+') {
        Some(rest) => (rest, true),
        // A plus typed at the other end, as it looks in a right-to-left field.
        None => number.strip_suffix('+').map_or((number, false), |rest| (rest, true)),
    };
    let parting = |c: char| c.is_whitespace() || "-–‑−./()_\u{200C}".contains(c);
    if !number.chars().all(|c| c.is_ascii_digit() || parting(c)) {
        return Err(Code::BadPhone);
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("00") {
        Some(rest) if !plus => Ok((rest.to_string(), true)),
        _ => Ok((digits, plus)),
    }
}

fn read(digits: &str, abroad: bool, area: &str) -> Result<(Option<String>, PhoneKind), Code> {
    let inland = match digits.strip_prefix("98") {
        Some(rest) if abroad => Some(rest),
        // Without its plus, only a whole number is surely meant: 98 also begins local ones.
        Some(rest) if rest.len() == 10 => Some(rest),
        _ if abroad => None,
        _ => Some(digits),
    };
    let Some(inland) = inland else {
        return if (7..=DIGITS_MAX).contains(&digits.len()) {
            Ok((Some(format!("+{digits}")), PhoneKind::Other))
        } else {
            Err(Code::BadPhone)
        };
    };
    let has_prefix = inland.len() < digits.len() || inland.starts_with('0');
    let national = inland.strip_prefix('0').unwrap_or(inland);
    let e164 = || Some(format!("+98{national}"));

    if national.starts_with('9') && (has_prefix || national.len() >= 9) {
        return match national.len() {
            10 => Ok((e164(), PhoneKind::Mobile)),
            short @ ..10 => Err(Code::DigitsShort { missing: 10 - short }),
            _ => Err(Code::BadPhone),
        };
    }
    match national.len() {
        10 if !national.starts_with('0') => Ok((e164(), PhoneKind::Landline)),
        8 if !has_prefix && area.len() == 2 && !national.starts_with('1') => {
            Ok((Some(format!("+98{area}{national}")), PhoneKind::Landline))
        }
        3..10 => Ok((None, PhoneKind::Other)),
        _ => Err(Code::BadPhone),
    }
}

impl Phone {
    /// For reading: «۰۹۱۲ ۱۲۳ ۴۵۶۷», «۰۲۱ ۸۸۸۸ ۱۲۳۴ داخلی ۱۲», in the reader's digits; the number stands
    /// in a left-to-right isolate. A number abroad keeps its plus, an unknown one its typed form.
    pub fn show(&self, reader: &Reader) -> String {
        let number = ltr(&show_digits(&self.grouped(), reader));
        match &self.extension {
            Some(extension) => {
                format!("{number} {} {}", numbers::extension(reader.lang), show_digits(extension, reader))
            }
            None => number,
        }
    }

    fn grouped(&self) -> String {
        let national =
            self.e164.as_deref().and_then(|e164| e164.strip_prefix("+98")).filter(|n| n.len() == 10);
        match (self.kind, national, &self.e164) {
            (PhoneKind::Mobile, Some(n), _) => format!("0{} {} {}", &n[..3], &n[3..6], &n[6..]),
            (PhoneKind::Landline, Some(n), _) => format!("0{} {} {}", &n[..2], &n[2..6], &n[6..]),
            (_, _, Some(e164)) => e164.clone(),
            (_, _, None) => self.typed_number(),
        }
    }

    /// The typed number without its extension, which is shown apart.
    fn typed_number(&self) -> String {
        let text = fold_digits(&self.raw).to_lowercase();
        split_extension(&text).map_or(text.clone(), |(number, _)| number)
    }

    /// The target of a link that dials.
    pub fn tel(&self) -> String {
        match &self.e164 {
            Some(e164) => format!("tel:{e164}"),
            None => {
                let digits: String = self.typed_number().chars().filter(|c| c.is_ascii_digit()).collect();
                format!("tel:{digits}")
            }
        }
    }
}
