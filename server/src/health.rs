//! For whoever watches the server: does the process live, can it work.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

pub const PATHS: [&str; 2] = ["/healthz", "/readyz"];

/// A check that takes longer counts as failed.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks whether the server can work now; the error is a short code such as `store`.
#[derive(Clone)]
pub struct Ready(Arc<dyn Fn() -> Check + Send + Sync>);
type Check = Pin<Box<dyn Future<Output = Result<(), &'static str>> + Send>>;

impl Ready {
    pub fn new<F>(check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), &'static str>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(check())))
    }
}

/// `/healthz` is fine while the process answers at all; `/readyz` when `ready` agrees within two seconds.
pub fn routes(ready: Ready) -> Router {
    Router::new()
        .route(PATHS[0], get(async || Json(json!({ "healthy": true }))))
        .route(PATHS[1], get(readiness))
        .with_state(ready)
}

async fn readiness(State(Ready(check)): State<Ready>) -> Response {
    match timeout(PATIENCE, check()).await.unwrap_or(Err("slow")) {
        Ok(()) => Json(json!({ "ready": true })).into_response(),
        Err(missing) => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "ready": false, "missing": missing })))
                .into_response()
        }
    }
}
