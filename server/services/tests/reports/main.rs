//! Contact reports from the first words on a phone to the client's answer.

mod answers;
mod drafts;
mod issuing;
mod links;
mod saves;
mod sight;
#[path = "../support/mod.rs"]
mod support;

use libero_domain::client::{ClientFields, NewClient, Policy, Tier};
use libero_domain::contact_report::{
    AnswerLine, AnswerReport, Attendee, Entry, EntryKind, IssueReport, Issued, Party, ReportBody, ReportPage,
    SaveReport, Saved, State, Topic,
};
use libero_domain::detail::Weight;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, EntryId, LinkId, MemberId, PersonId, ReportId, TopicId};
use libero_domain::page::Cursor;
use libero_domain::person::{NewPerson, PersonFields};
use libero_domain::rights::{Actor, Position, Role};
use libero_domain::team::{Area, NewMember};
use libero_services::{Libero, Outcome, client, contact_report, person, team};
use std::sync::Arc;
use support::*;
use uuid::Uuid;

/// How many come at the same moment where one must win.
pub const MANY: usize = 24;
pub const SIGNAL: &str = "شاید سال بعد آژانس رسانه را عوض کنند";

/// An agency, a client of `am`, and two people there: one whose answer settles, one whose does not.
pub struct Stage {
    pub libero: Arc<Libero>,
    /// Technician and director.
    pub head: Actor,
    pub am: Actor,
    pub client: ClientId,
    pub brand: PersonId,
    pub finance: PersonId,
}

pub async fn a_stage(place: &Place) -> Stage {
    let libero = Arc::new(libero(place).await);
    let head = an_agency(&libero).await;
    let am = a_user(&libero, &head, Role::Am).await;
    let client = a_client(&libero, &am, "برف‌دشت").await;
    let brand = a_person(&libero, &am, client, "تهرانچی", true).await;
    let finance = a_person(&libero, &am, client, "گرجی", false).await;
    Stage { libero, head, am, client, brand, finance }
}

impl Stage {
    /// A new colleague with this role on the team.
    pub async fn with(&self, role: Role, position: Position) -> Actor {
        let who = a_user(&self.libero, &self.head, role).await;
        let member = NewMember { id: MemberId(Uuid::now_v7()), user: who.user, position, areas: Vec::new() };
        team::add(&self.libero, &self.am, command((self.client, member))).await.unwrap();
        who
    }

    pub async fn colleague(&self, role: Role) -> Actor {
        a_user(&self.libero, &self.head, role).await
    }

    pub async fn count(&self, sql: &str) -> i64 {
        number(&self.libero.db, sql).await
    }

    /// The whole of a meeting on Tuesday 20 Bahman 1405: one entry of each kind, an action of each side.
    pub fn body(&self) -> ReportBody {
        let mut body = ReportBody::empty("2027-02-09".parse().unwrap());
        let topic = TopicId(Uuid::now_v7());
        body.client = Some(self.client);
        body.to = chrono::NaiveTime::from_hms_opt(14, 0, 0);
        body.topics = vec![Topic { id: topic, title: "فیلم نوروز".into(), budget: String::new() }];
        body.attendees =
            vec![Attendee::present(Party::User(self.am.user)), Attendee::present(Party::Person(self.brand))];
        let entry = |kind, text: &str| Entry {
            topic: Some(topic),
            ..Entry::new(EntryId(Uuid::now_v7()), kind, text)
        };
        let mut ours = entry(EntryKind::Action, "استوری‌بورد فرستاده شود");
        ours.action.owner = Some(Party::User(self.am.user));
        ours.action.due_on = "2027-02-14".parse().ok();
        let mut theirs = entry(EntryKind::Action, "فایل نشان فرستاده شود");
        theirs.action.owner = Some(Party::Person(self.brand));
        theirs.action.due_on = "2027-02-15".parse().ok();
        let mut wish = entry(EntryKind::Detail, "گاو را از پشت نشان ندهید");
        wish.said_by = Some(self.brand);
        wish.detail.weight = Weight::RedLine;
        wish.detail.areas = vec![Area::Outdoor, Area::Print, Area::Outdoor];
        body.entries = vec![
            entry(EntryKind::Decision, "فیلم با دوربین ثابت"),
            ours,
            theirs,
            wish,
            entry(EntryKind::Feedback, "از سرعت پاسخ ناراضی بودند"),
            entry(EntryKind::Signal, SIGNAL),
            entry(EntryKind::Note, "دفترشان تا خرداد جابه‌جا می‌شود"),
        ];
        body
    }

