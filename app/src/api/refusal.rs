//! The domain's error on its way to the browser, with the HTTP status it deserves.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use libero_domain::error::Error;
use serde::{Deserialize, Serialize};

/// A refused call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Refusal(pub Error);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refusal {}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    /// What the transport itself has to say: unreadable requests are told so, a lost network is `Unavailable`.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Error::Malformed,
            _ => Error::Unavailable,
        };
        #[cfg(feature = "ssr")]
        let error = super::context::refuse(error).0;
        Self(error)
    }
}

/// What one field's error says in the reader's language; for the `error` of a field.
pub fn field_error(
    error: Option<&Refusal>,
    field: &str,
    reader: &libero_domain::reader::Reader,
) -> Option<String> {
    error?
        .0
        .fields()
        .iter()
        .find(|e| e.field == field)
        .map(|e| libero_domain::words::errors::code(reader, &e.code))
}

/// The whole refusal as a sentence, unless its fields say it themselves.
pub fn sentence(error: Option<&Refusal>, reader: &libero_domain::reader::Reader) -> Option<String> {
    error
        .filter(|refusal| refusal.0.fields().is_empty())
        .map(|refusal| libero_domain::words::errors::sentence(reader, &refusal.0))
}

/// The last answer of an action, if it was a refusal.
pub fn refused<T: Clone + Send + Sync + 'static>(value: &Option<Result<T, Refusal>>) -> Option<Refusal> {
    value.as_ref().and_then(|answer| answer.as_ref().err().cloned())
}
