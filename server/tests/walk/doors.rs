//! The table: every server function and every REST route, what to bring there, and who may come in.

mod account;
mod clients;
mod reports;

use crate::stage::{Caller, Link, Stage, Things, Who};
use axum::body::Body;
use axum::extract::Request;
use libero_domain::rights::{Action, Standing, Verdict};
use serde_json::Value;
use uuid::Uuid;

/// How a caller is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Done,
    SignIn,
    NotAllowed,
    NotFound,
    LinkOver,
    Other(u16),
}

impl Told {
    pub fn of(status: u16) -> Self {
        match status {
            200..=399 => Self::Done,
            401 => Self::SignIn,
            403 => Self::NotAllowed,
            404 => Self::NotFound,
            410 => Self::LinkOver,
            other => Self::Other(other),
        }
    }

    /// As the matrix shows it.
    pub fn mark(self) -> String {
        match self {
            Self::Done => "done".into(),
            Self::SignIn => "401".into(),
            Self::NotAllowed => "403".into(),
            Self::NotFound => "404".into(),
            Self::LinkOver => "410".into(),
            Self::Other(status) => status.to_string(),
        }
    }

    /// The code that a refusal carries.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::SignIn => Some("sign_in_needed"),
            Self::NotAllowed => Some("not_allowed"),
            Self::NotFound => Some("not_found"),
            Self::LinkOver => Some("link_over"),
            Self::Done | Self::Other(_) => None,
        }
    }
}

/// Whose the thing is that a call is about.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    Nobody,
    Caller,
    Named(&'static str),
}

impl Owner {
    fn is(self, caller: &Caller) -> bool {
        match self {
            Self::Nobody => false,
            Self::Caller => true,
            Self::Named(name) => name == caller.name,
        }
    }
}

/// Who may come in; the rights themselves are the domain's.
#[derive(Clone, Copy, Debug)]
pub enum Right {
    /// Everybody, signed in or not.
    Anyone,
    /// Nobody, because its time is over.
    Closed,
    /// On the agency's or one's own things.
    Here(Action),
    /// One's own thing only; told "not found" of others'.
    Mine(Action, Owner),
    /// On a thing of the watched client, for whoever may do all of these.
    Client(&'static [Action], Owner),
    /// On a draft of a report by this author, at a client where a project manager may issue or not.
    Draft(Action, Owner, bool),
    /// Whoever came by a link that still reads.
    Guest,
}

impl Right {
    pub fn expected(self, caller: &Caller) -> Told {
        match (self, &caller.who) {
            (Self::Anyone, _) => Told::Done,
            (Self::Closed, _) => Told::NotFound,
            (Self::Guest, Who::Guest(Link::Here | Link::Elsewhere)) => Told::Done,
            (Self::Guest, _) => Told::LinkOver,
            (_, Who::Nobody | Who::Guest(_)) => Told::SignIn,
            (Self::Here(action), Who::Colleague(actor, _)) if actor.may_here(action) => Told::Done,
            (Self::Here(_), _) => Told::NotAllowed,
            (Self::Mine(action, _), Who::Colleague(actor, _)) if !actor.may_here(action) => Told::NotAllowed,
            (Self::Mine(_, owner), _) if owner.is(caller) => Told::Done,
            (Self::Mine(..), _) => Told::NotFound,
            (Self::Client(actions, owner), Who::Colleague(actor, position)) => {
                let standing = Standing { position: *position, own: owner.is(caller), pm_may_issue: false };
                let sees = Standing { own: false, ..standing };
                if actor.may(Action::ClientRead, sees) != Verdict::Yes {
                    return Told::NotFound;
                }
                actions
                    .iter()
                    .map(|action| told(actor.may(*action, standing)))
                    .find(|told| *told != Told::Done)
                    .unwrap_or(Told::Done)
            }
            (Self::Draft(action, owner, pm_may_issue), Who::Colleague(actor, position)) => {
                let standing = Standing { position: *position, own: owner.is(caller), pm_may_issue };
                if actor.may(Action::ReportDraft, standing) != Verdict::Yes {
                    return Told::NotFound;
                }
                told(actor.may(action, standing))
            }
        }
    }
}

fn told(verdict: Verdict) -> Told {
    match verdict {
        Verdict::Yes => Told::Done,
        Verdict::NotAllowed => Told::NotAllowed,
        Verdict::NotFound => Told::NotFound,
    }
}

/// What a call that is let in leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Reads,
    Writes,
    /// It depends on who calls.
    Either,
}

