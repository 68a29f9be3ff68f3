//! Clients and their teams.

use super::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use libero_domain::client::{ClientFields, ClientFilter, ClientList, ClientPage as Page360};
use libero_domain::command::Version;
use libero_domain::id::{ClientId, CommandId, MemberId};
use libero_domain::page::{Cursor, Page};
use libero_domain::reader::Lang;
use libero_domain::record::TimelineRow;
use libero_domain::team::NewMember;

#[cfg(feature = "ssr")]
use {
    super::{told, who},
    libero_domain::client::{EditClient as Edit, NewClient, Policy},
    libero_domain::command::Command,
    libero_services::{client, team},
};

#[server(prefix = "/api/fn/v1", endpoint = "list_clients", input = Json)]
pub async fn list_clients(filter: ClientFilter, after: Cursor) -> Result<ClientList, Refusal> {
    let (libero, caller) = who()?;
    told(client::list(&libero, &caller.actor()?, filter, after).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "client_page", input = Json)]
pub async fn client_page(id: ClientId) -> Result<Page360, Refusal> {
    let (libero, caller) = who()?;
    told(client::page(&libero, &caller.actor()?, id).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "create_client")]
pub async fn create_client(
    command: CommandId,
    id: ClientId,
    fields: ClientFields,
) -> Result<ClientId, Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    let made =
        told(client::create(&libero, &by, Command { id: command, body: NewClient { id, fields } }).await)?;
    leptos_axum::redirect(&format!("/clients/{made}"));
    Ok(made)
}

#[server(prefix = "/api/fn/v1", endpoint = "edit_client")]
pub async fn edit_client(
    command: CommandId,
    id: ClientId,
    version: Version,
    fields: ClientFields,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(client::edit(&libero, &by, Command { id: command, body: Edit { id, version, fields } }).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "set_policy")]
pub async fn set_policy(
    command: CommandId,
    id: ClientId,
    version: Version,
    reply_hours: u16,
    #[server(default)] pm_may_issue: bool,
    paper_lang: Lang,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    let policy = Policy { reply_hours, pm_may_issue, paper_lang, ..Policy::default() };
    told(client::set_policy(&libero, &by, Command { id: command, body: (id, version, policy) }).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "client_timeline", input = Json)]
pub async fn client_timeline(client: ClientId, after: Cursor) -> Result<Page<TimelineRow>, Refusal> {
    let (libero, caller) = who()?;
    told(libero_services::client::timeline(&libero, &caller.actor()?, client, after).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "add_member")]
pub async fn add_member(command: CommandId, client: ClientId, member: NewMember) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(team::add(&libero, &by, Command { id: command, body: (client, member) }).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "remove_member")]
pub async fn remove_member(command: CommandId, client: ClientId, member: MemberId) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(team::remove(&libero, &by, Command { id: command, body: (client, member) }).await)
}
