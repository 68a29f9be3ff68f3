//! Brings a database to the newest schema. One list of numbered files serves both databases.

use crate::dialect::{pg, sqlite};
use crate::error::StoreError;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, PgPool, SqlStr, SqliteConnection};
use std::borrow::Cow;

/// Number, name, text.
pub const FILES: &[(i64, &str, &str)] = &[
    (1, "first way", include_str!("../migrations/0001_first_way.sql")),
    (2, "how accepted", include_str!("../migrations/0002_how_accepted.sql")),
    (11, "labels", include_str!("../migrations/0011_labels.sql")),
];

fn migrator(tokens: &[(&str, &str)]) -> Migrator {
    let migrations: Vec<Migration> = FILES
        .iter()
        .map(|(number, name, text)| {
            let sql = tokens.iter().fold((*text).to_owned(), |sql, (token, own)| sql.replace(token, own));
            let sql: SqlStr = sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(sql));
            Migration::new(*number, Cow::Borrowed(name), MigrationType::Simple, sql, false)
        })
        .collect();
    Migrator::with_migrations(migrations)
}

fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Migrate(error.to_string())
}

pub async fn sqlite(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    migrator(sqlite::TOKENS).run_direct(None, conn, false).await.map_err(failed)
}

pub async fn postgres(pool: &PgPool, schema: Option<&str>) -> Result<(), StoreError> {
    let mut conn = pool.acquire().await?;
    if let Some(schema) = schema {
        if !schema.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return Err(failed("a schema's name has letters, digits and _ only"));
        }
        let sql = AssertSqlSafe(format!("CREATE SCHEMA IF NOT EXISTS {schema}"));
        sqlx::query(sql).execute(&mut *conn).await?;
    }
    migrator(pg::TOKENS).run(&mut *conn).await.map_err(failed)
}
