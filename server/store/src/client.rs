//! Clients: the record, the list, what the page and the sidebar read.

use crate::error::{code, date, id};
use crate::{Conn, StoreError, Tx, args};
use chrono::NaiveDate;
use libero_domain::client::{
    ClientCounts, ClientFields, ClientFilter, ClientName, ClientRow, MyClient, Policy, Tier,
};
use libero_domain::command::Version;
use libero_domain::id::{ClientId, UserId};
use libero_domain::number::fold_digits;
use libero_domain::text::{search_forms, search_keys_indexed, sort_key};
use libero_domain::time::Timestamp;
use libero_domain::user::UserName;

/// A client as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    pub name: ClientName,
    pub version: Version,
    pub fields: ClientFields,
    pub policy: Policy,
    pub last_contact: Option<NaiveDate>,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: String,
    version: i64,
    name: String,
    latin: String,
    short: String,
    hue: i64,
    tier: String,
    industry: String,
    business_model: String,
    market: String,
    sales_drivers: String,
    cadence_days: Option<i64>,
    policy: String,
    last_contact: Option<String>,
    created_at: i64,
}

fn small<T: TryFrom<i64> + Default>(number: i64) -> T {
    T::try_from(number).unwrap_or_default()
}

impl TryFrom<Stored> for Client {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            name: ClientName {
                id: id(&row.id)?,
                name: row.name.clone(),
                latin: row.latin.clone(),
                short: row.short.clone(),
                hue: small(row.hue),
            },
            version: row.version,
            fields: ClientFields {
                name: row.name,
                latin: row.latin,
                short: row.short,
                tier: code(&row.tier, Tier::from_code)?,
                industry: row.industry,
                business_model: row.business_model,
                market: row.market,
                sales_drivers: row.sales_drivers,
                cadence_days: row.cadence_days.map(small),
            },
            policy: serde_json::from_str(&row.policy)?,
            last_contact: row.last_contact.as_deref().map(date).transpose()?,
            created_at: Timestamp(row.created_at),
        })
    }
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn, client: ClientId) -> Result<Option<Client>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT id, version, name, latin, short, hue, tier, industry, business_model, market, sales_drivers,
                cadence_days, policy, last_contact, created_at
         FROM client WHERE id = $1",
        args![client.0],
    )
    .await?
    .map(Client::try_from)
    .transpose()
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn name(conn: &mut Conn, client: ClientId) -> Result<Option<ClientName>, StoreError> {
    let found: Option<(String, String, String, i64)> = conn
        .fetch_optional("SELECT name, latin, short, hue FROM client WHERE id = $1", args![client.0])
        .await?;
    Ok(found.map(|(name, latin, short, hue)| ClientName { id: client, name, latin, short, hue: small(hue) }))
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn policy(conn: &mut Conn, client: ClientId) -> Result<Option<Policy>, StoreError> {
    let found: Option<(String,)> =
        conn.fetch_optional("SELECT policy FROM client WHERE id = $1", args![client.0]).await?;
    Ok(found.map(|(policy,)| serde_json::from_str(&policy)).transpose()?)
}

fn keys(fields: &ClientFields) -> (String, String) {
    let names = [fields.name.as_str(), &fields.latin, &fields.short, &fields.industry];
    (sort_key(&fields.name), names.map(search_keys_indexed).join(" "))
}

/// Stores a new client and gives it the colour that fewest have.
///
/// # Errors
/// `Taken` when the id exists.
pub async fn insert(
    tx: &mut Tx,
    client: ClientId,
    fields: &ClientFields,
    by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let taken: Vec<(i64, i64)> = tx
        .fetch_all("SELECT hue, COUNT(*) AS many FROM client GROUP BY hue ORDER BY hue LIMIT 8", args![])
        .await?;
    let many = |hue: i64| taken.iter().find(|(other, _)| *other == hue).map_or(0, |(_, many)| *many);
    let hue = (0..8).min_by_key(|hue| many(*hue)).unwrap_or_default();
    let (sort, search) = keys(fields);
    tx.execute(
        "INSERT INTO client (id, version, name, latin, short, hue, tier, industry, business_model, market, sales_drivers,
                             cadence_days, policy, sort_key, search_key, created_at, created_by, changed_at, changed_by)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $15, $16)",
        args![
            client.0,
            &fields.name,
            &fields.latin,
            &fields.short,
            hue,
            fields.tier.code(),
            &fields.industry,
            &fields.business_model,
            &fields.market,
            &fields.sales_drivers,
            fields.cadence_days,
            serde_json::to_string(&Policy::default())?,
            sort,
            search,
            now,
            by.0
        ],
    )
    .await?;
    Ok(())
}

