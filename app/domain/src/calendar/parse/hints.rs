//! Who and by when, inside a line: "sample by Tuesday @Niloufar", «نمونه تا سه‌شنبه @نیلوفر».

use super::fold::{fold, fold_name, words};
use super::time::{TimeTyped, time};
use super::{ParseContext, borrowed, day_of, phrase};
use chrono::{NaiveDate, NaiveTime};
use std::ops::Range;

/// Words of the longest phrase, such as "by Monday 23 November 2026 at 5 pm" after its first.
const PHRASE_WORDS: usize = 8;
/// Words of the longest name after an @.
const NAME_WORDS: usize = 4;
const OPENING: &[char] = &['(', '[', '«', '“', '"'];
const CLOSING: &[char] = &['.', ',', ';', ':', '?', '!', '…', '،', '؛', '؟', ')', ']', '»', '”', '"'];
const BRACKETS_CLOSING: &[char] = &[')', ']', '»', '”', '"'];
/// What ends a sentence.
const ENDS: &[char] = &['.', '?', '!', '…', '؟'];
/// What parts a sentence; a line does not begin or end with it.
const PAUSES: &[char] = &[',', ';', ':', '،', '؛', '-', '–'];

/// What a line says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineHints {
    /// The last "by …" or «تا …» that can be understood. A time alone is of today.
    pub due: Option<(NaiveDate, Option<NaiveTime>)>,
    /// The first @name that is one person's: an index into the given names.
    pub mention: Option<usize>,
    /// The line without the words that were understood; all else as typed.
    pub text: String,
}

/// Reads the hints of a line. `names` holds forms of names beside what they stand for; one person may
/// have several (Persian and Latin) under the same key. After the @ stands the beginning of any word
/// of a name, or several whole ones; a whole word wins over beginnings.
pub fn line<K: PartialEq>(text: &str, ctx: &ParseContext, names: &[(K, &str)]) -> LineHints {
    let parts = split(text);
    let due = due(text, &parts, ctx);
    let mention = mention(text, &parts, names);
    let mut cuts: Vec<Range<usize>> = due.iter().map(|(cut, _)| cut.clone()).collect();
    cuts.extend(mention.iter().map(|(cut, _)| cut.clone()));
    cuts.sort_by_key(|cut| cut.start);
    LineHints { due: due.map(|(_, due)| due), mention: mention.map(|(_, at)| at), text: without(text, &cuts) }
}

/// The words of the line as places in it, without the punctuation around them.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let opened = word.trim_start_matches(OPENING);
        let start = at + word.len() - opened.len();
        let end = start + opened.trim_end_matches(CLOSING).len();
        if start < end {
            parts.push(start..end);
        }
        at += piece.len();
    }
    parts
}

type Due = (Range<usize>, (NaiveDate, Option<NaiveTime>));

fn due(text: &str, parts: &[Range<usize>], ctx: &ParseContext) -> Option<Due> {
    (0..parts.len()).rev().find_map(|at| due_at(text, parts, at, ctx))
}

/// The longest phrase after a "by" or «تا» at this place.
fn due_at(text: &str, parts: &[Range<usize>], at: usize, ctx: &ParseContext) -> Option<Due> {
    let key = fold(&text[parts[at].clone()]);
    let is_persian = match key.as_str() {
        "by" => false,
        "تا" => true,
        _ => return None,
    };
    let last = (at + PHRASE_WORDS).min(parts.len() - 1);
    let (end, phrase, found) = (at + 1..=last).rev().find_map(|end| {
        let phrase = words(&text[parts[at + 1].start..parts[end].end]);
        let found = moment(&borrowed(&phrase), ctx)?;
        Some((parts[end].end, phrase, found))
    })?;

    let before = moment_before(text, &parts[..at], ctx);
    let (start, day) = match (found.day, before) {
        // "Tuesday by 13:00".
        (None, Some((start, Moment { day: Some(day), time: None }))) => (start, day),
        // «شنبه تا دوشنبه», «۹:۰۰ تا ۱۰:۰۰»: from one to the other, nothing due.
        (_, Some(_)) if is_persian => return None,
        (day, _) => (parts[at].start, day.unwrap_or(ctx.today)),
    };
    if is_persian && is_count_before(text, &parts[..at]) && phrase::number(&phrase[0]).is_some() {
        // «۲ تا ۳ روز دیگر».
        return None;
    }
    let time = found.time.map(|time| time.within(ctx.office.hours_on(day)));
    Some((start..end, (day, time)))
}

