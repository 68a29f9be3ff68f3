use super::*;
use crate::envelope::Theirs;
use libero_domain::id::{DeviceId, ReportId, UserId};
use serde_json::json;

const AT: Timestamp = Timestamp(1_000_000);

fn id<T: std::str::FromStr>(n: u64) -> T {
    format!("00000000-0000-7000-8000-{n:012x}").parse().ok().unwrap()
}

fn body(text: &str) -> Value {
    json!({"text": text, "place": "office"})
}

/// A draft of two words on version 3 of the server, in the wished state.
fn draft(state: State) -> Envelope {
    let start = Start {
        id: id::<ReportId>(1),
        user: id::<UserId>(2),
        device: id::<DeviceId>(3),
        command: id::<CommandId>(4),
        at: AT,
    };
    let mut draft = Envelope::adopted(start, 3, body("old"));
    if state != State::Stored {
        draft.set_words(body("new"), false, AT);
    }
    draft.state = state;
    draft
}

fn outbox(state: State) -> Outbox {
    Outbox { draft: draft(state), line: Line::new(true) }
}

/// A waiting draft with a put under way.
fn in_flight() -> Outbox {
    run(outbox(State::Waiting), Event::SendStarted).0
}

fn run(outbox: Outbox, event: Event) -> (Outbox, Vec<Effect>) {
    step(outbox, event, Moment { at: AT.plus_ms(5), fresh: id::<CommandId>(99) })
}

fn typed(before: &str, now: &str) -> Event {
    Event::Typed { view: body(before), body: body(now) }
}

fn answer(outbox: &Outbox, answer: Answer) -> Event {
    Event::Answered { command: outbox.line.flight.unwrap(), answer }
}

fn answered(answer_text: Answer) -> (Outbox, Vec<Effect>) {
    let flying = in_flight();
    let event = answer(&flying, answer_text);
    run(flying, event)
}

fn theirs(text: &str) -> Theirs {
    Theirs { version: 8, body: body(text), by: Some("Amir".into()), at: None }
}

fn clash() -> State {
    State::Clash { theirs: theirs("theirs") }
}

fn stopped(why: Why) -> State {
    State::Stopped { why }
}

fn delay(effects: &[Effect]) -> Option<u32> {
    effects.iter().find_map(|effect| match effect {
        Effect::Schedule { delay_ms } => Some(*delay_ms),
        _ => None,
    })
}

fn durable_before_put(effects: &[Effect]) -> bool {
    let at = |wanted: fn(&Effect) -> bool| effects.iter().position(wanted);
    at(|effect| matches!(effect, Effect::PersistDurable)) < at(|effect| matches!(effect, Effect::Put { .. }))
}

fn has(effects: &[Effect], effect: &Effect) -> bool {
    effects.contains(effect)
}

/// Short name of a state in the table below.
fn name(outbox: &Outbox) -> &'static str {
    match outbox.draft.state {
        State::Waiting if outbox.line.flight.is_some() => "flight",
        State::Waiting => "waiting",
        State::Stored => "stored",
        State::Clash { .. } => "clash",
        State::Stopped { why: Why::SignIn } => "sign_in",
        State::Stopped { why: Why::TooLarge } => "too_large",
        State::Stopped { .. } => "stopped",
        State::Discarding if outbox.line.flight.is_some() => "deleting",
        State::Discarding => "discarding",
        State::Gone => "gone",
    }
}

