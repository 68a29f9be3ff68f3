//! What the store tells its callers, and what only the log may know.

use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    /// A unique rule was broken; `rule` is the constraint's or index's own name or columns.
    #[error("unique rule broken: {rule}")]
    Taken { rule: String },
    /// Busy, away or full: nothing was written, the caller may try again.
    #[error("store unavailable: {0}")]
    Unavailable(String),
    /// A stored value cannot be read: written by a newer build, or damaged.
    #[error("stored value unreadable: {0}")]
    Unreadable(String),
    /// Anything else, for the log.
    #[error("store: {0}")]
    Other(#[source] sqlx::Error),
    #[error("migration: {0}")]
    Migrate(String),
    /// Another process holds this database.
    #[error("the database {0} is in use by another process")]
    InUse(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(database) if database.is_unique_violation() => {
                let rule = database.constraint().map_or_else(|| database.message().to_owned(), str::to_owned);
                Self::Taken { rule }
            }
            sqlx::Error::Database(database) if is_passing(database.code().as_deref()) => {
                Self::Unavailable(database.message().to_owned())
            }
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error.to_string()),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Unreadable(error.to_string()),
            other => Self::Other(other),
        }
    }
}

/// Codes after which the same write may succeed later: SQLite busy, locked, full and I/O; PostgreSQL
/// serialisation, deadlock, connection, resource and shutdown classes.
fn is_passing(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    let sqlite = code.parse::<u32>().is_ok_and(|n| code.len() < 5 && matches!(n & 0xff, 5 | 6 | 10 | 13));
    sqlite || ["40", "08", "53", "57"].iter().any(|class| code.len() == 5 && code.starts_with(class))
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// Reads a stored id.
pub(crate) fn id<T: From<uuid::Uuid>>(text: &str) -> Result<T, StoreError> {
    uuid::Uuid::try_parse(text).map(T::from).map_err(|_| StoreError::Unreadable(format!("id {text}")))
}

/// Reads a stored code of an enum.
pub(crate) fn code<T>(text: &str, from: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    from(text).ok_or_else(|| StoreError::Unreadable(format!("code {text}")))
}

/// Reads a stored date.
pub(crate) fn date(text: &str) -> Result<chrono::NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::Unreadable(format!("date {text}")))
}
