//! First figures, each beside its floor in the same run: what the machine itself needs for the same work.
//! Prints a table, and as its last line the figures as JSON. Start it through `cargo xtask bench`.

use axum::Router;
use axum::routing::get;
use libero_app::Assets;
use libero_domain::client::{ClientFields, ClientFilter, NewClient};
use libero_domain::command::Command;
use libero_domain::contact_report::{Entry, EntryKind, ReportBody, SaveReport};
use libero_domain::id::{ClientId, CommandId, EntryId, RecordId, ReportId};
use libero_domain::limits;
use libero_domain::record::{Author, Happening, Record, Subject};
use libero_domain::rights::Actor;
use libero_server::accept::{Limits, serve};
use libero_server::app::{Ground, build};
use libero_server::guard::Guard;
use libero_server::health::Ready;
use libero_server::pages::{Pages, routes};
use libero_server::site::Site;
use libero_services::{Clock, Libero, LinkPaper, Papers, Secret, Setting, agency, client, session};
use libero_store::{Db, contact_report as reports, record};
use serde_json::json;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const CLIENTS: usize = 1_000;
const CONNECTIONS: usize = 8;
const SPAN: Duration = Duration::from_secs(3);

struct NoPapers;

impl Papers for NoPapers {
    fn link_message(&self, paper: &LinkPaper<'_>) -> String {
        paper.url.to_owned()
    }
}

/// A figure and its floor: how often in a second, and how long the middle one took.
struct Figure {
    name: &'static str,
    rate: f64,
    p50_ms: f64,
    floor: &'static str,
    floor_rate: f64,
    floor_p50_ms: f64,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let folder = std::env::temp_dir().join(format!("libero-figures-{}", Uuid::now_v7()));
    std::fs::create_dir_all(&folder)?;
    let db = Db::sqlite(&folder.join("libero.db")).await?;
    let setting = Setting { public_url: "http://localhost".into(), demo: false };
    let libero = Arc::new(Libero::new(db, Clock::default(), Secret::random(), setting, Arc::new(NoPapers)));
    let (actor, cookie) = people(&libero).await?;
    let clients = clients(&libero, &actor).await?;
    let address = house(&libero).await?;

    let figures = vec![
        read_one(address, &cookie, clients[0]).await?,
        list_data(&libero, &actor, address, &cookie).await?,
        list_page(&libero, &actor, address, &cookie).await?,
        save(&libero, &actor, address, &cookie, &clients).await?,
    ];
    show(&figures);
    libero.db.close().await;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn told<T>(outcome: Result<T, libero_services::Fault>) -> Outcome<T> {
    outcome.map_err(|fault| fault.tell().into())
}

/// The agency with its first person, signed in.
async fn people(libero: &Libero) -> Outcome<(Actor, String)> {
    let code = told(agency::set_up_code(libero).await)?.ok_or("set up before")?;
    let form = json!({
        "code": code, "open": "9:00", "close": "17:00", "thursday": "off",
        "agency": { "name_fa": "آژانس چکاوند", "area_code": "21" },
        "person": { "name": "لیلا", "surname": "فرهمند", "email": "leila@example.com", "roles": ["director"] },
        "password": "mint green never grass", "again": "mint green never grass"
    });
    let (token, _) = told(agency::set_up(libero, serde_json::from_value(form)?, "127.0.0.1", "bench").await)?;
    let found = told(session::find(libero, token.expose()).await)?.ok_or("no session")?;
    Ok((found.actor, format!("libero={}", token.expose())))
}

async fn clients(libero: &Libero, by: &Actor) -> Outcome<Vec<ClientId>> {
    let mut ids = Vec::new();
    for n in 0..CLIENTS {
        let fields = ClientFields {
            name: format!("شرکت نمونهٔ {n}"),
            industry: "لبنیات".into(),
            ..ClientFields::default()
        };
        let id = ClientId(Uuid::now_v7());
        let command = Command { id: CommandId(Uuid::now_v7()), body: NewClient { id, fields } };
        told(client::create(libero, by, command).await)?;
        ids.push(id);
    }
    Ok(ids)
}

/// The whole server on loopback, with a fixed answer behind the same guard and the same question of who asks.
async fn house(libero: &Arc<Libero>) -> Outcome<SocketAddr> {
    let site = Site::built()?;
    let fixed = Router::new().route("/api/v1/fixed", get(async || axum::Json(json!({ "fixed": true }))));
    let pages = Pages {
        libero: Arc::clone(libero),
        assets: Arc::new(Assets::default()),
        build: "bench".into(),
        kit: false,
    };
    let ground = Ground { guard: Guard::default(), site, ready: Ready::new(async || Ok(())), tls: None };
    let app = build(ground, routes(pages).merge(fixed));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(listener, None, app, Limits::default(), std::future::pending()));
    Ok(address)
}

