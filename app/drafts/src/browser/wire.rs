//! Requests to the server. An answer within half a minute, or none.

use super::js;
use crate::answer::{self, Answer};
use crate::envelope;
use gloo_net::http::{Request, RequestBuilder, Response};
use libero_domain::command::Version;
use libero_domain::id::{CommandId, DeviceId, ReportId};
use serde::Serialize;
use serde_json::Value;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

const ANSWER_WITHIN_MS: u32 = 30_000;

pub struct Reply {
    pub status: u16,
    pub body: String,
    retry_after: Option<String>,
}

/// Body of `PUT /api/v1/drafts/{id}`.
#[derive(Serialize)]
struct PutDraft<'a> {
    envelope_version: u16,
    base: Version,
    ready: bool,
    device: DeviceId,
    body: &'a Value,
}

pub struct Put<'a> {
    pub id: ReportId,
    pub command: CommandId,
    pub base: Version,
    pub ready: bool,
    pub device: DeviceId,
    pub body: &'a Value,
}

pub async fn put_draft(put: Put<'_>) -> Answer {
    let body = PutDraft {
        envelope_version: envelope::VERSION,
        base: put.base,
        ready: put.ready,
        device: put.device,
        body: put.body,
    };
    let Ok(text) = serde_json::to_string(&body) else { return Answer::Malformed };
    let request = once(Request::put(&draft_url(put.id)), put.command, put.base)
        .header("Content-Type", "application/json");
    match send(request, Some(text)).await {
        Some(reply) => answer::to_put(reply.status, &reply.body, reply.retry_after.as_deref()),
        None => Answer::Lost,
    }
}

pub async fn delete_draft(id: ReportId, command: CommandId, base: Version) -> Answer {
    match send(once(Request::delete(&draft_url(id)), command, base), None).await {
        Some(reply) => answer::to_delete(reply.status, &reply.body, reply.retry_after.as_deref()),
        None => Answer::Lost,
    }
}

pub async fn get(url: &str) -> Option<Reply> {
    send(Request::get(url), None).await
}

pub async fn put_json(url: &str, text: String) -> Option<Reply> {
    send(Request::put(url).header("Content-Type", "application/json"), Some(text)).await
}

fn draft_url(id: ReportId) -> String {
    format!("/api/v1/drafts/{id}")
}

/// The same command with the same words is one write, however often it arrives.
fn once(request: RequestBuilder, command: CommandId, base: Version) -> RequestBuilder {
    request.header("Idempotency-Key", &command.to_string()).header("If-Match", &format!("\"{base}\""))
}

async fn send(request: RequestBuilder, body: Option<String>) -> Option<Reply> {
    let abort = AbortController::new().ok()?;
    let stop = abort.clone();
    let timeout = gloo_timers::callback::Timeout::new(ANSWER_WITHIN_MS, move || stop.abort());
    let request = request
        .header("Accept", "application/json")
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        // A redirect is a captive portal or a sign-in page, never an answer.
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(&abort.signal()));
    let request = match body {
        Some(body) => request.body(body),
        None => request.build(),
    };
    let reply = read(request.ok()?.send().await.ok()?).await;
    drop(timeout);
    reply
}

async fn read(response: Response) -> Option<Reply> {
    let retry_after = response.headers().get("Retry-After");
    // Cut off in the middle is no answer.
    let body = response.text().await.ok()?;
    Some(Reply { status: response.status(), body, retry_after })
}

/// What the browser says about the network; it knows of cables, not of servers.
pub fn online() -> bool {
    js::navigator()
        .and_then(|navigator| js::member(&navigator, "onLine"))
        .and_then(|online| online.as_bool())
        .unwrap_or(true)
}
