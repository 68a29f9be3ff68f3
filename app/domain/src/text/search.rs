//! The fold under which a search finds: one spelling for all the ways a word is typed.

use super::{ZWNJ, has_no_width};
use unicode_normalization::UnicodeNormalization;

/// What a search looks for, and one form of what it looks in. Letters of Arabic keyboards become
/// Persian, hamza seats and alef forms their letter, forms of ه one, digits ASCII; vowel signs,
/// tatweel, Latin accents and everything without width go; lower case; single spaces. The half-space
/// goes too: «می‌روم» is looked for as «میروم». Folding twice changes nothing.
pub fn search_key(text: &str) -> String {
    fold(text, None)
}

/// What is written into the search index of a text: its [`search_forms`], joined by spaces.
pub fn search_keys_indexed(text: &str) -> String {
    search_forms(text).join(" ")
}

/// A text folded in the three ways in which gaps are typed: half-spaces removed, half-spaces as spaces,
/// and without any gap (so «علیرضارضایی» finds «علی‌رضا رضایی»). A form equal to an earlier one is
/// left out, and nothing gives no form. The last is for names and titles; of a sentence it would be
/// one long word, so only texts of at most six words have it.
///
/// A query finds a text when every word of one of the query's forms begins a word of the index; trying
/// only [`search_key`], its first form, misses «بازی ها» for a typed «بازی‌ها».
pub fn search_forms(text: &str) -> Vec<String> {
    let removed = fold(text, None);
    let spaced = fold(text, Some(' '));
    let joined = (spaced.split(' ').count() <= JOINED_WORDS_MAX).then(|| duplicate_key(text));
    let mut forms: Vec<String> = Vec::with_capacity(3);
    for form in [Some(removed), Some(spaced), joined].into_iter().flatten() {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

const JOINED_WORDS_MAX: usize = 6;

/// Equal for two spellings of one name: the search key without any space.
pub fn duplicate_key(name: &str) -> String {
    // Folded again, since words that now touch may form others.
    search_key(&search_key(name).replace(' ', ""))
}

/// Equal for two spellings of one company, whatever its legal form: «شرکت برف‌دشت (سهامی خاص)» and
/// «برفدشت»; "Acme Co., Ltd." and "Acme". Signs do not count. A name that is nothing but a legal form
/// keeps it.
pub fn company_key(name: &str) -> String {
    let key = search_key(name);
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut rest = words.as_slice();
    while let Some((word, tail)) = rest.split_first() {
        match LEGAL_FORMS.iter().find(|form| rest.starts_with(form)) {
            Some(form) => rest = &rest[form.len()..],
            None => {
                kept.push(word);
                rest = tail;
            }
        }
    }
    if kept.is_empty() { words.concat() } else { kept.concat() }
}

/// Legal forms, already folded; longer ones before those they begin with.
const LEGAL_FORMS: &[&[&str]] = &[
    &["شرکت"],
    &["سهامی", "خاص"],
    &["سهامی", "عام"],
    &["با", "مسیولیت", "محدود"],
    &["مسیولیت", "محدود"],
    &["با", "مسولیت", "محدود"],
    &["مسولیت", "محدود"],
    &["co"],
    &["company"],
    &["corp"],
    &["corporation"],
    &["inc"],
    &["limited"],
    &["llc"],
    &["ltd"],
    &["p", "j", "s"],
    &["pjs"],
    &["plc"],
];

fn fold(text: &str, half_space: Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    let chars = text.chars().filter_map(|c| if c == ZWNJ { half_space } else { Some(c) });
    for c in chars.nfkd().flat_map(char::to_lowercase).nfkd().filter(|c| !is_dropped(*c)) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space || !c.is_alphanumeric() {
            drop_final_hamza(&mut out);
        }
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        push_folded(&mut out, c);
    }
    drop_final_hamza(&mut out);
    out.nfc().collect()
}

/// Vowel signs, hamza above or below, Qur'anic marks, tatweel, Latin accents, and all without width.
pub(super) fn is_dropped(c: char) -> bool {
    c == ZWNJ
        || has_no_width(c)
        || (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
            | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}')
}

pub(super) fn push_folded(out: &mut String, c: char) {
    // Seats of hamza and آ have lost their marks by decomposition; what is left are plain letters.
    match c {
        'ي' | 'ى' | 'ے' => out.push('ی'),
        'ك' | 'ڪ' => out.push('ک'),
        'ٱ' => out.push('ا'),
        'ة' | 'ە' | 'ہ' | 'ھ' | 'ۃ' => out.push('ه'),
        'ø' => out.push('o'),
        'đ' => out.push('d'),
        'ł' => out.push('l'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        _ => out.push(crate::number::ascii_digit(c)),
    }
}

/// «رضاء» is «رضا», «شیء» is «شی»: a hamza at a word's end after a vowel is often left out.
fn drop_final_hamza(out: &mut String) {
    if let Some(stem) = out.strip_suffix('ء')
        && stem.ends_with(['ا', 'و', 'ی'])
    {
        out.truncate(stem.len());
    }
}
