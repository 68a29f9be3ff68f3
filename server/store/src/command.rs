//! Claims a command's id by inserting it, inside the transaction: look-then-insert would let two copies run.

use crate::{Db, StoreError, Tx, args};
use libero_domain::id::CommandId;
use libero_domain::time::Timestamp;

/// What a claim found.
pub enum Begun {
    /// Nobody ran it before: go on in this transaction.
    First(Tx),
    /// It ran before, with the same body: this was the answer (JSON).
    Before(String),
    /// The id belongs to another body of the same person.
    Reused,
}

#[derive(sqlx::FromRow)]
struct Claimed {
    request_hash: String,
    answer: Option<String>,
}

/// Begins a write that runs once. `user_key` keeps people's ids apart: another user learns nothing.
///
/// # Errors
/// `Unavailable`.
pub async fn begin(
    db: &Db,
    user_key: &str,
    id: CommandId,
    request_hash: &str,
    now: Timestamp,
) -> Result<Begun, StoreError> {
    let mut tx = db.begin().await?;
    let claimed = tx
        .execute(
            "INSERT INTO command (user_key, id, request_hash, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            args![user_key, id.0, request_hash, now],
        )
        .await?;
    if claimed == 1 {
        return Ok(Begun::First(tx));
    }
    let before: Claimed = tx
        .fetch_one(
            "SELECT request_hash, answer FROM command WHERE user_key = $1 AND id = $2",
            args![user_key, id.0],
        )
        .await?;
    Ok(match before.answer {
        Some(answer) if before.request_hash == request_hash => Begun::Before(answer),
        _ => Begun::Reused,
    })
}

/// Keeps the answer beside the claim; call it last before the commit.
///
/// # Errors
/// `Unavailable`.
pub async fn answer(tx: &mut Tx, user_key: &str, id: CommandId, answer: &str) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE command SET answer = $3 WHERE user_key = $1 AND id = $2",
        args![user_key, id.0, answer],
    )
    .await?;
    Ok(())
}

/// Forgets answers older than their keeping.
///
/// # Errors
/// `Unavailable`.
pub async fn forget_before(tx: &mut Tx, at: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM command WHERE at < $1", args![at]).await
}
