//! People of clients.

use crate::error::{code, id};
use crate::{Conn, StoreError, Tx, args};
use libero_domain::calendar::Calendar;
use libero_domain::command::Version;
use libero_domain::id::{ClientId, PersonId, UserId};
use libero_domain::person::{Part, PersonFields, PersonName, PersonRow, PersonSealed, Stance, Title};
use libero_domain::reader::Lang;
use libero_domain::text::{search_keys_indexed, sort_key_of};
use libero_domain::time::Timestamp;

/// A person as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: PersonId,
    pub client: ClientId,
    pub version: Version,
    pub fields: PersonFields,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: String,
    version: i64,
    client_id: String,
    title: String,
    name: String,
    surname: String,
    latin: String,
    job: String,
    mobile: String,
    email: String,
    lang: String,
    calendar: String,
    part: String,
    influence: i64,
    stance: String,
    best_hours: String,
    may_confirm: bool,
}

fn calendar(text: &str) -> Option<Calendar> {
    match text {
        "jalali" => Some(Calendar::Jalali),
        "gregorian" => Some(Calendar::Gregorian),
        _ => None,
    }
}

fn calendar_code(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Jalali => "jalali",
        Calendar::Gregorian => "gregorian",
    }
}

impl TryFrom<Stored> for Person {
    type Error = StoreError;

    fn try_from(row: Stored) -> Result<Self, StoreError> {
        Ok(Self {
            id: id(&row.id)?,
            client: id(&row.client_id)?,
            version: row.version,
            fields: PersonFields {
                title: code(&row.title, Title::from_code)?,
                name: row.name,
                surname: row.surname,
                latin: row.latin,
                job: row.job,
                mobile: row.mobile,
                email: row.email,
                lang: code(&row.lang, Lang::from_code)?,
                calendar: code(&row.calendar, calendar)?,
                part: code(&row.part, Part::from_code)?,
                influence: u8::try_from(row.influence).unwrap_or_default(),
                stance: code(&row.stance, Stance::from_code)?,
                best_hours: row.best_hours,
                may_confirm: row.may_confirm,
            },
        })
    }
}

impl Person {
    pub fn name(&self) -> PersonName {
        PersonName {
            id: self.id,
            title: self.fields.title,
            name: self.fields.name.clone(),
            surname: self.fields.surname.clone(),
            latin: self.fields.latin.clone(),
            job: self.fields.job.clone(),
        }
    }

    /// As a list shows it; `sealed` is for the team and the director alone.
    pub fn row(self, sealed: bool) -> PersonRow {
        PersonRow {
            person: self.name(),
            version: self.version,
            lang: self.fields.lang,
            part: self.fields.part,
            best_hours: self.fields.best_hours,
            may_confirm: self.fields.may_confirm,
            email: self.fields.email,
            sealed: sealed.then_some(PersonSealed {
                influence: self.fields.influence,
                stance: self.fields.stance,
                mobile: self.fields.mobile,
            }),
        }
    }
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn get(conn: &mut Conn, person: PersonId) -> Result<Option<Person>, StoreError> {
    conn.fetch_optional::<Stored>(
        "SELECT id, version, client_id, title, name, surname, latin, job, mobile, email, lang, calendar, part, influence,
                stance, best_hours, may_confirm
         FROM person WHERE id = $1 AND active",
        args![person.0],
    )
    .await?
    .map(Person::try_from)
    .transpose()
}

/// People of a client by surname.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn of_client(conn: &mut Conn, client: ClientId) -> Result<Vec<Person>, StoreError> {
    conn.fetch_all::<Stored>(
        "SELECT id, version, client_id, title, name, surname, latin, job, mobile, email, lang, calendar, part, influence,
                stance, best_hours, may_confirm
         FROM person WHERE client_id = $1 AND active ORDER BY sort_key, id LIMIT 200",
        args![client.0],
    )
    .await?
    .into_iter()
    .map(Person::try_from)
    .collect()
}

