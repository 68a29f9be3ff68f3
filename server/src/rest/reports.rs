//! Issuing a report.

use super::{Body, Refused, SignedIn, command_id, path_id};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use libero_domain::command::{Command, Version};
use libero_domain::contact_report::{IssueReport, Issued};
use libero_domain::id::PersonId;
use libero_services::{Libero, contact_report};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    version: Version,
    recipients: Vec<PersonId>,
}

pub async fn issue(
    State(libero): State<Arc<Libero>>,
    by: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Issue>,
) -> Result<Json<Issued>, Refused> {
    let issue = IssueReport { id: path_id(&id)?, version: body.version, recipients: body.recipients };
    Ok(Json(contact_report::issue(&libero, &by.0, Command { id: command_id(&headers)?, body: issue }).await?))
}
