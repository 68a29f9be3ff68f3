//! Reads every word of both languages and finds what a proof-reader would.

use super::TABLES;
use unicode_normalization::is_nfc;

/// Latin words that stand in Persian sentences as they are: names, units, keys.
const LATIN_IN_PERSIAN: &[&str] = &[
    "Alt",
    "CCP",
    "CPA",
    "CPC",
    "CPL",
    "CPM",
    "CPP",
    "CSV",
    "CTR",
    "Ctrl",
    "DNS",
    "Enter",
    "English",
    "Esc",
    "Excel",
    "GRP",
    "HTTP",
    "HTTPS",
    "IBAN",
    "IP",
    "JSON",
    "Libero",
    "NPS",
    "PDF",
    "PostgreSQL",
    "ROAS",
    "ROI",
    "SEO",
    "SLA",
    "SMTP",
    "SQLite",
    "Shift",
    "TLS",
    "Tab",
    "URL",
    "UTF",
    "VAT",
    "WhatsApp",
    "Windows",
    "XLSX",
];
/// Persian words that stand in English ones: the language's own name.
const PERSIAN_IN_ENGLISH: &[&str] = &["فارسی"];
const ZWNJ: char = '\u{200C}';
/// Letters that never join to the next one: a ZWNJ after them does nothing.
const NON_JOINERS: &str = "اآدذرزژو";

#[test]
fn every_word_is_written_right() {
    let wrong: Vec<String> = TABLES
        .iter()
        .flat_map(|(file, words)| words.iter().map(move |word| (file, word)))
        .flat_map(|(file, (name, fa, en))| {
            faults(fa, en).into_iter().map(move |fault| format!("{file}::{name}: {fault}: «{fa}» / “{en}”"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_of_words_is_read() {
    let missing: Vec<&str> = include_str!("mod.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .filter(|file| !TABLES.iter().any(|(name, _)| name == file))
        .collect();
    assert!(missing.is_empty(), "add to TABLES: {missing:?}");
}

#[test]
fn each_fault_is_found() {
    for (fa, en, fault) in [
        ("", "Save", "empty"),
        ("ذخیره", " ", "empty"),
        ("ذخيره", "Save", "Arabic letter"),
        ("خانۀ ما", "Our house", "Arabic letter"),
        ("کتاب\u{200C} ها", "Books", "ZWNJ beside nothing"),
        ("کتاب\u{200C}", "Books", "ZWNJ beside nothing"),
        ("کتاب\u{200C}\u{200C}ها", "Books", "ZWNJ beside nothing"),
        ("مورد\u{200C}ها", "Items", "ZWNJ after a letter that does not join"),
        ("آ\u{627}\u{653}", "A", "not NFC"),
        ("3 مورد", "3 items", "Latin digit in Persian"),
        ("٤ مورد", "4 items", "Arabic digit"),
        ("ذخیره شد!", "Saved", "exclamation mark"),
        ("ذخیره شد", "Saved!", "exclamation mark"),
        ("{n} مورد", "{m} items", "other places"),
        ("ذخیره", "ذخیره", "Persian in English"),
        ("دکمهٔ Save", "Save", "Latin word in Persian"),
        ("چرا?", "Why?", "Latin punctuation in Persian"),
        ("جست‌وجو...", "Search…", "three dots"),
        ("ذخیره ", "Save", "outer white space"),
    ] {
        assert!(faults(fa, en).contains(&fault), "{fault}: {:?}", faults(fa, en));
    }
    assert_eq!(faults("{n} فایل Excel؛ Ctrl K", "{n} Excel files; Ctrl K"), Vec::<&str>::new());
}

fn faults(fa: &str, en: &str) -> Vec<&'static str> {
    let (fa_places, fa_bare) = places(fa);
    let (en_places, _) = places(en);
    let letters: Vec<char> = fa.chars().collect();
    let beside_nothing = |at: usize| {
        let nothing = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace() || *c == ZWNJ);
        nothing(at.checked_sub(1).and_then(|before| letters.get(before))) || nothing(letters.get(at + 1))
    };
    let zwnj: Vec<usize> = (0..letters.len()).filter(|at| letters[*at] == ZWNJ).collect();

    [
        (fa.trim().is_empty() || en.trim().is_empty(), "empty"),
        (fa.trim() != fa || en.trim() != en, "outer white space"),
        (fa.chars().any(|c| "يىكةۀ".contains(c)), "Arabic letter"),
        (zwnj.iter().any(|at| beside_nothing(*at)), "ZWNJ beside nothing"),
        (
            zwnj.iter().any(|at| *at > 0 && NON_JOINERS.contains(letters[at - 1])),
            "ZWNJ after a letter that does not join",
        ),
        (!is_nfc(fa) || !is_nfc(en), "not NFC"),
        (fa_bare.chars().any(|c| c.is_ascii_digit()), "Latin digit in Persian"),
        (fa.chars().any(|c| ('\u{660}'..='\u{669}').contains(&c)), "Arabic digit"),
        (fa.contains('!') || en.contains('!'), "exclamation mark"),
        (fa_places != en_places, "other places"),
        (
            en.split(|c| !is_persian(c)).any(|word| !word.is_empty() && !PERSIAN_IN_ENGLISH.contains(&word)),
            "Persian in English",
        ),
        (latin_words(&fa_bare).any(|word| !LATIN_IN_PERSIAN.contains(&word)), "Latin word in Persian"),
        (fa_bare.chars().any(|c| ",;?".contains(c)), "Latin punctuation in Persian"),
        (fa.contains("...") || en.contains("..."), "three dots"),
    ]
    .into_iter()
    .filter_map(|(holds, fault)| holds.then_some(fault))
    .collect()
}

/// The names in `{…}`, ordered, and the text without them.
fn places(text: &str) -> (Vec<&str>, String) {
    let mut names = Vec::new();
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        bare.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        names.push(name);
        rest = tail;
    }
    names.sort_unstable();
    names.dedup();
    (names, bare + rest)
}

/// A single letter is a key of the keyboard, not a word.
fn latin_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1)
}

fn is_persian(c: char) -> bool {
    ('\u{600}'..='\u{6FF}').contains(&c)
}

#[test]
fn places_are_filled_in_one_pass() {
    assert_eq!(super::fill("{n} از {all}", &[("n", "{all}"), ("all", "۵")]), "{all} از ۵");
    assert_eq!(super::fill("{who} and {missing} {", &[("who", "Leila")]), "Leila and {missing} {");
}
