//! People of clients.

use super::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use libero_domain::command::Version;
use libero_domain::id::{ClientId, CommandId, PersonId};
use libero_domain::person::{EditPerson as Person, PersonFields};

#[cfg(feature = "ssr")]
use {
    super::{told, who},
    libero_domain::command::Command,
    libero_domain::person::NewPerson,
    libero_services::person,
};

#[server(prefix = "/api/fn/v1", endpoint = "get_person", input = Json)]
pub async fn get_person(id: PersonId) -> Result<Person, Refusal> {
    let (libero, caller) = who()?;
    told(person::get(&libero, &caller.actor()?, id).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "add_person")]
pub async fn add_person(
    command: CommandId,
    id: PersonId,
    client: ClientId,
    fields: PersonFields,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(person::add(&libero, &by, Command { id: command, body: NewPerson { id, client, fields } }).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "edit_person")]
pub async fn edit_person(
    command: CommandId,
    id: PersonId,
    version: Version,
    fields: PersonFields,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(person::edit(&libero, &by, Command { id: command, body: Person { id, version, fields } }).await)
}
