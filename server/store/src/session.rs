//! Sessions, the count of wrong passwords, and one-time codes. Of secrets only hashes are stored.

use crate::error::id;
use crate::user::{Stored as StoredUser, User};
use crate::{Conn, StoreError, Tx, args};
use libero_domain::id::{SessionId, UserId};
use libero_domain::time::Timestamp;

/// A session that was not ended. Its times are the real clock's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub user: UserId,
    /// What the browser says it is.
    pub device: String,
    /// Lives without use until its end.
    pub remembered: bool,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub ends_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Stored {
    session_id: String,
    user_id: String,
    device: String,
    remembered: bool,
    created_at: i64,
    seen_at: i64,
    ends_at: i64,
}

impl TryFrom<Stored> for Session {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            id: id(&row.session_id)?,
            user: id(&row.user_id)?,
            device: row.device,
            remembered: row.remembered,
            created_at: Timestamp(row.created_at),
            seen_at: Timestamp(row.seen_at),
            ends_at: Timestamp(row.ends_at),
        })
    }
}

/// # Errors
/// `Taken` when the id exists.
pub async fn insert(tx: &mut Tx, session: &Session, token_hash: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO session (id, token_hash, user_id, device, remembered, created_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            session.id.0,
            token_hash,
            session.user.0,
            &session.device,
            session.remembered,
            session.created_at,
            session.seen_at,
            session.ends_at,
        ],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct StoredBoth {
    #[sqlx(flatten)]
    session: Stored,
    #[sqlx(flatten)]
    user: StoredUser,
}

/// The session of a secret with its person, in one statement; ended ones are not found. Whether it is over
/// by its times, and whether the person is active, is the caller's to judge.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn by_token(conn: &mut Conn, token_hash: &str) -> Result<Option<(Session, User)>, StoreError> {
    let found = conn
        .fetch_optional::<StoredBoth>(
            "SELECT s.id AS session_id, s.user_id, s.device, s.remembered, s.created_at, s.seen_at, s.ends_at,
                    u.id, u.version, u.name, u.surname, u.latin, u.job, u.email, u.mobile, u.roles, u.lang,
                    u.calendar, u.digits, u.theme, u.shortcuts, u.active
             FROM session s JOIN app_user u ON u.id = s.user_id
             WHERE s.token_hash = $1 AND s.ended_at IS NULL",
            args![token_hash],
        )
        .await?;
    found.map(|row| Ok((row.session.try_into()?, row.user.try_into()?))).transpose()
}

/// Sessions of a person that were not ended and are not beyond their end at `now`, last seen first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn list(
    conn: &mut Conn,
    user: UserId,
    now: Timestamp,
    limit: u16,
) -> Result<Vec<Session>, StoreError> {
    let rows: Vec<Stored> = conn
        .fetch_all(
            "SELECT id AS session_id, user_id, device, remembered, created_at, seen_at, ends_at
             FROM session WHERE user_id = $1 AND ended_at IS NULL AND ends_at > $2
             ORDER BY seen_at DESC, id DESC LIMIT $3",
            args![user.0, now, limit],
        )
        .await?;
    rows.into_iter().map(Session::try_from).collect()
}

/// Notes that the session was used.
///
/// # Errors
/// `Unavailable`.
pub async fn touch(tx: &mut Tx, session: SessionId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2", args![session.0, now])
        .await?;
    Ok(())
}

/// Gives a session another secret; the one before opens nothing any more. `None` when the session ended;
/// else whether it is remembered.
///
/// # Errors
/// `Unavailable`.
pub async fn renew(
    tx: &mut Tx,
    session: SessionId,
    user: UserId,
    token_hash: &str,
) -> Result<Option<bool>, StoreError> {
    let renewed: Option<(bool,)> = tx
        .fetch_optional(
            "UPDATE session SET token_hash = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL
             RETURNING remembered",
            args![session.0, user.0, token_hash],
        )
        .await?;
    Ok(renewed.map(|(remembered,)| remembered))
}

/// Ends one session of a person; tells whether it was open.
///
/// # Errors
/// `Unavailable`.
pub async fn end(tx: &mut Tx, session: SessionId, user: UserId, now: Timestamp) -> Result<bool, StoreError> {
    let touched = tx
        .execute(
            "UPDATE session SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL",
            args![session.0, user.0, now],
        )
        .await?;
    Ok(touched == 1)
}

