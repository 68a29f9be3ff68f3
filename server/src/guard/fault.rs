//! Errors as the caller may know them: the domain's code as JSON, never a sentence of a library, a path
//! or a panic's text.

use super::RequestId;
use axum::Json;
use axum::http::header::{CONTENT_TYPE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use libero_domain::error::Error;

/// Marks an answer whose handler panicked until the guard, who knows the request's id, words it.
#[derive(Clone, Copy)]
struct Panicked;

/// The code of the error an answer carries, for the log.
#[derive(Clone)]
pub(super) struct Code(pub(super) String);

/// The answer of a server function that failed carries its own encoded error.
const SERVER_FUNCTION_ERROR: HeaderName = HeaderName::from_static("serverfnerror");
/// Seconds to wait before trying again when the store is away.
const AGAIN_SECONDS: HeaderValue = HeaderValue::from_static("2");

/// The error as an answer: its status, its JSON.
pub fn refuse(error: &Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    worded(status, error)
}

/// What a handler that panicked answers; the guard adds the request's id.
pub fn panicked() -> Response {
    let mut answer = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    answer.extensions_mut().insert(Panicked);
    answer
}

/// Replaces what only programmers understand: panics anywhere, and under `/api` every error that is not
/// JSON yet (unknown paths and methods, bodies that could not be read).
pub(super) fn plain_words(answer: Response, path: &str, id: &RequestId) -> Response {
    let status = answer.status();
    let broken = || Error::Broken { id: id.0.to_string() };
    if answer.extensions().get::<Panicked>().is_some() {
        return refuse(&broken());
    }
    let api = path == "/api" || path.starts_with("/api/");
    let failed = status.is_client_error() || status.is_server_error();
    if !api || !failed || is_worded(&answer) {
        return answer;
    }
    let error = match status {
        StatusCode::UNAUTHORIZED => Error::SignInNeeded,
        StatusCode::FORBIDDEN => Error::NotAllowed,
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => Error::Unavailable,
        _ if status.is_server_error() => broken(),
        _ => Error::Malformed,
    };
    // 422 speaks of fields to mend, and what could not be read has none.
    let status = if status == StatusCode::UNPROCESSABLE_ENTITY { StatusCode::BAD_REQUEST } else { status };
    let mut plain = worded(status, &error);
    // `allow` of a refused method and the like stay.
    let (kept, _) = answer.into_parts();
    for (name, value) in &kept.headers {
        if !plain.headers().contains_key(name) && !name.as_str().starts_with("content-") {
            plain.headers_mut().append(name, value.clone());
        }
    }
    plain
}

fn is_worded(answer: &Response) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    answer.headers().contains_key(SERVER_FUNCTION_ERROR)
        || kind.is_some_and(|kind| kind.starts_with(b"application/json"))
}

fn worded(status: StatusCode, error: &Error) -> Response {
    let mut answer = (status, Json(error)).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().insert(RETRY_AFTER, AGAIN_SECONDS);
    }
    let json = serde_json::to_value(error).unwrap_or_default();
    let code = json.get("error").and_then(|code| code.as_str()).unwrap_or("error");
    answer.extensions_mut().insert(Code(code.to_owned()));
    answer
}
