//! Read-backs: one for each detail and each person whom it concerns.
//!
//! A detail that holds until a day asks nothing any more after it: its read-backs are left out where they would
//! wait for somebody.

use crate::detail::Stored as StoredDetail;
use crate::error::{code, id};
use crate::{Conn, StoreError, Tx, args, client as clients};
use chrono::NaiveDate;
use libero_domain::client::ClientName;
use libero_domain::detail::{
    DetailRow, ReadBackTask, Weight, When, concerns, holds_on, read_back_due, reads_back,
};
use libero_domain::id::{ClientId, DetailId, ReadBackId, UserId};
use libero_domain::office::Office;
use libero_domain::rights::Role;
use libero_domain::team::Area;
use libero_domain::time::Timestamp;
use uuid::Uuid;

/// Opens a read-back for each present teammate whom the detail concerns, its author too.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_for_detail(
    tx: &mut Tx,
    detail: DetailId,
    client: ClientId,
    areas: &[Area],
    now: Timestamp,
    office: &Office,
) -> Result<(), StoreError> {
    clients::hold(tx, client).await?;
    let team: Vec<(String, String, String)> = tx
        .fetch_all(
            // Not asked from when: who joined while this write waited is there too.
            "SELECT m.user_id, m.areas, u.roles FROM team_member m JOIN app_user u ON u.id = m.user_id
             WHERE m.client_id = $1 AND m.to_at IS NULL AND u.active ORDER BY m.from_at, m.id LIMIT 200",
            args![client.0],
        )
        .await?;
    for (user, works_in, roles) in team {
        let works_in: Vec<Area> = serde_json::from_str(&works_in)?;
        let roles: Vec<Role> = serde_json::from_str(&roles)?;
        if reads_back(&roles) && concerns(areas, &works_in) {
            open(tx, detail, client, id(&user)?, now, office).await?;
        }
    }
    Ok(())
}

