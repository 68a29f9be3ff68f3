//! Promises both ways.

use super::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use libero_domain::command::{Command, Version};
use libero_domain::id::{ClientId, CommandId, PromiseId};
use libero_domain::page::{Cursor, Page};
use libero_domain::promise::{NewPromise, PromiseRow};

#[cfg(feature = "ssr")]
use {
    super::{told, who},
    libero_domain::promise::KeepPromise as Keep,
    libero_services::promise,
};

#[server(prefix = "/api/fn/v1", endpoint = "list_promises", input = Json)]
pub async fn list_promises(client: ClientId, after: Cursor) -> Result<Page<PromiseRow>, Refusal> {
    let (libero, caller) = who()?;
    told(promise::list(&libero, &caller.actor()?, client, after).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "keep_promise")]
pub async fn keep_promise(
    command: CommandId,
    id: PromiseId,
    version: Version,
    #[server(default)] undo: bool,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(promise::keep(&libero, &by, Command { id: command, body: Keep { id, version, undo } }).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "add_promise", input = Json)]
pub async fn add_promise(command: Command<NewPromise>) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    told(promise::add(&libero, &caller.actor()?, command).await)
}