#[test]
fn every_state_answers_every_event() {
    let states = [
        outbox(State::Waiting),
        in_flight(),
        outbox(State::Stored),
        outbox(clash()),
        outbox(stopped(Why::SignIn)),
        outbox(stopped(Why::TooLarge)),
        outbox(stopped(Why::NotFound)),
        outbox(State::Discarding),
        run(outbox(State::Discarding), Event::SendStarted).0,
        outbox(State::Gone),
    ];
    let resolved = || Event::Resolved { mine: body("new"), body: body("both"), onto: 8 };
    #[rustfmt::skip]
    let table: &[(&str, Event, [&str; 10])] = &[
        //                              waiting    flight     stored     clash    sign_in    too_large  stopped   discarding  deleting    gone
        ("typed", typed("new", "more"), ["waiting", "flight", "waiting", "clash", "sign_in", "waiting", "stopped", "waiting", "flight", "waiting"]),
        ("done", Event::Done,           ["waiting", "flight", "waiting", "clash", "sign_in", "too_large", "stopped", "discarding", "deleting", "gone"]),
        ("online", Event::WentOnline,   ["waiting", "flight", "stored", "clash", "sign_in", "too_large", "stopped", "discarding", "deleting", "gone"]),
        ("offline", Event::WentOffline, ["waiting", "flight", "stored", "clash", "sign_in", "too_large", "stopped", "discarding", "deleting", "gone"]),
        ("send", Event::SendStarted,    ["flight", "flight", "stored", "clash", "sign_in", "too_large", "stopped", "deleting", "deleting", "gone"]),
        ("resolved", resolved(),        ["waiting", "flight", "stored", "waiting", "sign_in", "too_large", "stopped", "discarding", "deleting", "gone"]),
        ("discarded", Event::Discarded, ["discarding", "deleting", "discarding", "discarding", "discarding", "discarding", "discarding", "discarding", "deleting", "gone"]),
        ("restarted", Event::Restarted, ["waiting", "waiting", "stored", "clash", "waiting", "too_large", "stopped", "discarding", "discarding", "gone"]),
        ("signed in", Event::SignedIn,  ["waiting", "flight", "stored", "clash", "waiting", "too_large", "stopped", "discarding", "deleting", "gone"]),
        ("retried", Event::Retried,     ["waiting", "flight", "stored", "clash", "waiting", "waiting", "waiting", "discarding", "deleting", "gone"]),
        ("seen", Event::Acknowledged,   ["waiting", "flight", "gone", "clash", "sign_in", "too_large", "stopped", "discarding", "deleting", "gone"]),
    ];
    for (what, event, after) in table {
        for (before, after) in states.iter().zip(after) {
            let (now, effects) = run(before.clone(), event.clone());
            assert_eq!(name(&now), *after, "{} + {what}", name(before));
            let changed = now.draft != before.draft;
            let kept = has(&effects, &Effect::PersistDurable) || has(&effects, &Effect::Forget);
            assert!(!changed || kept, "{} + {what}: a change is written down", name(before));
            assert!(now.draft.revision >= before.draft.revision && now.draft.turn >= before.draft.turn);
        }
    }
}

#[test]
fn every_answer_to_a_put_leads_to_its_state() {
    let stored = Answer::Stored { version: 4, settled: false };
    for (said, state) in [
        (stored, "stored"),
        (Answer::Conflict { theirs: theirs("theirs") }, "clash"),
        (Answer::SignInNeeded, "sign_in"),
        (Answer::NotAllowed, "stopped"),
        (Answer::NotFound, "stopped"),
        (Answer::Settled, "stopped"),
        (Answer::TooLarge, "too_large"),
        (Answer::Malformed, "stopped"),
        (Answer::Reused, "waiting"),
        (Answer::Unavailable { retry_after_s: None }, "waiting"),
        (Answer::Lost, "waiting"),
        (Answer::Deleted, "waiting"),
    ] {
        let (now, effects) = answered(said.clone());
        assert_eq!(name(&now), state, "{said:?}");
        assert_eq!(now.line.flight, None);
        assert_eq!(now.draft.body, body("new"), "words stay: {said:?}");
        assert_eq!(delay(&effects).is_some(), state == "waiting", "what waits has a time: {said:?}");
    }
}

#[test]
fn every_answer_to_a_deletion_leads_to_its_state() {
    let deleting = run(outbox(State::Discarding), Event::SendStarted).0;
    for (said, state) in [
        (Answer::Deleted, "gone"),
        (Answer::NotAllowed, "gone"),
        (Answer::Settled, "gone"),
        (Answer::Conflict { theirs: theirs("theirs") }, "gone"),
        (Answer::SignInNeeded, "discarding"),
        (Answer::Unavailable { retry_after_s: Some(9) }, "discarding"),
        (Answer::Lost, "discarding"),
    ] {
        let (now, effects) = run(deleting.clone(), answer(&deleting, said.clone()));
        assert_eq!(name(&now), state, "{said:?}");
        assert_eq!(has(&effects, &Effect::Forget), state == "gone");
    }
}