/// Stores changed fields on top of `seen`; tells whether nobody stored others since.
///
/// # Errors
/// `Unavailable`.
pub async fn update(
    tx: &mut Tx,
    client: ClientId,
    seen: Version,
    fields: &ClientFields,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (sort, search) = keys(fields);
    let changed = tx
        .execute(
            "UPDATE client SET version = version + 1, name = $3, latin = $4, short = $5, tier = $6, industry = $7,
                    business_model = $8, market = $9, sales_drivers = $10, cadence_days = $11, sort_key = $12,
                    search_key = $13, changed_at = $14, changed_by = $15
             WHERE id = $1 AND version = $2",
            args![
                client.0,
                seen,
                &fields.name,
                &fields.latin,
                &fields.short,
                fields.tier.code(),
                &fields.industry,
                &fields.business_model,
                &fields.market,
                &fields.sales_drivers,
                fields.cadence_days,
                sort,
                search,
                now,
                by.0
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// # Errors
/// `Unavailable`.
pub async fn set_policy(
    tx: &mut Tx,
    client: ClientId,
    seen: Version,
    policy: &Policy,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE client SET version = version + 1, policy = $3, changed_at = $4, changed_by = $5
             WHERE id = $1 AND version = $2",
            args![client.0, seen, serde_json::to_string(policy)?, now, by.0],
        )
        .await?;
    Ok(changed == 1)
}

/// Holds up every other change of the client's team, people and details until this write ends, so that what is
/// counted or read next stays true: a detail and a teammate who come at the same moment still meet.
///
/// # Errors
/// `Unavailable`.
pub async fn hold(tx: &mut Tx, client: ClientId) -> Result<(), StoreError> {
    tx.execute("UPDATE client SET version = version WHERE id = $1", args![client.0]).await?;
    Ok(())
}

/// The day of the newest contact that was reported.
///
/// # Errors
/// `Unavailable`.
pub async fn touch_last_contact(tx: &mut Tx, client: ClientId, held_on: NaiveDate) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE client SET last_contact = $2 WHERE id = $1 AND (last_contact IS NULL OR last_contact < $2)",
        args![client.0, held_on],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Listed {
    id: String,
    name: String,
    latin: String,
    short: String,
    hue: i64,
    tier: String,
    industry: String,
    cadence_days: Option<i64>,
    last_contact: Option<String>,
    sort_key: String,
    owner_id: Option<String>,
    owner_name: Option<String>,
    owner_surname: Option<String>,
    owner_latin: Option<String>,
    owner_job: Option<String>,
    open_promises: i64,
    late_promises: i64,
}

impl TryFrom<Listed> for ClientRow {
    type Error = StoreError;

    fn try_from(row: Listed) -> Result<Self, StoreError> {
        let tier = code(&row.tier, Tier::from_code)?;
        let owner = match (row.owner_id, row.owner_name, row.owner_surname) {
            (Some(owner), Some(name), Some(surname)) => Some(UserName {
                id: id(&owner)?,
                name,
                surname,
                latin: row.owner_latin.unwrap_or_default(),
                job: row.owner_job.unwrap_or_default(),
            }),
            _ => None,
        };
        Ok(Self {
            sort: format!("{}.{}", row.id, row.sort_key),
            client: ClientName {
                id: id(&row.id)?,
                name: row.name,
                latin: row.latin,
                short: row.short,
                hue: small(row.hue),
            },
            tier,
            industry: row.industry,
            owner,
            cadence_days: row.cadence_days.map_or(tier.cadence_days(), small),
            last_contact: row.last_contact.as_deref().map(date).transpose()?,
            open_promises: small(row.open_promises),
            late_promises: small(row.late_promises),
        })
    }
}

/// A pattern that finds every word of a search in folded text, in order; the person's own signs find themselves.
fn patterns(search: &str) -> [String; 2] {
    let pattern = |form: &str| {
        let escaped = form.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        format!("%{}%", escaped.split_whitespace().collect::<Vec<_>>().join("%"))
    };
    let forms = search_forms(search);
    let first = forms.first().map_or_else(|| "%".to_owned(), |form| pattern(form));
    let second = forms.get(1).map_or_else(|| first.clone(), |form| pattern(form));
    [first, second]
}

/// Part of a telephone number that a search looks for, without the zeros that lead it; none when it is something
/// else or too short to tell people apart.
fn dialled(search: &str) -> Option<String> {
    let typed = fold_digits(search);
    let is_number = typed.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()".contains(c));
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (is_number && digits.len() >= 4).then(|| format!("%{digits}%"))
}

/// Clients open to `user` in Persian order of their names; `all` reaches every client. A search finds names of
/// clients and of their people; telephone numbers only on clients of the team, and everywhere with `phones`.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
#[allow(clippy::too_many_arguments)]
pub async fn list(
    conn: &mut Conn,
    user: UserId,
    all: bool,
    phones: bool,
    filter: &ClientFilter,
    after: Option<&str>,
    limit: u16,
    now: Timestamp,
) -> Result<Vec<ClientRow>, StoreError> {
    // A cursor is the id and the sort key of the row before, so that the key may hold any letter.
    let (last, sort) = after.and_then(|key| key.split_once('.')).unwrap_or_default();
    let [first, second] = patterns(&filter.search);
    conn.fetch_all::<Listed>(
        "SELECT c.id, c.name, c.latin, c.short, c.hue, c.tier, c.industry, c.cadence_days, c.last_contact, c.sort_key,
                u.id AS owner_id, u.name AS owner_name, u.surname AS owner_surname, u.latin AS owner_latin, u.job AS owner_job,
                (SELECT COUNT(*) FROM promise p WHERE p.client_id = c.id AND p.state = 'open') AS open_promises,
                (SELECT COUNT(*) FROM promise p WHERE p.client_id = c.id AND p.state = 'open' AND p.due_at < $8) AS late_promises
         FROM client c
         LEFT JOIN team_member o ON o.client_id = c.id AND o.position = 'owner' AND o.from_at <= $8
                                AND (o.to_at IS NULL OR o.to_at > $8)
         LEFT JOIN app_user u ON u.id = o.user_id
         WHERE (c.sort_key > $4 OR (c.sort_key = $4 AND c.id > $5))
           AND (c.search_key LIKE $6 ESCAPE '\\' OR c.search_key LIKE $7 ESCAPE '\\'
                OR EXISTS (SELECT 1 FROM person n WHERE n.client_id = c.id AND n.active
                           AND (n.search_key LIKE $6 ESCAPE '\\' OR n.search_key LIKE $7 ESCAPE '\\'))
                OR (CAST($11 AS TEXT) IS NOT NULL
                    AND ($12 OR EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = c.id AND m.user_id = $1
                                        AND m.from_at <= $8 AND (m.to_at IS NULL OR m.to_at > $8)))
                    AND EXISTS (SELECT 1 FROM person n WHERE n.client_id = c.id AND n.active AND n.mobile LIKE $11)))
           AND (CAST($9 AS TEXT) IS NULL OR c.tier = $9)
           AND (($2 AND NOT $3) OR EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = c.id AND m.user_id = $1
                                           AND m.from_at <= $8 AND (m.to_at IS NULL OR m.to_at > $8)))
         ORDER BY c.sort_key, c.id LIMIT $10",
        args![
            user.0,
            all,
            filter.mine,
            sort,
            last,
            first,
            second,
            now,
            filter.tier.map(Tier::code),
            i64::from(limit) + 1,
            dialled(&filter.search),
            phones
        ],
    )
    .await?
    .into_iter()
    .map(ClientRow::try_from)
    .collect()
}

