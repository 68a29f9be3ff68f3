//! Days off, one by one: the table that an agency keeps up to date.

use crate::{StoreError, Tx, args};
use chrono::NaiveDate;
use libero_domain::office::Holiday;

/// Stores a day off, in the place of the one that was known for its date.
///
/// # Errors
/// `Unavailable`.
pub async fn put(tx: &mut Tx, holiday: &Holiday) -> Result<(), StoreError> {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    tx.execute(
        "INSERT INTO holiday (date, name_fa, name_en, kind, status) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (date) DO UPDATE SET name_fa = excluded.name_fa, name_en = excluded.name_en, kind = excluded.kind,
                                          status = excluded.status",
        args![
            holiday.date,
            &holiday.name_fa,
            &holiday.name_en,
            word(serde_json::to_value(holiday.kind)?),
            word(serde_json::to_value(holiday.status)?)
        ],
    )
    .await?;
    Ok(())
}

/// Makes a day off a working day again; tells whether it was one.
///
/// # Errors
/// `Unavailable`.
pub async fn remove(tx: &mut Tx, date: NaiveDate) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM holiday WHERE date = $1", args![date]).await? == 1)
}
