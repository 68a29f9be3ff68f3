//! The words of a report: attendees, topics, entries. Free text keeps its typed code points.

use crate::check::{Check, Code};
use crate::detail::{Weight, When};
use crate::id::{ClientId, EntryId, PersonId, TopicId, UserId};
use crate::limits;
use crate::team::Area;
use crate::text::clean_free;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    #[default]
    Meeting,
    Call,
    /// At the client's place.
    Visit,
    Message,
}

impl ContactKind {
    pub const ALL: [Self; 4] = [Self::Meeting, Self::Call, Self::Visit, Self::Message];

    pub fn code(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Message => "message",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Kind of an entry, in the order of the keys Alt Shift 1–6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Decision,
    Action,
    Detail,
    Feedback,
    Signal,
    Note,
}

impl EntryKind {
    pub const ALL: [Self; 6] =
        [Self::Decision, Self::Action, Self::Detail, Self::Feedback, Self::Signal, Self::Note];

    pub fn code(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Detail => "detail",
            Self::Feedback => "feedback",
            Self::Signal => "signal",
            Self::Note => "note",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Feedback, signal and note start inside the team; the rest is for the client too.
    pub fn for_client(self) -> bool {
        matches!(self, Self::Decision | Self::Action | Self::Detail)
    }

    /// The client's own words, shown in quotation marks.
    pub fn is_quote(self) -> bool {
        matches!(self, Self::Detail | Self::Signal)
    }
}

/// Someone of either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "side", content = "id")]
pub enum Party {
    /// Of the client.
    Person(PersonId),
    /// Of the agency.
    User(UserId),
}

impl Party {
    pub fn uuid(self) -> Uuid {
        match self {
            Self::Person(id) => id.0,
            Self::User(id) => id.0,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    #[default]
    Present,
    /// Sent apologies.
    Absent,
    /// Gets a copy.
    Copy,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// The party's own id: one person stands in a report once.
    pub id: Uuid,
    pub who: Party,
    #[serde(default)]
    pub presence: Presence,
}

impl Attendee {
    pub fn present(who: Party) -> Self {
        Self { id: who.uuid(), who, presence: Presence::Present }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: TopicId,
    pub title: String,
    /// What was said of the budget, in words; a report always states it.
    #[serde(default)]
    pub budget: String,
}

/// Terms of an action: who, by when, and whether its keeping delivers work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionTerms {
    #[serde(default)]
    pub owner: Option<Party>,
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// Closing of that day when empty.
    #[serde(default)]
    pub due_at: Option<NaiveTime>,
    #[serde(default)]
    pub delivery: bool,
}

/// Terms of a detail: weight, and where and until when it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetailTerms {
    #[serde(default)]
    pub weight: Weight,
    #[serde(default)]
    pub when: When,
    #[serde(default)]
    pub areas: Vec<Area>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub id: EntryId,
    #[serde(default)]
    pub topic: Option<TopicId>,
    pub kind: EntryKind,
    pub text: String,
    #[serde(default)]
    pub said_by: Option<PersonId>,
    #[serde(default)]
    pub action: ActionTerms,
    #[serde(default)]
    pub detail: DetailTerms,
    /// Line number, given once at issue and the same on every side.
    #[serde(default)]
    pub line: Option<u16>,
}

impl Entry {
    pub fn new(id: EntryId, kind: EntryKind, text: &str) -> Self {
        Self {
            id,
            topic: None,
            kind,
            text: text.into(),
            said_by: None,
            action: ActionTerms::default(),
            detail: DetailTerms::default(),
            line: None,
        }
    }
}

/// What a person types of a contact. A draft may lack anything but its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    #[serde(default)]
    pub client: Option<ClientId>,
    #[serde(default)]
    pub kind: ContactKind,
    /// Day of the contact, at the agency.
    pub held_on: NaiveDate,
    #[serde(default)]
    pub from: Option<NaiveTime>,
    #[serde(default)]
    pub to: Option<NaiveTime>,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub attendees: Vec<Attendee>,
    #[serde(default)]
    pub topics: Vec<Topic>,
    #[serde(default)]
    pub entries: Vec<Entry>,
}

impl ReportBody {
    pub fn empty(held_on: NaiveDate) -> Self {
        Self {
            client: None,
            kind: ContactKind::default(),
            held_on,
            from: None,
            to: None,
            place: String::new(),
            attendees: Vec::new(),
            topics: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Nobody typed anything yet.
    pub fn is_blank(&self) -> bool {
        self.entries.iter().all(|entry| entry.text.trim().is_empty()) && self.place.trim().is_empty()
    }

    /// End of the contact as typed: the issue clock starts here. Without an hour, the end of the day's work
    /// is assumed by the caller through `day_end`.
    pub fn ended(&self, day_end: NaiveTime) -> NaiveDateTime {
        self.held_on.and_time(self.to.or(self.from).unwrap_or(day_end))
    }

    /// Entries in the order of their topics; those without a topic come first.
    pub fn in_order(&self) -> Vec<(Option<&Topic>, Vec<&Entry>)> {
        let known =
            |entry: &&Entry| entry.topic.and_then(|id| self.topics.iter().find(|topic| topic.id == id));
        let mut groups =
            vec![(None, self.entries.iter().filter(|entry| known(entry).is_none()).collect::<Vec<_>>())];
        for topic in &self.topics {
            groups.push((
                Some(topic),
                self.entries.iter().filter(|entry| entry.topic == Some(topic.id)).collect(),
            ));
        }
        groups.retain(|(topic, entries)| topic.is_some() || !entries.is_empty());
        groups
    }

    /// Line numbers as issue will give them: numbers once given stay, new entries get the next ones in
    /// reading order.
    pub fn numbered(&self) -> Vec<(EntryId, u16)> {
        let mut next = self.entries.iter().filter_map(|entry| entry.line).max().unwrap_or(0);
        self.in_order()
            .into_iter()
            .flat_map(|(_, entries)| entries)
            .map(|entry| {
                let line = entry.line.unwrap_or_else(|| {
                    next += 1;
                    next
                });
                (entry.id, line)
            })
            .collect()
    }

    /// A draft's content, cleaned: limits hold and things named once are there once. Anything may be missing.
    ///
    /// # Errors
    /// Fields to mend.
    pub fn checked(mut self) -> Result<Self, crate::error::Error> {
        self.place = clean_free(&self.place);
        let mut check = Check::default();
        check.optional("place", &self.place, limits::TITLE);
        let times_in_order = !matches!((self.from, self.to), (Some(from), Some(to)) if to < from);
        check.require("to", times_in_order, Code::EndsBeforeStart);
        for (field, count, max) in [
            ("entries", self.entries.len(), limits::ENTRIES_PER_REPORT),
            ("topics", self.topics.len(), limits::TOPICS_PER_REPORT),
            ("attendees", self.attendees.len(), limits::ATTENDEES_PER_REPORT),
        ] {
            check.require(field, count <= max, Code::TooMany { max });
        }
        for attendee in &mut self.attendees {
            attendee.id = attendee.who.uuid();
        }
        let mut seen = std::collections::HashSet::new();
        self.attendees.retain(|attendee| seen.insert(attendee.who));
        for (i, topic) in self.topics.iter_mut().enumerate() {
            topic.title = clean_free(&topic.title);
            topic.budget = clean_free(&topic.budget);
            check.optional(&format!("topics.{i}.title"), &topic.title, limits::TITLE);
            check.optional(&format!("topics.{i}.budget"), &topic.budget, limits::TITLE);
        }
        for (i, entry) in self.entries.iter_mut().enumerate() {
            entry.text = clean_free(&entry.text);
            check.optional(&format!("entries.{i}.text"), &entry.text, limits::ENTRY);
        }
        let mut ids = std::collections::HashSet::new();
        let unique = self.entries.iter().all(|entry| ids.insert(entry.id.0))
            && self.topics.iter().all(|topic| ids.insert(topic.id.0));
        check.require("entries", unique, Code::Taken);
        check.done()?;
        Ok(self)
    }
}
