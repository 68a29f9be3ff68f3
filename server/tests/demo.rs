//! The demo story stands as it is told: what one finds after it has filled an empty house.

use libero_domain::client::{ClientFilter, ClientRow, Tier};
use libero_domain::contact_report::{ReportFilter, ReportRow, State};
use libero_domain::id::ClientId;
use libero_domain::page::Cursor;
use libero_domain::reader::Lang;
use libero_domain::rights::Actor;
use libero_domain::session::SignIn;
use libero_domain::today::Matter;
use libero_server::demo;
use libero_services::{
    Clock, Libero, LinkPaper, Papers, Secret, Setting, client, contact_report, detail, promise, read_back,
    session, today,
};
use libero_store::Db;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

struct NoPapers;

impl Papers for NoPapers {
    fn link_message(&self, paper: &LinkPaper<'_>) -> String {
        paper.url.to_owned()
    }
}

/// A filled house in a folder of its own.
struct House {
    folder: PathBuf,
    libero: Libero,
    password: String,
    took: Duration,
}

impl House {
    async fn filled() -> Self {
        let folder = std::env::temp_dir().join(format!("libero-demo-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let db = Db::sqlite(&folder.join("libero.db")).await.unwrap();
        let setting = Setting { public_url: "http://localhost".into(), demo: true };
        let clock = Clock::starting_at(demo::trade_now());
        let libero = Libero::new(db, clock, Secret::new([7; 32]), setting, Arc::new(NoPapers));
        let start = Instant::now();
        let password = demo::fill(&libero).await.unwrap().expect("an empty house is filled");
        Self { folder, libero, password, took: start.elapsed() }
    }

    async fn gone(self) {
        self.libero.db.close().await;
        std::fs::remove_dir_all(self.folder).unwrap();
    }

    /// Signs in with the password that the fill answered.
    async fn actor(&self, latin: &str) -> Actor {
        let form = SignIn {
            email: format!("{latin}@chakavand.example"),
            password: self.password.clone(),
            remember: false,
        };
        let (token, _) = session::sign_in(&self.libero, form, "127.0.0.1", "test").await.unwrap();
        session::find(&self.libero, token.expose()).await.unwrap().expect("a session").actor
    }

    async fn clients(&self, by: &Actor) -> (Vec<ClientRow>, u32, u32) {
        let (mut rows, mut after) = (Vec::new(), Cursor(None));
        loop {
            let list =
                client::list(&self.libero, by, ClientFilter::default(), after).await.unwrap();
            rows.extend(list.page.rows);
            if list.page.next.0.is_none() {
                return (rows, list.total, list.key);
            }
            after = list.page.next;
        }
    }

    async fn reports(&self, by: &Actor, client: ClientId) -> Vec<ReportRow> {
        let filter = ReportFilter { client: Some(client), state: None };
        contact_report::list(&self.libero, by, filter, Cursor(None)).await.unwrap().rows
    }
}

fn named<'a>(rows: &'a [ClientRow], latin: &str) -> &'a ClientRow {
    rows.iter().find(|row| row.client.latin == latin).unwrap()
}

#[tokio::test]
async fn probe() {
    let house = House::filled().await;
    println!("took {:?} {}", house.took, house.password);
    for who in ["leila.farahmand", "parisa.kavian", "farnaz.nabavi", "kian.bahrami", "mehrdad.azarang"] {
        let by = house.actor(who).await;
        println!("== {who}");
        let day = today::page(&house.libero, &by, Lang::En).await.unwrap();
        for row in &day.rows {
            println!("{:?} late={} {} {:?}", row.group, row.late, row.fact.client.latin, row.fact.matter);
        }
        let page = read_back::mine(&house.libero, &by).await.unwrap();
        for task in page.tasks {
            println!("rb {} {} given={} late={}", task.client.latin, task.detail.words, task.given, task.late);
        }
    }
    let leila = house.actor("leila.farahmand").await;
    let director = house.actor("mehrdad.azarang").await;
    let (rows, total, key) = house.clients(&director).await;
    println!("{total} {key}");
    for row in &rows {
        println!("{} {:?} {:?} {:?} {} {} {}", row.client.latin, row.tier, row.owner.as_ref().map(|o| o.latin.clone()), row.last_contact, row.cadence_days, row.open_promises, row.late_promises);
    }
    for name in ["Barfdasht Dairy", "Noazar Appliances", "Rahvar", "Sayesar Insurance"] {
        for row in house.reports(&leila, named(&rows, name).client.id).await {
            println!("{name} {:?} {:?} {}", row.number, row.state, row.held_on);
        }
    }
    let id = named(&rows, "Barfdasht Dairy").client.id;
    let register = detail::register(&house.libero, &leila, id, Cursor(None)).await.unwrap();
    for row in register.page.rows {
        let marks: Vec<_> = register.team.iter().map(|user| row.read_backs.iter().find(|mark| mark.user.id == user.id).map_or('-', |mark| if mark.given { 'v' } else { 'o' })).collect();
        println!("{} {:?} {:?} {:?} {:?} {marks:?}", row.words, row.weight, row.when, row.areas, row.source);
    }
    for row in promise::list(&house.libero, &leila, id, Cursor(None)).await.unwrap().rows {
        println!("{} {:?} {:?}", row.words, row.side, row.due);
    }
    house.gone().await;
}
