//! What a person sees and does: routes, pages, server functions.
//!
//! This room must not know: SQL, cookies' names, files, the clock. A page decides nothing about the trade:
//! an `if` on money, role or date has its name in `domain`.

// What only a browser runs is dead code on the server; the lint of the wasm build finds what is dead everywhere.
#![cfg_attr(not(feature = "hydrate"), allow(dead_code))]

pub mod api;
mod app;
mod boot;
mod desk;
mod document;
mod offline;
mod pages;
mod shell;

pub use app::App;
#[cfg(feature = "hydrate")]
pub use boot::read_from_page;
pub use boot::{boot, label, new_id, reader};
pub use document::Assets;
#[cfg(feature = "ssr")]
pub use document::document;
#[cfg(feature = "hydrate")]
pub use offline::start as start_offline;