    /// A draft of that meeting by the account manager.
    pub async fn a_draft(&self) -> ReportId {
        self.a_draft_by(&self.am).await
    }

    pub async fn a_draft_by(&self, by: &Actor) -> ReportId {
        let id = ReportId(Uuid::now_v7());
        save(&self.libero, by, id, 0, self.body()).await.unwrap();
        id
    }

    /// The report of that meeting at both people.
    pub async fn an_issued(&self) -> ReportId {
        let id = self.a_draft().await;
        self.issue(id, 1, &[self.brand, self.finance]).await.unwrap();
        id
    }

    pub async fn issue(&self, id: ReportId, version: i64, to: &[PersonId]) -> Outcome<Issued> {
        issue(&self.libero, &self.am, id, version, to).await
    }

    pub async fn page(&self, id: ReportId) -> ReportPage {
        contact_report::page(&self.libero, &self.am, id).await.unwrap()
    }

    /// The present link of one person.
    pub async fn link(&self, id: ReportId, person: PersonId) -> LinkId {
        let recipients = self.page(id).await.recipients;
        recipients.iter().find(|recipient| recipient.person.id == person).unwrap().link
    }

    /// The secret that a link's address ends with.
    pub async fn token(&self, link: LinkId) -> String {
        let text = contact_report::link_text(&self.libero, &self.am, link).await.unwrap();
        text.url.strip_prefix("https://libero.example/c/").unwrap().to_owned()
    }
}

pub async fn a_client(libero: &Libero, by: &Actor, name: &str) -> ClientId {
    let fields = ClientFields { name: name.into(), tier: Tier::Key, ..ClientFields::default() };
    let id = ClientId(Uuid::now_v7());
    client::create(libero, by, command(NewClient { id, fields })).await.unwrap()
}

pub async fn a_person(
    libero: &Libero,
    by: &Actor,
    client: ClientId,
    surname: &str,
    may_confirm: bool,
) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let fields = PersonFields {
        name: "مریم".into(),
        surname: surname.into(),
        mobile: "0912 000 4170".into(),
        influence: 2,
        may_confirm,
        ..PersonFields::default()
    };
    person::add(libero, by, command(NewPerson { id, client, fields })).await.unwrap();
    id
}

pub async fn save(
    libero: &Libero,
    by: &Actor,
    id: ReportId,
    version: i64,
    body: ReportBody,
) -> Outcome<Saved> {
    contact_report::save(libero, by, command(SaveReport { id, version, body })).await
}

pub async fn issue(
    libero: &Libero,
    by: &Actor,
    id: ReportId,
    version: i64,
    to: &[PersonId],
) -> Outcome<Issued> {
    contact_report::issue(libero, by, command(IssueReport { id, version, recipients: to.to_vec() })).await
}

/// An answer to the four lines that the client reads, with an objection to some.
pub fn answer_but(objected: &[u16]) -> AnswerReport {
    let line = |line| {
        let accepts = !objected.contains(&line);
        AnswerLine {
            line, accepts, words: if accepts { String::new() } else { "تاریخ نادرست است".into() }
        }
    };
    AnswerReport { lines: (1..=4).map(line).collect() }
}

/// Does things at the same moment and gives back what each was told, in their order.
pub async fn at_once<T: Send + 'static, F>(acts: impl IntoIterator<Item = F>) -> Vec<Outcome<T>>
where
    F: Future<Output = Outcome<T>> + Send + 'static,
{
    let tasks: Vec<_> = acts.into_iter().map(|act| tokio::spawn(act)).collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers
}

pub fn wrong_state(state: &str, act: &str) -> Error {
    Error::WrongState { state: state.into(), act: act.into() }
}

pub fn not_found<T>(outcome: Outcome<T>) {
    assert_eq!(refusal(outcome), Error::NotFound);
}

pub fn not_allowed<T>(outcome: Outcome<T>) {
    assert_eq!(refusal(outcome), Error::NotAllowed);
}