#[test]
fn the_first_words_are_written_down_and_sent_after_a_pause() {
    let first = Start {
        id: id::<ReportId>(1),
        user: id::<UserId>(2),
        device: id::<DeviceId>(3),
        command: id::<CommandId>(4),
        at: AT,
    };
    let (now, effects) = start(first, body("first"), Line::new(true));
    assert_eq!(
        effects,
        [Effect::PersistLocal, Effect::PersistDurable, Effect::Schedule { delay_ms: PAUSE_MS }]
    );
    let (_, effects) = run(now, Event::SendStarted);
    assert!(has(
        &effects,
        &Effect::Put { command: id::<CommandId>(4), base: 0, ready: false, body: body("first") }
    ));
}

#[test]
fn an_attempt_is_written_down_before_it_is_sent() {
    let (now, effects) = run(outbox(State::Waiting), Event::SendStarted);
    assert!(durable_before_put(&effects));
    let sending = now.draft.sending.clone().unwrap();
    assert_eq!(sending.command, id::<CommandId>(4));
    assert_eq!(now.draft.command, id::<CommandId>(99), "the next words have a command of their own");
    assert!(has(
        &effects,
        &Effect::Put { command: sending.command, base: 3, ready: false, body: body("new") }
    ));
}

#[test]
fn a_lost_answer_repeats_the_same_command_and_words_even_after_more_typing() {
    let (now, _) = answered(Answer::Lost);
    let (now, _) = run(now, typed("new", "newer"));
    let (_, effects) = run(now, Event::SendStarted);
    assert!(has(
        &effects,
        &Effect::Put { command: id::<CommandId>(4), base: 3, ready: false, body: body("new") }
    ));
}

#[test]
fn words_typed_during_a_send_go_afterwards_as_a_new_command() {
    let (now, effects) = run(in_flight(), typed("new", "newer"));
    assert_eq!(delay(&effects), None, "one at a time");
    let event = answer(&now, Answer::Stored { version: 4, settled: false });
    let (now, effects) = run(now, event);
    assert_eq!(name(&now), "waiting");
    assert_eq!(delay(&effects), Some(PAUSE_MS));
    let (_, effects) = run(now, Event::SendStarted);
    assert!(has(
        &effects,
        &Effect::Put { command: id::<CommandId>(99), base: 4, ready: false, body: body("newer") }
    ));
}

#[test]
fn done_during_a_send_is_sent_too() {
    let (now, _) = run(in_flight(), Event::Done);
    let event = answer(&now, Answer::Stored { version: 4, settled: false });
    let (now, effects) = run(now, event);
    assert_eq!(delay(&effects), Some(0), "a person waits for it");
    let (_, effects) = run(now, Event::SendStarted);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Put { ready: true, base: 4, .. })));
}

#[test]
fn an_echo_of_an_older_answer_means_nothing() {
    let flying = in_flight();
    let echo = Event::Answered { command: id::<CommandId>(77), answer: Answer::TooLarge };
    assert_eq!(run(flying.clone(), echo), (flying, vec![]));
    let (stored, _) = answered(Answer::Stored { version: 4, settled: false });
    let again = Event::Answered { command: id::<CommandId>(4), answer: Answer::Lost };
    assert_eq!(run(stored.clone(), again), (stored, vec![]));
}

#[test]
fn a_crash_in_mid_air_sends_the_same_again() {
    let crashed = Outbox { line: Line::new(true), ..in_flight() };
    let (now, effects) = run(crashed, Event::Restarted);
    assert_eq!(delay(&effects), Some(0));
    let (_, effects) = run(now, Event::SendStarted);
    assert!(has(
        &effects,
        &Effect::Put { command: id::<CommandId>(4), base: 3, ready: false, body: body("new") }
    ));
}

#[test]
fn the_same_words_on_the_server_are_no_conflict() {
    let (now, _) = answered(Answer::Conflict { theirs: theirs("new") });
    assert_eq!(name(&now), "stored");
    assert_eq!(now.draft.base, 8);
    assert!(!now.draft.unsent());
}

