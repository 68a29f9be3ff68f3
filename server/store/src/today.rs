//! What may need a person today: narrow queries, one for each kind of matter.

use crate::error::{code, date, id};
use crate::{Conn, StoreError, args};
use chrono::NaiveDate;
use libero_domain::client::{ClientName, Tier};
use libero_domain::contact_report::{ContactKind, Number, State};
use libero_domain::id::{PromiseId, ReadBackId, ReportId, UserId};
use libero_domain::rights::Position;
use libero_domain::team::Area;
use libero_domain::time::Timestamp;

/// The client of a matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Of {
    pub client: ClientName,
    pub tier: Tier,
    /// The reader's present place on its team; none for who sees every client.
    pub position: Option<Position>,
}

#[derive(sqlx::FromRow)]
struct StoredOf {
    client_id: String,
    client_name: String,
    client_latin: String,
    client_short: String,
    hue: i64,
    tier: String,
    position: Option<String>,
}

impl TryFrom<StoredOf> for Of {
    type Error = StoreError;

    fn try_from(row: StoredOf) -> Result<Self, StoreError> {
        Ok(Self {
            client: ClientName {
                id: id(&row.client_id)?,
                name: row.client_name,
                latin: row.client_latin,
                short: row.client_short,
                hue: u8::try_from(row.hue).unwrap_or_default(),
            },
            tier: code(&row.tier, Tier::from_code)?,
            position: row.position.as_deref().map(|text| code(text, Position::from_code)).transpose()?,
        })
    }
}

/// A report that is not settled.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenReport {
    pub of: Of,
    pub report: ReportId,
    pub state: State,
    pub number: Option<Number>,
    pub contact: ContactKind,
    pub held_on: NaiveDate,
    pub author: UserId,
    pub author_name: String,
    pub author_latin: String,
    pub entries: u32,
    pub issue_due: Timestamp,
    pub issued_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub reply_hours: u16,
}

/// Reports of clients on whose team `user` is (every client with `all`) that are drafts or not settled.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_reports(
    conn: &mut Conn,
    user: UserId,
    all: bool,
    now: Timestamp,
) -> Result<Vec<OpenReport>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        of: StoredOf,
        id: String,
        state: String,
        number_year: Option<i64>,
        number_sequence: Option<i64>,
        kind: String,
        held_on: String,
        author_id: String,
        author_name: String,
        author_latin: String,
        entries: i64,
        issue_due: i64,
        issued_at: Option<i64>,
        delivered_at: Option<i64>,
        policy: String,
    }
    conn.fetch_all::<Row>(
        "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue, c.tier,
                m.position, r.id, r.state, r.number_year, r.number_sequence, r.kind, r.held_on, r.author_id,
                u.name || ' ' || u.surname AS author_name, u.latin AS author_latin, r.entries, r.issue_due, r.issued_at,
                r.delivered_at, c.policy
         FROM report r
         JOIN client c ON c.id = r.client_id
         JOIN app_user u ON u.id = r.author_id
         LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $3 AND (m.to_at IS NULL OR m.to_at > $3)
         WHERE r.state IN ('draft', 'issued', 'delivered', 'objected') AND ($2 OR m.id IS NOT NULL)
         ORDER BY r.issue_due, r.id LIMIT 200",
        args![user.0, all, now],
    )
    .await?
    .into_iter()
    .map(|row| {
        let policy: libero_domain::client::Policy = serde_json::from_str(&row.policy)?;
        let number = row.number_year.zip(row.number_sequence).map(|(year, sequence)| Number {
            year: i32::try_from(year).unwrap_or_default(),
            sequence: u32::try_from(sequence).unwrap_or_default(),
        });
        Ok(OpenReport {
            of: row.of.try_into()?,
            report: id(&row.id)?,
            state: code(&row.state, State::from_code)?,
            number,
            contact: code(&row.kind, ContactKind::from_code)?,
            held_on: date(&row.held_on)?,
            author: id(&row.author_id)?,
            author_name: row.author_name,
            author_latin: row.author_latin,
            entries: u32::try_from(row.entries).unwrap_or_default(),
            issue_due: Timestamp(row.issue_due),
            issued_at: row.issued_at.map(Timestamp),
            delivered_at: row.delivered_at.map(Timestamp),
            reply_hours: policy.reply_hours,
        })
    })
    .collect()
}

