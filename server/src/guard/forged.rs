//! Cross-site request forgery: a browser tells from where a request was started, and a request that may
//! change something must have been started on our own pages.

use crate::config::PublicUrl;
use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri};

const SITE: &str = "sec-fetch-site";

/// Whether a request with an unsafe method lacks the sign of our own pages: `Sec-Fetch-Site:
/// same-origin`, or, from a browser too old to send it, an `Origin` that is the request's host or the
/// declared public address. A page over plain http is not ours when we are reached by https.
pub(super) fn is_forged(request: &Request, secure: bool, public_url: Option<&PublicUrl>) -> bool {
    let headers = request.headers();
    if headers.contains_key(SITE) {
        return one(headers, SITE) != Some("same-origin");
    }
    let Some((scheme, origin)) = one(headers, ORIGIN.as_str()).and_then(|origin| origin.split_once("://"))
    else {
        return true;
    };
    let https = match scheme {
        "https" => true,
        "http" => false,
        _ => return true,
    };
    let own_host = host(request).is_some_and(|own| same(&own, origin, https)) && (https || !secure);
    let own_address = public_url.is_some_and(|url| url.https == https && same(&url.authority, origin, https));
    !own_host && !own_address
}

/// The only value of a header; two are as good as none.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// The host that was asked, from the address (HTTP/2) or the header.
fn host(request: &Request) -> Option<Authority> {
    let in_address = Uri::authority(request.uri()).cloned();
    in_address.or_else(|| one(request.headers(), HOST.as_str())?.parse().ok())
}

/// The same host and port; a port that goes without saying may be left out.
fn same(own: &Authority, other: &str, https: bool) -> bool {
    let usual = if https { 443 } else { 80 };
    let Ok(other) = other.parse::<Authority>() else { return false };
    let bare = !other.as_str().contains('@') && !own.as_str().contains('@');
    bare && own.host().eq_ignore_ascii_case(other.host())
        && own.port_u16().unwrap_or(usual) == other.port_u16().unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn forged(headers: &[(&str, &str)], secure: bool) -> bool {
        let mut request = Request::builder().method("POST").uri("/x");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let url = "https://libero.example".parse().unwrap();
        is_forged(&request.body(Body::empty()).unwrap(), secure, Some(&url))
    }

    #[test]
    fn our_own_pages_may_post() {
        assert!(!forged(&[("host", "a.example"), ("sec-fetch-site", "same-origin")], true));
        assert!(!forged(&[("host", "a.example"), ("origin", "https://A.example")], true));
        assert!(!forged(&[("host", "a.example:443"), ("origin", "https://a.example")], true));
        assert!(!forged(&[("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080")], false));
        assert!(!forged(&[("host", "inside:8080"), ("origin", "https://libero.example")], false));
    }

    #[test]
    fn no_other_page_may_post() {
        for headers in [
            &[("host", "a.example")][..],
            &[("host", "a.example"), ("sec-fetch-site", "cross-site"), ("origin", "https://a.example")],
            &[("host", "a.example"), ("sec-fetch-site", "same-site")],
            &[("host", "a.example"), ("sec-fetch-site", "none")],
            &[("host", "a.example"), ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")],
            &[("host", "a.example"), ("origin", "null")],
            &[("host", "a.example"), ("origin", "https://a.example.evil.example")],
            &[("host", "a.example"), ("origin", "https://a.example:8443")],
            &[("host", "a.example"), ("origin", "https://a.example@evil.example")],
            &[("host", "a.example"), ("origin", "http://a.example")],
            &[("host", "a.example"), ("origin", "ftp://a.example")],
            &[("origin", "https://a.example")],
            &[("host", "a.example"), ("origin", "http://libero.example")],
        ] {
            assert!(forged(headers, true), "{headers:?}");
        }
    }
}
