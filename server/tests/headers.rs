//! What the guard adds, refuses and hides, asked of the whole router.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Extension, Request};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Html;
use axum::routing::{get, post};
use axum::{Json, Router};
use libero_server::address::{Client, Peer};
use libero_server::app::{Ground, build, no_pages};
use libero_server::guard::headers::page_policy;
use libero_server::guard::{Bodies, Guard};
use libero_server::health::Ready;
use libero_server::site::Site;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tower::ServiceExt;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_slice(&self.body).unwrap()
    }
}

struct House {
    app: Router,
    /// How often a handler that changes something ran.
    changes: Arc<AtomicUsize>,
}

impl House {
    fn build(guard: Guard) -> Self {
        let files = [
            ("manifest.json", r#"{ "build": "b1", "js": "/pkg/app.1a.js", "css": "/pkg/app.2b.css" }"#),
            ("pkg/app.1a.js", "export default 1"),
            ("pkg/app.1a.js.br", "brotli"),
            ("pkg/app.1a.js.gz", "gzip"),
            ("sw.js", "self"),
            ("favicon.svg", "<svg/>"),
        ];
        let files: BTreeMap<String, Vec<u8>> = files.map(|(name, data)| (name.into(), data.into())).into();
        let site = Site::of(files).unwrap();
        let changes = Arc::new(AtomicUsize::new(0));
        let counted = changes.clone();
        let change = async move |body: Bytes| {
            counted.fetch_add(1, Ordering::SeqCst);
            body.len().to_string()
        };
        let pages = no_pages(&site)
            .route("/page", get(async || ([(CONTENT_SECURITY_POLICY, page_policy("abc"))], Html("page"))))
            .route("/c/{token}", get(async || "guest"))
            .route(
                "/who",
                get(async |Extension(client): Extension<Client>| format!("{} {}", client.ip, client.secure)),
            )
            .route("/change", post(change.clone()))
            .route("/panic", get(broken).post(broken))
            .route(
                "/api/v1/thing",
                get(async || Json(json!({ "fine": true }))).put(change.clone()).delete(change),
            )
            .route("/api/v1/typed", post(async |Json(_): Json<Vec<u8>>| "read"))
            .route("/api/v1/upload", post(async |body: Bytes| body.len().to_string()));
        let guard = Guard { build: site.manifest().build.clone(), ..guard };
        let ready = Ready::new(async || Err("store"));
        Self { app: build(Ground { guard, site, ready, tls: None }, pages), changes }
    }

    async fn ask(&self, request: Request) -> Answer {
        let (parts, body) = self.app.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(request("GET", path, headers, "")).await
    }

    /// A request by our own page.
    async fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.ask(request("POST", path, &[("sec-fetch-site", "same-origin")], body)).await
    }
}

async fn broken() -> &'static str {
    panic!("canary-panic")
}

