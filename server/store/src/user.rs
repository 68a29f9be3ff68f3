//! Colleagues: who they are, what they prefer, and the hash of their password.

use crate::error::{code, id};
use crate::{Conn, StoreError, Tx, args};
use libero_domain::command::Version;
use libero_domain::id::UserId;
use libero_domain::reader::Lang;
use libero_domain::rights::Role;
use libero_domain::text::sort_key_of;
use libero_domain::time::Timestamp;
use libero_domain::user::{Preferences, UserFields, UserName, UserRow};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A colleague as stored, without the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub version: Version,
    pub fields: UserFields,
    /// Its language is that of `fields`.
    pub preferences: Preferences,
    pub active: bool,
}

impl User {
    pub fn name(&self) -> UserName {
        UserName {
            id: self.id,
            name: self.fields.name.clone(),
            surname: self.fields.surname.clone(),
            latin: self.fields.latin.clone(),
            job: self.fields.job.clone(),
        }
    }
}

/// A colleague with what a sign-in needs.
#[derive(Clone, Debug)]
pub struct Account {
    pub user: User,
    /// Nothing before the first password was set.
    pub password_hash: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(crate) struct Stored {
    pub(crate) id: String,
    version: i64,
    name: String,
    surname: String,
    latin: String,
    job: String,
    email: String,
    mobile: String,
    roles: String,
    lang: String,
    calendar: String,
    digits: String,
    theme: String,
    shortcuts: bool,
    active: bool,
}

impl TryFrom<Stored> for User {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        let preferences = Preferences {
            lang: read_word(&row.lang)?,
            calendar: read_word(&row.calendar)?,
            digits: read_word(&row.digits)?,
            theme: read_word(&row.theme)?,
            shortcuts: row.shortcuts,
        };
        Ok(Self {
            id: id(&row.id)?,
            version: row.version,
            fields: UserFields {
                name: row.name,
                surname: row.surname,
                latin: row.latin,
                email: row.email,
                mobile: row.mobile,
                job: row.job,
                roles: serde_json::from_str(&row.roles)?,
                lang: preferences.lang,
            },
            preferences,
            active: row.active,
        })
    }
}

/// The stored word of a value that serialises as one.
pub(crate) fn word(value: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(StoreError::Unreadable(format!("{other} is no word"))),
    }
}

/// The value of a stored word.
pub(crate) fn read_word<T: DeserializeOwned>(word: &str) -> Result<T, StoreError> {
    serde_json::from_value(word.into()).map_err(|_| StoreError::Unreadable(format!("word {word}")))
}

/// The order of colleagues everywhere: surname, then name.
fn sort_key(fields: &UserFields) -> String {
    sort_key_of(&[&fields.surname, &fields.name])
}

/// # Errors
/// `Taken` when the id or the address exists; the rule names which.
pub async fn insert(tx: &mut Tx, user: &User, by: Option<UserId>, now: Timestamp) -> Result<(), StoreError> {
    let (fields, prefers) = (&user.fields, &user.preferences);
    tx.execute(
        "INSERT INTO app_user (id, version, name, surname, latin, job, email, mobile, roles, lang, calendar,
            digits, theme, shortcuts, active, sort_key, created_at, created_by, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $17, $18)",
        args![
            user.id.0,
            user.version,
            &fields.name,
            &fields.surname,
            &fields.latin,
            &fields.job,
            &fields.email,
            &fields.mobile,
            serde_json::to_string(&fields.roles)?,
            word(&prefers.lang)?,
            word(&prefers.calendar)?,
            word(&prefers.digits)?,
            word(&prefers.theme)?,
            prefers.shortcuts,
            user.active,
            sort_key(fields),
            now,
            by.map(|by| by.0),
        ],
    )
    .await?;
    Ok(())
}