/// How many clients are open to `user`, and how many of them are key.
///
/// # Errors
/// `Unavailable`.
pub async fn totals(
    conn: &mut Conn,
    user: UserId,
    all: bool,
    now: Timestamp,
) -> Result<(u32, u32), StoreError> {
    let (total, key): (i64, i64) = conn
        .fetch_one(
            "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN c.tier = 'key' THEN 1 ELSE 0 END), 0) AS BIGINT) FROM client c
             WHERE $2 OR EXISTS (SELECT 1 FROM team_member m WHERE m.client_id = c.id AND m.user_id = $1
                                 AND m.from_at <= $3 AND (m.to_at IS NULL OR m.to_at > $3))",
            args![user.0, all, now],
        )
        .await?;
    Ok((small(total), small(key)))
}

/// # Errors
/// `Unavailable`.
pub async fn counts(conn: &mut Conn, client: ClientId, now: Timestamp) -> Result<ClientCounts, StoreError> {
    let (reports, details, open, late, waiting): (i64, i64, i64, i64, i64) = conn
        .fetch_one(
            "SELECT (SELECT COUNT(*) FROM report WHERE client_id = $1 AND state NOT IN ('draft', 'discarded')),
                    (SELECT COUNT(*) FROM detail WHERE client_id = $1 AND state = 'active'),
                    (SELECT COUNT(*) FROM promise WHERE client_id = $1 AND state = 'open'),
                    (SELECT COUNT(*) FROM promise WHERE client_id = $1 AND state = 'open' AND due_at < $2),
                    (SELECT COUNT(*) FROM report WHERE client_id = $1 AND state IN ('issued', 'delivered'))",
            args![client.0, now],
        )
        .await?;
    Ok(ClientCounts {
        reports: small(reports),
        details: small(details),
        open_promises: small(open),
        late_promises: small(late),
        waiting_reports: small(waiting),
    })
}

