//! Read-backs: one for each detail and each person whom it concerns.

use crate::detail::Stored as StoredDetail;
use crate::error::id;
use crate::team::members;
use crate::{Conn, StoreError, Tx, args};
use libero_domain::client::ClientName;
use libero_domain::detail::{DetailRow, ReadBackTask, Weight, concerns, read_back_due};
use libero_domain::id::{ClientId, DetailId, ReadBackId, UserId};
use libero_domain::office::Office;
use libero_domain::team::Area;
use libero_domain::time::Timestamp;
use uuid::Uuid;

/// Opens a read-back for each present teammate whom the detail concerns.
///
/// # Errors
/// `Unavailable`.
pub async fn open_for_detail(
    tx: &mut Tx,
    detail: DetailId,
    client: ClientId,
    areas: &[Area],
    now: Timestamp,
    office: &Office,
) -> Result<(), StoreError> {
    for member in members(tx, client, now).await? {
        if concerns(areas, &member.areas) {
            open(tx, detail, client, member.user.id, now, office).await?;
        }
    }
    Ok(())
}

/// Opens read-backs of every active detail that concerns somebody who joins the team.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_for_member(
    tx: &mut Tx,
    client: ClientId,
    user: UserId,
    works_in: &[Area],
    now: Timestamp,
    office: &Office,
) -> Result<(), StoreError> {
    let details: Vec<(String, String)> = tx
        .fetch_all("SELECT id, areas FROM detail WHERE client_id = $1 AND state = 'active' LIMIT 10000", args![client.0])
        .await?;
    for (detail, areas) in details {
        let areas: Vec<Area> = serde_json::from_str(&areas)?;
        if concerns(&areas, works_in) {
            open(tx, id(&detail)?, client, user, now, office).await?;
        }
    }
    Ok(())
}

async fn open(
    tx: &mut Tx,
    detail: DetailId,
    client: ClientId,
    user: UserId,
    now: Timestamp,
    office: &Office,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO read_back (id, detail_id, client_id, user_id, opened_at, due_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (detail_id, user_id) DO NOTHING",
        args![Uuid::now_v7(), detail.0, client.0, user.0, now, read_back_due(now, office)],
    )
    .await?;
    Ok(())
}

/// Open read-backs of somebody who leaves the team vanish; given ones stay.
///
/// # Errors
/// `Unavailable`.
pub async fn forget_open(tx: &mut Tx, client: ClientId, user: UserId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM read_back WHERE client_id = $1 AND user_id = $2 AND given_at IS NULL",
        args![client.0, user.0],
    )
    .await?;
    Ok(())
}

/// What giving a read-back asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBack {
    pub id: ReadBackId,
    pub detail: DetailId,
    pub client: ClientId,
    pub user: UserId,
    pub weight: Weight,
    /// Words of the detail.
    pub words: String,
    pub given: bool,
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn, read_back: ReadBackId) -> Result<Option<ReadBack>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Stored {
        detail_id: String,
        client_id: String,
        user_id: String,
        weight: String,
        words: String,
        given: bool,
    }
    let found: Option<Stored> = conn
        .fetch_optional(
            "SELECT b.detail_id, b.client_id, b.user_id, d.weight, d.words, b.given_at IS NOT NULL AS given
             FROM read_back b JOIN detail d ON d.id = b.detail_id WHERE b.id = $1",
            args![read_back.0],
        )
        .await?;
    found
        .map(|row| {
            Ok(ReadBack {
                id: read_back,
                detail: id(&row.detail_id)?,
                client: id(&row.client_id)?,
                user: id(&row.user_id)?,
                weight: crate::error::code(&row.weight, Weight::from_code)?,
                words: row.words,
                given: row.given,
            })
        })
        .transpose()
}

/// Gives a read-back once; tells whether it was still open.
///
/// # Errors
/// `Unavailable`.
pub async fn give(tx: &mut Tx, read_back: ReadBackId, words: &str, now: Timestamp) -> Result<bool, StoreError> {
    let given = tx
        .execute(
            "UPDATE read_back SET words = $2, given_at = $3 WHERE id = $1 AND given_at IS NULL",
            args![read_back.0, words, now],
        )
        .await?;
    Ok(given == 1)
}

