//! Drafts from devices, and the pocket they work from.

use super::{Body, Refused, SignedIn, command_id, path_id};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use libero_domain::command::Command;
use libero_domain::draft::{DraftRow, Pocket, PutDraft};
use libero_domain::error::Error;
use libero_domain::limits;
use libero_services::Libero;
use libero_services::draft::{self, PutAnswer};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub async fn list(State(libero): State<Arc<Libero>>, by: SignedIn) -> Result<Json<Vec<DraftRow>>, Refused> {
    Ok(Json(draft::list(&libero, &by.0).await?))
}

pub async fn get(
    State(libero): State<Arc<Libero>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<DraftRow>, Refused> {
    Ok(Json(draft::get(&libero, &by.0, path_id(&id)?).await?))
}

/// The version that the device saw, from `If-Match: "3"`.
fn base(headers: &HeaderMap) -> Option<i64> {
    headers.get("if-match")?.to_str().ok()?.trim_matches('"').parse().ok()
}

/// What a stale put is told: the number of what is stored, and its words.
#[derive(Serialize)]
struct Stale {
    error: &'static str,
    current: i64,
    theirs: libero_domain::draft::DraftTheirs,
}

pub async fn put(
    State(libero): State<Arc<Libero>>,
    by: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> Result<Response, Refused> {
    if body.len() > limits::DRAFT_BYTES {
        return Err(Refused(Error::TooLarge { max: limits::DRAFT_BYTES }));
    }
    let body: PutDraft = serde_json::from_slice(&body).map_err(|_| Refused(Error::Malformed))?;
    if body.envelope_version > libero_domain::draft::ENVELOPE_VERSION {
        return Err(Refused(Error::Malformed));
    }
    let command = Command { id: command_id(&headers)?, body };
    Ok(match draft::put(&libero, &by.0, path_id(&id)?, command).await? {
        PutAnswer::Stored(stored) => Json(stored).into_response(),
        PutAnswer::Stale(theirs) => {
            let stale = Stale { error: "stale", current: theirs.version, theirs };
            (StatusCode::CONFLICT, Json(stale)).into_response()
        }
    })
}

pub async fn delete(
    State(libero): State<Arc<Libero>>,
    by: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Refused> {
    draft::delete(&libero, &by.0, path_id(&id)?, base(&headers)).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn pocket(State(libero): State<Arc<Libero>>, by: SignedIn) -> Result<Json<Pocket>, Refused> {
    Ok(Json(draft::pocket(&libero, &by.0).await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutDevice {
    /// Id of the device's key; never the key.
    key: String,
}

#[derive(Serialize)]
pub struct DeviceAnswer {
    /// The device is no longer welcome: it hands over what is unsent and deletes its key.
    revoked: bool,
}

pub async fn put_device(
    State(libero): State<Arc<Libero>>,
    by: SignedIn,
    caller: axum::Extension<libero_app::api::Caller>,
    Path(id): Path<String>,
    Body(body): Body<PutDevice>,
) -> Result<Json<DeviceAnswer>, Refused> {
    if body.key.len() > limits::NAME {
        return Err(Refused(Error::Malformed));
    }
    let revoked = draft::put_device(&libero, &by.0, path_id(&id)?, &caller.device, &body.key).await?;
    Ok(Json(DeviceAnswer { revoked }))
}
