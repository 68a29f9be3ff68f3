//! What a server function needs of its request, put into context by the binary.

use super::Refusal;
use leptos::prelude::*;
use libero_domain::error::Error;
use libero_domain::id::{LinkId, SessionId};
use libero_domain::rights::Actor;
use libero_services::{Fault, Libero};
use std::sync::Arc;

/// Who calls, as the middleware found it.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    pub actor: Option<Actor>,
    pub session: Option<SessionId>,
    /// A client's person who came by link.
    pub link: Option<LinkId>,
    /// Network address, for the count of wrong passwords.
    pub address: String,
    /// What the browser says it is, for the list of devices.
    pub device: String,
}

/// Sets the session's secret, kept beyond the browser's end or not; none takes it back.
pub type SetSession = dyn Fn(Option<(&str, bool)>) + Send + Sync;

/// Writes a cookie on the answer; the binary knows its name and flags.
#[derive(Clone)]
pub struct SetCookie {
    /// The session's secret, or none to take it back. `true` keeps it beyond the browser's end.
    pub session: Arc<SetSession>,
    /// The reader's language, for pages before sign-in.
    pub lang: Arc<dyn Fn(&str) + Send + Sync>,
}

/// Libero and who calls. Take it before the first `.await`.
///
/// # Errors
/// `Unavailable` outside a request.
pub fn who() -> Result<(Arc<Libero>, Caller), Refusal> {
    let libero = use_context::<Arc<Libero>>().ok_or(Refusal(Error::Unavailable))?;
    Ok((libero, use_context::<Caller>().unwrap_or_default()))
}

impl Caller {
    /// The signed-in colleague.
    ///
    /// # Errors
    /// `SignInNeeded`; then the answer's status is set too.
    pub fn actor(&self) -> Result<Actor, Refusal> {
        self.actor.clone().ok_or_else(|| refuse(Error::SignInNeeded))
    }
}

impl Caller {
    /// The link that the client's person came by.
    ///
    /// # Errors
    /// `LinkOver` without one.
    pub fn link(&self) -> Result<LinkId, Refusal> {
        self.link.ok_or_else(|| refuse(Error::LinkOver { ask: String::new() }))
    }
}

/// The refusal of this call; the answer gets its status.
pub(super) fn refuse(error: Error) -> Refusal {
    if !is_plain_form()
        && let Some(options) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = axum::http::StatusCode::from_u16(error.status())
    {
        options.set_status(status);
    }
    Refusal(error)
}

/// A form that was posted without scripts is sent back to its page with the refusal in the address.
fn is_plain_form() -> bool {
    use_context::<axum::http::request::Parts>().is_some_and(|parts| {
        parts.method == axum::http::Method::POST
            && parts
                .headers
                .get(axum::http::header::ACCEPT)
                .and_then(|accept| accept.to_str().ok())
                .is_some_and(|a| a.contains("text/html"))
    })
}

/// Tells the browser what it may know of a fault, with its status.
pub fn told<T>(outcome: Result<T, Fault>) -> Result<T, Refusal> {
    outcome.map_err(|fault| refuse(fault.tell()))
}
