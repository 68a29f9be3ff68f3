//! The accept loop against clients that stall, crowd, leave, and against its own end.

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use hyper::body::Frame;
use libero_server::accept::{Limits, serve};
use libero_server::detached::Commands;
use libero_server::guard::{Guard, protect};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// Longer than any wait that a test provokes, so that a hang fails instead of hanging.
const HANG: Duration = Duration::from_secs(10);

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

struct Server {
    addr: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl Server {
    async fn start(app: Router, limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async { drop(stopped.await) };
        let ended = tokio::spawn(serve(listener, None, app, limits, stopped));
        Self { addr, stop, ended }
    }

    async fn connect(&self) -> Client {
        Client(TcpStream::connect(self.addr).await.unwrap())
    }

    /// Tells the server to stop and waits until it has.
    async fn stop(self) -> Duration {
        let started = Instant::now();
        self.stop.send(()).unwrap();
        timeout(HANG, self.ended).await.unwrap().unwrap();
        started.elapsed()
    }
}

struct Client(TcpStream);

impl Client {
    async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// Asks and reads one short answer.
    async fn get(&mut self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        let mut answer = Vec::new();
        while !answer.windows(4).any(|four| four == b"\r\n\r\n") {
            let read = timeout(HANG, self.0.read_buf(&mut answer)).await.unwrap().unwrap();
            assert!(read > 0, "closed before an answer");
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Everything up to the end of the connection, which may also be a reset.
    async fn rest(&mut self) -> Vec<u8> {
        let mut all = Vec::new();
        let end = timeout(HANG, self.0.read_to_end(&mut all)).await;
        assert!(end.is_ok(), "the connection stays open");
        all
    }

    /// Sends a byte now and then until the server closes; how long it let us.
    async fn drip(&mut self, every: Duration) -> Duration {
        let started = Instant::now();
        let mut byte = [0];
        while started.elapsed() < HANG {
            if let Ok(Ok(0) | Err(_)) = timeout(every, self.0.read(&mut byte)).await {
                return started.elapsed();
            }
            if self.0.write_all(b"x").await.is_err() {
                return started.elapsed();
            }
        }
        panic!("the connection stays open");
    }
}

fn hello() -> Router {
    Router::new().route("/", get(async || "hello"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_sender_of_a_head_is_closed() {
    let server = Server::start(hello(), Limits { head: ms(400), ..Limits::default() }).await;

    let mut silent = server.connect().await;
    assert_eq!(silent.rest().await, b"");

    let mut slow = server.connect().await;
    slow.send("GET / HTTP/1.1\r\nx-slow: ").await;
    let patience = slow.drip(ms(50)).await;
    assert!(patience >= ms(300) && patience < ms(2_000), "{patience:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_request_has_the_idle_time_to_begin_and_the_head_time_to_end() {
    let limits = Limits { head: ms(200), idle: ms(1_200), ..Limits::default() };
    let server = Server::start(hello(), limits).await;
    let mut client = server.connect().await;
    assert!(client.get("/").await.starts_with("HTTP/1.1 200"));
    sleep(ms(600)).await;
    assert!(client.get("/").await.starts_with("HTTP/1.1 200"), "an idle connection is kept");

    client.send("GET / HTTP/1.1\r\nx-slow: ").await;
    assert!(client.drip(ms(50)).await < ms(1_000));

    let mut idle = server.connect().await;
    idle.get("/").await;
    let started = Instant::now();
    idle.rest().await;
    assert!(started.elapsed() >= ms(900), "{:?}", started.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_sender_of_a_body_is_closed() {
    let app = Router::new().route("/", post(async |body: Bytes| body.len().to_string()));
    let limits = Limits { body: ms(400), body_rate: 1_000_000, ..Limits::default() };
    let server = Server::start(app, limits).await;

    // Never a long pause, but slow over all.
    let mut slow = server.connect().await;
    slow.send("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n").await;
    let patience = slow.drip(ms(50)).await;
    assert!(patience >= ms(300) && patience < ms(2_000), "{patience:?}");

    let mut whole = server.connect().await;
    whole.send("POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 3\r\n\r\na").await;
    sleep(ms(100)).await;
    whole.send("bc").await;
    assert!(whole.rest().await.ends_with(b"\r\n\r\n3"));
}

/// A body without end; tells when it is dropped.
struct Endless(Option<oneshot::Sender<()>>);

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b'x'; 65_536])))))
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        let _ = self.0.take().unwrap().send(());
    }
}

/// An app with one endless answer, and the news of its end.
fn endless(kind: &'static str) -> (Router, oneshot::Receiver<()>) {
    let (sender, dropped) = oneshot::channel();
    let sender = Arc::new(std::sync::Mutex::new(Some(sender)));
    let answer = async move || ([(CONTENT_TYPE, kind)], Body::new(Endless(sender.lock().unwrap().take())));
    (Router::new().route("/", get(answer)), dropped)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_is_stuck_is_dropped() {
    let (app, dropped) = endless("text/event-stream");
    let server = Server::start(app, Limits { write: ms(400), ..Limits::default() }).await;
    let mut stuck = server.connect().await;
    stuck.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    timeout(HANG, dropped).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_goes_on_is_not_dropped() {
    let (app, mut dropped) = endless("text/plain");
    let server = Server::start(app, Limits { write: ms(400), ..Limits::default() }).await;
    let mut reader = server.connect().await;
    reader.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let started = Instant::now();
    let mut buffer = vec![0; 1 << 20];
    while started.elapsed() < ms(1_500) {
        assert!(reader.0.read(&mut buffer).await.unwrap() > 0);
    }
    assert!(dropped.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_held_back_over_http2_is_dropped() {
    let (app, dropped) = endless("text/event-stream");
    let server = Server::start(app, Limits { write: ms(400), ..Limits::default() }).await;
    let mut client = server.connect().await;
    client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    // SETTINGS: an initial window of no bytes. HEADERS of stream 1, its end: GET http / with host x.
    let settings: &[u8] = &[0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0];
    let headers: &[u8] = &[0, 0, 6, 1, 5, 0, 0, 0, 1, 0x82, 0x86, 0x84, 0x41, 1, b'x'];
    client.0.write_all(&[settings, headers].concat()).await.unwrap();
    let received = client.rest().await;
    assert!(received.len() > 20 && received.len() < 2_000, "{} bytes", received.len());
    timeout(HANG, dropped).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_only_so_many_connections() {
    let server = Server::start(hello(), Limits { connections: 2, ..Limits::default() }).await;
    let (mut first, mut second) = (server.connect().await, server.connect().await);
    assert!(first.get("/").await.starts_with("HTTP/1.1 200"));
    assert!(second.get("/").await.starts_with("HTTP/1.1 200"));

    let answer = server.connect().await.rest().await;
    assert!(answer.starts_with(b"HTTP/1.1 503"), "{}", String::from_utf8_lossy(&answer));

    drop(first);
    sleep(ms(200)).await;
    assert!(server.connect().await.get("/").await.starts_with("HTTP/1.1 200"), "the seat is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_too_many_headers_is_refused() {
    let server = Server::start(hello(), Limits::default()).await;
    let mut client = server.connect().await;
    let headers: String = (0..150).map(|n| format!("x-{n}: 1\r\n")).collect();
    client.send(&format!("GET / HTTP/1.1\r\nhost: x\r\n{headers}\r\n")).await;
    assert!(client.rest().await.starts_with(b"HTTP/1.1 431"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_lets_a_slow_request_finish_and_ends_streams() {
    let slow = async || {
        sleep(ms(600)).await;
        "finished"
    };
    let stream = async || ([(CONTENT_TYPE, "text/event-stream")], Body::new(Quiet)).into_response();
    let app = hello().route("/slow", get(slow)).route("/stream", get(stream));
    let server = Server::start(app, Limits::default()).await;
    let (mut asking, mut watching, mut idle) =
        (server.connect().await, server.connect().await, server.connect().await);
    asking.send("GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    watching.get("/stream").await;
    idle.get("/").await;
    sleep(ms(100)).await;

    let addr = server.addr;
    let stopped = tokio::spawn(server.stop());
    assert!(asking.rest().await.ends_with(b"finished"));
    assert!(watching.rest().await.ends_with(b"0\r\n\r\n"), "the stream ends in order");
    idle.rest().await;
    assert!(stopped.await.unwrap() < ms(3_000));
    assert!(TcpStream::connect(addr).await.is_err());
}

/// A body that never says anything.
struct Quiet;

impl HttpBody for Quiet {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_does_not_wait_for_ever() {
    let app = Router::new().route("/", get(async || sleep(HANG * 6).await));
    let server = Server::start(app, Limits { stop: ms(300), ..Limits::default() }).await;
    let mut client = server.connect().await;
    client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    sleep(ms(100)).await;
    assert!(server.stop().await < ms(2_000));
}

/// An app whose handlers count when they began and when they ended, 400 ms later.
fn counting() -> (Router, Commands, Arc<[AtomicUsize; 2]>) {
    let counts = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
    let counted = counts.clone();
    let work = async move || {
        counted[0].fetch_add(1, Ordering::SeqCst);
        sleep(ms(400)).await;
        counted[1].fetch_add(1, Ordering::SeqCst);
        "done"
    };
    let guard = Guard::default();
    let commands = guard.commands.clone();
    (protect(Router::new().route("/", get(work.clone()).post(work)), guard), commands, counts)
}

async fn leave_midway(method: &str) -> [usize; 2] {
    let (app, commands, counts) = counting();
    let server = Server::start(app, Limits::default()).await;
    let mut client = server.connect().await;
    client.send(&format!("{method} / HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\n\r\n")).await;
    while counts[0].load(Ordering::SeqCst) == 0 {
        sleep(ms(10)).await;
    }
    drop(client);
    // A stop waits for the connections; the commands are waited for beside.
    server.stop().await;
    timeout(HANG, commands.finished()).await.unwrap();
    if method == "GET" {
        sleep(ms(600)).await;
    }
    [counts[0].load(Ordering::SeqCst), counts[1].load(Ordering::SeqCst)]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_runs_to_its_end_although_the_client_has_gone() {
    assert_eq!(leave_midway("POST").await, [1, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_request_is_dropped_with_its_client() {
    assert_eq!(leave_midway("GET").await, [1, 0]);
}
