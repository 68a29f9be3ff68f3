//! Habits of the house that no compiler knows: directions, colours, words, paths.

use super::Check;
use super::rust_text;
use crate::css;
use crate::tools::{Outcome, files_under, read, relative};
use std::path::{Path, PathBuf};

/// A text file of the project with its path from the root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn is(&self, ending: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, own)| own == ending)
    }

    fn under(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    /// `path:line: …` for every line in which `find` finds something.
    fn lines_where<'a>(&self, text: &'a str, find: impl Fn(&'a str) -> Option<&'a str>) -> Vec<String> {
        let found = text.lines().enumerate().filter_map(|(at, line)| Some((at, find(line)?)));
        found.map(|(at, what)| self.at(at + 1, what)).collect()
    }
}

pub struct Tidy {
    pub checks: Vec<Check>,
    /// Not wrong, but worth a look.
    pub remarks: Vec<String>,
}

pub fn inspect(root: &Path) -> Outcome<Tidy> {
    let sources = sources(root)?;
    let over = |rule: fn(&Source) -> Vec<String>| sources.iter().flat_map(rule).collect::<Vec<_>>();
    let checks = vec![
        Check::new("sheets know start and end, never left and right", over(directions)),
        Check::new("colours stand in the token sheet, others name a role", over(raw_colours)),
        Check::new("every sheet is in style/ORDER, once", unordered(&sources)),
        Check::new("a text area is written by the kit alone", over(text_areas)),
        Check::new("visible words come from the table of words", over(stray_words)),
        Check::new("no path of one machine", over(machine_paths)),
        Check::new("nothing is left for later", over(left_for_later)),
        Check::new("every crate takes the workspace's lints", over(own_lints)),
    ];
    Ok(Tidy { checks, remarks: over(long_files) })
}

fn sources(root: &Path) -> Outcome<Vec<Source>> {
    const TEXT: [&str; 13] =
        ["rs", "css", "ts", "js", "mjs", "json", "toml", "md", "sql", "sh", "html", "svg", "webmanifest"];
    let is_text = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| TEXT.contains(&ending))
            || path.ends_with("style/ORDER")
            || path.ends_with(".ci/run")
    };
    let data = root.join("data");
    let text = files_under(root)?.into_iter().filter(|path| !path.starts_with(&data)).filter(is_text);
    text.map(|path| Ok(Source { path: relative(&path, root), text: read(&path)? })).collect()
}

/// Identifiers of a line: what stands between signs that no CSS or Rust name has.
fn names(line: &str) -> impl Iterator<Item = &str> {
    line.split(|sign: char| !(sign.is_alphanumeric() || sign == '-' || sign == '_'))
        .filter(|name| !name.is_empty())
}

fn directions(source: &Source) -> Vec<String> {
    if !source.is("css") || !source.under("style") {
        return Vec::new();
    }
    source.lines_where(&css::without_comments(&source.text), |line| {
        names(line)
            .find(|name| *name == "float" || name.split('-').any(|part| matches!(part, "left" | "right")))
    })
}

fn raw_colours(source: &Source) -> Vec<String> {
    let is_token_sheet = source.path.rsplit('/').next().is_some_and(|name| name.starts_with("token"));
    if !source.is("css") || !source.under("style") || is_token_sheet {
        return Vec::new();
    }
    source.lines_where(&css::without_comments(&source.text), raw_colour)
}

/// A colour in a declaration's value. Selectors may name an id, so only what follows a `:` and a space counts.
fn raw_colour(line: &str) -> Option<&str> {
    const FUNCTIONS: [&str; 7] = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "hwb("];
    let (property, value) = line.split_once(": ")?;
    // A mask knows only opaque and clear.
    if property.trim_start().starts_with("mask") {
        return None;
    }
    if let Some(function) = FUNCTIONS.into_iter().find(|function| value.contains(function)) {
        return Some(function.trim_end_matches('('));
    }
    let mut words = value.split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '#'));
    words.find(|word| word.strip_prefix('#').is_some_and(is_hex_colour))
}

