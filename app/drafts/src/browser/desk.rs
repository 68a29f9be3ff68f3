//! Keystrokes. Each one goes sealed into local storage as soon as the cipher is done with the one before,
//! and into the durable store within a quarter of a second; leaving the page hurries it.

use super::js::{self, Listener};
use super::room::{Change, Room, Stepped};
use super::store::Trouble;
use crate::envelope::{Envelope, State};
use crate::outbox::Event;
use gloo_timers::callback::Timeout;
use libero_domain::id::ReportId;
use libero_domain::time::Timestamp;
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// From a keystroke to the durable store.
const COMMIT_MS: u32 = 250;
/// Until a store that did not take the words is asked again.
const AGAIN_MS: u32 = 5_000;

/// What the page of this tab has of one draft.
#[derive(Default)]
pub struct Desk {
    /// What the page showed at the last step.
    pub view: Value,
    /// What it shows now, if no step has taken it yet.
    pub typed: Option<Value>,
    /// Counts keystrokes.
    strokes: u32,
    pub known: Option<Envelope>,
    timer: Option<Timeout>,
    /// Steps under way.
    committing: u32,
    /// Counts steps: a quick copy sealed before a step must not be written after it.
    generation: u32,
    copying: bool,
    unkept: bool,
}

impl Room {
    /// The page shows `body` now.
    pub fn typed(self: &Rc<Self>, id: ReportId, body: Value) {
        let mut desks = self.desks.borrow_mut();
        let desk = desks.entry(id).or_default();
        if desk.typed.is_none() && desk.view == body && !desk.unkept {
            return;
        }
        desk.typed = Some(body);
        desk.strokes = desk.strokes.wrapping_add(1);
        let wait = if desk.known.is_some() { COMMIT_MS } else { 0 };
        let idle = desk.committing == 0 && (desk.timer.is_none() || desk.unkept);
        drop(desks);
        if idle {
            self.commit_after(id, wait);
        }
        self.copy_quickly(id);
    }

    /// The page shows `body`, read from the draft just now.
    pub fn shows(&self, draft: &Envelope) {
        let mut desks = self.desks.borrow_mut();
        let desk = desks.entry(draft.id).or_default();
        desk.view = draft.body.clone();
        desk.known = Some(draft.clone());
    }

    fn commit_after(self: &Rc<Self>, id: ReportId, ms: u32) {
        let room = Rc::clone(self);
        let timer = Timeout::new(ms, move || spawn_local(async move { drop(room.commit(id).await) }));
        if let Some(desk) = self.desks.borrow_mut().get_mut(&id) {
            desk.timer = Some(timer);
        }
    }

    /// Takes what is typed through a step. `None` when there was nothing to take.
    pub async fn commit(self: &Rc<Self>, id: ReportId) -> Option<Result<Stepped, Trouble>> {
        let (view, body) = {
            let mut desks = self.desks.borrow_mut();
            let desk = desks.get_mut(&id)?;
            desk.timer = None;
            let body = match desk.typed.take() {
                Some(body) => body,
                None if desk.unkept => desk.view.clone(),
                None => return None,
            };
            desk.committing += 1;
            desk.generation = desk.generation.wrapping_add(1);
            (std::mem::replace(&mut desk.view, body.clone()), body)
        };
        let event = Event::Typed { view: view.clone(), body: body.clone() };
        let stepped = self.step(id, event).await;
        let outcome = match stepped {
            Ok(Some(stepped)) => Ok(stepped),
            // Typed words always make a draft.
            Ok(None) => Err(Trouble::Broken),
            Err(trouble) => Err(trouble),
        };
        self.after_commit(id, &outcome, view, body);
        Some(outcome)
    }

