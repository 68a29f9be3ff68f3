//! Three-way merge of report bodies: what was there, what I have, what they have.
//!
//! Works field by field on JSON. Objects merge by member. Lists whose members carry a text `id` merge by
//! that id, lists of plain values as sets; of a list both sides put in a new order, mine keeps its order.
//! A text is one field: two people's sentences are never woven into one behind their backs. Where both
//! sides changed one field, or one deleted what the other changed, a person chooses.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// What came of a merge.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// No field was changed on both sides.
    Merged(Value),
    /// Somebody has to choose.
    Conflicts(Clash),
}

/// A merge that waits for choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Everything that merged by itself; at each open field stands my side, or theirs where I deleted it.
    pub merged: Value,
    /// The open fields, in the order of `merged`.
    pub fields: Vec<FieldClash>,
}

/// One field changed on both sides. `None` is a deletion (or, for `base`, that it was not there).
#[derive(Clone, Debug, PartialEq)]
pub struct FieldClash {
    pub path: Path,
    pub base: Option<Value>,
    pub mine: Option<Value>,
    pub theirs: Option<Value>,
}

/// A person's choice for one open field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    Mine,
    Theirs,
    /// Neither: these words of one's own.
    Own(Value),
}

/// Where a field stands. Prints as `entries.<id>.text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Step>);

/// One step down into a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Key(String),
    /// A member of a list, by its id, or by its text in a list of plain values.
    Item(String),
}

impl Path {
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            let (Step::Key(name) | Step::Item(name)) = step;
            if at > 0 {
                f.write_str(".")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

/// Merges two descendants of `base`. With no common ancestor, `base` is `Value::Null`.
pub fn merge(base: &Value, mine: &Value, theirs: &Value) -> Outcome {
    let mut fields = Vec::new();
    let merged =
        node(&Path::default(), Some(base), Some(mine), Some(theirs), &mut fields).unwrap_or_default();
    if fields.is_empty() { Outcome::Merged(merged) } else { Outcome::Conflicts(Clash { merged, fields }) }
}

impl Clash {
    /// The body after the choices, one for each field in order. Fields without a choice stay as in `merged`.
    pub fn resolve(&self, choices: &[Choice]) -> Value {
        let mut body = self.merged.clone();
        for (field, choice) in self.fields.iter().zip(choices) {
            let chosen = match choice {
                Choice::Mine => field.mine.clone(),
                Choice::Theirs => field.theirs.clone(),
                Choice::Own(value) => Some(value.clone()),
            };
            put(&mut body, field.path.steps(), chosen);
        }
        body
    }
}

/// Merges without asking and without losing a word: where both sides changed one text, both stand in it.
/// For two pages of the same person, where the result is before their eyes at once.
pub fn keep_both(base: &Value, mine: &Value, theirs: &Value) -> Value {
    match merge(base, mine, theirs) {
        Outcome::Merged(body) => body,
        Outcome::Conflicts(clash) => {
            let choices: Vec<Choice> = clash.fields.iter().map(both_sides).collect();
            clash.resolve(&choices)
        }
    }
}

fn both_sides(field: &FieldClash) -> Choice {
    match (&field.mine, &field.theirs) {
        (None, _) => Choice::Theirs,
        (Some(Value::String(mine)), Some(Value::String(theirs))) => Choice::Own(joined(mine, theirs).into()),
        (Some(Value::Array(mine)), Some(Value::Array(theirs))) => {
            let added = theirs.iter().filter(|item| !mine.contains(item));
            Choice::Own(mine.iter().chain(added).cloned().collect())
        }
        _ => Choice::Mine,
    }
}

/// Both texts in one: what they share at start and end stands once, what differs one after the other.
fn joined(mine: &str, theirs: &str) -> String {
    if says(mine, theirs) {
        return mine.into();
    }
    if says(theirs, mine) {
        return theirs.into();
    }
    let start = shared_start(mine, theirs);
    let (mine_rest, theirs_rest) = (&mine[start..], &theirs[start..]);
    let end = shared_end(mine_rest, theirs_rest);
    let mine_middle = &mine_rest[..mine_rest.len() - end];
    let theirs_middle = &theirs_rest[..theirs_rest.len() - end];
    let gap = if mine_middle.is_empty() || theirs_middle.is_empty() { "" } else { " " };
    [&mine[..start], mine_middle, gap, theirs_middle, &mine_rest[mine_rest.len() - end..]].concat()
}

/// Whether a text holds another, word for word: «w2» is not in «w20».
fn says(text: &str, other: &str) -> bool {
    let ends_word = |c: Option<char>| c.is_none_or(char::is_whitespace);
    text.match_indices(other).any(|(at, _)| {
        ends_word(text[..at].chars().next_back()) && ends_word(text[at + other.len()..].chars().next())
    })
}

/// Bytes of the longest common start that ends after white space, so that no word is cut.
fn shared_start(a: &str, b: &str) -> usize {
    let mut cut = 0;
    for ((at, x), y) in a.char_indices().zip(b.chars()) {
        if x != y {
            break;
        }
        if x.is_whitespace() {
            cut = at + x.len_utf8();
        }
    }
    cut
}

/// Bytes of the longest common end that begins with white space.
fn shared_end(a: &str, b: &str) -> usize {
    let mut cut = 0;
    for ((at, x), y) in a.char_indices().rev().zip(b.chars().rev()) {
        if x != y {
            break;
        }
        if x.is_whitespace() {
            cut = a.len() - at;
        }
    }
    cut
}

fn node(
    path: &Path,
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    open: &mut Vec<FieldClash>,
) -> Option<Value> {
    if mine == theirs || base == theirs {
        return mine.cloned();
    }
    if base == mine {
        return theirs.cloned();
    }
    match (mine, theirs) {
        (Some(Value::Object(mine)), Some(Value::Object(theirs)))
            if !refers(path, mine) && !refers(path, theirs) =>
        {
            return Some(members(path, base.and_then(Value::as_object), mine, theirs, open).into());
        }
        (Some(Value::Array(mine)), Some(Value::Array(theirs))) => {
            let before = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            if let (Some(base), Some(mine), Some(theirs)) = (named(before), named(mine), named(theirs)) {
                return Some(items(path, &base, &mine, &theirs, open).into());
            }
        }
        _ => {}
    }
    open.push(FieldClash {
        path: path.clone(),
        base: base.cloned(),
        mine: mine.cloned(),
        theirs: theirs.cloned(),
    });
    mine.or(theirs).cloned()
}

/// An object with an `id` that is no item of a list names something elsewhere, such as a person with the side
/// that they are of: half of one and half of another would name nobody, so it is one field.
fn refers(path: &Path, object: &Map<String, Value>) -> bool {
    matches!(path.0.last(), Some(Step::Key(_))) && object.get("id").is_some_and(Value::is_string)
}

fn members(
    path: &Path,
    base: Option<&Map<String, Value>>,
    mine: &Map<String, Value>,
    theirs: &Map<String, Value>,
    open: &mut Vec<FieldClash>,
) -> Map<String, Value> {
    let names = mine.keys().chain(theirs.keys().filter(|name| !mine.contains_key(*name)));
    names
        .filter_map(|name| {
            let at = path.with(Step::Key(name.clone()));
            let before = base.and_then(|base| base.get(name));
            node(&at, before, mine.get(name), theirs.get(name), open).map(|value| (name.clone(), value))
        })
        .collect()
}

/// A list whose members can be told apart.
type Named<'a> = Vec<(String, &'a Value)>;

fn named(list: &[Value]) -> Option<Named<'_>> {
    let mut seen = std::collections::BTreeSet::new();
    list.iter()
        .map(|item| {
            let name = item_name(item)?;
            seen.insert(name.clone()).then_some((name, item))
        })
        .collect()
}