#[derive(sqlx::FromRow)]
struct Task {
    read_back_id: String,
    due_at: i64,
    given: bool,
    client_id: String,
    client_name: String,
    client_latin: String,
    client_short: String,
    hue: i64,
    #[sqlx(flatten)]
    detail: StoredDetail,
}

/// A person's open read-backs, heaviest and oldest first, and after them those given since `since`.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn of_user(
    conn: &mut Conn,
    user: UserId,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<ReadBackTask>, StoreError> {
    conn.fetch_all::<Task>(
        "SELECT b.id AS read_back_id, b.due_at, b.given_at IS NOT NULL AS given,
                c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue,
                d.id, d.words, d.weight, d.weight_order, d.holds, d.areas, d.source, d.state, d.contested, d.created_at,
                p.id AS person_id, p.title, p.name, p.surname, p.latin, p.job
         FROM read_back b
         JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
         JOIN client c ON c.id = b.client_id
         LEFT JOIN person p ON p.id = d.said_by
         WHERE b.user_id = $1 AND (b.given_at IS NULL OR b.given_at >= $2)
         ORDER BY CASE WHEN b.given_at IS NULL THEN 1 ELSE 0 END, d.weight_order, b.due_at, b.id LIMIT 100",
        args![user.0, since],
    )
    .await?
    .into_iter()
    .map(|row| {
        Ok(ReadBackTask {
            id: id(&row.read_back_id)?,
            client: ClientName {
                id: id(&row.client_id)?,
                name: row.client_name,
                latin: row.client_latin,
                short: row.client_short,
                hue: u8::try_from(row.hue).unwrap_or_default(),
            },
            detail: DetailRow::try_from(row.detail)?,
            given: row.given,
            due: Timestamp(row.due_at),
            late: !row.given && row.due_at < now.0,
        })
    })
    .collect()
}

/// Kinds of work of each of a person's open read-backs on one client.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_areas(conn: &mut Conn, client: ClientId, user: UserId) -> Result<Vec<Vec<Area>>, StoreError> {
    let found: Vec<(String,)> = conn
        .fetch_all(
            "SELECT d.areas FROM read_back b JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
             WHERE b.client_id = $1 AND b.user_id = $2 AND b.given_at IS NULL LIMIT 1000",
            args![client.0, user.0],
        )
        .await?;
    found.into_iter().map(|(areas,)| Ok(serde_json::from_str(&areas)?)).collect()
}

/// Open read-backs of a client by its whole team.
///
/// # Errors
/// `Unavailable`.
pub async fn open_count(conn: &mut Conn, client: ClientId) -> Result<u32, StoreError> {
    let (count,): (i64,) = conn
        .fetch_one(
            "SELECT COUNT(*) FROM read_back b JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
             WHERE b.client_id = $1 AND b.given_at IS NULL",
            args![client.0],
        )
        .await?;
    Ok(u32::try_from(count).unwrap_or_default())
}

/// Own deliveries that are open, of which read-backs may lock some: words, client, due time, areas.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn deliveries(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<(String, ClientName, Timestamp, Vec<Area>)>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Delivery {
        words: String,
        due_at: i64,
        areas: String,
        client_id: String,
        name: String,
        latin: String,
        short: String,
        hue: i64,
    }
    conn.fetch_all::<Delivery>(
        "SELECT p.words, p.due_at, p.areas, c.id AS client_id, c.name, c.latin, c.short, c.hue
         FROM promise p JOIN client c ON c.id = p.client_id
         WHERE p.owner_user = $1 AND p.state = 'open' AND p.delivery ORDER BY p.due_at, p.id LIMIT 50",
        args![user.0],
    )
    .await?
    .into_iter()
    .map(|row| {
        let client = ClientName {
            id: id(&row.client_id)?,
            name: row.name,
            latin: row.latin,
            short: row.short,
            hue: u8::try_from(row.hue).unwrap_or_default(),
        };
        Ok((row.words, client, Timestamp(row.due_at), serde_json::from_str(&row.areas)?))
    })
    .collect()
}
