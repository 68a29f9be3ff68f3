//! The desk: a report's words under somebody's hands. What is typed is kept on the device at once and goes to
//! the server when there is a network; an answer from there never touches the field that is being typed in.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
pub(crate) use browser::unsaved;

use crate::offline::Offline;
use leptos::prelude::*;
use libero_domain::command::Version;
use libero_domain::contact_report::ReportBody;
use libero_domain::id::ReportId;
use libero_domain::time::Timestamp;

/// One report under work. On the server it is the signals alone.
#[derive(Clone, Copy)]
pub struct Desk {
    pub id: ReportId,
    pub body: RwSignal<ReportBody>,
    /// When the words were last kept on this device, by the trade's clock.
    pub saved: RwSignal<Option<Timestamp>>,
    /// The server's version that the words are built on; 0 while the server has none.
    pub version: RwSignal<Version>,
    pub state: RwSignal<DeskState>,
    /// The server has made it a report.
    pub settled: RwSignal<bool>,
    /// What this device and the server have of it is on the page.
    pub loaded: RwSignal<bool>,
    offline: Offline,
    /// What the page showed at first, so that words typed before all was read are told from those that were there.
    given: StoredValue<ReportBody>,
}

/// Where the words are on their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskState {
    /// Nothing to say: kept here, and about to go.
    Quiet,
    Sending,
    /// The server has every word.
    Stored,
    /// No network, or the server is away; kept here.
    Waiting,
    /// Somebody else changed the same field: a person chooses, in the outbox.
    Clash,
    Stopped(Stop),
    /// Not kept on this device; the words are on the page, and are still sent when there is a network.
    NotSaved(Unsaved),
}

/// Why nothing more is sent until somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    SignIn,
    NotAllowed,
    NotFound,
    /// It is past the state of a draft.
    Settled,
    TooLarge,
    /// The server could not read it, or found fields to mend.
    Malformed,
    /// Thrown away, perhaps in another tab.
    Discarded,
    /// Written by a newer page: reload.
    NewerPage,
    /// Sealed with a key that is not here.
    Locked,
}

impl Stop {
    pub fn is_sign_in(self) -> bool {
        self == Self::SignIn
    }
}

impl From<libero_drafts::Why> for Stop {
    fn from(why: libero_drafts::Why) -> Self {
        use libero_drafts::Why;
        match why {
            Why::SignIn => Self::SignIn,
            Why::NotAllowed => Self::NotAllowed,
            Why::NotFound => Self::NotFound,
            Why::Settled => Self::Settled,
            Why::TooLarge => Self::TooLarge,
            Why::Malformed => Self::Malformed,
        }
    }
}

/// Why this device does not keep the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    Full,
    Blocked,
    NoOfflineMode,
}

impl Desk {
    /// A report that this page begins (version 0), or one that the server gave with its words.
    pub fn open(id: ReportId, version: Version, body: ReportBody) -> Self {
        Self::begin(id, version, body, false)
    }

    /// A draft begun before: from this device, else from the server. `blank` stands until its words are there.
    pub fn resume(id: ReportId, blank: ReportBody) -> Self {
        Self::begin(id, 0, blank, true)
    }

    fn begin(id: ReportId, version: Version, body: ReportBody, ask_server: bool) -> Self {
        let desk = Self {
            id,
            body: RwSignal::new(body.clone()),
            saved: RwSignal::new(None),
            version: RwSignal::new(version),
            state: RwSignal::new(DeskState::Quiet),
            settled: RwSignal::new(false),
            loaded: RwSignal::new(false),
            offline: crate::offline::offline(),
            given: StoredValue::new(body),
        };
        #[cfg(feature = "hydrate")]
        browser::open(desk, ask_server);
        #[cfg(not(feature = "hydrate"))]
        let _ = ask_server;
        desk
    }

    /// Changes the body and keeps it: on the device at once, on the server when there is a network.
    pub fn edit(&self, change: impl FnOnce(&mut ReportBody)) {
        self.body.update(change);
        #[cfg(feature = "hydrate")]
        browser::typed(*self);
    }

    /// Everything typed is stored on the server; answers its version. For issuing.
    ///
    /// # Errors
    /// What stands between the words and the server.
    pub async fn settle(&self) -> Result<Version, DeskState> {
        #[cfg(feature = "hydrate")]
        return browser::settle(*self).await;
        #[cfg(not(feature = "hydrate"))]
        Ok(self.version.get_untracked())
    }

    /// "Done": the draft is complete and goes at the first network moment.
    ///
    /// # Errors
    /// Why it could not be marked so.
    pub async fn ready(&self) -> Result<(), DeskState> {
        #[cfg(feature = "hydrate")]
        return browser::ready(*self).await;
        #[cfg(not(feature = "hydrate"))]
        Ok(())
    }

    /// Throws the draft away, here and on the server. Ask first.
    ///
    /// # Errors
    /// Why it is still there.
    pub async fn discard(&self) -> Result<(), DeskState> {
        #[cfg(feature = "hydrate")]
        return browser::discard(*self).await;
        #[cfg(not(feature = "hydrate"))]
        Ok(())
    }
}
