//! The demo story stands as it is told: what one finds after it has filled an empty house.

use libero_domain::client::{ClientFilter, ClientRow, Tier};
use libero_domain::contact_report::{ReportFilter, ReportRow, State};
use libero_domain::detail::Weight;
use libero_domain::id::ClientId;
use libero_domain::office::WeekKind;
use libero_domain::page::Cursor;
use libero_domain::promise::{PromiseState, Side};
use libero_domain::reader::Lang;
use libero_domain::rights::Actor;
use libero_domain::session::SignIn;
use libero_domain::time::Zone;
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
}

impl House {
    async fn filled() -> Self {
        let folder = std::env::temp_dir().join(format!("libero-demo-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let db = Db::sqlite(&folder.join("libero.db")).await.unwrap();
        let setting = Setting { public_url: "http://localhost".into(), demo: true };
        let clock = Clock::starting_at(demo::trade_now());
        let libero = Libero::new(db, clock, Secret::new([7; 32]), setting, Arc::new(NoPapers));
        let password = demo::fill(&libero).await.unwrap().expect("an empty house is filled");
        Self { folder, libero, password }
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
            let list = client::list(&self.libero, by, ClientFilter::default(), after).await.unwrap();
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

/// Year and place in it.
fn number(row: &ReportRow) -> Option<(i32, u32)> {
    row.number.map(|number| (number.year, number.sequence))
}

#[tokio::test]
async fn the_story_stands_as_it_is_told() {
    let house = House::filled().await;
    let leila = house.actor("leila.farahmand").await;
    clients(&house, &leila).await;
    reports(&house, &leila).await;
    register(&house, &leila).await;
    promises(&house, &leila).await;
    day(&house, &leila).await;
    told_once(&house, &leila).await;
    house.gone().await;
}

async fn clients(house: &House, leila: &Actor) {
    let director = house.actor("mehrdad.azarang").await;
    let (rows, total, key) = house.clients(&director).await;
    assert_eq!((rows.len(), total, key), (42, 42, 9));
    assert_eq!(rows.iter().filter(|row| row.tier == Tier::Key).count(), 9);
    let today = Zone::tehran().date(demo::trade_now());
    for (latin, days) in [
        ("Barfdasht Dairy", 1),
        ("Sayesar Insurance", 3),
        ("Noazar Appliances", 0),
        ("Rahvar", 13),
        ("Mahpouyesh Pharma", 2),
        ("Gandomineh Bakery", 9),
        ("Zeytounzar Oils", 5),
        ("Kashanak Homes", 18),
        ("Parsehgasht Tours", 4),
        ("Tabanro Lighting", 11),
        ("Abrang Paints", 8),
        ("Hamnava", 3),
        ("Javaneh Seeds", 7),
        ("Dook & Nakh", 6),
        ("Varza Agri", 21),
    ] {
        let last = named(&rows, latin).last_contact.unwrap();
        assert_eq!((today - last).num_days(), days, "{latin}");
    }
    for row in &rows {
        assert!(row.owner.is_some(), "{} has an owner", row.client.latin);
        let page = client::page(&house.libero, &director, row.client.id).await.unwrap();
        assert!(!page.people.is_empty(), "{} has people", row.client.latin);
    }
    let (own, ..) = house.clients(leila).await;
    for latin in ["Barfdasht Dairy", "Sayesar Insurance", "Noazar Appliances", "Rahvar"] {
        assert_eq!(named(&own, latin).owner.as_ref().map(|owner| owner.id), Some(leila.user), "{latin}");
    }
}

async fn reports(house: &House, leila: &Actor) {
    let (rows, ..) = house.clients(leila).await;
    let mut told = house.reports(leila, named(&rows, "Barfdasht Dairy").client.id).await;
    told.sort_by_key(number);
    let numbers: Vec<_> = told.iter().map(number).collect();
    assert_eq!(numbers, (1..=12).map(|sequence| Some((1405, sequence))).collect::<Vec<_>>());
    assert!(told.iter().all(|row| row.state == State::Accepted));
    assert!(told.is_sorted_by_key(|row| row.held_on), "later numbers tell of later days");
    let last: Vec<_> = told[10..].iter().map(|row| row.held_on.to_string()).collect();
    assert_eq!(last, ["2027-02-06", "2027-02-09"]);

    let noazar = house.reports(leila, named(&rows, "Noazar Appliances").client.id).await;
    let objected: Vec<_> = noazar.iter().filter(|row| row.state == State::Objected).map(number).collect();
    assert_eq!(objected, [Some((1405, 11))]);
    let rahvar = house.reports(leila, named(&rows, "Rahvar").client.id).await;
    let drafts: Vec<_> = rahvar.iter().filter(|row| row.state == State::Draft).collect();
    assert_eq!(drafts.len(), 1);
    assert_eq!((drafts[0].held_on.to_string().as_str(), drafts[0].entries), ("2027-02-09", 6));
}

/// The register, and who still has to read back.
async fn register(house: &House, leila: &Actor) {
    let (rows, ..) = house.clients(leila).await;
    let barfdasht = named(&rows, "Barfdasht Dairy").client.id;
    let register = detail::register(&house.libero, leila, barfdasht, Cursor(None)).await.unwrap();
    let weight = |weight| register.page.rows.iter().filter(|row| row.weight == weight).count();
    assert_eq!([weight(Weight::RedLine), weight(Weight::Taste), weight(Weight::Preference)], [3, 4, 3]);
    assert_eq!(register.open_read_backs, 2);

    for who in ["leila.farahmand", "parisa.kavian", "farnaz.nabavi", "amir.salimi", "hamed.torabi"] {
        assert_eq!(open_read_backs(house, who).await, 0, "{who}");
    }
    assert_eq!(open_read_backs(house, "niloufar.sadri").await, 0);
    assert_eq!(open_read_backs(house, "kian.bahrami").await, 2);
}

async fn open_read_backs(house: &House, who: &str) -> usize {
    let by = house.actor(who).await;
    let page = read_back::mine(&house.libero, &by).await.unwrap();
    page.tasks.iter().filter(|task| !task.given).count()
}

async fn promises(house: &House, leila: &Actor) {
    let (rows, ..) = house.clients(leila).await;
    let barfdasht = named(&rows, "Barfdasht Dairy");
    assert_eq!((barfdasht.open_promises, barfdasht.late_promises), (5, 1));
    let rows = promise::list(&house.libero, leila, barfdasht.client.id, Cursor(None)).await.unwrap().rows;
    let open = rows.iter().filter(|row| row.state == PromiseState::Open);
    let open: Vec<_> = open
        .map(|row| (row.owner_latin.as_str(), Zone::tehran().date(row.due).to_string(), row.side))
        .collect();
    let row = |owner, due: &str, side| (owner, due.to_owned(), side);
    assert_eq!(open.len(), 5);
    for expected in [
        row("Hamed Torabi", "2027-02-09", Side::Ours),
        row("Hamed Torabi", "2027-02-13", Side::Ours),
        row("Kian Bahrami", "2027-02-14", Side::Ours),
        row("Farnaz Nabavi", "2027-02-24", Side::Ours),
        row("Soheil Gorji", "2027-02-14", Side::Theirs),
    ] {
        assert!(open.contains(&expected), "{expected:?} is open");
    }
    assert!(rows.len() > open.len(), "earlier ones are kept");
}

async fn day(house: &House, leila: &Actor) {
    let page = today::page(&house.libero, leila, Lang::Fa).await.unwrap();
    let groups: HashSet<_> = page.rows.iter().map(|row| row.group).collect();
    assert!(groups.len() >= 3, "{groups:?}");
    let objected = page.rows.iter().find_map(|row| match &row.fact.matter {
        Matter::Objected { number, lines, words, .. } => {
            Some((number.sequence, lines.clone(), words.as_str()))
        }
        _ => None,
    });
    assert_eq!(objected, Some((11, vec![3], "موعد رندرها ۲ اسفند بود، نه ۵")));
    assert_eq!(page.office_kind, WeekKind::Ramadan);
    let hours = page.line.hours.map(|(open, close)| {
        let hour = |at| Zone::tehran().local(at).time().to_string();
        (hour(open), hour(close))
    });
    assert_eq!(hours, Some(("09:00:00".to_owned(), "14:00:00".to_owned())));
    assert_eq!(page.line.days_off_ahead.len(), 2);
}

async fn told_once(house: &House, leila: &Actor) {
    assert_eq!(demo::fill(&house.libero).await.unwrap(), None);
    let director = house.actor("mehrdad.azarang").await;
    assert_eq!(house.clients(&director).await.0.len(), 42);
    let (rows, ..) = house.clients(leila).await;
    assert_eq!(house.reports(leila, named(&rows, "Barfdasht Dairy").client.id).await.len(), 12);
}
