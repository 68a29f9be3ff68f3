//! The database: open it, read from it, begin a write.

use crate::args::{Arg, Row};
use crate::dialect::{pg, sqlite};
use crate::error::StoreError;
use crate::tx::{Tx, Writer};
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use std::path::Path;
use std::sync::Arc;

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Kind>);

enum Kind {
    Sqlite { writer: Writer, readers: SqlitePool, _lock: std::fs::File },
    Pg(PgPool),
}

/// A connection that reads, or the one inside a transaction.
pub enum Conn {
    Sqlite(sqlx::pool::PoolConnection<sqlx::Sqlite>),
    SqliteWriter(crate::tx::WriterGuard),
    Pg(sqlx::pool::PoolConnection<sqlx::Postgres>),
    PgTx(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Db {
    /// Opens the embedded database in `file`, makes it when missing, and brings it to the newest schema.
    ///
    /// # Errors
    /// `InUse` when another process holds it; `Migrate`, `Unavailable`.
    pub async fn sqlite(file: &Path) -> Result<Self, StoreError> {
        let lock = sqlite::lock(file)?;
        let mut writer = sqlite::writer(file).await?;
        crate::migrate::sqlite(&mut writer).await?;
        let readers = sqlite::readers(file).await?;
        Ok(Self(Arc::new(Kind::Sqlite { writer: Writer::new(writer), readers, _lock: lock })))
    }

    /// Opens a PostgreSQL database and brings it to the newest schema.
    ///
    /// # Errors
    /// `Migrate`, `Unavailable`.
    pub async fn postgres(url: &str, schema: Option<&str>) -> Result<Self, StoreError> {
        let pool = pg::pool(url, schema).await?;
        crate::migrate::postgres(&pool, schema).await?;
        Ok(Self(Arc::new(Kind::Pg(pool))))
    }

    /// A connection for reads.
    ///
    /// # Errors
    /// `Unavailable` when none is free in time.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        Ok(match &*self.0 {
            Kind::Sqlite { readers, .. } => Conn::Sqlite(readers.acquire().await?),
            Kind::Pg(pool) => Conn::Pg(pool.acquire().await?),
        })
    }

    /// Begins a write. On SQLite, writes that wait for the writer share one commit, each in its own savepoint.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        match &*self.0 {
            Kind::Sqlite { writer, .. } => writer.begin().await,
            Kind::Pg(pool) => Ok(Tx::postgres(pool.begin().await?)),
        }
    }

    /// Can it be read now?
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read().await?.fetch_optional::<(i64,)>("SELECT CAST(1 AS BIGINT)", Vec::new()).await.map(|_| ())
    }

    pub async fn close(&self) {
        match &*self.0 {
            Kind::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Kind::Pg(pool) => pool.close().await,
        }
    }
}

macro_rules! bound {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Text(v) => query.bind(v),
                Arg::MaybeText(v) => query.bind(v),
                Arg::Int(v) => query.bind(v),
                Arg::MaybeInt(v) => query.bind(v),
                Arg::Bool(v) => query.bind(v),
            };
        }
        query
    }};
}

macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            Conn::Sqlite(conn) => {
                let $c = &mut **conn;
                $body
            }
            Conn::SqliteWriter(guard) => {
                let $c = guard.connection()?;
                $body
            }
            Conn::Pg(conn) => {
                let $c = &mut **conn;
                $body
            }
            Conn::PgTx(tx) => {
                let $c = &mut **tx;
                $body
            }
        }
    };
}

impl Conn {
    /// Runs a write and tells how many rows it touched.
    ///
    /// # Errors
    /// `Taken`, `Unavailable`, `Other`.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64, StoreError> {
        Ok(on!(self, c => bound!(sqlx::query(sql), args).execute(c).await?.rows_affected()))
    }

    /// # Errors
    /// `Unavailable`, `Unreadable`, `Other`.
    pub async fn fetch_all<T: Row>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, StoreError> {
        Ok(on!(self, c => bound!(sqlx::query_as(sql), args).fetch_all(c).await?))
    }

    /// # Errors
    /// `Unavailable`, `Unreadable`, `Other`.
    pub async fn fetch_optional<T: Row>(
        &mut self,
        sql: &'static str,
        args: Vec<Arg>,
    ) -> Result<Option<T>, StoreError> {
        Ok(on!(self, c => bound!(sqlx::query_as(sql), args).fetch_optional(c).await?))
    }

    /// # Errors
    /// `Other` when there is no row.
    pub async fn fetch_one<T: Row>(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<T, StoreError> {
        Ok(on!(self, c => bound!(sqlx::query_as(sql), args).fetch_one(c).await?))
    }
}
