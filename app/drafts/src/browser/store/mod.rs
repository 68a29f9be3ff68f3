//! The two copies of each draft: local storage and IndexedDB.
//!
//! Local storage is written first and survives a closed tab, but the browser flushes it to the disk only
//! every few seconds, at most some sixty times an hour: a dead phone takes up to a minute of it along.
//! IndexedDB with `durability: "strict"` lost nothing in trials of sudden death; a write there counts as
//! safe when its transaction is complete.

pub mod durable;
pub mod local;

use libero_domain::id::{ReportId, UserId};
use wasm_bindgen::JsValue;

/// Why words cannot be kept on this device. The words to say so are the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser does not let the page keep anything.
    Blocked,
    /// No WebCrypto (no https, or an old browser): nothing can be sealed, so nothing is kept.
    NoOfflineMode,
    /// The device is full.
    Full,
    /// Sealed with a key that is not here.
    NoKey,
    /// Written by a newer page: reload.
    NewerPage,
    /// There is no such draft here.
    Missing,
    /// Another person's room was opened since, or none.
    Closed,
    /// The browser failed in some other way.
    Broken,
}

impl Trouble {
    pub(crate) fn of(error: &JsValue) -> Self {
        match super::js::error_name(error).as_str() {
            "QuotaExceededError" => Self::Full,
            "SecurityError" | "NotAllowedError" | "InvalidStateError" => Self::Blocked,
            _ => Self::Broken,
        }
    }
}

/// Key of a draft's record in IndexedDB.
pub(crate) fn record_key(user: UserId, id: ReportId) -> String {
    format!("{user}/{id}")
}
