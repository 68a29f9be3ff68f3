//! Offline: a report typed without a network is safe within a second, survives a closed browser and a dead
//! phone, and reaches the server exactly once.
//!
//! The rules are plain functions (`envelope`, `outbox`, `merge`, `answer`), tested against a model server
//! over many thousand schedules of crashes, lost answers and conflicts. The browser part, with feature
//! `browser`, keeps and sends by these rules and decides nothing itself.
//!
//! This room must not know: pages, components, the server, what a report's fields mean. The pure part has
//! no clock and no chance: times and ids are arguments.

pub mod answer;
#[cfg(feature = "browser")]
pub mod browser;
pub mod envelope;
pub mod merge;
pub mod outbox;
pub mod sealed;

pub use envelope::{Envelope, State, Theirs, Why};
