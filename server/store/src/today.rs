//! What may need a person today: narrow queries, one for each kind of matter.
//!
//! Each reaches the person's own things, those of clients that they lead, and with `Eye::directs` what grew late
//! anywhere. Times here are wide on purpose: working days are the domain's to count.

use crate::error::{code, date, id};
use crate::{Conn, StoreError, args};
use chrono::NaiveDate;
use libero_domain::client::{ClientName, Policy, Tier};
use libero_domain::contact_report::{ContactKind, Number, State};
use libero_domain::detail::{When, holds_on};
use libero_domain::id::{ClientId, PromiseId, ReadBackId, ReportId, UserId};
use libero_domain::limits;
use libero_domain::rights::Position;
use libero_domain::team::Area;
use libero_domain::time::Timestamp;
use std::collections::HashMap;

/// Who looks, and how far.
#[derive(Clone, Copy, Debug)]
pub struct Eye {
    pub user: UserId,
    /// Sees every client, not only those of their team.
    pub all: bool,
    /// Is told of what grew late on any client.
    pub directs: bool,
    pub now: Timestamp,
    pub today: NaiveDate,
}

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

/// A colleague's name in both scripts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    pub name: String,
    pub latin: String,
}

fn number(year: Option<i64>, sequence: Option<i64>) -> Option<Number> {
    Some(Number { year: i32::try_from(year?).ok()?, sequence: u32::try_from(sequence?).ok()? })
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
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
    pub author_name: Named,
    pub entries: u32,
    pub issue_due: Timestamp,
    pub issued_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub reply_hours: u16,
}

/// Drafts and unsettled reports that the person wrote or answers for; with `directs` also late drafts of others.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_reports(conn: &mut Conn, eye: &Eye) -> Result<Vec<OpenReport>, StoreError> {
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
         FROM (SELECT id FROM report WHERE author_id = $1 AND state IN ('draft', 'issued', 'delivered', 'objected')
               UNION
               SELECT r.id FROM team_member l JOIN report r ON r.client_id = l.client_id
               WHERE l.user_id = $1 AND l.position IN ('owner', 'cover') AND l.from_at <= $4
                 AND (l.to_at IS NULL OR l.to_at > $4) AND r.state IN ('draft', 'issued', 'delivered', 'objected')
               UNION
               SELECT id FROM report WHERE $3 AND state = 'draft' AND issue_due < $4) AS found
         JOIN report r ON r.id = found.id
         JOIN client c ON c.id = r.client_id
         JOIN app_user u ON u.id = r.author_id
         LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $4
                                AND (m.to_at IS NULL OR m.to_at > $4)
         WHERE $2 OR m.id IS NOT NULL
         ORDER BY CASE WHEN r.state = 'objected' THEN 0 ELSE 1 END, r.issue_due, r.id LIMIT $5",
        args![eye.user.0, eye.all, eye.directs, eye.now, limits::PAGE_ROWS_MAX],
    )
    .await?
    .into_iter()
    .map(|row| {
        let policy: Policy = serde_json::from_str(&row.policy)?;
        Ok(OpenReport {
            of: row.of.try_into()?,
            report: id(&row.id)?,
            state: code(&row.state, State::from_code)?,
            number: number(row.number_year, row.number_sequence),
            contact: code(&row.kind, ContactKind::from_code)?,
            held_on: date(&row.held_on)?,
            author: id(&row.author_id)?,
            author_name: Named { name: row.author_name, latin: row.author_latin },
            entries: count(row.entries),
            issue_due: Timestamp(row.issue_due),
            issued_at: row.issued_at.map(Timestamp),
            delivered_at: row.delivered_at.map(Timestamp),
            reply_hours: policy.reply_hours,
        })
    })
    .collect()
}

/// What the client objected to in a report: the lines, the first right words and by whom, since when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Objection {
    pub lines: Vec<u16>,
    pub words: String,
    pub by: Named,
    pub at: Timestamp,
}