fn item_name(item: &Value) -> Option<String> {
    match item {
        Value::Object(members) => members.get("id")?.as_str().map(str::to_owned),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Null | Value::Array(_) => None,
    }
}

fn items(path: &Path, base: &Named, mine: &Named, theirs: &Named, open: &mut Vec<FieldClash>) -> Vec<Value> {
    let (spine, other) = if moved(base, mine) { (mine, theirs) } else { (theirs, mine) };
    let mut order: Vec<&str> = spine.iter().map(|(name, _)| name.as_str()).collect();
    for (at, (name, _)) in other.iter().enumerate() {
        if order.contains(&name.as_str()) {
            continue;
        }
        // A new member follows the one that it followed where it was added.
        let place = other[..at]
            .iter()
            .rev()
            .find_map(|(before, _)| order.iter().position(|name| name == before))
            .map_or(0, |before| before + 1);
        order.insert(place, name);
    }
    order
        .into_iter()
        .filter_map(|name| {
            let at = path.with(Step::Item(name.to_owned()));
            node(&at, get(base, name), get(mine, name), get(theirs, name), open)
        })
        .collect()
}

fn get<'a>(list: &Named<'a>, name: &str) -> Option<&'a Value> {
    list.iter().find(|(other, _)| other == name).map(|(_, item)| *item)
}

/// Whether members that both lists have stand in another order.
fn moved(before: &Named, now: &Named) -> bool {
    let kept = |list: &Named, other: &Named| -> Vec<String> {
        list.iter().filter(|(name, _)| get(other, name).is_some()).map(|(name, _)| name.clone()).collect()
    };
    kept(before, now) != kept(now, before)
}

/// Sets, or with `None` removes, what stands at a path. A path that leads nowhere changes nothing.
fn put(body: &mut Value, steps: &[Step], value: Option<Value>) {
    let Some((step, rest)) = steps.split_first() else {
        *body = value.unwrap_or_default();
        return;
    };
    match (step, body) {
        (Step::Key(name), Value::Object(members)) => {
            if rest.is_empty() {
                match value {
                    Some(value) => members.insert(name.clone(), value),
                    None => members.remove(name),
                };
            } else if let Some(member) = members.get_mut(name) {
                put(member, rest, value);
            }
        }
        (Step::Item(name), Value::Array(list)) => {
            let Some(at) = list.iter().position(|item| item_name(item).as_ref() == Some(name)) else {
                return;
            };
            match value {
                None if rest.is_empty() => drop(list.remove(at)),
                value => put(&mut list[at], rest, value),
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
