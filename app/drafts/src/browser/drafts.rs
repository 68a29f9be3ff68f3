//! What pages talk to.

use super::queue::Queue;
use super::room::{Change, Keeps, Room, Row, Stepped};
use super::store::Trouble;
use super::talk::Message;
use super::{device, export, js, pocket};
use crate::envelope::{Envelope, Found, State, Theirs};
use crate::merge::{self, Clash, Outcome};
use crate::outbox::Event;
use libero_domain::command::Version;
use libero_domain::id::{DeviceId, ReportId, UserId};
use serde_json::Value;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use uuid::Uuid;

thread_local! {
    /// The room of the person who works on this page. One at a time.
    static ROOM: RefCell<Option<Rc<Room>>> = const { RefCell::new(None) };
}

/// A person's drafts on this device. A handle: copy it freely, keep it in a context or a signal. Its
/// futures stay on the page's thread; run them with `spawn_local`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drafts {
    user: UserId,
}

/// A save that is durable.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub envelope: Envelope,
    /// Another tab had changed the draft: `envelope.body` is both, and the page should show it.
    pub merged: bool,
}

/// Watches until dropped.
pub struct Watch {
    room: Weak<Room>,
    number: u32,
}

impl Watch {
    /// Watches as long as the page lives.
    pub fn keep(self) {
        std::mem::forget(self);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(room) = self.room.upgrade() {
            room.unwatch(self.number);
        }
    }
}

impl Drafts {
    /// Opens a person's drafts; makes their key at the first time on this device.
    ///
    /// # Errors
    /// Why this device keeps nothing: say so, and go on with [`Drafts::open_in_memory`].
    pub async fn open(user: UserId) -> Result<Self, Trouble> {
        let drafts = Self { user };
        let open = drafts.room().is_ok_and(|room| room.key.is_some());
        if !open {
            let before = ROOM.with_borrow(Clone::clone);
            if let Some(before) = before.filter(|room| room.user != user) {
                // Another person's last words come first.
                let _ = before.flush().await;
            }
            let room = Room::open(user).await?;
            // Another call may have been quicker.
            if drafts.room().is_err() {
                enter(room);
            }
        }
        Ok(drafts)
    }

    /// The same without the device: words live on this page and are sent when there is a network.
    pub fn open_in_memory(user: UserId, trouble: Trouble) -> Self {
        let drafts = Self { user };
        if drafts.room().is_err() {
            enter(Room::in_memory(user, trouble));
        }
        drafts
    }

    pub(super) fn room(self) -> Result<Rc<Room>, Trouble> {
        ROOM.with_borrow(|room| room.as_ref().filter(|room| room.user == self.user).cloned())
            .ok_or(Trouble::Closed)
    }

    pub fn user(self) -> UserId {
        self.user
    }

    pub fn keeps(self) -> Keeps {
        self.room().map_or(Keeps::MemoryOnly(Trouble::Closed), |room| room.keeps)
    }

    /// # Errors
    /// `Closed`.
    pub fn device(self) -> Result<DeviceId, Trouble> {
        Ok(self.room()?.device)
    }

    /// Id for a new draft; the report keeps it for life.
    pub fn new_id(self) -> ReportId {
        ReportId(Uuid::now_v7())
    }

    /// Every draft here, newest words first.
    ///
    /// # Errors
    /// What keeps the store from being read.
    pub async fn list(self) -> Result<Vec<Row>, Trouble> {
        self.room()?.rows().await
    }

    /// A draft, with what was typed last. The page shows its body from now on.
    ///
    /// # Errors
    /// `NewerPage`, `NoKey`, or what keeps the store from being read.
    pub async fn load(self, id: ReportId) -> Result<Option<Envelope>, Trouble> {
        let room = self.room()?;
        room.commit(id).await;
        match room.read(id, true).await? {
            Some(Found::Known(draft)) if draft.state != State::Gone => {
                room.shows(&draft);
                Ok(Some(*draft))
            }
            Some(Found::Known(_)) | None => Ok(None),
            Some(Found::Newer { .. }) => Err(Trouble::NewerPage),
            Some(Found::Broken { .. }) => Err(Trouble::NoKey),
        }
    }

