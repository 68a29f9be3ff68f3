//! The draft envelope: a report's words on this device, and how far they got.
//!
//! Drafts stay in the browser's storage, which a strict reading of web security rules forbids for
//! sensitive data. It is done on purpose and within bounds: an account manager types in lifts and tunnels,
//! and losing a client's words is the greater harm. So both copies are sealed with a key that cannot leave
//! the device (see the browser part), they hold the report's fields and nothing else, and they go as soon as
//! the server has the words and the person has seen it.
//!
//! An envelope has two halves that change apart: the *words* (`revision` counts), written where somebody
//! types, and the *exchange* with the server (`turn` counts), written where the queue runs. Of two copies
//! the newer of each half wins.

use libero_domain::command::Version;
use libero_domain::id::{CommandId, DeviceId, ReportId, UserId};
use libero_domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Version of the envelope that this page writes.
pub const VERSION: u16 = 1;

/// What the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    ContactReport,
}

/// One draft of one person on one device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Version of this form, see [`VERSION`].
    pub v: u16,
    /// The draft's id is the report's id: however often it is sent, there is one report.
    pub id: ReportId,
    pub kind: Kind,
    pub user: UserId,
    pub device: DeviceId,

    /// Raised by each change of the words or of `ready`; the first is 1.
    pub revision: u64,
    /// When the words last changed, by the device's clock: for people, never for order.
    pub updated_at: Timestamp,
    /// "Done" was pressed.
    pub ready: bool,
    /// The report's fields as JSON.
    pub body: Value,

    /// Raised by each change of the fields below.
    #[serde(default)]
    pub turn: u64,
    /// The server's version that the words are built on; 0 = the server has none.
    #[serde(default)]
    pub base: Version,
    /// The server's body at `base`, for a three-way merge; null at base 0.
    #[serde(default)]
    pub ancestor: Value,
    /// The revision that the server has; 0 = none.
    #[serde(default)]
    pub stored: u64,
    /// The server has made it a report.
    #[serde(default)]
    pub settled: bool,
    /// Id of the next command; never sent yet.
    pub command: CommandId,
    /// An attempt without an answer. It is repeated as it is until there is one.
    #[serde(default)]
    pub sending: Option<Sending>,
    pub state: State,

    /// Members that a later page added without a new version; kept as they are.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A put under way, or one whose answer was lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sending {
    pub command: CommandId,
    pub base: Version,
    pub revision: u64,
    pub ready: bool,
    pub body: Value,
}

/// How far a draft got.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum State {
    /// Words wait to be sent, or an attempt waits for its answer.
    Waiting,
    /// The server has every word.
    Stored,
    /// Somebody else's version is on the server and a field was changed on both sides: a person chooses.
    Clash { theirs: Theirs },
    /// The server refused; nothing is sent until somebody acts.
    Stopped { why: Why },
    /// To be deleted on the server too.
    Discarding,
    /// Deleted: the copies on this device go.
    Gone,
}

/// Why a draft stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nobody is signed in.
    SignIn,
    /// The role does not allow it any more.
    NotAllowed,
    /// The report or its client is not there, or not open to this person.
    NotFound,
    /// The report is past the state of a draft.
    Settled,
    TooLarge,
    /// The server could not read the words, or found fields to mend.
    Malformed,
}

/// The server's side of a conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theirs {
    pub version: Version,
    pub body: Value,
    /// Name of who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

/// Who starts a draft, on what, when.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    pub id: ReportId,
    pub user: UserId,
    pub device: DeviceId,
    pub command: CommandId,
    pub at: Timestamp,
}

impl Envelope {
    /// A draft that the server does not have.
    pub fn new(start: Start, body: Value) -> Self {
        Self {
            v: VERSION,
            id: start.id,
            kind: Kind::ContactReport,
            user: start.user,
            device: start.device,
            revision: 1,
            updated_at: start.at,
            ready: false,
            body,
            turn: 1,
            base: 0,
            ancestor: Value::Null,
            stored: 0,
            settled: false,
            command: start.command,
            sending: None,
            state: State::Waiting,
            rest: Map::new(),
        }
    }

    /// A draft that goes on where the server's version `base` ends.
    pub fn adopted(start: Start, base: Version, body: Value) -> Self {
        let mut draft = Self::new(start, body);
        draft.base = base;
        draft.ancestor = draft.body.clone();
        draft.stored = draft.revision;
        draft.state = State::Stored;
        draft
    }

