//! Signing in and out, passwords, preferences.

use super::Refusal;
use leptos::prelude::*;
use libero_domain::calendar::Calendar;
use libero_domain::reader::{Digits, Lang, Theme};
use libero_domain::session::SessionRow;

#[cfg(feature = "ssr")]
use super::{SetCookie, told, who};
#[cfg(feature = "ssr")]
use leptos_axum::redirect;
#[cfg(feature = "ssr")]
use libero_domain::error::Error;
#[cfg(feature = "ssr")]
use libero_domain::user::Preferences;
#[cfg(feature = "ssr")]
use libero_services::session;

/// Where everybody begins again.
#[cfg(feature = "ssr")]
const DOOR: &str = "/sign-in";

/// Opens a session and goes on to `next`, a path of this site, or to Today.
#[server(prefix = "/api/fn/v1", endpoint = "sign_in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] remember: bool,
    #[server(default)] next: String,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let cookie = session_cookie()?;
    let sign_in = libero_domain::session::SignIn { email, password, remember };
    let (token, remembered) =
        told(session::sign_in(&libero, sign_in, &caller.address, &caller.device).await)?;
    (cookie.session)(Some((token.expose(), remembered)));
    // The session that this browser had goes with its cookie; if that fails, it ends by itself.
    if let (Some(before), Some(old)) = (&caller.actor, caller.session)
        && let Err(fault) = session::sign_out(&libero, before, old).await
    {
        fault.tell();
    }
    redirect(own_path(&next).unwrap_or("/"));
    Ok(())
}

/// Ends this session. Without one it only takes the cookie back.
#[server(prefix = "/api/fn/v1", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let cookie = session_cookie()?;
    if let (Some(by), Some(session)) = (&caller.actor, caller.session) {
        told(session::sign_out(&libero, by, session).await)?;
    }
    (cookie.session)(None);
    redirect(DOOR);
    Ok(())
}

/// Ends every session of the caller, this one too.
#[server(prefix = "/api/fn/v1", endpoint = "sign_out_everywhere")]
pub async fn sign_out_everywhere() -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let (by, cookie) = (caller.actor()?, session_cookie()?);
    told(session::sign_out_everywhere(&libero, &by).await)?;
    (cookie.session)(None);
    redirect(DOOR);
    Ok(())
}

/// Changes the caller's password; all other sessions end, this one goes on under a new secret.
#[server(prefix = "/api/fn/v1", endpoint = "change_password")]
pub async fn change_password(current: String, new: String, again: String) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let (by, cookie) = (caller.actor()?, session_cookie()?);
    let session = caller.session.ok_or(Refusal(Error::SignInNeeded))?;
    let change = libero_domain::session::ChangePassword { current, new, again };
    let (token, remembered) =
        told(session::change_password(&libero, &by, session, change, &caller.address).await)?;
    (cookie.session)(Some((token.expose(), remembered)));
    Ok(())
}

/// Sets a password by a one-time link; then sign in with it.
#[server(prefix = "/api/fn/v1", endpoint = "reset_password")]
pub async fn reset_password(code: String, new: String, again: String) -> Result<(), Refusal> {
    let (libero, _) = who()?;
    let reset = libero_domain::session::ResetPassword { code, new, again };
    told(session::reset_password(&libero, reset).await)?;
    redirect(DOOR);
    Ok(())
}

/// Sets how Libero reads to the caller; the language also for the pages before the next sign-in.
#[server(prefix = "/api/fn/v1", endpoint = "set_preferences")]
pub async fn set_preferences(
    lang: Lang,
    calendar: Calendar,
    digits: Digits,
    theme: Theme,
    #[server(default)] shortcuts: bool,
) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let (by, cookie) = (caller.actor()?, session_cookie()?);
    let preferences = Preferences { lang, calendar, digits, theme, shortcuts };
    told(session::set_preferences(&libero, &by, preferences).await)?;
    (cookie.lang)(lang.code());
    Ok(())
}

/// The caller's open sessions, last used first.
#[server(prefix = "/api/fn/v1", endpoint = "list_sessions")]
pub async fn list_sessions() -> Result<Vec<SessionRow>, Refusal> {
    let (libero, caller) = who()?;
    told(session::list(&libero, &caller.actor()?, caller.session).await)
}

/// Take it before the first `.await`.
#[cfg(feature = "ssr")]
pub(super) fn session_cookie() -> Result<SetCookie, Refusal> {
    use_context::<SetCookie>().ok_or(Refusal(Error::Unavailable))
}

/// The path, if it leads to this site and nowhere else: one slash first, and only letters that an address and
/// a header may hold. Browsers read a backslash as a slash.
#[cfg(any(feature = "ssr", test))]
fn own_path(next: &str) -> Option<&str> {
    let rest = next.strip_prefix('/')?;
    let plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && !rest.starts_with('/')).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn after_sign_in_nobody_is_sent_to_another_site() {
        for own in ["/", "/clients/1?tab=team#top", "/reset?code=a_b-c", "/%2f%2fexample.com"] {
            assert_eq!(own_path(own), Some(own));
        }
        for other in [
            "",
            "clients",
            "//example.com",
            "/\\example.com",
            "https://example.com",
            "javascript:alert(1)",
            "/a\r\nb",
            "/\t/example.com",
            " /",
            "/فارسی",
            "@example.com",
        ] {
            assert_eq!(own_path(other), None, "{other:?}");
        }
    }
}
