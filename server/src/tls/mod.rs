//! TLS: certificates from files or from the own authority, renewed while the server runs.

mod authority;
pub mod names;
mod validity;

pub use authority::Authority;

use libero_domain::time::Timestamp;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

/// Why there is no usable certificate; one line.
#[derive(Debug)]
pub enum Trouble {
    File {
        path: PathBuf,
        error: io::Error,
    },
    /// No certificate and key that belong together.
    Bad {
        path: PathBuf,
    },
    /// The own authority was made when this name was not known.
    NotCovered {
        name: String,
        folder: PathBuf,
    },
    Crypto(String),
}

impl Trouble {
    fn file(path: &Path, error: io::Error) -> Self {
        Self::File { path: path.to_owned(), error }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Bad { path } => write!(f, "{}: no certificate with its private key in PEM", path.display()),
            Self::NotCovered { name, folder } => write!(
                f,
                "the local authority cannot vouch for {name}; to make a new one, which every device must install, \
                 move {} away",
                folder.display()
            ),
            Self::Crypto(error) => write!(f, "certificate: {error}"),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<rcgen::Error> for Trouble {
    fn from(error: rcgen::Error) -> Self {
        Self::Crypto(error.to_string())
    }
}

impl From<tokio_rustls::rustls::Error> for Trouble {
    fn from(error: tokio_rustls::rustls::Error) -> Self {
        Self::Crypto(error.to_string())
    }
}

/// The server's side of TLS 1.2 and 1.3, for HTTP/2 and HTTP/1.1.
pub struct Tls {
    config: Arc<ServerConfig>,
    current: Arc<Current>,
    source: Source,
}

enum Source {
    Files { cert: PathBuf, key: PathBuf },
    Own { folder: PathBuf, needed: Vec<String>, authority: RwLock<Arc<Authority>> },
}

impl Tls {
    /// A certificate chain and its key, both PEM.
    ///
    /// # Errors
    /// A file cannot be read, or they do not belong together.
    pub fn files(cert: PathBuf, key: PathBuf) -> Result<Self, Trouble> {
        let certified = read(&cert, &key)?;
        Self::new(certified, Source::Files { cert, key })
    }

    /// The own authority in `folder`, made at the first start. `needed` are names and addresses that the
    /// certificate must hold beside those of [`names::local`].
    ///
    /// # Errors
    /// The folder cannot be used, or a needed name is out of the authority's reach.
    pub fn own(folder: PathBuf, needed: Vec<String>, now: Timestamp) -> Result<Self, Trouble> {
        let (authority, certified) = authority::open(&folder, &names::local(), &needed, now)?;
        Self::new(certified, Source::Own { folder, needed, authority: RwLock::new(Arc::new(authority)) })
    }

    fn new(certified: CertifiedKey, source: Source) -> Result<Self, Trouble> {
        let current = Arc::new(Current(RwLock::new(Arc::new(certified))));
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(current.clone());
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self { config: Arc::new(config), current, source })
    }

    pub fn acceptor(&self) -> TlsAcceptor {
        self.config.clone().into()
    }

    /// The own authority, if this server has one.
    pub fn authority(&self) -> Option<Arc<Authority>> {
        match &self.source {
            Source::Files { .. } => None,
            Source::Own { authority, .. } => {
                Some(authority.read().unwrap_or_else(PoisonError::into_inner).clone())
            }
        }
    }

    /// Reads files anew, or renews what ends soon or lacks a new name of the machine. New connections get
    /// the new certificate. Touches the disk: not for an async task.
    ///
    /// # Errors
    /// As at the start; the certificate in use stays.
    pub fn renew(&self, now: Timestamp) -> Result<(), Trouble> {
        let certified = match &self.source {
            Source::Files { cert, key } => read(cert, key)?,
            Source::Own { folder, needed, authority } => {
                let (renewed, certified) = authority::open(folder, &names::local(), needed, now)?;
                *authority.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(renewed);
                certified
            }
        };
        *self.current.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(certified);
        Ok(())
    }
}

fn read(cert: &Path, key: &Path) -> Result<CertifiedKey, Trouble> {
    let pem = |path: &Path| std::fs::read(path).map_err(|error| Trouble::file(path, error));
    let bad = |path: &Path| Trouble::Bad { path: path.to_owned() };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem(cert)?).collect();
    let chain = chain.ok().filter(|chain| !chain.is_empty()).ok_or_else(|| bad(cert))?;
    let private = PrivateKeyDer::from_pem_slice(&pem(key)?).map_err(|_| bad(key))?;
    CertifiedKey::from_der(chain, private, &ring::default_provider()).map_err(|_| bad(key))
}

/// The certificate for new connections.
#[derive(Debug)]
struct Current(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.read().unwrap_or_else(PoisonError::into_inner).clone())
    }
}
