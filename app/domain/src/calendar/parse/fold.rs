//! One spelling for what people type in several: digits, letters, half-spaces, split words.

/// Letters and digits in one form; a half-space or comma is a space. Not for search: it folds only
/// what the words of dates and names need.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{6F0}'..='\u{6F9}' | '\u{660}'..='\u{669}' => out.push(ascii_digit(c)),
            'ي' | 'ى' | 'ئ' => out.push('ی'),
            'ك' => out.push('ک'),
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ؤ' => out.push('و'),
            'ة' | 'ۀ' => out.push('ه'),
            '\u{200C}' | '\u{A0}' | ',' | '،' => out.push(' '),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => out.push('-'),
            c if is_mark(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// As [`fold`], but a half-space joins: a name is one word with or without it.
pub(super) fn fold_name(text: &str) -> String {
    fold(&text.replace('\u{200C}', ""))
}

fn ascii_digit(c: char) -> char {
    let first = if c < '\u{6F0}' { 0x660 } else { 0x6F0 };
    char::from_digit(u32::from(c) - first, 10).unwrap_or(c)
}

/// Vowel signs, the hamza above, the stretcher, and signs of direction: none of them tells days apart.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}'
        | '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// The words of a phrase about time, folded, without those that say nothing, and with words joined
/// that are written together or apart: «سه شنبه», «سه‌شنبه», «۳شنبه» are all `سهشنبه`.
pub(super) fn words(text: &str) -> Vec<String> {
    let spaced = fold(text);
    let joined = spaced.split('/').map(str::trim).collect::<Vec<_>>().join("/");
    let mut words: Vec<String> = Vec::new();
    for word in joined.split_whitespace() {
        let word = without_ordinal(word.trim_end_matches('.'));
        if word.is_empty() || matches!(word, "the" | "of" | "on" | "ی") {
            continue;
        }
        let before = words.last().map_or("", String::as_str);
        match joined_with(before, word) {
            Some(whole) => {
                words.pop();
                words.push(whole);
            }
            None => words.push(split_weekday(word).unwrap_or_else(|| word.to_string())),
        }
    }
    if words.len() > 2 && words.ends_with(&["از".into(), "ظهر".into()]) && words[words.len() - 3] == "بعد"
    {
        words.truncate(words.len() - 3);
        words.push("بعدازظهر".into());
    }
    words
}

/// "23rd" and «۲۳م» are 23.
fn without_ordinal(word: &str) -> &str {
    let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    if is_number && matches!(&word[number.len()..], "st" | "nd" | "rd" | "th" | "م" | "ام") {
        number
    } else {
        word
    }
}

fn joined_with(before: &str, word: &str) -> Option<String> {
    match (before, word) {
        (number, "شنبه") => weekday_number(number).map(|number| format!("{number}شنبه")),
        ("پس", "فردا") => Some("پسفردا".to_string()),
        _ => None,
    }
}

fn split_weekday(word: &str) -> Option<String> {
    weekday_number(word.strip_suffix("شنبه")?).map(|number| format!("{number}شنبه"))
}

fn weekday_number(word: &str) -> Option<&'static str> {
    match word {
        "1" | "یک" => Some("یک"),
        "2" | "دو" => Some("دو"),
        "3" | "سه" => Some("سه"),
        "4" | "چهار" => Some("چهار"),
        "5" | "پنج" => Some("پنج"),
        _ => None,
    }
}
