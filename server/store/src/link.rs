//! Links of the client's people, the guests who came by them, and their answers.

use crate::error::{code, id};
use crate::{Conn, StoreError, Tx, args};
use libero_domain::contact_report::{AnswerLine, LineAnswer, Recipient};
use libero_domain::id::{LinkId, PersonId, ReportId};
use libero_domain::link::LinkState;
use libero_domain::person::{PersonName, Title};
use libero_domain::time::Timestamp;

/// A link as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: LinkId,
    pub report: ReportId,
    pub wording: u32,
    pub person: PersonId,
    pub state: LinkState,
    pub opened_at: Option<Timestamp>,
    pub expires_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: String,
    report_id: String,
    wording: i64,
    person_id: String,
    state: String,
    opened_at: Option<i64>,
    expires_at: i64,
}

impl TryFrom<Stored> for Link {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            id: id(&row.id)?,
            report: id(&row.report_id)?,
            wording: u32::try_from(row.wording).unwrap_or_default(),
            person: id(&row.person_id)?,
            state: code(&row.state, LinkState::from_code)?,
            opened_at: row.opened_at.map(Timestamp),
            expires_at: Timestamp(row.expires_at),
        })
    }
}

/// # Errors
/// `Taken` when the id exists.
pub async fn insert(tx: &mut Tx, link: &Link, token_hash: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO link (id, report_id, wording, person_id, token_hash, state, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            link.id.0,
            link.report.0,
            link.wording,
            link.person.0,
            token_hash,
            link.state.code(),
            now,
            link.expires_at
        ],
    )
    .await?;
    Ok(())
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn, link: LinkId) -> Result<Option<Link>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT id, report_id, wording, person_id, state, opened_at, expires_at FROM link WHERE id = $1",
        args![link.0],
    )
    .await?
    .map(Link::try_from)
    .transpose()
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn by_token(conn: &mut Conn, token_hash: &str) -> Result<Option<Link>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT id, report_id, wording, person_id, state, opened_at, expires_at FROM link WHERE token_hash = $1",
        args![token_hash],
    )
    .await?
    .map(Link::try_from)
    .transpose()
}

/// The link behind a guest's cookie.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn by_guest(conn: &mut Conn, token_hash: &str) -> Result<Option<Link>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT l.id, l.report_id, l.wording, l.person_id, l.state, l.opened_at, l.expires_at
         FROM guest_session g JOIN link l ON l.id = g.link_id WHERE g.token_hash = $1",
        args![token_hash],
    )
    .await?
    .map(Link::try_from)
    .transpose()
}

/// # Errors
/// `Unavailable`.
pub async fn insert_guest(
    tx: &mut Tx,
    token_hash: &str,
    link: LinkId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO guest_session (token_hash, link_id, created_at) VALUES ($1, $2, $3)",
        args![token_hash, link.0, now],
    )
    .await?;
    Ok(())
}

/// Moves a link from one state to another; tells whether it still was in the first. One conditional update:
/// of two who race, one wins.
///
/// # Errors
/// `Unavailable`.
pub async fn set_state(
    tx: &mut Tx,
    link: LinkId,
    from: LinkState,
    to: LinkState,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE link SET state = $3,
                    opened_at = CASE WHEN $3 IN ('opened', 'spent') THEN COALESCE(opened_at, $4) ELSE opened_at END,
                    spent_at = CASE WHEN $3 = 'spent' THEN $4 ELSE spent_at END
             WHERE id = $1 AND state = $2",
            args![link.0, from.code(), to.code(), now],
        )
        .await?;
    Ok(changed == 1)
}

/// Shortens the life of a report's live links, once it is locked.
///
/// # Errors
/// `Unavailable`.
pub async fn shorten(tx: &mut Tx, report: ReportId, expires_at: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE link SET expires_at = $2 WHERE report_id = $1 AND expires_at > $2 AND state <> 'revoked'",
        args![report.0, expires_at],
    )
    .await?;
    Ok(())
}

/// Live links of one person to one report.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn live_of(conn: &mut Conn, report: ReportId, person: PersonId) -> Result<Vec<Link>, StoreError> {
    conn.fetch_all::<Stored>(
        "SELECT id, report_id, wording, person_id, state, opened_at, expires_at FROM link
         WHERE report_id = $1 AND person_id = $2 AND state IN ('made', 'opened', 'spent')",
        args![report.0, person.0],
    )
    .await?
    .into_iter()
    .map(Link::try_from)
    .collect()
}

#[derive(sqlx::FromRow)]
struct Received {
    id: String,
    state: String,
    opened_at: Option<i64>,
    expires_at: i64,
    person_id: String,
    title: String,
    name: String,
    surname: String,
    latin: String,
    job: String,
    may_confirm: bool,
}

/// Recipients of a report with the newest link of each, in the order they were made.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn recipients(
    conn: &mut Conn,
    report: ReportId,
    now: Timestamp,
) -> Result<Vec<Recipient>, StoreError> {
    conn.fetch_all::<Received>(
        "SELECT l.id, l.state, l.opened_at, l.expires_at, p.id AS person_id, p.title, p.name, p.surname, p.latin, p.job,
                p.may_confirm
         FROM link l JOIN person p ON p.id = l.person_id
         WHERE l.report_id = $1
           AND NOT EXISTS (SELECT 1 FROM link n WHERE n.report_id = l.report_id AND n.person_id = l.person_id
                           AND (n.made_at > l.made_at OR (n.made_at = l.made_at AND n.id > l.id)))
         ORDER BY l.made_at, l.id LIMIT 200",
        args![report.0],
    )
    .await?
    .into_iter()
    .map(|row| {
        let expires_at = Timestamp(row.expires_at);
        Ok(Recipient {
            link: id(&row.id)?,
            person: PersonName {
                id: id(&row.person_id)?,
                title: code(&row.title, Title::from_code)?,
                name: row.name,
                surname: row.surname,
                latin: row.latin,
                job: row.job,
            },
            may_confirm: row.may_confirm,
            state: code(&row.state, LinkState::from_code)?.at(expires_at, now),
            opened_at: row.opened_at.map(Timestamp),
            expires_at,
        })
    })
    .collect()
}

/// # Errors
/// `Taken` when the link answered before.
pub async fn insert_answers(
    tx: &mut Tx,
    link: &Link,
    answers: &[AnswerLine],
    now: Timestamp,
) -> Result<(), StoreError> {
    for answer in answers {
        tx.execute(
            "INSERT INTO answer (link_id, line, report_id, wording, person_id, accepts, words, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                link.id.0,
                answer.line,
                link.report.0,
                link.wording,
                link.person.0,
                answer.accepts,
                &answer.words,
                now
            ],
        )
        .await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Said {
    person_id: String,
    line: i64,
    accepts: bool,
    words: String,
    at: i64,
}

/// All answers to one wording of a report, by line.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn answers(conn: &mut Conn, report: ReportId, wording: u32) -> Result<Vec<LineAnswer>, StoreError> {
    conn.fetch_all::<Said>(
        "SELECT person_id, line, accepts, words, at FROM answer WHERE report_id = $1 AND wording = $2
         ORDER BY line, at LIMIT 5000",
        args![report.0, wording],
    )
    .await?
    .into_iter()
    .map(|row| {
        Ok(LineAnswer {
            person: id(&row.person_id)?,
            line: u16::try_from(row.line).unwrap_or_default(),
            accepts: row.accepts,
            words: row.words,
            at: Timestamp(row.at),
        })
    })
    .collect()
}
