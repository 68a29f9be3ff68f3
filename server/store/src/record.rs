//! Audit, timeline and outbox of a write, in its own transaction.

use crate::{Conn, StoreError, Tx, args};
use libero_domain::id::ClientId;
use libero_domain::record::{Author, Happening, Record, TimelineRow};
use libero_domain::time::Timestamp;
use uuid::Uuid;

fn author(author: Author) -> (&'static str, Option<Uuid>) {
    match author {
        Author::User(id) => ("user", Some(id.0)),
        Author::Guest(id) => ("guest", Some(id)),
        Author::System => ("system", None),
    }
}

/// Records a thing that happened: always in the audit and the outbox, with a client also in its timeline.
///
/// # Errors
/// `Unavailable`.
pub async fn put(tx: &mut Tx, record: &Record) -> Result<(), StoreError> {
    let happening = serde_json::to_string(&record.happening)?;
    let (author_kind, author_id) = author(record.author);
    let client = record.client.map(|id| id.0);
    tx.execute(
        "INSERT INTO audit (id, subject, subject_id, client_id, author_kind, author_id, action, happening, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            record.id.0,
            record.subject.code(),
            record.subject_id,
            client,
            author_kind,
            author_id,
            record.happening.code(),
            &happening,
            record.at
        ],
    )
    .await?;
    tx.execute(
        "INSERT INTO outbox (subject, subject_id, client_id, at) VALUES ($1, $2, $3, $4)",
        args![record.subject.code(), record.subject_id, client, record.at],
    )
    .await?;
    if let Some(client) = record.client.filter(|_| is_history(&record.happening)) {
        tx.execute(
            "INSERT INTO timeline (id, client_id, subject, subject_id, author_kind, author_id, happening, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                record.id.0,
                client.0,
                record.subject.code(),
                record.subject_id,
                author_kind,
                author_id,
                &happening,
                record.at
            ],
        )
        .await?;
    }
    Ok(())
}

/// Saves of a draft are the audit's, not the client's history.
fn is_history(happening: &Happening) -> bool {
    !matches!(happening, Happening::DraftStored | Happening::ReportSaved)
}

#[derive(sqlx::FromRow)]
struct Line {
    id: String,
    subject_id: String,
    happening: String,
    at: i64,
    by_name: Option<String>,
    by_latin: Option<String>,
}

/// A client's history, newest first, after the row with key `after`.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn timeline(
    conn: &mut Conn,
    client: ClientId,
    after: Option<&str>,
    limit: u16,
) -> Result<Vec<TimelineRow>, StoreError> {
    let (at, id) = after
        .and_then(|key| key.split_once('.'))
        .map_or((i64::MAX, ""), |(at, id)| (at.parse().unwrap_or(i64::MAX), id));
    let lines: Vec<Line> = conn
        .fetch_all(
            "SELECT t.id, t.subject_id, t.happening, t.at,
                    COALESCE(u.name || ' ' || u.surname, p.name || ' ' || p.surname) AS by_name,
                    COALESCE(u.latin, p.latin) AS by_latin
             FROM timeline t
             LEFT JOIN app_user u ON t.author_kind = 'user' AND u.id = t.author_id
             LEFT JOIN person p ON t.author_kind = 'guest' AND p.id = t.author_id
             WHERE t.client_id = $1 AND (t.at < $2 OR (t.at = $2 AND t.id < $3))
             ORDER BY t.at DESC, t.id DESC LIMIT $4",
            args![client.0, at, id, limit],
        )
        .await?;
    lines
        .into_iter()
        .map(|line| {
            Ok(TimelineRow {
                at: Timestamp(line.at),
                subject_id: crate::error::id(&line.subject_id)?,
                happening: serde_json::from_str(&line.happening)?,
                by: line.by_name.unwrap_or_default().trim().to_owned(),
                by_latin: line.by_latin.unwrap_or_default(),
                sort: format!("{}.{}", line.at, line.id),
            })
        })
        .collect()
}
