//! Server functions: decode, call one use case, encode. Nothing is decided here.

mod refusal;
#[cfg(feature = "ssr")]
mod context;

pub mod agency;
pub mod clients;
pub mod details;
pub mod guest;
pub mod people;
pub mod promises;
pub mod reports;
pub mod session;
pub mod today;
pub mod users;

pub use refusal::{Refusal, field_error, refused, sentence};
#[cfg(feature = "ssr")]
pub use context::{Caller, SetCookie, told, who};
