//! An agency with everybody who may come to its doors, and one of everything to come for.

use crate::state::{State, Tables};
use crate::support::{self, ADDRESS, DEVICE, PASSWORD, Place, command, new_user, reset, texts};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use libero_app::Assets;
use libero_domain::client::{ClientFields, NewClient, Policy};
use libero_domain::contact_report::{Attendee, Entry, EntryKind, IssueReport, Party, ReportBody, SaveReport};
use libero_domain::detail::{NewDetail, Weight, When};
use libero_domain::draft::PutDraft;
use libero_domain::id::{
    ClientId, DetailId, DeviceId, EntryId, LinkId, MemberId, PersonId, PromiseId, ReadBackId, ReportId,
    UserId,
};
use libero_domain::person::{NewPerson, PersonFields};
use libero_domain::promise::NewPromise;
use libero_domain::rights::{Actor, Position, Role};
use libero_domain::session::SignIn;
use libero_domain::team::NewMember;
use libero_domain::time::Timestamp;
use libero_domain::user::UserFields;
use libero_server::app::{Ground, build};
use libero_server::guard::Guard;
use libero_server::health::Ready;
use libero_server::pages::{Pages, routes};
use libero_server::site::Site;
use libero_services::user::EditUser;
use libero_services::{
    Libero, client, contact_report, detail, draft, person, promise, read_back, session, team, user,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;
use uuid::Uuid;

/// Begins every word of the watched client, so that it is found wherever it should not be.
pub const CANARY: &str = "canary";
/// A line that stays inside the team.
pub const INTERNAL: &str = "canary-internal";
/// The digits at the end of a number that the team alone sees.
pub const MOBILE: &str = "0004170";

/// Where a guest's link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Here,
    Elsewhere,
    Over,
}

#[derive(Clone, Debug)]
pub enum Who {
    Nobody,
    /// With the place on the team of the watched client.
    Colleague(Actor, Option<Position>),
    Guest(Link),
}

pub struct Caller {
    pub name: &'static str,
    pub cookie: String,
    pub who: Who,
}

/// One of everything of the watched client. Its ids are asked for, or unknown ones in their place.
#[derive(Clone, Copy, Debug)]
pub struct Things {
    pub client: ClientId,
    pub person: PersonId,
    pub member: MemberId,
    pub promise: PromiseId,
    pub read_back: ReadBackId,
    pub issued: ReportId,
    /// The owner's.
    pub draft: ReportId,
    pub pm_draft: ReportId,
    /// The manager's, at a client with the same team where a project manager may issue.
    pub lenient_draft: ReportId,
    pub lenient_person: PersonId,
    pub link: LinkId,
    /// The owner's, from a device.
    pub device_draft: ReportId,
    pub device: DeviceId,
    pub user: UserId,
}

