//! What the page knows of the network, of this device, and of words that are not yet on the server.
//!
//! First renderings know none of it: everything here begins after the page woke, in [`start`].

mod banner;
#[cfg(feature = "hydrate")]
mod browser;
mod pocket;

pub use banner::{InstallHint, OfflineBanner, UnsentNotice};
#[cfg(feature = "hydrate")]
pub use browser::{drafts, get_text, is_untouched, keep_note, kept_note, on_trade_clock, start};
pub use pocket::Names;

use crate::desk::Unsaved;
use leptos::prelude::*;
use libero_domain::draft::Pocket;
use libero_domain::id::UserId;
use libero_domain::reader::Reader;

/// Shown on every page: is there a network, and how many drafts wait on this device.
#[derive(Clone, Copy)]
pub struct Offline {
    /// What the browser says of the network.
    pub online: RwSignal<bool>,
    /// There is a network, but the server does not answer.
    pub away: RwSignal<bool>,
    /// Drafts of this person whose words may not be on the server.
    pub waiting: RwSignal<usize>,
    /// Those of them that have waited longer than a sending takes.
    pub overdue: RwSignal<usize>,
    /// Drafts that go on only when the person acts.
    pub yours: RwSignal<usize>,
    /// The session is over; nothing is sent until somebody signs in.
    pub sign_in: RwSignal<bool>,
    /// An administrator took this device's access; what it had is handed over and gone.
    pub revoked: RwSignal<bool>,
    /// A newer version of the page waits.
    pub newer: RwSignal<bool>,
    /// This device does not keep words, and why.
    pub unsaved: RwSignal<Option<Unsaved>>,
    pub room: RwSignal<Room>,
    /// Raised whenever a draft's state changed: lists read again.
    pub changes: RwSignal<u32>,
    /// Who reads, at the present moment: a page kept for work without a network was rendered long ago, for
    /// nobody. The first rendering uses [`crate::reader`].
    pub reader: RwSignal<Reader>,
    /// Names to work with, once somebody asked for them.
    pub pocket: RwSignal<Option<Pocket>>,
    pub install: RwSignal<Install>,
}

/// Whose drafts this page works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Opening,
    /// Nobody works on this device.
    Nobody,
    Open(UserId),
}

/// How the page could be put among the phone's apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Install {
    /// It is there, or the browser cannot, or the person does not want it.
    No,
    /// The browser asks for us.
    Ask,
    /// By hand, from the browser's own menu.
    ByHand,
}

impl Offline {
    fn new() -> Self {
        Self {
            online: RwSignal::new(true),
            away: RwSignal::new(false),
            waiting: RwSignal::new(0),
            overdue: RwSignal::new(0),
            yours: RwSignal::new(0),
            sign_in: RwSignal::new(false),
            revoked: RwSignal::new(false),
            newer: RwSignal::new(false),
            unsaved: RwSignal::new(None),
            room: RwSignal::new(Room::Opening),
            changes: RwSignal::new(0),
            reader: RwSignal::new(crate::reader()),
            pocket: RwSignal::new(None),
            install: RwSignal::new(Install::No),
        }
    }

    /// Whether words typed now reach the server by themselves; `None` when the page is gone.
    pub fn reaches_server(&self) -> Option<bool> {
        Some(self.online.try_get_untracked()? && !self.away.try_get_untracked()?)
    }

    /// Reads the names to work with, and renews them when there is a network. For effects.
    pub fn want_pocket(self) {
        #[cfg(feature = "hydrate")]
        browser::want_pocket(self, false);
    }

    /// Asks the server for the names even if there are some: one was missing.
    pub fn renew_pocket(self) {
        #[cfg(feature = "hydrate")]
        browser::want_pocket(self, true);
    }

    /// Changes over to the newer page; words are made safe first.
    pub fn change_over(self) {
        #[cfg(feature = "hydrate")]
        browser::change_over();
    }

    /// The browser's own question, where it has one.
    pub fn ask_install(self) {
        #[cfg(feature = "hydrate")]
        browser::ask_install(self);
    }

    pub fn refuse_install(self) {
        #[cfg(feature = "hydrate")]
        browser::refuse_install();
        self.install.set(Install::No);
    }
}

pub fn provide_offline() {
    let offline = Offline::new();
    provide_context(offline);
    #[cfg(feature = "hydrate")]
    browser::prepare(offline);
}

/// The page's own; outside of a page, one that says nothing.
pub fn offline() -> Offline {
    use_context::<Offline>().unwrap_or_else(Offline::new)
}

/// To be done before the request that signs out: the pocket and what the server has go from this device,
/// unsent words stay sealed for the same person. `then` is called once, also when the device does not answer.
pub fn sign_out_then(then: impl FnOnce() + 'static) {
    #[cfg(feature = "hydrate")]
    browser::sign_out_then(then);
    #[cfg(not(feature = "hydrate"))]
    drop(then);
}
