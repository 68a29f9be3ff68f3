//! Signing in and out, passwords, preferences: what a person does with their own account.
//!
//! Times of sessions and codes are the real clock's; what is shown of them is put on the trade's.

use crate::fault::Outcome;
use crate::guard;
use crate::libero::Libero;
use crate::password;
use crate::secret::{Token, hash_hex};
use crate::work::Work;
use libero_domain::check::Code;
use libero_domain::error::Error;
use libero_domain::id::{SessionId, UserId};
use libero_domain::limits;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::session::{ChangePassword, Me, ResetPassword, SessionRow, SignIn, delay_ms, is_over};
use libero_domain::text::clean_name;
use libero_domain::time::Timestamp;
use libero_domain::user::Preferences;
use libero_store::session::{self, CodeKind, Session, Tries};
use libero_store::user::{self, Account, User};
use libero_store::{Conn, agency};
use uuid::Uuid;

/// A count of wrong passwords that rests so long is forgotten.
const TRIES_FORGOTTEN_MS: i64 = Timestamp::DAY_MS;
/// A session's last use is written at most so often.
const TOUCH_MS: i64 = Timestamp::MINUTE_MS;
/// Days that ended sessions and spent codes are kept.
const ENDED_KEPT_DAYS: i64 = 30;
/// Letters of a device's name that are kept.
const DEVICE_LETTERS: usize = 200;
const SESSIONS_SHOWN: u16 = 100;

/// A signed-in person, as each request finds them.
#[derive(Clone, Debug)]
pub struct Found {
    pub actor: Actor,
    pub session: SessionId,
    pub me: Me,
}

/// Opens a session. The secret is new each time; `true` when the device is remembered. Unknown, switched-off
/// and wrong are told alike and take as long.
///
/// # Errors
/// `WrongCredentials`, `TryLater`, `Unavailable`.
pub async fn sign_in(
    libero: &Libero,
    sign_in: SignIn,
    address: &str,
    device: &str,
) -> Outcome<(Token, bool)> {
    let email = sign_in.email.trim().to_lowercase();
    count_try(libero, &email, address).await?;
    let known = user::by_email(&mut libero.db.read().await?, &email).await?;
    let stored = known.as_ref().and_then(|account| account.password_hash.clone());
    let checked = password::verify(libero, sign_in.password.clone(), stored).await?;

    let Some((account, hash)) = usable(&known).filter(|_| checked.right) else {
        return refuse(libero, known.map(|account| account.user.id), address).await;
    };
    let new = if checked.outdated { password::hash(libero, sign_in.password).await? } else { hash.clone() };
    let user = account.user.id;
    let mut work = libero.begin(Author::User(user)).await?;
    if !user::confirm_password_hash(&mut work, user, hash, &new).await? {
        drop(work);
        return refuse(libero, Some(user), address).await;
    }
    session::clear_tries(&mut work, &account_key(&email), Some(&network(address))).await?;
    let token = open(&mut work, user, device, sign_in.remember, libero.clock.real()).await?;
    work.commit(()).await?;
    Ok((token, sign_in.remember))
}

/// An account that can be signed in to at all, with the hash of its password.
fn usable(known: &Option<Account>) -> Option<(&Account, &String)> {
    known.as_ref().filter(|account| account.user.active).and_then(|a| Some((a, a.password_hash.as_ref()?)))
}

/// Opens a session inside a write.
pub(crate) async fn open(
    work: &mut Work,
    user: UserId,
    device: &str,
    remembered: bool,
    real: Timestamp,
) -> Outcome<Token> {
    let token = Token::random();
    let opened = Session {
        id: SessionId(Uuid::now_v7()),
        user,
        device: clean_name(device).chars().take(DEVICE_LETTERS).collect(),
        remembered,
        created_at: real,
        seen_at: real,
        ends_at: real.plus_days(limits::SESSION_DAYS),
    };
    session::insert(work, &opened, &token.hash()).await?;
    work.record(Subject::Session, opened.id.0, None, Happening::SignedIn).await?;
    Ok(token)
}

/// Notes a failed sign-in; the address that was typed is not kept.
async fn refuse<T>(libero: &Libero, user: Option<UserId>, address: &str) -> Outcome<T> {
    tracing::warn!(address = network(address), "sign-in refused");
    let mut work = libero.begin(Author::System).await?;
    let about = user.map_or(Uuid::nil(), |user| user.0);
    work.record(Subject::User, about, None, Happening::SignInFailed).await?;
    work.commit(()).await?;
    Err(Error::WrongCredentials.into())
}