    /// Whether there are words here that the server may not have.
    pub fn unsent(&self) -> bool {
        match self.state {
            State::Gone | State::Discarding => false,
            _ => self.revision > self.stored || self.sending.is_some(),
        }
    }

    pub(crate) fn set_words(&mut self, body: Value, ready: bool, at: Timestamp) {
        self.body = body;
        self.ready = ready;
        self.revision += 1;
        self.updated_at = at;
    }

    /// The newer half of each. A draft said to be stored that has newer words is waiting again.
    fn combined(self, other: Self) -> Self {
        let (mut words, exchange) = (self, other);
        words.turn = exchange.turn;
        words.base = exchange.base;
        words.ancestor = exchange.ancestor;
        words.stored = exchange.stored;
        words.settled = exchange.settled;
        words.command = exchange.command;
        words.sending = exchange.sending;
        words.state = exchange.state;
        if words.state == State::Stored && words.revision > words.stored {
            words.state = State::Waiting;
        }
        words
    }
}

/// A copy as it was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Known(Box<Envelope>),
    /// Written by a newer page than this one: kept untouched, shown as "reload the page".
    Newer {
        v: u16,
        text: String,
    },
    /// Not an envelope. Kept untouched too: a person may still read words in it.
    Broken {
        text: String,
    },
}

/// Reads a copy. Nothing is ever thrown away here.
pub fn read(text: &str) -> Found {
    #[derive(Deserialize)]
    struct Head {
        v: u16,
        #[serde(default)]
        kind: Value,
    }
    let Ok(head) = serde_json::from_str::<Head>(text) else {
        return Found::Broken { text: text.into() };
    };
    let known_kind = serde_json::from_value::<Kind>(head.kind).is_ok();
    if head.v > VERSION || (head.v > 0 && !known_kind) {
        return Found::Newer { v: head.v, text: text.into() };
    }
    match serde_json::from_str(text) {
        Ok(envelope) if head.v > 0 => Found::Known(Box::new(envelope)),
        _ => Found::Broken { text: text.into() },
    }
}

