//! `libero`: reads the command line and runs what it asks for.

use clap::Parser;
use libero_app::Assets;
use libero_domain::time::Timestamp;
use libero_server::accept::{Limits, open_files, serve};
use libero_server::app::{Ground, build};
use libero_server::config::{Cli, Command, Serve, Transport};
use libero_server::guard::Guard;
use libero_server::health::Ready;
use libero_server::house;
use libero_server::pages::{Pages, routes};
use libero_server::site::Site;
use libero_server::tls::{Tls, names};
use libero_server::{demo, install, logging};
use libero_services::{Libero, agency, housekeeping};
use std::cell::Cell;
use std::error::Error;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::time::{Instant, timeout_at};

/// Files that the data base and the site need beside the connections.
const FILES_KEPT: usize = 256;
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(3_600);
const RENEW_EVERY: Duration = Duration::from_secs(3_600);

fn main() -> ExitCode {
    let Command::Serve(options) = Cli::parse().command;
    logging::start(options.log);
    let ended = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(run(&options)));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("libero: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Serve) -> Result<(), Box<dyn Error>> {
    let transport = options.transport()?;
    let site = Site::built()?;
    let tls = open_tls(options, transport)?;
    let guard = Guard {
        build: site.manifest().build.clone(),
        trusted: options.trusted(),
        public_url: options.public_url.clone(),
        proxies_only: options.proxies_only(),
        ..Guard::default()
    };
    let commands = guard.commands.clone();
    let limits = limits(options);
    let grace = limits.stop;
    let listener = TcpListener::bind(options.listen).await;
    let listener = listener.map_err(|error| format!("cannot listen on {}: {error}", options.listen))?;

    let story = (options.demo && !options.demo_now).then(demo::trade_now);
    let url = public_url(options, &listener, tls.is_some())?;
    let libero = Arc::new(house::open(options, url.clone(), story).await?);
    let welcome = welcome(options, &libero).await?;
    tokio::spawn(keep_house(libero.clone()));
    let pages = routes(Pages {
        libero: libero.clone(),
        assets: Arc::new(assets(&site)),
        build: site.manifest().build.clone(),
        kit: options.demo,
    });
    let ready = {
        let db = libero.db.clone();
        Ready::new(move || {
            let db = db.clone();
            async move { db.ping().await.map_err(|_| "store") }
        })
    };
    let app = build(Ground { guard, site, ready, tls: tls.clone() }, pages);
    announce(&listener, &url, tls.as_deref(), welcome.as_deref())?;
    let signal = stop_signal()?;
    let end = Cell::new(Instant::now());
    let stop = async {
        signal.await;
        end.set(Instant::now() + grace);
    };
    serve(listener, tls.map(|tls| tls.acceptor()), app, limits, stop).await;

    // Clients may have left while their commands go on; connections and commands share one grace.
    if timeout_at(end.get(), commands.finished()).await.is_err() {
        tracing::warn!("stopped before all commands ended");
    }
    libero.db.close().await;
    Ok(())
}

/// Forgets each hour what is kept for a time only.
async fn keep_house(libero: Arc<Libero>) {
    loop {
        if let Err(trouble) = housekeeping::tidy(&libero).await {
            tracing::warn!(error = %trouble.tell(), "housekeeping waits for its next hour");
        }
        tokio::time::sleep(HOUSEKEEPING_EVERY).await;
    }
}

/// What links begin with: the declared address, else one that reaches the listener.
fn public_url(options: &Serve, listener: &TcpListener, tls: bool) -> io::Result<String> {
    if let Some(url) = &options.public_url {
        return Ok(url.to_string());
    }
    let mut address = listener.local_addr()?;
    if address.ip().is_unspecified() {
        address.set_ip(names::outward().unwrap_or(Ipv4Addr::LOCALHOST.into()));
    }
    let scheme = if tls { "https" } else { "http" };
    Ok(format!("{scheme}://{address}"))
}

