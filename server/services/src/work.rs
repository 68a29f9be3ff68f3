//! A command in progress: one transaction, one moment, its records, its answer.

use crate::fault::{Fault, Outcome};
use crate::libero::Libero;
use crate::secret::hash_hex;
use libero_domain::command::Command;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, CommandId, RecordId};
use libero_domain::record::{Author, Happening, Record, Subject};
use libero_domain::time::Timestamp;
use libero_store::{Tx, command, record};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::{Deref, DerefMut};
use uuid::Uuid;

/// What beginning a command found.
pub enum Begun<A> {
    First(Work),
    /// It ran before: its answer.
    Before(A),
}

pub struct Work {
    tx: Tx,
    author: Author,
    claim: Option<(String, CommandId)>,
    /// The trade's moment of this command: every time it stores.
    pub now: Timestamp,
}

impl Deref for Work {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl DerefMut for Work {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}

impl Libero {
    /// Begins a command that runs once. `name` keeps commands of different kinds apart.
    ///
    /// # Errors
    /// `CommandReused` when its id was used for another request of the same person; `Unavailable`.
    pub async fn begin_once<T: Serialize, A: DeserializeOwned>(
        &self,
        author: Author,
        name: &str,
        command: &Command<T>,
    ) -> Outcome<Begun<A>> {
        let user_key = key(author);
        let body = serde_json::to_string(&command.body)?;
        let hash = hash_hex(format!("{name}\n{body}").as_bytes());
        Ok(match command::begin(&self.db, &user_key, command.id, &hash, self.clock.real()).await? {
            command::Begun::First(tx) => {
                Begun::First(Work { tx, author, claim: Some((user_key, command.id)), now: self.clock.now() })
            }
            command::Begun::Before(answer) => Begun::Before(serde_json::from_str(&answer)?),
            command::Begun::Reused => return Err(Error::CommandReused.into()),
        })
    }

    /// Begins a write that needs no id of its own: signing in, setting up.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn begin(&self, author: Author) -> Outcome<Work> {
        Ok(Work { tx: self.db.begin().await?, author, claim: None, now: self.clock.now() })
    }
}

impl Work {
    pub fn author(&self) -> Author {
        self.author
    }

    /// The same write, now known to be this author's: a guest is known only once the link was read.
    pub fn by(self, author: Author) -> Self {
        Self { author, ..self }
    }

    /// Records what happened, in the same transaction.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn record(
        &mut self,
        subject: Subject,
        id: impl Into<Uuid>,
        client: Option<ClientId>,
        happening: Happening,
    ) -> Outcome<()> {
        let record = Record {
            id: RecordId(Uuid::now_v7()),
            subject,
            subject_id: id.into(),
            client,
            author: self.author,
            happening,
            at: self.now,
        };
        Ok(record::put(&mut self.tx, &record).await?)
    }

    /// Keeps the answer for a repeat and makes all of it durable.
    ///
    /// # Errors
    /// `Unavailable`: then nothing was stored.
    pub async fn commit<A: Serialize>(mut self, answer: A) -> Outcome<A> {
        if let Some((user_key, id)) = &self.claim {
            let text = serde_json::to_string(&answer)?;
            command::answer(&mut self.tx, user_key, *id, &text).await?;
        }
        self.tx.commit().await?;
        Ok(answer)
    }
}

fn key(author: Author) -> String {
    match author {
        Author::User(id) => format!("user:{id}"),
        Author::Guest(id) => format!("guest:{id}"),
        Author::System => "system".into(),
    }
}

/// Keeps `?` short where a fault is made from a plain sentence.
impl From<std::num::TryFromIntError> for Fault {
    fn from(error: std::num::TryFromIntError) -> Self {
        Self::Broken(error.to_string())
    }
}
