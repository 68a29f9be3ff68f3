//! The desk in the browser: between the page's signals and the drafts of this device.

use super::{Desk, DeskState, Stop, Unsaved};
use crate::offline::{self, Offline, Room};
use gloo_timers::future::sleep;
use leptos::prelude::*;
use leptos::task::spawn_local;
use libero_domain::command::Version;
use libero_domain::contact_report::ReportBody;
use libero_domain::draft::DraftRow;
use libero_drafts::browser::{Change, Drafts, Keeps, Trouble, Watch};
use libero_drafts::{Envelope, State, merge};
use serde_json::Value;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// How often waiting looks again.
const LOOK: Duration = Duration::from_millis(150);
/// Longest wait for the device's store to open.
const OPEN_LOOKS: u32 = 80;
/// Longest wait for the server: a put may take half a minute, a person waits less.
const STORE_LOOKS: u32 = 100;
/// Without a network: a hint may be wrong, so one try is waited for.
const OFFLINE_LOOKS: u32 = 10;

pub fn open(desk: Desk, ask_server: bool) {
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |begun: Option<bool>| {
        if begun == Some(true) {
            return true;
        }
        match desk.offline.room.get() {
            Room::Opening => false,
            Room::Nobody => {
                desk.state.set(DeskState::Stopped(Stop::SignIn));
                false
            }
            Room::Open(_) => match offline::drafts() {
                Some(drafts) => {
                    listen(desk, drafts, watch);
                    spawn_local(begin(desk, drafts, ask_server));
                    true
                }
                None => false,
            },
        }
    });
}

/// What the page shows goes to the device; before the first reading it waits for it.
pub fn typed(desk: Desk) {
    if desk.loaded.get_untracked()
        && let Some(drafts) = offline::drafts()
        && let Some(body) = shown(desk)
    {
        drafts.typed(desk.id, body);
    }
}

fn listen(desk: Desk, drafts: Drafts, watch: StoredValue<Option<Watch>, LocalStorage>) {
    let reading = Rc::new(Cell::new(Reading::Idle));
    let heard = move |change: &Change| match *change {
        Change::Saved { id, at } if id == desk.id => {
            let _ = desk.saved.try_set(Some(offline::on_trade_clock(at)));
            if matches!(desk.state.try_get_untracked(), Some(DeskState::NotSaved(_))) {
                refresh_soon(desk, drafts, &reading);
            } else {
                kept(desk);
            }
        }
        Change::NotSaved { id, trouble } if id == desk.id => {
            let _ = desk.state.try_set(state_of_trouble(trouble));
        }
        Change::Words { id } | Change::State { id } if id == desk.id => refresh_soon(desk, drafts, &reading),
        Change::Online(_) | Change::ServerAway | Change::SignInNeeded => refresh_soon(desk, drafts, &reading),
        _ => {}
    };
    if let Ok(watching) = drafts.on_change(heard) {
        // Where the page has gone meanwhile, the watch comes back and ends here.
        drop(watch.try_set_value(Some(watching)));
    }
}

/// One reading at a time; what changes during one asks for another.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Idle,
    Busy,
    Again,
}

fn refresh_soon(desk: Desk, drafts: Drafts, reading: &Rc<Cell<Reading>>) {
    if reading.get() != Reading::Idle {
        reading.set(Reading::Again);
        return;
    }
    reading.set(Reading::Busy);
    let reading = Rc::clone(reading);
    spawn_local(async move {
        loop {
            let _ = refresh(desk, drafts).await;
            if reading.get() != Reading::Again {
                break;
            }
            reading.set(Reading::Busy);
        }
        reading.set(Reading::Idle);
    });
}

async fn begin(desk: Desk, drafts: Drafts, ask_server: bool) {
    let Some(given) = desk.given.try_get_value().and_then(|body| serde_json::to_value(body).ok()) else {
        return;
    };
    match first(desk, drafts, ask_server, &given).await {
        Ok(Some(draft)) => {
            show(desk, drafts, draft, given);
        }
        Ok(None) => {
            if let Some(now) = shown(desk).filter(|now| *now != given) {
                drafts.typed(desk.id, now);
            }
            if ask_server {
                let _ = desk.state.try_set(DeskState::Stopped(Stop::NotFound));
            }
        }
        Err(trouble) => {
            if let Some(now) = shown(desk).filter(|now| *now != given) {
                drafts.typed(desk.id, now);
            }
            let _ = desk.state.try_set(state_of_trouble(trouble));
        }
    }
    let _ = desk.loaded.try_set(true);
}

