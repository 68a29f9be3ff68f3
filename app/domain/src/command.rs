//! Commands: a write with an id made by the caller. Repeating it changes nothing.

use crate::id::CommandId;
use serde::{Deserialize, Serialize};

/// A write and the id of the intent behind it. The same id with the same body gives the same
/// answer for 30 days; with another body it is refused (`Error::CommandReused`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command<T> {
    pub id: CommandId,
    pub body: T,
}

/// The number of a record's state; each write raises it by one. A write names the version it saw.
pub type Version = i64;
