//! Walks every server function and every REST route as everybody who may come, and compares the answer and
//! the whole database, before and after, with the table of rights. A new door without a row fails here.

mod doors;
mod odd;
mod stage;
mod state;
#[path = "../../services/tests/support/mod.rs"]
mod support;

use doors::{Door, Effect, Fresh, Told};
use libero_domain::rights::{Action, Role, Standing, Verdict};
use serde_json::Value;
use stage::{CANARY, Caller, INTERNAL, Link, MOBILE, Stage, Who};
use std::collections::BTreeSet;
use support::Place;

#[test]
fn every_door_has_a_row_and_every_row_a_door() {
    let rows: BTreeSet<String> =
        doors::all().iter().map(|door| format!("{} {}", door.verb, door.path)).collect();
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, verb)| format!("{verb} {path}"));
    let routes = libero_server::rest::ROUTES
        .iter()
        .flat_map(|(path, verbs)| verbs.iter().map(move |verb| format!("{verb} {path}")));
    let known: BTreeSet<String> = functions.chain(routes).collect();
    let without_row: Vec<_> = known.difference(&rows).collect();
    let without_door: Vec<_> = rows.difference(&known).collect();
    assert!(
        without_row.is_empty() && without_door.is_empty(),
        "no row: {without_row:?}; no door: {without_door:?}"
    );
}

#[test]
fn everybody_is_answered_at_every_door_as_the_rights_say() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let mut faults = Vec::new();
        let mut matrix = vec![heading(&stage)];
        for door in doors::all() {
            let mut line = format!("{:<54}", door.name());
            for caller in &stage.callers {
                let told = visit(&stage, &door, caller, &mut faults).await;
                line.push_str(&format!("{:<12}", told.mark()));
            }
            matrix.push(line.trim_end().to_owned());
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        compare("walk.txt", &(matrix.join("\n") + "\n"));
    });
}

fn heading(stage: &Stage) -> String {
    let mut line = format!("{:<54}", "door");
    for caller in &stage.callers {
        line.push_str(&format!("{:<12}", caller.name));
    }
    line.trim_end().to_owned()
}

/// One call, all that it must keep, and the way back.
async fn visit(stage: &Stage, door: &Door, caller: &Caller, faults: &mut Vec<String>) -> Told {
    let ask = (door.brings)(stage, &stage.things, Fresh::new());
    let answer = stage.ask(caller, door.request(&ask)).await;
    let changed = stage.take_back().await;
    let (told, expected) = (Told::of(answer.status.as_u16()), door.right.expected(caller));
    let mut fault = |what: String| faults.push(format!("{} as {}: {what}", door.name(), caller.name));
    if told != expected {
        fault(format!("{} {} where {expected:?} was due", answer.status, answer.body));
    } else if let Some(code) = told.code() {
        let error = serde_json::from_str::<Value>(&answer.body).unwrap_or_default()["error"].clone();
        if error != code {
            fault(format!("refused as {error}"));
        }
    }
    let may_write = told == Told::Done && door.effect != Effect::Reads;
    if !changed.is_empty() && !may_write {
        fault(format!("changed {changed:#?}"));
    }
    if changed.is_empty() && told == Told::Done && door.effect == Effect::Writes {
        fault("nothing was written".into());
    }
    if let Who::Guest(Link::Elsewhere) = caller.who {
        let watched = [stage.things.client.to_string(), stage.things.issued.to_string()];
        if changed.iter().any(|row| watched.iter().any(|id| row.contains(id.as_str()))) {
            fault(format!("reached another client: {changed:#?}"));
        }
    }
    for words in sealed_from(caller) {
        if answer.body.contains(words) {
            fault(format!("{words} is in {}", answer.body));
        }
    }
    told
}

/// What an answer to this caller never holds.
fn sealed_from(caller: &Caller) -> &'static [&'static str] {
    match &caller.who {
        Who::Guest(Link::Here) => &[INTERNAL, "canary-promise", "canary-detail", MOBILE],
        Who::Nobody | Who::Guest(_) => &[CANARY, "Canary", MOBILE],
        Who::Colleague(actor, position) => {
            let standing = Standing { position: *position, ..Standing::default() };
            let sees = actor.may(Action::ClientRead, standing) == Verdict::Yes;
            if !sees {
                &[CANARY, "Canary", MOBILE]
            } else if position.is_none() && !actor.has(Role::Director) {
                &[INTERNAL, MOBILE]
            } else {
                &[]
            }
        }
    }
}

#[test]
fn what_is_watched_for_is_there_to_be_found() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let rows = doors::all();
        for (path, words) in [
            ("client_page", [CANARY, MOBILE]),
            ("register", [CANARY, "canary-detail"]),
            ("list_promises", [CANARY, "canary-promise"]),
            ("report_page", [CANARY, INTERNAL]),
        ] {
            let door = rows.iter().find(|door| door.path.ends_with(path)).unwrap();
            let ask = (door.brings)(&stage, &stage.things, Fresh::new());
            let answer = stage.ask(stage.caller("am-owner"), door.request(&ask)).await;
            assert!(words.iter().all(|words| answer.body.contains(words)), "{path}: {}", answer.body);
        }
    });
}

/// Compares with the reviewed text.
fn compare(name: &str, text: &str) {
    let path = format!("{}/tests/snapshots/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap_or_default(),
        text,
        "set UPDATE_SNAPSHOTS=1 and review the diff"
    );
}
