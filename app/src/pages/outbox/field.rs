//! A field of a report by its path: what it is called, and what stands in it, in words.

use libero_domain::contact_report::{Attendee, ContactKind, Entry, EntryKind, Party, ReportBody, Topic};
use libero_domain::detail::Weight;
use libero_domain::id::{ClientId, PersonId};
use libero_domain::reader::Reader;
use libero_domain::team::Area;
use libero_domain::words::{fill, outbox as words, trade};
use libero_drafts::merge::{Path, Step};
use serde_json::Value;

/// What a value is read with.
pub struct Reading<'a> {
    pub reader: &'a Reader,
    /// Both sides together, for the numbers of its lines.
    pub body: &'a ReportBody,
    pub party: &'a dyn Fn(Party) -> Option<String>,
    pub client: &'a dyn Fn(ClientId) -> Option<String>,
}

impl Reading<'_> {
    /// «بند ۲، متن».
    pub fn label(&self, path: &Path) -> String {
        let lang = self.reader.lang;
        let names = names(path);
        match names.as_slice() {
            ["client", ..] => words::client(lang).into(),
            ["kind", ..] => words::kind_of_contact(lang).into(),
            ["held_on", ..] => words::day(lang).into(),
            ["from", ..] => words::from_hour(lang).into(),
            ["to", ..] => words::to_hour(lang).into(),
            ["place", ..] => words::place(lang).into(),
            ["attendees", ..] => words::attendee(lang).into(),
            ["topics", _, "budget", ..] => words::budget(lang).into(),
            ["topics", ..] => words::topic(lang).into(),
            ["entries", id, rest @ ..] => {
                let template = match rest {
                    ["text", ..] => words::line_words(lang),
                    ["kind", ..] => words::line_kind(lang),
                    ["said_by", ..] => words::line_said_by(lang),
                    ["action", "owner", ..] => words::line_owner(lang),
                    ["action", "due_on" | "due_at", ..] => words::line_due(lang),
                    ["detail", "weight", ..] => words::line_weight(lang),
                    ["detail", ..] => words::line_scope(lang),
                    _ => words::line(lang),
                };
                fill(template, &[("n", &self.number(id))])
            }
            _ => words::order(lang).into(),
        }
    }

    /// What stands there; `None` is a deletion.
    pub fn value(&self, path: &Path, value: &Value) -> String {
        let lang = self.reader.lang;
        if value.is_null() {
            return words::empty(lang).into();
        }
        let names = names(path);
        let known = match names.as_slice() {
            ["client", ..] => read::<ClientId>(value).and_then(|id| (self.client)(id)),
            ["kind", ..] => read::<ContactKind>(value).map(|kind| trade::contact_kind(lang, kind).to_owned()),
            ["held_on"] | ["entries", _, "action", "due_on"] => read(value).map(|day| self.reader.day_long(day)),
            ["from" | "to"] | ["entries", _, "action", "due_at"] => read(value).map(|time| self.reader.clock(time)),
            ["attendees", _] => read::<Attendee>(value).and_then(|attendee| (self.party)(attendee.who)),
            ["topics", _] => read::<Topic>(value).map(|topic| topic.title),
            ["entries", _] => read::<Entry>(value).map(|entry| {
                format!("{}: {}", trade::entry_kind(lang, entry.kind), entry.text)
            }),
            ["entries", _, "kind"] => read::<EntryKind>(value).map(|kind| trade::entry_kind(lang, kind).to_owned()),
            ["entries", _, "said_by"] => read::<PersonId>(value).and_then(|id| (self.party)(Party::Person(id))),
            ["entries", _, "action", "owner"] => read::<Party>(value).and_then(|party| (self.party)(party)),
            ["entries", _, "detail", "weight"] => read::<Weight>(value).map(|weight| trade::weight(lang, weight).to_owned()),
            ["entries", _, "detail", "areas", ..] => read::<Area>(value).map(|area| trade::area(lang, area).to_owned()),
            _ => None,
        };
        let somebody = matches!(
            names.as_slice(),
            ["client"] | ["attendees", ..] | ["entries", _, "said_by"] | ["entries", _, "action", "owner", ..]
        );
        match (known, value) {
            (Some(known), _) if known.trim().is_empty() => words::empty(lang).into(),
            (Some(known), _) => known,
            (None, _) if somebody => words::somebody(lang).into(),
            (None, Value::String(text)) if text.trim().is_empty() => words::empty(lang).into(),
            (None, Value::String(text)) => text.clone(),
            (None, Value::Bool(yes)) => if *yes { words::yes(lang) } else { words::no(lang) }.into(),
            (None, other) => other.to_string(),
        }
    }

    fn number(&self, entry: &str) -> String {
        let numbers = self.body.numbered();
        let found = numbers.iter().find(|(id, _)| id.to_string() == entry);
        found.map_or_else(|| "—".into(), |(_, line)| self.reader.count((*line).into()))
    }
}

