//! Promises, ours and theirs.

use crate::error::{code, id};
use crate::team::areas_text;
use crate::{Conn, StoreError, Tx, args};
use libero_domain::client::ClientName;
use libero_domain::command::Version;
use libero_domain::contact_report::{Number, Party};
use libero_domain::id::{ClientId, EntryId, PersonId, PromiseId, ReportId, UserId};
use libero_domain::promise::{PromiseRow, PromiseState, Side};
use libero_domain::team::Area;
use libero_domain::time::Timestamp;

/// A new promise.
pub struct NewRow<'a> {
    pub id: PromiseId,
    pub client: ClientId,
    pub report: Option<ReportId>,
    pub entry: Option<EntryId>,
    pub line: Option<u16>,
    pub words: &'a str,
    pub side: Side,
    pub owner_user: Option<UserId>,
    pub owner_person: Option<PersonId>,
    pub due: Timestamp,
    pub delivery: bool,
    pub areas: &'a [Area],
    pub by: UserId,
}

/// # Errors
/// `Taken` when the id exists.
pub async fn insert(tx: &mut Tx, row: &NewRow<'_>, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO promise (id, version, client_id, report_id, entry_id, line, words, side, owner_user, owner_person, due_at,
                              delivery, areas, state, contested, created_at, created_by, changed_at, changed_by)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', FALSE, $13, $14, $13, $14)",
        args![
            row.id.0,
            row.client.0,
            row.report.map(|report| report.0),
            row.entry.map(|entry| entry.0),
            row.line,
            row.words,
            row.side.code(),
            row.owner_user.map(|user| user.0),
            row.owner_person.map(|person| person.0),
            row.due,
            row.delivery,
            areas_text(row.areas)?,
            now,
            row.by.0
        ],
    )
    .await?;
    Ok(())
}

/// Marks what was promised in lines of a report that the client objects to.
///
/// # Errors
/// `Unavailable`.
pub async fn contest(tx: &mut Tx, report: ReportId, lines: &[u16]) -> Result<(), StoreError> {
    for line in lines {
        tx.execute(
            "UPDATE promise SET contested = TRUE, version = version + 1 WHERE report_id = $1 AND line = $2",
            args![report.0, *line],
        )
        .await?;
    }
    Ok(())
}

/// What rights and rules ask of a promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    pub id: PromiseId,
    pub version: Version,
    pub client: ClientId,
    pub words: String,
    pub owner_user: Option<UserId>,
    pub delivery: bool,
    pub areas: Vec<Area>,
    pub state: PromiseState,
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn, promise: PromiseId) -> Result<Option<Promise>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Stored {
        version: i64,
        client_id: String,
        words: String,
        owner_user: Option<String>,
        delivery: bool,
        areas: String,
        state: String,
    }
    let found: Option<Stored> = conn
        .fetch_optional(
            "SELECT version, client_id, words, owner_user, delivery, areas, state FROM promise WHERE id = $1",
            args![promise.0],
        )
        .await?;
    found
        .map(|row| {
            Ok(Promise {
                id: promise,
                version: row.version,
                client: id(&row.client_id)?,
                words: row.words,
                owner_user: row.owner_user.as_deref().map(id).transpose()?,
                delivery: row.delivery,
                areas: serde_json::from_str(&row.areas)?,
                state: code(&row.state, PromiseState::from_code)?,
            })
        })
        .transpose()
}

/// Moves a promise on from version `seen`; tells whether nobody else did.
///
/// # Errors
/// `Unavailable`.
pub async fn set_state(
    tx: &mut Tx,
    promise: PromiseId,
    seen: Version,
    state: PromiseState,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let kept_at = (state == PromiseState::Kept).then_some(now);
    let changed = tx
        .execute(
            "UPDATE promise SET version = version + 1, state = $3, kept_at = $4, changed_at = $5, changed_by = $6
             WHERE id = $1 AND version = $2",
            args![promise.0, seen, state.code(), kept_at, now, by.0],
        )
        .await?;
    Ok(changed == 1)
}

