//! The pocket: what a person carries to work without a network, as JSON text, sealed. Names only; no
//! phones, money or details. Renewed whenever there is a network, gone at sign-out.

use super::Drafts;
use super::room::Room;
use super::store::Trouble;
use super::store::durable::{self, Shelf};
use super::wire;
use crate::sealed::{self, Matter};

/// Longest pocket that is kept, bytes.
pub const BYTES_MAX: usize = 200_000;

/// The pocket's JSON text, as the server gave it last.
pub async fn read(drafts: Drafts) -> Option<String> {
    let room = drafts.room().ok()?;
    let key = room.key.as_ref()?;
    let text = durable::get_text(Shelf::Pocket, &room.user.to_string()).await.ok()??;
    key.open(&sealed::read(&text)?).await.ok()
}

/// Seals and keeps a pocket.
///
/// # Errors
/// `Full` also for a pocket that is too large.
pub async fn put(drafts: Drafts, text: &str) -> Result<(), Trouble> {
    keep(&*drafts.room()?, text).await
}

/// Fetches and keeps a new one; without a network, or at any other answer, the old one stays.
pub(super) async fn renew(room: &Room) {
    if room.key.is_none() {
        return;
    }
    if let Some(reply) = wire::get("/api/v1/pocket").await
        && reply.status == 200
        && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&reply.body).is_ok()
    {
        // A full device keeps the older pocket; drafts tell the person that it is full.
        let _ = keep(room, &reply.body).await;
    }
}

async fn keep(room: &Room, text: &str) -> Result<(), Trouble> {
    let key = room.key.as_ref().ok_or(Trouble::NoOfflineMode)?;
    if text.len() > BYTES_MAX {
        return Err(Trouble::Full);
    }
    let sealed = key.seal(Matter::Pocket, false, &room.tab, text).await?;
    let record = serde_json::to_string(&sealed).map_err(|_| Trouble::Broken)?;
    durable::put(Shelf::Pocket, &room.user.to_string(), &record.into()).await
}

pub(super) async fn delete(room: &Room) -> Result<(), Trouble> {
    durable::delete(Shelf::Pocket, &room.user.to_string()).await
}
