//! One person's room in one tab: reads the copies, takes steps under the lock, writes both copies.

use super::desk::Desk;
use super::js;
use super::lock;
use super::queue::Queue;
use super::seal::Key;
use super::store::durable::{self, Shelf};
use super::store::local::Local;
use super::store::{Trouble, record_key};
use super::talk::{Message, Talk};
use super::{device, wire};
use crate::envelope::{self, Envelope, Found, Start, State};
use crate::outbox::{self, Effect, Event, Line, Moment, Notice, Outbox};
use crate::sealed::{self, Matter};
use libero_domain::id::{CommandId, DeviceId, ReportId, UserId};
use libero_domain::time::Timestamp;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;

/// Reading and writing a draft is one act among all tabs.
pub(super) const WRITE_LOCK: &str = "libero-drafts-write";

/// Where drafts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// In local storage and in IndexedDB.
    Both,
    /// Local storage is blocked; IndexedDB keeps every change within a quarter of a second.
    DurableOnly,
    /// On this page only, and why: closing it loses what is not sent.
    MemoryOnly(Trouble),
}

/// A draft as the list has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    Known(Box<Envelope>),
    /// Written by a newer page; kept as it is.
    Newer {
        id: ReportId,
        v: u16,
    },
    /// Cannot be opened with the key that is here, or is damaged; kept as it is.
    Locked {
        id: ReportId,
    },
}

/// What a page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Durable on this device; the time is the device's own.
    Saved { id: ReportId, at: Timestamp },
    /// Not kept; the page still has the words, and they are still sent when there is a network.
    NotSaved { id: ReportId, trouble: Trouble },
    /// The words changed from elsewhere: load and show them.
    Words { id: ReportId },
    /// How far a draft got changed.
    State { id: ReportId },
    /// A hint about the network.
    Online(bool),
    /// Nobody is signed in: nothing is sent until somebody is.
    SignInNeeded,
    /// The server does not answer; goes on by itself.
    ServerAway,
    /// A draft was written by a newer page: reload.
    NewerPage,
    /// The device was revoked; the words are handed over, and nothing is kept here any more.
    Revoked,
}

type Watcher = Rc<dyn Fn(&Change)>;

pub struct Room {
    pub user: UserId,
    pub device: DeviceId,
    /// Random, for the life of this page.
    pub tab: String,
    pub key: Option<Key>,
    pub local: Option<Local>,
    pub keeps: Keeps,
    /// What could not be written durably.
    memory: RefCell<BTreeMap<ReportId, Envelope>>,
    pub desks: RefCell<BTreeMap<ReportId, Desk>>,
    lines: RefCell<BTreeMap<ReportId, Line>>,
    pub queue: RefCell<Queue>,
    watchers: RefCell<BTreeMap<u32, Watcher>>,
    watchers_made: Cell<u32>,
    talk: Talk,
    pub listeners: RefCell<Vec<js::Listener>>,
    /// See [`durable::times_made`].
    made: Cell<u32>,
}

/// After a step: where the draft stands, what is left to do, and whether it is kept.
pub struct Stepped {
    pub draft: Envelope,
    pub effects: Vec<Effect>,
    pub kept: Result<(), Trouble>,
}

impl Room {
    /// # Errors
    /// What keeps this device from keeping anything.
    pub async fn open(user: UserId) -> Result<Rc<Self>, Trouble> {
        let key = Key::of(user).await?;
        let device = device::id(user).await?;
        device::remember(user).await?;
        let local = Local::probe();
        let keeps = if local.is_some() { Keeps::Both } else { Keeps::DurableOnly };
        Ok(Self::new(user, device, Some(key), local, keeps))
    }

    pub fn in_memory(user: UserId, trouble: Trouble) -> Rc<Self> {
        let device = DeviceId(Uuid::now_v7());
        Self::new(user, device, None, None, Keeps::MemoryOnly(trouble))
    }

    fn new(user: UserId, device: DeviceId, key: Option<Key>, local: Option<Local>, keeps: Keeps) -> Rc<Self> {
        Rc::new_cyclic(|room: &std::rc::Weak<Self>| {
            let room = room.clone();
            let heard = move |message| {
                if let Some(room) = room.upgrade() {
                    room.hear(message);
                }
            };
            Self {
                user,
                device,
                tab: Uuid::now_v7().to_string(),
                key,
                local,
                keeps,
                memory: RefCell::default(),
                desks: RefCell::default(),
                lines: RefCell::default(),
                queue: RefCell::default(),
                watchers: RefCell::default(),
                watchers_made: Cell::new(0),
                talk: Talk::new(heard),
                listeners: RefCell::default(),
                made: Cell::new(durable::times_made()),
            }
        })
    }

