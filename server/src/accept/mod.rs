//! The accept loop. axum's own has no time-outs, so a client that sends or reads slowly would hold its
//! connection for ever; here every wait on a client has an end.

mod body;
mod doors;
mod pulse;
mod stream;

pub use doors::open_files;

use crate::address::{Peer, Trusted};
use axum::Router;
use axum::body::Body;
use body::{Arriving, Leaving};
use doors::{Doors, Seat};
use hyper::body::{Body as _, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use pulse::{Pulse, Verdict};
use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use stream::Stream;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// How long a client may keep the server waiting, and how many connections there may be.
#[derive(Clone, Debug)]
pub struct Limits {
    /// For a TLS handshake.
    pub handshake: Duration,
    /// From the opening of a connection, or the first byte of a later request, to its whole head.
    pub head: Duration,
    /// For the next piece of a request's body; for all waits on one body together, but for the time that
    /// its bytes take at `body_rate`.
    pub body: Duration,
    /// Slowest pace of a long body, bytes a second.
    pub body_rate: u64,
    /// Between two requests on one connection.
    pub idle: Duration,
    /// Without the client taking a byte of an answer.
    pub write: Duration,
    /// For running requests when the server stops.
    pub stop: Duration,
    /// Connections in all.
    pub connections: usize,
    /// Connections of one address (IPv6: one /64), loopback and `proxies` excepted.
    pub per_address: usize,
    pub proxies: Trusted,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(10),
            head: Duration::from_secs(10),
            body: Duration::from_secs(30),
            body_rate: 16 * 1024,
            idle: Duration::from_secs(75),
            write: Duration::from_secs(30),
            stop: Duration::from_secs(15),
            connections: 2_000,
            per_address: 200,
            proxies: Trusted::default(),
        }
    }
}

/// Head of a request, bytes: enough for long cookies and addresses.
const HEAD_BYTES: usize = 64 * 1024;
const HEADERS: usize = 100;
/// Concurrent requests of one HTTP/2 connection.
const STREAMS: u32 = 100;

/// Serves `app` until `stop` is ready; then takes no more connections, ends event streams, lets running
/// requests finish within `limits.stop`, and returns.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let limits = Arc::new(limits);
    let doors = Doors::new(limits.clone());
    let (stopping, stopped) = watch::channel(false);
    let mut open = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            Some(_) = open.join_next(), if !open.is_empty() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, addr)) => {
                let peer = Peer { addr, tls: tls.is_some() };
                let Some(seat) = doors.enter(addr.ip()) else {
                    turn_away(stream, peer);
                    continue;
                };
                let room =
                    Room { peer, app: app.clone(), limits: limits.clone(), stopped: stopped.clone(), seat };
                open.spawn(room.receive(stream, tls.clone()));
            }
            Err(error) => rest(&error).await,
        }
    }

    drop(listener);
    stopping.send_replace(true);
    let finished = async { while open.join_next().await.is_some() {} };
    if timeout(limits.stop, finished).await.is_err() {
        tracing::warn!(connections = open.len(), "stopped before these connections ended");
        open.shutdown().await;
    }
}

/// A lost connection is its client's matter; want of descriptors passes when some are closed.
async fn rest(error: &io::Error) {
    let passing =
        [io::ErrorKind::ConnectionAborted, io::ErrorKind::ConnectionReset, io::ErrorKind::Interrupted];
    if !passing.contains(&error.kind()) {
        tracing::error!(%error, "cannot accept connections; trying again");
        sleep(Duration::from_millis(250)).await;
    }
}

/// Says so where it can be said without a handshake, and closes.
fn turn_away(stream: TcpStream, peer: Peer) {
    const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    if !peer.tls {
        // The client may already be gone; there is nobody left to tell.
        let _ = stream.into_std().and_then(|mut stream| io::Write::write(&mut stream, BUSY));
    }
}

/// One connection and what it needs.
struct Room {
    peer: Peer,
    app: Router,
    limits: Arc<Limits>,
    stopped: watch::Receiver<bool>,
    seat: Seat,
}

impl Room {
    async fn receive(self, stream: TcpStream, tls: Option<TlsAcceptor>) {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
        let pulse = Pulse::new();
        let stream = Stream::new(stream, pulse.clone());
        let Some(tls) = tls else {
            return self.converse(stream, pulse).await;
        };
        match timeout(self.limits.handshake, tls.accept(stream)).await {
            Ok(Ok(stream)) => {
                pulse.opened();
                self.converse(stream, pulse).await;
            }
            Ok(Err(error)) => tracing::debug!(client = %self.peer.addr.ip(), %error, "handshake failed"),
            Err(_) => tracing::debug!(client = %self.peer.addr.ip(), "handshake took too long"),
        }
    }

    async fn converse<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(self, stream: S, pulse: Pulse) {
        let Self { peer, app, limits, mut stopped, seat } = self;
        let answered = {
            let (pulse, limits, stopped) = (pulse.clone(), limits.clone(), stopped.clone());
            service_fn(move |request| {
                answer(app.clone(), request, peer, pulse.clone(), limits.clone(), stopped.clone())
            })
        };
        let builder = builder();
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), answered));
        // Without a sender the server is gone as well.
        let mut stop = pin!(async move { drop(stopped.wait_for(|stopped| *stopped).await) });
        let mut alarm = pin!(sleep(limits.head));
        let mut stopping = false;

        let end: Result<(), String> = poll_fn(|cx| {
            loop {
                if !stopping && stop.as_mut().poll(cx).is_ready() {
                    stopping = true;
                    connection.as_mut().graceful_shutdown();
                }
                if let Poll::Ready(end) = connection.as_mut().poll(cx) {
                    return Poll::Ready(end.map_err(|error| error.to_string()));
                }
                let Some((at, verdict)) = pulse.due(&limits) else { return Poll::Pending };
                if alarm.deadline() != at {
                    alarm.as_mut().reset(at);
                }
                if alarm.as_mut().poll(cx).is_pending() {
                    return Poll::Pending;
                }
                match verdict {
                    Verdict::Drop(why) => return Poll::Ready(Err(why.into())),
                    Verdict::Retire => {
                        pulse.leaving();
                        connection.as_mut().graceful_shutdown();
                    }
                }
            }
        })
        .await;
        if let Err(error) = end {
            tracing::debug!(client = %peer.addr.ip(), error, "connection ended early");
        }
        drop(seat);
    }
}

fn builder() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    // The pulse keeps the time: hyper's own head time-out also counts the idle time between requests.
    builder.http1().header_read_timeout(None).max_headers(HEADERS).max_buf_size(HEAD_BYTES);
    builder.http2().max_concurrent_streams(STREAMS).max_header_list_size(HEAD_BYTES as u32);
    builder
}

async fn answer(
    app: Router,
    request: Request<Incoming>,
    peer: Peer,
    pulse: Pulse,
    limits: Arc<Limits>,
    stopped: watch::Receiver<bool>,
) -> Result<Response<Leaving>, Infallible> {
    let flight = pulse.request(request.version() == Version::HTTP_2);
    let mut request = request.map(|body| {
        if body.is_end_stream() { Body::new(body) } else { Body::new(Arriving::new(body, &limits)) }
    });
    request.extensions_mut().insert(peer);
    let answer = app.oneshot(request).await?;
    Ok(Leaving::wrap(answer, flight, stopped))
}
