//! Text: what is kept of what was typed, and how pieces of it are put together for reading.
//!
//! Free text keeps its code points; names and choices are brought to one spelling. Folding for search
//! and for order lives in keys beside the text, never in the text itself.

mod search;
mod sort;

pub use search::{company_key, duplicate_key, search_forms, search_key, search_keys_indexed};
pub use sort::{sort_key, sort_key_of};

use crate::reader::Lang;
use crate::words::numbers;
use unicode_normalization::UnicodeNormalization;

/// Zero-width non-joiner, the Persian half-space.
pub const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
/// Before text that must read left to right whatever is around it.
pub const LRI: char = '\u{2066}';
/// Before text whose own first strong letter sets its direction.
pub const FSI: char = '\u{2068}';
/// Ends either.
pub const PDI: char = '\u{2069}';

/// Free text as it is stored: NFC, without control characters other than line feed and tab, and
/// without invisible characters that turn the direction of what follows. All else stays as typed.
/// Line ends of other systems become line feeds, so that no two words run together.
pub fn clean_free(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if matches!(c, '\r' | '\u{B}' | '\u{C}' | '\u{85}') { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns_direction(*c)))
        .nfc()
        .collect()
}

/// A name or a choice as it is stored: NFC, Persian ی and ک, one space between words, no half-space
/// at an edge or doubled, nothing else without width except ZWJ. Vowel signs and tatweel stay.
pub fn clean_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut space, mut half_space) = (false, false);
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
        } else if c == ZWNJ {
            half_space = true;
        } else if !c.is_control() && (c == ZWJ || !has_no_width(c)) {
            // Gaps are written when the next letter comes, so none is left at an edge.
            if !out.is_empty() && space {
                out.push(' ');
            } else if !out.is_empty() && half_space {
                out.push(ZWNJ);
            }
            (space, half_space) = (false, false);
            out.push(c);
        }
    }
    out.nfc()
        .map(|c| match c {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .collect()
}

/// Embeddings, overrides, isolates, direction marks and the byte order mark.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Characters that take no room and do not belong to the letter before them.
fn has_no_width(c: char) -> bool {
    turns_direction(c)
        || matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}')
}

/// The letters on a person's tile: the first of name and of surname, kept apart by a half-space so
/// that they do not join. Either may be missing.
pub fn initials(name: &str, surname: &str) -> String {
    let letters = [first_letter(name), first_letter(surname)];
    let parts: Vec<&str> = letters.iter().map(String::as_str).filter(|letter| !letter.is_empty()).collect();
    parts.join("\u{200C}")
}

/// The letter on a client's tile: the first letter or digit of the name, else its first sign; empty
/// for an empty name.
pub fn first_letter(name: &str) -> String {
    let name: String = name.nfc().collect();
    let visible = || name.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !has_no_width(*c));
    visible().find(|c| c.is_alphanumeric()).or_else(|| visible().next()).map(String::from).unwrap_or_default()
}

/// A value inside plain text (a subject, a message, a tooltip): its own direction, and it leaves that
/// of the sentence alone. In a page an element with `dir="auto"` does this.
pub fn isolate(text: &str) -> String {
    format!("{FSI}{text}{PDI}")
}

/// A code, phone, address or signed number inside plain text: always left to right.
pub fn ltr(text: &str) -> String {
    format!("{LRI}{text}{PDI}")
}

/// Somebody's words between the quotation marks of the reader's language.
pub fn quote(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Fa => format!("«{text}»"),
        Lang::En => format!("“{text}”"),
    }
}

/// «الف، ب و پ»; "a, b and c".
pub fn list(lang: Lang, items: &[String]) -> String {
    let comma = match lang {
        Lang::Fa => "، ",
        Lang::En => ", ",
    };
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(comma), numbers::and(lang)),
    }
}
