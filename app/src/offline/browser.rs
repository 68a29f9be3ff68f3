//! After the page woke: opens the person's drafts, listens to the network, registers the service worker.

use super::{Install, Offline, Room};
use crate::desk::unsaved;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys;
use libero_domain::calendar::Calendar;
use libero_domain::draft::Pocket;
use libero_domain::reader::Digits;
use libero_domain::session::Boot;
use libero_domain::time::{Timestamp, Zone};
use libero_drafts::browser::{Change, Drafts, Keeps, Row, Trouble, device, pocket, worker};
use libero_drafts::{Envelope, State, Why};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Pages that the service worker keeps; only they are ever shown to nobody in particular.
const SHELL: [&str; 3] = ["/offline", "/reports/new", "/outbox"];
/// Where no device is wanted: the client's page.
const GUEST: &str = "/c";
/// A sending that takes longer than this is worth a word.
const OVERDUE_MS: i64 = 20_000;
const COUNT_AFTER_MS: u32 = 400;
const TICK: Duration = Duration::from_secs(30);
/// Age at which names are asked for again.
const POCKET_MS: i64 = 10 * Timestamp::MINUTE_MS;
/// How long a copy of a stored report stays readable here.
const KEEP_COPY_MS: i64 = 7 * Timestamp::DAY_MS;
/// A device that does not answer must not keep anybody signed in.
const SIGN_OUT_WITHIN_MS: u32 = 4_000;

const NOTE_READER: &str = "reader";
const NOTE_KEEP: &str = "asked-to-keep";
const NOTE_INSTALL: &str = "no-install";

