//! An authority of this server's own, for offices without a public name. It can vouch for local names and
//! private addresses only, so whoever stole its key could not pose as any other site.

use super::Trouble;
use super::names::{LOCAL_ENDINGS, PRIVATE};
use super::validity::holds_at;
use libero_domain::time::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::ServerCertVerifier;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::sign::CertifiedKey;

const AUTHORITY_DAYS: i64 = 3_650;
/// Within the 825 days that Apple's systems accept.
const SERVER_DAYS: i64 = 397;
/// A certificate with less than this left is renewed.
const RENEW_DAYS: i64 = 30;
/// Before the authority itself ends, its devices need time to install the next one.
const WARN_DAYS: i64 = 180;

/// Certificate and key in one file, so that a crash cannot part them.
const AUTHORITY_FILE: &str = "authority.pem";
const SERVER_FILE: &str = "server.pem";
/// The authority's certificate alone, to carry to devices.
const SHARED_FILE: &str = "libero.crt";

pub struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
    verifier: Arc<WebPkiServerVerifier>,
}

impl Authority {
    /// DER.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// SHA-256 of the certificate as systems show it: pairs of hexadecimal digits between colons.
    pub fn fingerprint(&self) -> String {
        Sha256::digest(&self.certificate)
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect::<Vec<_>>()
            .join(":")
    }
}

/// The authority in `folder` and its certificate for this server; what is missing or ends soon is made.
/// `local` names outside the authority's reach are left out; `needed` ones must be within.
pub(super) fn open(
    folder: &Path,
    local: &[String],
    needed: &[String],
    now: Timestamp,
) -> Result<(Authority, CertifiedKey), Trouble> {
    create_private_folder(folder).map_err(|error| Trouble::file(folder, error))?;
    let mut names = local.to_vec();
    names.extend(needed.iter().filter(|name| !local.contains(name)).cloned());

    let authority = Authority::open(folder, &names, now)?;
    let mut covered = Vec::new();
    for name in names {
        if authority.reaches(&name, now)? {
            covered.push(name);
        } else if needed.contains(&name) {
            return Err(Trouble::NotCovered { name, folder: folder.to_owned() });
        } else {
            tracing::warn!(name, "the local authority cannot vouch for this name of the machine");
        }
    }
    let key = match authority.kept(folder, &covered, now) {
        Some(key) => key,
        None => authority.renew(folder, &covered, now)?,
    };
    Ok((authority, key))
}

impl Authority {
    fn open(folder: &Path, names: &[String], now: Timestamp) -> Result<Self, Trouble> {
        let path = folder.join(AUTHORITY_FILE);
        let pem = match fs::read(&path) {
            Ok(pem) => pem,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::make(folder, names, now),
            Err(error) => return Err(Trouble::file(&path, error)),
        };
        let bad = || Trouble::Bad { path: path.clone() };
        let certificate = CertificateDer::from_pem_slice(&pem).map_err(|_| bad())?;
        let key = PrivateKeyDer::from_pem_slice(&pem).map_err(|_| bad())?;
        let key = KeyPair::try_from(&key).map_err(|_| bad())?;
        if !holds_at(&certificate, now.plus_days(RENEW_DAYS)) {
            tracing::warn!("the local authority ends; every device must install the new one");
            return Self::make(folder, names, now);
        }
        if !holds_at(&certificate, now.plus_days(WARN_DAYS)) {
            tracing::warn!("the local authority ends within {WARN_DAYS} days");
        }
        Self::new(certificate, key)
    }

    fn make(folder: &Path, names: &[String], now: Timestamp) -> Result<Self, Trouble> {
        let key = KeyPair::generate()?;
        let mut params = named(&key);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.name_constraints =
            Some(NameConstraints { permitted_subtrees: reach(names), excluded_subtrees: Vec::new() });
        lasts(&mut params, now, AUTHORITY_DAYS);
        let certificate = params.self_signed(&key)?;

        keep(folder, AUTHORITY_FILE, (certificate.pem() + &key.serialize_pem()).as_bytes())?;
        keep(folder, SHARED_FILE, certificate.der())?;
        Self::new(certificate.der().clone(), key)
    }

    fn new(certificate: CertificateDer<'static>, key: KeyPair) -> Result<Self, Trouble> {
        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone())?;
        let provider = Arc::new(ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(roots.into(), provider)
            .build()
            .map_err(|error| Trouble::Crypto(error.to_string()))?;
        Ok(Self { certificate, issuer: Issuer::new(named(&key), key), verifier })
    }

