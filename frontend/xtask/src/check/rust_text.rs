//! Just enough reading of Rust to tell code, comments and string literals apart.

/// A string literal and its neighbourhood.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// From 1.
    pub line: usize,
    pub text: String,
    /// The code before it, white space left out, at most 24 characters.
    pub before: String,
    /// The first sign of code after it that is no white space.
    pub after: Option<char>,
}

pub struct RustText {
    /// The source with comments blanked; literals are kept.
    pub code: String,
    pub literals: Vec<Literal>,
}

/// Reads a source text. Where its own tests begin (`#[cfg(test)] mod …`), it ends: they may say what they like.
pub fn read(source: &str) -> RustText {
    let source = without_tests(source);
    let mut reader =
        Reader { signs: source.chars().collect(), at: 0, line: 1, code: String::new(), literals: Vec::new() };
    reader.read();
    RustText { code: reader.code, literals: reader.literals }
}

fn without_tests(source: &str) -> &str {
    let mut from = 0;
    while let Some(found) = source[from..].find("#[cfg(test)]") {
        let start = from + found;
        let rest = source[start + "#[cfg(test)]".len()..].trim_start();
        let opens = rest.find(['{', ';']).is_some_and(|at| rest[at..].starts_with('{'));
        if rest.starts_with("mod ") && opens {
            return &source[..start];
        }
        from = start + 1;
    }
    source
}

struct Reader {
    signs: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Reader {
    fn read(&mut self) {
        while let Some(sign) = self.peek(0) {
            match sign {
                '/' if self.peek(1) == Some('/') => self.blank_until(|reader| reader.peek(0) == Some('\n')),
                '/' if self.peek(1) == Some('*') => self.block_comment(),
                '"' => self.string(0, false),
                'r' if !self.in_word() && self.raw_hashes().is_some() => {
                    let hashes = self.raw_hashes().unwrap_or(0);
                    self.take(1 + hashes);
                    self.string(hashes, true);
                }
                '\'' => self.character(),
                _ => self.take(1),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.signs.get(self.at + ahead).copied()
    }

    /// Copies signs into the code.
    fn take(&mut self, count: usize) {
        for _ in 0..count {
            if let Some(sign) = self.peek(0) {
                self.step(sign, sign);
            }
        }
    }

    fn step(&mut self, sign: char, written: char) {
        if sign == '\n' {
            self.line += 1;
        }
        // The end of a literal's neighbourhood is only known now.
        if !written.is_whitespace()
            && let Some(last) = self.literals.last_mut()
            && last.after.is_none()
        {
            last.after = Some(written);
        }
        self.code.push(written);
        self.at += 1;
    }

    fn blank_until(&mut self, end: impl Fn(&Self) -> bool) {
        while !end(self) {
            let Some(sign) = self.peek(0) else { break };
            self.step(sign, if sign == '\n' { '\n' } else { ' ' });
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            let pair = (self.peek(0), self.peek(1));
            match pair {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                (None, _) => return,
                _ => {
                    let start = self.at;
                    self.blank_until(|reader| reader.at > start);
                    continue;
                }
            }
            let start = self.at;
            self.blank_until(|reader| reader.at == start + 2);
            if depth == 0 {
                return;
            }
        }
    }

    /// Whether the sign before belongs to the same word: then an `r` begins no raw string. `b` and `c` may stand
    /// before it.
    fn in_word(&self) -> bool {
        let is_word = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric() || *sign == '_');
        match self.at.checked_sub(1).and_then(|at| self.signs.get(at)) {
            Some('b' | 'c') => self.at.checked_sub(2).is_some_and(|at| is_word(self.signs.get(at))),
            before => is_word(before),
        }
    }

    /// Number of `#` between an `r` and its quote; none if there is no quote.
    fn raw_hashes(&self) -> Option<usize> {
        let hashes = self.signs[self.at + 1..].iter().take_while(|sign| **sign == '#').count();
        (self.peek(1 + hashes) == Some('"')).then_some(hashes)
    }

    fn string(&mut self, hashes: usize, raw: bool) {
        let (line, before) = (self.line, self.before());
        self.take(1);
        let start = self.at;
        let mut end = self.signs.len();
        let mut at = start;
        while at < self.signs.len() {
            if self.signs[at] == '\\' && !raw {
                at += 2;
                continue;
            }
            let closed =
                self.signs[at] == '"' && (1..=hashes).all(|more| self.signs.get(at + more) == Some(&'#'));
            if closed {
                end = at;
                break;
            }
            at += 1;
        }
        let text = self.signs[start..end].iter().collect();
        self.take(end - start + 1 + hashes);
        self.literals.push(Literal { line, text, before, after: None });
    }

    fn before(&self) -> String {
        let mut near: Vec<char> =
            self.code.chars().rev().filter(|sign| !sign.is_whitespace()).take(24).collect();
        near.reverse();
        near.into_iter().collect()
    }

    /// A character in quotes, or a lifetime.
    fn character(&mut self) {
        let length = match (self.peek(1), self.peek(2)) {
            (Some('\\'), _) => {
                let close = self.signs.iter().skip(self.at + 3).position(|sign| *sign == '\'');
                close.map_or(1, |close| close + 4)
            }
            (_, Some('\'')) => 3,
            _ => 1,
        };
        self.take(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        read(source).literals.into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn strings_of_every_kind_are_found() {
        assert_eq!(
            texts(r####"a("x\"y", r#"raw "q" "#, b"bytes", br"z", for_r"w")"####),
            [r#"x\"y"#, r#"raw "q" "#, "bytes", "z", "w"]
        );
    }

    #[test]
    fn comments_characters_and_lifetimes_hold_no_strings() {
        let source = "// \"no\"\n/* \"no\" /* \"no\" */ \"no\" */ let a: &'a str = f('\"', '\\'', 'x'); // \"\nlet b = \"yes\";";
        assert_eq!(texts(source), ["yes"]);
        assert_eq!(read(source).literals[0].line, 3);
        assert!(!read(source).code.contains("no"));
    }

    #[test]
    fn a_literal_knows_its_neighbours() {
        let literal = &read("view! { <p> \"Save\" </p> }").literals[0];
        assert!(literal.before.ends_with("<p>"));
        assert_eq!(literal.after, Some('<'));
    }

    #[test]
    fn tests_of_a_file_are_not_read() {
        assert_eq!(
            texts("const A: &str = \"a\";\n#[cfg(test)]\nmod tests { const B: &str = \"b\"; }"),
            ["a"]
        );
        assert_eq!(texts("#[cfg(test)]\nmod tests;\nconst A: &str = \"a\";"), ["a"]);
    }
}
