//! The agency and its first set-up.

use super::Refusal;
use leptos::prelude::*;
use libero_domain::agency::AgencyFields;
use libero_domain::command::Version;
use libero_domain::id::CommandId;

#[cfg(feature = "ssr")]
use super::session::session_cookie;
#[cfg(feature = "ssr")]
use super::{told, who};
#[cfg(feature = "ssr")]
use libero_domain::command::Command;
#[cfg(feature = "ssr")]
use libero_services::agency;

/// Sets the agency up with the code from the console, signs its first person in and goes on to the first client.
#[server(prefix = "/api/fn/v1", endpoint = "set_up")]
pub async fn set_up(set_up: libero_domain::agency::SetUp) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let cookie = session_cookie()?;
    let (token, remembered) = told(agency::set_up(&libero, set_up, &caller.address, &caller.device).await)?;
    (cookie.session)(Some((token.expose(), remembered)));
    leptos_axum::redirect("/clients/new");
    Ok(())
}

/// Is there no agency yet?
#[server(prefix = "/api/fn/v1", endpoint = "set_up_open")]
pub async fn set_up_open() -> Result<bool, Refusal> {
    let (libero, _) = who()?;
    told(agency::is_set_up(&libero).await.map(|is_set_up| !is_set_up))
}

/// The agency's settings.
#[server(prefix = "/api/fn/v1", endpoint = "agency_page")]
pub async fn agency_page() -> Result<libero_domain::agency::AgencyPage, Refusal> {
    let (libero, caller) = who()?;
    told(agency::page(&libero, &caller.actor()?).await)
}

/// Adds a day off, or changes the one of that day.
#[server(prefix = "/api/fn/v1", endpoint = "set_holiday")]
pub async fn set_holiday(
    command: CommandId,
    day: String,
    #[server(default)] name_fa: String,
    #[server(default)] name_en: String,
    #[server(default)] confirmed: bool,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let body = libero_domain::office::SetHoliday { day, name_fa, name_en, confirmed };
    told(libero_services::holiday::set(&libero, &caller.actor()?, Command { id: command, body }).await)
}

/// Makes a day off a working day again.
#[server(prefix = "/api/fn/v1", endpoint = "remove_holiday")]
pub async fn remove_holiday(command: CommandId, date: chrono::NaiveDate) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    told(
        libero_services::holiday::remove(&libero, &caller.actor()?, Command { id: command, body: date })
            .await,
    )
}

/// Changes the agency's settings.
#[server(prefix = "/api/fn/v1", endpoint = "edit_agency")]
pub async fn edit_agency(command: CommandId, version: Version, fields: AgencyFields) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let command = Command { id: command, body: libero_domain::agency::EditAgency { version, fields } };
    told(agency::edit(&libero, &caller.actor()?, command).await)
}

/// Renames the words that agencies argue about; an empty one is ours again.
#[server(prefix = "/api/fn/v1", endpoint = "rename_labels")]
pub async fn rename_labels(
    command: CommandId,
    version: Version,
    #[server(default)] labels: libero_domain::label::Labels,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let command = Command { id: command, body: libero_domain::label::Rename { version, labels } };
    told(agency::rename(&libero, &caller.actor()?, command).await)
}
