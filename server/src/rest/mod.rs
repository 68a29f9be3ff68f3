//! The documented REST API: offline drafts, the client's link, integrations.

mod drafts;
mod guest;
mod openapi;
mod reports;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use libero_app::api::Caller;
use libero_domain::error::Error;
use libero_domain::id::{CommandId, LinkId};
use libero_domain::rights::Actor;
use libero_services::{Fault, Libero};
use std::sync::Arc;

/// Every route with its verbs: what the rights test walks.
pub const ROUTES: &[(&str, &[&str])] = &[
    ("/api/v1/drafts", &["GET"]),
    ("/api/v1/drafts/{id}", &["GET", "PUT", "DELETE"]),
    ("/api/v1/pocket", &["GET"]),
    ("/api/v1/devices/{id}", &["PUT"]),
    ("/api/v1/reports/{id}/issue", &["POST"]),
    ("/api/v1/guest/report", &["GET"]),
    ("/api/v1/guest/answer", &["POST"]),
    ("/api/v1/openapi.json", &["GET"]),
];

pub fn routes(libero: Arc<Libero>) -> Router {
    Router::new()
        .route("/api/v1/drafts", get(drafts::list))
        .route("/api/v1/drafts/{id}", get(drafts::get).put(drafts::put).delete(drafts::delete))
        .route("/api/v1/pocket", get(drafts::pocket))
        .route("/api/v1/devices/{id}", put(drafts::put_device))
        .route("/api/v1/reports/{id}/issue", post(reports::issue))
        .route("/api/v1/guest/report", get(guest::report))
        .route("/api/v1/guest/answer", post(guest::answer))
        .route("/api/v1/openapi.json", get(openapi::document))
        .with_state(libero)
}

/// A refused call, as JSON with its status.
pub struct Refused(pub Error);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, axum::Json(self.0)).into_response()
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self(fault.tell())
    }
}

/// A signed-in colleague; everybody else is refused before anything is read.
pub struct SignedIn(pub Actor);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let actor = parts.extensions.get::<Caller>().and_then(|caller| caller.actor.clone());
        actor.map(Self).ok_or(Refused(Error::SignInNeeded))
    }
}

/// A client's person who came by link.
pub struct Guest(pub LinkId);

impl<S: Send + Sync> FromRequestParts<S> for Guest {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let link = parts.extensions.get::<Caller>().and_then(|caller| caller.link);
        link.map(Self).ok_or(Refused(Error::LinkOver { ask: String::new() }))
    }
}

/// A request body read as `T`, or a plain "malformed".
pub struct Body<T>(pub T);

impl<T: serde::de::DeserializeOwned, S: Send + Sync> axum::extract::FromRequest<S> for Body<T> {
    type Rejection = Refused;

    async fn from_request(request: axum::extract::Request, state: &S) -> Result<Self, Refused> {
        let bytes = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|_| Refused(Error::TooLarge { max: libero_domain::limits::REQUEST_BYTES }))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| Refused(Error::Malformed))
    }
}

/// The id of the intent, from `Idempotency-Key`.
fn command_id(headers: &HeaderMap) -> Result<CommandId, Refused> {
    headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse().ok())
        .ok_or(Refused(Error::Malformed))
}

/// An id in the path; one that is none is not found.
fn path_id<T: std::str::FromStr>(text: &str) -> Result<T, Refused> {
    text.parse().map_err(|_| Refused(Error::NotFound))
}
