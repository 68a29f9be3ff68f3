//! What every use case works with: the database, the clocks, the key, the papers.

use crate::clock::Clock;
use crate::fault::Outcome;
use crate::secret::Secret;
use libero_domain::office::Office;
use libero_store::Db;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Papers that leave the house; filled by the binary, so that use cases know no layout.
pub trait Papers: Send + Sync {
    /// The polite words with a report's link, ready for a messenger, in the person's language.
    fn link_message(&self, paper: &LinkPaper<'_>) -> String;
}

/// What the words around a link need.
pub struct LinkPaper<'a> {
    pub lang: libero_domain::reader::Lang,
    pub agency: &'a str,
    pub person: &'a libero_domain::person::PersonName,
    pub sender: &'a str,
    pub kind: libero_domain::contact_report::ContactKind,
    /// The day in the person's calendar and language.
    pub day: &'a str,
    pub url: &'a str,
}

/// What the binary decides.
#[derive(Clone)]
pub struct Setting {
    /// Address that links begin with, without a slash at its end.
    pub public_url: String,
    pub demo: bool,
}

pub struct Libero {
    pub db: Db,
    pub clock: Clock,
    pub secret: Secret,
    pub setting: Setting,
    pub papers: Arc<dyn Papers>,
    /// Password hashes in work at once: each takes 19 MiB.
    pub(crate) hashing: Arc<Semaphore>,
}

impl Libero {
    pub fn new(db: Db, clock: Clock, secret: Secret, setting: Setting, papers: Arc<dyn Papers>) -> Self {
        Self { db, clock, secret, setting, papers, hashing: Arc::new(Semaphore::new(2)) }
    }

    /// The same house at another moment of the trade's clock: a demo's past is written through it.
    pub fn at(&self, now: libero_domain::time::Timestamp) -> Self {
        Self {
            db: self.db.clone(),
            clock: Clock::starting_at(now),
            secret: self.secret.clone(),
            setting: self.setting.clone(),
            papers: Arc::clone(&self.papers),
            hashing: Arc::clone(&self.hashing),
        }
    }

    /// The agency's hours, week and holidays, as of now.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn office(&self) -> Outcome<Office> {
        let mut conn = self.db.read().await?;
        crate::agency::office(&mut conn).await
    }

    /// The whole address of a link.
    pub(crate) fn link_url(&self, link: libero_domain::id::LinkId) -> String {
        format!("{}/c/{}", self.setting.public_url, self.secret.token("link", link.0).expose())
    }
}
