//! The register of a client's details.

use crate::error::{code, id};
use crate::team::areas_text;
use crate::{Conn, StoreError, Tx, args};
use libero_domain::detail::{DetailRow, DetailState, ReadBackMark, Source, Weight, When};
use libero_domain::id::{ClientId, DetailId, EntryId, PersonId, ReportId, UserId};
use libero_domain::person::{PersonName, Title};
use libero_domain::team::Area;
use libero_domain::time::Timestamp;
use libero_domain::user::UserName;
use std::collections::HashMap;

/// A new detail.
pub struct NewRow<'a> {
    pub id: DetailId,
    pub client: ClientId,
    pub words: &'a str,
    pub said_by: Option<PersonId>,
    pub weight: Weight,
    pub when: &'a When,
    pub areas: &'a [Area],
    pub source: &'a Source,
    pub report: Option<ReportId>,
    pub entry: Option<EntryId>,
    pub line: Option<u16>,
    pub by: UserId,
}

/// # Errors
/// `Taken` when the id exists.
pub async fn insert(tx: &mut Tx, row: &NewRow<'_>, now: Timestamp) -> Result<(), StoreError> {
    let order = Weight::ALL.iter().position(|weight| *weight == row.weight).unwrap_or_default();
    tx.execute(
        "INSERT INTO detail (id, version, client_id, words, said_by, weight, weight_order, holds, areas, source, report_id,
                             entry_id, line, state, contested, created_at, created_by, changed_at, changed_by)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'active', FALSE, $13, $14, $13, $14)",
        args![
            row.id.0,
            row.client.0,
            row.words,
            row.said_by.map(|person| person.0),
            row.weight.code(),
            order as i64,
            serde_json::to_string(row.when)?,
            areas_text(row.areas)?,
            serde_json::to_string(row.source)?,
            row.report.map(|report| report.0),
            row.entry.map(|entry| entry.0),
            row.line,
            now,
            row.by.0
        ],
    )
    .await?;
    Ok(())
}

/// Marks details that came from lines which the client objects to.
///
/// # Errors
/// `Unavailable`.
pub async fn contest(tx: &mut Tx, report: ReportId, lines: &[u16]) -> Result<(), StoreError> {
    for line in lines {
        tx.execute(
            "UPDATE detail SET contested = TRUE, version = version + 1 WHERE report_id = $1 AND line = $2",
            args![report.0, *line],
        )
        .await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
pub(crate) struct Stored {
    pub id: String,
    pub words: String,
    pub weight: String,
    pub weight_order: i64,
    pub holds: String,
    pub areas: String,
    pub source: String,
    pub state: String,
    pub contested: bool,
    pub created_at: i64,
    pub person_id: Option<String>,
    pub title: Option<String>,
    pub name: Option<String>,
    pub surname: Option<String>,
    pub latin: Option<String>,
    pub job: Option<String>,
}

impl TryFrom<Stored> for DetailRow {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        let said_by = match (row.person_id, row.title) {
            (Some(person), Some(title)) => Some(PersonName {
                id: id(&person)?,
                title: code(&title, Title::from_code)?,
                name: row.name.unwrap_or_default(),
                surname: row.surname.unwrap_or_default(),
                latin: row.latin.unwrap_or_default(),
                job: row.job.unwrap_or_default(),
            }),
            _ => None,
        };
        Ok(Self {
            sort: format!("{}.{}.{}", row.weight_order, row.created_at, row.id),
            id: id(&row.id)?,
            words: row.words,
            said_by,
            weight: code(&row.weight, Weight::from_code)?,
            when: serde_json::from_str(&row.holds)?,
            areas: serde_json::from_str(&row.areas)?,
            source: serde_json::from_str(&row.source)?,
            state: code(&row.state, DetailState::from_code)?,
            contested: row.contested,
            read_backs: Vec::new(),
        })
    }
}

/// Active details of a client: heaviest first, then newest. With them come the read-backs of the present team;
/// whom a detail does not concern has none.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn of_client(
    conn: &mut Conn,
    client: ClientId,
    after: Option<&str>,
    limit: u16,
    now: Timestamp,
) -> Result<Vec<DetailRow>, StoreError> {
    let mut parts = after.unwrap_or_default().splitn(3, '.');
    let place =
        (parts.next().and_then(|n| n.parse().ok()), parts.next().and_then(|n| n.parse().ok()), parts.next());
    // The first page begins before every weight.
    let (order, at, last): (i64, i64, &str) = match place {
        (Some(order), Some(at), Some(last)) => (order, at, last),
        _ => (-1, i64::MAX, ""),
    };
    let rows = conn
        .fetch_all::<Stored>(
            "SELECT d.id, d.words, d.weight, d.weight_order, d.holds, d.areas, d.source, d.state, d.contested, d.created_at,
                    p.id AS person_id, p.title, p.name, p.surname, p.latin, p.job
             FROM detail d LEFT JOIN person p ON p.id = d.said_by
             WHERE d.client_id = $1 AND d.state = 'active'
               AND (d.weight_order > $2 OR (d.weight_order = $2 AND (d.created_at < $3 OR (d.created_at = $3 AND d.id < $4))))
             ORDER BY d.weight_order, d.created_at DESC, d.id DESC LIMIT $5",
            args![client.0, order, at, last, i64::from(limit) + 1],
        )
        .await?;
    let mut details = rows.into_iter().map(DetailRow::try_from).collect::<Result<Vec<_>, _>>()?;
    let mut marks = marks(conn, client, (order, at, last), limit, now).await?;
    for detail in &mut details {
        detail.read_backs = marks.remove(&detail.id).unwrap_or_default();
    }
    Ok(details)
}

/// Read-backs of the details of one page by the client's present team.
async fn marks(
    conn: &mut Conn,
    client: ClientId,
    (order, at, last): (i64, i64, &str),
    limit: u16,
    now: Timestamp,
) -> Result<HashMap<DetailId, Vec<ReadBackMark>>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Mark {
        detail_id: String,
        given: bool,
        due_at: i64,
        user_id: String,
        name: String,
        surname: String,
        latin: String,
        job: String,
    }
    let rows = conn
        .fetch_all::<Mark>(
            "SELECT b.detail_id, b.given_at IS NOT NULL AS given, b.due_at,
                    u.id AS user_id, u.name, u.surname, u.latin, u.job
             FROM (SELECT d.id FROM detail d
                   WHERE d.client_id = $1 AND d.state = 'active'
                     AND (d.weight_order > $2
                          OR (d.weight_order = $2 AND (d.created_at < $3 OR (d.created_at = $3 AND d.id < $4))))
                   ORDER BY d.weight_order, d.created_at DESC, d.id DESC LIMIT $5) AS shown
             JOIN read_back b ON b.detail_id = shown.id
             JOIN app_user u ON u.id = b.user_id
             WHERE EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = $1 AND m.user_id = b.user_id
                           AND m.from_at <= $6 AND (m.to_at IS NULL OR m.to_at > $6))
             ORDER BY u.sort_key, b.id",
            args![client.0, order, at, last, limit, now],
        )
        .await?;
    let mut marks: HashMap<DetailId, Vec<ReadBackMark>> = HashMap::new();
    for row in rows {
        let user = UserName {
            id: id(&row.user_id)?,
            name: row.name,
            surname: row.surname,
            latin: row.latin,
            job: row.job,
        };
        let mark = ReadBackMark { user, given: row.given, due: Timestamp(row.due_at) };
        marks.entry(id(&row.detail_id)?).or_default().push(mark);
    }
    Ok(marks)
}
