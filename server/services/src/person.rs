//! People of clients: one to read, a new one, a changed one.

use crate::fault::Outcome;
use crate::guard::access;
use crate::libero::Libero;
use crate::work::Begun;
use libero_domain::check::Code;
use libero_domain::command::Command;
use libero_domain::error::Error;
use libero_domain::id::PersonId;
use libero_domain::limits;
use libero_domain::person::{EditPerson, NewPerson};
use libero_domain::reader::Lang;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::user::full_name;
use libero_store::{StoreError, client as clients, person};

/// A person's fields, for who may change them.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn get(libero: &Libero, by: &Actor, id: PersonId) -> Outcome<EditPerson> {
    let mut conn = libero.db.read().await?;
    let found = person::get(&mut conn, id).await?.ok_or(Error::NotFound)?;
    access(&mut conn, by, found.client, libero.clock.now()).await?.require(by, Action::PersonEdit, None)?;
    Ok(EditPerson { id, version: found.version, fields: found.fields })
}

/// A new person of a client.
///
/// # Errors
/// Fields to mend, `TooMany`, `NotAllowed`, `NotFound`, `CommandReused`.
pub async fn add(libero: &Libero, by: &Actor, command: Command<NewPerson>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "person.add", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let NewPerson { id, client, fields } = command.body;
    let now = work.now;
    access(&mut work, by, client, now).await?.require(by, Action::PersonEdit, None)?;
    let fields = fields.checked()?;
    clients::hold(&mut work, client).await?;
    if person::count(&mut work, client).await? >= limits::PEOPLE_PER_CLIENT as i64 {
        return Err(Error::invalid("surname", Code::TooMany { max: limits::PEOPLE_PER_CLIENT }).into());
    }
    match person::insert(&mut work, id, client, &fields, by.user, now).await {
        Err(StoreError::Taken { .. }) => return Err(Error::CommandReused.into()),
        other => other?,
    }
    let name = full_name(Lang::Fa, &fields.name, &fields.surname, &fields.latin);
    work.record(Subject::Person, id, Some(client), Happening::PersonAdded { name }).await?;
    work.commit(()).await
}

/// Changes a person's fields.
///
/// # Errors
/// Fields to mend, `Stale` with the stored version, `NotAllowed`, `NotFound`.
pub async fn edit(libero: &Libero, by: &Actor, command: Command<EditPerson>) -> Outcome<()> {
    let mut work = match libero.begin_once(Author::User(by.user), "person.edit", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let EditPerson { id, version, fields } = command.body;
    let now = work.now;
    let found = person::get(&mut work, id).await?.ok_or(Error::NotFound)?;
    access(&mut work, by, found.client, now).await?.require(by, Action::PersonEdit, None)?;
    let fields = fields.checked()?;
    if !person::update(&mut work, id, version, &fields, by.user, now).await? {
        let current = person::get(&mut work, id).await?.ok_or(Error::NotFound)?.version;
        return Err(Error::Stale { current }.into());
    }
    let name = full_name(Lang::Fa, &fields.name, &fields.surname, &fields.latin);
    work.record(Subject::Person, id, Some(found.client), Happening::PersonChanged { name }).await?;
    work.commit(()).await
}
