//! Words in both languages. Each word stands on one line with its Persian and its English, so neither
//! can be forgotten; a missing word does not compile. Subjects have a file each.

/// Declares words as functions of the language, and the list that the lint test reads.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $fa:literal, $en:literal;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(lang: $crate::reader::Lang) -> &'static str {
                match lang {
                    $crate::reader::Lang::Fa => $fa,
                    $crate::reader::Lang::En => $en,
                }
            }
        )*
        /// Name, Persian, English of each word in this file.
        #[cfg(test)]
        pub(crate) static ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $fa, $en)),*];
    };
}

pub mod calendar;
pub mod capture;
pub mod client;
pub mod common;
pub mod details;
pub mod errors;
pub mod guest;
pub mod kit;
#[cfg(test)]
mod lint;
pub mod numbers;
pub mod offline;
pub mod outbox;
pub mod papers;
pub mod report;
pub mod server;
pub mod shell;
pub mod sign;
pub mod today;
pub mod trade;

/// Every file of words by its name; the lint test reads them all and finds a file left out.
#[cfg(test)]
#[rustfmt::skip]
pub(crate) static TABLES: &[Table] = &[
    ("calendar", calendar::ALL),
    ("capture", capture::ALL),
    ("common", common::ALL),
    ("errors", errors::ALL),
    ("kit", kit::ALL),
    ("numbers", numbers::ALL),
    ("offline", offline::ALL),
    ("outbox", outbox::ALL),
    ("papers", papers::ALL),
    ("report", report::ALL),
    ("guest", guest::ALL),
    ("server", server::ALL),
    ("client", client::ALL),
    ("sign", sign::ALL),
    ("details", details::ALL),
    ("today", today::ALL),
    ("trade", trade::ALL),
    ("shell", shell::ALL),
];

/// A file's name and its words: name, Persian, English.
#[cfg(test)]
pub(crate) type Table = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

/// Puts values into the `{name}` places of a sentence, in one pass: braces inside a value stay as they
/// are. A place without a value stays visible, so that a test or a reader notices it.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = after.split_once('}').and_then(|(name, tail)| {
            values.iter().find(|(key, _)| *key == name).map(|(_, value)| (value, tail))
        });
        if let Some((value, tail)) = found {
            out.push_str(value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out + rest
}