#[test]
fn a_finished_draft_says_so_even_when_the_words_are_there_already() {
    let (now, _) = run(in_flight(), Event::Done);
    let event = answer(&now, Answer::Conflict { theirs: theirs("new") });
    let (now, _) = run(now, event);
    assert_eq!(name(&now), "waiting");
    let (_, effects) = run(now, Event::SendStarted);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Put { ready: true, base: 8, .. })));
}

#[test]
fn other_fields_changed_elsewhere_come_together_and_go_on_top_of_theirs() {
    let other = Theirs { body: json!({"text": "old", "place": "phone"}), ..theirs("") };
    let (now, effects) = answered(Answer::Conflict { theirs: other.clone() });
    let both = json!({"text": "new", "place": "phone"});
    assert_eq!((name(&now), &now.draft.body, &now.draft.ancestor), ("waiting", &both, &other.body));
    assert!(has(&effects, &Effect::Show(Notice::Words)), "the page shows what was merged");
    let (_, effects) = run(now, Event::SendStarted);
    assert!(has(&effects, &Effect::Put { command: id::<CommandId>(99), base: 8, ready: false, body: both }));
}

#[test]
fn a_person_settles_a_clash_once_on_the_version_that_they_saw() {
    let resolve = |onto| Event::Resolved { mine: body("new"), body: body("new and theirs"), onto };
    let (unmoved, _) = run(outbox(clash()), resolve(7));
    assert_eq!(name(&unmoved), "clash");
    let (now, effects) = run(outbox(clash()), resolve(8));
    assert_eq!((name(&now), now.draft.base), ("waiting", 8));
    assert_eq!(now.draft.body, body("new and theirs"));
    assert_eq!(delay(&effects), Some(0));
}

#[test]
fn words_typed_while_somebody_compares_survive_the_choice() {
    let (now, _) = run(outbox(clash()), Event::Typed { view: body("new"), body: body("new late") });
    let (now, _) = run(now, Event::Resolved { mine: body("new"), body: body("new and theirs"), onto: 8 });
    let text = now.draft.body["text"].as_str().unwrap();
    assert!(["new", "late", "theirs"].iter().all(|word| text.contains(word)), "{text}");
}

#[test]
fn a_page_that_missed_anothers_words_does_not_overwrite_them() {
    let (now, _) = run(outbox(State::Waiting), Event::Typed { view: body("new"), body: body("new first") });
    let behind = Event::Typed { view: body("new"), body: json!({"text": "new", "place": "phone"}) };
    let (now, effects) = run(now, behind);
    assert_eq!(now.draft.body, json!({"text": "new first", "place": "phone"}));
    assert!(has(&effects, &Effect::Show(Notice::Words)));
}

#[test]
fn nothing_is_sent_after_sign_in_is_needed_until_somebody_signs_in() {
    let (now, effects) = answered(Answer::SignInNeeded);
    assert!(has(&effects, &Effect::StopQueue));
    for event in [Event::SendStarted, Event::WentOnline, typed("new", "x"), Event::Done] {
        let (_, effects) = run(now.clone(), event);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Put { .. } | Effect::Schedule { .. })));
    }
    let (now, _) = run(now, Event::SignedIn);
    let (_, effects) = run(now, Event::SendStarted);
    assert!(has(
        &effects,
        &Effect::Put { command: id::<CommandId>(4), base: 3, ready: false, body: body("new") }
    ));
}

#[test]
fn words_refused_as_too_large_go_again_once_they_changed() {
    let (now, _) = answered(Answer::TooLarge);
    let (now, effects) = run(now, typed("new", "n"));
    assert_eq!((name(&now), delay(&effects)), ("waiting", Some(PAUSE_MS)));
    let (shorter_meanwhile, _) = run(in_flight(), typed("new", "n"));
    let event = answer(&shorter_meanwhile, Answer::TooLarge);
    assert_eq!(name(&run(shorter_meanwhile, event).0), "waiting");
}

