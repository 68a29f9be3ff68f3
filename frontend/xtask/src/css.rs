//! The style sheet: the files of `style/` in the order of `style/ORDER`, in one, without comments and white space.

use crate::tools::{Outcome, read, trouble};
use std::path::Path;

/// Joins the sheets. `font` is asked for each file a `url()` names (relative to `style/`) and answers with the
/// name to write instead.
pub fn bundle(style: &Path, mut font: impl FnMut(&str) -> Outcome<String>) -> Outcome<String> {
    let mut sheet = String::new();
    for name in in_order(&read(&style.join("ORDER"))?) {
        let text = read(&style.join(name))?;
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        sheet.push_str(&with_urls(&text, |address| font(&joined(folder, address)?))?);
        sheet.push('\n');
    }
    if sheet.is_empty() {
        return trouble("style/ORDER names no sheet");
    }
    Ok(minify(&sheet))
}

/// The sheets that an ORDER file names: one a line, `#` begins a comment.
pub fn in_order(order: &str) -> Vec<&str> {
    order
        .lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty())
        .collect()
}

/// An address as seen from `style/`, when written in a sheet of `folder`.
fn joined(folder: &str, address: &str) -> Outcome<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return trouble(format!("url({address}) leads out of style/"));
                }
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Rewrites each `url()` that names a file of ours; data and absolute addresses stay.
fn with_urls(text: &str, mut rename: impl FnMut(&str) -> Outcome<String>) -> Outcome<String> {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Url(whole) => {
                let inner = whole["url(".len()..whole.len() - 1].trim().trim_matches(['"', '\'']);
                if inner.starts_with("data:")
                    || inner.starts_with('/')
                    || inner.starts_with('#')
                    || inner.contains("://")
                {
                    out.push_str(whole);
                } else {
                    out.push_str(&format!("url(\"{}\")", rename(inner)?));
                }
            }
            Piece::Code(part) | Piece::Quoted(part) | Piece::Comment(part) => out.push_str(part),
        }
    }
    Ok(out)
}

/// Takes comments and needless white space away. Space stays wherever it may mean something: inside strings and
/// `url()`, between values, around `+` and before `:` (`a :hover` is not `a:hover`).
pub fn minify(text: &str) -> String {
    const TIGHT: [char; 4] = ['{', '}', ';', ','];
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    let mut push = |part: &str, loose: bool| {
        if loose {
            space = true;
            return;
        }
        let first = part.chars().next().unwrap_or(' ');
        if space && !out.is_empty() && !TIGHT.contains(&first) && !out.ends_with(TIGHT) && !out.ends_with(':')
        {
            out.push(' ');
        }
        space = false;
        if first == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(part);
    };
    for piece in pieces(text) {
        match piece {
            Piece::Comment(_) => push("", true),
            Piece::Quoted(part) | Piece::Url(part) => push(part, false),
            Piece::Code(part) => {
                for (at, sign) in part.char_indices() {
                    push(&part[at..at + sign.len_utf8()], sign.is_whitespace());
                }
            }
        }
    }
    out
}

/// The text of a sheet with comments blanked, line by line as before: what a check may search.
pub fn without_comments(text: &str) -> String {
    let blank =
        |part: &str| part.chars().map(|sign| if sign == '\n' { '\n' } else { ' ' }).collect::<String>();
    let kept = |piece| match piece {
        Piece::Comment(part) => blank(part),
        Piece::Code(part) | Piece::Quoted(part) | Piece::Url(part) => part.to_owned(),
    };
    pieces(text).map(kept).collect()
}

enum Piece<'a> {
    Code(&'a str),
    Quoted(&'a str),
    Url(&'a str),
    Comment(&'a str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let length = special(rest).unwrap_or(rest.len());
        if length > 0 {
            let (code, after) = rest.split_at(length);
            rest = after;
            return Some(Piece::Code(code));
        }
        let end = if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").map_or(rest.len(), |at| at + 4)
        } else if rest.starts_with("url(") {
            url_end(rest)
        } else {
            string_end(rest)
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(match piece.as_bytes()[0] {
            b'/' => Piece::Comment(piece),
            b'u' => Piece::Url(piece),
            _ => Piece::Quoted(piece),
        })
    })
}

/// Where the next comment, string or `url()` begins.
fn special(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&at| match bytes[at] {
        b'"' | b'\'' => true,
        b'/' => bytes.get(at + 1) == Some(&b'*'),
        b'u' => bytes[at..].starts_with(b"url(") && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()),
        _ => false,
    })
}

fn string_end(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            byte if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The end of a `url(...)`, past the closing bracket; a quoted address may hold brackets.
fn url_end(text: &str) -> usize {
    let start = "url(".len();
    let inside = text[start..].trim_start();
    let from = text.len() - inside.len();
    let from = if inside.starts_with(['"', '\'']) { from + string_end(inside) } else { from };
    text[from..].find(')').map_or(text.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_that_means_something_stays() {
        let text = "/* note */\n.a :hover , .b > .c {\n  inline-size: calc(1px + 2px);\n  --x: a  b;\n}\n";
        assert_eq!(minify(text), ".a :hover,.b > .c{inline-size:calc(1px + 2px);--x:a b}");
    }

    #[test]
    fn strings_and_addresses_are_left_alone() {
        let text = ".a::after { content: \" /* ; { */ \" ; mask: url(data:image/svg+xml,%3Csvg%20a;b,c%3E) }";
        assert_eq!(
            minify(text),
            ".a::after{content:\" /* ; { */ \";mask:url(data:image/svg+xml,%3Csvg%20a;b,c%3E)}"
        );
        assert_eq!(minify("a{content:'\\'  ;'}"), "a{content:'\\'  ;'}");
        assert_eq!(minify("a{mask:url( \"x)y\" )  b}"), "a{mask:url( \"x)y\" ) b}");
    }

    #[test]
    fn a_comment_parts_two_words() {
        assert_eq!(minify("a/* */b{margin:0/* */auto}"), "a b{margin:0 auto}");
    }

    #[test]
    fn an_order_has_comments_and_empty_lines() {
        assert_eq!(
            in_order("# first\ntokens.css\n\n kit/field.css  # fields\n"),
            ["tokens.css", "kit/field.css"]
        );
    }

    #[test]
    fn files_are_renamed_and_other_addresses_stay() {
        let text = "a{src:url(fonts/x.woff2);b:url('data:x');c:url(/pkg/y);d:url(\"#z\")}";
        let renamed = with_urls(text, |name| Ok(name.replace("fonts/x", "x.1"))).unwrap();
        assert_eq!(renamed, "a{src:url(\"x.1.woff2\");b:url('data:x');c:url(/pkg/y);d:url(\"#z\")}");
    }

    #[test]
    fn an_address_is_seen_from_the_folder_of_its_sheet() {
        assert_eq!(joined("kit", "../fonts/a.woff2").unwrap(), "fonts/a.woff2");
        assert_eq!(joined("", "./a.woff2").unwrap(), "a.woff2");
        assert!(joined("", "../a.woff2").is_err());
    }

    #[test]
    fn blanked_comments_keep_their_lines() {
        assert_eq!(without_comments("a/* left\nx */b"), "a       \n    b");
    }
}