/// Counts a try before it is answered, so that tries at the same moment count too. The right password takes
/// the count back.
///
/// # Errors
/// `TryLater` within the delay; such a try is not counted.
async fn count_try(libero: &Libero, email: &str, address: &str) -> Outcome<()> {
    let (account, address) = (account_key(email), network(address));
    let mut tx = libero.db.begin().await?;
    let tries = session::hold_tries(&mut tx, &account, &address, libero.clock.real()).await?;
    // Others may have counted while this one waited. After a clock was set back, no count lies ahead.
    let real = libero.clock.real();
    let last_at = tries.last_at.min(real);
    let wrong = if real.since_ms(last_at) >= TRIES_FORGOTTEN_MS { 0 } else { tries.wrong };
    let from = last_at.plus_ms(delay_ms(wrong));
    let counted = if real < from {
        Tries { wrong, last_at }
    } else {
        Tries { wrong: wrong.saturating_add(1), last_at: real }
    };
    session::put_tries(&mut tx, &account, &address, counted).await?;
    tx.commit().await?;
    if real < from {
        tracing::warn!(%address, "sign-in within the delay");
        return Err(Error::TryLater { from: shown(libero, from) }.into());
    }
    Ok(())
}

/// What tries are counted under: the table never holds an address that somebody typed.
fn account_key(email: &str) -> String {
    hash_hex(email.as_bytes())
}

/// Whom a network address stands for: one of IPv6 gives its holder a whole /64 to choose from.
pub(crate) fn network(address: &str) -> String {
    match address.parse::<std::net::IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(std::net::IpAddr::V6(ip)) => {
            let part = ip.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", part[0], part[1], part[2], part[3])
        }
        Ok(ip) => ip.to_string(),
        Err(_) => address.chars().take(limits::NAME).collect(),
    }
}

/// A moment of the real clock as the trade's clock shows it.
pub(crate) fn shown(libero: &Libero, real: Timestamp) -> Timestamp {
    libero.clock.now().plus_ms(real.since_ms(libero.clock.real()))
}

/// The person behind a session's secret, if it is open and they are active.
///
/// # Errors
/// `Unavailable`.
pub async fn find(libero: &Libero, token: &str) -> Outcome<Option<Found>> {
    let found = session::by_token(&mut libero.db.read().await?, &hash_hex(token.as_bytes())).await?;
    let real = libero.clock.real();
    let is_open = |s: &Session| !is_over(s.seen_at, s.ends_at, s.remembered, real);
    let Some((session, user)) = found.filter(|(session, user)| user.active && is_open(session)) else {
        return Ok(None);
    };
    if real.since_ms(session.seen_at) >= TOUCH_MS
        && let Err(error) = touch(libero, session.id, real).await
    {
        // Reading goes on where the disk is full.
        tracing::warn!(%error, "a session's last use was not written");
    }
    let me = Me { name: user.name(), roles: user.fields.roles, preferences: user.preferences };
    let actor = Actor { user: user.id, roles: me.roles.clone() };
    Ok(Some(Found { actor, session: session.id, me }))
}

async fn touch(libero: &Libero, session: SessionId, real: Timestamp) -> Result<(), libero_store::StoreError> {
    let mut tx = libero.db.begin().await?;
    session::touch(&mut tx, session, real).await?;
    tx.commit().await
}

/// Ends a session of one's own. Ending it twice changes nothing.
///
/// # Errors
/// `Unavailable`.
pub async fn sign_out(libero: &Libero, by: &Actor, session: SessionId) -> Outcome<()> {
    guard::here(by, Action::SessionEndOwn)?;
    let mut work = libero.begin(Author::User(by.user)).await?;
    if session::end(&mut work, session, by.user, libero.clock.real()).await? {
        work.record(Subject::Session, session.0, None, Happening::SignedOut).await?;
    }
    work.commit(()).await
}

/// Ends every session of one's own, this one too.
///
/// # Errors
/// `Unavailable`.
pub async fn sign_out_everywhere(libero: &Libero, by: &Actor) -> Outcome<()> {
    guard::here(by, Action::SessionEndOwn)?;
    let mut work = libero.begin(Author::User(by.user)).await?;
    session::end_all_of_user(&mut work, by.user, None, libero.clock.real()).await?;
    work.record(Subject::User, by.user.0, None, Happening::SignedOutEverywhere).await?;
    work.commit(()).await
}

/// One's open sessions, last used first.
///
/// # Errors
/// `Unavailable`.
pub async fn list(libero: &Libero, by: &Actor, current: Option<SessionId>) -> Outcome<Vec<SessionRow>> {
    guard::here(by, Action::DeviceList)?;
    let real = libero.clock.real();
    let open = session::list(&mut libero.db.read().await?, by.user, real, SESSIONS_SHOWN).await?;
    let open = open.into_iter().filter(|s| !is_over(s.seen_at, s.ends_at, s.remembered, real));
    Ok(open
        .map(|session| SessionRow {
            current: current == Some(session.id),
            id: session.id,
            device: session.device,
            seen_at: shown(libero, session.seen_at),
        })
        .collect())
}