/// The draft as this device has it, else as the page or the server gave it.
async fn first(
    desk: Desk,
    drafts: Drafts,
    ask_server: bool,
    given: &Value,
) -> Result<Option<Envelope>, Trouble> {
    let version = desk.version.try_get_untracked().unwrap_or_default();
    if version > 0 {
        let draft = adopt(desk, drafts, version, given.clone()).await?;
        // This device's copy is older than what the server just gave, and holds nothing of its own.
        if let Some(old) = draft.as_ref().filter(|draft| draft.state == State::Stored && draft.base < version)
        {
            drafts.acknowledge(old.id).await?;
            return adopt(desk, drafts, version, given.clone()).await;
        }
        return Ok(draft);
    }
    if let Some(draft) = drafts.load(desk.id).await? {
        return Ok(Some(draft));
    }
    if !ask_server {
        return Ok(None);
    }
    let Some(text) = offline::get_text(&format!("/api/v1/drafts/{}", desk.id)).await else { return Ok(None) };
    let Ok(row) = serde_json::from_str::<DraftRow>(&text) else { return Ok(None) };
    let _ = desk.settled.try_set(row.settled);
    let Ok(body) = serde_json::to_value(row.body) else { return Ok(None) };
    adopt(desk, drafts, row.version, body).await
}

/// A device that keeps nothing still works with the draft, on this page.
async fn adopt(
    desk: Desk,
    drafts: Drafts,
    version: Version,
    body: Value,
) -> Result<Option<Envelope>, Trouble> {
    match drafts.adopt(desk.id, version, body).await {
        Ok(draft) => Ok(Some(draft)),
        Err(trouble) => drafts.load(desk.id).await.and_then(|draft| draft.map(Some).ok_or(trouble)),
    }
}

/// Reads the draft again, and shows what changed elsewhere.
async fn refresh(desk: Desk, drafts: Drafts) -> Option<Envelope> {
    if !desk.loaded.try_get_untracked()? {
        return None;
    }
    let before = shown(desk)?;
    match drafts.load(desk.id).await {
        Ok(Some(draft)) => show(desk, drafts, draft, before),
        Ok(None) => {
            // A draft that nobody typed into yet is not there either.
            if desk.saved.try_get_untracked()?.is_some() {
                let _ = desk.state.try_set(DeskState::Stopped(Stop::Discarded));
            }
            None
        }
        Err(trouble) => {
            let _ = desk.state.try_set(state_of_trouble(trouble));
            None
        }
    }
}

/// Puts a draft on the page, which showed `before` when it was asked for: what was typed since stands too.
fn show(desk: Desk, drafts: Drafts, draft: Envelope, before: Value) -> Option<Envelope> {
    let now = shown(desk)?;
    let whole = if now == before { draft.body.clone() } else { merge::keep_both(&before, &now, &draft.body) };
    if whole != now {
        match serde_json::from_value::<ReportBody>(whole.clone()) {
            Ok(body) => {
                let _ = desk.body.try_set(body);
            }
            Err(_) => {
                let _ = desk.state.try_set(DeskState::Stopped(Stop::NewerPage));
                return None;
            }
        }
    }
    if whole != draft.body {
        drafts.typed(desk.id, whole);
    }
    let _ = desk.version.try_set(draft.base);
    let _ = desk.settled.try_update(|settled| *settled |= draft.settled);
    if desk.saved.try_get_untracked()?.is_none() && draft.revision > 1 {
        let _ = desk.saved.try_set(Some(offline::on_trade_clock(draft.updated_at)));
    }
    let _ = desk.state.try_set(state_of(&draft, &desk.offline));
    Some(draft)
}

/// Words were kept that the server does not have yet.
fn kept(desk: Desk) {
    let Some(online) = desk.offline.reaches_server() else { return };
    let next = if online { DeskState::Quiet } else { DeskState::Waiting };
    let _ = desk.state.try_update(|state| {
        if matches!(state, DeskState::Quiet | DeskState::Stored | DeskState::Waiting) {
            *state = next;
        }
    });
}