/// One connection that asks and waits, over and over.
struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    async fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Sends a request and reads its whole answer; answers the status.
    async fn ask(&mut self, method: &str, path: &str, cookie: &str, body: Option<&str>) -> Outcome<u16> {
        let text = body.unwrap_or_default();
        let kind = if body.is_some() { "content-type: application/json\r\n" } else { "" };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\nsec-fetch-site: same-origin\r\naccept: application/json\r\n{kind}content-length: {}\r\n\r\n{text}",
            text.len()
        );
        self.stream.write_all(head.as_bytes()).await?;
        self.buffer.clear();
        let end = loop {
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or("no status")?;
        if let Some(length) = head.lines().find_map(|line| line.strip_prefix("content-length: ")) {
            let whole = end + length.trim().parse::<usize>()?;
            while self.buffer.len() < whole {
                self.more().await?;
            }
        } else {
            while !self.buffer.ends_with(b"0\r\n\r\n") {
                self.more().await?;
            }
        }
        Ok(status)
    }

    async fn more(&mut self) -> Outcome<()> {
        let mut piece = [0; 16 * 1024];
        match self.stream.read(&mut piece).await? {
            0 => Err("the server closed the connection".into()),
            read => {
                self.buffer.extend_from_slice(&piece[..read]);
                Ok(())
            }
        }
    }
}