    /// Goes on with a draft that the server has. A draft of the same id that is here already stays as it
    /// is, and its next send finds out about the other.
    ///
    /// # Errors
    /// As `load`, and `Full`.
    pub async fn adopt(self, id: ReportId, version: Version, body: Value) -> Result<Envelope, Trouble> {
        let room = self.room()?;
        let draft = room.adopt(id, version, body).await?;
        room.shows(&draft);
        Ok(draft)
    }

    /// The page shows this body now; to be called at every input. The first call with a new id makes the
    /// draft. What comes of it is told to the watchers.
    pub fn typed(self, id: ReportId, body: Value) {
        if let Ok(room) = self.room() {
            room.typed(id, body);
        }
    }

    /// The same, durable when it returns.
    ///
    /// # Errors
    /// Why it is not kept. The page still has the words, and they are still sent.
    pub async fn save(self, id: ReportId, body: Value) -> Result<Saved, Trouble> {
        let room = self.room()?;
        room.typed(id, body.clone());
        let envelope = match room.commit(id).await {
            Some(outcome) => {
                let stepped = outcome?;
                stepped.kept?;
                stepped.draft
            }
            None => self.load(id).await?.ok_or(Trouble::Missing)?,
        };
        let merged = envelope.body != body;
        Ok(Saved { envelope, merged })
    }

    /// Makes everything typed durable. Leaving the page does it by itself.
    ///
    /// # Errors
    /// The first trouble; everything was tried.
    pub async fn flush(self) -> Result<(), Trouble> {
        self.room()?.flush().await
    }

    /// "Done": the draft is complete and goes at the first network moment. Issuing is another, later act.
    ///
    /// # Errors
    /// `Missing`, or why it is not kept.
    pub async fn mark_ready(self, id: ReportId) -> Result<Envelope, Trouble> {
        if let Some(outcome) = self.room()?.commit(id).await {
            outcome?;
        }
        self.act(id, Event::Done).await
    }

    /// Deletes a draft here, and on the server if it is there. Ask first.
    ///
    /// # Errors
    /// As `mark_ready`.
    pub async fn discard(self, id: ReportId) -> Result<(), Trouble> {
        let room = self.room()?;
        room.commit(id).await;
        self.act(id, Event::Discarded).await.map(drop)
    }

    /// The person has seen that the words are stored: the copy here goes.
    ///
    /// # Errors
    /// As `mark_ready`.
    pub async fn acknowledge(self, id: ReportId) -> Result<(), Trouble> {
        self.act(id, Event::Acknowledged).await.map(drop)
    }

    /// Tries again what stopped.
    ///
    /// # Errors
    /// As `mark_ready`.
    pub async fn retry(self, id: ReportId) -> Result<Envelope, Trouble> {
        self.act(id, Event::Retried).await
    }

    /// The open fields of a conflict, and whose version stands against one's own.
    ///
    /// # Errors
    /// As `load`.
    pub async fn clash(self, id: ReportId) -> Result<Option<(Clash, Theirs)>, Trouble> {
        let Some(draft) = self.load(id).await? else { return Ok(None) };
        let State::Clash { theirs } = draft.state else { return Ok(None) };
        let clash = match merge::merge(&draft.ancestor, &draft.body, &theirs.body) {
            Outcome::Conflicts(clash) => clash,
            // Typing since has settled it; the page still confirms.
            Outcome::Merged(merged) => Clash { merged, fields: Vec::new() },
        };
        Ok(Some((clash, theirs)))
    }

    /// Settles a conflict: `body` is what the person chose, `onto` the version that they saw.
    ///
    /// # Errors
    /// As `mark_ready`.
    pub async fn resolve(self, id: ReportId, body: Value, onto: Version) -> Result<Envelope, Trouble> {
        let mine = self.load(id).await?.ok_or(Trouble::Missing)?.body;
        let draft = self.act(id, Event::Resolved { mine, body, onto }).await?;
        self.room()?.shows(&draft);
        Ok(draft)
    }