/// Changes a colleague if `version` is still the stored one; tells whether it was.
///
/// # Errors
/// `Taken` when the address is another colleague's.
pub async fn update(
    tx: &mut Tx,
    id: UserId,
    version: Version,
    fields: &UserFields,
    active: bool,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let touched = tx
        .execute(
            "UPDATE app_user SET version = version + 1, name = $3, surname = $4, latin = $5, job = $6,
                email = $7, mobile = $8, roles = $9, lang = $10, active = $11, sort_key = $12,
                changed_at = $13, changed_by = $14
             WHERE id = $1 AND version = $2",
            args![
                id.0,
                version,
                &fields.name,
                &fields.surname,
                &fields.latin,
                &fields.job,
                &fields.email,
                &fields.mobile,
                serde_json::to_string(&fields.roles)?,
                word(&fields.lang)?,
                active,
                sort_key(fields),
                now,
                by.0,
            ],
        )
        .await?;
    Ok(touched == 1)
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn by_id(conn: &mut Conn, id: UserId) -> Result<Option<User>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT id, version, name, surname, latin, job, email, mobile, roles, lang, calendar, digits, theme,
                shortcuts, active
         FROM app_user WHERE id = $1",
        args![id.0],
    )
    .await?
    .map(User::try_from)
    .transpose()
}

#[derive(sqlx::FromRow)]
struct StoredAccount {
    #[sqlx(flatten)]
    user: Stored,
    password_hash: Option<String>,
}

impl TryFrom<StoredAccount> for Account {
    type Error = StoreError;

    fn try_from(row: StoredAccount) -> Result<Self, StoreError> {
        Ok(Self { user: row.user.try_into()?, password_hash: row.password_hash })
    }
}

/// The account of an address, folded to lower case, active or not.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>, StoreError> {
    conn.fetch_optional::<StoredAccount>(
        "SELECT id, version, name, surname, latin, job, email, mobile, roles, lang, calendar, digits, theme,
                shortcuts, active, password_hash
         FROM app_user WHERE email = $1",
        args![email],
    )
    .await?
    .map(Account::try_from)
    .transpose()
}

/// The account of a colleague.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn account(conn: &mut Conn, id: UserId) -> Result<Option<Account>, StoreError> {
    conn.fetch_optional::<StoredAccount>(
        "SELECT id, version, name, surname, latin, job, email, mobile, roles, lang, calendar, digits, theme,
                shortcuts, active, password_hash
         FROM app_user WHERE id = $1",
        args![id.0],
    )
    .await?
    .map(Account::try_from)
    .transpose()
}

#[derive(sqlx::FromRow)]
struct Line {
    id: String,
    version: i64,
    name: String,
    surname: String,
    latin: String,
    job: String,
    email: String,
    mobile: String,
    lang: String,
    roles: String,
    active: bool,
}