/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn names_of_client(conn: &mut Conn, client: ClientId) -> Result<Vec<PersonName>, StoreError> {
    let found: Vec<(String, String, String, String, String, String)> = conn
        .fetch_all(
            "SELECT id, title, name, surname, latin, job FROM person WHERE client_id = $1 AND active
             ORDER BY sort_key, id LIMIT 200",
            args![client.0],
        )
        .await?;
    found
        .into_iter()
        .map(|(person, title, name, surname, latin, job)| {
            Ok(PersonName {
                id: id(&person)?,
                title: code(&title, Title::from_code)?,
                name,
                surname,
                latin,
                job,
            })
        })
        .collect()
}

/// People whose complete answer settles a report.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn confirmers(conn: &mut Conn, client: ClientId) -> Result<Vec<PersonId>, StoreError> {
    let found: Vec<(String,)> = conn
        .fetch_all(
            "SELECT id FROM person WHERE client_id = $1 AND active AND may_confirm ORDER BY id LIMIT 200",
            args![client.0],
        )
        .await?;
    found.iter().map(|(person,)| id(person)).collect()
}

/// How a person reads.
///
/// # Errors
/// `Unavailable`, `Unreadable`.
pub async fn reading(conn: &mut Conn, person: PersonId) -> Result<Option<(Lang, Calendar)>, StoreError> {
    let found: Option<(String, String)> =
        conn.fetch_optional("SELECT lang, calendar FROM person WHERE id = $1", args![person.0]).await?;
    found.map(|(lang, own)| Ok((code(&lang, Lang::from_code)?, code(&own, calendar)?))).transpose()
}

/// # Errors
/// `Unavailable`.
pub async fn count(conn: &mut Conn, client: ClientId) -> Result<i64, StoreError> {
    let (count,): (i64,) = conn
        .fetch_one("SELECT COUNT(*) FROM person WHERE client_id = $1 AND active", args![client.0])
        .await?;
    Ok(count)
}

fn keys(fields: &PersonFields) -> (String, String) {
    // No number: who may not see it must not find people by it either.
    let names = [format!("{} {}", fields.name, fields.surname), fields.latin.clone(), fields.email.clone()];
    (sort_key_of(&[&fields.surname, &fields.name]), names.map(|name| search_keys_indexed(&name)).join(" "))
}

/// # Errors
/// `Taken` when the id exists.
pub async fn insert(
    tx: &mut Tx,
    person: PersonId,
    client: ClientId,
    fields: &PersonFields,
    by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (sort, search) = keys(fields);
    tx.execute(
        "INSERT INTO person (id, version, client_id, title, name, surname, latin, job, mobile, email, lang, calendar, part,
                             influence, stance, best_hours, may_confirm, active, sort_key, search_key,
                             created_at, created_by, changed_at, changed_by)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, TRUE, $17, $18, $19, $20, $19, $20)",
        args![
            person.0,
            client.0,
            fields.title.code(),
            &fields.name,
            &fields.surname,
            &fields.latin,
            &fields.job,
            &fields.mobile,
            &fields.email,
            fields.lang.code(),
            calendar_code(fields.calendar),
            fields.part.code(),
            fields.influence,
            fields.stance.code(),
            &fields.best_hours,
            fields.may_confirm,
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
    person: PersonId,
    seen: Version,
    fields: &PersonFields,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (sort, search) = keys(fields);
    let changed = tx
        .execute(
            "UPDATE person SET version = version + 1, title = $3, name = $4, surname = $5, latin = $6, job = $7, mobile = $8,
                    email = $9, lang = $10, calendar = $11, part = $12, influence = $13, stance = $14, best_hours = $15,
                    may_confirm = $16, sort_key = $17, search_key = $18, changed_at = $19, changed_by = $20
             WHERE id = $1 AND version = $2",
            args![
                person.0,
                seen,
                fields.title.code(),
                &fields.name,
                &fields.surname,
                &fields.latin,
                &fields.job,
                &fields.mobile,
                &fields.email,
                fields.lang.code(),
                calendar_code(fields.calendar),
                fields.part.code(),
                fields.influence,
                fields.stance.code(),
                &fields.best_hours,
                fields.may_confirm,
                sort,
                search,
                now,
                by.0
            ],
        )
        .await?;
    Ok(changed == 1)
}