impl Things {
    fn unknown() -> Self {
        let id = Uuid::now_v7;
        Self {
            client: id().into(),
            person: id().into(),
            member: id().into(),
            promise: id().into(),
            read_back: id().into(),
            issued: id().into(),
            draft: id().into(),
            pm_draft: id().into(),
            lenient_draft: id().into(),
            lenient_person: id().into(),
            link: id().into(),
            device_draft: id().into(),
            device: id().into(),
            user: id().into(),
        }
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

pub struct Stage {
    pub libero: Arc<Libero>,
    pub app: Router,
    pub callers: Vec<Caller>,
    pub things: Things,
    pub unknown: Things,
    pub tables: Tables,
    /// What every call begins with.
    pub begin: State,
    pub owner: UserId,
    pub owner_email: String,
    /// An account manager outside the team.
    pub stranger: UserId,
    /// The secret of a link to set a password.
    pub reset_code: String,
    pub holiday: String,
    /// Secrets of links: one that works, one that was revoked.
    pub token: String,
    pub revoked: String,
}

/// Signs in and out while the stage is built.
struct Builder {
    libero: Arc<Libero>,
    head: Actor,
    callers: Vec<Caller>,
    emails: BTreeMap<&'static str, String>,
}

impl Builder {
    async fn user(&self, role: Role) -> (Actor, UserFields) {
        let new = new_user(role);
        let (id, fields) = (new.id, new.fields.clone());
        user::add(&self.libero, &self.head, command(new)).await.unwrap();
        (Actor { user: id, roles: vec![role] }, fields)
    }

    /// A colleague who is signed in.
    async fn signed_in(
        &mut self,
        name: &'static str,
        role: Role,
        position: Option<Position>,
    ) -> (Actor, UserFields) {
        let (actor, fields) = self.user(role).await;
        let code = support::reset_code(&self.libero, &self.head, actor.user).await;
        session::reset_password(&self.libero, reset(&code, PASSWORD)).await.unwrap();
        let form = SignIn { email: fields.email.clone(), password: PASSWORD.into(), remember: true };
        let (token, _) = session::sign_in(&self.libero, form, ADDRESS, DEVICE).await.unwrap();
        self.emails.insert(name, fields.email.clone());
        let cookie = format!("libero={}", token.expose());
        self.callers.push(Caller { name, cookie, who: Who::Colleague(actor.clone(), position) });
        (actor, fields)
    }

    async fn client(&self, by: &Actor, latin: &str) -> ClientId {
        let fields =
            ClientFields { name: "برف‌دشت".into(), latin: latin.into(), ..ClientFields::default() };
        client::create(&self.libero, by, command(NewClient { id: Uuid::now_v7().into(), fields }))
            .await
            .unwrap()
    }

    async fn person(&self, by: &Actor, client: ClientId, surname: &str) -> PersonId {
        let fields = PersonFields {
            surname: surname.into(),
            mobile: if surname.starts_with(CANARY) { format!("0912{MOBILE}") } else { String::new() },
            influence: 3,
            may_confirm: true,
            ..PersonFields::default()
        };
        let id = PersonId(Uuid::now_v7());
        person::add(&self.libero, by, command(NewPerson { id, client, fields })).await.unwrap();
        id
    }

    async fn join(&self, by: &Actor, client: ClientId, who: &Actor, position: Position) -> MemberId {
        let id = MemberId(Uuid::now_v7());
        let member = NewMember { id, user: who.user, position, areas: Vec::new() };
        team::add(&self.libero, by, command((client, member))).await.unwrap();
        id
    }

    async fn draft(&self, by: &Actor, client: ClientId, person: PersonId, words: &str) -> ReportId {
        let id = ReportId(Uuid::now_v7());
        let save = SaveReport { id, version: 0, body: body(client, person, words) };
        contact_report::save(&self.libero, by, command(save)).await.unwrap();
        id
    }

    /// Sends a report, and gives each recipient's link with its secret.
    async fn issue(&self, by: &Actor, id: ReportId, to: &[PersonId]) -> Vec<(LinkId, String)> {
        let issue = IssueReport { id, version: 1, recipients: to.to_vec() };
        contact_report::issue(&self.libero, by, command(issue)).await.unwrap();
        let recipients = contact_report::page(&self.libero, by, id).await.unwrap().recipients;
        let mut links = Vec::new();
        for person in to {
            let link = recipients.iter().find(|recipient| recipient.person.id == *person).unwrap().link;
            let text = contact_report::link_text(&self.libero, by, link).await.unwrap();
            links.push((link, text.url.split_once("/c/").unwrap().1.to_owned()));
        }
        links
    }

    async fn guest(&mut self, name: &'static str, token: &str, link: Link) {
        let guest = contact_report::open(&self.libero, token).await.unwrap();
        let cookie = format!("libero-guest={}", guest.expose());
        self.callers.push(Caller { name, cookie, who: Who::Guest(link) });
    }
}

/// What was said: a decision for the client, and a note that is not.
pub fn body(client: ClientId, person: PersonId, words: &str) -> ReportBody {
    let mut body = ReportBody::empty("2027-02-10".parse().unwrap());
    body.client = Some(client);
    body.attendees = vec![Attendee::present(Party::Person(person))];
    body.entries = vec![
        Entry::new(EntryId(Uuid::now_v7()), EntryKind::Decision, words),
        Entry::new(EntryId(Uuid::now_v7()), EntryKind::Note, &format!("{words}-internal")),
    ];
    body
}

/// The next working day, as promises have it.
pub const DUE: Timestamp = Timestamp(1_802_500_000_000);

impl Stage {
    pub async fn build(place: &Place) -> Self {
        let libero = Arc::new(support::libero(place).await);
        let head = support::an_agency(&libero).await;
        let mut make = Builder { libero: libero.clone(), head, callers: Vec::new(), emails: BTreeMap::new() };
        make.callers.push(Caller { name: "nobody", cookie: String::new(), who: Who::Nobody });
        let forged = format!("libero={0}; libero-guest={0}", "A".repeat(43));
        make.callers.push(Caller { name: "forged", cookie: forged, who: Who::Nobody });

        make.signed_in("admin", Role::Admin, None).await;
        make.signed_in("director", Role::Director, None).await;
        make.signed_in("finance", Role::Finance, None).await;
        let (owner, _) = make.signed_in("am-owner", Role::Am, Some(Position::Owner)).await;
        let (cover, _) = make.signed_in("am-cover", Role::Am, Some(Position::Cover)).await;
        let (stranger, _) = make.signed_in("am-stranger", Role::Am, None).await;
        let (pm, _) = make.signed_in("pm", Role::Pm, Some(Position::Pm)).await;
        let (media, _) = make.signed_in("media", Role::Media, Some(Position::Member)).await;
        let (specialist, _) = make.signed_in("specialist", Role::Specialist, Some(Position::Member)).await;
        make.signed_in("sp-stranger", Role::Specialist, None).await;
        let (left, _) = make.signed_in("left-team", Role::Pm, None).await;
        let (off, off_fields) = make.signed_in("off", Role::Am, None).await;
        let (colleague, _) = make.user(Role::Specialist).await;

        let watched = make.client(&owner, "Canary Dairy").await;
        let lenient = make.client(&owner, "Canary Lenient").await;
        let other = make.client(&stranger, "Another Client").await;
        let mut member = None;
        for client in [watched, lenient] {
            make.join(&owner, client, &cover, Position::Cover).await;
            make.join(&owner, client, &pm, Position::Pm).await;
            make.join(&owner, client, &media, Position::Member).await;
            let place = make.join(&owner, client, &specialist, Position::Member).await;
            member.get_or_insert(place);
            make.join(&owner, client, &off, Position::Cover).await;
            let gone = make.join(&owner, client, &left, Position::Pm).await;
            team::remove(&libero, &owner, command((client, gone))).await.unwrap();
        }
        let switched_off = EditUser { id: off.user, version: 1, active: false, fields: off_fields };
        user::edit(&libero, &make.head, command(switched_off)).await.unwrap();
        let caller = make.callers.iter_mut().find(|caller| caller.name == "off").unwrap();
        caller.who = Who::Nobody;
        let policy = Policy { pm_may_issue: true, ..Policy::default() };
        client::set_policy(&libero, &owner, command((lenient, 1, policy))).await.unwrap();

        let person = make.person(&owner, watched, "canaryperson").await;
        let second = make.person(&owner, watched, "canarysecond").await;
        let lenient_person = make.person(&owner, lenient, "canarylenient").await;
        let their_person = make.person(&stranger, other, "somebody").await;
        let new = NewPromise {
            id: PromiseId(Uuid::now_v7()),
            client: watched,
            words: "canary-promise".into(),
            owner: Some(Party::User(specialist.user)),
            due: Some(DUE),
            delivery: false,
        };
        let promise = new.id;
        promise::add(&libero, &owner, command(new)).await.unwrap();
        let new = NewDetail {
            id: DetailId(Uuid::now_v7()),
            client: watched,
            words: "canary-detail".into(),
            said_by: None,
            weight: Weight::Taste,
            when: When::Always,
            areas: Vec::new(),
            source: "canary-source".into(),
        };
        detail::add(&libero, &owner, command(new)).await.unwrap();
        let read_back = read_back::mine(&libero, &media).await.unwrap().tasks[0].id;

        let issued = make.draft(&owner, watched, person, CANARY).await;
        let links = make.issue(&owner, issued, &[person, second]).await;
        let [(link, token), (second_link, revoked)] = <[_; 2]>::try_from(links).unwrap();
        make.guest("guest", &token, Link::Here).await;
        make.guest("guest-over", &revoked, Link::Over).await;
        contact_report::revoke_link(&libero, &owner, command(second_link)).await.unwrap();
        let theirs = make.draft(&stranger, other, their_person, "elsewhere").await;
        let their_links = make.issue(&stranger, theirs, &[their_person]).await;
        make.guest("guest-other", &their_links[0].1, Link::Elsewhere).await;

        let draft = make.draft(&owner, watched, person, CANARY).await;
        let pm_draft = make.draft(&pm, watched, person, CANARY).await;
        let lenient_draft = make.draft(&pm, lenient, lenient_person, CANARY).await;
        let (device, device_draft) = (DeviceId(Uuid::now_v7()), ReportId(Uuid::now_v7()));
        draft::put_device(&libero, &owner, device, DEVICE, "key").await.unwrap();
        let put = PutDraft {
            envelope_version: 1,
            base: 0,
            ready: false,
            device,
            body: body(watched, person, CANARY),
        };
        draft::put(&libero, &owner, device_draft, command(put)).await.unwrap();

        let reset_code = support::reset_code(&libero, &make.head, colleague.user).await;
        let mut conn = libero.db.read().await.unwrap();
        let holiday = texts(&mut conn, "SELECT MIN(date) FROM holiday").await.unwrap().remove(0).0;
        drop(conn);
        let tables = Tables::of(&libero.db).await;
        let begin = tables.read(&libero.db).await;
        let things = Things {
            client: watched,
            person,
            member: member.unwrap(),
            promise,
            read_back,
            issued,
            draft,
            pm_draft,
            lenient_draft,
            lenient_person,
            link,
            device_draft,
            device,
            user: colleague.user,
        };
        Self {
            app: app(&libero),
            owner_email: make.emails["am-owner"].clone(),
            callers: make.callers,
            unknown: Things::unknown(),
            owner: owner.user,
            stranger: stranger.user,
            libero,
            things,
            tables,
            begin,
            reset_code,
            holiday,
            token,
            revoked,
        }
    }

    pub fn caller(&self, name: &str) -> &Caller {
        self.callers.iter().find(|caller| caller.name == name).unwrap()
    }

    /// Asks as our own page does.
    pub async fn ask(&self, caller: &Caller, mut request: Request) -> Answer {
        let headers = request.headers_mut();
        headers.insert("host", "libero.example".parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        if !caller.cookie.is_empty() {
            headers.insert("cookie", caller.cookie.parse().unwrap());
        }
        let (parts, body) = self.app.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body).unwrap() }
    }

    /// What is stored now, and where it differs from the beginning.
    pub async fn changed(&self) -> (State, Vec<String>) {
        let now = self.tables.read(&self.libero.db).await;
        let changed = if now == self.begin { Vec::new() } else { self.begin.changed(&now) };
        (now, changed)
    }

    /// Takes back what the last call did, and tells what that was.
    pub async fn take_back(&self) -> Vec<String> {
        let (now, changed) = self.changed().await;
        if now != self.begin {
            self.begin.restore(&self.libero.db, &now).await;
        }
        changed
    }
}

/// The router as the binary builds it.
fn app(libero: &Arc<Libero>) -> Router {
    let files = [("manifest.json".to_owned(), br#"{ "build": "b1" }"#.to_vec())];
    let site = Site::of(files.into()).unwrap();
    let assets = Assets {
        js: String::new(),
        wasm: String::new(),
        css: String::new(),
        fonts: Vec::new(),
        reload: false,
    };
    let pages =
        routes(Pages { libero: libero.clone(), assets: Arc::new(assets), build: "b1".into(), kit: false });
    build(Ground { guard: Guard::default(), site, ready: Ready::new(async || Ok(())), tls: None }, pages)
}
