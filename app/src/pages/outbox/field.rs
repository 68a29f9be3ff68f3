//! An open field of a report: what it is called, and what stands in it on either side, in words.

use libero_domain::contact_report::{Attendee, ContactKind, Entry, EntryKind, Party, ReportBody, Topic};
use libero_domain::detail::{Weight, When};
use libero_domain::id::{ClientId, PersonId};
use libero_domain::reader::Reader;
use libero_domain::team::Area;
use libero_domain::words::{fill, offline, outbox as words, trade};
use libero_drafts::merge::{Choice, Clash, FieldClash, Path, Step};
use serde_json::Value;

/// The part of a detail that is one choice for a person, though it has two members: until a day, or a campaign.
/// One side's kind with the other's day would mean nothing.
const WHOLE: &str = "when";

/// Fields that are chosen together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub path: Vec<String>,
    /// Indexes of the clash's fields.
    fields: Vec<usize>,
}

/// The choices that a person makes, in the order of the clash.
pub fn groups(fields: &[FieldClash]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let names = names(&field.path);
        let whole = names.iter().position(|name| name == WHOLE).map_or(names.len(), |end| end + 1);
        let path = names[..whole].to_vec();
        match groups.iter_mut().find(|group| group.path == path) {
            Some(group) => group.fields.push(at),
            None => groups.push(Group { path, fields: vec![at] }),
        }
    }
    groups
}

/// The body after a choice for each group, `true` for one's own: `mine` and `theirs` are the two whole bodies.
pub fn chosen(clash: &Clash, groups: &[Group], choices: &[bool], mine: &Value, theirs: &Value) -> Value {
    let mut each = vec![Choice::Mine; clash.fields.len()];
    for (group, own) in groups.iter().zip(choices) {
        for at in group.fields.iter().filter(|_| !own) {
            if let Some(choice) = each.get_mut(*at) {
                *choice = Choice::Theirs;
            }
        }
    }
    let mut body = clash.resolve(&each);
    for (group, own) in groups.iter().zip(choices).filter(|(group, _)| group.is_whole()) {
        let of_side = find(if *own { mine } else { theirs }, &group.path);
        if let (Some(value), Some(place)) = (of_side, find_mut(&mut body, &group.path)) {
            *place = value.clone();
        }
    }
    body
}

impl Group {
    fn is_whole(&self) -> bool {
        self.path.last().is_some_and(|name| name == WHOLE)
    }
}

/// What a value is read with.
pub struct Reading<'a> {
    pub reader: &'a Reader,
    /// Both sides together, for the numbers of its lines.
    pub merged: &'a ReportBody,
    pub party: &'a dyn Fn(Party) -> Option<String>,
    pub client: &'a dyn Fn(ClientId) -> Option<String>,
}

impl Reading<'_> {
    /// «بند ۲، متن».
    pub fn label(&self, path: &[String]) -> String {
        let lang = self.reader.lang;
        match borrowed(path).as_slice() {
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

    /// What stands there in one side's body.
    pub fn value(&self, path: &[String], body: &Value) -> String {
        let lang = self.reader.lang;
        let value = match find(body, path) {
            None => return offline::deleted_here(lang).into(),
            Some(Value::Null) => return words::empty(lang).into(),
            Some(value) => value,
        };
        let names = borrowed(path);
        let known = match names.as_slice() {
            ["client"] => read::<ClientId>(value).and_then(|id| (self.client)(id)),
            ["kind"] => read::<ContactKind>(value).map(|kind| trade::contact_kind(lang, kind).to_owned()),
            ["held_on"] | ["entries", _, "action", "due_on"] => {
                read(value).map(|day| self.reader.day_long(day))
            }
            ["from" | "to"] | ["entries", _, "action", "due_at"] => {
                read(value).map(|time| self.reader.clock(time))
            }
            ["attendees", _] => read::<Attendee>(value).and_then(|attendee| (self.party)(attendee.who)),
            ["topics", _] => read::<Topic>(value).map(|topic| topic.title),
            ["entries", _] => read::<Entry>(value)
                .map(|entry| format!("{}: {}", trade::entry_kind(lang, entry.kind), entry.text)),
            ["entries", _, "kind"] => {
                read::<EntryKind>(value).map(|kind| trade::entry_kind(lang, kind).to_owned())
            }
            ["entries", _, "said_by"] => {
                read::<PersonId>(value).and_then(|id| (self.party)(Party::Person(id)))
            }
            ["entries", _, "action", "owner"] => read::<Party>(value).and_then(|party| (self.party)(party)),
            ["entries", _, "detail", "weight"] => {
                read::<Weight>(value).map(|weight| trade::weight(lang, weight).to_owned())
            }
            ["entries", _, "detail", "when"] => {
                read::<When>(value).map(|when| trade::scope(self.reader, &when, &[]))
            }
            ["entries", _, "detail", "areas", _] => {
                read::<Area>(value).map(|area| trade::area(lang, area).to_owned())
            }
            _ => None,
        };
        let somebody =
            matches!(names.as_slice(), ["client"] | ["attendees", _] | [.., "said_by"] | [.., "owner"]);
        match (known, value) {
            (Some(known), _) if known.trim().is_empty() => words::empty(lang).into(),
            (Some(known), _) => known,
            // Not among the names that this device carries.
            (None, _) if somebody => words::somebody(lang).into(),
            (None, Value::String(text)) if text.trim().is_empty() => words::empty(lang).into(),
            (None, Value::String(text)) => text.clone(),
            (None, Value::Bool(yes)) => if *yes { words::yes(lang) } else { words::no(lang) }.into(),
            (None, other) => other.to_string(),
        }
    }

    fn number(&self, entry: &str) -> String {
        let numbers = self.merged.numbered();
        let found = numbers.iter().find(|(id, _)| id.to_string() == entry);
        found.map_or_else(|| "—".into(), |(_, line)| self.reader.count((*line).into()))
    }
}

fn names(path: &Path) -> Vec<String> {
    path.steps().iter().map(|(Step::Key(name) | Step::Item(name))| name.clone()).collect()
}

fn borrowed(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// The value at a path: members of objects by name, of lists by their id or their own text.
fn find<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| match value {
        Value::Object(members) => members.get(name),
        Value::Array(items) => items.iter().find(|item| is_named(item, name)),
        _ => None,
    })
}

