//! What every request and every answer goes through, in this order: who asks, is it meant for us, is it
//! forged, is it too large; then the handler, safe from panics and from clients that leave; then plain
//! words for errors, headers for the browser, and one line in the log.

mod body;
pub mod fault;
mod forged;
pub mod headers;
mod line;

pub use line::shown_path;

use crate::address::{Client, Peer, Trusted, client};
use crate::config::PublicUrl;
use crate::detached::{Commands, is_unsafe};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CONTENT_LENGTH, HOST};
use axum::http::{HeaderMap, Method, Version};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use body::Bounded;
use libero_domain::error::Error;
use libero_domain::limits;
use line::Line;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument;
use uuid::Uuid;

/// What the guard must know of this server.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// The build of the site, told to browsers so that they can offer a reload.
    pub build: String,
    /// The declared proxies.
    pub trusted: Trusted,
    /// The address that people use, where it is declared.
    pub public_url: Option<PublicUrl>,
    /// Plain http towards the network: only declared proxies may ask for more than health.
    pub proxies_only: bool,
    pub bodies: Bodies,
    pub commands: Commands,
}

/// Largest bodies of requests, bytes.
#[derive(Clone, Debug)]
pub struct Bodies {
    pub usual: usize,
    /// Paths that begin so take more, such as uploads.
    pub larger: Vec<(&'static str, usize)>,
}

impl Default for Bodies {
    fn default() -> Self {
        Self { usual: limits::REQUEST_BYTES, larger: Vec::new() }
    }
}

impl Bodies {
    fn most(&self, path: &str) -> usize {
        let larger = self.larger.iter().filter(|(begins, _)| path.starts_with(begins)).map(|(_, most)| *most);
        larger.max().unwrap_or(self.usual)
    }
}

/// The id of a request, in the log and in the answer's `x-request-id`; an extension of every request.
#[derive(Clone, Debug)]
pub struct RequestId(pub Arc<str>);

/// Puts `app`, all its routes and its fallback, behind the guard. Handlers find [`Client`] and
/// [`RequestId`] among a request's extensions.
pub fn protect(app: Router, guard: Guard) -> Router {
    app.layer(DefaultBodyLimit::disable())
        .layer(CatchPanicLayer::custom(|_| fault::panicked()))
        .layer(from_fn_with_state(Arc::new(guard), enter))
}

async fn enter(State(guard): State<Arc<Guard>>, mut request: Request, next: Next) -> Response {
    let id = RequestId(Uuid::now_v7().to_string().into());
    let peer = request.extensions().get().copied().unwrap_or(Peer::INSIDE);
    let client = client(peer, request.headers(), &guard.trusted);
    let path = request.uri().path().to_owned();
    let most = guard.bodies.most(&path);
    let line = Line::begin(&request, client, &id);
    request.extensions_mut().insert(client);
    request.extensions_mut().insert(id.clone());

    let (answer, too_large) = match guard.admit(&request, peer, client, most) {
        Ok(()) => {
            let (request, too_large) = Bounded::wrap(request, most);
            let answer = guard.pass(request, next).instrument(line.span()).await;
            (answer, too_large.is_so())
        }
        Err(error) => (fault::refuse(&error), false),
    };
    let answer = if too_large && !answer.status().is_success() {
        fault::refuse(&Error::TooLarge { max: most })
    } else {
        fault::plain_words(answer, &path, &id)
    };

    let answer = headers::complete(answer, &path, client, &id, &guard.build);
    line.end(&answer);
    answer
}

impl Guard {
    async fn pass(&self, request: Request, next: Next) -> Response {
        if is_unsafe(request.method()) {
            self.commands.run(next.run(request)).await
        } else {
            next.run(request).await
        }
    }

    /// # Errors
    /// Why the request goes no further.
    fn admit(&self, request: &Request, peer: Peer, client: Client, most: usize) -> Result<(), Error> {
        let (method, headers) = (request.method(), request.headers());
        let ip = peer.addr.ip().to_canonical();
        let stranger = self.proxies_only && !ip.is_loopback() && !self.trusted.contains(ip);
        if stranger && !crate::health::PATHS.contains(&request.uri().path()) {
            return Err(Error::NotAllowed);
        }
        let odd = matches!(*method, Method::TRACE | Method::CONNECT);
        if odd || !names_one_host(request) {
            return Err(Error::Malformed);
        }
        if is_unsafe(method) && forged::is_forged(request, client.secure, self.public_url.as_ref()) {
            return Err(Error::Forged);
        }
        if declared_length(headers).is_some_and(|length| length > most as u64) {
            return Err(Error::TooLarge { max: most });
        }
        Ok(())
    }
}

/// HTTP/1.1 asks for exactly one `Host`; HTTP/2 has it in the address.
fn names_one_host(request: &Request) -> bool {
    let hosts = request.headers().get_all(HOST).iter().count();
    hosts == 1
        || (hosts == 0 && (request.version() != Version::HTTP_11 || request.uri().authority().is_some()))
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
