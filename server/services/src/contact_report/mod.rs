//! Contact reports: read, save, issue, link, answer.

mod answer;
mod issue;
mod links;
mod page;
mod save;

pub use answer::{answer, guest, guest_report, open, opened};
pub use issue::issue;
pub use links::{link_text, make_link, revoke_link};
pub use page::{list, page};
pub(crate) use save::{checked_body, store as store_words};
pub use save::{discard, save};

use crate::fault::Outcome;
use crate::guard::{Access, access};
use crate::work::Work;
use libero_domain::contact_report::State;
use libero_domain::error::Error;
use libero_domain::id::ReportId;
use libero_domain::rights::{Action, Actor, Standing, Verdict};
use libero_domain::time::Timestamp;
use libero_store::Conn;
use libero_store::contact_report::{Report, Sight, get, hold};

/// Loads a report that is open to `by`: a draft only to its author and to who leads the client.
///
/// # Errors
/// `NotFound` for what is not there and what is not open, alike.
pub(crate) async fn load(
    conn: &mut Conn,
    by: &Actor,
    id: ReportId,
    now: Timestamp,
) -> Outcome<(Report, Access)> {
    let report = get(conn, id).await?.ok_or(Error::NotFound)?;
    let access = access(conn, by, report.client, now).await?;
    let hidden = match report.state {
        State::Draft => by.may(Action::ReportDraft, access.standing(by, Some(report.author))) != Verdict::Yes,
        State::Discarded => true,
        _ => false,
    };
    if hidden { Err(Error::NotFound.into()) } else { Ok((report, access)) }
}

/// Loads a report as `load` does, for a write that nobody else's comes between.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn load_to_change(
    work: &mut Work,
    by: &Actor,
    id: ReportId,
    now: Timestamp,
) -> Outcome<(Report, Access)> {
    hold(work, id).await?;
    load(work, by, id, now).await
}

/// Which reports somebody finds in lists: the same that `load` opens to them.
pub(crate) fn sight(by: &Actor) -> Sight {
    let drafts = by.may(Action::ReportDraft, Standing::default()) == Verdict::Yes;
    Sight { all: by.sees_all_clients(), drafts }
}
