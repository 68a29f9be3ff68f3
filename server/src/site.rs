//! The built site: scripts, styles, fonts and icons inside the binary. Names under `/pkg` carry a hash
//! of their content, so browsers may keep them for ever.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    HeaderName, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What the build of the pages left: addresses to put into a page. Without a build the files are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manifest {
    /// The module that exports `default({ module_or_path })`.
    pub js: Option<String>,
    pub wasm: Option<String>,
    pub css: Option<String>,
    /// Names this build; the same for the same content.
    pub build: String,
    /// Fonts to load early.
    pub fonts: Vec<String>,
}

/// The folder that `build.rs` makes sure of. Embedded in a release, read when asked for otherwise.
#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Built;

#[derive(Clone)]
enum Files {
    Built,
    /// Another folder, for development only.
    #[cfg(debug_assertions)]
    Folder(std::path::PathBuf),
    Memory(Arc<BTreeMap<String, Vec<u8>>>),
}

struct File {
    data: Cow<'static, [u8]>,
    hash: [u8; 32],
}

impl Files {
    fn get(&self, path: &str) -> Option<File> {
        let own = |data: Vec<u8>| File { hash: Sha256::digest(&data).into(), data: data.into() };
        match self {
            Self::Built => {
                let file = Built::get(path)?;
                Some(File { hash: file.metadata.sha256_hash(), data: file.data })
            }
            #[cfg(debug_assertions)]
            Self::Folder(folder) => {
                let file = folder.join(path).canonicalize().ok().filter(|file| file.starts_with(folder))?;
                std::fs::read(file).ok().map(own)
            }
            Self::Memory(files) => files.get(path).cloned().map(own),
        }
    }
}

/// The site's manifest cannot be read: the build of the pages is broken.
#[derive(Debug)]
pub struct BadSite(String);

impl fmt::Display for BadSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the built site has no readable manifest.json: {}", self.0)
    }
}

impl std::error::Error for BadSite {}

/// The files and their manifest, read once. Clones share them.
#[derive(Clone)]
pub struct Site {
    files: Files,
    manifest: Arc<Manifest>,
}

impl Site {
    /// The site inside the binary; in a debug build the folder named by `LIBERO_SITE`, where it is set.
    ///
    /// # Errors
    /// The manifest is missing or malformed.
    pub fn built() -> Result<Self, BadSite> {
        #[cfg(debug_assertions)]
        if let Some(folder) = std::env::var_os("LIBERO_SITE") {
            let folder = std::path::Path::new(&folder).canonicalize();
            return Self::new(Files::Folder(folder.map_err(|error| BadSite(error.to_string()))?));
        }
        Self::new(Files::Built)
    }

    /// A site made of these files, `manifest.json` among them.
    ///
    /// # Errors
    /// The manifest is missing or malformed.
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Result<Self, BadSite> {
        Self::new(Files::Memory(Arc::new(files)))
    }

    fn new(files: Files) -> Result<Self, BadSite> {
        let file = files.get("manifest.json").ok_or_else(|| BadSite("not there".into()))?;
        let manifest = serde_json::from_slice(&file.data).map_err(|error| BadSite(error.to_string()))?;
        Ok(Self { files, manifest: Arc::new(manifest) })
    }

    pub fn manifest(&self) -> &Arc<Manifest> {
        &self.manifest
    }

    /// `/pkg/*`, `/icons/*`, `/sw.js`, the manifests and the icon.
    pub fn routes(&self) -> Router {
        [
            "/pkg/{*path}",
            "/icons/{*path}",
            "/sw.js",
            "/manifest.fa.webmanifest",
            "/manifest.en.webmanifest",
            "/icon.svg",
            "/favicon.ico",
        ]
        .iter()
        .fold(Router::new(), |router, path| router.route(path, get(serve)))
        .with_state(self.clone())
    }

    /// A file, in the smallest encoding that the browser takes.
    fn answer(&self, path: &str, headers: &HeaderMap) -> Option<Response> {
        let kind = kind(path)?;
        if path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
            return None;
        }
        let (encoding, file) = accepted(headers)
            .into_iter()
            .find_map(|encoding| Some((encoding, self.files.get(&format!("{path}{}", encoding.suffix))?)))?;
        let mark = file.hash[..12].iter().fold(String::new(), |mark, byte| format!("{mark}{byte:02x}"));
        let etag = HeaderValue::try_from(format!("\"{mark}{}\"", encoding.suffix)).ok()?;