/// Objections to the present wording of reports that the person wrote or answers for.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn objections(conn: &mut Conn, eye: &Eye) -> Result<HashMap<ReportId, Objection>, StoreError> {
    let rows: Vec<(String, i64, String, i64, String, String)> = conn
        .fetch_all(
            "SELECT a.report_id, a.line, a.words, a.at, p.name || ' ' || p.surname, p.latin
             FROM (SELECT id FROM report WHERE author_id = $1 AND state = 'objected'
                   UNION
                   SELECT r.id FROM team_member l JOIN report r ON r.client_id = l.client_id
                   WHERE l.user_id = $1 AND l.position IN ('owner', 'cover') AND l.from_at <= $2
                     AND (l.to_at IS NULL OR l.to_at > $2) AND r.state = 'objected') AS found
             JOIN report r ON r.id = found.id
             JOIN answer a ON a.report_id = r.id AND a.wording = r.wording
             JOIN person p ON p.id = a.person_id
             WHERE NOT a.accepts ORDER BY a.report_id, a.line, a.at LIMIT 2000",
            args![eye.user.0, eye.now],
        )
        .await?;
    let mut found: HashMap<ReportId, Objection> = HashMap::new();
    for (report, line, words, at, name, latin) in rows {
        let by = Named { name: name.trim().to_owned(), latin };
        let objection = found.entry(id(&report)?).or_insert_with(|| Objection {
            lines: Vec::new(),
            words,
            by,
            at: Timestamp(at),
        });
        objection.at = objection.at.min(Timestamp(at));
        let line = u16::try_from(line).unwrap_or_default();
        // Two people may object to one line.
        if !objection.lines.contains(&line) {
            objection.lines.push(line);
        }
    }
    Ok(found)
}

/// A promise of ours that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPromise {
    pub of: Of,
    pub promise: PromiseId,
    pub version: i64,
    pub words: String,
    pub owner: Option<UserId>,
    pub owner_name: Named,
    pub due: Timestamp,
    pub delivery: bool,
    pub number: Option<Number>,
    pub given_at: Timestamp,
}

/// Open promises of ours: the person's own that are due before `before`, and those of others that are late on
/// clients that the person leads (on any client with `directs`).
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_promises(
    conn: &mut Conn,
    eye: &Eye,
    before: Timestamp,
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
         FROM (SELECT id FROM promise WHERE owner_user = $1 AND state = 'open' AND due_at < $5
               UNION
               SELECT p.id FROM team_member l JOIN promise p ON p.client_id = l.client_id
               WHERE l.user_id = $1 AND l.position IN ('owner', 'cover') AND l.from_at <= $4
                 AND (l.to_at IS NULL OR l.to_at > $4) AND p.state = 'open' AND p.due_at < $4
               UNION
               SELECT id FROM promise WHERE $3 AND state = 'open' AND due_at < $4) AS found
         JOIN promise p ON p.id = found.id
         JOIN client c ON c.id = p.client_id
         LEFT JOIN app_user u ON u.id = p.owner_user
         LEFT JOIN report r ON r.id = p.report_id
         LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $4
                                AND (m.to_at IS NULL OR m.to_at > $4)
         WHERE p.side = 'ours' AND ($2 OR m.id IS NOT NULL)
         ORDER BY CASE WHEN p.owner_user = $1 THEN 0 ELSE 1 END, p.due_at, p.id LIMIT $6",
        args![eye.user.0, eye.all, eye.directs, eye.now, before, limits::PAGE_ROWS_MAX],
    )
    .await?
    .into_iter()
    .map(|row| {
        Ok(OpenPromise {
            of: row.of.try_into()?,
            promise: id(&row.id)?,
            version: row.version,
            words: row.words,
            owner: row.owner_user.as_deref().map(id).transpose()?,
            owner_name: Named {
                name: row.owner_name.unwrap_or_default(),
                latin: row.owner_latin.unwrap_or_default(),
            },
            due: Timestamp(row.due_at),
            delivery: row.delivery,
            number: number(row.number_year, row.number_sequence),
            given_at: Timestamp(row.created_at),
        })
    })
    .collect()
}

/// One's own open read-back.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnReadBack {
    pub of: Of,
    pub read_back: ReadBackId,
    pub red_line: bool,
    pub areas: Vec<Area>,
    pub opened_at: Timestamp,
    pub due: Timestamp,
}

