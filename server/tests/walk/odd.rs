//! Requests that no page of ours makes: other verbs, other spellings, ids out of the air, more fields than
//! asked for, the same command twice.

use crate::doors::{self, Ask, Door, Fresh, Right, Sent, Told};
use crate::stage::{CANARY, Caller, Stage, Who};
use crate::support::Place;
use axum::body::Body;
use axum::extract::Request;
use serde_json::{Value, json};
use uuid::Uuid;

const VERBS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Whoever is let in first.
fn welcome<'a>(stage: &'a Stage, door: &Door) -> &'a Caller {
    let found = stage.callers.iter().find(|caller| door.right.expected(caller) == Told::Done);
    found.unwrap_or_else(|| stage.caller("director"))
}

#[test]
fn another_verb_or_spelling_opens_nothing() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let rows = doors::all();
        let mut faults = Vec::new();
        for door in &rows {
            let caller = welcome(&stage, door);
            let ask = (door.brings)(&stage, &stage.things, Fresh::new());
            let known = |verb: &str| {
                rows.iter().any(|row| {
                    row.path == door.path && (row.verb == verb || (verb == "HEAD" && row.verb == "GET"))
                })
            };
            for verb in VERBS.into_iter().filter(|verb| !known(verb)) {
                let answer = stage.ask(caller, ask.request(verb, &door.path)).await;
                let changed = stage.take_back().await;
                if ![404, 405].contains(&answer.status.as_u16()) || !changed.is_empty() {
                    faults.push(format!("{verb} {}: {} {changed:?}", door.path, answer.status));
                }
            }
            for path in spellings(&door.path) {
                let answer = stage.ask(caller, ask.request(door.verb, &path)).await;
                let changed = stage.take_back().await;
                // A page's address that nobody knows sends strangers to sign in first.
                let asked_in = answer.status.as_u16() == 303 && door.verb == "GET";
                if !(answer.status.as_u16() == 404 || asked_in) || !changed.is_empty() {
                    faults.push(format!("{} {path}: {} {changed:?}", door.verb, answer.status));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

fn spellings(path: &str) -> Vec<String> {
    vec![
        format!("/{path}"),
        format!("{path}/"),
        format!("/.{path}"),
        path.replacen("/api/", "/API/", 1),
        path.replacen("/api/", "/api//", 1),
        path.replacen("/api/", "/api/./", 1),
        path.replacen("/api/", "/%61pi/", 1),
        format!("{path}%00"),
        path.to_uppercase().replace("{ID}", "{id}"),
    ]
}

#[test]
fn what_is_unknown_and_what_is_anothers_are_told_alike() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let mut faults = Vec::new();
        for door in doors::all() {
            for caller in stage.callers.iter().filter(|caller| door.right.expected(caller) == Told::NotFound)
            {
                if matches!(door.right, Right::Closed) {
                    continue;
                }
                let mut told = Vec::new();
                for things in [&stage.things, &stage.unknown] {
                    let ask = (door.brings)(&stage, things, Fresh::new());
                    let answer = stage.ask(caller, door.request(&ask)).await;
                    stage.take_back().await;
                    told.push((answer.status.as_u16(), answer.body));
                }
                // A new id is free to be taken, so a draft of one's own may be made there.
                let makes = door.verb == "PUT" && matches!(door.case, "the owner's" | "onto a report");
                if told[0] != told[1] && !makes {
                    faults.push(format!("{} as {}: {told:?}", door.name(), caller.name));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

#[test]
fn a_field_that_nobody_asked_for_is_refused() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let mut faults = Vec::new();
        for door in doors::all() {
            let caller = welcome(&stage, &door);
            let ask = (door.brings)(&stage, &stage.things, Fresh::new());
            for (place, more, strict) in with_more(&ask, &door) {
                let answer = stage.ask(caller, door.request(&more)).await;
                let (now, changed) = stage.changed().await;
                stage.take_back().await;
                let refused = answer.status.as_u16() == 400 && changed.is_empty();
                if now.holds(SMUGGLED) || (strict && !refused) {
                    faults.push(format!("{}, {place}: {} {}", door.name(), answer.status, answer.body));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

/// A value that no row may hold.
const SMUGGLED: &str = "smuggled-value";
const EXTRA: [&str; 6] = ["role", "state", "version", "author", "owner_id", "created_by"];

/// The request with a field more in each of its parts; whether it must be refused for it. The parts of a call
/// itself are read by name, so one more there is not even looked at.
fn with_more(ask: &Ask, door: &Door) -> Vec<(String, Ask, bool)> {
    let mut found = Vec::new();
    match &ask.sent {
        Sent::Nothing => {}
        Sent::Form(fields) => {
            let mut parts: Vec<&str> =
                fields.iter().filter_map(|(name, _)| name.rsplit_once('[')).map(|(part, _)| part).collect();
            parts.retain(|part| {
                !["lines", "words", "recipients"].contains(part) && !part.ends_with("[roles]")
            });
            parts.sort_unstable();
            parts.dedup();
            for extra in EXTRA {
                for (name, strict) in parts
                    .iter()
                    .map(|part| (format!("{part}[{extra}]"), true))
                    .chain([(extra.to_owned(), false)])
                    .filter(|(name, _)| !fields.iter().any(|(known, _)| known == name))
                {
                    let mut more = fields.clone();
                    more.push((name.clone(), SMUGGLED.into()));
                    found.push((name, Ask { sent: Sent::Form(more), ..ask.clone() }, strict));
                }
            }
        }
        Sent::Json(value) => {
            let mut parts = Vec::new();
            objects(value, String::new(), &mut parts);
            for part in parts {
                // Which side somebody is on, and until when a detail holds, are one value in two fields.
                let tagged = ["/who", "/owner", "/when"].iter().any(|end| part.ends_with(end));
                let strict = !tagged && (door.is_rest() || !part.is_empty());
                for extra in EXTRA {
                    let mut more = value.clone();
                    let object = more.pointer_mut(&part).and_then(Value::as_object_mut).unwrap();
                    if object.contains_key(extra) {
                        continue;
                    }
                    object.insert(extra.into(), json!(SMUGGLED));
                    found.push((
                        format!("{part}/{extra}"),
                        Ask { sent: Sent::Json(more), ..ask.clone() },
                        strict,
                    ));
                }
            }
        }
    }
    found
}

fn objects(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                objects(inner, format!("{at}/{name}"), found);
            }
            found.push(at);
        }
        Value::Array(items) => {
            for (i, inner) in items.iter().enumerate() {
                objects(inner, format!("{at}/{i}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn a_command_runs_once_and_its_id_is_its_makers_alone() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let (mut faults, mut walked) = (Vec::new(), 0);
        for door in doors::all() {
            let fresh = Fresh::new();
            let ask = (door.brings)(&stage, &stage.things, fresh);
            if !ask.runs_once(&door) {
                continue;
            }
            walked += 1;
            let mut welcome = stage.callers.iter().filter(|caller| door.right.expected(caller) == Told::Done);
            let Some(first) = welcome.next() else { continue };
            let done = stage.ask(first, door.request(&ask)).await;
            let (after, _) = stage.changed().await;
            let again = stage.ask(first, door.request(&ask)).await;
            let (now, _) = stage.changed().await;
            if (done.status, &done.body) != (again.status, &again.body) || now != after {
                faults.push(format!(
                    "{}: a repeat was answered {} {}",
                    door.name(),
                    again.status,
                    again.body
                ));
            }
            // The same id for another intent.
            let other = (door.brings)(&stage, &stage.unknown, Fresh { id: Uuid::now_v7(), ..fresh });
            if differs(&ask, &other) {
                let reused = stage.ask(first, door.request(&other)).await;
                let (now, _) = stage.changed().await;
                if reused.status.as_u16() != 409 || !reused.body.contains("command_reused") || now != after {
                    faults.push(format!("{}: reused {} {}", door.name(), reused.status, reused.body));
                }
            }
            stage.take_back().await;
            // The same id of somebody else says nothing about this one.
            if let Some(second) = welcome.find(|caller| matches!(caller.who, Who::Colleague(..))) {
                let used = Fresh { key: fresh.key, id: Uuid::now_v7() };
                let elsewhere =
                    doors::all().into_iter().find(|door| door.path.ends_with("/create_client")).unwrap();
                let maker = stage.caller("am-stranger");
                if maker.name != second.name {
                    let mine = (elsewhere.brings)(&stage, &stage.things, used);
                    assert_eq!(
                        Told::of(stage.ask(maker, elsewhere.request(&mine)).await.status.as_u16()),
                        Told::Done
                    );
                }
                let theirs = stage.ask(second, door.request(&ask)).await;
                if Told::of(theirs.status.as_u16()) != Told::Done {
                    faults.push(format!(
                        "{} as {}: {} {}",
                        door.name(),
                        second.name,
                        theirs.status,
                        theirs.body
                    ));
                }
                stage.take_back().await;
            }
        }
        assert!(walked > 20, "{walked} commands");
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

fn differs(one: &Ask, other: &Ask) -> bool {
    let text = |ask: &Ask| format!("{:?} {:?}", ask.id, ask.sent);
    text(one) != text(other)
}

#[test]
fn following_a_link_adds_a_guest_and_nothing_else() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        for caller in &stage.callers {
            let mut over = Vec::new();
            for (token, lives) in [(stage.token.as_str(), true), (&stage.revoked, false), ("nothing", false)]
            {
                let request = Request::builder().uri(format!("/c/{token}")).body(Body::empty()).unwrap();
                let answer = stage.ask(caller, request).await;
                let changed = stage.take_back().await;
                assert_eq!(answer.headers["location"], "/c", "{}", caller.name);
                let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
                if lives {
                    assert!(
                        matches!(&changed[..], [row] if row.starts_with("+guest_session:")),
                        "{changed:?}"
                    );
                    assert!(cookie.starts_with("libero-guest=") && !cookie.contains(token), "{cookie}");
                } else {
                    assert!(changed.is_empty(), "{changed:?}");
                    over.push((answer.status, answer.body, cookie));
                }
            }
            assert_eq!(over[0], over[1], "a link that is over is told as one that never was");
        }
    });
}

#[test]
fn pages_change_nothing_and_show_nothing_to_strangers() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let paths: Vec<String> = leptos_axum::generate_route_list(libero_app::App)
            .iter()
            .map(|route| {
                let mut id = match route.path() {
                    path if path.starts_with("/clients/") => stage.things.client.0,
                    path if path.starts_with("/reports/") => stage.things.issued.0,
                    _ => stage.things.person.0,
                };
                let mut path = route.path().to_owned();
                while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
                    path.replace_range(from..=to, &id.to_string());
                    // What stands under a client is one of its people.
                    id = stage.things.person.0;
                }
                path
            })
            .collect();
        assert!(paths.len() > 10, "{paths:?}");
        let mut faults = Vec::new();
        for path in &paths {
            for caller in &stage.callers {
                let request = Request::builder().uri(path).body(Body::empty()).unwrap();
                let answer = stage.ask(caller, request).await;
                let changed = stage.take_back().await;
                let shown = crate::sealed_from(caller).iter().find(|words| answer.body.contains(**words));
                let insider =
                    caller.name == "am-owner" && path.starts_with("/clients/") && !path.ends_with("/new");
                if insider && !answer.body.contains(CANARY) {
                    faults.push(format!("{path}: nothing of the client is on it"));
                }
                if answer.status.is_server_error() || !changed.is_empty() || shown.is_some() {
                    faults
                        .push(format!("{path} as {}: {} {changed:?} {shown:?}", caller.name, answer.status));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

#[test]
fn a_wrong_password_is_counted_and_noted_and_changes_nothing_else() {
    Place::sqlite().run(async |place| {
        let stage = Stage::build(place).await;
        let door = doors::all().into_iter().find(|door| door.path.ends_with("/sign_in")).unwrap();
        for email in [stage.owner_email.as_str(), "unknown@chakavand.example"] {
            let fields = [("email", email), ("password", "wrong green never grass")];
            let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
            let ask = Ask { id: None, sent: Sent::Form(fields), key: Uuid::now_v7() };
            let answer = stage.ask(stage.caller("nobody"), door.request(&ask)).await;
            assert_eq!(answer.body, r#"{"error":"wrong_credentials"}"#);
            assert!(!answer.headers.contains_key("set-cookie"));
            let mut tables: Vec<String> = stage
                .take_back()
                .await
                .iter()
                .filter_map(|row| row.split_once(':'))
                .map(|(table, _)| table.to_owned())
                .collect();
            tables.retain(|table| table != "+outbox");
            tables.sort();
            assert_eq!(tables, ["+audit", "+sign_in_try"]);
        }
    });
}