/// Fills the demo, or makes the code that guards the first set-up; answers the line for the console.
async fn welcome(options: &Serve, libero: &Libero) -> Result<Option<String>, Box<dyn Error>> {
    if options.demo {
        let password = demo::fill(libero).await.map_err(|fault| fault.tell())?;
        return Ok(password.map(|password| format!("demo password: {password}")));
    }
    let code = agency::set_up_code(libero).await.map_err(|fault| fault.tell())?;
    Ok(code.map(|code| format!("set-up code: {code}")))
}

/// The build's files as pages name them.
fn assets(site: &Site) -> Assets {
    let manifest = site.manifest();
    let named = |file: &Option<String>| file.clone().unwrap_or_default();
    Assets {
        js: named(&manifest.js),
        wasm: named(&manifest.wasm),
        css: named(&manifest.css),
        fonts: manifest.fonts.clone(),
        reload: cfg!(debug_assertions) && std::env::var_os("LIBERO_DEV").is_some(),
    }
}

fn open_tls(options: &Serve, transport: Transport) -> Result<Option<Arc<Tls>>, Box<dyn Error>> {
    let tls = match transport {
        Transport::Plain => return Ok(None),
        Transport::Files { cert, key } => Tls::files(cert, key)?,
        Transport::Own => {
            let listen = options.listen.ip().to_canonical();
            let address = (!listen.is_unspecified()).then(|| listen.to_string());
            let host = options.public_url.as_ref().map(|url| url.host().trim_matches(['[', ']']).to_owned());
            Tls::own(options.data.join("tls"), address.into_iter().chain(host).collect(), now())?
        }
    };
    let tls = Arc::new(tls);
    tokio::spawn(keep_fresh(tls.clone()));
    Ok(Some(tls))
}

async fn keep_fresh(tls: Arc<Tls>) {
    loop {
        tokio::time::sleep(RENEW_EVERY).await;
        let tls = tls.clone();
        let renewed = tokio::task::spawn_blocking(move || tls.renew(now())).await;
        match renewed {
            Ok(Ok(())) => {}
            Ok(Err(trouble)) => tracing::error!(%trouble, "the certificate stays as it is"),
            Err(error) => tracing::error!(%error, "the certificate stays as it is"),
        }
    }
}

/// As many connections as the system's limit on open files leaves room for.
fn limits(options: &Serve) -> Limits {
    let mut limits = Limits { proxies: options.trusted(), ..Limits::default() };
    if let Some(files) = open_files() {
        let room = files.saturating_sub(FILES_KEPT).max(files / 2);
        if room < limits.connections {
            tracing::warn!(
                files,
                connections = room,
                "few open files are allowed, so fewer connections are taken"
            );
            limits.connections = room;
        }
    }
    limits
}

/// Tells on standard output that connections are taken, and what to compare a certificate with.
fn announce(listener: &TcpListener, url: &str, tls: Option<&Tls>, welcome: Option<&str>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let scheme = if tls.is_some() { "https" } else { "http" };
    let address = listener.local_addr()?;
    if let Some(welcome) = welcome {
        writeln!(out, "{welcome}")?;
    }
    writeln!(out, "listening on {scheme}://{address}")?;
    if let Some(authority) = tls.and_then(Tls::authority) {
        writeln!(out, "certificate to install on each device: {url}{}", install::PATH)?;
        writeln!(out, "its SHA-256 fingerprint: {}", authority.fingerprint())?;
    }
    out.flush()
}

/// Ready when the system or a person asks the process to end.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut ended, mut interrupted) =
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(async move {
            tokio::select! {
                _ = ended.recv() => {}
                _ = interrupted.recv() => {}
            }
            tracing::info!("stopping");
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot wait for Ctrl C");
            std::future::pending::<()>().await;
        }
    })
}

#[expect(clippy::disallowed_methods, reason = "certificates live by the machine's clock")]
fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
