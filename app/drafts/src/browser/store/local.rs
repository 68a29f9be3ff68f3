//! Local storage, as the quick copy. Every access may be refused by the browser; none may stop the page.

use super::Trouble;
use gloo_storage::{LocalStorage, Storage};
use libero_domain::id::{ReportId, UserId};

const PREFIX: &str = "libero.draft.";

/// Local storage that was found to work.
#[derive(Clone, Copy, Debug)]
pub struct Local(());

impl Local {
    /// Tries a write first: the wrapper below panics where storage is blocked, so it is used only after.
    pub fn probe() -> Option<Self> {
        let storage = raw()?;
        let probe = "libero.probe";
        storage.set_item(probe, "1").ok()?;
        storage.remove_item(probe).ok()?;
        Some(Self(()))
    }

    pub fn get(self, user: UserId, id: ReportId) -> Option<String> {
        raw()?.get_item(&key(user, id)).ok().flatten()
    }

    /// # Errors
    /// `Full`, or `Blocked` when the browser changed its mind.
    pub fn put(self, user: UserId, id: ReportId, text: &str) -> Result<(), Trouble> {
        let storage = raw().ok_or(Trouble::Blocked)?;
        storage.set_item(&key(user, id), text).map_err(|error| Trouble::of(&error))
    }

    pub fn delete(self, user: UserId, id: ReportId) {
        if raw().is_some() {
            LocalStorage::delete(key(user, id));
        }
    }

    /// Ids of a person's drafts.
    pub fn ids(self, user: UserId) -> Vec<ReportId> {
        let start = format!("{PREFIX}{user}.");
        keys().iter().filter_map(|key| key.strip_prefix(&start)?.parse().ok()).collect()
    }
}

/// Every record of every person; needs no probe and no key.
pub fn records() -> Vec<String> {
    let Some(storage) = raw() else { return Vec::new() };
    keys().iter().filter_map(|key| storage.get_item(key).ok().flatten()).collect()
}

fn key(user: UserId, id: ReportId) -> String {
    format!("{PREFIX}{user}.{id}")
}

fn keys() -> Vec<String> {
    let Some(storage) = raw() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|at| storage.key(at).ok().flatten()).filter(|key| key.starts_with(PREFIX)).collect()
}

fn raw() -> Option<web_sys::Storage> {
    super::super::js::window()?.local_storage().ok().flatten()
}
