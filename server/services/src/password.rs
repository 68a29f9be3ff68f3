//! Passwords: hashed with argon2id, away from the threads that answer requests, few at once.

use crate::fault::{Fault, Outcome};
use crate::libero::Libero;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use libero_domain::agency::AgencyFields;
use libero_domain::check::{Check, Code};
use libero_domain::error::Error;
use libero_domain::limits;
use libero_domain::user::{UserFields, check_password};
use rand::TryRngCore;
use std::time::Duration;

/// Memory of one hash, passes over it, lanes: the least that OWASP asks for.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// Whoever waits longer for a turn is asked to come back: a flood of guesses must not pile up in memory.
const TURN: Duration = Duration::from_secs(10);

/// Checked where there is no account or no password, so that the answer takes as long. It is no hash of
/// anything.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IHdhcyBoZXJl$bm8gcGFzc3dvcmQgaGFzaGVzIHRvIHRoaXMgdGV4dC4";

/// What a check of a password found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    pub right: bool,
    /// The hash was made with other parameters than today's.
    pub outdated: bool,
}

/// The hash to store, in PHC format.
///
/// # Errors
/// `Unavailable` when too many wait.
pub async fn hash(libero: &Libero, password: String) -> Outcome<String> {
    in_turn(libero, move || {
        let mut salt = [0; SALT_BYTES];
        rand::rngs::OsRng.try_fill_bytes(&mut salt).map_err(broken)?;
        let salt = SaltString::encode_b64(&salt).map_err(broken)?;
        Ok(argon()?.hash_password(password.as_bytes(), &salt).map_err(broken)?.to_string())
    })
    .await
}

/// Checks a password against a stored hash; without one it takes as long and is wrong.
///
/// # Errors
/// `Unavailable` when too many wait.
pub async fn verify(libero: &Libero, password: String, stored: Option<String>) -> Outcome<Checked> {
    // Nobody could set a longer one; hashing megabytes would help nobody but an attacker.
    let stored = stored.filter(|_| password.chars().count() <= limits::PASSWORD_MAX);
    let password: String = password.chars().take(limits::PASSWORD_MAX).collect();
    in_turn(libero, move || {
        let known = stored.is_some();
        let text = stored.unwrap_or_else(|| NOBODY.to_owned());
        let hash = PasswordHash::new(&text).map_err(broken)?;
        let matches = argon()?.verify_password(password.as_bytes(), &hash).is_ok();
        Ok(Checked { right: matches && known, outdated: is_outdated(&hash) })
    })
    .await
}

/// A new password of this person at this agency, typed twice. `field` is its name in the form.
///
/// # Errors
/// Fields to mend.
pub fn check_new(
    field: &str,
    new: &str,
    again: &str,
    person: &UserFields,
    agency: &AgencyFields,
) -> Result<(), Error> {
    let names = names_at_hand(person, agency);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut check = Check::default();
    check.take(field, check_password(new, &names));
    check.require("again", new == again, Code::PasswordsDiffer);
    Ok(check.done()?)
}

/// What somebody who knows the person would try first: the names, whole and word by word, and the mailbox.
fn names_at_hand(person: &UserFields, agency: &AgencyFields) -> Vec<String> {
    let full = format!("{} {}", person.name, person.surname);
    let mailbox = person.email.split('@').next().unwrap_or_default();
    let names = [&full, &person.latin, mailbox, &person.email, &agency.name_fa, &agency.name_en];
    let words = names.iter().flat_map(|name| name.split_whitespace());
    names.iter().copied().chain(words).map(str::to_owned).collect()
}

fn argon() -> Outcome<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn is_outdated(hash: &PasswordHash<'_>) -> bool {
    let Ok(params) = Params::try_from(hash) else { return true };
    let today = (MEMORY_KIB, PASSES, LANES) == (params.m_cost(), params.t_cost(), params.p_cost());
    let current =
        hash.algorithm == Algorithm::Argon2id.ident() && hash.version == Some(Version::V0x13.into());
    !(today && current)
}

/// Runs `work` on a thread of its own as soon as fewer than the allowed number hash. The turn ends with the
/// work, also when the caller has left.
async fn in_turn<T: Send + 'static>(
    libero: &Libero,
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let turn = tokio::time::timeout(TURN, libero.hashing.clone().acquire_owned()).await;
    let turn = turn.map_err(|_| Error::Unavailable)?.map_err(broken)?;
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.map_err(broken)?
}

fn broken(error: impl std::fmt::Display) -> Fault {
    Fault::Broken(format!("password: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_hash_takes_as_long_as_anybodys() {
        let hash = PasswordHash::new(NOBODY).unwrap();
        assert!(!is_outdated(&hash));
        assert_eq!(hash.hash.unwrap().len(), Params::DEFAULT_OUTPUT_LEN);
    }

    #[test]
    fn hashes_of_other_parameters_are_outdated() {
        let other = NOBODY.replace("t=2", "t=1");
        assert!(is_outdated(&PasswordHash::new(&other).unwrap()));
        let other = NOBODY.replace("argon2id", "argon2i");
        assert!(is_outdated(&PasswordHash::new(&other).unwrap()));
    }
}
