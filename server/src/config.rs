//! The command line and its environment. Every option of `serve` can also be given as `LIBERO_…`.

use crate::address::{Network, Trusted};
use crate::logging;
use axum::http::Uri;
use axum::http::uri::Authority;
use clap::{ArgAction, Args, Parser, Subcommand};
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

#[derive(Debug, Parser)]
#[command(name = "libero", version, about = "Client relations of an advertising agency")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves pages and data until it is told to stop.
    Serve(Box<Serve>),
}

#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Folder of the data base, the certificates and all else that is kept.
    #[arg(long, env = "LIBERO_DATA", value_name = "DIR", default_value = "data")]
    pub data: PathBuf,

    /// Address and port to listen on.
    #[arg(long, env = "LIBERO_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// PostgreSQL; without it SQLite in the data folder.
    #[arg(long, env = "LIBERO_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<Secret>,

    /// Fills an empty data folder with the demo agency and stops its clock in the story; loopback only.
    #[arg(long, env = "LIBERO_DEMO", action = ArgAction::SetTrue)]
    pub demo: bool,

    /// The demo with the real clock.
    #[arg(long, env = "LIBERO_DEMO_NOW", action = ArgAction::SetTrue)]
    pub demo_now: bool,

    /// Certificate chain, PEM.
    #[arg(long, env = "LIBERO_TLS_CERT", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,

    /// Private key of the certificate, PEM.
    #[arg(long, env = "LIBERO_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,

    /// A certificate by an authority of this server's own, which each device must install once.
    #[arg(long, env = "LIBERO_TLS_SELF", action = ArgAction::SetTrue)]
    pub tls_self: bool,

    /// Addresses or networks of the proxies in front, whose X-Forwarded-For and -Proto are believed.
    #[arg(long, env = "LIBERO_BEHIND_PROXY", value_name = "CIDR", value_delimiter = ',')]
    pub behind_proxy: Vec<Network>,

    /// The address that people use, such as https://libero.example.
    #[arg(long, env = "LIBERO_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// How the log is written.
    #[arg(long, env = "LIBERO_LOG", value_enum, default_value = "text")]
    pub log: logging::Format,
}

/// How bytes travel between a browser, or the proxy, and this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Within this machine, or from a declared proxy.
    Plain,
    Files {
        cert: PathBuf,
        key: PathBuf,
    },
    /// Certificates of the own authority.
    Own,
}

/// Why these options do not go together; one line for the person who gave them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    PlainOnNetwork(SocketAddr),
    HalfCertificate,
    TwoCertificates,
    DemoOnNetwork,
    DemoNowAlone,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PlainOnNetwork(addr) => write!(
                f,
                "plain http on {addr} would send passwords readably over the network: give --tls-self, or \
                 --tls-cert and --tls-key, or declare the proxy in front with --behind-proxy, or listen on 127.0.0.1"
            ),
            Self::HalfCertificate => f.write_str("--tls-cert and --tls-key must be given together"),
            Self::TwoCertificates => f.write_str("--tls-self and --tls-cert exclude each other"),
            Self::DemoOnNetwork => {
                f.write_str("--demo has known persons: it listens on loopback only, behind no proxy")
            }
            Self::DemoNowAlone => f.write_str("--demo-now belongs to --demo"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Serve {
    /// Checks the options against each other.
    ///
    /// # Errors
    /// The first contradiction, or plain http towards a network.
    pub fn transport(&self) -> Result<Transport, Refusal> {
        let loopback = self.listen.ip().to_canonical().is_loopback();
        if self.demo_now && !self.demo {
            return Err(Refusal::DemoNowAlone);
        }
        if self.demo && !(loopback && self.behind_proxy.is_empty()) {
            return Err(Refusal::DemoOnNetwork);
        }
        match (&self.tls_cert, &self.tls_key, self.tls_self) {
            (None, None, true) => Ok(Transport::Own),
            (_, _, true) => Err(Refusal::TwoCertificates),
            (Some(cert), Some(key), false) => Ok(Transport::Files { cert: cert.clone(), key: key.clone() }),
            (None, None, false) if loopback || !self.behind_proxy.is_empty() => Ok(Transport::Plain),
            (None, None, false) => Err(Refusal::PlainOnNetwork(self.listen)),
            _ => Err(Refusal::HalfCertificate),
        }
    }

    pub fn trusted(&self) -> Trusted {
        Trusted(self.behind_proxy.clone())
    }

    /// Plain http on an address that others reach: they must come through the declared proxies.
    pub fn proxies_only(&self) -> bool {
        self.transport() == Ok(Transport::Plain) && !self.listen.ip().to_canonical().is_loopback()
    }
}

/// A text that never appears in logs or help.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

/// Scheme and host of the address that people use; no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    pub https: bool,
    pub authority: Authority,
}

