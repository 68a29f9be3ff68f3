//! Drafts that a device handed over: private to their author until they become reports; and devices.

use crate::error::id;
use crate::{Conn, StoreError, Tx, args};
use libero_domain::command::Version;
use libero_domain::contact_report::ReportBody;
use libero_domain::draft::DraftRow;
use libero_domain::id::{DeviceId, ReportId, UserId};
use libero_domain::time::Timestamp;

/// A draft as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub id: ReportId,
    pub version: Version,
    pub user: UserId,
    pub body: ReportBody,
    pub at: Timestamp,
    pub settled_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: String,
    version: i64,
    user_id: String,
    body: String,
    at: i64,
    settled_at: Option<i64>,
}

impl TryFrom<Stored> for Draft {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            id: id(&row.id)?,
            version: row.version,
            user: id(&row.user_id)?,
            body: serde_json::from_str(&row.body)?,
            at: Timestamp(row.at),
            settled_at: row.settled_at.map(Timestamp),
        })
    }
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn, draft: ReportId) -> Result<Option<Draft>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT id, version, user_id, body, at, settled_at FROM server_draft WHERE id = $1",
        args![draft.0],
    )
    .await?
    .map(Draft::try_from)
    .transpose()
}

/// What a device hands over.
pub struct Put<'a> {
    pub id: ReportId,
    pub user: UserId,
    pub device: DeviceId,
    pub envelope_version: u16,
    /// The version it was built on; 0 makes it.
    pub base: Version,
    pub ready: bool,
    pub settled_at: Option<Timestamp>,
    pub body: &'a ReportBody,
}

/// Stores a draft on top of `base`; tells whether nobody stored another since.
///
/// # Errors
/// `Unavailable`.
pub async fn put(tx: &mut Tx, put: &Put<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let body = serde_json::to_string(put.body)?;
    let changed = tx
        .execute(
            "INSERT INTO server_draft (id, version, user_id, device_id, envelope_version, ready, body, at, settled_at)
             SELECT $1, CAST(1 AS BIGINT), $2, $3, $4, $6, $7, $8, $9 WHERE CAST($5 AS BIGINT) = 0
             ON CONFLICT DO NOTHING",
            args![
                put.id.0,
                put.user.0,
                put.device.0,
                put.envelope_version,
                put.base,
                put.ready,
                &body,
                now,
                put.settled_at
            ],
        )
        .await?;
    if changed == 1 {
        return Ok(true);
    }
    let changed = tx
        .execute(
            "UPDATE server_draft SET version = version + 1, device_id = $3, envelope_version = $4, ready = $6, body = $7,
                    at = $8, settled_at = $9
             WHERE id = $1 AND user_id = $2 AND version = $5 AND settled_at IS NULL",
            args![
                put.id.0,
                put.user.0,
                put.device.0,
                put.envelope_version,
                put.base,
                put.ready,
                &body,
                now,
                put.settled_at
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Throws away a draft that never became a report; tells whether there was one.
///
/// # Errors
/// `Unavailable`.
pub async fn delete(tx: &mut Tx, draft: ReportId, user: UserId) -> Result<bool, StoreError> {
    let gone = tx
        .execute(
            "DELETE FROM server_draft WHERE id = $1 AND user_id = $2 AND settled_at IS NULL",
            args![draft.0, user.0],
        )
        .await?;
    Ok(gone == 1)
}

/// A person's own drafts, newest first: the unfinished, and those that became reports lately.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn of_user(conn: &mut Conn, user: UserId, since: Timestamp) -> Result<Vec<DraftRow>, StoreError> {
    conn.fetch_all::<Stored>(
        "SELECT id, version, user_id, body, at, settled_at FROM server_draft
         WHERE user_id = $1 AND (settled_at IS NULL OR settled_at >= $2) ORDER BY at DESC, id DESC LIMIT 100",
        args![user.0, since],
    )
    .await?
    .into_iter()
    .map(|row| {
        let draft = Draft::try_from(row)?;
        Ok(DraftRow {
            id: draft.id,
            version: draft.version,
            body: draft.body,
            settled: draft.settled_at.is_some(),
            at: draft.at,
        })
    })
    .collect()
}

/// Registers a browser and its key's id for its user; tells whether it is still welcome.
///
/// # Errors
/// `Unavailable`.
pub async fn put_device(
    tx: &mut Tx,
    device: DeviceId,
    user: UserId,
    name: &str,
    key_id: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "INSERT INTO device (id, user_id, name, key_id, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, key_id = excluded.key_id, seen_at = excluded.seen_at
             WHERE device.user_id = excluded.user_id AND device.revoked_at IS NULL",
            args![device.0, user.0, name, key_id, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Is this device known as this person's?
///
/// # Errors
/// `Unavailable`.
pub async fn device_of(conn: &mut Conn, device: DeviceId, user: UserId) -> Result<bool, StoreError> {
    let found: Option<(i64,)> = conn
        .fetch_optional("SELECT seen_at FROM device WHERE id = $1 AND user_id = $2", args![device.0, user.0])
        .await?;
    Ok(found.is_some())
}

/// Forgets drafts that became reports before `at`.
///
/// # Errors
/// `Unavailable`.
pub async fn forget_spent(tx: &mut Tx, at: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM server_draft WHERE settled_at < $1", args![at]).await
}