/// Clients on whose team `user` is now: those one leads first.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn mine(conn: &mut Conn, user: UserId, now: Timestamp) -> Result<Vec<MyClient>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct Mine {
        id: String,
        name: String,
        latin: String,
        short: String,
        hue: i64,
        open_promises: i64,
        objected: i64,
    }
    conn.fetch_all::<Mine>(
        "SELECT c.id, c.name, c.latin, c.short, c.hue,
                (SELECT COUNT(*) FROM promise p WHERE p.client_id = c.id AND p.state = 'open') AS open_promises,
                (SELECT COUNT(*) FROM report r WHERE r.client_id = c.id AND r.state = 'objected') AS objected
         FROM team_member m JOIN client c ON c.id = m.client_id
         WHERE m.user_id = $1 AND m.from_at <= $2 AND (m.to_at IS NULL OR m.to_at > $2)
         ORDER BY CASE m.position WHEN 'owner' THEN 0 WHEN 'cover' THEN 1 ELSE 2 END,
                  CASE c.tier WHEN 'key' THEN 0 WHEN 'standard' THEN 1 ELSE 2 END, c.sort_key, c.id LIMIT 50",
        args![user.0, now],
    )
    .await?
    .into_iter()
    .map(|row| {
        Ok(MyClient {
            client: ClientName { id: id(&row.id)?, name: row.name, latin: row.latin, short: row.short, hue: small(row.hue) },
            open_promises: small(row.open_promises),
            objected: row.objected > 0,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{dialled, patterns};

    #[test]
    fn signs_of_the_pattern_find_themselves() {
        assert_eq!(patterns("50%_x")[0], "%50\\%\\_x%");
        assert_eq!(patterns("")[0], "%");
    }

    #[test]
    fn a_number_is_looked_for_by_its_digits_and_a_name_is_no_number() {
        assert_eq!(dialled("۰۹۱۲ ۰۰۰").as_deref(), Some("%912000%"));
        assert_eq!(dialled("+98 912").as_deref(), Some("%98912%"));
        assert_eq!(dialled("0912"), None);
        assert_eq!(dialled("برف ۲۰۲۵"), None);
    }
}