thread_local! {
    static PAGE: RefCell<Page> = const { RefCell::new(Page { offline: None, boot: None, drafts: None, worker: None, update_ready: false, install: None }) };
    static AHEAD_MS: Cell<i64> = const { Cell::new(0) };
    static COUNTING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

struct Page {
    offline: Option<Offline>,
    boot: Option<Boot>,
    drafts: Option<Drafts>,
    worker: Option<worker::Worker>,
    /// A newer service worker waits to take over.
    update_ready: bool,
    /// The browser's own question, kept until the person wants it.
    install: Option<JsValue>,
}

/// What a device remembers of how its person reads, for pages rendered for nobody. Nothing of the trade.
#[derive(Serialize, Deserialize)]
struct Reading {
    calendar: Calendar,
    digits: Digits,
    zone: Zone,
    /// Milliseconds that the trade's clock is ahead of the device's.
    ahead_ms: i64,
}

pub fn prepare(offline: Offline) {
    let boot = crate::boot();
    PAGE.with_borrow_mut(|page| {
        page.offline = Some(offline);
        page.boot = Some(boot);
    });
}

/// Called once, after the page woke.
pub fn start() {
    let Some((offline, boot)) = PAGE.with_borrow(|page| page.offline.zip(page.boot.clone())) else { return };
    let path = window().location().pathname().unwrap_or_default();
    if path == GUEST {
        return;
    }
    read_clock(offline, &boot);
    listen(offline);
    watch_install(offline);
    let signed_in = boot.me.is_some();
    if !signed_in {
        leave_by_loading();
    }
    let build = boot.build.clone();
    let lang = boot.reader.lang;
    spawn_local(async move {
        let ready = move || {
            PAGE.with_borrow_mut(|page| page.update_ready = true);
            offline.newer.set(true);
        };
        if let Some(worker) = worker::register(&build, ready).await {
            worker.speak(lang.code());
            PAGE.with_borrow_mut(|page| page.worker = Some(worker));
        }
    });
    let user = boot.me.map(|me| me.name.id);
    spawn_local(async move {
        let user = match user {
            Some(user) => Some(user),
            None if SHELL.contains(&path.as_str()) => device::last_user().await,
            None => None,
        };
        match user {
            Some(user) => open(offline, user, signed_in).await,
            None => offline.room.set(Room::Nobody),
        }
    });
}

/// The person's drafts, once they are open.
pub fn drafts() -> Option<Drafts> {
    PAGE.with_borrow(|page| page.drafts)
}

/// A moment of this device, on the trade's clock.
pub fn on_trade_clock(at: Timestamp) -> Timestamp {
    at.plus_ms(AHEAD_MS.get())
}

fn device_now() -> Timestamp {
    // Far below 2^53.
    Timestamp(js_sys::Date::now() as i64)
}

/// A page of the server says what time it is; one kept for nobody goes by what an earlier page learned.
fn read_clock(offline: Offline, boot: &Boot) {
    if boot.me.is_some() {
        let reading = Reading {
            calendar: boot.reader.calendar,
            digits: boot.reader.digits,
            zone: boot.reader.zone.clone(),
            ahead_ms: boot.reader.now.since_ms(device_now()),
        };
        AHEAD_MS.set(reading.ahead_ms);
        if let Ok(text) = serde_json::to_string(&reading) {
            keep_note(NOTE_READER, &text);
        }
    } else if let Some(kept) =
        kept_note(NOTE_READER).and_then(|text| serde_json::from_str::<Reading>(&text).ok())
    {
        AHEAD_MS.set(kept.ahead_ms);
        offline.reader.update(|reader| {
            reader.calendar = kept.calendar;
            reader.digits = kept.digits;
            reader.zone = kept.zone;
        });
    }
    let tick = move || {
        offline.reader.update(|reader| reader.now = on_trade_clock(device_now()));
        if offline.waiting.get_untracked() > 0 {
            count_soon(offline);
        }
    };
    tick();
    set_interval(tick, TICK);
}

fn listen(offline: Offline) {
    offline.online.set(window().navigator().on_line());
    window_event_listener(ev::online, move |_| {
        offline.online.set(true);
        offline.away.set(false);
    });
    window_event_listener(ev::offline, move |_| offline.online.set(false));
}

async fn open(offline: Offline, user: libero_domain::id::UserId, signed_in: bool) {
    let drafts = match Drafts::open(user).await {
        Ok(drafts) => drafts,
        Err(trouble) => Drafts::open_in_memory(user, trouble),
    };
    if let Keeps::MemoryOnly(trouble) = drafts.keeps() {
        offline.unsaved.set(Some(unsaved(trouble)));
    }
    PAGE.with_borrow_mut(|page| page.drafts = Some(drafts));
    if let Ok(watch) = drafts.on_change(move |change| heard(offline, drafts, change)) {
        watch.keep();
    }
    sweep(drafts).await;
    offline.room.set(Room::Open(user));
    drafts.start_sync();
    // Another tab may hold the queue and still believe that nobody is signed in.
    if signed_in && stopped_for_sign_in(drafts).await {
        drafts.signed_in().await;
    }
    count(offline, drafts).await;
}

/// A report of the server that was opened for editing and left as it was.
pub fn is_untouched(draft: &Envelope) -> bool {
    draft.base > 0 && draft.revision == 1 && draft.state == State::Stored
}

/// Copies of what the server has go after a while.
async fn sweep(drafts: Drafts) {
    let now = device_now();
    for row in drafts.list().await.unwrap_or_default() {
        if let Row::Known(draft) = row
            && draft.state == State::Stored
            && (draft.settled || is_untouched(&draft))
            && now.since_ms(draft.updated_at) > KEEP_COPY_MS
        {
            // Left for the next time where it fails.
            let _ = drafts.acknowledge(draft.id).await;
        }
    }
}

async fn stopped_for_sign_in(drafts: Drafts) -> bool {
    let rows = drafts.list().await.unwrap_or_default();
    rows.iter()
        .any(|row| matches!(row, Row::Known(draft) if draft.state == State::Stopped { why: Why::SignIn }))
}

fn heard(offline: Offline, drafts: Drafts, change: &Change) {
    match change {
        Change::Online(online) => {
            offline.online.set(*online);
            if *online {
                offline.away.set(false);
            }
        }
        Change::ServerAway => offline.away.set(true),
        Change::SignInNeeded => {
            offline.sign_in.set(true);
            // It answered, after all.
            offline.away.set(false);
        }
        Change::NewerPage => offline.newer.set(true),
        Change::Revoked => offline.revoked.set(true),
        // These two are of one draft, not of the device.
        Change::NotSaved { trouble: Trouble::NewerPage | Trouble::NoKey, .. } => {}
        Change::NotSaved { trouble, .. } => {
            let why = unsaved(*trouble);
            if offline.unsaved.get_untracked() != Some(why) {
                offline.unsaved.set(Some(why));
            }
        }
        Change::Saved { .. } => {
            if offline.unsaved.get_untracked().is_some() {
                offline.unsaved.set(None);
            }
            ask_to_keep(drafts);
        }
        Change::Words { .. } | Change::State { .. } => {}
    }
    count_soon(offline);
}

/// Once on each device, when there is something to keep: some browsers ask the person.
fn ask_to_keep(drafts: Drafts) {
    if kept_note(NOTE_KEEP).is_none() {
        keep_note(NOTE_KEEP, "1");
        spawn_local(async move {
            drafts.request_persistent_storage().await;
        });
    }
}

fn count_soon(offline: Offline) {
    let timer = Timeout::new(COUNT_AFTER_MS, move || {
        if let Some(drafts) = drafts() {
            spawn_local(count(offline, drafts));
        }
    });
    COUNTING.set(Some(timer));
}

async fn count(offline: Offline, drafts: Drafts) {
    let Ok(rows) = drafts.list().await else { return };
    let now = device_now();
    let (mut waiting, mut overdue, mut yours, mut trying) = (0, 0, 0, false);
    for row in &rows {
        let Row::Known(draft) = row else {
            yours += 1;
            continue;
        };
        waiting += usize::from(draft.unsent());
        trying |= draft.sending.is_some();
        match &draft.state {
            State::Clash { .. } | State::Stopped { .. } => yours += 1,
            State::Waiting if draft.unsent() && now.since_ms(draft.updated_at) > OVERDUE_MS => overdue += 1,
            _ => {}
        }
    }
    // An answered attempt says that the server is back.
    if offline.away.get_untracked() && !trying {
        offline.away.set(false);
    }
    for (signal, value) in [(offline.waiting, waiting), (offline.overdue, overdue), (offline.yours, yours)] {
        if signal.get_untracked() != value {
            signal.set(value);
        }
    }
    offline.changes.update(|changes| *changes = changes.wrapping_add(1));
}

pub fn want_pocket(offline: Offline, anew: bool) {
    spawn_local(async move {
        let Some(drafts) = drafts() else { return };
        if offline.pocket.with_untracked(Option::is_none) {
            let kept = pocket::read(drafts).await.and_then(|text| serde_json::from_str::<Pocket>(&text).ok());
            if kept.is_some() {
                offline.pocket.set(kept);
            }
        }
        let age = offline.pocket.with_untracked(|pocket| {
            pocket.as_ref().map(|pocket| on_trade_clock(device_now()).since_ms(pocket.at))
        });
        let fresh_enough = !anew && age.is_some_and(|age| (0..POCKET_MS).contains(&age));
        if fresh_enough || !offline.online.get_untracked() {
            return;
        }
        let Some(text) = get_text("/api/v1/pocket").await else { return };
        if let Ok(fresh) = serde_json::from_str::<Pocket>(&text) {
            // A device that keeps nothing has it on this page all the same.
            let _ = pocket::put(drafts, &text).await;
            offline.pocket.set(Some(fresh));
        }
    });
}

/// The text of a good answer; anything else, a captive portal's page too, is none.
pub async fn get_text(url: &str) -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(url)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    if !answer.ok() || answer.redirected() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

pub fn change_over() {
    spawn_local(async move {
        if let Some(drafts) = drafts()
            && drafts.flush().await.is_err()
        {
            // The words are on this page alone: they would be lost.
            return;
        }
        PAGE.with_borrow(|page| match &page.worker {
            Some(worker) if page.update_ready => worker.change_over(),
            _ => {
                let _ = window().location().reload();
            }
        });
    });
}

pub fn sign_out_then(then: impl FnOnce() + 'static) {
    let then = Rc::new(Cell::new(Some(then)));
    let late = Rc::clone(&then);
    let timer = Timeout::new(SIGN_OUT_WITHIN_MS, move || {
        if let Some(then) = late.take() {
            then();
        }
    });
    spawn_local(async move {
        if let Some(drafts) = drafts() {
            // Signing out goes on; what could not be removed stays sealed.
            let _ = drafts.sign_out().await;
            PAGE.with_borrow_mut(|page| {
                page.drafts = None;
                if let Some(offline) = page.offline {
                    offline.room.set(Room::Nobody);
                    offline.pocket.set(None);
                }
            });
        }
        drop(timer);
        if let Some(then) = then.take() {
            then();
        }
    });
}

/// A page rendered for nobody cannot show the others: their links load them anew.
fn leave_by_loading() {
    let pressed = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(|event: web_sys::MouseEvent| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        else {
            return;
        };
        let link = target.closest("a[href]").ok().flatten().and_then(|link| link.get_attribute("href"));
        let Some(path) = link else { return };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if path.starts_with('/') && !SHELL.contains(&path) {
            event.stop_propagation();
        }
    });
    // The router listens further out, at the window.
    let _ = document().add_event_listener_with_callback("click", pressed.as_ref().unchecked_ref());
    pressed.forget();
}