impl PublicUrl {
    pub fn host(&self) -> &str {
        self.authority.host()
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.authority)
    }
}

/// The text is no `http(s)://host[:port]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadUrl;

impl fmt::Display for BadUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("give scheme and host only, such as https://libero.example")
    }
}

impl std::error::Error for BadUrl {}

impl FromStr for PublicUrl {
    type Err = BadUrl;

    fn from_str(text: &str) -> Result<Self, BadUrl> {
        let uri: Uri = text.parse().map_err(|_| BadUrl)?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(BadUrl),
        };
        let authority =
            uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or(BadUrl)?;
        let bare = uri.path() == "/" && uri.query().is_none();
        if bare { Ok(Self { https, authority: authority.clone() }) } else { Err(BadUrl) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(options: &str) -> Serve {
        let words = ["libero", "serve"].into_iter().chain(options.split_whitespace());
        let Command::Serve(serve) = Cli::try_parse_from(words).unwrap().command;
        *serve
    }

    fn transport(options: &str) -> Result<Transport, Refusal> {
        serve(options).transport()
    }

    #[test]
    fn plain_http_stays_on_this_machine_or_behind_a_proxy() {
        assert_eq!(transport(""), Ok(Transport::Plain));
        assert_eq!(transport("--listen [::1]:80"), Ok(Transport::Plain));
        assert_eq!(transport("--listen 0.0.0.0:80 --behind-proxy 10.0.0.1"), Ok(Transport::Plain));
        assert_eq!(
            transport("--listen 0.0.0.0:80"),
            Err(Refusal::PlainOnNetwork("0.0.0.0:80".parse().unwrap()))
        );
        assert_eq!(transport("--listen 0.0.0.0:80 --tls-self"), Ok(Transport::Own));
        assert!(serve("--listen 0.0.0.0:80 --behind-proxy 10.0.0.1").proxies_only());
        assert!(!serve("--behind-proxy 127.0.0.1,10.0.0.0/8").proxies_only());
    }

    #[test]
    fn half_a_certificate_is_none() {
        let both = Transport::Files { cert: "a".into(), key: "b".into() };
        assert_eq!(transport("--tls-cert a --tls-key b"), Ok(both));
        assert_eq!(transport("--tls-cert a"), Err(Refusal::HalfCertificate));
        assert_eq!(transport("--tls-key b"), Err(Refusal::HalfCertificate));
        assert_eq!(transport("--tls-key b --tls-self"), Err(Refusal::TwoCertificates));
    }

    #[test]
    fn the_demo_is_for_this_machine() {
        assert_eq!(transport("--demo --demo-now"), Ok(Transport::Plain));
        assert_eq!(transport("--demo-now"), Err(Refusal::DemoNowAlone));
        assert_eq!(transport("--demo --listen 0.0.0.0:80 --tls-self"), Err(Refusal::DemoOnNetwork));
        assert_eq!(transport("--demo --behind-proxy 127.0.0.1"), Err(Refusal::DemoOnNetwork));
    }

    #[test]
    fn a_public_address_is_scheme_and_host() {
        let url: PublicUrl = "https://libero.example:8443/".parse().unwrap();
        assert_eq!((url.host(), url.to_string().as_str()), ("libero.example", "https://libero.example:8443"));
        for bad in ["libero.example", "ftp://x", "https://x/path", "https://a@b", "https://x?y", ""] {
            assert_eq!(bad.parse::<PublicUrl>(), Err(BadUrl), "{bad}");
        }
    }

    #[test]
    fn a_refusal_is_one_line_and_a_secret_is_not_shown() {
        assert!(!Refusal::PlainOnNetwork("0.0.0.0:80".parse().unwrap()).to_string().contains('\n'));
        let serve = serve("--database-url postgres://canary");
        assert!(!format!("{serve:?}").contains("canary"));
    }
}
