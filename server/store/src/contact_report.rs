//! Contact reports: the present state in `report`, each issued wording for ever in `report_wording`.

use crate::error::{code, date, id};
use crate::{Conn, StoreError, Tx, args};
use libero_domain::client::ClientName;
use libero_domain::command::Version;
use libero_domain::contact_report::{ContactKind, How, Number, ReportBody, ReportFilter, ReportRow, State};
use libero_domain::id::{ClientId, ReportId, UserId};
use libero_domain::reader::Lang;
use libero_domain::time::Timestamp;
use libero_domain::user::UserName;

/// A report as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub id: ReportId,
    pub version: Version,
    pub client: ClientId,
    pub author: UserId,
    pub state: State,
    pub number: Option<Number>,
    pub wording: u32,
    pub body: ReportBody,
    pub issue_due: Timestamp,
    pub issued_at: Option<Timestamp>,
    pub issued_by: Option<UserId>,
    pub delivered_at: Option<Timestamp>,
    pub accepted_at: Option<Timestamp>,
    pub accepted_how: Option<How>,
    pub hash: Option<String>,
    pub changed_at: Timestamp,
    pub changed_by: UserId,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: String,
    version: i64,
    client_id: String,
    author_id: String,
    state: String,
    number_year: Option<i64>,
    number_sequence: Option<i64>,
    wording: i64,
    body: String,
    issue_due: i64,
    issued_at: Option<i64>,
    issued_by: Option<String>,
    delivered_at: Option<i64>,
    accepted_at: Option<i64>,
    accepted_how: Option<String>,
    hash: Option<String>,
    changed_at: i64,
    changed_by: String,
}

fn number(year: Option<i64>, sequence: Option<i64>) -> Option<Number> {
    Some(Number { year: i32::try_from(year?).ok()?, sequence: u32::try_from(sequence?).ok()? })
}

impl TryFrom<Stored> for Report {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            id: id(&row.id)?,
            version: row.version,
            client: id(&row.client_id)?,
            author: id(&row.author_id)?,
            state: code(&row.state, State::from_code)?,
            number: number(row.number_year, row.number_sequence),
            wording: u32::try_from(row.wording).unwrap_or_default(),
            body: serde_json::from_str(&row.body)?,
            issue_due: Timestamp(row.issue_due),
            issued_at: row.issued_at.map(Timestamp),
            issued_by: row.issued_by.as_deref().map(id).transpose()?,
            delivered_at: row.delivered_at.map(Timestamp),
            accepted_at: row.accepted_at.map(Timestamp),
            accepted_how: row.accepted_how.as_deref().map(|how| code(how, How::from_code)).transpose()?,
            hash: row.hash,
            changed_at: Timestamp(row.changed_at),
            changed_by: id(&row.changed_by)?,
        })
    }
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn, report: ReportId) -> Result<Option<Report>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT id, version, client_id, author_id, state, number_year, number_sequence, wording, body, issue_due,
                issued_at, issued_by, delivered_at, accepted_at, accepted_how, hash, changed_at, changed_by
         FROM report WHERE id = $1",
        args![report.0],
    )
    .await?
    .map(Report::try_from)
    .transpose()
}

/// Holds up every other change of a report and of its links until this write ends, so that what is read next
/// stays true: of an answer and an opening at the same moment, one comes after the other.
///
/// # Errors
/// `Unavailable`.
pub async fn hold(tx: &mut Tx, report: ReportId) -> Result<(), StoreError> {
    tx.execute("UPDATE report SET version = version WHERE id = $1", args![report.0]).await?;
    Ok(())
}

/// A new draft. `version` is the number its author's device knows it by.
pub struct NewDraft<'a> {
    pub id: ReportId,
    pub version: Version,
    pub client: ClientId,
    pub author: UserId,
    pub body: &'a ReportBody,
    pub issue_due: Timestamp,
}