/// A person's own open read-backs of details in force, heaviest and oldest first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn own_read_backs(conn: &mut Conn, eye: &Eye) -> Result<Vec<OwnReadBack>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        of: StoredOf,
        id: String,
        weight: String,
        holds: String,
        areas: String,
        opened_at: i64,
        due_at: i64,
    }
    let rows = conn
        .fetch_all::<Row>(
            "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue,
                    c.tier, m.position, b.id, d.weight, d.holds, d.areas, b.opened_at, b.due_at
             FROM read_back b
             JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
             JOIN client c ON c.id = b.client_id
             LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $3
                                    AND (m.to_at IS NULL OR m.to_at > $3)
             WHERE b.user_id = $1 AND b.given_at IS NULL AND ($2 OR m.id IS NOT NULL)
             ORDER BY d.weight_order, b.due_at, b.id LIMIT 1000",
            args![eye.user.0, eye.all, eye.now],
        )
        .await?;
    let mut open = Vec::with_capacity(rows.len());
    for row in rows {
        if holds_on(&serde_json::from_str::<When>(&row.holds)?, eye.today) {
            open.push(OwnReadBack {
                of: row.of.try_into()?,
                read_back: id(&row.id)?,
                red_line: row.weight == "red_line",
                areas: serde_json::from_str(&row.areas)?,
                opened_at: Timestamp(row.opened_at),
                due: Timestamp(row.due_at),
            });
        }
    }
    Ok(open)
}

/// Late read-backs of one colleague on one client that were due at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct LateReadBacks {
    pub of: Of,
    pub user: UserId,
    pub user_name: Named,
    pub count: u32,
    pub opened_at: Timestamp,
    pub due: Timestamp,
}

/// Late read-backs of colleagues on clients that the person leads (on any client with `directs`).
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn late_read_backs(conn: &mut Conn, eye: &Eye) -> Result<Vec<LateReadBacks>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        of: StoredOf,
        user_id: String,
        user_name: String,
        user_latin: String,
        holds: String,
        due_at: i64,
        opened_at: i64,
        many: i64,
    }
    let rows = conn
        .fetch_all::<Row>(
            "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue,
                    c.tier, m.position, u.id AS user_id, u.name || ' ' || u.surname AS user_name, u.latin AS user_latin,
                    d.holds, b.due_at, MIN(b.opened_at) AS opened_at, COUNT(*) AS many
             FROM (SELECT b.id FROM team_member l JOIN read_back b ON b.client_id = l.client_id
                   WHERE l.user_id = $1 AND l.position IN ('owner', 'cover') AND l.from_at <= $3
                     AND (l.to_at IS NULL OR l.to_at > $3) AND b.given_at IS NULL AND b.due_at < $3
                   UNION
                   SELECT id FROM read_back WHERE $2 AND given_at IS NULL AND due_at < $3) AS found
             JOIN read_back b ON b.id = found.id
             JOIN detail d ON d.id = b.detail_id AND d.state = 'active'
             JOIN client c ON c.id = b.client_id
             JOIN app_user u ON u.id = b.user_id AND u.active
             LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $3
                                    AND (m.to_at IS NULL OR m.to_at > $3)
             WHERE b.user_id <> $1
             GROUP BY c.id, c.name, c.latin, c.short, c.hue, c.tier, m.position, u.id, u.name, u.surname, u.latin,
                      d.holds, b.due_at
             ORDER BY b.due_at, c.id, u.id LIMIT 1000",
            args![eye.user.0, eye.directs, eye.now],
        )
        .await?;
    let mut late = Vec::with_capacity(rows.len());
    for row in rows {
        if holds_on(&serde_json::from_str::<When>(&row.holds)?, eye.today) {
            late.push(LateReadBacks {
                of: row.of.try_into()?,
                user: id(&row.user_id)?,
                user_name: Named { name: row.user_name, latin: row.user_latin },
                count: count(row.many),
                opened_at: Timestamp(row.opened_at),
                due: Timestamp(row.due_at),
            });
        }
    }
    Ok(late)
}

/// How contact with a client stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    pub of: Of,
    pub cadence_days: u16,
    pub last_contact: Option<NaiveDate>,
    /// When the client came to the agency's books.
    pub since: Timestamp,
}