fn request(method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request {
    let mut request = Request::builder().method(method).uri(path);
    if headers.iter().all(|(name, _)| *name != "host") {
        request = request.header("host", "libero.example");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

fn from(addr: &str, tls: bool, mut request: Request) -> Request {
    request.extensions_mut().insert(Peer { addr: addr.parse().unwrap(), tls });
    request
}

fn house() -> House {
    House::build(Guard::default())
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let house = house();
    let answers = [
        ("page", 200, house.get("/page", &[]).await),
        ("json", 200, house.get("/api/v1/thing", &[]).await),
        ("asset", 200, house.get("/pkg/app.1a.js", &[]).await),
        ("worker", 200, house.get("/sw.js", &[]).await),
        ("health", 200, house.get("/healthz", &[]).await),
        ("not ready", 503, house.get("/readyz", &[]).await),
        ("change", 200, house.post("/change", "x").await),
        ("no page", 404, house.get("/nowhere", &[]).await),
        ("no asset", 404, house.get("/pkg/nothing.js", &[]).await),
        ("no route", 404, house.get("/api/v1/nowhere", &[]).await),
        ("no method", 405, house.post("/api/v1/thing", "").await),
        ("unread", 415, house.post("/api/v1/typed", "x").await),
        ("forged", 403, house.ask(request("POST", "/change", &[], "")).await),
        ("large", 413, house.post("/change", vec![0; 300_000]).await),
        ("trace", 400, house.ask(request("TRACE", "/page", &[], "")).await),
        ("panic", 500, house.get("/panic", &[]).await),
    ];
    let mut ids = HashSet::new();
    for (name, status, answer) in &answers {
        assert_eq!(answer.status.as_u16(), *status, "{name}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{name}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{name}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{name}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{name}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{name}");
        assert_eq!(answer.header("x-libero-build"), "b1", "{name}");
        assert_eq!(answer.header("strict-transport-security"), "", "{name}: plain http");
        let asset = ["asset", "worker"].contains(name);
        assert_eq!(answer.header("cache-control") == "no-store", !asset, "{name}");
        assert!(ids.insert(answer.header("x-request-id").to_owned()), "{name}: the id is new");
    }
}

#[tokio::test]
async fn only_pages_may_run_scripts() {
    let house = house();
    assert!(
        house
            .get("/page", &[])
            .await
            .header("content-security-policy")
            .contains("'nonce-abc' 'strict-dynamic'")
    );
    for path in ["/api/v1/thing", "/healthz", "/pkg/app.1a.js"] {
        let policy = "default-src 'none'; frame-ancestors 'none'";
        assert_eq!(house.get(path, &[]).await.header("content-security-policy"), policy, "{path}");
    }
    assert!(house.get("/sw.js", &[]).await.header("content-security-policy").contains("connect-src 'self'"));
}

#[tokio::test]
async fn https_is_remembered_and_guests_send_no_referrer() {
    let house = house();
    let encrypted = house.ask(from("127.0.0.1:9", true, request("GET", "/page", &[], ""))).await;
    assert_eq!(encrypted.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
    assert_eq!(house.get("/c/3q2canary", &[]).await.header("referrer-policy"), "no-referrer");
    assert_eq!(house.get("/reset", &[]).await.header("referrer-policy"), "no-referrer");
    assert_eq!(house.get("/c", &[]).await.header("referrer-policy"), "same-origin");
}

#[tokio::test]
async fn errors_under_api_are_codes_and_nothing_else() {
    let house = house();
    assert_eq!(house.get("/api/v1/nowhere", &[]).await.json(), json!({ "error": "not_found" }));
    assert_eq!(house.get("/api", &[]).await.json(), json!({ "error": "not_found" }));
    let refused = house.post("/api/v1/thing", "").await;
    assert_eq!(refused.json(), json!({ "error": "malformed" }));
    assert!(refused.header("allow").contains("PUT"));
    let forged_json = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
    let unread = house.ask(request("POST", "/api/v1/typed", &forged_json, "{\"canary\"")).await;
    assert_eq!((unread.status, unread.json()), (StatusCode::BAD_REQUEST, json!({ "error": "malformed" })));
    assert_eq!(house.get("/nowhere", &[]).await.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn a_panic_is_answered_with_the_id_of_its_request() {
    let house = house();
    for answer in [house.get("/panic", &[]).await, house.post("/panic", "").await] {
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.json(), json!({ "error": "broken", "id": answer.header("x-request-id") }));
    }
    assert_eq!(house.get("/page", &[]).await.status, StatusCode::OK, "the next request is served");
}

#[tokio::test]
async fn a_forged_request_changes_nothing() {
    let house = house();
    let kinds: [(&str, &[(&str, &str)]); 7] = [
        ("another site", &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]),
        ("a neighbour", &[("sec-fetch-site", "same-site"), ("origin", "https://x.libero.example")]),
        ("no page", &[("sec-fetch-site", "none")]),
        ("an old browser", &[("origin", "https://evil.example")]),
        ("a sandbox", &[("origin", "null")]),
        ("no sign at all", &[]),
        ("a form without preflight", &[("content-type", "text/plain"), ("origin", "http://evil.example")]),
    ];
    for (kind, headers) in kinds {
        for (method, path) in
            [("POST", "/change"), ("PUT", "/api/v1/thing"), ("DELETE", "/api/v1/thing"), ("PATCH", "/change")]
        {
            let answer = house.ask(request(method, path, headers, "x")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{kind} {method}");
            assert_eq!(answer.json(), json!({ "error": "forged" }), "{kind} {method}");
        }
    }
    assert_eq!(house.changes.load(Ordering::SeqCst), 0);

    assert_eq!(house.post("/change", "x").await.status, StatusCode::OK);
    let old_browser = [("origin", "http://libero.example")];
    assert_eq!(house.ask(request("POST", "/change", &old_browser, "x")).await.status, StatusCode::OK);
    assert_eq!(house.changes.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_body_has_its_limit_declared_or_not() {
    let bodies = Bodies { usual: 1_000, larger: vec![("/api/v1/upload", 5_000)] };
    let house = House::build(Guard { bodies, ..Guard::default() });
    // The body of a bare request has no declared length.
    for length in [1_001, 200_000] {
        let answer = house.post("/change", vec![b'x'; length]).await;
        assert_eq!(answer.json(), json!({ "error": "too_large", "max": 1000 }));
        let signs = [("sec-fetch-site", "same-origin"), ("content-length", "4000000000")];
        assert_eq!(
            house.ask(request("POST", "/change", &signs, "x")).await.status,
            StatusCode::PAYLOAD_TOO_LARGE
        );
    }
    assert_eq!(house.changes.load(Ordering::SeqCst), 0);
    assert_eq!(house.post("/change", vec![b'x'; 1_000]).await.body, b"1000");
    assert_eq!(house.post("/api/v1/upload", vec![b'x'; 5_000]).await.body, b"5000");
}

#[tokio::test]
async fn odd_requests_are_refused() {
    let house = house();
    for method in [Method::TRACE, Method::CONNECT] {
        assert_eq!(
            house.ask(request(method.as_str(), "/page", &[], "")).await.status,
            StatusCode::BAD_REQUEST
        );
    }
    let twice = request("GET", "/page", &[("host", "a.example"), ("host", "b.example")], "");
    assert_eq!(house.ask(twice).await.status, StatusCode::BAD_REQUEST);
    let none = Request::builder().uri("/page").body(Body::empty()).unwrap();
    assert_eq!(house.ask(none).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        house.get("/page", &[("origin", "https://evil.example")]).await.header("access-control-allow-origin"),
        ""
    );
}

#[tokio::test]
async fn only_a_declared_proxy_names_the_client() {
    let trusted = libero_server::address::Trusted(vec!["10.0.0.1".parse().unwrap()]);
    let house = House::build(Guard { trusted, proxies_only: true, ..Guard::default() });
    let forwarded = [("x-forwarded-for", "9.9.9.9, 203.0.113.7"), ("x-forwarded-proto", "https")];
    let who = |addr: &str| house.ask(from(addr, false, request("GET", "/who", &forwarded, "")));
    assert_eq!(who("10.0.0.1:9").await.body, b"203.0.113.7 true");
    assert_eq!(who("127.0.0.1:9").await.body, b"127.0.0.1 false");

    let stranger = who("10.0.0.2:9").await;
    assert_eq!(stranger.json(), json!({ "error": "not_allowed" }));
    let probe = house.ask(from("10.0.0.2:9", false, request("GET", "/healthz", &[], ""))).await;
    assert_eq!(probe.status, StatusCode::OK, "health may be asked by anyone");
}

#[tokio::test]
async fn assets_come_small_and_are_kept() {
    let house = house();
    let small = house.get("/pkg/app.1a.js", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((small.header("content-encoding"), small.body.as_slice()), ("br", &b"brotli"[..]));
    assert_eq!(small.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(small.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(small.header("vary"), "accept-encoding");
    let gzip = house.get("/pkg/app.1a.js", &[("accept-encoding", "gzip")]).await;
    let bare = house.get("/pkg/app.1a.js", &[]).await;
    assert_eq!((gzip.body.as_slice(), bare.body.as_slice()), (&b"gzip"[..], &b"export default 1"[..]));
    assert_eq!(HashSet::from([small.header("etag"), gzip.header("etag"), bare.header("etag")]).len(), 3);

    let again = [("accept-encoding", "br"), ("if-none-match", small.header("etag"))];
    let unchanged = house.get("/pkg/app.1a.js", &again).await;
    assert_eq!((unchanged.status, unchanged.body.len()), (StatusCode::NOT_MODIFIED, 0));

    let worker = house.get("/sw.js", &[]).await;
    assert_eq!((worker.header("cache-control"), worker.header("service-worker-allowed")), ("no-cache", "/"));
    for hidden in [
        "/manifest.json",
        "/pkg/../manifest.json",
        "/pkg/app.1a.js.br",
        "/pkg/%2e%2e/manifest.json",
        "/dev/reload",
    ] {
        assert_eq!(house.get(hidden, &[]).await.status, StatusCode::NOT_FOUND, "{hidden}");
    }
}

/// Everything that was logged in this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn start() -> Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        let log = LOG.get_or_init(|| {
            let log = Log::default();
            let writer = log.clone();
            tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || writer.clone()).init();
            log
        });
        log.clone()
    }

    /// The line of one request.
    fn of(&self, id: &str) -> Value {
        let log = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut found =
            lines.into_iter().filter(|line| line["target"] == "libero::request" && line["id"] == id);
        let line = found.next().unwrap();
        assert!(found.next().is_none(), "one line for one request");
        line
    }
}

#[tokio::test]
async fn one_line_for_each_request_and_no_secret_in_it() {
    let log = Log::start();
    let house = house();
    let guest = house.get("/c/canary-token?next=canary-query", &[("cookie", "canary-cookie")]).await;
    let line = log.of(guest.header("x-request-id"));
    assert_eq!(
        (&line["path"], &line["status"], &line["method"]),
        (&json!("/c/…"), &json!(200), &json!("GET"))
    );
    assert_eq!((&line["client"], &line["level"]), (&json!("127.0.0.1"), &json!("INFO")));
    assert!(line["ms"].is_u64() && line["timestamp"].as_str().unwrap().ends_with('Z'));

    let forged = house.ask(request("POST", "/change", &[], "canary-body")).await;
    let line = log.of(forged.header("x-request-id"));
    assert_eq!((&line["error"], &line["level"]), (&json!("forged"), &json!("WARN")));

    let panicked = house.get("/panic", &[]).await;
    assert_eq!(log.of(panicked.header("x-request-id"))["error"], "broken");
    let all = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for canary in ["canary-token", "canary-query", "canary-cookie", "canary-body"] {
        assert!(!all.contains(canary), "{canary}");
    }
}