    /// Every draft that lies here, newest words first.
    pub async fn rows(&self) -> Result<Vec<Row>, Trouble> {
        let mut rows = Vec::new();
        for id in self.ids().await? {
            match self.read(id, false).await {
                Ok(Some(Found::Known(envelope))) if envelope.state == State::Gone => {}
                Ok(Some(Found::Known(envelope))) => rows.push(Row::Known(envelope)),
                Ok(Some(Found::Newer { v, .. })) => rows.push(Row::Newer { id, v }),
                Ok(Some(Found::Broken { .. })) | Err(Trouble::NoKey) => rows.push(Row::Locked { id }),
                Ok(None) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        let when = |row: &Row| match row {
            Row::Known(envelope) => Some(envelope.updated_at),
            _ => None,
        };
        rows.sort_by_key(|row| std::cmp::Reverse(when(row)));
        Ok(rows)
    }

    pub async fn ids(&self) -> Result<BTreeSet<ReportId>, Trouble> {
        let mut ids: BTreeSet<_> = self.memory.borrow().keys().copied().collect();
        if self.key.is_some() {
            ids.extend(device::ids(self.user).await?);
        }
        ids.extend(self.local.map(|local| local.ids(self.user)).unwrap_or_default());
        Ok(ids)
    }

    /// The newest of the copies. `own_local` counts this tab's own quick copies too, which a step does not:
    /// their words come to it by themselves.
    pub async fn read(&self, id: ReportId, own_local: bool) -> Result<Option<Found>, Trouble> {
        let mut locked = false;
        let mut durable = None;
        if self.key.is_some() {
            let text = durable::get_text(Shelf::Drafts, &record_key(self.user, id)).await?;
            durable = self.opened(text, &mut locked).await?;
        }
        let text = self.local.and_then(|local| local.get(self.user, id));
        let own = text.as_deref().and_then(sealed::read).is_some_and(|sealed| sealed.tab == self.tab);
        let quick = if own && durable.is_some() && !own_local {
            None
        } else {
            // A local copy that does not open is no reason to refuse the durable one.
            self.opened(text, &mut locked).await?
        };
        let kept = envelope::pick_newest(quick, durable);
        let unkept = self.memory.borrow().get(&id).cloned().map(|draft| Found::Known(Box::new(draft)));
        match envelope::pick_newest(unkept, kept) {
            None if locked => Err(Trouble::NoKey),
            found => Ok(found),
        }
    }

    async fn opened(&self, record: Option<String>, locked: &mut bool) -> Result<Option<Found>, Trouble> {
        let (Some(key), Some(record)) = (&self.key, record) else { return Ok(None) };
        let Some(sealed) = sealed::read(&record) else {
            *locked = true;
            return Ok(None);
        };
        match key.open(&sealed).await {
            Ok(text) => Ok(Some(envelope::read(&text))),
            Err(Trouble::NewerPage) => Ok(Some(Found::Newer { v: sealed.v, text: record })),
            Err(Trouble::NoKey) => {
                *locked = true;
                Ok(None)
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// Reads, takes a step, writes; nobody else in between. `None` where there is no such draft.
    ///
    /// # Errors
    /// When the draft cannot be read; what could be read but not written comes as `kept`.
    pub async fn step(self: &Rc<Self>, id: ReportId, event: Event) -> Result<Option<Stepped>, Trouble> {
        let _writing = lock::hold_briefly(WRITE_LOCK).await;
        let line = self.line(id);
        let found = self.found(id).await?;
        let now = Moment { at: Timestamp(js::now_ms()), fresh: CommandId(Uuid::now_v7()) };
        let (after, effects) = match (found, event) {
            (Some(draft), event) => outbox::step(Outbox { draft, line }, event, now),
            (None, Event::Typed { body, .. }) => {
                outbox::start(self.start(id, now), body, Line::new(line.online))
            }
            (None, _) => {
                self.lines.borrow_mut().remove(&id);
                return Ok(None);
            }
        };
        self.lines.borrow_mut().insert(id, after.line);
        let kept = self.carry_out(&after.draft, &effects).await;
        Ok(Some(Stepped { draft: after.draft, effects, kept }))
    }

    /// Takes up a draft that the server has and this device has not.
    pub async fn adopt(
        self: &Rc<Self>,
        id: ReportId,
        version: i64,
        body: serde_json::Value,
    ) -> Result<Envelope, Trouble> {
        let _writing = lock::hold_briefly(WRITE_LOCK).await;
        if let Some(draft) = self.found(id).await? {
            return Ok(draft);
        }
        let now = Moment { at: Timestamp(js::now_ms()), fresh: CommandId(Uuid::now_v7()) };
        let draft = Envelope::adopted(self.start(id, now), version, body);
        self.write(&draft).await?;
        Ok(draft)
    }

    async fn found(&self, id: ReportId) -> Result<Option<Envelope>, Trouble> {
        let found = self.read(id, false).await;
        let cleared = self.key.is_some() && self.made.replace(durable::times_made()) != durable::times_made();
        if cleared {
            self.restore().await;
        }
        match found {
            Ok(None) if cleared => Ok(self.desks.borrow().get(&id).and_then(|desk| desk.known.clone())),
            Ok(None) => Ok(None),
            Ok(Some(Found::Known(draft))) => Ok(Some(*draft)),
            Ok(Some(Found::Newer { .. })) => {
                self.tell(&Change::NewerPage);
                Err(Trouble::NewerPage)
            }
            Ok(Some(Found::Broken { .. })) => Err(Trouble::NoKey),
            // A store that fails for a moment must not make a known draft look like a new one.
            Err(trouble @ (Trouble::Blocked | Trouble::Broken)) => {
                let known = self.desks.borrow().get(&id).and_then(|desk| desk.known.clone());
                known.map(Some).ok_or(trouble)
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// The site's storage was cleared under this page: what the page still has goes back.
    async fn restore(&self) {
        let Some(key) = &self.key else { return };
        let known: Vec<Envelope> =
            self.desks.borrow().values().filter_map(|desk| desk.known.clone()).collect();
        // Each on its own: what fails here is told when its words are written next.
        let _ = key.keep_again().await;
        let _ = device::keep_again(self.user, self.device).await;
        for draft in known {
            let _ = self.write(&draft).await;
        }
    }

    fn start(&self, id: ReportId, now: Moment) -> Start {
        Start { id, user: self.user, device: self.device, command: now.fresh, at: now.at }
    }

    fn line(&self, id: ReportId) -> Line {
        self.lines.borrow().get(&id).copied().unwrap_or_else(|| Line::new(wire::online()))
    }

    async fn carry_out(&self, draft: &Envelope, effects: &[Effect]) -> Result<(), Trouble> {
        if effects.contains(&Effect::Forget) {
            self.lines.borrow_mut().remove(&draft.id);
            return self.delete(draft.id).await;
        }
        let unkept = self.memory.borrow().contains_key(&draft.id);
        if unkept || effects.contains(&Effect::PersistDurable) { self.write(draft).await } else { Ok(()) }
    }

    /// Local storage first, since it is quick; then the durable store. What the second does not take stays
    /// in memory, and every later step tries again.
    async fn write(&self, draft: &Envelope) -> Result<(), Trouble> {
        let written = match &self.key {
            Some(_) => self.write_sealed(draft).await,
            None => Err(self.trouble()),
        };
        match written {
            Ok(()) => drop(self.memory.borrow_mut().remove(&draft.id)),
            Err(_) => drop(self.memory.borrow_mut().insert(draft.id, draft.clone())),
        }
        self.talk.tell(&Message::Changed { user: self.user, id: draft.id });
        written
    }

    async fn write_sealed(&self, draft: &Envelope) -> Result<(), Trouble> {
        let record = self.record(draft).await?;
        if let Some(local) = self.local {
            // Its quota is small; the durable copy is the one that counts.
            let _ = local.put(self.user, draft.id, &record);
        }
        durable::put(Shelf::Drafts, &record_key(self.user, draft.id), &record.into()).await
    }

    /// The sealed record of a draft.
    pub async fn record(&self, draft: &Envelope) -> Result<String, Trouble> {
        let key = self.key.as_ref().ok_or(Trouble::NoOfflineMode)?;
        let text = serde_json::to_string(draft).map_err(|_| Trouble::Broken)?;
        let sealed = key.seal(Matter::Draft { id: draft.id }, draft.unsent(), &self.tab, &text).await?;
        serde_json::to_string(&sealed).map_err(|_| Trouble::Broken)
    }

    async fn delete(&self, id: ReportId) -> Result<(), Trouble> {
        self.memory.borrow_mut().remove(&id);
        self.desks.borrow_mut().remove(&id);
        if let Some(local) = self.local {
            local.delete(self.user, id);
        }
        if self.key.is_some() {
            durable::delete(Shelf::Drafts, &record_key(self.user, id)).await?;
        }
        self.talk.tell(&Message::Changed { user: self.user, id });
        Ok(())
    }

    /// Why nothing is kept here.
    pub fn trouble(&self) -> Trouble {
        match self.keeps {
            Keeps::MemoryOnly(trouble) => trouble,
            Keeps::Both | Keeps::DurableOnly => Trouble::Broken,
        }
    }

    /// After a step: tells pages and tabs, and sets times. What has to be sent is the queue's.
    pub fn follow(self: &Rc<Self>, stepped: &Stepped) {
        let id = stepped.draft.id;
        self.show_desk(&stepped.draft);
        for effect in &stepped.effects {
            match effect {
                Effect::Schedule { delay_ms } => self.schedule(id, *delay_ms),
                Effect::StopQueue => self.queue.borrow_mut().stop(),
                Effect::Show(notice) => self.notice(id, *notice),
                Effect::PersistLocal
                | Effect::PersistDurable
                | Effect::Put { .. }
                | Effect::Delete { .. }
                | Effect::Forget => {}
            }
        }
    }

    fn notice(&self, id: ReportId, notice: Notice) {
        match notice {
            // `show_desk` tells the pages that show other words.
            Notice::Words => {}
            Notice::Sending | Notice::Stored | Notice::Clash | Notice::Stopped | Notice::Gone => {
                self.tell(&Change::State { id });
            }
            Notice::SignInNeeded => {
                self.tell(&Change::SignInNeeded);
                self.talk.tell(&Message::SignInNeeded { user: self.user });
            }
            Notice::ServerAway => {
                self.tell(&Change::ServerAway);
                self.talk.tell(&Message::ServerAway { user: self.user });
            }
        }
    }

    /// The page of this tab shows other words than the draft has: it is told, unless newer ones are typed.
    fn show_desk(&self, draft: &Envelope) {
        let differs = match self.desks.borrow_mut().get_mut(&draft.id) {
            Some(desk) => {
                desk.known = Some(draft.clone());
                desk.typed.is_none() && desk.view != draft.body
            }
            None => false,
        };
        if differs {
            self.tell(&Change::Words { id: draft.id });
        }
    }

    pub fn schedule(self: &Rc<Self>, id: ReportId, delay_ms: u32) {
        if self.queue.borrow().leads() {
            Queue::set(self, id, delay_ms);
        } else {
            self.talk.tell(&Message::Due { user: self.user, id, delay_ms });
        }
    }

    fn hear(self: Rc<Self>, message: Message) {
        if message.user() != self.user {
            return;
        }
        match message {
            Message::Changed { id, .. } => wasm_bindgen_futures::spawn_local(async move {
                if let Ok(Some(Found::Known(draft))) = self.read(id, false).await {
                    self.show_desk(&draft);
                }
                self.tell(&Change::State { id });
            }),
            Message::Due { id, delay_ms, .. } => {
                if self.queue.borrow().leads() {
                    Queue::set(&self, id, delay_ms);
                }
            }
            Message::SignInNeeded { .. } => self.tell(&Change::SignInNeeded),
            Message::SignedIn { .. } => wasm_bindgen_futures::spawn_local(async move {
                Queue::signed_in(&self).await;
            }),
            Message::ServerAway { .. } => self.tell(&Change::ServerAway),
            Message::Revoked { .. } => self.revoked(),
        }
    }

    /// Closes this tab's room for good.
    pub fn revoked(&self) {
        self.queue.borrow_mut().stop();
        super::drafts::leave(self);
        self.tell(&Change::Revoked);
    }

    pub fn tell_tabs(&self, message: &Message) {
        self.talk.tell(message);
    }

    pub fn tell(&self, change: &Change) {
        // Copied out: a watcher may watch or stop watching.
        let watchers: Vec<Watcher> = self.watchers.borrow().values().cloned().collect();
        for watcher in watchers {
            watcher(change);
        }
    }

    pub fn watch(&self, watcher: Watcher) -> u32 {
        let number = self.watchers_made.get();
        self.watchers_made.set(number.wrapping_add(1));
        self.watchers.borrow_mut().insert(number, watcher);
        number
    }

    pub fn unwatch(&self, number: u32) {
        self.watchers.borrow_mut().remove(&number);
    }

    /// What the browser says about the network, for the lines that are known.
    pub fn line_is(&self, online: bool) {
        for line in self.lines.borrow_mut().values_mut() {
            line.online = online;
        }
    }
}
