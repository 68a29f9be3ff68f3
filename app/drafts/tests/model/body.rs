//! Report bodies made of words that occur once in the world, and the account of which must survive.

use super::Chance;
use libero_domain::id::ReportId;
use libero_drafts::envelope::Envelope;
use libero_drafts::merge::{Choice, Outcome, merge};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Words {
    count: u64,
    needed: BTreeMap<ReportId, BTreeSet<String>>,
    unneeded: BTreeSet<String>,
    discarded: BTreeSet<ReportId>,
}

pub struct Typed {
    pub body: Value,
    pub new: Vec<String>,
    /// Words that the person took out.
    pub removed: BTreeSet<String>,
}

impl Words {
    /// One change by a person: a word into a text, a new line, a line or a word taken out.
    pub fn edit(&mut self, view: &Value, chance: &mut Chance) -> Typed {
        let mut body = if view.is_object() { view.clone() } else { json!({"subject": "", "entries": []}) };
        let lines = body["entries"].as_array().map_or(0, Vec::len);
        let (mut new, mut removed) = (Vec::new(), BTreeSet::new());
        match chance.below(10) {
            0..=3 => {
                new.push(self.word());
                append(&mut body["subject"], &new[0]);
            }
            4..=5 if lines > 0 => {
                new.push(self.word());
                append(&mut body["entries"][chance.below(lines)]["text"], &new[0]);
            }
            6 if lines > 0 => {
                let line = chance.below(lines);
                removed = words_of(&body["entries"][line]);
                if let Some(list) = body["entries"].as_array_mut() {
                    list.remove(line);
                }
            }
            7 => {
                let subject = body["subject"].as_str().unwrap_or("").to_owned();
                let (rest, last) = subject.rsplit_once(' ').unwrap_or(("", &subject));
                removed.insert(last.to_owned());
                body["subject"] = rest.into();
            }
            _ => {
                new.push(self.word());
                let line = json!({"id": format!("line-{}", self.count), "text": new[0]});
                if let Some(list) = body["entries"].as_array_mut() {
                    list.insert(chance.below(lines + 1), line);
                }
            }
        }
        Typed { body, new, removed }
    }

    /// A person settles a clash: now this side, now that one, now both.
    pub fn settle(&mut self, envelope: &Envelope, theirs: &Value, chance: &mut Chance) -> Value {
        let clash = match merge(&envelope.ancestor, &envelope.body, theirs) {
            Outcome::Merged(body) => return body,
            Outcome::Conflicts(clash) => clash,
        };
        let mut choices = Vec::new();
        for field in &clash.fields {
            let texts = (field.mine.as_ref(), field.theirs.as_ref());
            let choice = match (chance.below(3), texts) {
                (0, _) => Choice::Mine,
                (1, _) => Choice::Theirs,
                (_, (Some(Value::String(mine)), Some(Value::String(theirs)))) => {
                    Choice::Own(format!("{mine} {theirs}").into())
                }
                (_, (None, _)) => Choice::Theirs,
                (_, (Some(_), _)) => Choice::Mine,
            };
            choices.push(choice);
        }
        let body = clash.resolve(&choices);
        let before: BTreeSet<String> = words_of(&envelope.body).union(&words_of(theirs)).cloned().collect();
        self.unneeded(before.difference(&words_of(&body)).cloned().collect());
        body
    }

    pub fn needed(&mut self, draft: ReportId, words: Vec<String>) {
        self.needed.entry(draft).or_default().extend(words);
    }

    pub fn unneeded(&mut self, words: BTreeSet<String>) {
        self.unneeded.extend(words);
    }

    pub fn discarded(&mut self, draft: ReportId) {
        self.discarded.insert(draft);
    }

    pub fn is_discarded(&self, draft: ReportId) -> bool {
        self.discarded.contains(&draft)
    }

    pub fn missing(&self, draft: ReportId, body: &Value) -> Vec<String> {
        let there = words_of(body);
        let needed = self.needed.get(&draft).into_iter().flatten();
        needed.filter(|word| !self.unneeded.contains(*word) && !there.contains(*word)).cloned().collect()
    }

    fn word(&mut self) -> String {
        self.count += 1;
        format!("w{}", self.count)
    }
}

fn append(text: &mut Value, word: &str) {
    let before = text.as_str().unwrap_or("");
    *text = if before.is_empty() { word.into() } else { format!("{before} {word}").into() };
}

fn words_of(value: &Value) -> BTreeSet<String> {
    match value {
        Value::String(text) => text.split(' ').map(str::to_owned).collect(),
        Value::Array(list) => list.iter().flat_map(words_of).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "id")
            .flat_map(|(_, member)| words_of(member))
            .collect(),
        _ => BTreeSet::new(),
    }
}
