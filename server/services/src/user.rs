//! Colleagues: the list, who joins, what they are, and the link that lets them set a password.

use crate::fault::{Fault, Outcome};
use crate::guard;
use crate::libero::Libero;
use crate::secret::Token;
use crate::session::shown;
use crate::work::Begun;
use libero_domain::calendar::Calendar;
use libero_domain::check::Code;
use libero_domain::command::{Command, Version};
use libero_domain::error::Error;
use libero_domain::id::UserId;
use libero_domain::limits;
use libero_domain::page::{Cursor, Page};
use libero_domain::reader::{Digits, Lang, Theme};
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor, Role};
use libero_domain::session::ResetLink;
use libero_domain::time::Timestamp;
use libero_domain::user::{Preferences, UserFields, UserName, UserRow};
use libero_store::session::{self, CodeKind};
use libero_store::user::{self, User};
use libero_store::{StoreError, agency};
use serde::{Deserialize, Serialize};

/// A new colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUser {
    pub id: UserId,
    pub fields: UserFields,
}

/// The changed fields of a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditUser {
    pub id: UserId,
    pub version: Version,
    pub active: bool,
    pub fields: UserFields,
}

/// How Libero reads to somebody who has not chosen yet: as the agency counts days, but English readers by
/// the Gregorian calendar.
pub(crate) fn first_preferences(lang: Lang, agency: Calendar) -> Preferences {
    let (calendar, digits) = match lang {
        Lang::Fa => (agency, Digits::Persian),
        Lang::En => (Calendar::Gregorian, Digits::Latin),
    };
    Preferences { lang, calendar, digits, theme: Theme::Auto, shortcuts: true }
}

/// All colleagues, a page at a time, in the order of their names.
///
/// # Errors
/// `NotAllowed`, `Malformed` for a cursor that is none.
pub async fn list(libero: &Libero, by: &Actor, after: Cursor) -> Outcome<Page<UserRow>> {
    guard::here(by, Action::UserList)?;
    let after =
        after.0.filter(|id| !id.is_empty()).map(|id| id.parse().map_err(|_| Error::Malformed)).transpose()?;
    let mut conn = libero.db.read().await?;
    let mut rows = user::page(&mut conn, after, limits::PAGE_ROWS + 1).await?;
    if !by.may_here(Action::UserManage) {
        rows.iter_mut().for_each(|row| row.mobile = None);
    }
    Ok(Page::cut(rows, limits::PAGE_ROWS.into(), |row| row.id.to_string()))
}

/// Active colleagues by name, for choosing one.
///
/// # Errors
/// `NotAllowed`.
pub async fn colleagues(libero: &Libero, by: &Actor) -> Outcome<Vec<UserName>> {
    guard::here(by, Action::UserList)?;
    Ok(user::colleagues(&mut libero.db.read().await?, limits::PAGE_ROWS_MAX).await?)
}

/// Adds a colleague. They sign in once they have set a password by a link.
///
/// # Errors
/// Fields to mend, `NotAllowed`, `CommandReused`.
pub async fn add(libero: &Libero, by: &Actor, command: Command<NewUser>) -> Outcome<()> {
    guard::here(by, Action::UserManage)?;
    let mut work = match libero.begin_once(Author::User(by.user), "user.add", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    let fields = command.body.fields.checked()?;
    let calendar = agency::get(&mut work).await?.map(|agency| agency.fields.calendar).unwrap_or_default();
    let preferences = first_preferences(fields.lang, calendar);
    let user = User { id: command.body.id, version: 1, fields, preferences, active: true };
    user::insert(&mut work, &user, Some(by.user), now).await.map_err(taken)?;
    work.record(Subject::User, user.id.0, None, Happening::UserAdded).await?;
    work.commit(()).await
}

/// Changes a colleague. Whoever is switched off, or gets another address, is signed out at once. The last
/// active administrator stays one.
///
/// # Errors
/// Fields to mend, `Stale`, `WrongState` for the last administrator, `NotAllowed`, `NotFound`,
/// `CommandReused`.
pub async fn edit(libero: &Libero, by: &Actor, command: Command<EditUser>) -> Outcome<()> {
    guard::here(by, Action::UserManage)?;
    let mut work = match libero.begin_once(Author::User(by.user), "user.edit", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    let EditUser { id, version, active, fields } = command.body;
    let before = user::by_id(&mut work, id).await?.ok_or(Error::NotFound)?;
    let fields = fields.checked()?;
    let stays_admin = active && fields.roles.contains(&Role::Admin);
    if !stays_admin && before.fields.roles.contains(&Role::Admin) {
        let others = user::holders(&mut work, Role::Admin).await?.into_iter().filter(|admin| *admin != id);
        if others.count() == 0 {
            return Err(wrong_state("last_admin", "user.edit"));
        }
    }
    if !user::update(&mut work, id, version, &fields, active, by.user, now).await.map_err(taken)? {
        return Err(Error::Stale { current: before.version }.into());
    }
    let moved = fields.email != before.fields.email;
    if !active || moved {
        let real = libero.clock.real();
        // Who changes their own address goes on working.
        if !active || id != by.user {
            session::end_all_of_user(&mut work, id, None, real).await?;
        }
        session::void_codes(&mut work, CodeKind::Reset, Some(id), real).await?;
    }
    work.record(Subject::User, id.0, None, Happening::UserChanged).await?;
    work.commit(()).await
}

/// Makes the link with which a colleague sets a password, once, within a day. Earlier ones are void.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `WrongState` for a colleague who is switched off.
pub async fn make_reset_link(libero: &Libero, by: &Actor, id: UserId) -> Outcome<ResetLink> {
    guard::here(by, Action::ResetLinkMake)?;
    let mut work = libero.begin(Author::User(by.user)).await?;
    let user = user::by_id(&mut work, id).await?.ok_or(Error::NotFound)?;
    if !user.active {
        return Err(wrong_state("inactive", "reset_link.make"));
    }
    let (code, real) = (Token::random(), libero.clock.real());
    let expires_at = real.plus_ms(limits::RESET_HOURS * Timestamp::HOUR_MS);
    session::void_codes(&mut work, CodeKind::Reset, Some(id), real).await?;
    session::insert_code(&mut work, &code.hash(), CodeKind::Reset, Some(id), expires_at).await?;
    work.record(Subject::User, id.0, None, Happening::ResetLinkMade).await?;
    work.commit(()).await?;
    Ok(ResetLink {
        user: id,
        path: format!("/reset?code={}", code.expose()),
        expires_at: shown(libero, expires_at),
    })
}

/// A broken unique rule as the caller knows it: the address is another's, or the id was used before.
pub(crate) fn taken(error: StoreError) -> Fault {
    match error {
        StoreError::Taken { rule } if rule.contains("email") => Error::invalid("email", Code::Taken).into(),
        StoreError::Taken { .. } => Error::CommandReused.into(),
        other => other.into(),
    }
}

fn wrong_state(state: &str, act: &str) -> Fault {
    Error::WrongState { state: state.into(), act: act.into() }.into()
}
