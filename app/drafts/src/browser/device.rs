//! This device: its ids, who worked here, what waits here; told without a key and without signing in.

use super::seal::Key;
use super::store::durable::{self, Shelf};
use super::store::{Trouble, local, record_key};
use crate::sealed;
use libero_domain::id::{DeviceId, UserId};
use uuid::Uuid;

const LAST_USER: &str = "last_user";

/// This browser's id for one person: random, made at their first use. Nobody learns from it who else
/// works here.
///
/// # Errors
/// What keeps the store from opening.
pub async fn id(user: UserId) -> Result<DeviceId, Trouble> {
    let name = format!("device/{user}");
    if let Some(id) = kept(&name).await? {
        return Ok(id);
    }
    let fresh = Uuid::now_v7().to_string();
    let there = durable::put_first(Shelf::Meta, &name, &fresh.into()).await?;
    there.as_string().and_then(|text| text.parse().ok()).ok_or(Trouble::Broken)
}

/// Who worked here last and did not sign out: whose room an offline page opens.
pub async fn last_user() -> Option<UserId> {
    kept(LAST_USER).await.ok().flatten()
}

/// Drafts with words that may not have reached the server, of everybody on this device: "2 not sent".
pub async fn unsent_on_device() -> usize {
    count(None).await
}

/// The same for one person.
pub async fn unsent_of(user: UserId) -> usize {
    count(Some(user)).await
}

pub(crate) async fn remember(user: UserId) -> Result<(), Trouble> {
    durable::put(Shelf::Meta, LAST_USER, &user.to_string().into()).await
}

/// Puts this device's id back into a store that was cleared under the open page.
pub(crate) async fn keep_again(user: UserId, device: DeviceId) -> Result<(), Trouble> {
    durable::put(Shelf::Meta, &format!("device/{user}"), &device.to_string().into()).await?;
    remember(user).await
}

pub(crate) async fn forget_last_user() -> Result<(), Trouble> {
    durable::delete(Shelf::Meta, LAST_USER).await
}

/// Deletes a person's key, pocket and sealed drafts. Only when nothing of theirs is unsent.
pub(crate) async fn forget(user: UserId) -> Result<(), Trouble> {
    durable::delete(Shelf::Pocket, &user.to_string()).await?;
    if let Some(local) = local::Local::probe() {
        for id in local.ids(user) {
            local.delete(user, id);
        }
    }
    for id in ids(user).await? {
        durable::delete(Shelf::Drafts, &record_key(user, id)).await?;
    }
    durable::delete(Shelf::Meta, &format!("device/{user}")).await?;
    Key::delete(user).await
}

/// Ids of a person's drafts in the durable store.
pub(crate) async fn ids(user: UserId) -> Result<Vec<libero_domain::id::ReportId>, Trouble> {
    let start = format!("{user}/");
    let keys = durable::keys(Shelf::Drafts).await?;
    Ok(keys.iter().filter_map(|key| key.strip_prefix(&start)?.parse().ok()).collect())
}

async fn kept<T: std::str::FromStr>(key: &str) -> Result<Option<T>, Trouble> {
    Ok(durable::get_text(Shelf::Meta, key).await?.and_then(|text| text.parse().ok()))
}

async fn count(user: Option<UserId>) -> usize {
    let mut records = local::records();
    records.extend(durable::all_texts(Shelf::Drafts).await.unwrap_or_default());
    sealed::unsent(records.iter().map(String::as_str), user)
}