/// What is sent.
#[derive(Clone, Debug)]
pub enum Sent {
    Nothing,
    Form(Vec<(String, String)>),
    Json(Value),
}

/// Where it is sent, and its ids.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The id in the address.
    pub id: Option<Uuid>,
    pub sent: Sent,
    pub key: Uuid,
}

/// Ids that a caller makes: of the command and of the new thing.
#[derive(Clone, Copy, Debug)]
pub struct Fresh {
    pub key: Uuid,
    pub id: Uuid,
}

impl Fresh {
    pub fn new() -> Self {
        Self { key: Uuid::now_v7(), id: Uuid::now_v7() }
    }
}

pub type Brings = fn(&Stage, &Things, Fresh) -> Ask;

pub struct Door {
    pub verb: &'static str,
    pub path: String,
    /// Which of several things is asked for.
    pub case: &'static str,
    pub effect: Effect,
    pub right: Right,
    pub brings: Brings,
}

impl Door {
    /// Names a row of the matrix.
    pub fn name(&self) -> String {
        let path = self.path.strip_prefix("/api/fn/v1/").unwrap_or(&self.path);
        let verb = if path == self.path { format!("{} ", self.verb) } else { String::new() };
        let case = if self.case.is_empty() { String::new() } else { format!(", {}", self.case) };
        format!("{verb}{path}{case}")
    }

    pub fn is_rest(&self) -> bool {
        self.path.starts_with("/api/v1/")
    }

    pub fn request(&self, ask: &Ask) -> Request {
        ask.request(self.verb, &self.path)
    }
}

impl Ask {
    pub fn request(&self, verb: &str, path: &str) -> Request {
        let path = match self.id {
            Some(id) => path.replace("{id}", &id.to_string()),
            None => path.to_owned(),
        };
        let request =
            Request::builder().method(verb).uri(path).header("idempotency-key", self.key.to_string());
        match &self.sent {
            Sent::Nothing => request.body(Body::empty()),
            Sent::Form(fields) => {
                let text: Vec<String> =
                    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
                request
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(text.join("&").into())
            }
            Sent::Json(value) => {
                request.header("content-type", "application/json").body(value.to_string().into())
            }
        }
        .unwrap()
    }

    /// Does a repeat change nothing?
    pub fn runs_once(&self, door: &Door) -> bool {
        let key = self.key.to_string();
        match &self.sent {
            Sent::Form(fields) => fields.iter().any(|(name, value)| name == "command" && *value == key),
            Sent::Json(value) => {
                value["command"]["id"] == key
                    || (door.is_rest() && REST_COMMANDS.contains(&door.path.as_str()) && door.verb != "GET")
            }
            Sent::Nothing => false,
        }
    }
}

/// Routes whose `Idempotency-Key` is the command's id.
const REST_COMMANDS: [&str; 2] = ["/api/v1/drafts/{id}", "/api/v1/reports/{id}/issue"];

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

/// All rows.
pub fn all() -> Vec<Door> {
    [account::doors(), clients::doors(), reports::doors()].into_iter().flatten().collect()
}

/// A server function.
fn function(name: &str, case: &'static str, effect: Effect, right: Right, brings: Brings) -> Door {
    Door { verb: "POST", path: format!("/api/fn/v1/{name}"), case, effect, right, brings }
}

fn route(
    verb: &'static str,
    path: &str,
    case: &'static str,
    effect: Effect,
    right: Right,
    brings: Brings,
) -> Door {
    Door { verb, path: format!("/api/v1/{path}"), case, effect, right, brings }
}

fn nothing(_: &Stage, _: &Things, fresh: Fresh) -> Ask {
    form(fresh, Vec::new())
}

fn form(fresh: Fresh, fields: Vec<(&str, String)>) -> Ask {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Ask { id: None, sent: Sent::Form(fields), key: fresh.key }
}

/// A form that carries its command's id.
fn command(fresh: Fresh, fields: Vec<(&str, String)>) -> Ask {
    let mut ask = form(fresh, fields);
    if let Sent::Form(fields) = &mut ask.sent {
        fields.insert(0, ("command".into(), fresh.key.to_string()));
    }
    ask
}

fn json(fresh: Fresh, value: Value) -> Ask {
    Ask { id: None, sent: Sent::Json(value), key: fresh.key }
}

fn at(id: impl Into<Uuid>, ask: Ask) -> Ask {
    Ask { id: Some(id.into()), ..ask }
}

fn bare(fresh: Fresh) -> Ask {
    Ask { id: None, sent: Sent::Nothing, key: fresh.key }
}