fn is_hex_colour(digits: &str) -> bool {
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn unordered(sources: &[Source]) -> Vec<String> {
    let Some(order) = sources.iter().find(|source| source.path == "style/ORDER") else { return Vec::new() };
    let ordered = css::in_order(&order.text);
    let sheets = sources.iter().filter(|source| source.is("css") && source.under("style"));
    let counts = sheets.map(|sheet| {
        let name = sheet.path.trim_start_matches("style/");
        (name, ordered.iter().filter(|ordered| **ordered == name).count())
    });
    counts
        .filter(|(_, count)| *count != 1)
        .map(|(name, count)| format!("style/{name}: {count} times in style/ORDER"))
        .collect()
}

/// On the server the framework writes a text area's content unescaped; one component knows how to do it safely.
fn text_areas(source: &Source) -> Vec<String> {
    if !source.is("rs") || source.under("app/ui") || source.under("frontend/xtask") {
        return Vec::new();
    }
    source.lines_where(&rust_text::read(&source.text).code, |line| {
        ["<textarea", "textarea()"].into_iter().find(|tag| line.contains(tag))
    })
}

/// Rooms whose text reaches people. Tests and the demo story speak for themselves.
fn speaks_to_people(source: &Source) -> bool {
    const ROOMS: [&str; 8] = [
        "app/src",
        "app/ui/src",
        "app/drafts/src",
        "frontend/src",
        "server/src",
        "server/services/src",
        "server/store/src",
        "server/documents/src",
    ];
    let is_story = source.path.split(['/', '.']).any(|part| matches!(part, "tests" | "demo"));
    source.is("rs") && ROOMS.iter().any(|room| source.under(room)) && !is_story
}

fn stray_words(source: &Source) -> Vec<String> {
    if !speaks_to_people(source) {
        return Vec::new();
    }
    let literals = rust_text::read(&source.text).literals;
    let stray = literals
        .iter()
        .filter(|literal| literal.text.chars().any(is_persian_letter) || is_visible_english(literal));
    stray.map(|literal| source.at(literal.line, &format!("\"{}\"", literal.text))).collect()
}

fn is_persian_letter(sign: char) -> bool {
    matches!(sign, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}')
}

/// English between two tags, or in an attribute that is read aloud or shown.
fn is_visible_english(literal: &rust_text::Literal) -> bool {
    const SHOWN: [&str; 5] = ["aria-label=", "placeholder=", "title=", "alt=", "aria-description="];
    let between_tags = literal.before.ends_with('>')
        && !literal.before.ends_with("=>")
        && !literal.before.ends_with("->")
        && literal.after == Some('<');
    let shown = SHOWN.iter().any(|attribute| literal.before.ends_with(attribute));
    let is_word = literal.text.split(|sign: char| !sign.is_ascii_alphabetic()).any(|word| word.len() > 1);
    (between_tags || shown) && is_word
}

fn machine_paths(source: &Source) -> Vec<String> {
    // Written in two halves: this file is searched too.
    const PATHS: [&str; 4] =
        [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("/wo", "rk/")];
    // Locked names of packages are not ours.
    if source.path.ends_with("package-lock.json") {
        return Vec::new();
    }
    source.lines_where(&source.text, |line| PATHS.into_iter().find(|path| line.contains(path)))
}

fn left_for_later(source: &Source) -> Vec<String> {
    const MARKS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let is_code = ["rs", "css", "ts", "js", "sql"].into_iter().any(|ending| source.is(ending));
    if !is_code {
        return Vec::new();
    }
    source.lines_where(&source.text, |line| names(line).find(|name| MARKS.contains(name)))
}

fn own_lints(source: &Source) -> Vec<String> {
    let is_crate = source.path.ends_with("Cargo.toml") && source.text.contains("[package]");
    if is_crate && !source.text.contains("[lints]\nworkspace = true") {
        vec![format!("{}: no `[lints] workspace = true`", source.path)]
    } else {
        Vec::new()
    }
}

fn long_files(source: &Source) -> Vec<String> {
    const LONG: usize = 600;
    let lines = source.text.lines().count();
    let is_ours = ["rs", "css", "ts", "js"].into_iter().any(|ending| source.is(ending));
    if is_ours && lines > LONG { vec![format!("{}: {lines} lines", source.path)] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_direction_is_found_outside_comments_alone() {
        let sheet = source(
            "style/a.css",
            "/* left */\na { margin-left: 0 }\nb { text-align: right }\nc { inset-inline-start: 0 }",
        );
        assert_eq!(directions(&sheet), ["style/a.css:2: margin-left", "style/a.css:3: right"]);
        assert!(directions(&source("tests/a.css", "a { float: left }")).is_empty());
    }

    #[test]
    fn a_raw_colour_is_found_outside_the_token_sheet() {
        let sheet = source(
            "style/a.css",
            "#add { color: var(--ink) }\na { color: #fff }\nb { color: rgb(1 2 3) }\n--x: #12345;",
        );
        assert_eq!(raw_colours(&sheet), ["style/a.css:2: #fff", "style/a.css:3: rgb"]);
        assert!(raw_colours(&source("style/tokens.css", "a { --ink: #fff }")).is_empty());
    }

    #[test]
    fn a_sheet_outside_the_order_is_told() {
        let sources =
            [source("style/ORDER", "a.css\n"), source("style/a.css", ""), source("style/kit/b.css", "")];
        assert_eq!(unordered(&sources), ["style/kit/b.css: 0 times in style/ORDER"]);
    }

    #[test]
    fn a_text_area_stands_in_the_kit_alone() {
        let text = "// <textarea\nview! { <textarea>{words}</textarea> }";
        assert_eq!(text_areas(&source("app/src/a.rs", text)), ["app/src/a.rs:2: <textarea"]);
        assert!(text_areas(&source("app/ui/src/text_area.rs", text)).is_empty());
    }

    #[test]
    fn words_outside_the_table_are_told() {
        let text = "fn a() { view! { <p>\"Saved\"</p> <i title=\"Close\"/> <b class=\"row\">\"·\"</b> } }\nconst B: &str = \"ثبت\"; // ثبت\nlet c = match d { E => \"Saved\" };";
        let found = ["app/src/a.rs:1: \"Saved\"", "app/src/a.rs:1: \"Close\"", "app/src/a.rs:2: \"ثبت\""];
        assert_eq!(stray_words(&source("app/src/a.rs", text)), found);
        for free in ["app/domain/src/words/a.rs", "server/services/src/demo/people.rs", "server/tests/a.rs"] {
            assert!(stray_words(&source(free, text)).is_empty(), "{free}");
        }
    }

    #[test]
    fn a_crate_without_the_lints_is_told() {
        assert_eq!(own_lints(&source("app/Cargo.toml", "[package]\nname = \"a\"\n")).len(), 1);
        assert!(own_lints(&source("Cargo.toml", "[workspace]\n")).is_empty());
    }
}
