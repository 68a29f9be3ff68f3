//! One's own day.

use super::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use libero_domain::today::TodayPage;

#[cfg(feature = "ssr")]
use super::{told, who};

#[server(prefix = "/api/fn/v1", endpoint = "today", input = Json)]
pub async fn today() -> Result<TodayPage, Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    let lang = told(libero_services::today::reads_in(&libero, &by).await)?;
    told(libero_services::today::page(&libero, &by, lang).await)
}