#[test]
fn waits_grow_to_a_cap_and_obey_the_server() {
    let mut now = outbox(State::Waiting);
    let mut last = 0;
    for _ in 0..12 {
        now = run(now, Event::SendStarted).0;
        let (after, effects) = run(now.clone(), answer(&now, Answer::Lost));
        let wait = delay(&effects).unwrap();
        assert!(wait >= last && wait <= BACKOFF_CAP_MS / 4 * 5, "{wait}");
        (now, last) = (after, wait);
    }
    assert!(last >= BACKOFF_CAP_MS / 4 * 3);
    let (_, effects) = run(now.clone(), typed("new", "x"));
    assert_eq!(delay(&effects), None, "typing does not hammer a server that is away");
    let (_, effects) = run(now, Event::WentOnline);
    assert_eq!(delay(&effects), Some(0), "a new network is a new chance");

    let (_, effects) = answered(Answer::Unavailable { retry_after_s: Some(60) });
    assert_eq!(delay(&effects), Some(60_000));
    let (_, effects) = answered(Answer::Unavailable { retry_after_s: Some(u32::MAX) });
    assert_eq!(delay(&effects), Some(BACKOFF_CAP_MS));
}

#[test]
fn a_server_that_refuses_its_own_version_is_not_asked_in_a_circle() {
    let confused = Theirs { version: 3, body: json!({"text": "old", "place": "phone"}), by: None, at: None };
    let (_, effects) = answered(Answer::Conflict { theirs: confused });
    assert!(delay(&effects).unwrap() >= BACKOFF_FIRST_MS / 4 * 3);
}

#[test]
fn offline_typing_waits_for_the_network_but_done_tries_at_once() {
    let mut offline = outbox(State::Waiting);
    offline.line.online = false;
    assert_eq!(delay(&run(offline.clone(), typed("new", "x")).1), Some(BACKOFF_CAP_MS));
    assert_eq!(delay(&run(offline, Event::Done).1), Some(0), "the hint may be wrong");
}

#[test]
fn a_draft_that_never_left_is_discarded_at_once() {
    let mut fresh = outbox(State::Waiting);
    fresh.draft.base = 0;
    let (now, effects) = run(fresh.clone(), Event::Discarded);
    assert_eq!(name(&now), "gone");
    assert!(has(&effects, &Effect::Forget));

    let (flying, _) = run(fresh, Event::SendStarted);
    let (now, effects) = run(flying, Event::Discarded);
    assert_eq!((name(&now), delay(&effects)), ("deleting", None), "first its answer");
    let event = answer(&now, Answer::Stored { version: 1, settled: false });
    let (now, effects) = run(now, event);
    assert_eq!((name(&now), delay(&effects)), ("discarding", Some(0)));
    let (_, effects) = run(now, Event::SendStarted);
    assert!(has(&effects, &Effect::Delete { command: id::<CommandId>(99), base: 1 }));
}

#[test]
fn words_typed_into_a_discarded_draft_bring_it_back() {
    let deleting = run(outbox(State::Discarding), Event::SendStarted).0;
    let (back, _) = run(deleting.clone(), typed("new", "again"));
    let (now, effects) = run(back, answer(&deleting, Answer::Deleted));
    assert_eq!((name(&now), now.draft.base, delay(&effects)), ("waiting", 0, Some(0)));
    assert_eq!(now.draft.body, body("again"));
    assert!(now.draft.unsent());
}

#[test]
fn stored_and_done_drafts_go_a_day_later_and_others_stay() {
    let later = Moment { at: AT.plus_days(2), fresh: id::<CommandId>(99) };
    let mut done = outbox(State::Stored);
    done.draft.ready = true;
    assert!(has(&step(done.clone(), Event::Restarted, later).1, &Effect::Forget));
    assert!(!has(&run(done, Event::Restarted).1, &Effect::Forget));
    assert!(!has(&step(outbox(State::Stored), Event::Restarted, later).1, &Effect::Forget), "not done");
    let mut unsent = outbox(State::Waiting);
    unsent.draft.ready = true;
    assert!(!has(&step(unsent, Event::Restarted, later).1, &Effect::Forget), "never while unsent");
}

#[test]
fn the_server_says_when_a_draft_became_a_report() {
    assert!(answered(Answer::Stored { version: 4, settled: true }).0.draft.settled);
}