/// Asks on all connections for a span; `request` gives path and body of the n-th.
async fn over_http(
    address: SocketAddr,
    cookie: &str,
    method: &'static str,
    request: Arc<dyn Fn(u64) -> (String, Option<String>) + Send + Sync>,
) -> Outcome<(f64, f64)> {
    let count = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (count, cookie, request) = (Arc::clone(&count), cookie.to_owned(), Arc::clone(&request));
            tokio::spawn(async move {
                let mut line = Line::open(address).await?;
                let mut times = Vec::new();
                while begun.elapsed() < SPAN {
                    let (path, body) = request(count.fetch_add(1, Ordering::Relaxed));
                    let asked = Instant::now();
                    let status = line.ask(method, &path, &cookie, body.as_deref()).await?;
                    if status != 200 {
                        return Err(format!("{path} answered {status}").into());
                    }
                    times.push(asked.elapsed());
                }
                Outcome::Ok(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    Ok(measured(times, begun.elapsed()))
}

fn measured(mut times: Vec<Duration>, whole: Duration) -> (f64, f64) {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    (times.len() as f64 / whole.as_secs_f64(), middle.as_secs_f64() * 1_000.0)
}

async fn read_one(address: SocketAddr, cookie: &str, id: ClientId) -> Outcome<Figure> {
    let fixed = over_http(address, cookie, "GET", Arc::new(|_| ("/api/v1/fixed".into(), None))).await?;
    let body = json!({ "id": id }).to_string();
    let ask = move |_| ("/api/fn/v1/client_page".to_owned(), Some(body.clone()));
    let (rate, p50_ms) = over_http(address, cookie, "POST", Arc::new(ask)).await?;
    Ok(Figure {
        name: "read one client over HTTP",
        rate,
        p50_ms,
        floor: "fixed answer behind the same guard",
        floor_rate: fixed.0,
        floor_p50_ms: fixed.1,
    })
}

/// The same SQL run directly, on as many tasks as there are connections.
async fn list_directly(libero: &Arc<Libero>, by: &Actor) -> Outcome<(f64, f64)> {
    let begun = Instant::now();
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (libero, by) = (Arc::clone(libero), by.clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                while begun.elapsed() < SPAN {
                    let asked = Instant::now();
                    told(client::list(&libero, &by, ClientFilter::default(), Default::default()).await)?;
                    times.push(asked.elapsed());
                }
                Outcome::Ok(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    Ok(measured(times, begun.elapsed()))
}

async fn list_data(libero: &Arc<Libero>, by: &Actor, address: SocketAddr, cookie: &str) -> Outcome<Figure> {
    let direct = list_directly(libero, by).await?;
    let body = json!({ "filter": ClientFilter::default(), "after": null }).to_string();
    let ask = move |_| ("/api/fn/v1/list_clients".to_owned(), Some(body.clone()));
    let (rate, p50_ms) = over_http(address, cookie, "POST", Arc::new(ask)).await?;
    Ok(Figure {
        name: "list of 50 as data",
        rate,
        p50_ms,
        floor: "the same SQL run directly",
        floor_rate: direct.0,
        floor_p50_ms: direct.1,
    })
}

async fn list_page(libero: &Arc<Libero>, by: &Actor, address: SocketAddr, cookie: &str) -> Outcome<Figure> {
    let direct = list_directly(libero, by).await?;
    let (rate, p50_ms) = over_http(address, cookie, "GET", Arc::new(|_| ("/clients".into(), None))).await?;
    Ok(Figure {
        name: "list of 50 as a page",
        rate,
        p50_ms,
        floor: "the same SQL run directly",
        floor_rate: direct.0,
        floor_p50_ms: direct.1,
    })
}

/// A report as people write them: eight lines.
fn report(client: ClientId) -> ReportBody {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let mut body = ReportBody { client: Some(client), ..ReportBody::empty(day) };
    for n in 0..8 {
        let text = format!("اکران از شنبه شروع می‌شود و پل مدرس یک هفته بعد؛ بند {n}.");
        body.entries.push(Entry::new(EntryId(Uuid::now_v7()), EntryKind::Decision, &text));
    }
    body
}

async fn save(
    libero: &Arc<Libero>,
    by: &Actor,
    address: SocketAddr,
    cookie: &str,
    clients: &[ClientId],
) -> Outcome<Figure> {
    let floor = directly_in_groups(libero, by, clients).await?;
    let clients = clients.to_vec();
    let ask = move |n: u64| {
        let client = clients[n as usize % clients.len()];
        let save = SaveReport { id: ReportId(Uuid::now_v7()), version: 0, body: report(client) };
        let command = Command { id: CommandId(Uuid::now_v7()), body: save };
        ("/api/fn/v1/save_report".to_owned(), Some(json!({ "command": command }).to_string()))
    };
    let (rate, p50_ms) = over_http(address, cookie, "POST", Arc::new(ask)).await?;
    Ok(Figure {
        name: "durable save of a report",
        rate,
        p50_ms,
        floor: "the same rows written directly, 8 to a commit",
        floor_rate: floor.0,
        floor_p50_ms: floor.1,
    })
}

/// Report, search row, audit, timeline, outbox and command row, eight reports to one durable commit.
async fn directly_in_groups(libero: &Libero, by: &Actor, clients: &[ClientId]) -> Outcome<(f64, f64)> {
    let begun = Instant::now();
    let (mut times, mut n) = (Vec::new(), 0);
    while begun.elapsed() < SPAN {
        let asked = Instant::now();
        let now = libero.clock.now();
        let mut tx = libero.db.begin().await?;
        for _ in 0..8 {
            let client = clients[n % clients.len()];
            n += 1;
            let (id, body) = (ReportId(Uuid::now_v7()), report(client));
            let draft =
                reports::NewDraft { id, version: 1, client, author: by.user, body: &body, issue_due: now };
            reports::insert(&mut tx, &draft, now).await?;
            reports::index(&mut tx, id, client, &body.entries[0].text, now).await?;
            let record = Record {
                id: RecordId(Uuid::now_v7()),
                subject: Subject::Report,
                subject_id: id.0,
                client: Some(client),
                author: Author::User(by.user),
                happening: Happening::ReportDrafted,
                at: now,
            };
            record::put(&mut tx, &record).await?;
            tx.execute(
                "INSERT INTO command (user_key, id, request_hash, answer, at) VALUES ($1, $2, $3, $4, $5)",
                libero_store::args!["bench", Uuid::now_v7(), "hash", "{}", now],
            )
            .await?;
        }
        tx.commit().await?;
        times.extend(std::iter::repeat_n(asked.elapsed(), 8));
    }
    Ok(measured(times, begun.elapsed()))
}

fn show(figures: &[Figure]) {
    println!(
        "{CONNECTIONS} connections, {CLIENTS} clients, {} rows a page, SQLite with synchronous=FULL\n",
        limits::PAGE_ROWS
    );
    println!(
        "{:<28} {:>9} {:>9}   {:<46} {:>9} {:>9} {:>6}",
        "work", "per s", "p50 ms", "floor", "per s", "p50 ms", "share"
    );
    for of in figures {
        println!(
            "{:<28} {:>9.0} {:>9.2}   {:<46} {:>9.0} {:>9.2} {:>5.0}%",
            of.name,
            of.rate,
            of.p50_ms,
            of.floor,
            of.floor_rate,
            of.floor_p50_ms,
            of.rate / of.floor_rate * 100.0
        );
    }
    let rows: Vec<_> = figures
        .iter()
        .map(|of| {
            json!({ "work": of.name, "per_second": of.rate, "p50_ms": of.p50_ms, "floor": of.floor,
                    "floor_per_second": of.floor_rate, "floor_p50_ms": of.floor_p50_ms })
        })
        .collect();
    println!("{}", json!({ "figures": rows }));
}
