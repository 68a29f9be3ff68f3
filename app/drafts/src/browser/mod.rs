//! The browser's side: keeps drafts sealed in two copies, carries out what the outbox says, and tells pages.
//!
//! - [`Drafts`] is what pages talk to.
//! - `store` and `seal` keep, `room` takes steps, `desk` takes keystrokes, `queue` sends, `talk` tells the
//!   other tabs.
//!
//! Nothing here panics: a browser may refuse any of this at any time, and the words must stay on the page.

pub mod device;
pub mod pocket;
pub mod worker;

mod desk;
mod drafts;
mod export;
mod js;
mod lock;
mod queue;
mod room;
mod seal;
mod store;
mod talk;
mod wire;

pub use drafts::{Drafts, Saved, Watch};
pub use room::{Change, Keeps, Row};
pub use store::Trouble;