fn find_mut<'a>(value: &'a mut Value, path: &[String]) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |value, name| match value {
        Value::Object(members) => members.get_mut(name),
        Value::Array(items) => items.iter_mut().find(|item| is_named(item, name)),
        _ => None,
    })
}

fn is_named(item: &Value, name: &str) -> bool {
    item.get("id").unwrap_or(item).as_str() == Some(name)
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
    fn a_field_changed_on_both_sides_is_named_and_read_as_one_choice() {
        let reader = reader();
        let id = |n| Uuid::from_u128(n);
        let mut base = ReportBody::empty(reader.today());
        base.place = "there".into();
        base.entries.push(Entry::new(id(1).into(), EntryKind::Note, "first"));
        base.entries.push(Entry::new(id(2).into(), EntryKind::Action, "second"));
        base.entries[1].action.owner = Some(Party::User(id(6).into()));
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        mine.place = "here".into();
        theirs.place = String::new();
        mine.from = chrono::NaiveTime::from_hms_opt(10, 30, 0);
        theirs.from = chrono::NaiveTime::from_hms_opt(9, 0, 0);
        mine.entries[1].text = "my second".into();
        theirs.entries[1].text = "their second".into();
        // The same side with another colleague, against somebody of the other side.
        mine.entries[1].action.owner = Some(Party::User(id(7).into()));
        theirs.entries[1].action.owner = Some(Party::Person(id(8).into()));
        mine.entries[0].text = "changed".into();
        theirs.entries.remove(0);
        let json = |body: &ReportBody| serde_json::to_value(body).unwrap();
        let Outcome::Conflicts(clash) = merge::merge(&json(&base), &json(&mine), &json(&theirs)) else {
            panic!()
        };
        let party = |party: Party| (party == Party::User(id(7).into())).then(|| "Leila Farahmand".to_owned());
        let reading = Reading { reader: &reader, merged: &mine, party: &party, client: &|_| None };
        let mut shown: Vec<String> = groups(&clash.fields)
            .iter()
            .map(|group| {
                let side = |body| reading.value(&group.path, &json(body));
                format!("{}: {} | {}", reading.label(&group.path), side(&mine), side(&theirs))
            })
            .collect();
        shown.sort();
        assert_eq!(
            shown,
            [
                "From: 10:30 | 9:00",
                "Line 1: Note: changed | Deleted",
                "Line 2, owner: Leila Farahmand | Person",
                "Line 2, words: my second | their second",
                "Place: here | Empty",
            ]
        );
    }

    #[test]
    fn until_when_a_detail_holds_is_never_half_of_each_side() {
        let day = |d| chrono::NaiveDate::from_ymd_opt(2027, 3, d).unwrap();
        let body = |when: When| {
            let mut body = ReportBody::empty(day(1));
            let mut entry = Entry::new(Uuid::from_u128(1).into(), EntryKind::Detail, "x");
            entry.detail.when = when;
            body.entries.push(entry);
            serde_json::to_value(body).unwrap()
        };
        let (base, mine) = (body(When::Until(day(2))), body(When::Until(day(3))));
        let theirs = body(When::Campaign("Nowruz".into()));
        let Outcome::Conflicts(clash) = merge::merge(&base, &mine, &theirs) else { panic!() };
        let groups = groups(&clash.fields);
        assert_eq!(groups.len(), 1);
        assert_eq!(chosen(&clash, &groups, &[true], &mine, &theirs), mine);
        assert_eq!(chosen(&clash, &groups, &[false], &mine, &theirs), theirs);
    }
}