/// At most `limit` colleagues after `after` in the order of their names, active or not.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn page(conn: &mut Conn, after: Option<UserId>, limit: u16) -> Result<Vec<UserRow>, StoreError> {
    let lines: Vec<Line> = conn
        .fetch_all(
            "SELECT id, version, name, surname, latin, job, email, mobile, lang, roles, active
             FROM app_user
             WHERE CAST($1 AS TEXT) IS NULL
                OR (sort_key, id) > (SELECT p.sort_key, p.id FROM app_user p WHERE p.id = $1)
             ORDER BY sort_key, id LIMIT $2",
            args![after.map(|id| id.0), limit],
        )
        .await?;
    lines
        .into_iter()
        .map(|line| {
            Ok(UserRow {
                id: id(&line.id)?,
                name: line.name,
                surname: line.surname,
                latin: line.latin,
                job: line.job,
                email: line.email,
                mobile: Some(line.mobile),
                lang: code(&line.lang, Lang::from_code)?,
                roles: serde_json::from_str(&line.roles)?,
                active: line.active,
                version: line.version,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct Name {
    id: String,
    name: String,
    surname: String,
    latin: String,
    job: String,
}

impl TryFrom<Name> for UserName {
    type Error = StoreError;

    fn try_from(row: Name) -> Result<Self, StoreError> {
        Ok(Self { id: id(&row.id)?, name: row.name, surname: row.surname, latin: row.latin, job: row.job })
    }
}

/// Ids that one query looks up.
const NAMES_AT_ONCE: usize = 16;

/// The names of these colleagues, each once, in no order.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn names(conn: &mut Conn, ids: &[UserId]) -> Result<Vec<UserName>, StoreError> {
    let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::with_capacity(ids.len());
    for part in ids.chunks(NAMES_AT_ONCE) {
        // The statement has a fixed number of places; the rest repeat the last id.
        let args =
            (0..NAMES_AT_ONCE).filter_map(|at| part.get(at).or(part.last())).map(crate::Arg::from).collect();
        let rows: Vec<Name> = conn
            .fetch_all(
                "SELECT id, name, surname, latin, job FROM app_user
                 WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                args,
            )
            .await?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Active colleagues in the order of their names.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn colleagues(conn: &mut Conn, limit: u16) -> Result<Vec<UserName>, StoreError> {
    let rows: Vec<Name> = conn
        .fetch_all(
            "SELECT id, name, surname, latin, job FROM app_user
             WHERE active = TRUE ORDER BY sort_key, id LIMIT $1",
            args![limit],
        )
        .await?;
    rows.into_iter().map(UserName::try_from).collect()
}

/// Active colleagues who hold `role`. Every change of who they are is held up until the write ends, so that
/// two administrators cannot take the role from each other at the same moment.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn holders(tx: &mut Tx, role: Role) -> Result<Vec<UserId>, StoreError> {
    // A write to the one row that all of them share waits for the others.
    tx.execute("UPDATE agency SET changed_at = changed_at", Vec::new()).await?;
    let rows: Vec<(String, String)> =
        tx.fetch_all("SELECT id, roles FROM app_user WHERE active = TRUE", Vec::new()).await?;
    let mut holders = Vec::new();
    for (user, roles) in rows {
        if serde_json::from_str::<Vec<Role>>(&roles)?.contains(&role) {
            holders.push(id(&user)?);
        }
    }
    Ok(holders)
}

/// Sets the password of an active colleague. It is no part of the version: nobody edits it beside another.
/// Sessions that the old one opened are ended after it, never before (see `confirm_password_hash`).
///
/// # Errors
/// `Unavailable`.
pub async fn set_password_hash(tx: &mut Tx, id: UserId, hash: &str) -> Result<bool, StoreError> {
    let touched = tx
        .execute("UPDATE app_user SET password_hash = $2 WHERE id = $1 AND active = TRUE", args![id.0, hash])
        .await?;
    Ok(touched == 1)
}

/// Replaces the hash that a password was checked against by `new` (often the same), and holds the row until
/// the write ends; `false` when the password changed or the account went off since. So a session that an old
/// password opens is either refused, or there to be ended by the change.
///
/// # Errors
/// `Unavailable`.
pub async fn confirm_password_hash(
    tx: &mut Tx,
    id: UserId,
    checked: &str,
    new: &str,
) -> Result<bool, StoreError> {
    let touched = tx
        .execute(
            "UPDATE app_user SET password_hash = $3 WHERE id = $1 AND active = TRUE AND password_hash = $2",
            args![id.0, checked, new],
        )
        .await?;
    Ok(touched == 1)
}

/// # Errors
/// `Unavailable`.
pub async fn set_preferences(
    tx: &mut Tx,
    id: UserId,
    prefers: &Preferences,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE app_user SET version = version + 1, lang = $2, calendar = $3, digits = $4, theme = $5,
            shortcuts = $6, changed_at = $7, changed_by = $1
         WHERE id = $1",
        args![
            id.0,
            word(&prefers.lang)?,
            word(&prefers.calendar)?,
            word(&prefers.digits)?,
            word(&prefers.theme)?,
            prefers.shortcuts,
            now,
        ],
    )
    .await?;
    Ok(())
}