/// Of the two copies of a draft, what holds: the higher revision of the words, the higher turn of the
/// exchange; the durable copy where they are even. A copy of a newer page wins over all, unread.
pub fn pick_newest(local: Option<Found>, durable: Option<Found>) -> Option<Found> {
    match (local, durable) {
        (Some(Found::Known(local)), Some(Found::Known(durable))) => {
            let picked = match (local.revision > durable.revision, local.turn > durable.turn) {
                (true, true) => local,
                (true, false) => Box::new(local.combined(*durable)),
                (false, true) => Box::new(durable.combined(*local)),
                (false, false) => durable,
            };
            Some(Found::Known(picked))
        }
        (Some(newer @ Found::Newer { .. }), Some(Found::Known(_) | Found::Broken { .. })) => Some(newer),
        (Some(Found::Known(known)), Some(Found::Broken { .. })) => Some(Found::Known(known)),
        (local, durable) => durable.or(local),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use libero_domain::id::{CommandId, DeviceId, ReportId, UserId};
    use serde_json::json;

    fn id<T: std::str::FromStr>(n: u8) -> T {
        format!("00000000-0000-7000-8000-0000000000{n:02x}").parse().ok().unwrap()
    }

    fn draft(words: &str) -> Envelope {
        let start = Start {
            id: id::<ReportId>(1),
            user: id::<UserId>(2),
            device: id::<DeviceId>(3),
            command: id::<CommandId>(4),
            at: Timestamp(1_000),
        };
        Envelope::new(start, json!({"text": words}))
    }

    fn known(envelope: Envelope) -> Option<Found> {
        Some(Found::Known(Box::new(envelope)))
    }

    fn words_of(found: Option<Found>) -> String {
        match found {
            Some(Found::Known(envelope)) => envelope.body["text"].as_str().unwrap_or("").into(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_envelope_comes_back_as_it_was_written() {
        let mut envelope = draft("«گاو را هیچ‌وقت از پشت نشان ندهید»");
        envelope.state = State::Clash { theirs: Theirs { version: 9, body: json!(1), by: None, at: None } };
        envelope.rest.insert("added_later".into(), json!({"kept": true}));
        let text = serde_json::to_string(&envelope).unwrap();
        assert_eq!(read(&text), Found::Known(Box::new(envelope)));
    }

    #[test]
    fn the_least_that_version_one_ever_wrote_is_read() {
        let text = r#"{"v":1,"id":"00000000-0000-7000-8000-000000000001","kind":"contact_report",
            "user":"00000000-0000-7000-8000-000000000002","device":"00000000-0000-7000-8000-000000000003",
            "revision":5,"updated_at":7,"ready":true,"body":{"text":"w"},
            "command":"00000000-0000-7000-8000-000000000004","state":{"is":"waiting"}}"#;
        let Found::Known(envelope) = read(text) else { panic!() };
        assert_eq!((envelope.revision, envelope.base, envelope.stored, envelope.sending), (5, 0, 0, None));
    }

    #[test]
    fn what_a_newer_page_wrote_is_kept_unread() {
        for text in [r#"{"v":2,"anything":1}"#, r#"{"v":1,"kind":"media_plan"}"#] {
            assert!(matches!(read(text), Found::Newer { text: kept, .. } if kept == text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_kept_too() {
        for text in
            ["", "{", "[]", r#"{"v":0}"#, r#"{"v":-1}"#, r#"{"v":1,"kind":"contact_report"}"#, "\u{0}"]
        {
            assert_eq!(read(text), Found::Broken { text: text.into() }, "{text}");
        }
    }

    #[test]
    fn the_higher_revision_wins_at_start() {
        let (mut local, mut durable) = (draft("local"), draft("durable"));
        assert_eq!(words_of(pick_newest(known(local.clone()), known(durable.clone()))), "durable");
        local.revision = 2;
        assert_eq!(words_of(pick_newest(known(local.clone()), known(durable.clone()))), "local");
        durable.revision = 3;
        assert_eq!(words_of(pick_newest(known(local.clone()), known(durable.clone()))), "durable");
        assert_eq!(words_of(pick_newest(known(local), None)), "local");
        assert_eq!(words_of(pick_newest(None, known(durable))), "durable");
        assert_eq!(pick_newest(None, None), None);
    }

    #[test]
    fn newer_words_here_meet_a_newer_exchange_there() {
        let (mut local, mut durable) = (draft("newer words"), draft("sent words"));
        local.revision = 3;
        durable.revision = 2;
        durable.stored = 2;
        durable.base = 7;
        durable.turn = 5;
        durable.state = State::Stored;
        for found in [
            pick_newest(known(local.clone()), known(durable.clone())),
            pick_newest(known(durable), known(local)),
        ] {
            let Some(Found::Known(envelope)) = found else { panic!() };
            assert_eq!(envelope.body, json!({"text": "newer words"}));
            assert_eq!((envelope.base, envelope.stored, envelope.turn), (7, 2, 5));
            assert_eq!(envelope.state, State::Waiting, "words that the server lacks wait");
            assert!(envelope.unsent());
        }
    }

    #[test]
    fn a_newer_pages_copy_is_never_covered_by_an_older_one() {
        let newer = || Some(Found::Newer { v: 2, text: "t".into() });
        let broken = || Some(Found::Broken { text: "b".into() });
        assert_eq!(pick_newest(newer(), known(draft("x"))), newer());
        assert_eq!(pick_newest(known(draft("x")), newer()), newer());
        assert_eq!(pick_newest(newer(), broken()), newer());
        assert_eq!(pick_newest(broken(), newer()), newer());
        assert_eq!(pick_newest(broken(), None), broken());
        assert_eq!(words_of(pick_newest(known(draft("x")), broken())), "x");
        assert_eq!(words_of(pick_newest(broken(), known(draft("x")))), "x");
    }

    #[test]
    fn an_adopted_draft_has_nothing_to_send() {
        let start = Start {
            id: id::<ReportId>(1),
            user: id::<UserId>(2),
            device: id::<DeviceId>(3),
            command: id::<CommandId>(4),
            at: Timestamp(0),
        };
        let envelope = Envelope::adopted(start, 4, json!({"a": 1}));
        assert!(!envelope.unsent());
        assert_eq!((envelope.base, &envelope.ancestor), (4, &envelope.body));
    }
}
