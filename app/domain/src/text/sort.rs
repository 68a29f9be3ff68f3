//! The key under which names are ordered: compared byte by byte (PostgreSQL `COLLATE "C"`, SQLite
//! `BINARY`), it gives the Persian order in every database and in the browser.

use super::search::{is_dropped, push_folded};
use super::{ZWNJ, has_no_width};
use crate::number::ascii_digit;
use unicode_normalization::UnicodeNormalization;

/// The letters in Persian order as CLDR has it for `fa`: آ before ا, hamza with its seats after them,
/// و before ه. Letters of one group are equal. Letters of neighbouring languages follow the one they
/// are made from.
const LETTERS: &[&str] = &[
    "آ",
    "اٱ",
    "ءأإؤئ",
    "ب",
    "پ",
    "ت",
    "ث",
    "ج",
    "چ",
    "ح",
    "خ",
    "د",
    "ذ",
    "ر",
    "ز",
    "ڕ",
    "ژ",
    "س",
    "ش",
    "ص",
    "ض",
    "ط",
    "ظ",
    "ع",
    "غ",
    "ف",
    "ڤ",
    "ق",
    "کكڪ",
    "گ",
    "ل",
    "ڵ",
    "م",
    "ن",
    "و",
    "ۆ",
    "هەہھةۀۂۃ",
    "یىيےێ",
];
const FIRST_LETTER: u32 = 0x100;
const FIRST_LATIN: u32 = 0x180;
/// Before letters of other scripts, which keep the order of their code points.
const OTHER_LETTER: char = '\u{1FF}';
/// Before signs, so that all of them come after the space and before digits.
const SIGN: char = '!';
/// A number begins with its length: '1' for one digit. Longer numbers are then greater.
const NO_DIGITS: u32 = 0x30;
/// So many digits are compared by value; the rest of a longer run is a number of its own.
const DIGITS_MAX: usize = 40;

/// Space before signs, signs before numbers (by value: «شعبهٔ ۲» before «شعبهٔ ۱۰»), numbers before
/// Persian letters, Persian before Latin, Latin before other scripts. Case, accents, vowel signs,
/// tatweel and half-spaces do not count; forms of ی, ک and digits are equal.
pub fn sort_key(text: &str) -> String {
    // What has no width goes first: it may stand between a letter and its mark.
    let visible = text.chars().filter(|c| *c != ZWNJ && !has_no_width(*c));
    let folded: String = visible.nfkc().flat_map(char::to_lowercase).filter(|c| !is_dropped(*c)).collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = words.join(" ").chars().map(ascii_digit).collect::<Vec<char>>().into_iter().peekable();
    while let Some(c) = rest.next() {
        if c.is_ascii_digit() {
            let mut number = String::from(c);
            while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                number.push(digit);
            }
            push_number(&mut out, &number);
        } else if c == ' ' {
            out.push(c);
        } else if let Some(key) = letter(c) {
            out.push(key);
        } else {
            push_other(&mut out, c);
        }
    }
    out
}

/// The key of several fields, such as surname and name: a shorter field comes first, as a word that
/// begins another does.
pub fn sort_key_of(fields: &[&str]) -> String {
    let keys: Vec<String> = fields.iter().map(|field| sort_key(field)).collect();
    keys.join("\u{1F}")
}

fn push_number(out: &mut String, digits: &str) {
    let value = digits.trim_start_matches('0');
    let mut rest = if value.is_empty() { "0" } else { value };
    while !rest.is_empty() {
        let (part, tail) = rest.split_at(rest.len().min(DIGITS_MAX));
        out.extend(offset(NO_DIGITS, part.len()));
        out.push_str(part);
        rest = tail;
    }
}

fn letter(c: char) -> Option<char> {
    let place = LETTERS.iter().position(|group| group.contains(c))?;
    offset(FIRST_LETTER, place)
}

fn push_other(out: &mut String, c: char) {
    let mut plain = String::new();
    for part in std::iter::once(c).nfd().filter(|c| !is_dropped(*c)) {
        push_folded(&mut plain, part);
    }
    for c in plain.chars() {
        if let Some(key) = letter(c) {
            out.push(key);
        } else if c.is_ascii_lowercase() {
            out.extend(offset(FIRST_LATIN, usize::from(c as u8 - b'a')));
        } else {
            out.push(if c.is_alphanumeric() { OTHER_LETTER } else { SIGN });
            out.push(c);
        }
    }
}

fn offset(first: u32, place: usize) -> Option<char> {
    char::from_u32(first + u32::try_from(place).ok()?)
}
