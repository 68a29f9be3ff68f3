//! What tests of use cases begin with: a Libero on the test's database, an agency, colleagues.
#![allow(dead_code, unused_imports, unused_macros, reason = "each test program uses a part of it")]

#[path = "../../../store/tests/support/mod.rs"]
mod store;

pub use store::{Place, number, texts, write};

use libero_domain::agency::{AgencyFields, SetUp, Thursday};
use libero_domain::command::Command;
use libero_domain::error::Error;
use libero_domain::id::{CommandId, UserId};
use libero_domain::reader::Lang;
use libero_domain::rights::{Actor, Role};
use libero_domain::session::{ResetPassword, SignIn};
use libero_domain::time::Timestamp;
use libero_domain::user::UserFields;
use libero_services::session::Found;
use libero_services::user::NewUser;
use libero_services::{
    Clock, Fault, Libero, LinkPaper, Outcome, Papers, Secret, Setting, Token, agency, session, user,
};
use uuid::Uuid;

/// Wednesday 21 Bahman 1405, 9:12 in Tehran: the trade's moment at which tests begin. It then goes on.
pub const WEDNESDAY_9_12: Timestamp = Timestamp(1_802_238_120_000);
pub const PASSWORD: &str = "mint green never grass";
pub const ADDRESS: &str = "203.0.113.9";
pub const DEVICE: &str = "Firefox on the desk";

/// Papers that say no more than a test looks for.
pub struct PlainPapers;

impl Papers for PlainPapers {
    fn link_message(&self, paper: &LinkPaper<'_>) -> String {
        format!("{} {}", paper.agency, paper.url)
    }
}

/// A Libero on the database of the test; open another one to see what a restart finds.
pub async fn libero(place: &Place) -> Libero {
    libero_at(place, Clock::starting_at(WEDNESDAY_9_12)).await
}

pub async fn libero_at(place: &Place, clock: Clock) -> Libero {
    let setting = Setting { public_url: "https://libero.example".into(), demo: false };
    Libero::new(place.open().await, clock, Secret::new([7; 32]), setting, std::sync::Arc::new(PlainPapers))
}

pub fn command<T>(body: T) -> Command<T> {
    Command { id: CommandId(Uuid::now_v7()), body }
}

/// What the set-up page sends for the agency Chakavand and its first person, Mina Sarvestani.
pub fn set_up_form(code: &str) -> SetUp {
    SetUp {
        code: code.into(),
        agency: AgencyFields {
            name_fa: "آژانس چکاوند".into(),
            name_en: "Chakavand Agency".into(),
            area_code: "021".into(),
            ..AgencyFields::default()
        },
        open: "9:00".into(),
        close: "17:00".into(),
        thursday: Thursday::Off,
        person: UserFields {
            name: "مینا".into(),
            surname: "سروستانی".into(),
            latin: "Mina Sarvestani".into(),
            email: "mina@chakavand.example".into(),
            ..UserFields::default()
        },
        password: PASSWORD.into(),
        again: PASSWORD.into(),
    }
}

/// Sets the agency up. Its first person is administrator and director, with `PASSWORD`.
pub async fn an_agency(libero: &Libero) -> Actor {
    let code = agency::set_up_code(libero).await.unwrap().expect("no agency yet");
    let (token, _) = agency::set_up(libero, set_up_form(&code), ADDRESS, DEVICE).await.unwrap();
    found(libero, &token).await.actor
}

/// A colleague with this role, added by `admin`, who cannot sign in yet. Nobody else has their name.
pub async fn a_user(libero: &Libero, admin: &Actor, role: Role) -> Actor {
    let new = new_user(role);
    let user = new.id;
    user::add(libero, admin, command(new)).await.unwrap();
    Actor { user, roles: vec![role] }
}

pub fn new_user(role: Role) -> NewUser {
    let id = UserId(Uuid::now_v7());
    let own = id.0.simple().to_string();
    let fields = UserFields {
        name: "همکار".into(),
        surname: own.clone(),
        email: format!("{own}@chakavand.example"),
        job: role.code().into(),
        roles: vec![role],
        lang: Lang::Fa,
        ..UserFields::default()
    };
    NewUser { id, fields }
}

/// A colleague who can sign in with `PASSWORD`, and the address to do it with.
pub async fn a_user_with_password(libero: &Libero, admin: &Actor, role: Role) -> (Actor, String) {
    let new = new_user(role);
    let (user, email) = (new.id, new.fields.email.clone());
    user::add(libero, admin, command(new)).await.unwrap();
    let code = reset_code(libero, admin, user).await;
    session::reset_password(libero, reset(&code, PASSWORD)).await.unwrap();
    (Actor { user, roles: vec![role] }, email)
}

/// The secret of a fresh link to set a password.
pub async fn reset_code(libero: &Libero, admin: &Actor, user: UserId) -> String {
    let link = user::make_reset_link(libero, admin, user).await.unwrap();
    link.path.strip_prefix("/reset?code=").unwrap().to_owned()
}

pub fn reset(code: &str, new: &str) -> ResetPassword {
    ResetPassword { code: code.into(), new: new.into(), again: new.into() }
}

pub async fn sign_in(libero: &Libero, email: &str, password: &str, address: &str) -> Outcome<Token> {
    let form = SignIn { email: email.into(), password: password.into(), remember: false };
    session::sign_in(libero, form, address, DEVICE).await.map(|(token, _)| token)
}

/// The person behind a session's secret, who must be there.
pub async fn found(libero: &Libero, token: &Token) -> Found {
    session::find(libero, token.expose()).await.unwrap().expect("a session")
}

/// What the caller is told.
pub fn refusal<T>(outcome: Outcome<T>) -> Error {
    match outcome {
        Ok(_) => panic!("it was allowed"),
        Err(Fault::Told(error)) => error,
        Err(fault) => panic!("{fault:?}"),
    }
}

/// What is wrong with the fields, such as `email: Taken`.
pub fn wrong_fields<T>(outcome: Outcome<T>) -> Vec<String> {
    refusal(outcome).fields().iter().map(|wrong| format!("{}: {:?}", wrong.field, wrong.code)).collect()
}
