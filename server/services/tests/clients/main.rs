//! The client's side of the house: profiles, teams, people, promises, details and their read-backs, and the day.

mod day;
mod profile;
mod promises;
mod read_backs;
mod rights;
#[path = "../support/mod.rs"]
mod support;
mod teams;

use libero_domain::client::{ClientFields, ClientFilter, ClientRow, NewClient, Tier};
use libero_domain::contact_report::Party;
use libero_domain::detail::{NewDetail, ReadBackTask, Weight, When};
use libero_domain::error::Error;
use libero_domain::id::{ClientId, DetailId, MemberId, PersonId, PromiseId, UserId};
use libero_domain::page::Cursor;
use libero_domain::person::{NewPerson, PersonFields};
use libero_domain::promise::{KeepPromise, NewPromise, PromiseRow};
use libero_domain::rights::{Actor, Position, Role};
use libero_domain::team::{Area, NewMember};
use libero_domain::time::{Timestamp, Zone};
use libero_services::{Libero, Outcome, client, detail, person, promise, read_back, team};
use support::*;
use uuid::Uuid;

/// An agency with its usual people, and a client of `am` on whose team nobody else is yet.
pub struct Stage {
    pub libero: Libero,
    /// Technician and director.
    pub head: Actor,
    pub am: Actor,
    pub client: ClientId,
}

pub async fn a_stage(place: &Place) -> Stage {
    let libero = libero(place).await;
    let head = an_agency(&libero).await;
    let am = a_user(&libero, &head, Role::Am).await;
    let client = a_client(&libero, &am, "برف‌دشت").await;
    Stage { libero, head, am, client }
}

impl Stage {
    /// A new colleague with this role on the team, for this work.
    pub async fn with(&self, role: Role, position: Position, areas: &[Area]) -> Actor {
        let who = a_user(&self.libero, &self.head, role).await;
        join(&self.libero, &self.am, self.client, &who, position, areas).await.unwrap();
        who
    }

    pub async fn colleague(&self, role: Role) -> Actor {
        a_user(&self.libero, &self.head, role).await
    }

    pub async fn count(&self, sql: &str) -> i64 {
        number(&self.libero.db, sql).await
    }

    /// The same agency at another moment, as after a restart.
    pub async fn at(self, place: &Place, now: &str) -> Self {
        self.libero.db.close().await;
        drop(self.libero);
        let libero = libero_at(place, libero_services::Clock::starting_at(at(now))).await;
        Self { libero, head: self.head, am: self.am, client: self.client }
    }
}

/// A moment on Tehran's wall clock, such as `2027-02-10 09:12`.
pub fn at(text: &str) -> Timestamp {
    Zone::tehran().instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

pub fn first() -> Cursor {
    Cursor(None)
}

pub async fn a_client(libero: &Libero, by: &Actor, name: &str) -> ClientId {
    let fields = ClientFields { name: name.into(), tier: Tier::Key, ..ClientFields::default() };
    let id = ClientId(Uuid::now_v7());
    client::create(libero, by, command(NewClient { id, fields })).await.unwrap()
}

pub async fn join(
    libero: &Libero,
    by: &Actor,
    client: ClientId,
    who: &Actor,
    position: Position,
    areas: &[Area],
) -> Outcome<MemberId> {
    let id = MemberId(Uuid::now_v7());
    let member = NewMember { id, user: who.user, position, areas: areas.to_vec() };
    team::add(libero, by, command((client, member))).await.map(|()| id)
}

pub fn person_fields(surname: &str) -> PersonFields {
    PersonFields {
        name: "مریم".into(),
        surname: surname.into(),
        mobile: "0912 000 4170".into(),
        influence: 3,
        may_confirm: true,
        ..PersonFields::default()
    }
}

pub async fn a_person(libero: &Libero, by: &Actor, client: ClientId, surname: &str) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    person::add(libero, by, command(NewPerson { id, client, fields: person_fields(surname) })).await.unwrap();
    id
}

pub fn new_detail(client: ClientId, words: &str, weight: Weight, areas: &[Area]) -> NewDetail {
    NewDetail {
        id: DetailId(Uuid::now_v7()),
        client,
        words: words.into(),
        said_by: None,
        weight,
        when: When::Always,
        areas: areas.to_vec(),
        source: "برندبوک".into(),
    }
}

pub async fn a_detail(
    libero: &Libero,
    by: &Actor,
    client: ClientId,
    weight: Weight,
    areas: &[Area],
) -> DetailId {
    let new = new_detail(client, "گاو را هیچ‌وقت از پشت نشان ندهید", weight, areas);
    let id = new.id;
    detail::add(libero, by, command(new)).await.unwrap();
    id
}

pub fn new_promise(client: ClientId, owner: Party, due: Timestamp) -> NewPromise {
    NewPromise {
        id: PromiseId(Uuid::now_v7()),
        client,
        words: "نمونهٔ چاپ بیلبورد همت".into(),
        owner: Some(owner),
        due: Some(due),
        delivery: false,
    }
}

pub async fn a_promise(libero: &Libero, by: &Actor, client: ClientId, owner: UserId, due: &str) -> PromiseId {
    let new = new_promise(client, Party::User(owner), at(due));
    let id = new.id;
    promise::add(libero, by, command(new)).await.unwrap();
    id
}

/// A promise whose keeping delivers work.
pub async fn a_delivery(
    libero: &Libero,
    by: &Actor,
    client: ClientId,
    owner: UserId,
    due: &str,
) -> PromiseId {
    let new = NewPromise { delivery: true, ..new_promise(client, Party::User(owner), at(due)) };
    let id = new.id;
    promise::add(libero, by, command(new)).await.unwrap();
    id
}

pub async fn keep(libero: &Libero, by: &Actor, id: PromiseId, version: i64) -> Outcome<()> {
    promise::keep(libero, by, command(KeepPromise { id, version, undo: false })).await
}

pub async fn promises(libero: &Libero, by: &Actor, client: ClientId) -> Vec<PromiseRow> {
    promise::list(libero, by, client, first()).await.unwrap().rows
}

/// What one has to read back and has read back in the last day.
pub async fn tasks(libero: &Libero, who: &Actor) -> Vec<ReadBackTask> {
    read_back::mine(libero, who).await.unwrap().tasks
}

pub async fn open_tasks(libero: &Libero, who: &Actor) -> usize {
    tasks(libero, who).await.iter().filter(|task| !task.given).count()
}

pub async fn listed(libero: &Libero, by: &Actor, filter: ClientFilter) -> Vec<ClientRow> {
    client::list(libero, by, filter, first()).await.unwrap().page.rows
}

pub async fn found(libero: &Libero, by: &Actor, search: &str) -> usize {
    listed(libero, by, ClientFilter { search: search.into(), ..ClientFilter::default() }).await.len()
}

pub fn not_found<T>(outcome: Outcome<T>) {
    assert_eq!(refusal(outcome), Error::NotFound);
}

pub fn not_allowed<T>(outcome: Outcome<T>) {
    assert_eq!(refusal(outcome), Error::NotAllowed);
}