#[derive(sqlx::FromRow)]
struct Listed {
    id: String,
    version: i64,
    words: String,
    side: String,
    owner_user: Option<String>,
    owner_person: Option<String>,
    due_at: i64,
    delivery: bool,
    contested: bool,
    state: String,
    report_id: Option<String>,
    line: Option<i64>,
    number_year: Option<i64>,
    number_sequence: Option<i64>,
    owner_name: Option<String>,
    owner_latin: Option<String>,
    state_order: i64,
}

/// Promises of a client: open ones by due time, then those kept or dropped. `may_keep` is left to the caller.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn of_client(
    conn: &mut Conn,
    client: &ClientName,
    only_open: bool,
    after: Option<&str>,
    limit: u16,
    now: Timestamp,
) -> Result<Vec<PromiseRow>, StoreError> {
    let mut parts = after.unwrap_or_default().splitn(3, '.');
    let place =
        (parts.next().and_then(|n| n.parse().ok()), parts.next().and_then(|n| n.parse().ok()), parts.next());
    let (order, due, last): (i64, i64, &str) = match place {
        (Some(order), Some(due), Some(last)) => (order, due, last),
        _ => (-1, 0, ""),
    };
    conn.fetch_all::<Listed>(
        "SELECT * FROM (
           SELECT p.id, p.version, p.words, p.side, p.owner_user, p.owner_person, p.due_at, p.delivery, p.contested, p.state,
                  p.report_id, p.line, r.number_year, r.number_sequence,
                  COALESCE(u.name || ' ' || u.surname, n.name || ' ' || n.surname) AS owner_name,
                  COALESCE(u.latin, n.latin) AS owner_latin,
                  CAST(CASE p.state WHEN 'open' THEN 0 ELSE 1 END AS BIGINT) AS state_order
           FROM promise p
           LEFT JOIN report r ON r.id = p.report_id
           LEFT JOIN app_user u ON u.id = p.owner_user
           LEFT JOIN person n ON n.id = p.owner_person
           WHERE p.client_id = $1 AND (p.state = 'open' OR NOT $2)) AS listed
         WHERE state_order > $3 OR (state_order = $3 AND (due_at > $4 OR (due_at = $4 AND id > $5)))
         ORDER BY state_order, due_at, id LIMIT $6",
        args![client.id.0, only_open, order, due, last, i64::from(limit) + 1],
    )
    .await?
    .into_iter()
    .map(|row| {
        let owner = match (&row.owner_user, &row.owner_person) {
            (Some(user), _) => Party::User(id(user)?),
            (None, Some(person)) => Party::Person(id(person)?),
            (None, None) => return Err(StoreError::Unreadable(format!("promise {} has no owner", row.id))),
        };
        let number = row.number_year.zip(row.number_sequence).map(|(year, sequence)| Number {
            year: i32::try_from(year).unwrap_or_default(),
            sequence: u32::try_from(sequence).unwrap_or_default(),
        });
        let report = match (&row.report_id, number, row.line) {
            (Some(report), Some(number), Some(line)) => Some((id(report)?, number, u16::try_from(line).unwrap_or_default())),
            _ => None,
        };
        let state = code(&row.state, PromiseState::from_code)?;
        Ok(PromiseRow {
            sort: format!("{}.{}.{}", row.state_order, row.due_at, row.id),
            id: id(&row.id)?,
            version: row.version,
            client: client.clone(),
            words: row.words,
            side: code(&row.side, Side::from_code)?,
            owner,
            owner_name: row.owner_name.unwrap_or_default().trim().to_owned(),
            owner_latin: row.owner_latin.unwrap_or_default(),
            due: Timestamp(row.due_at),
            late: state == PromiseState::Open && row.due_at < now.0,
            delivery: row.delivery,
            contested: row.contested,
            state,
            report,
            may_keep: false,
        })
    })
    .collect()
}