#[derive(sqlx::FromRow)]
struct StoredContact {
    #[sqlx(flatten)]
    of: StoredOf,
    cadence_days: Option<i64>,
    last_contact: Option<String>,
    created_at: i64,
}

impl TryFrom<StoredContact> for Contact {
    type Error = StoreError;

    fn try_from(row: StoredContact) -> Result<Self, StoreError> {
        let of: Of = row.of.try_into()?;
        let cadence = row.cadence_days.and_then(|days| u16::try_from(days).ok());
        Ok(Self {
            cadence_days: cadence.unwrap_or(of.tier.cadence_days()),
            of,
            last_contact: row.last_contact.as_deref().map(date).transpose()?,
            since: Timestamp(row.created_at),
        })
    }
}

/// Clients on whose team the person is: those led first, key ones first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn contacts(conn: &mut Conn, eye: &Eye) -> Result<Vec<Contact>, StoreError> {
    conn.fetch_all::<StoredContact>(
        "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue, c.tier,
                m.position, c.cadence_days, c.last_contact, c.created_at
         FROM team_member m JOIN client c ON c.id = m.client_id
         WHERE m.user_id = $1 AND m.from_at <= $2 AND (m.to_at IS NULL OR m.to_at > $2)
         ORDER BY CASE m.position WHEN 'owner' THEN 0 WHEN 'cover' THEN 1 WHEN 'pm' THEN 2 ELSE 3 END,
                  CASE c.tier WHEN 'key' THEN 0 WHEN 'standard' THEN 1 ELSE 2 END, c.sort_key, c.id LIMIT $3",
        args![eye.user.0, eye.now, limits::PAGE_ROWS_MAX],
    )
    .await?
    .into_iter()
    .map(Contact::try_from)
    .collect()
}

/// Clients of the agency without contact for twice their tier's cadence, key ones first, the longest silence
/// first; those with a cadence of their own may be among them too early.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn silent(conn: &mut Conn, eye: &Eye) -> Result<Vec<Contact>, StoreError> {
    let before = |tier: Tier| eye.today - chrono::TimeDelta::days(2 * i64::from(tier.cadence_days()));
    conn.fetch_all::<StoredContact>(
        "SELECT c.id AS client_id, c.name AS client_name, c.latin AS client_latin, c.short AS client_short, c.hue, c.tier,
                m.position, c.cadence_days, c.last_contact, c.created_at
         FROM client c
         LEFT JOIN team_member m ON m.client_id = c.id AND m.user_id = $1 AND m.from_at <= $2
                                AND (m.to_at IS NULL OR m.to_at > $2)
         WHERE c.last_contact IS NULL
            OR c.last_contact < CASE WHEN c.cadence_days IS NOT NULL THEN $3 WHEN c.tier = 'key' THEN $4
                                     WHEN c.tier = 'standard' THEN $5 ELSE $6 END
         ORDER BY CASE c.tier WHEN 'key' THEN 0 WHEN 'standard' THEN 1 ELSE 2 END,
                  COALESCE(c.last_contact, '9999'), c.created_at, c.id LIMIT $7",
        args![
            eye.user.0,
            eye.now,
            eye.today,
            before(Tier::Key),
            before(Tier::Standard),
            before(Tier::Prospect),
            limits::PAGE_ROWS_MAX
        ],
    )
    .await?
    .into_iter()
    .map(Contact::try_from)
    .collect()
}

/// Days of reported contact with clients of the person's team since `since`, for the dots of twelve weeks.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn contact_days(
    conn: &mut Conn,
    eye: &Eye,
    since: NaiveDate,
) -> Result<Vec<(ClientId, NaiveDate)>, StoreError> {
    let found: Vec<(String, String)> = conn
        .fetch_all(
            "SELECT r.client_id, r.held_on FROM team_member m JOIN report r ON r.client_id = m.client_id
             WHERE m.user_id = $1 AND m.from_at <= $3 AND (m.to_at IS NULL OR m.to_at > $3)
               AND r.held_on >= $2 AND r.state NOT IN ('draft', 'discarded')
             ORDER BY r.held_on DESC, r.id LIMIT 5000",
            args![eye.user.0, since, eye.now],
        )
        .await?;
    found.into_iter().map(|(client, day)| Ok((id(&client)?, date(&day)?))).collect()
}
