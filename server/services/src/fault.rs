//! What stops a use case: a refusal that the caller is told, or a fault that only the log may know.

use libero_domain::check::FieldError;
use libero_domain::error::Error;
use libero_store::StoreError;

#[derive(Debug)]
pub enum Fault {
    Told(Error),
    Store(StoreError),
    /// Anything that should not happen, for the log.
    Broken(String),
}

pub type Outcome<T> = Result<T, Fault>;

impl Fault {
    /// Turns the fault into what the caller may know, and writes the rest to the log.
    pub fn tell(self) -> Error {
        match self {
            Self::Told(error) => error,
            Self::Store(StoreError::Unavailable(reason)) => {
                tracing::warn!(%reason, "store unavailable");
                Error::Unavailable
            }
            Self::Store(error) => broken(&error.to_string()),
            Self::Broken(reason) => broken(&reason),
        }
    }
}

fn broken(reason: &str) -> Error {
    let id = uuid::Uuid::now_v7().to_string();
    tracing::error!(%id, %reason, "broken");
    Error::Broken { id }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Vec<FieldError>> for Fault {
    fn from(fields: Vec<FieldError>) -> Self {
        Self::Told(fields.into())
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}