    /// The kept certificate, if it will hold for all names long enough.
    fn kept(&self, folder: &Path, names: &[String], now: Timestamp) -> Option<CertifiedKey> {
        let pem = fs::read(folder.join(SERVER_FILE)).ok()?;
        let certificate = CertificateDer::from_pem_slice(&pem).ok()?;
        let key = PrivateKeyDer::from_pem_slice(&pem).ok()?;
        let moments = [now, now.plus_days(RENEW_DAYS)];
        let holds = names.iter().all(|name| moments.iter().all(|at| self.vouches(&certificate, name, *at)));
        holds.then(|| CertifiedKey::from_der(vec![certificate], key, &ring::default_provider()).ok())?
    }

    fn renew(&self, folder: &Path, names: &[String], now: Timestamp) -> Result<CertifiedKey, Trouble> {
        let key = KeyPair::generate()?;
        let certificate = self.sign(&key, names, now)?;
        keep(folder, SERVER_FILE, (certificate.pem() + &key.serialize_pem()).as_bytes())?;
        tracing::info!(?names, "new certificate by the local authority");
        let private = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes());
        let private = private.map_err(|error| Trouble::Crypto(error.to_string()))?;
        Ok(CertifiedKey::from_der(vec![certificate.der().clone()], private, &ring::default_provider())?)
    }

    fn sign(&self, key: &KeyPair, names: &[String], now: Timestamp) -> Result<rcgen::Certificate, Trouble> {
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, "Libero");
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        lasts(&mut params, now, SERVER_DAYS);
        Ok(params.signed_by(key, &self.issuer)?)
    }

    /// Whether a certificate for this name would be believed, asked of the very check that clients make.
    fn reaches(&self, name: &str, now: Timestamp) -> Result<bool, Trouble> {
        let Ok(probe) = self.sign(self.issuer.key(), &[name.to_owned()], now) else { return Ok(false) };
        Ok(self.vouches(probe.der(), name, now))
    }

    fn vouches(&self, certificate: &CertificateDer<'_>, name: &str, at: Timestamp) -> bool {
        let at = UnixTime::since_unix_epoch(since_epoch(at));
        ServerName::try_from(name)
            .is_ok_and(|name| self.verifier.verify_server_cert(certificate, &[], &name, &[], at).is_ok())
    }
}

/// The authority's name comes from its key, so that the name need not be read from its certificate.
fn named(key: &KeyPair) -> CertificateParams {
    let mark: String =
        Sha256::digest(key.public_key_raw())[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "Libero");
    params.distinguished_name.push(DnType::CommonName, format!("Libero {mark}"));
    params
}

/// Local endings, private networks, and the names of the day the authority is made.
fn reach(names: &[String]) -> Vec<GeneralSubtree> {
    let endings = LOCAL_ENDINGS.iter().map(|ending| GeneralSubtree::DnsName((*ending).into()));
    let networks = PRIVATE.iter().map(|(base, bits)| subnet(*base, *bits));
    let own = names.iter().map(|name| match name.parse::<IpAddr>() {
        Ok(ip) => subnet(ip, if ip.is_ipv4() { 32 } else { 128 }),
        Err(_) => GeneralSubtree::DnsName(name.clone()),
    });
    endings.chain(networks).chain(own).collect()
}

fn subnet(base: IpAddr, bits: u8) -> GeneralSubtree {
    GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(base, bits))
}

/// From a day ago, for devices whose clock is late, to `days` from now.
fn lasts(params: &mut CertificateParams, now: Timestamp, days: i64) {
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    params.not_before = epoch + since_epoch(now.plus_days(-1));
    params.not_after = epoch + since_epoch(now.plus_days(days));
}

fn since_epoch(at: Timestamp) -> Duration {
    Duration::from_secs(u64::try_from(at.0 / 1000).unwrap_or(0))
}

fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Replaces a file, readable by this user only, whole or not at all.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
    let (path, fresh) = (folder.join(name), folder.join(format!("{name}.new")));
    let write = || {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        if fresh.exists() {
            fs::remove_file(&fresh)?;
        }
        let mut file = options.open(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&fresh, &path)?;
        // A renamed file is safe from a power cut when its folder is; only Unix opens folders.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    };
    write().map_err(|error| Trouble::file(&path, error))
}
