//! The queue: one tab of a person sends, one draft after the other, by the outbox's times.

use super::js::{self, Listener};
use super::lock::{self, Guard};
use super::room::{Change, Room};
use super::talk::Message;
use super::{device, pocket, wire};
use crate::answer::Answer;
use crate::outbox::{Effect, Event};
use gloo_timers::callback::Timeout;
use libero_domain::id::ReportId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How often the server is told of this device and asked for a new pocket, at most.
const CONTACT_MS: f64 = 600_000.0;

#[derive(Default)]
pub struct Queue {
    started: bool,
    /// Held while this tab sends; another takes over when it closes or dies.
    lead: Option<Guard>,
    /// Nobody is signed in.
    stopped: bool,
    pumping: bool,
    /// By the page's own clock, which no change of the device's clock moves.
    due: BTreeMap<ReportId, f64>,
    timer: Option<Timeout>,
    contacted: Option<f64>,
    /// The server does not know this device any more.
    revoked: bool,
}

/// Answer to `PUT /api/v1/devices/{id}`.
#[derive(Deserialize)]
struct Known {
    revoked: bool,
}

#[derive(Serialize)]
struct KeyOf<'a> {
    key: &'a str,
}

impl Queue {
    pub fn leads(&self) -> bool {
        self.lead.is_some()
    }

    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// Starts once per tab; the tab that holds the lock sends.
    pub fn start(room: &Rc<Room>) {
        if std::mem::replace(&mut room.queue.borrow_mut().started, true) {
            return;
        }
        listen(room);
        let name = format!("libero-drafts-send-{}", room.user);
        let waiting = Rc::downgrade(room);
        spawn_local(async move {
            let guard = lock::hold(&name).await;
            if let Some(room) = waiting.upgrade() {
                room.queue.borrow_mut().lead = Some(guard);
                every_draft(&room, || Event::Restarted).await;
                contact(&room).await;
            }
        });
    }

    /// Sends a draft after this time, or at the time already set if that is earlier.
    pub fn set(room: &Rc<Room>, id: ReportId, delay_ms: u32) {
        let at = js::uptime_ms() + f64::from(delay_ms);
        let mut queue = room.queue.borrow_mut();
        let due = queue.due.entry(id).or_insert(at);
        *due = due.min(at);
        drop(queue);
        Self::arm(room);
    }

    fn arm(room: &Rc<Room>) {
        let mut queue = room.queue.borrow_mut();
        queue.timer = None;
        if queue.pumping || queue.stopped {
            return;
        }
        let Some(earliest) = queue.due.values().copied().reduce(f64::min) else { return };
        let wait = (earliest - js::uptime_ms()).clamp(0.0, f64::from(u16::MAX) * 1_000.0);
        let pumped = Rc::clone(room);
        queue.timer = Some(Timeout::new(wait as u32, move || spawn_local(Self::pump(pumped))));
    }

    /// Sends what is due, one after the other.
    async fn pump(room: Rc<Room>) {
        if std::mem::replace(&mut room.queue.borrow_mut().pumping, true) {
            return;
        }
        loop {
            // Not in the loop's head: the queue must not stay borrowed while something is sent.
            let next = room.queue.borrow_mut().next_due();
            let Some(id) = next else { break };
            send(&room, id).await;
        }
        room.queue.borrow_mut().pumping = false;
        Self::arm(&room);
        leave_if_revoked(&room).await;
    }

    fn next_due(&mut self) -> Option<ReportId> {
        if self.stopped {
            return None;
        }
        let now = js::uptime_ms();
        let (id, _) = self.due.iter().filter(|(_, at)| **at <= now).min_by(|a, b| a.1.total_cmp(b.1))?;
        let id = *id;
        self.due.remove(&id);
        Some(id)
    }

    /// Somebody signed in on this page or in another tab.
    pub async fn signed_in(room: &Rc<Room>) {
        room.queue.borrow_mut().stopped = false;
        if room.queue.borrow().leads() {
            every_draft(room, || Event::SignedIn).await;
            contact(room).await;
        }
    }
}

