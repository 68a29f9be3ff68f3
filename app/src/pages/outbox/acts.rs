//! What the outbox reads from the device and does there. On the server there is no device: nothing to read, and
//! nothing is done.

use crate::desk::Stop;
use libero_domain::contact_report::ContactKind;
use libero_domain::id::{ClientId, ReportId};
use libero_domain::time::Timestamp;
use libero_drafts::envelope::Theirs;
use libero_drafts::merge::Clash;
use serde_json::Value;

/// One draft as the outbox shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ReportId,
    pub kind: ContactKind,
    pub client: Option<ClientId>,
    pub lines: usize,
    /// When its words last changed, by the trade's clock; unknown where it cannot be read.
    pub at: Option<Timestamp>,
    /// "Done" was pressed.
    pub ready: bool,
    /// It is a report in Libero.
    pub settled: bool,
    pub place: Place,
}

/// Where a draft stands on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    Queued,
    Sending,
    Discarding,
    Clash {
        by: Option<String>,
        at: Option<Timestamp>,
    },
    Stopped(Stop),
    Stored,
    /// On the server only: begun on another device.
    Elsewhere,
}

impl Place {
    pub fn goes_by_itself(&self) -> bool {
        matches!(self, Self::Queued | Self::Sending | Self::Discarding)
    }
}

/// Every draft of this device, newest words first.
pub async fn items() -> Option<Vec<Item>> {
    #[cfg(feature = "hydrate")]
    return browser::items().await;
    #[cfg(not(feature = "hydrate"))]
    None
}

/// Unfinished drafts that the server has from this person.
pub async fn elsewhere() -> Vec<Item> {
    #[cfg(feature = "hydrate")]
    return browser::elsewhere().await.unwrap_or_default();
    #[cfg(not(feature = "hydrate"))]
    Vec::new()
}

/// Sends again what stopped.
pub async fn retry(id: ReportId) {
    #[cfg(feature = "hydrate")]
    if let Some(drafts) = crate::offline::drafts() {
        // What keeps it from going shows in its row.
        let _ = drafts.retry(id).await;
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
}

/// Whether it is gone, or will be with the next network.
pub async fn discard(id: ReportId) -> bool {
    #[cfg(feature = "hydrate")]
    return match crate::offline::drafts() {
        Some(drafts) => drafts.discard(id).await.is_ok(),
        None => false,
    };
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = id;
        false
    }
}

/// All drafts as the person's own file.
pub async fn download() -> bool {
    #[cfg(feature = "hydrate")]
    return match crate::offline::drafts() {
        Some(drafts) => drafts.download("libero-drafts.json").await.is_ok(),
        None => false,
    };
    #[cfg(not(feature = "hydrate"))]
    false
}

/// What two people changed at once in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Both {
    pub clash: Clash,
    /// One's own whole body.
    pub mine: Value,
    pub theirs: Theirs,
}

pub async fn clash(id: ReportId) -> Option<Both> {
    #[cfg(feature = "hydrate")]
    return browser::clash(id).await;
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = id;
        None
    }
}

/// Settles a conflict by the person's choices.
pub async fn resolve(id: ReportId, body: Value, onto: i64) -> bool {
    #[cfg(feature = "hydrate")]
    return match crate::offline::drafts() {
        Some(drafts) => drafts.resolve(id, body, onto).await.is_ok(),
        None => false,
    };
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (id, body, onto);
        false
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Both, Item, Place};
    use crate::desk::Stop;
    use crate::offline;
    use libero_domain::contact_report::{ContactKind, ReportBody};
    use libero_domain::draft::DraftRow;
    use libero_domain::id::ReportId;
    use libero_drafts::browser::Row;
    use libero_drafts::{Envelope, State};

    pub async fn items() -> Option<Vec<Item>> {
        let rows = offline::drafts()?.list().await.ok()?;
        let item = |row| match row {
            Row::Known(draft) if offline::is_untouched(&draft) => None,
            Row::Known(draft) => known(*draft),
            Row::Newer { id, .. } => Some(unread(id, Stop::NewerPage)),
            Row::Locked { id } => Some(unread(id, Stop::Locked)),
        };
        Some(rows.into_iter().filter_map(item).collect())
    }

    fn known(draft: Envelope) -> Option<Item> {
        let place = match draft.state {
            State::Waiting if draft.sending.is_some() => Place::Sending,
            State::Waiting => Place::Queued,
            State::Stored => Place::Stored,
            State::Clash { theirs } => Place::Clash { by: theirs.by, at: theirs.at },
            State::Stopped { why } => Place::Stopped(why.into()),
            State::Discarding => Place::Discarding,
            State::Gone => return None,
        };
        let Ok(body) = serde_json::from_value::<ReportBody>(draft.body) else {
            return Some(unread(draft.id, Stop::NewerPage));
        };
        Some(Item {
            at: Some(offline::on_trade_clock(draft.updated_at)),
            ready: draft.ready,
            settled: draft.settled,
            ..of_body(draft.id, &body, place)
        })
    }

    pub async fn elsewhere() -> Option<Vec<Item>> {
        let rows: Vec<DraftRow> = serde_json::from_str(&offline::get_text("/api/v1/drafts").await?).ok()?;
        let open = rows.into_iter().filter(|row| !row.settled && !row.body.is_blank());
        Some(
            open.map(|row| Item { at: Some(row.at), ..of_body(row.id, &row.body, Place::Elsewhere) })
                .collect(),
        )
    }

    pub async fn clash(id: ReportId) -> Option<Both> {
        let drafts = offline::drafts()?;
        let (clash, theirs) = drafts.clash(id).await.ok()??;
        let mine = drafts.load(id).await.ok()??.body;
        Some(Both { clash, mine, theirs })
    }

    fn of_body(id: ReportId, body: &ReportBody, place: Place) -> Item {
        let lines = body.entries.iter().filter(|entry| !entry.text.trim().is_empty()).count();
        Item {
            id,
            kind: body.kind,
            client: body.client,
            lines,
            at: None,
            ready: false,
            settled: false,
            place,
        }
    }

    fn unread(id: ReportId, stop: Stop) -> Item {
        let kind = ContactKind::default();
        Item {
            id,
            kind,
            client: None,
            lines: 0,
            at: None,
            ready: true,
            settled: false,
            place: Place::Stopped(stop),
        }
    }
}
