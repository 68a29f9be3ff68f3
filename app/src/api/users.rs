//! Colleagues.

use super::Refusal;
use leptos::prelude::*;
use libero_domain::command::Version;
use libero_domain::id::{CommandId, UserId};
use libero_domain::page::{Cursor, Page};
use libero_domain::session::ResetLink;
use libero_domain::user::{UserFields, UserName, UserRow};

#[cfg(feature = "ssr")]
use super::{told, who};
#[cfg(feature = "ssr")]
use libero_domain::command::Command;
#[cfg(feature = "ssr")]
use libero_services::user::{self, NewUser};

/// All colleagues, a page at a time.
#[server(prefix = "/api/fn/v1", endpoint = "list_users")]
pub async fn list_users(#[server(default)] after: Cursor) -> Result<Page<UserRow>, Refusal> {
    let (libero, caller) = who()?;
    told(user::list(&libero, &caller.actor()?, after).await)
}

/// Active colleagues, for choosing one.
#[server(prefix = "/api/fn/v1", endpoint = "colleagues")]
pub async fn colleagues() -> Result<Vec<UserName>, Refusal> {
    let (libero, caller) = who()?;
    told(user::colleagues(&libero, &caller.actor()?).await)
}

/// Adds a colleague, who then needs a link to set a password.
#[server(prefix = "/api/fn/v1", endpoint = "add_user")]
pub async fn add_user(command: CommandId, id: UserId, fields: UserFields) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let command = Command { id: command, body: NewUser { id, fields } };
    told(user::add(&libero, &caller.actor()?, command).await)
}

/// Changes a colleague or switches one off.
#[server(prefix = "/api/fn/v1", endpoint = "edit_user")]
pub async fn edit_user(
    command: CommandId,
    id: UserId,
    version: Version,
    #[server(default)] active: bool,
    fields: UserFields,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let command = Command { id: command, body: user::EditUser { id, version, active, fields } };
    told(user::edit(&libero, &caller.actor()?, command).await)
}

/// Makes the link with which a colleague sets a password.
#[server(prefix = "/api/fn/v1", endpoint = "make_reset_link")]
pub async fn make_reset_link(user: UserId) -> Result<ResetLink, Refusal> {
    let (libero, caller) = who()?;
    told(user::make_reset_link(&libero, &caller.actor()?, user).await)
}
