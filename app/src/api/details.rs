//! The register of details, and reading back.

use super::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use libero_domain::command::Command;
use libero_domain::detail::{NewDetail, ReadBackPage, Register as Table};
use libero_domain::id::{ClientId, CommandId, ReadBackId};
use libero_domain::page::Cursor;

#[cfg(feature = "ssr")]
use {
    super::{told, who},
    libero_domain::detail::GiveReadBack as Give,
    libero_services::{detail, read_back},
};

#[server(prefix = "/api/fn/v1", endpoint = "register", input = Json)]
pub async fn register(client: ClientId, after: Cursor) -> Result<Table, Refusal> {
    let (libero, caller) = who()?;
    told(detail::register(&libero, &caller.actor()?, client, after).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "add_detail", input = Json)]
pub async fn add_detail(command: Command<NewDetail>) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    told(detail::add(&libero, &caller.actor()?, command).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "my_read_backs", input = Json)]
pub async fn my_read_backs() -> Result<ReadBackPage, Refusal> {
    let (libero, caller) = who()?;
    told(read_back::mine(&libero, &caller.actor()?).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "give_read_back")]
pub async fn give_read_back(
    command: CommandId,
    id: ReadBackId,
    #[server(default)] words: String,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(read_back::give(&libero, &by, Command { id: command, body: Give { id, words } }).await)
}
