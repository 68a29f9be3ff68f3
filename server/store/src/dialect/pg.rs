//! PostgreSQL: several equal processes.

use crate::StoreError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::str::FromStr;
use std::time::Duration;

pub const TOKENS: &[(&str, &str)] =
    &[("{{SERIAL}}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"), ("{{BYTES}}", "COLLATE \"C\"")];

/// Opens a pool. `schema` names a schema to work in; the address's own search path when empty.
pub async fn pool(url: &str, schema: Option<&str>) -> Result<PgPool, StoreError> {
    let mut options = PgConnectOptions::from_str(url)?
        .application_name("libero")
        .options([("statement_timeout", "15000"), ("idle_in_transaction_session_timeout", "30000")]);
    if let Some(schema) = schema {
        options = options.options([("search_path", schema)]);
    }
    Ok(PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options)
        .await?)
}