/// Sets how Libero reads to oneself.
///
/// # Errors
/// `Unavailable`.
pub async fn set_preferences(libero: &Libero, by: &Actor, preferences: Preferences) -> Outcome<()> {
    guard::here(by, Action::PreferencesSet)?;
    let mut work = libero.begin(Author::User(by.user)).await?;
    let now = work.now;
    user::set_preferences(&mut work, by.user, &preferences, now).await?;
    work.record(Subject::User, by.user.0, None, Happening::UserChanged).await?;
    work.commit(()).await
}

/// Changes one's password. All other sessions end; this one gets a new secret, `true` when the device is
/// remembered.
///
/// # Errors
/// `Invalid` for a wrong present password or a new one that breaks the rules, `TryLater`, `SignInNeeded`.
pub async fn change_password(
    libero: &Libero,
    by: &Actor,
    session: SessionId,
    change: ChangePassword,
    address: &str,
) -> Outcome<(Token, bool)> {
    guard::here(by, Action::PasswordChange)?;
    let mut conn = libero.db.read().await?;
    let account = user::account(&mut conn, by.user).await?.ok_or(Error::SignInNeeded)?;
    check_new(&mut conn, &account.user, &change.new, &change.again).await?;
    drop(conn);

    // A stranger at an open screen guesses no faster than at the door.
    let email = &account.user.fields.email;
    count_try(libero, email, address).await?;
    let wrong = || Error::invalid("current", Code::WrongPassword);
    let old = account.password_hash.ok_or_else(wrong)?;
    if !password::verify(libero, change.current, Some(old.clone())).await?.right {
        return Err(wrong().into());
    }
    let new = password::hash(libero, change.new).await?;

    let mut work = libero.begin(Author::User(by.user)).await?;
    if !user::confirm_password_hash(&mut work, by.user, &old, &new).await? {
        return Err(wrong().into());
    }
    let real = libero.clock.real();
    session::end_all_of_user(&mut work, by.user, Some(session), real).await?;
    session::void_codes(&mut work, CodeKind::Reset, Some(by.user), real).await?;
    session::clear_tries(&mut work, &account_key(email), Some(&network(address))).await?;
    let token = Token::random();
    let renewed = session::renew(&mut work, session, by.user, &token.hash()).await?;
    let remembered = renewed.ok_or(Error::SignInNeeded)?;
    work.record(Subject::User, by.user.0, None, Happening::PasswordChanged).await?;
    work.commit(()).await?;
    Ok((token, remembered))
}

/// Sets a password by a one-time link. Of all who hold the link, one succeeds; every session ends.
///
/// # Errors
/// `Invalid` for a code that is wrong, used or over, and for a password that breaks the rules.
pub async fn reset_password(libero: &Libero, reset: ResetPassword) -> Outcome<()> {
    let wrong = || Error::invalid("code", Code::WrongCode);
    let hash = hash_hex(reset.code.trim().as_bytes());
    let mut conn = libero.db.read().await?;
    let holder = session::open_code(&mut conn, &hash, CodeKind::Reset, libero.clock.real()).await?;
    let holder = holder.flatten().ok_or_else(wrong)?;
    let user = user::by_id(&mut conn, holder).await?.filter(|user| user.active).ok_or_else(wrong)?;
    check_new(&mut conn, &user, &reset.new, &reset.again).await?;
    drop(conn);
    let new = password::hash(libero, reset.new).await?;

    let mut work = libero.begin(Author::User(user.id)).await?;
    let real = libero.clock.real();
    // The person's row first, as everywhere: then two writes about one person wait for each other.
    if !user::set_password_hash(&mut work, user.id, &new).await?
        || !session::consume_code(&mut work, &hash, CodeKind::Reset, real).await?
    {
        return Err(wrong().into());
    }
    session::end_all_of_user(&mut work, user.id, None, real).await?;
    session::void_codes(&mut work, CodeKind::Reset, Some(user.id), real).await?;
    session::clear_tries(&mut work, &account_key(&user.fields.email), None).await?;
    work.record(Subject::User, user.id.0, None, Happening::PasswordReset).await?;
    work.commit(()).await
}

/// The rules for a new password of this person at this agency.
async fn check_new(conn: &mut Conn, user: &User, new: &str, again: &str) -> Outcome<()> {
    let agency = agency::get(conn).await?.map(|agency| agency.fields).unwrap_or_default();
    Ok(password::check_new("new", new, again, &user.fields, &agency)?)
}

/// Forgets ended sessions, spent codes and old counts of wrong passwords; for a task that runs now and then.
///
/// # Errors
/// `Unavailable`.
pub async fn forget_old(libero: &Libero) -> Outcome<()> {
    let mut tx = libero.db.begin().await?;
    session::forget_before(&mut tx, libero.clock.real().plus_days(-ENDED_KEPT_DAYS)).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn an_address_of_the_new_kind_counts_by_its_network() {
        assert_eq!(network("203.0.113.9"), "203.0.113.9");
        assert_eq!(network("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::9"));
        assert_ne!(network("2001:db8:1:2::9"), network("2001:db8:1:3::9"));
    }
}
