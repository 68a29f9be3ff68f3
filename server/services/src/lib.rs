//! Use cases: who may, what happens, what is recorded, who is told.
//!
//! This room must not know: SQL text, HTTP, cookies, pages. A use case reads as one sentence: begin once,
//! load, may you, decide, store, record, commit.

mod clock;
mod fault;
mod guard;
mod libero;
mod secret;
mod work;
mod zones;

pub mod agency;
pub mod client;
pub mod contact_report;
pub mod detail;
pub mod draft;
pub mod holiday;
pub mod housekeeping;
pub mod password;
pub mod person;
pub mod promise;
pub mod read_back;
pub mod session;
pub mod team;
pub mod today;
pub mod user;

pub use clock::Clock;
pub use fault::{Fault, Outcome};
pub use libero::{Libero, LinkPaper, Papers, Setting};
pub use secret::{Secret, Token, hash_hex};
pub use work::{Begun, Work};
pub use zones::zone;
