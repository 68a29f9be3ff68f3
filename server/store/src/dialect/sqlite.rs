//! SQLite: one process, one writer, readers beside it.

use crate::StoreError;
use sqlx::ConnectOptions;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use std::path::Path;
use std::time::Duration;

pub const TOKENS: &[(&str, &str)] = &[("{{SERIAL}}", "INTEGER PRIMARY KEY AUTOINCREMENT"), ("{{BYTES}}", "")];

/// FULL, not NORMAL: with NORMAL an acknowledged write is lost at a power cut.
fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("cache_size", "-8192")
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY")
        .pragma("journal_size_limit", "67108864")
        .optimize_on_close(true, None)
        .statement_cache_capacity(256)
}

pub async fn writer(file: &Path) -> Result<SqliteConnection, StoreError> {
    Ok(options(file).connect().await?)
}

pub async fn readers(file: &Path) -> Result<SqlitePool, StoreError> {
    let options = options(file).create_if_missing(false).pragma("query_only", "ON");
    Ok(SqlitePoolOptions::new()
        .max_connections(4)
        .acquire_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .connect_with(options)
        .await?)
}

/// Refuses a second process on the same file; the lock lives as long as the returned handle.
pub fn lock(file: &Path) -> Result<std::fs::File, StoreError> {
    let path = file.with_extension("lock");
    let unavailable = |error: std::io::Error| StoreError::Unavailable(format!("{}: {error}", path.display()));
    let handle = std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(unavailable)?;
    match handle.try_lock() {
        Ok(()) => Ok(handle),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::InUse(file.display().to_string())),
        Err(std::fs::TryLockError::Error(error)) => Err(unavailable(error)),
    }
}
