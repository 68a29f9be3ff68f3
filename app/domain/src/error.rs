//! What a refused command or read tells the caller: a stable code, fields, parameters. No prose.

use crate::check::FieldError;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "error")]
pub enum Error {
    /// Nobody is signed in, or the session ended.
    SignInNeeded,
    /// Not there, or not open to the caller: told alike.
    NotFound,
    /// Signed in, but this role never may.
    NotAllowed,
    /// Fields to mend.
    Invalid { fields: Vec<FieldError> },
    /// A newer version is stored; `current` is its number.
    Stale { current: i64 },
    /// The command's id was used for another request.
    CommandReused,
    /// The state does not allow this act.
    WrongState { state: String, act: String },
    /// A promise marked delivery waits for read-backs of its owner.
    ReadBackNeeded { open: u32 },
    /// E-mail or password is wrong, or the account is off: told alike.
    WrongCredentials,
    /// Too many tries; again from this instant.
    TryLater { from: Timestamp },
    /// The link is spent, over or revoked. `ask` is whom to ask for a new one.
    LinkOver { ask: String },
    /// The page or request is from another site.
    Forged,
    /// Larger than allowed, bytes.
    TooLarge { max: usize },
    /// The request could not be read.
    Malformed,
    /// The store is busy or away; nothing was written.
    Unavailable,
    /// Our fault; the id is in the log.
    Broken { id: String },
}

impl Error {
    pub fn invalid(field: &str, code: crate::check::Code) -> Self {
        Self::Invalid { fields: vec![FieldError { field: field.into(), code }] }
    }

    /// HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignInNeeded | Self::WrongCredentials => 401,
            Self::NotAllowed | Self::Forged => 403,
            Self::NotFound => 404,
            Self::Stale { .. }
            | Self::CommandReused
            | Self::WrongState { .. }
            | Self::ReadBackNeeded { .. } => 409,
            Self::LinkOver { .. } => 410,
            Self::TooLarge { .. } => 413,
            Self::Invalid { .. } => 422,
            Self::TryLater { .. } => 429,
            Self::Malformed => 400,
            Self::Unavailable => 503,
            Self::Broken { .. } => 500,
        }
    }

    pub fn fields(&self) -> &[FieldError] {
        if let Self::Invalid { fields } = self { fields } else { &[] }
    }
}

impl From<Vec<FieldError>> for Error {
    fn from(fields: Vec<FieldError>) -> Self {
        Self::Invalid { fields }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}