/// What the client objected to in a report: lines, the first right words, by whom.
///
/// # Errors
/// `Unavailable`.
pub async fn objection(conn: &mut Conn, report: ReportId) -> Result<(Vec<u16>, String, String), StoreError> {
    let found: Vec<(i64, String, String)> = conn
        .fetch_all(
            "SELECT a.line, a.words, p.name || ' ' || p.surname FROM answer a JOIN person p ON p.id = a.person_id
             WHERE a.report_id = $1 AND NOT a.accepts ORDER BY a.line, a.at LIMIT 100",
            args![report.0],
        )
        .await?;
    let lines = found.iter().map(|(line, ..)| u16::try_from(*line).unwrap_or_default()).collect();
    let (words, by) = found.into_iter().next().map(|(_, words, by)| (words, by)).unwrap_or_default();
    Ok((lines, words, by))
}

/// A promise of ours that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPromise {
    pub of: Of,
    pub promise: PromiseId,
    pub version: i64,
    pub words: String,
    pub owner: Option<UserId>,
    pub owner_name: String,
    pub owner_latin: String,
    pub due: Timestamp,
    pub delivery: bool,
    pub number: Option<Number>,
    pub given_at: Timestamp,
}

/// Open promises of ours due before `before`: one's own, and on clients that one leads (every client with `all`).
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_promises(
    conn: &mut Conn,
    user: UserId,
    all: bool,
    before: Timestamp,
    now: Timestamp,
) -> Result<Vec<OpenPromise>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        of: StoredOf,
        id: String,
        version: i64,
        words: String,
        owner_user: Option<String>,
        owner_name: Option<String>,
        owner_latin: Option<String>,
        due_at: i64,
        delivery: bool,
        number_year: Option<i64>,
        number_sequence: Option<i64>,
        created_at: i64,
    }
    conn.fetch_all::<Row>(
        "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue, c.tier,
                m.position, p.id, p.version, p.words, p.owner_user, u.name || ' ' || u.surname AS owner_name,
                u.latin AS owner_latin, p.due_at, p.delivery, r.number_year, r.number_sequence, p.created_at
         FROM promise p
         JOIN client c ON c.id = p.client_id
         LEFT JOIN app_user u ON u.id = p.owner_user
         LEFT JOIN report r ON r.id = p.report_id
         LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $4 AND (m.to_at IS NULL OR m.to_at > $4)
         WHERE p.state = 'open' AND p.side = 'ours' AND p.due_at < $3
           AND (p.owner_user = $1 OR $2 OR m.position IN ('owner', 'cover'))
         ORDER BY p.due_at, p.id LIMIT 200",
        args![user.0, all, before, now],
    )
    .await?
    .into_iter()
    .map(|row| {
        let number = row.number_year.zip(row.number_sequence).map(|(year, sequence)| Number {
            year: i32::try_from(year).unwrap_or_default(),
            sequence: u32::try_from(sequence).unwrap_or_default(),
        });
        Ok(OpenPromise {
            of: row.of.try_into()?,
            promise: id(&row.id)?,
            version: row.version,
            words: row.words,
            owner: row.owner_user.as_deref().map(id).transpose()?,
            owner_name: row.owner_name.unwrap_or_default(),
            owner_latin: row.owner_latin.unwrap_or_default(),
            due: Timestamp(row.due_at),
            delivery: row.delivery,
            number,
            given_at: Timestamp(row.created_at),
        })
    })
    .collect()
}

/// An open read-back of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenReadBack {
    pub of: Of,
    pub read_back: ReadBackId,
    pub user: UserId,
    pub user_name: String,
    pub user_latin: String,
    pub red_line: bool,
    pub areas: Vec<Area>,
    pub opened_at: Timestamp,
    pub due: Timestamp,
}

