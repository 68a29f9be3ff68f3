//! The own authority: made once, believed by clients that installed it, renewed in time, locked in reach.

use axum::Router;
use axum::routing::get;
use libero_domain::time::Timestamp;
use libero_server::accept::{Limits, serve};
use libero_server::app::{Ground, build, no_pages};
use libero_server::guard::Guard;
use libero_server::health::Ready;
use libero_server::site::Site;
use libero_server::tls::{Tls, Trouble};
use rustls_pki_types::{CertificateDer, ServerName};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A folder of one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("libero-tls-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(std::env::temp_dir().join(name))
    }

    fn tls(&self) -> PathBuf {
        self.0.join("tls")
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.tls().join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[expect(clippy::disallowed_methods, reason = "the client under test checks by the machine's clock")]
fn now() -> Timestamp {
    Timestamp(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis().try_into().unwrap())
}

fn own(folder: &Folder, needed: &[&str], now: Timestamp) -> Result<Tls, Trouble> {
    Tls::own(folder.tls(), needed.iter().map(ToString::to_string).collect(), now)
}

/// Serves the ground without pages over TLS until the test ends.
async fn start(tls: Arc<Tls>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let site = Site::of(BTreeMap::from([("manifest.json".into(), b"{}".to_vec())])).unwrap();
    let pages: Router = no_pages(&site).route("/", get(async || "hello"));
    let ready = Ready::new(async || Ok(()));
    let app = build(Ground { guard: Guard::default(), site, ready, tls: Some(tls.clone()) }, pages);
    let limits = Limits { handshake: Duration::from_millis(400), ..Limits::default() };
    tokio::spawn(serve(listener, Some(tls.acceptor()), app, limits, std::future::pending()));
    addr
}

/// A client that trusts this authority and no other.
fn client(authority: &[u8], protocol: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.to_vec())).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![protocol.into()];
    Arc::new(config).into()
}

