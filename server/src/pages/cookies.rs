//! Cookies: the colleague's session, the guest's, the language before sign-in.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::CookieJar;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use libero_app::api::SetCookie;
use libero_domain::limits;
use std::sync::Arc;

/// How cookies are named and flagged on this request's way. Behind TLS they carry the `__Host-` prefix:
/// no other host and no plain connection can set them.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    pub secure: bool,
}

const YEAR_SECONDS: i64 = 365 * 24 * 3_600;

impl Cookies {
    fn name(self, base: &str) -> String {
        if self.secure { format!("__Host-{base}") } else { base.to_owned() }
    }

    fn read(self, jar: &CookieJar, base: &str) -> Option<String> {
        jar.get(&self.name(base)).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
    }

    pub fn session(self, jar: &CookieJar) -> Option<String> {
        self.read(jar, "libero")
    }

    pub fn guest(self, jar: &CookieJar) -> Option<String> {
        self.read(jar, "libero-guest")
    }

    /// The language chosen before sign-in; no secret, so it has one name everywhere.
    pub fn lang(jar: &CookieJar) -> Option<String> {
        jar.get("lang").map(|cookie| cookie.value().to_owned())
    }

    /// One `Set-Cookie` value. Without `value` the cookie is taken back; without `seconds` it ends with the browser.
    fn header(
        self,
        name: &str,
        value: Option<&str>,
        seconds: Option<i64>,
        readable: bool,
    ) -> Option<HeaderValue> {
        let age = match (value, seconds) {
            (None, _) => "; Max-Age=0".to_owned(),
            (_, Some(seconds)) => format!("; Max-Age={seconds}"),
            (_, None) => String::new(),
        };
        let secure = if self.secure { "; Secure" } else { "" };
        let http_only = if readable { "" } else { "; HttpOnly" };
        let text =
            format!("{name}={}; Path=/; SameSite=Lax{http_only}{secure}{age}", value.unwrap_or_default());
        HeaderValue::from_str(&text).ok()
    }

    pub fn set_guest(self, headers: &mut HeaderMap, value: Option<&str>) {
        let seconds = Some(limits::LINK_DAYS * 24 * 3_600);
        if let Some(header) = self.header(&self.name("libero-guest"), value, seconds, false) {
            headers.append(SET_COOKIE, header);
        }
    }

    pub fn set_lang(self, headers: &mut HeaderMap, lang: &str) {
        if let Some(header) = self.header("lang", Some(lang), Some(YEAR_SECONDS), true) {
            headers.append(SET_COOKIE, header);
        }
    }

    /// What server functions write cookies with.
    pub fn setter(self) -> SetCookie {
        let append = |header: Option<HeaderValue>| {
            if let (Some(options), Some(header)) = (use_context::<ResponseOptions>(), header) {
                options.append_header(SET_COOKIE, header);
            }
        };
        SetCookie {
            session: Arc::new(move |session| {
                let (value, seconds) = match session {
                    Some((token, true)) => (Some(token), Some(limits::SESSION_DAYS * 24 * 3_600)),
                    Some((token, false)) => (Some(token), None),
                    None => (None, None),
                };
                append(self.header(&self.name("libero"), value, seconds, false));
            }),
            lang: Arc::new(move |lang| append(self.header("lang", Some(lang), Some(YEAR_SECONDS), true))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_tls_the_session_is_bound_to_this_host() {
        let text = Cookies { secure: true }.header("__Host-libero", Some("x"), None, false).unwrap();
        assert_eq!(text, "__Host-libero=x; Path=/; SameSite=Lax; HttpOnly; Secure");
        let gone = Cookies { secure: false }.header("libero", None, None, false).unwrap();
        assert_eq!(gone, "libero=; Path=/; SameSite=Lax; HttpOnly; Max-Age=0");
    }

    #[test]
    fn a_value_cannot_add_attributes() {
        assert!(Cookies { secure: true }.header("lang", Some("fa\r\nx: y"), None, true).is_none());
    }
}