/// The longest phrase that ends right before a place, and where it begins.
fn moment_before(text: &str, parts: &[Range<usize>], ctx: &ParseContext) -> Option<(usize, Moment)> {
    let end = parts.last()?.end;
    let first = parts.len().saturating_sub(PHRASE_WORDS);
    parts[first..].iter().find_map(|part| {
        let found = moment(&borrowed(&words(&text[part.start..end])), ctx)?;
        Some((part.start, found))
    })
}

fn is_count_before(text: &str, parts: &[Range<usize>]) -> bool {
    parts.last().is_some_and(|part| phrase::number(&fold(&text[part.clone()])).is_some())
}

struct Moment {
    day: Option<NaiveDate>,
    time: Option<TimeTyped>,
}

/// A day, a time, or both in either order.
fn moment(words: &[&str], ctx: &ParseContext) -> Option<Moment> {
    if let Ok(day) = day_of(words, ctx) {
        return Some(Moment { day: Some(day), time: None });
    }
    if let Some(time) = time(words) {
        return Some(Moment { day: None, time: Some(time) });
    }
    (1..words.len()).find_map(|cut| {
        let (first, second) = words.split_at(cut);
        let both = |day: &[&str], clock: &[&str]| {
            let clock = time(clock)?;
            let day = day_of(day, ctx).ok()?;
            Some(Moment { day: Some(day), time: Some(clock) })
        };
        both(first, second).or_else(|| both(second, first))
    })
}

type Mention = (Range<usize>, usize);

fn mention<K: PartialEq>(text: &str, parts: &[Range<usize>], names: &[(K, &str)]) -> Option<Mention> {
    let names: Vec<(&K, Vec<String>)> = names
        .iter()
        .map(|(key, name)| (key, fold_name(name).split_whitespace().map(str::to_string).collect()))
        .collect();
    (0..parts.len()).find_map(|at| mention_at(text, parts, at, &names))
}

fn mention_at<K: PartialEq>(
    text: &str,
    parts: &[Range<usize>],
    at: usize,
    names: &[(&K, Vec<String>)],
) -> Option<Mention> {
    let typed: Vec<String> = parts[at..]
        .iter()
        .take(NAME_WORDS)
        .enumerate()
        .map_while(|(n, part)| {
            let word = fold_name(&text[part.clone()]);
            if n == 0 { word.strip_prefix('@').map(str::to_string) } else { Some(word) }
        })
        .collect();
    let first = typed.first().filter(|word| !word.is_empty())?;

    let whole = (1..=typed.len()).rev().find_map(|count| {
        let found = only(names, |name| name.windows(count).any(|run| run == &typed[..count]))?;
        Some((count, found))
    });
    let (count, found) = whole.or_else(|| {
        Some((1, only(names, |name| name.iter().any(|word| word.starts_with(first.as_str())))?))
    })?;
    Some((parts[at].start..parts[at + count - 1].end, found))
}

/// The first of the names that fit, if all that fit have one key.
fn only<K: PartialEq>(names: &[(&K, Vec<String>)], fits: impl Fn(&[String]) -> bool) -> Option<usize> {
    let mut fitting = names.iter().enumerate().filter(|(_, (_, name))| fits(name));
    let (at, (key, _)) = fitting.next()?;
    fitting.all(|(_, (other, _))| other == key).then_some(at)
}

/// The text without the given places, closed up: one space at a seam, no pause left hanging.
fn without(text: &str, cuts: &[Range<usize>]) -> String {
    let Some(first) = cuts.first() else { return text.trim().to_string() };
    let mut out = text[..first.start].trim().to_string();
    for (n, cut) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(text.len(), |next| next.start);
        append(&mut out, text.get(cut.end..end).unwrap_or_default());
    }
    out.trim_end_matches(is_pause).to_string()
}

/// Puts what follows a cut to what came before it.
fn append(out: &mut String, after: &str) {
    let piece = after.trim();
    let Some(first) = piece.chars().next() else { return };
    if out.is_empty() {
        out.push_str(piece.trim_start_matches(|c| is_pause(c) || ENDS.contains(&c)));
    } else if after.starts_with(char::is_whitespace) {
        if !out.ends_with(OPENING) {
            out.push(' ');
        }
        out.push_str(piece);
    } else {
        // What stood right behind the cut closes something: a pause before it has nothing to hold.
        out.truncate(out.trim_end_matches(is_pause).len());
        match out.strip_suffix(OPENING) {
            Some(kept) if BRACKETS_CLOSING.contains(&first) => {
                out.truncate(kept.trim_end().len());
                append(out, &piece[first.len_utf8()..]);
            }
            _ => out.push_str(piece),
        }
    }
}

fn is_pause(c: char) -> bool {
    c.is_whitespace() || PAUSES.contains(&c)
}
