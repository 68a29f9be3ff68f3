//! Signing in: sessions, delays after wrong passwords, and what the page boots with.

use crate::id::{SessionId, UserId};
use crate::limits;
use crate::reader::Reader;
use crate::rights::Role;
use crate::time::Timestamp;
use crate::user::{Preferences, UserName};
use serde::{Deserialize, Serialize};

/// How long to wait after `wrong` wrong passwords for one account from one address, ms: nothing for the
/// first five, then 30 s doubling up to an hour. Counted per account *and* address, so that a stranger
/// cannot turn it against a colleague.
pub fn delay_ms(wrong: u32) -> i64 {
    let Some(beyond) = wrong.checked_sub(limits::WRONG_PASSWORDS_FREE) else { return 0 };
    let seconds = 30_i64.saturating_mul(1 << beyond.min(7));
    seconds.min(3_600) * 1_000
}

/// Is a session over at `now`? After idle hours, or at its absolute end.
pub fn is_over(seen_at: Timestamp, ends_at: Timestamp, remembered: bool, now: Timestamp) -> bool {
    let idle_ms = limits::SESSION_IDLE_HOURS * Timestamp::HOUR_MS;
    now >= ends_at || (!remembered && now.since_ms(seen_at) >= idle_ms)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    #[serde(default)]
    pub remember: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub current: String,
    pub new: String,
    pub again: String,
}

/// Sets a password by a one-time link that an administrator made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    pub code: String,
    pub new: String,
    pub again: String,
}

/// An address that sets a password once, within a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetLink {
    pub user: UserId,
    pub path: String,
    pub expires_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    pub id: SessionId,
    pub device: String,
    pub seen_at: Timestamp,
    pub current: bool,
}

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub name: UserName,
    pub roles: Vec<Role>,
    pub preferences: Preferences,
}

/// What every page knows from its first byte on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    pub reader: Reader,
    pub theme: crate::reader::Theme,
    pub shortcuts: bool,
    /// Agency's name in both languages; empty before set-up.
    pub agency: (String, String),
    /// Words that the agency renamed.
    pub labels: crate::label::Labels,
    pub me: Option<Me>,
    /// Colleagues see their clients beside every page.
    pub my_clients: Vec<crate::client::MyClient>,
    /// What waits on Today, for the menu's mark.
    pub waiting: u32,
    /// The trade's clock is the demo's.
    pub demo: bool,
    pub set_up: bool,
    /// Build of the page's code, compared by an older page.
    pub build: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_words_are_free_then_the_wait_doubles_up_to_an_hour() {
        let seconds: Vec<i64> = [0, 4, 5, 6, 7, 12, 40].map(|wrong| delay_ms(wrong) / 1_000).to_vec();
        assert_eq!(seconds, [0, 0, 30, 60, 120, 3_600, 3_600]);
    }

    #[test]
    fn a_session_ends_idle_or_at_its_end() {
        let hour = Timestamp::HOUR_MS;
        assert!(!is_over(Timestamp(0), Timestamp(100 * hour), false, Timestamp(11 * hour)));
        assert!(is_over(Timestamp(0), Timestamp(100 * hour), false, Timestamp(12 * hour)));
        assert!(!is_over(Timestamp(0), Timestamp(100 * hour), true, Timestamp(12 * hour)));
        assert!(is_over(Timestamp(99 * hour), Timestamp(100 * hour), true, Timestamp(100 * hour)));
    }
}
