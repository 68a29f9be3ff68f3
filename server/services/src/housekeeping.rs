//! What is kept for a time only is forgotten after it.

use crate::fault::Outcome;
use crate::libero::Libero;
use libero_domain::limits;
use libero_domain::record::Author;
use libero_store::{command, draft};

/// Forgets answers of commands, ended sessions and spent drafts whose time is over. Run it about hourly; running
/// it twice does no harm.
///
/// # Errors
/// `Unavailable`.
pub async fn tidy(libero: &Libero) -> Outcome<()> {
    crate::session::forget_old(libero).await?;
    let mut work = libero.begin(Author::System).await?;
    let real = libero.clock.real();
    command::forget_before(&mut work, real.plus_days(-limits::COMMAND_DAYS)).await?;
    let spent = work.now.plus_days(-limits::SPENT_DRAFT_DAYS);
    draft::forget_spent(&mut work, spent).await?;
    work.commit(()).await
}
