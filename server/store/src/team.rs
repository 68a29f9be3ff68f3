//! Account teams: who stands where on which client, from when to when.

use crate::error::{code, id};
use crate::{Conn, StoreError, Tx, args};
use libero_domain::client::Policy;
use libero_domain::id::{ClientId, MemberId, UserId};
use libero_domain::rights::Position;
use libero_domain::team::{Area, Member, NewMember};
use libero_domain::time::Timestamp;
use libero_domain::user::UserName;

/// How a client stands to one person.
pub struct Standing {
    pub position: Option<Position>,
    pub policy: Policy,
}

/// The person's present place on the client's team, and the client's policy; none when there is no such client.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn standing(
    conn: &mut Conn,
    client: ClientId,
    user: UserId,
    now: Timestamp,
) -> Result<Option<Standing>, StoreError> {
    let found: Option<(String, Option<String>)> = conn
        .fetch_optional(
            "SELECT c.policy,
                    (SELECT m.position FROM team_member m WHERE m.client_id = c.id AND m.user_id = $2
                     AND m.from_at <= $3 AND (m.to_at IS NULL OR m.to_at > $3) ORDER BY m.from_at DESC, m.id DESC LIMIT 1)
             FROM client c WHERE c.id = $1",
            args![client.0, user.0, now],
        )
        .await?;
    found
        .map(|(policy, position)| {
            let position = position.as_deref().map(|text| code(text, Position::from_code)).transpose()?;
            Ok(Standing { position, policy: serde_json::from_str(&policy)? })
        })
        .transpose()
}

/// Kinds of work as stored: codes, none for all work.
pub(crate) fn areas_text(areas: &[Area]) -> Result<String, StoreError> {
    Ok(serde_json::to_string(areas)?)
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: String,
    position: String,
    areas: String,
    from_at: i64,
    to_at: Option<i64>,
    user_id: String,
    name: String,
    surname: String,
    latin: String,
    job: String,
}

impl TryFrom<Stored> for Member {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            id: id(&row.id)?,
            user: UserName {
                id: id(&row.user_id)?,
                name: row.name,
                surname: row.surname,
                latin: row.latin,
                job: row.job,
            },
            position: code(&row.position, Position::from_code)?,
            areas: serde_json::from_str(&row.areas)?,
            from: Timestamp(row.from_at),
            to: row.to_at.map(Timestamp),
        })
    }
}

/// The team now: owner, cover, project managers, members.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn members(conn: &mut Conn, client: ClientId, now: Timestamp) -> Result<Vec<Member>, StoreError> {
    conn.fetch_all::<Stored>(
        "SELECT m.id, m.position, m.areas, m.from_at, m.to_at, u.id AS user_id, u.name, u.surname, u.latin, u.job
         FROM team_member m JOIN app_user u ON u.id = m.user_id
         WHERE m.client_id = $1 AND m.from_at <= $2 AND (m.to_at IS NULL OR m.to_at > $2)
         ORDER BY CASE m.position WHEN 'owner' THEN 0 WHEN 'cover' THEN 1 WHEN 'pm' THEN 2 ELSE 3 END, u.sort_key, m.id
         LIMIT 100",
        args![client.0, now],
    )
    .await?
    .into_iter()
    .map(Member::try_from)
    .collect()
}

/// The team as a write that holds the client finds it. A place that another write gave while this one waited may
/// begin after this one's own moment: it counts all the same.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn not_ended(tx: &mut Tx, client: ClientId) -> Result<Vec<Member>, StoreError> {
    members(tx, client, Timestamp(i64::MAX)).await
}

/// Names of the team now.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn names_now(
    conn: &mut Conn,
    client: ClientId,
    now: Timestamp,
) -> Result<Vec<UserName>, StoreError> {
    Ok(members(conn, client, now).await?.into_iter().map(|member| member.user).collect())
}

/// Names of everyone who ever was on the team: older reports name them.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn names_ever(conn: &mut Conn, client: ClientId) -> Result<Vec<UserName>, StoreError> {
    let found: Vec<(String, String, String, String, String)> = conn
        .fetch_all(
            "SELECT u.id, u.name, u.surname, u.latin, u.job FROM app_user u
             WHERE EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = $1 AND m.user_id = u.id)
             ORDER BY u.sort_key, u.id LIMIT 500",
            args![client.0],
        )
        .await?;
    found
        .into_iter()
        .map(|(user, name, surname, latin, job)| Ok(UserName { id: id(&user)?, name, surname, latin, job }))
        .collect()
}

/// Puts somebody on the team from now on. Whoever counts or looks who is there before calls
/// `client::hold` first.
///
/// # Errors
/// `Taken` when the id exists.
pub async fn insert(
    tx: &mut Tx,
    client: ClientId,
    member: &NewMember,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO team_member (id, client_id, user_id, position, areas, from_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![member.id.0, client.0, member.user.0, member.position.code(), areas_text(&member.areas)?, now],
    )
    .await?;
    Ok(())
}

/// Ends a membership now; tells whether it was open.
///
/// # Errors
/// `Unavailable`.
pub async fn end(
    tx: &mut Tx,
    client: ClientId,
    member: MemberId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended = tx
        .execute(
            "UPDATE team_member SET to_at = $3 WHERE id = $1 AND client_id = $2 AND (to_at IS NULL OR to_at > $3)",
            args![member.0, client.0, now],
        )
        .await?;
    Ok(ended == 1)
}