/// Ends every session of a person, but for `except`; tells how many.
///
/// # Errors
/// `Unavailable`.
pub async fn end_all_of_user(
    tx: &mut Tx,
    user: UserId,
    except: Option<SessionId>,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE session SET ended_at = $3
         WHERE user_id = $1 AND ended_at IS NULL AND (CAST($2 AS TEXT) IS NULL OR id <> $2)",
        args![user.0, except.map(|session| session.0), now],
    )
    .await
}

/// Wrong passwords of one account from one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    pub wrong: u32,
    pub last_at: Timestamp,
}

/// The count, held until the write ends, so that tries at the same moment count one after another.
///
/// # Errors
/// `Unavailable`.
pub async fn hold_tries(
    tx: &mut Tx,
    account: &str,
    address: &str,
    now: Timestamp,
) -> Result<Tries, StoreError> {
    let (wrong, last_at): (i64, i64) = tx
        .fetch_one(
            "INSERT INTO sign_in_try (account, address, wrong, last_at) VALUES ($1, $2, CAST(0 AS BIGINT), $3)
             ON CONFLICT (account, address) DO UPDATE SET wrong = sign_in_try.wrong
             RETURNING wrong, last_at",
            args![account, address, now],
        )
        .await?;
    Ok(Tries { wrong: u32::try_from(wrong).unwrap_or(u32::MAX), last_at: Timestamp(last_at) })
}

/// # Errors
/// `Unavailable`.
pub async fn put_tries(tx: &mut Tx, account: &str, address: &str, tries: Tries) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE sign_in_try SET wrong = $3, last_at = $4 WHERE account = $1 AND address = $2",
        args![account, address, tries.wrong, tries.last_at],
    )
    .await?;
    Ok(())
}

/// Forgets the count of an account, from one address or from all.
///
/// # Errors
/// `Unavailable`.
pub async fn clear_tries(tx: &mut Tx, account: &str, address: Option<&str>) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM sign_in_try WHERE account = $1 AND (CAST($2 AS TEXT) IS NULL OR address = $2)",
        args![account, address],
    )
    .await?;
    Ok(())
}

/// What a one-time code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    SetUp,
    Reset,
}

impl CodeKind {
    fn code(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::Reset => "reset",
        }
    }
}

/// # Errors
/// `Taken` when the code exists.
pub async fn insert_code(
    tx: &mut Tx,
    hash: &str,
    kind: CodeKind,
    user: Option<UserId>,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO one_time_code (hash, kind, user_id, expires_at) VALUES ($1, $2, $3, $4)",
        args![hash, kind.code(), user.map(|user| user.0), expires_at],
    )
    .await?;
    Ok(())
}

/// Whose code this is, if it can still be used; it stays usable. `Some(None)` is nobody's.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn open_code(
    conn: &mut Conn,
    hash: &str,
    kind: CodeKind,
    now: Timestamp,
) -> Result<Option<Option<UserId>>, StoreError> {
    let found: Option<(Option<String>,)> = conn
        .fetch_optional(
            "SELECT user_id FROM one_time_code
             WHERE hash = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3",
            args![hash, kind.code(), now],
        )
        .await?;
    found.map(|(user,)| user.as_deref().map(id).transpose()).transpose()
}

/// Uses a code up. Of all who try, one is told `true`.
///
/// # Errors
/// `Unavailable`.
pub async fn consume_code(
    tx: &mut Tx,
    hash: &str,
    kind: CodeKind,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let touched = tx
        .execute(
            "UPDATE one_time_code SET used_at = $3
             WHERE hash = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3",
            args![hash, kind.code(), now],
        )
        .await?;
    Ok(touched == 1)
}

/// Makes the open codes of a kind useless, a person's or (with `None`) everybody's.
///
/// # Errors
/// `Unavailable`.
pub async fn void_codes(
    tx: &mut Tx,
    kind: CodeKind,
    user: Option<UserId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE one_time_code SET used_at = $3
         WHERE kind = $1 AND used_at IS NULL AND (CAST($2 AS TEXT) IS NULL OR user_id = $2)",
        args![kind.code(), user.map(|user| user.0), now],
    )
    .await?;
    Ok(())
}

/// Deletes sessions that ended, codes that expired and counts that rest since before `at`.
///
/// # Errors
/// `Unavailable`.
pub async fn forget_before(tx: &mut Tx, at: Timestamp) -> Result<(), StoreError> {
    tx.execute("DELETE FROM session WHERE ends_at < $1 OR ended_at < $1", args![at]).await?;
    tx.execute("DELETE FROM one_time_code WHERE expires_at < $1", args![at]).await?;
    tx.execute("DELETE FROM sign_in_try WHERE last_at < $1", args![at]).await?;
    Ok(())
}
