//! Server functions: decode, call one use case, encode. Nothing is decided here.

#[cfg(feature = "ssr")]
mod context;
mod refusal;

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

#[cfg(feature = "ssr")]
pub use context::{Caller, SetCookie, told, who};
pub use refusal::{Refusal, field_error, refused, sentence};
