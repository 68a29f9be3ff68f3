//! What the server's answer to a put or a delete means.
//!
//! Read strictly: between the phone and Libero there are captive portals and proxies that answer with
//! pages of their own. Only an answer in Libero's own form says that words were stored or refused;
//! everything else is no answer, and the attempt is repeated.

use crate::envelope::Theirs;
use libero_domain::command::Version;
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// `settled`: it is a report now.
    Stored {
        version: Version,
        settled: bool,
    },
    /// A newer version is there; nothing was written.
    Conflict {
        theirs: Theirs,
    },
    /// The deletion is done, or there was nothing to delete.
    Deleted,
    SignInNeeded,
    NotAllowed,
    NotFound,
    /// The report is past the state of a draft.
    Settled,
    /// The command's id was used for other words.
    Reused,
    TooLarge,
    Malformed,
    /// Nothing was written; again after this many seconds, if the server says so.
    Unavailable {
        retry_after_s: Option<u32>,
    },
    /// No answer: it may or may not have been written.
    Lost,
}

#[derive(Deserialize)]
struct Stored {
    version: Version,
    #[serde(default)]
    settled: bool,
}

#[derive(Deserialize)]
struct Refused {
    error: String,
    theirs: Option<Theirs>,
}

/// Reads an answer to `PUT /api/v1/drafts/{id}`. `retry_after` is that header's text.
pub fn to_put(status: u16, body: &str, retry_after: Option<&str>) -> Answer {
    match status {
        200 | 201 => serde_json::from_str::<Stored>(body).ok().filter(|stored| stored.version > 0).map_or(
            Answer::Lost,
            |stored| Answer::Stored { version: stored.version, settled: stored.settled },
        ),
        _ => refused(status, body, retry_after),
    }
}

/// Reads an answer to `DELETE /api/v1/drafts/{id}`.
pub fn to_delete(status: u16, body: &str, retry_after: Option<&str>) -> Answer {
    match status {
        204 => Answer::Deleted,
        200 if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(body).is_ok() => {
            Answer::Deleted
        }
        _ => match refused(status, body, retry_after) {
            Answer::NotFound => Answer::Deleted,
            answer => answer,
        },
    }
}

fn refused(status: u16, body: &str, retry_after: Option<&str>) -> Answer {
    let wait =
        || Answer::Unavailable { retry_after_s: retry_after.and_then(|text| text.trim().parse().ok()) };
    match status {
        // These a proxy in front of the server may say in its own words; the meaning is the same.
        401 => return Answer::SignInNeeded,
        413 => return Answer::TooLarge,
        429 | 500..=599 => return wait(),
        _ => {}
    }
    let Ok(refused) = serde_json::from_str::<Refused>(body) else {
        return Answer::Lost;
    };
    match (status, refused.error.as_str()) {
        (409, "stale") => refused.theirs.map_or(Answer::Lost, |theirs| Answer::Conflict { theirs }),
        (409, "command_reused") => Answer::Reused,
        (409 | 410, _) => Answer::Settled,
        (403, _) => Answer::NotAllowed,
        (404, _) => Answer::NotFound,
        (400 | 422, _) => Answer::Malformed,
        _ => Answer::Lost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use libero_domain::time::Timestamp;
    use serde_json::json;

    #[test]
    fn only_liberos_own_form_says_that_words_were_stored() {
        let stored = |version, settled| Answer::Stored { version, settled };
        let theirs = Theirs { version: 7, body: json!({"a": 1}), by: None, at: None };
        let named = Theirs { by: Some("Amir".into()), at: Some(Timestamp(9)), ..theirs.clone() };
        let wait = |retry_after_s| Answer::Unavailable { retry_after_s };
        for (status, body, retry, answer) in [
            (200, r#"{"version":3}"#, None, stored(3, false)),
            (201, r#"{"version":1,"settled":true,"id":"x"}"#, None, stored(1, true)),
            (200, r#"{"version":0}"#, None, Answer::Lost),
            (200, r#"{"version":"3"}"#, None, Answer::Lost),
            (200, "<html>Welcome to the hotel</html>", None, Answer::Lost),
            (200, "", None, Answer::Lost),
            (204, "", None, Answer::Lost),
            (302, "", None, Answer::Lost),
            (
                409,
                r#"{"error":"stale","current":7,"theirs":{"version":7,"body":{"a":1}}}"#,
                None,
                Answer::Conflict { theirs },
            ),
            (
                409,
                r#"{"error":"stale","theirs":{"version":7,"body":{"a":1},"by":"Amir","at":9}}"#,
                None,
                Answer::Conflict { theirs: named },
            ),
            (409, r#"{"error":"stale","current":7}"#, None, Answer::Lost),
            (409, r#"{"error":"command_reused"}"#, None, Answer::Reused),
            (409, r#"{"error":"wrong_state","state":"issued","act":"draft"}"#, None, Answer::Settled),
            (409, "conflict", None, Answer::Lost),
            (401, "", None, Answer::SignInNeeded),
            (401, r#"{"error":"sign_in_needed"}"#, None, Answer::SignInNeeded),
            (403, r#"{"error":"not_allowed"}"#, None, Answer::NotAllowed),
            (403, "<html>blocked by your firewall</html>", None, Answer::Lost),
            (404, r#"{"error":"not_found"}"#, None, Answer::NotFound),
            (404, "nginx", None, Answer::Lost),
            (413, "Request Entity Too Large", None, Answer::TooLarge),
            (400, r#"{"error":"malformed"}"#, None, Answer::Malformed),
            (422, r#"{"error":"invalid","fields":[]}"#, None, Answer::Malformed),
            (429, "", Some("30"), wait(Some(30))),
            (503, "", Some(" 5 "), wait(Some(5))),
            (503, "", Some("Wed, 21 Oct 2026 07:28:00 GMT"), wait(None)),
            (502, "<html>", None, wait(None)),
            (418, r#"{"error":"teapot"}"#, None, Answer::Lost),
        ] {
            assert_eq!(to_put(status, body, retry), answer, "{status} {body}");
        }
    }

    #[test]
    fn a_deletion_is_done_when_there_is_nothing_left() {
        for (status, body, answer) in [
            (204, "", Answer::Deleted),
            (200, "{}", Answer::Deleted),
            (200, "<html>", Answer::Lost),
            (404, r#"{"error":"not_found"}"#, Answer::Deleted),
            (404, "nginx", Answer::Lost),
            (401, "", Answer::SignInNeeded),
            (503, "", Answer::Unavailable { retry_after_s: None }),
        ] {
            assert_eq!(to_delete(status, body, None), answer, "{status} {body}");
        }
    }
}