async fn ask(
    addr: SocketAddr,
    name: &str,
    authority: &[u8],
    path: &str,
) -> Result<(String, Vec<u8>), std::io::Error> {
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let mut stream = client(authority, "http/1.1").connect(name, TcpStream::connect(addr).await?).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let body = answer.split_off(head + 4);
    Ok((String::from_utf8(answer).unwrap(), body))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_authority_serves_https() {
    let folder = Folder::new();
    let tls = Arc::new(own(&folder, &[], now()).unwrap());
    let authority = tls.authority().unwrap();
    let addr = start(tls).await;

    for name in ["localhost", "127.0.0.1", "::1"] {
        let (head, body) = ask(addr, name, authority.certificate(), "/").await.unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains("strict-transport-security: max-age=31536000"), "{head}");
        assert_eq!(body, b"hello");
    }
    assert!(ask(addr, "other.example", authority.certificate(), "/").await.is_err());

    let name = ServerName::try_from("localhost").unwrap();
    let stream =
        client(authority.certificate(), "h2").connect(name, TcpStream::connect(addr).await.unwrap()).await;
    assert_eq!(stream.unwrap().get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_can_fetch_and_compare_the_certificate() {
    let folder = Folder::new();
    let tls = Arc::new(own(&folder, &[], now()).unwrap());
    let authority = tls.authority().unwrap();
    let addr = start(tls).await;

    let (head, page) = ask(addr, "localhost", authority.certificate(), "/install-certificate").await.unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(head.contains("content-type: text/html; charset=utf-8"), "{head}");
    assert!(page.contains("lang=\"fa\" dir=\"rtl\"") && page.contains("lang=\"en\" dir=\"ltr\""));
    assert!(page.replace("<wbr>", "").contains(&authority.fingerprint()));
    assert!(page.contains("href=\"/install-certificate/libero.crt\""));

    let (head, file) =
        ask(addr, "localhost", authority.certificate(), "/install-certificate/libero.crt").await.unwrap();
    assert!(head.contains("content-type: application/x-x509-ca-cert"), "{head}");
    assert_eq!(file, authority.certificate());
    assert_eq!(file, folder.read("libero.crt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_authority_is_not_believed_and_a_silent_handshake_ends() {
    let (folder, stranger) = (Folder::new(), Folder::new());
    let tls = Arc::new(own(&folder, &[], now()).unwrap());
    let other = own(&stranger, &[], now()).unwrap().authority().unwrap();
    let addr = start(tls).await;
    assert!(ask(addr, "localhost", other.certificate(), "/").await.is_err());

    let mut silent = TcpStream::connect(addr).await.unwrap();
    let mut nothing = Vec::new();
    timeout(Duration::from_secs(5), silent.read_to_end(&mut nothing)).await.unwrap().unwrap();
}

#[test]
fn a_restart_keeps_the_certificates() {
    let folder = Folder::new();
    let first = own(&folder, &[], now()).unwrap().authority().unwrap().fingerprint();
    let server = folder.read("server.pem");
    let second = own(&folder, &[], now()).unwrap().authority().unwrap().fingerprint();
    assert_eq!((first, server), (second, folder.read("server.pem")));
}

#[test]
fn what_ends_within_thirty_days_is_renewed() {
    let folder = Folder::new();
    let tls = own(&folder, &[], now()).unwrap();
    let (authority, server) = (folder.read("authority.pem"), folder.read("server.pem"));

    tls.renew(now().plus_days(360)).unwrap();
    assert_eq!(server, folder.read("server.pem"));
    tls.renew(now().plus_days(370)).unwrap();
    assert_ne!(server, folder.read("server.pem"));
    assert_eq!(authority, folder.read("authority.pem"));

    tls.renew(now().plus_days(3_630)).unwrap();
    assert_ne!(authority, folder.read("authority.pem"));
}

#[test]
fn a_new_local_name_is_taken_up_and_a_foreign_one_refused() {
    let folder = Folder::new();
    own(&folder, &[], now()).unwrap();
    let (authority, server) = (folder.read("authority.pem"), folder.read("server.pem"));

    own(&folder, &["10.1.2.3", "libero.lan"], now()).unwrap();
    assert_eq!(authority, folder.read("authority.pem"));
    assert_ne!(server, folder.read("server.pem"));

    let refused = own(&folder, &["bank.example"], now()).err().unwrap().to_string();
    assert!(refused.contains("bank.example") && !refused.contains('\n'), "{refused}");
    assert!(own(&folder, &["8.8.8.8"], now()).is_err());
    assert_eq!(authority, folder.read("authority.pem"));

    let named = Folder::new();
    own(&named, &["libero.agency.example", "203.0.113.7"], now()).unwrap();
}

#[test]
fn a_damaged_authority_is_not_replaced_in_silence() {
    let folder = Folder::new();
    own(&folder, &[], now()).unwrap();
    let path = folder.tls().join("authority.pem");
    std::fs::write(&path, "nothing").unwrap();
    let refused = own(&folder, &[], now()).err().unwrap().to_string();
    assert!(refused.contains("authority.pem"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), b"nothing");
}

#[cfg(unix)]
#[test]
fn keys_are_for_the_servers_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    own(&folder, &[], now()).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.tls()), 0o700);
    for name in ["authority.pem", "server.pem"] {
        assert_eq!(mode(&folder.tls().join(name)), 0o600, "{name}");
    }
}

#[test]
fn files_must_belong_together_and_are_read_anew() {
    let folder = Folder::new();
    std::fs::create_dir_all(&folder.0).unwrap();
    let (cert, key) = (folder.0.join("cert.pem"), folder.0.join("key.pem"));
    let write = |name: &str| {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        std::fs::write(&cert, made.cert.pem()).unwrap();
        std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        made.signing_key.serialize_pem()
    };
    let first = write("a.example");
    let tls = Tls::files(cert.clone(), key.clone()).unwrap();
    write("b.example");
    tls.renew(now()).unwrap();

    std::fs::write(&key, first).unwrap();
    assert!(matches!(tls.renew(now()), Err(Trouble::Bad { .. })));
    assert!(Tls::files(cert.clone(), folder.0.join("none.pem")).is_err());
    assert!(tls.authority().is_none());
}