    fn after_commit(
        self: &Rc<Self>,
        id: ReportId,
        outcome: &Result<Stepped, Trouble>,
        view: Value,
        body: Value,
    ) {
        let kept = outcome.as_ref().map_or_else(|trouble| Err(*trouble), |stepped| stepped.kept);
        let mut more = false;
        if let Some(desk) = self.desks.borrow_mut().get_mut(&id) {
            desk.committing = desk.committing.saturating_sub(1);
            desk.unkept = kept.is_err();
            if outcome.is_err() {
                // Not taken: the next step takes it from where the page was.
                desk.view = view;
                desk.typed.get_or_insert(body);
            }
            more = desk.typed.is_some();
        }
        if let Ok(stepped) = outcome {
            self.follow(stepped);
        }
        match kept {
            Ok(()) => self.tell(&Change::Saved { id, at: Timestamp(js::now_ms()) }),
            Err(trouble) => self.tell(&Change::NotSaved { id, trouble }),
        }
        match kept {
            Ok(()) if more => {
                self.commit_after(id, COMMIT_MS);
                self.copy_quickly(id);
            }
            Ok(()) => {}
            // Waiting does not help against these.
            Err(Trouble::NewerPage | Trouble::NoKey | Trouble::NoOfflineMode) => {}
            Err(_) if self.key.is_some() => self.commit_after(id, AGAIN_MS),
            // Nothing is ever kept here, and the page knows.
            Err(_) if more => self.commit_after(id, COMMIT_MS),
            Err(_) => {}
        }
    }

    /// Seals the newest keystroke into local storage, beside the steps.
    fn copy_quickly(self: &Rc<Self>, id: ReportId) {
        if self.local.is_none() || self.key.is_none() {
            return;
        }
        let begun = match self.desks.borrow_mut().get_mut(&id) {
            Some(desk) => !std::mem::replace(&mut desk.copying, true),
            None => false,
        };
        if begun {
            let room = Rc::clone(self);
            spawn_local(async move {
                while room.copied_once(id).await {}
                if let Some(desk) = room.desks.borrow_mut().get_mut(&id) {
                    desk.copying = false;
                }
            });
        }
    }

    /// True when there are newer keystrokes since.
    async fn copied_once(&self, id: ReportId) -> bool {
        let Some((draft, generation, strokes)) = self.quick_copy(id) else { return false };
        let Ok(record) = self.record(&draft).await else { return false };
        let desks = self.desks.borrow();
        let Some(desk) = desks.get(&id) else { return false };
        if desk.generation != generation {
            return false;
        }
        if let Some(local) = self.local {
            // The durable copy follows in a moment; a full local storage is no reason to stop typing.
            let _ = local.put(self.user, id, &record);
        }
        desk.strokes != strokes
    }

    fn quick_copy(&self, id: ReportId) -> Option<(Envelope, u32, u32)> {
        let desks = self.desks.borrow();
        let desk = desks.get(&id)?;
        if desk.committing > 0 {
            return None;
        }
        let mut draft = desk.known.clone()?;
        let ready = draft.ready;
        draft.set_words(desk.typed.clone()?, ready, Timestamp(js::now_ms()));
        if draft.state == State::Stored {
            draft.state = State::Waiting;
        }
        Some((draft, desk.generation, desk.strokes))
    }

    /// Makes everything typed durable, and waits for steps under way.
    ///
    /// # Errors
    /// The first trouble; everything was tried.
    pub async fn flush(self: &Rc<Self>) -> Result<(), Trouble> {
        let ids: Vec<ReportId> = self.desks.borrow().keys().copied().collect();
        let mut first = Ok(());
        for id in ids {
            if let Some(outcome) = self.commit(id).await {
                first = first.and(outcome.and_then(|stepped| stepped.kept));
            }
        }
        drop(super::lock::hold_briefly(super::room::WRITE_LOCK).await);
        first
    }

    /// Hurries when the page is left: the browser may end it at any moment after.
    pub fn flush_when_left(self: &Rc<Self>) {
        let Some(window) = js::window() else { return };
        let Some(document) = window.document() else { return };
        let hurry = |room: &Rc<Self>| {
            let room = Rc::downgrade(room);
            move |_| {
                if let Some(room) = room.upgrade() {
                    spawn_local(async move {
                        // Pages are told of trouble by each draft's own commit.
                        let _ = room.flush().await;
                    });
                }
            }
        };
        let left = Listener::new(&window, "pagehide", hurry(self));
        // Fires both ways; coming back with nothing typed costs nothing.
        let hidden = Listener::new(&document, "visibilitychange", hurry(self));
        self.listeners.borrow_mut().extend([left, hidden]);
    }
}