async fn send(room: &Rc<Room>, id: ReportId) {
    let Some(effects) = take_step(room, id, Event::SendStarted).await else { return };
    for effect in effects {
        let (command, answer) = match effect {
            Effect::Put { command, base, ready, body } => {
                let put = wire::Put { id, command, base, ready, device: room.device, body: &body };
                (command, wire::put_draft(put).await)
            }
            Effect::Delete { command, base } => (command, wire::delete_draft(id, command, base).await),
            _ => continue,
        };
        answered(room, id, Event::Answered { command, answer }).await;
    }
}

/// The answer must be written down: a store that fails for a moment is asked again as if the answer was lost.
async fn answered(room: &Rc<Room>, id: ReportId, event: Event) {
    let Event::Answered { command, .. } = event else { return };
    if take_step(room, id, event).await.is_none() {
        take_step(room, id, Event::Answered { command, answer: Answer::Lost }).await;
    }
}

async fn take_step(room: &Rc<Room>, id: ReportId, event: Event) -> Option<Vec<Effect>> {
    let stepped = room.step(id, event).await.ok()??;
    room.follow(&stepped);
    if let Err(trouble) = stepped.kept {
        room.tell(&Change::NotSaved { id, trouble });
    }
    Some(stepped.effects)
}

async fn every_draft(room: &Rc<Room>, event: impl Fn() -> Event) {
    for id in room.ids().await.unwrap_or_default() {
        take_step(room, id, event()).await;
    }
}

fn listen(room: &Rc<Room>) {
    let Some(window) = js::window() else { return };
    let Some(document) = window.document() else { return };
    let network = |online: bool| {
        let room = Rc::downgrade(room);
        move |_| {
            if let Some(room) = room.upgrade() {
                network_is(&room, online);
            }
        }
    };
    let seen = Rc::downgrade(room);
    let visible = Listener::new(&document, "visibilitychange", move |_| {
        let shown =
            js::window().and_then(|window| window.document()).is_some_and(|document| !document.hidden());
        // A phone taken out of the pocket is a new chance, whatever it waited for.
        if let Some(room) = seen.upgrade().filter(|_| shown && wire::online()) {
            network_is(&room, true);
        }
    });
    let on = Listener::new(&window, "online", network(true));
    let off = Listener::new(&window, "offline", network(false));
    room.listeners.borrow_mut().extend([visible, on, off]);
}

fn network_is(room: &Rc<Room>, online: bool) {
    room.line_is(online);
    room.tell(&Change::Online(online));
    if online && room.queue.borrow().leads() {
        let room = Rc::clone(room);
        spawn_local(async move {
            every_draft(&room, || Event::WentOnline).await;
            contact(&room).await;
        });
    }
}

/// Tells the server of this device and its key, learns whether it is still welcome, renews the pocket.
async fn contact(room: &Rc<Room>) {
    let now = js::uptime_ms();
    {
        let mut queue = room.queue.borrow_mut();
        let recent = queue.contacted.is_some_and(|at| now - at < CONTACT_MS);
        if recent || queue.stopped || !wire::online() {
            return;
        }
        queue.contacted = Some(now);
    }
    let Some(key) = &room.key else { return };
    let Ok(text) = serde_json::to_string(&KeyOf { key: &key.id }) else { return };
    let Some(reply) = wire::put_json(&format!("/api/v1/devices/{}", room.device), text).await else {
        room.queue.borrow_mut().contacted = None;
        return;
    };
    match (reply.status, serde_json::from_str::<Known>(&reply.body)) {
        (200, Ok(Known { revoked: false })) => pocket::renew(room).await,
        (200, Ok(Known { revoked: true })) => {
            room.queue.borrow_mut().revoked = true;
            // What names clients goes at once, the key when the words are handed over.
            let _ = pocket::delete(room).await;
            leave_if_revoked(room).await;
        }
        (401, _) => {
            room.queue.borrow_mut().stop();
            room.tell(&Change::SignInNeeded);
            room.tell_tabs(&Message::SignInNeeded { user: room.user });
        }
        _ => room.queue.borrow_mut().contacted = None,
    }
}

async fn leave_if_revoked(room: &Rc<Room>) {
    let revoked = room.queue.borrow().revoked;
    if !revoked || room.flush().await.is_err() || device::unsent_of(room.user).await > 0 {
        return;
    }
    // First the rooms close: nothing may be sealed any more with a key that goes.
    room.tell_tabs(&Message::Revoked { user: room.user });
    room.revoked();
    if device::forget(room.user).await.is_ok() {
        let _ = device::forget_last_user().await;
    }
}