    async fn act(self, id: ReportId, event: Event) -> Result<Envelope, Trouble> {
        let room = self.room()?;
        let stepped: Stepped = room.step(id, event).await?.ok_or(Trouble::Missing)?;
        room.follow(&stepped);
        room.tell(&Change::State { id });
        if room.key.is_some() {
            stepped.kept?;
        }
        Ok(stepped.draft)
    }

    /// Drafts of this person with words that may not have reached the server.
    pub async fn unsent(self) -> usize {
        let rows = self.list().await.unwrap_or_default();
        rows.iter().filter(|row| matches!(row, Row::Known(draft) if draft.unsent())).count()
    }

    /// All drafts as readable JSON, for the person's own file.
    ///
    /// # Errors
    /// As `list`.
    pub async fn export_all(self) -> Result<String, Trouble> {
        let room = self.room()?;
        // What cannot be kept is in the file all the same.
        let _ = room.flush().await;
        Ok(export::text(&room.rows().await?, js::now_ms()))
    }

    /// Saves that text as a file.
    ///
    /// # Errors
    /// As `list`, and `Blocked` where the browser does not let a page save files.
    pub async fn download(self, file_name: &str) -> Result<(), Trouble> {
        export::download(&self.export_all().await?, file_name).map_err(|_| Trouble::Blocked)
    }

    /// Tells of every change until the watch is dropped.
    ///
    /// # Errors
    /// `Closed`.
    pub fn on_change(self, watcher: impl Fn(&Change) + 'static) -> Result<Watch, Trouble> {
        let room = self.room()?;
        let number = room.watch(Rc::new(watcher));
        Ok(Watch { room: Rc::downgrade(&room), number })
    }

    /// Starts sending; call it in every tab, one of them sends.
    pub fn start_sync(self) {
        if let Ok(room) = self.room() {
            Queue::start(&room);
        }
    }

    /// Somebody signed in without a page load: the queue goes on.
    pub async fn signed_in(self) {
        if let Ok(room) = self.room() {
            room.tell_tabs(&Message::SignedIn { user: self.user });
            Queue::signed_in(&room).await;
        }
    }

    /// To be done before the request that signs out: the pocket and everything that the server has go;
    /// unsent words stay, sealed, for the same person. Gives their number. The key stays too: without words
    /// under it it opens nothing, and with them it must.
    ///
    /// # Errors
    /// What keeps the store from being changed.
    pub async fn sign_out(self) -> Result<usize, Trouble> {
        let room = self.room()?;
        room.flush().await?;
        for row in room.rows().await? {
            if let Row::Known(draft) = row
                && draft.state == State::Stored
            {
                self.acknowledge(draft.id).await?;
            }
        }
        if room.key.is_some() {
            pocket::delete(&room).await?;
            device::forget_last_user().await?;
        }
        let left = self.unsent().await;
        room.tell_tabs(&Message::SignInNeeded { user: self.user });
        leave(&room);
        Ok(left)
    }

    /// Asks the browser not to clear this site's storage when space runs short.
    pub async fn request_persistent_storage(self) -> bool {
        let Some(storage) = js::navigator().and_then(|navigator| js::member(&navigator, "storage")) else {
            return false;
        };
        js::ask(&storage, "persist", &[]).await.ok().and_then(|kept| kept.as_bool()).unwrap_or(false)
    }
}

/// Closes a room, if it is still the one that is open.
pub(super) fn leave(room: &Room) {
    let open =
        ROOM.with_borrow(|open| open.as_ref().is_some_and(|open| std::ptr::eq(&raw const **open, room)));
    if open {
        ROOM.set(None);
    }
}

fn enter(room: Rc<Room>) {
    room.flush_when_left();
    ROOM.set(Some(room));
}
