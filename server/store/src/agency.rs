//! The one agency of a database, its weeks and its days off.

use crate::error::date;
use crate::user::{read_word, word};
use crate::{Conn, StoreError, Tx, args};
use libero_domain::agency::AgencyFields;
use libero_domain::command::Version;
use libero_domain::label::Labels;
use libero_domain::office::{Holiday, OfficeWeek};
use libero_domain::time::Timestamp;
use uuid::Uuid;

/// The agency's id. It is the same in every database, so that a second one breaks a unique rule.
pub const ONLY: Uuid = Uuid::nil();

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyRow {
    pub version: Version,
    pub fields: AgencyFields,
    pub labels: Labels,
    /// IANA name.
    pub zone: String,
    pub set_up_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Stored {
    version: i64,
    name_fa: String,
    name_en: String,
    letterhead: String,
    calendar: String,
    money_unit: String,
    area_code: String,
    labels: String,
    zone: String,
    set_up_at: i64,
}

impl TryFrom<Stored> for AgencyRow {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            version: row.version,
            fields: AgencyFields {
                name_fa: row.name_fa,
                name_en: row.name_en,
                letterhead: row.letterhead,
                calendar: read_word(&row.calendar)?,
                money_unit: read_word(&row.money_unit)?,
                area_code: row.area_code,
            },
            labels: serde_json::from_str(&row.labels)?,
            zone: row.zone,
            set_up_at: Timestamp(row.set_up_at),
        })
    }
}

/// The agency; none before the set-up.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn) -> Result<Option<AgencyRow>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT version, name_fa, name_en, letterhead, calendar, money_unit, area_code, labels, zone, set_up_at
         FROM agency",
        Vec::new(),
    )
    .await?
    .map(AgencyRow::try_from)
    .transpose()
}

/// # Errors
/// `Taken` when there is one.
pub async fn insert(tx: &mut Tx, agency: &AgencyRow) -> Result<(), StoreError> {
    let fields = &agency.fields;
    tx.execute(
        "INSERT INTO agency (id, version, name_fa, name_en, letterhead, calendar, money_unit, area_code, zone,
            set_up_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        args![
            ONLY,
            agency.version,
            &fields.name_fa,
            &fields.name_en,
            &fields.letterhead,
            word(&fields.calendar)?,
            word(&fields.money_unit)?,
            &fields.area_code,
            &agency.zone,
            agency.set_up_at,
        ],
    )
    .await?;
    Ok(())
}

/// Renames words if `version` is still the stored one; tells whether it was.
///
/// # Errors
/// `Unavailable`.
pub async fn set_labels(
    tx: &mut Tx,
    version: Version,
    labels: &Labels,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let touched = tx
        .execute(
            "UPDATE agency SET version = version + 1, labels = $2, changed_at = $3 WHERE version = $1",
            args![version, &serde_json::to_string(labels)?, now],
        )
        .await?;
    Ok(touched == 1)
}

/// Changes the agency if `version` is still the stored one; tells whether it was.
///
/// # Errors
/// `Unavailable`.
pub async fn update(
    tx: &mut Tx,
    version: Version,
    fields: &AgencyFields,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let touched = tx
        .execute(
            "UPDATE agency SET version = version + 1, name_fa = $2, name_en = $3, letterhead = $4,
                calendar = $5, money_unit = $6, area_code = $7, changed_at = $8
             WHERE version = $1",
            args![
                version,
                &fields.name_fa,
                &fields.name_en,
                &fields.letterhead,
                word(&fields.calendar)?,
                word(&fields.money_unit)?,
                &fields.area_code,
                now,
            ],
        )
        .await?;
    Ok(touched == 1)
}

#[derive(sqlx::FromRow)]
struct StoredWeek {
    valid_from: String,
    valid_to: Option<String>,
    kind: String,
    days: String,
}

/// The office's weeks, oldest first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn weeks(conn: &mut Conn) -> Result<Vec<OfficeWeek>, StoreError> {
    let rows: Vec<StoredWeek> = conn
        .fetch_all(
            "SELECT valid_from, valid_to, kind, days FROM office_week ORDER BY valid_from, kind",
            Vec::new(),
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(OfficeWeek {
                valid_from: date(&row.valid_from)?,
                valid_to: row.valid_to.as_deref().map(date).transpose()?,
                kind: read_word(&row.kind)?,
                days: serde_json::from_str(&row.days)?,
            })
        })
        .collect()
}

/// Replaces all weeks.
///
/// # Errors
/// `Taken` when two of a kind begin on the same day.
pub async fn put_weeks(tx: &mut Tx, weeks: &[OfficeWeek]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM office_week", Vec::new()).await?;
    for week in weeks {
        tx.execute(
            "INSERT INTO office_week (valid_from, valid_to, kind, days) VALUES ($1, $2, $3, $4)",
            args![week.valid_from, week.valid_to, word(&week.kind)?, serde_json::to_string(&week.days)?],
        )
        .await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct StoredHoliday {
    date: String,
    name_fa: String,
    name_en: String,
    kind: String,
    status: String,
}

/// The days off, oldest first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn holidays(conn: &mut Conn) -> Result<Vec<Holiday>, StoreError> {
    let rows: Vec<StoredHoliday> = conn
        .fetch_all("SELECT date, name_fa, name_en, kind, status FROM holiday ORDER BY date", Vec::new())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Holiday {
                date: date(&row.date)?,
                name_fa: row.name_fa,
                name_en: row.name_en,
                kind: read_word(&row.kind)?,
                status: read_word(&row.status)?,
            })
        })
        .collect()
}

/// Replaces all days off.
///
/// # Errors
/// `Taken` when a date comes twice.
pub async fn put_holidays(tx: &mut Tx, holidays: &[Holiday]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM holiday", Vec::new()).await?;
    for day in holidays {
        tx.execute(
            "INSERT INTO holiday (date, name_fa, name_en, kind, status) VALUES ($1, $2, $3, $4, $5)",
            args![day.date, &day.name_fa, &day.name_en, word(&day.kind)?, word(&day.status)?],
        )
        .await?;
    }
    Ok(())
}
