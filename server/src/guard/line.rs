//! One line in the log for each request: who, what, how it ended. No query string, no secret of a path.

use super::RequestId;
use super::fault::Code;
use crate::address::Client;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use std::fmt::Write;
use std::time::Instant;
use tracing::Span;

/// Paths whose next part is a secret: a client's link, a link to set a password.
const SECRET: [&str; 3] = ["/c", "/reset", "/setup"];
/// Letters of a path that the log keeps.
const LETTERS: usize = 200;

/// Whether an address may carry a secret, in its path or after it, so that it must not travel in a `Referer`. The
/// guest's page itself has none any more, and its plain form is sent back by its `Referer`.
pub(super) fn carries_secret(path: &str) -> bool {
    path == "/reset" || SECRET.iter().any(|begins| after(path, begins).is_some_and(|rest| rest.len() > 1))
}

/// A path as the log may have it: secrets left out, everything but plain letters encoded, cut when long.
pub fn shown_path(path: &str) -> String {
    let hidden = SECRET.iter().find(|begins| after(path, begins).is_some_and(|rest| rest.len() > 1));
    if let Some(begins) = hidden {
        return format!("{begins}/…");
    }
    let mut shown = String::with_capacity(path.len());
    for letter in path.chars().take(LETTERS) {
        if letter.is_ascii_graphic() {
            shown.push(letter);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(letter));
        }
    }
    if path.chars().nth(LETTERS).is_some() {
        shown.push('…');
    }
    shown
}

fn after<'a>(path: &'a str, begins: &str) -> Option<&'a str> {
    path.strip_prefix(begins).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Written when the answer's head is ready, or when the client left before.
pub(super) struct Line {
    method: Method,
    path: String,
    client: Client,
    id: RequestId,
    started: Instant,
    span: Span,
    written: bool,
}

impl Line {
    pub(super) fn begin(request: &Request, client: Client, id: &RequestId) -> Self {
        Self {
            method: request.method().clone(),
            path: shown_path(request.uri().path()),
            client,
            id: id.clone(),
            started: Instant::now(),
            span: tracing::info_span!("request", id = &*id.0),
            written: false,
        }
    }

    /// Events inside carry the request's id.
    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(super) fn end(mut self, answer: &Response) {
        let error = answer.extensions().get::<Code>().map(|code| code.0.as_str());
        self.write(answer.status(), error);
    }

    fn write(&mut self, status: StatusCode, error: Option<&str>) {
        self.written = true;
        let ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let refused = matches!(error, Some("forged" | "not_allowed")) || status.is_server_error();
        // The level must be known when compiling.
        macro_rules! write_at {
            ($level:ident) => {
                tracing::$level!(
                    target: "libero::request",
                    id = &*self.id.0,
                    method = %self.method,
                    path = self.path,
                    status = status.as_u16(),
                    error,
                    ms,
                    client = %self.client.ip,
                    "request"
                )
            };
        }
        if refused {
            write_at!(warn);
        } else {
            write_at!(info);
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if !self.written {
            // The status that nginx made customary for a client that left.
            let left = StatusCode::from_u16(499).unwrap_or(StatusCode::BAD_REQUEST);
            self.write(left, Some("client_left"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_holds_no_secret_of_a_path() {
        assert_eq!(shown_path("/c/3q2-7wExample"), "/c/…");
        assert_eq!(shown_path("/reset/3q2-7wExample"), "/reset/…");
        assert_eq!(shown_path("/c"), "/c");
        assert_eq!(shown_path("/clients/1"), "/clients/1");
        assert!(
            carries_secret("/reset")
                && carries_secret("/c/x")
                && !carries_secret("/c")
                && !carries_secret("/clients")
        );
    }

    #[test]
    fn a_path_cannot_write_lines_or_hide_letters() {
        assert_eq!(shown_path("/a\n\u{1b}[31m\u{202e}b"), "/a\\u{a}\\u{1b}[31m\\u{202e}b");
        assert_eq!(shown_path(&"/".repeat(300)).chars().count(), 201);
    }
}