        let mut answer = if asks_again(headers, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let data = match file.data {
                Cow::Borrowed(data) => Bytes::from_static(data),
                Cow::Owned(data) => data.into(),
            };
            Response::new(Body::from(data))
        };
        let into = answer.headers_mut();
        into.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        into.insert(ETAG, etag);
        into.insert(VARY, HeaderValue::from_static("accept-encoding"));
        into.insert(CACHE_CONTROL, HeaderValue::from_static(keep(path)));
        if !encoding.name.is_empty() {
            into.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.name));
        }
        for (name, value) in extra(path) {
            into.insert(name, HeaderValue::from_static(value));
        }
        Some(answer)
    }
}

async fn serve(State(site): State<Site>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    site.answer(path, request.headers()).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// The type by the name's end; other ends, compressed copies among them, are not served.
fn kind(path: &str) -> Option<&'static str> {
    let (_, end) = path.rsplit_once('.')?;
    Some(match end {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// Names with a hash never change their content; a new service worker must be seen at once.
fn keep(path: &str) -> &'static str {
    if path.starts_with("pkg/") {
        "public, max-age=31536000, immutable"
    } else if path == "sw.js" {
        "no-cache"
    } else {
        "public, max-age=3600"
    }
}

/// A worker's own answer holds its policy: it fetches from here and nowhere else. Icons style themselves.
fn extra(path: &str) -> Vec<(HeaderName, &'static str)> {
    if path == "sw.js" {
        let policy = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";
        vec![(CONTENT_SECURITY_POLICY, policy), (HeaderName::from_static("service-worker-allowed"), "/")]
    } else if path.ends_with(".svg") {
        let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        vec![(CONTENT_SECURITY_POLICY, policy)]
    } else {
        Vec::new()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Encoding {
    /// As in `content-encoding`; empty for none.
    name: &'static str,
    suffix: &'static str,
}

const BROTLI: Encoding = Encoding { name: "br", suffix: ".br" };
const GZIP: Encoding = Encoding { name: "gzip", suffix: ".gz" };
const PLAIN: Encoding = Encoding { name: "", suffix: "" };

/// The encodings that a browser takes, smallest first.
fn accepted(headers: &HeaderMap) -> Vec<Encoding> {
    let listed: Vec<(&str, bool)> = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, ""));
            let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
            (name.trim(), weight.is_none_or(|weight| weight > 0.0))
        })
        .collect();
    let takes = |name: &str| {
        let named = listed.iter().find(|(listed, _)| listed.eq_ignore_ascii_case(name));
        named.or_else(|| listed.iter().find(|(listed, _)| *listed == "*")).is_some_and(|(_, takes)| *takes)
    };
    let mut accepted: Vec<Encoding> =
        [BROTLI, GZIP].into_iter().filter(|encoding| takes(encoding.name)).collect();
    accepted.push(PLAIN);
    accepted
}

fn asks_again(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let mut marks = known.flat_map(|line| line.split(',')).map(|mark| mark.trim().trim_start_matches("W/"));
    marks.any(|mark| mark == "*" || mark.as_bytes() == etag.as_bytes())
}

/// A stream that ends when the process ends, so that a page can reload itself after a build; only in a
/// debug build and with `LIBERO_DEV=1`.
#[cfg(debug_assertions)]
pub fn reload_routes() -> Router {
    if std::env::var_os("LIBERO_DEV").is_none_or(|on| on != "1") {
        return Router::new();
    }
    Router::new()
        .route("/dev/reload", get(async || ([(CONTENT_TYPE, "text/event-stream")], Body::new(Held::New))))
}

/// Says one thing and then nothing more.
#[cfg(debug_assertions)]
enum Held {
    New,
    Open,
}

#[cfg(debug_assertions)]
impl axum::body::HttpBody for Held {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
        match *self {
            Self::New => {
                *self = Self::Open;
                let hello = Bytes::from_static(b"retry: 300\ndata: here\n\n");
                std::task::Poll::Ready(Some(Ok(hyper::body::Frame::data(hello))))
            }
            // Whoever waits is woken by the connection's end.
            Self::Open => std::task::Poll::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(accept: &str) -> Vec<&'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(accept).unwrap());
        accepted(&headers).iter().map(|encoding| encoding.name).collect()
    }

    #[test]
    fn the_smallest_accepted_encoding_comes_first() {
        assert_eq!(takes("gzip, deflate, br, zstd"), ["br", "gzip", ""]);
        assert_eq!(takes("gzip;q=0.5, br;q=0"), ["gzip", ""]);
        assert_eq!(takes("*"), ["br", "gzip", ""]);
        assert_eq!(takes("identity"), [""]);
    }

    #[test]
    fn only_known_kinds_are_served() {
        assert_eq!(kind("pkg/libero.1a2b.wasm"), Some("application/wasm"));
        for hidden in ["pkg/libero.js.br", "manifest.json.gz", "pkg/.git", "pkg", "pkg/x.map"] {
            assert_eq!(kind(hidden), None, "{hidden}");
        }
    }
}
