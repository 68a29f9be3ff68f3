//! Papers that leave the house.
//!
//! This room must not know: the database, rights, HTTP. It is given what it prints.

mod link_message;

pub use link_message::{LinkMessage, link_message};