fn watch_install(offline: Offline) {
    let installed = window()
        .match_media("(display-mode: standalone)")
        .ok()
        .flatten()
        .is_some_and(|media| media.matches());
    if installed || kept_note(NOTE_INSTALL).is_some() {
        return;
    }
    // Only Safari on a phone has this member, and it has no question of its own.
    let by_hand = js_sys::Reflect::get(&window().navigator(), &"standalone".into())
        .is_ok_and(|alone| alone == JsValue::FALSE);
    if by_hand {
        offline.install.set(Install::ByHand);
        return;
    }
    let asks = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        PAGE.with_borrow_mut(|page| page.install = Some(event.into()));
        offline.install.set(Install::Ask);
    });
    let _ = window().add_event_listener_with_callback("beforeinstallprompt", asks.as_ref().unchecked_ref());
    asks.forget();
}

pub fn ask_install(offline: Offline) {
    offline.install.set(Install::No);
    let Some(question) = PAGE.with_borrow_mut(|page| page.install.take()) else { return };
    let ask = js_sys::Reflect::get(&question, &"prompt".into())
        .ok()
        .and_then(|ask| ask.dyn_into::<js_sys::Function>().ok());
    if let Some(ask) = ask {
        let _ = ask.call0(&question);
    }
}

pub fn refuse_install() {
    keep_note(NOTE_INSTALL, "1");
}

/// A small note of this device; never words of the trade. A browser may refuse it.
pub fn kept_note(name: &str) -> Option<String> {
    notes()?.get_item(&format!("libero.{name}")).ok()?
}

pub fn keep_note(name: &str, text: &str) {
    if let Some(notes) = notes() {
        let _ = notes.set_item(&format!("libero.{name}"), text);
    }
}

fn notes() -> Option<web_sys::Storage> {
    window().local_storage().ok()?
}
