//! Runs each test on both databases: an SQLite file in a temporary folder, and a PostgreSQL schema of its
//! own. The address of a PostgreSQL to work in is told by `LIBERO_TEST_POSTGRES`.

use libero_store::{Conn, Db, StoreError};
use std::env;
use std::fs;
use std::path::PathBuf;
use uuid::Uuid;

/// Writes each test as `sqlite::name` and `postgres::name`. A test takes the place its database is in:
/// `db_tests! { async fn a_rule_holds(place: &Place) { let db = place.open().await; … } }`
#[macro_export]
macro_rules! db_tests {
    ($($(#[$meta:meta])* async fn $name:ident($place:ident: &Place) $body:block)*) => {
        $($(#[$meta])* async fn $name($place: &Place) $body)*

        mod sqlite {
            $(#[test] fn $name() { super::Place::sqlite().run(async |place| super::$name(place).await) })*
        }

        mod postgres {
            $(#[test] fn $name() { super::Place::postgres().run(async |place| super::$name(place).await) })*
        }
    };
}

/// Where one test's database is.
pub struct Place {
    /// Part of every name that the test leaves outside itself.
    name: String,
    kind: Kind,
}

enum Kind {
    Sqlite(PathBuf),
    Postgres(String),
}

#[allow(dead_code, reason = "each test program uses a part of it")]
impl Place {
    pub fn sqlite() -> Self {
        let name = format!("t_{}", Uuid::now_v7().simple());
        let folder = env::temp_dir().join(format!("libero-{name}"));
        fs::create_dir_all(&folder).unwrap();
        Self { name, kind: Kind::Sqlite(folder) }
    }

    pub fn postgres() -> Self {
        let url = env::var("LIBERO_TEST_POSTGRES").expect(
            "set LIBERO_TEST_POSTGRES to the address of a PostgreSQL, such as postgres://me@127.0.0.1/test",
        );
        Self { name: format!("t_{}", Uuid::now_v7().simple()), kind: Kind::Postgres(url) }
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.kind, Kind::Sqlite(_))
    }

    /// Opens the database. To see what a restart finds, let go of every handle and open it again.
    pub async fn open(&self) -> Db {
        match &self.kind {
            Kind::Sqlite(folder) => Db::sqlite(&folder.join("libero.db")).await,
            Kind::Postgres(url) => Db::postgres(url, Some(&self.name)).await,
        }
        .unwrap()
    }

    /// The name of the schema in PostgreSQL.
    pub fn schema(&self) -> &str {
        &self.name
    }

    /// Runs the test and takes away what it stored, also when it fails.
    pub fn run(self, test: impl AsyncFnOnce(&Self)) {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| runtime.block_on(test(&self))));
        match &self.kind {
            Kind::Sqlite(folder) => {
                let _ = fs::remove_dir_all(folder);
            }
            Kind::Postgres(_) => runtime.block_on(async {
                let db = self.open().await;
                let sql = format!("DROP SCHEMA {} CASCADE", self.name);
                db.read().await.unwrap().execute(leaked(sql), Vec::new()).await.unwrap();
                db.close().await;
            }),
        }
        if let Err(panic) = result {
            std::panic::resume_unwind(panic);
        }
    }
}

/// One number, such as `SELECT COUNT(*) …`, by any SQL; for what tests look at behind the store's back.
#[allow(dead_code, reason = "each test program uses a part of it")]
pub async fn number(db: &Db, sql: &str) -> i64 {
    let found: (i64,) = db.read().await.unwrap().fetch_one(leaked(sql.to_owned()), Vec::new()).await.unwrap();
    found.0
}

/// Any write, for what tests change behind the store's back: a clock cannot be waited for.
#[allow(dead_code, reason = "each test program uses a part of it")]
pub async fn write(db: &Db, sql: &str) -> u64 {
    let mut tx = db.begin().await.unwrap();
    let touched = tx.execute(leaked(sql.to_owned()), Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
    touched
}

/// Rows of texts by any SQL.
#[allow(dead_code, reason = "each test program uses a part of it")]
pub async fn texts(conn: &mut Conn, sql: &str) -> Result<Vec<(String,)>, StoreError> {
    conn.fetch_all(leaked(sql.to_owned()), Vec::new()).await
}

/// The store takes SQL that is written out in the program; a test's own lives as long as its program.
fn leaked(sql: String) -> &'static str {
    Box::leak(sql.into_boxed_str())
}