/// # Errors
/// `Taken` when the id exists.
pub async fn insert(tx: &mut Tx, draft: &NewDraft<'_>, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO report (id, version, client_id, author_id, kind, held_on, issue_due, state, wording, body, entries,
                             created_at, created_by, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', 1, $8, $9, $10, $4, $10, $4)",
        args![
            draft.id.0,
            draft.version,
            draft.client.0,
            draft.author.0,
            draft.body.kind.code(),
            draft.body.held_on,
            draft.issue_due,
            serde_json::to_string(draft.body)?,
            draft.body.entries.len() as i64,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Stores new words of a draft if nobody stored others since `seen`; tells whether it did.
///
/// # Errors
/// `Unavailable`.
pub async fn save(
    tx: &mut Tx,
    report: &Report,
    seen: Version,
    body: &ReportBody,
    issue_due: Timestamp,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE report SET version = version + 1, client_id = $3, kind = $4, held_on = $5, issue_due = $6, body = $7,
                    entries = $8, changed_at = $9, changed_by = $10
             WHERE id = $1 AND version = $2 AND state = 'draft'",
            args![
                report.id.0,
                seen,
                body.client.unwrap_or(report.client).0,
                body.kind.code(),
                body.held_on,
                issue_due,
                serde_json::to_string(body)?,
                body.entries.len() as i64,
                now,
                by.0
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes the next number of a client and year; never given twice, also between processes.
///
/// # Errors
/// `Unavailable`.
pub async fn next_number(tx: &mut Tx, client: ClientId, year: i32) -> Result<Number, StoreError> {
    let (last,): (i64,) = tx
        .fetch_one(
            "INSERT INTO report_counter (client_id, year, last) VALUES ($1, $2, 1)
             ON CONFLICT (client_id, year) DO UPDATE SET last = report_counter.last + 1
             RETURNING last",
            args![client.0, year],
        )
        .await?;
    Ok(Number { year, sequence: u32::try_from(last).unwrap_or_default() })
}

/// Marks a draft issued with its final body, and keeps that wording for ever; tells whether it was still a draft
/// at version `seen`.
///
/// # Errors
/// `Unavailable`.
#[allow(clippy::too_many_arguments)]
pub async fn issue(
    tx: &mut Tx,
    report: &Report,
    seen: Version,
    number: Number,
    body: &ReportBody,
    lang: Lang,
    hash: &str,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let text = serde_json::to_string(body)?;
    let changed = tx
        .execute(
            "UPDATE report SET version = version + 1, state = 'issued', number_year = $3, number_sequence = $4, body = $5,
                    issued_at = $6, issued_by = $7, changed_at = $6, changed_by = $7
             WHERE id = $1 AND version = $2 AND state = 'draft'",
            args![report.id.0, seen, number.year, number.sequence, &text, now, by.0],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO report_wording (report_id, wording, lang, body, hash, issued_at, issued_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![report.id.0, report.wording, lang.code(), &text, hash, now, by.0],
    )
    .await?;
    Ok(true)
}

/// Moves a report from one state to another; tells whether it still was in the first.
///
/// # Errors
/// `Unavailable`.
pub async fn set_state(
    tx: &mut Tx,
    report: ReportId,
    from: State,
    to: State,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE report SET version = version + 1, state = $3, changed_at = $4,
                    delivered_at = CASE WHEN $3 IN ('delivered', 'accepted', 'objected') THEN COALESCE(delivered_at, $4) ELSE delivered_at END
             WHERE id = $1 AND state = $2",
            args![report.0, from.code(), to.code(), now],
        )
        .await?;
    Ok(changed == 1)
}

/// Locks an accepted report under its hash.
///
/// # Errors
/// `Unavailable`.
pub async fn lock(
    tx: &mut Tx,
    report: ReportId,
    hash: &str,
    how: How,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE report SET accepted_at = $2, hash = $3, accepted_how = $4 WHERE id = $1",
        args![report.0, now, hash, how.code()],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Listed {
    id: String,
    number_year: Option<i64>,
    number_sequence: Option<i64>,
    kind: String,
    held_on: String,
    state: String,
    entries: i64,
    changed_at: i64,
    created_at: i64,
    client_id: String,
    client_name: String,
    client_latin: String,
    client_short: String,
    hue: i64,
    author_id: String,
    author_name: String,
    author_surname: String,
    author_latin: String,
    author_job: String,
}

impl TryFrom<Listed> for ReportRow {
    type Error = StoreError;

    fn try_from(row: Listed) -> Result<Self, StoreError> {
        Ok(Self {
            client: ClientName {
                id: id(&row.client_id)?,
                name: row.client_name,
                latin: row.client_latin,
                short: row.client_short,
                hue: u8::try_from(row.hue).unwrap_or_default(),
            },
            number: number(row.number_year, row.number_sequence),
            kind: code(&row.kind, ContactKind::from_code)?,
            state: code(&row.state, State::from_code)?,
            author: UserName {
                id: id(&row.author_id)?,
                name: row.author_name,
                surname: row.author_surname,
                latin: row.author_latin,
                job: row.author_job,
            },
            entries: u32::try_from(row.entries).unwrap_or_default(),
            changed_at: Timestamp(row.changed_at),
            sort: format!("{}.{}.{}", row.held_on, row.created_at, row.id),
            held_on: date(&row.held_on)?,
            id: id(&row.id)?,
        })
    }
}

/// Where a list begins, from the key of the row before it.
fn place(after: Option<&str>) -> (String, i64, String) {
    let mut parts = after.unwrap_or_default().splitn(3, '.');
    match (parts.next(), parts.next().and_then(|at| at.parse().ok()), parts.next()) {
        (Some(day), Some(at), Some(id)) if !day.is_empty() => (day.to_owned(), at, id.to_owned()),
        _ => ("9999-12-31".to_owned(), i64::MAX, String::new()),
    }
}

/// How far a reader of reports reaches beyond the teams they are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Every client's reports.
    pub all: bool,
    /// With them, drafts of others.
    pub drafts: bool,
}

/// Reports open to `user`, newest contact first. On a team, drafts of others are seen by who leads it alone.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn list(
    conn: &mut Conn,
    user: UserId,
    sight: Sight,
    filter: &ReportFilter,
    after: Option<&str>,
    limit: u16,
    now: Timestamp,
) -> Result<Vec<ReportRow>, StoreError> {
    let (day, at, last) = place(after);
    conn.fetch_all::<Listed>(
        "SELECT r.id, r.number_year, r.number_sequence, r.kind, r.held_on, r.state, r.entries, r.changed_at, r.created_at,
                c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue,
                u.id AS author_id, u.name AS author_name, u.surname AS author_surname, u.latin AS author_latin, u.job AS author_job
         FROM report r
         JOIN client c ON c.id = r.client_id
         JOIN app_user u ON u.id = r.author_id
         WHERE r.state <> 'discarded'
           AND (CAST($3 AS TEXT) IS NULL OR r.client_id = $3)
           AND (CAST($4 AS TEXT) IS NULL OR r.state = $4)
           AND (r.held_on < $5 OR (r.held_on = $5 AND (r.created_at < $6 OR (r.created_at = $6 AND r.id < $7))))
           AND (($2 AND (r.state <> 'draft' OR $10)) OR EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = r.client_id AND m.user_id = $1
                              AND m.from_at <= $9 AND (m.to_at IS NULL OR m.to_at > $9)
                              AND (r.state <> 'draft' OR r.author_id = $1 OR m.position IN ('owner', 'cover'))))
         ORDER BY r.held_on DESC, r.created_at DESC, r.id DESC LIMIT $8",
        args![
            user.0,
            sight.all,
            filter.client.map(|client| client.0),
            filter.state.map(State::code),
            day,
            at,
            last,
            i64::from(limit) + 1,
            now,
            sight.drafts
        ],
    )
    .await?
    .into_iter()
    .map(ReportRow::try_from)
    .collect()
}

/// The row that search reads: folded words of a report.
///
/// # Errors
/// `Unavailable`.
pub async fn index(
    tx: &mut Tx,
    report: ReportId,
    client: ClientId,
    words: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO search_row (id, subject, client_id, words, at) VALUES ($1, 'report', $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, words = excluded.words, at = excluded.at",
        args![report.0, client.0, words, now],
    )
    .await?;
    Ok(())
}

/// A decision, feedback or signal of an issued report, kept in the client's lists.
///
/// # Errors
/// `Unavailable`.
#[allow(clippy::too_many_arguments)]
pub async fn keep_line(
    tx: &mut Tx,
    client: ClientId,
    report: ReportId,
    line: u16,
    kind: libero_domain::contact_report::EntryKind,
    words: &str,
    said_by: Option<libero_domain::id::PersonId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO kept_line (id, client_id, report_id, line, kind, words, said_by, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            uuid::Uuid::now_v7(),
            client.0,
            report.0,
            line,
            kind.code(),
            words,
            said_by.map(|person| person.0),
            now
        ],
    )
    .await?;
    Ok(())
}
