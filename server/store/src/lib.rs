//! SQL: one text for SQLite and PostgreSQL, migrations, the writer, the search rows.
//!
//! This room must not know: who may do what, HTTP, pages, words, the clock. It stores what it is given.

mod args;
mod db;
mod dialect;
mod error;
mod migrate;
mod tx;

pub mod agency;
pub mod client;
pub mod command;
pub mod contact_report;
pub mod detail;
pub mod draft;
pub mod holiday;
pub mod link;
pub mod person;
pub mod promise;
pub mod read_back;
pub mod record;
pub mod session;
pub mod team;
pub mod today;
pub mod user;

pub use args::{Arg, Row};
pub use db::{Conn, Db};
pub use error::StoreError;
pub use tx::Tx;