fn names(path: &Path) -> Vec<&str> {
    path.steps().iter().map(|(Step::Key(name) | Step::Item(name))| name.as_str()).collect()
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use libero_domain::calendar::Calendar;
    use libero_domain::reader::Lang;
    use libero_domain::time::{Timestamp, Zone};
    use libero_drafts::merge::{self, Outcome};
    use uuid::Uuid;

    fn reader() -> Reader {
        Reader {
            lang: Lang::En,
            calendar: Calendar::Gregorian,
            digits: Default::default(),
            zone: Zone::tehran(),
            money_unit: Default::default(),
            now: Timestamp(1_802_000_000_000),
        }
    }

    #[test]
    fn a_field_changed_on_both_sides_is_named_and_read() {
        let reader = reader();
        let id = |n| Uuid::from_u128(n);
        let mut base = ReportBody::empty(reader.today());
        base.entries.push(Entry::new(id(1).into(), EntryKind::Note, "first"));
        base.entries.push(Entry::new(id(2).into(), EntryKind::Action, "second"));
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        mine.entries[1].text = "my second".into();
        theirs.entries[1].text = "their second".into();
        mine.entries[1].action.owner = Some(Party::User(id(7).into()));
        theirs.entries[1].action.owner = Some(Party::Person(id(8).into()));
        mine.place = "here".into();
        theirs.place = String::new();
        mine.from = chrono::NaiveTime::from_hms_opt(10, 30, 0);
        theirs.from = chrono::NaiveTime::from_hms_opt(9, 0, 0);
        base.place = "there".into();
        let json = |body: &ReportBody| serde_json::to_value(body).unwrap();
        let Outcome::Conflicts(clash) = merge::merge(&json(&base), &json(&mine), &json(&theirs)) else { panic!() };
        let party = |party: Party| (party == Party::User(id(7).into())).then(|| "Leila Farahmand".to_owned());
        let reading = Reading { reader: &reader, body: &mine, party: &party, client: &|_| None };
        let mut shown: Vec<String> = clash
            .fields
            .iter()
            .map(|field| {
                let value = |value: &Option<Value>| value.as_ref().map(|value| reading.value(&field.path, value)).unwrap_or_default();
                format!("{}: {} | {}", reading.label(&field.path), value(&field.mine), value(&field.theirs))
            })
            .collect();
        shown.sort();
        let owner = shown.iter().find(|line| line.starts_with("Line 2, owner")).cloned().unwrap_or_default();
        assert!(owner.contains("Leila Farahmand") || owner.contains("Person"), "{shown:?}");
        assert!(shown.contains(&"Line 2, words: my second | their second".to_owned()), "{shown:?}");
        assert!(shown.contains(&"Place: here | Empty".to_owned()), "{shown:?}");
        assert!(shown.contains(&"From: 10:30 | 9:00".to_owned()), "{shown:?}");
    }
}
