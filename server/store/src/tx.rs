//! Writes. PostgreSQL has its own transactions; SQLite has one writer, handed from command to command.
//!
//! A durable commit waits for the disk. Commands that wait for the writer meanwhile run one after another
//! inside the open transaction, each in its own savepoint, and share one commit: the last of them commits
//! for all, and nobody is told "stored" before it succeeded.

use crate::db::Conn;
use crate::error::StoreError;
use sqlx::{Connection, Executor, SqliteConnection};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// Commands that share one commit at most.
const GROUP_MAX: usize = 64;
/// A group whose next command vanished while it waited is committed by its own members after this.
const LEFT_ALONE: Duration = Duration::from_millis(5);

/// A write in progress. Dropped without `commit`, it leaves nothing behind.
pub struct Tx {
    conn: Conn,
    writer: Option<Writer>,
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Tx {
    pub(crate) fn postgres(tx: sqlx::Transaction<'static, sqlx::Postgres>) -> Self {
        Self { conn: Conn::PgTx(tx), writer: None }
    }

    /// Makes the write durable; returns only when it is.
    ///
    /// # Errors
    /// `Unavailable` and others: then nothing of it was stored.
    pub async fn commit(self) -> Result<(), StoreError> {
        match (self.conn, self.writer) {
            (Conn::PgTx(tx), _) => Ok(tx.commit().await?),
            (Conn::SqliteWriter(guard), Some(writer)) => writer.commit(guard).await,
            _ => Ok(()),
        }
    }
}

#[derive(Clone)]
pub(crate) struct Writer {
    state: Arc<Mutex<State>>,
    waiting: Arc<AtomicUsize>,
}

struct State {
    /// Empty after `close`.
    conn: Option<SqliteConnection>,
    /// A transaction is open.
    open: bool,
    /// A savepoint was left without release: its command failed or vanished.
    dirty: bool,
    /// Commands done in the open transaction that wait for its commit.
    group: Vec<oneshot::Sender<Result<(), String>>>,
}

/// The writer, held by one command.
pub struct WriterGuard(OwnedMutexGuard<State>);

impl WriterGuard {
    pub(crate) fn connection(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        self.0.connection()
    }
}

impl State {
    fn connection(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        self.conn.as_mut().ok_or_else(|| StoreError::Unavailable("closed".into()))
    }

    async fn run(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.connection()?.execute(sql).await?;
        Ok(())
    }

    /// Takes back what a failed command left.
    async fn clean(&mut self) -> Result<(), StoreError> {
        if std::mem::take(&mut self.dirty) && self.open {
            self.run("ROLLBACK TO command").await?;
            self.run("RELEASE command").await?;
        }
        Ok(())
    }

    /// Commits the open transaction and tells everyone in it.
    async fn commit(&mut self) -> Result<(), StoreError> {
        let mut result = self.clean().await;
        if self.open {
            if result.is_ok() {
                result = self.run("COMMIT").await;
            }
            if result.is_err() {
                // After a failed commit nothing of the group may stay.
                let _ = self.run("ROLLBACK").await;
            }
            self.open = false;
        }
        for member in self.group.drain(..) {
            let told = match &result {
                Ok(()) => Ok(()),
                Err(error) => Err(error.to_string()),
            };
            let _ = member.send(told);
        }
        result
    }
}

impl Writer {
    pub(crate) fn new(conn: SqliteConnection) -> Self {
        let state = State { conn: Some(conn), open: false, dirty: false, group: Vec::new() };
        Self { state: Arc::new(Mutex::new(state)), waiting: Arc::new(AtomicUsize::new(0)) }
    }

    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        let waiting = Waiting::enter(&self.waiting);
        let mut guard = Arc::clone(&self.state).lock_owned().await;
        drop(waiting);
        guard.clean().await?;
        if !guard.open {
            guard.run("BEGIN IMMEDIATE").await?;
            guard.open = true;
        }
        guard.run("SAVEPOINT command").await?;
        guard.dirty = true;
        Ok(Tx { conn: Conn::SqliteWriter(WriterGuard(guard)), writer: Some(self.clone()) })
    }

    async fn commit(&self, mut guard: WriterGuard) -> Result<(), StoreError> {
        let state = &mut *guard.0;
        state.run("RELEASE command").await?;
        state.dirty = false;
        let (told, mut result) = oneshot::channel();
        state.group.push(told);
        if self.waiting.load(Ordering::SeqCst) == 0 || state.group.len() >= GROUP_MAX {
            state.commit().await?;
            return Ok(());
        }
        drop(guard);
        loop {
            match tokio::time::timeout(LEFT_ALONE, &mut result).await {
                Ok(Ok(answer)) => return answer.map_err(StoreError::Unavailable),
                Ok(Err(_)) => return Err(StoreError::Unavailable("the writer went away".into())),
                Err(_) => {
                    let mut state = self.state.lock().await;
                    if !state.group.is_empty() && self.waiting.load(Ordering::SeqCst) == 0 {
                        // Whatever its outcome, `result` tells it to this command too.
                        let _ = state.commit().await;
                    }
                }
            }
        }
    }

    pub(crate) async fn close(&self) {
        let mut state = self.state.lock().await;
        let _ = state.commit().await;
        if let Some(conn) = state.conn.take() {
            let _ = conn.close().await;
        }
    }
}

/// Counts commands that wait for the writer, also when one of them vanishes.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn enter(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(count))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