pub async fn settle(desk: Desk) -> Result<Version, DeskState> {
    let drafts = opened(desk).await?;
    for look in 0..STORE_LOOKS {
        let Some(draft) = refresh(desk, drafts).await else {
            return Err(desk.state.try_get_untracked().unwrap_or(DeskState::Quiet));
        };
        match state_of(&draft, &desk.offline) {
            _ if !draft.unsent() && draft.state == State::Stored => return Ok(draft.base),
            DeskState::Waiting if look >= OFFLINE_LOOKS => return Err(DeskState::Waiting),
            state @ (DeskState::Clash | DeskState::Stopped(_)) => return Err(state),
            _ => sleep(LOOK).await,
        }
    }
    Err(DeskState::Waiting)
}

pub async fn ready(desk: Desk) -> Result<(), DeskState> {
    let drafts = opened(desk).await?;
    let Some(body) = shown(desk) else { return Err(DeskState::Quiet) };
    // What this device cannot keep is on the page and in the queue all the same.
    let _ = drafts.save(desk.id, body).await;
    match drafts.mark_ready(desk.id).await {
        Ok(_) => Ok(()),
        Err(trouble) => match state_of_trouble(trouble) {
            DeskState::NotSaved(_) if desk.offline.reaches_server() == Some(true) => Ok(()),
            state => {
                let _ = desk.state.try_set(state.clone());
                Err(state)
            }
        },
    }
}

pub async fn discard(desk: Desk) -> Result<(), DeskState> {
    let drafts = opened(desk).await?;
    match drafts.discard(desk.id).await {
        // Never typed into: there is nothing to throw away.
        Ok(()) | Err(Trouble::Missing) => Ok(()),
        Err(_) if matches!(drafts.keeps(), Keeps::MemoryOnly(_)) => Ok(()),
        Err(trouble) => Err(state_of_trouble(trouble)),
    }
}

/// The drafts, once what they have of this report is on the page.
async fn opened(desk: Desk) -> Result<Drafts, DeskState> {
    for _ in 0..OPEN_LOOKS {
        match (desk.loaded.try_get_untracked(), desk.offline.room.try_get_untracked()) {
            (Some(true), _) => return offline::drafts().ok_or(DeskState::Stopped(Stop::SignIn)),
            (_, Some(Room::Nobody)) => return Err(DeskState::Stopped(Stop::SignIn)),
            (None, _) | (_, None) => break,
            _ => sleep(LOOK).await,
        }
    }
    Err(DeskState::Waiting)
}

fn shown(desk: Desk) -> Option<Value> {
    desk.body.try_with_untracked(|body| serde_json::to_value(body).ok())?
}

fn state_of(draft: &Envelope, offline: &Offline) -> DeskState {
    match &draft.state {
        State::Waiting if offline.reaches_server() == Some(false) => DeskState::Waiting,
        State::Waiting if draft.sending.is_some() => DeskState::Sending,
        State::Waiting => DeskState::Quiet,
        State::Stored => DeskState::Stored,
        State::Clash { .. } => DeskState::Clash,
        State::Stopped { why } => DeskState::Stopped((*why).into()),
        State::Discarding | State::Gone => DeskState::Stopped(Stop::Discarded),
    }
}

fn state_of_trouble(trouble: Trouble) -> DeskState {
    match trouble {
        Trouble::NewerPage => DeskState::Stopped(Stop::NewerPage),
        Trouble::NoKey => DeskState::Stopped(Stop::Locked),
        Trouble::Missing => DeskState::Stopped(Stop::NotFound),
        Trouble::Closed => DeskState::Stopped(Stop::SignIn),
        Trouble::Full | Trouble::Blocked | Trouble::NoOfflineMode | Trouble::Broken => {
            DeskState::NotSaved(unsaved(trouble))
        }
    }
}

pub fn unsaved(trouble: Trouble) -> Unsaved {
    match trouble {
        Trouble::Full => Unsaved::Full,
        Trouble::NoOfflineMode => Unsaved::NoOfflineMode,
        _ => Unsaved::Blocked,
    }
}