/// Opens read-backs of every detail in force that concerns somebody who joins the team or gets other work in it.
/// Those that no longer concern them vanish; what was given stays given.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_for_member(
    tx: &mut Tx,
    client: ClientId,
    user: UserId,
    roles: &[Role],
    works_in: &[Area],
    now: Timestamp,
    office: &Office,
) -> Result<(), StoreError> {
    clients::hold(tx, client).await?;
    let details: Vec<(String, String, String)> = tx
        .fetch_all(
            "SELECT id, areas, holds FROM detail WHERE client_id = $1 AND state = 'active' ORDER BY created_at, id",
            args![client.0],
        )
        .await?;
    let today = office.zone.date(now);
    for (detail, areas, holds) in details {
        let (detail, areas, holds): (DetailId, Vec<Area>, When) =
            (id(&detail)?, serde_json::from_str(&areas)?, serde_json::from_str(&holds)?);
        if !(reads_back(roles) && concerns(&areas, works_in)) {
            tx.execute(
                "DELETE FROM read_back WHERE detail_id = $1 AND user_id = $2 AND given_at IS NULL",
                args![detail.0, user.0],
            )
            .await?;
        } else if holds_on(&holds, today) {
            open(tx, detail, client, user, now, office).await?;
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
                weight: code(&row.weight, Weight::from_code)?,
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
pub async fn give(
    tx: &mut Tx,
    read_back: ReadBackId,
    words: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
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

/// A person's read-backs on clients that are open to them (every client with `all`): those given since `since` as
/// they were given, then the open ones of details in force on `today`, heaviest and oldest first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn of_user(
    conn: &mut Conn,
    user: UserId,
    all: bool,
    since: Timestamp,
    today: NaiveDate,
    now: Timestamp,
) -> Result<Vec<ReadBackTask>, StoreError> {
    // Open ones first, so that a busy day does not push them off the end.
    let tasks = conn
        .fetch_all::<Task>(
            "SELECT b.id AS read_back_id, b.due_at, b.given_at IS NOT NULL AS given,
                    c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue,
                    d.id, d.words, d.weight, d.weight_order, d.holds, d.areas, d.source, d.state, d.contested, d.created_at,
                    p.id AS person_id, p.title, p.name, p.surname, p.latin, p.job
             FROM read_back b
             JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
             JOIN client c ON c.id = b.client_id
             LEFT JOIN person p ON p.id = d.said_by
             WHERE b.user_id = $1 AND (b.given_at IS NULL OR b.given_at >= $2)
               AND ($3 OR EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = b.client_id AND m.user_id = $1
                                  AND m.from_at <= $4 AND (m.to_at IS NULL OR m.to_at > $4)))
             ORDER BY CASE WHEN b.given_at IS NULL THEN 0 ELSE 1 END, COALESCE(b.given_at, 0), d.weight_order, b.due_at, b.id
             LIMIT 200",
            args![user.0, since, all, now],
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
        .collect::<Result<Vec<_>, StoreError>>()?;
    let (given, open): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.given);
    let in_force = open.into_iter().filter(|task| holds_on(&task.detail.when, today));
    Ok(given.into_iter().chain(in_force).collect())
}

/// Kinds of work of each of a person's open read-backs on one client, of details in force on `today`.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_areas(
    conn: &mut Conn,
    client: ClientId,
    user: UserId,
    today: NaiveDate,
) -> Result<Vec<Vec<Area>>, StoreError> {
    let found: Vec<(String, String)> = conn
        .fetch_all(
            "SELECT d.areas, d.holds FROM read_back b JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
             WHERE b.client_id = $1 AND b.user_id = $2 AND b.given_at IS NULL",
            args![client.0, user.0],
        )
        .await?;
    let mut open = Vec::new();
    for (areas, holds) in found {
        if holds_on(&serde_json::from_str(&holds)?, today) {
            open.push(serde_json::from_str(&areas)?);
        }
    }
    Ok(open)
}

/// Open read-backs of a client by its whole team, of details in force on `today`.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_count(conn: &mut Conn, client: ClientId, today: NaiveDate) -> Result<u32, StoreError> {
    let found: Vec<(String, i64)> = conn
        .fetch_all(
            "SELECT d.holds, COUNT(*) FROM read_back b JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
             WHERE b.client_id = $1 AND b.given_at IS NULL GROUP BY d.holds",
            args![client.0],
        )
        .await?;
    let mut open = 0;
    for (holds, count) in found {
        if holds_on(&serde_json::from_str(&holds)?, today) {
            open += u32::try_from(count).unwrap_or_default();
        }
    }
    Ok(open)
}

/// An own delivery that is open; unread details in its scope lock it.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    pub words: String,
    pub client: ClientName,
    pub due: Timestamp,
    pub areas: Vec<Area>,
}

/// A person's open deliveries, the next one first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn deliveries(conn: &mut Conn, user: UserId) -> Result<Vec<Delivery>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Stored {
        words: String,
        due_at: i64,
        areas: String,
        client_id: String,
        name: String,
        latin: String,
        short: String,
        hue: i64,
    }
    conn.fetch_all::<Stored>(
        "SELECT p.words, p.due_at, p.areas, c.id AS client_id, c.name, c.latin, c.short, c.hue
         FROM promise p JOIN client c ON c.id = p.client_id
         WHERE p.owner_user = $1 AND p.state = 'open' AND p.delivery ORDER BY p.due_at, p.id LIMIT 50",
        args![user.0],
    )
    .await?
    .into_iter()
    .map(|row| {
        Ok(Delivery {
            client: ClientName {
                id: id(&row.client_id)?,
                name: row.name,
                latin: row.latin,
                short: row.short,
                hue: u8::try_from(row.hue).unwrap_or_default(),
            },
            words: row.words,
            due: Timestamp(row.due_at),
            areas: serde_json::from_str(&row.areas)?,
        })
    })
    .collect()
}