/// Open read-backs: one's own, and those of colleagues that are late on clients that one leads.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_read_backs(
    conn: &mut Conn,
    user: UserId,
    all: bool,
    late_since: Timestamp,
    now: Timestamp,
) -> Result<Vec<OpenReadBack>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        of: StoredOf,
        id: String,
        user_id: String,
        user_name: String,
        user_latin: String,
        weight: String,
        areas: String,
        opened_at: i64,
        due_at: i64,
    }
    conn.fetch_all::<Row>(
        "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue, c.tier,
                m.position, b.id, b.user_id, u.name || ' ' || u.surname AS user_name, u.latin AS user_latin, d.weight, d.areas,
                b.opened_at, b.due_at
         FROM read_back b
         JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
         JOIN client c ON c.id = b.client_id
         JOIN app_user u ON u.id = b.user_id
         LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $4 AND (m.to_at IS NULL OR m.to_at > $4)
         WHERE b.given_at IS NULL
           AND (b.user_id = $1 OR (b.due_at < $3 AND ($2 OR m.position IN ('owner', 'cover'))))
         ORDER BY d.weight_order, b.due_at, b.id LIMIT 500",
        args![user.0, all, late_since, now],
    )
    .await?
    .into_iter()
    .map(|row| {
        Ok(OpenReadBack {
            of: row.of.try_into()?,
            read_back: id(&row.id)?,
            user: id(&row.user_id)?,
            user_name: row.user_name,
            user_latin: row.user_latin,
            red_line: row.weight == "red_line",
            areas: serde_json::from_str(&row.areas)?,
            opened_at: Timestamp(row.opened_at),
            due: Timestamp(row.due_at),
        })
    })
    .collect()
}

/// How contact with a client stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    pub of: Of,
    pub cadence_days: u16,
    pub last_contact: Option<NaiveDate>,
    pub since: Timestamp,
}

/// Clients on whose team `user` is (every client with `all`), those led first, key ones first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn contacts(conn: &mut Conn, user: UserId, all: bool, now: Timestamp) -> Result<Vec<Contact>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        of: StoredOf,
        cadence_days: Option<i64>,
        last_contact: Option<String>,
        created_at: i64,
    }
    conn.fetch_all::<Row>(
        "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue, c.tier,
                m.position, c.cadence_days, c.last_contact, c.created_at
         FROM client c
         LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $3 AND (m.to_at IS NULL OR m.to_at > $3)
         WHERE $2 OR m.id IS NOT NULL
         ORDER BY CASE m.position WHEN 'owner' THEN 0 WHEN 'cover' THEN 1 WHEN 'pm' THEN 2 WHEN 'member' THEN 3 ELSE 4 END,
                  CASE c.tier WHEN 'key' THEN 0 WHEN 'standard' THEN 1 ELSE 2 END, c.sort_key, c.id LIMIT 200",
        args![user.0, all, now],
    )
    .await?
    .into_iter()
    .map(|row| {
        let of: Of = row.of.try_into()?;
        let cadence = row.cadence_days.and_then(|days| u16::try_from(days).ok());
        Ok(Contact {
            cadence_days: cadence.unwrap_or(of.tier.cadence_days()),
            of,
            last_contact: row.last_contact.as_deref().map(date).transpose()?,
            since: Timestamp(row.created_at),
        })
    })
    .collect()
}

/// Days of contact with clients of the team since `since`, for the dots of twelve weeks.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn contact_days(
    conn: &mut Conn,
    user: UserId,
    since: NaiveDate,
    now: Timestamp,
) -> Result<Vec<(libero_domain::id::ClientId, NaiveDate)>, StoreError> {
    let found: Vec<(String, String)> = conn
        .fetch_all(
            "SELECT r.client_id, r.held_on FROM report r
             WHERE r.held_on >= $2 AND r.state <> 'discarded'
               AND EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = r.client_id AND m.user_id = $1
                           AND m.from_at <= $3 AND (m.to_at IS NULL OR m.to_at > $3))
             ORDER BY r.held_on, r.id LIMIT 5000",
            args![user.0, since, now],
        )
        .await?;
    found.into_iter().map(|(client, day)| Ok((id(&client)?, date(&day)?))).collect()
}
