//! What every answer tells the browser, errors and assets included.

use super::RequestId;
use super::line::carries_secret;
use crate::address::Client;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
pub const BUILD: HeaderName = HeaderName::from_static("x-libero-build");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// For answers that are no page: nothing in them runs or loads when they are opened.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
const NO_POWERS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
     magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
);
const ONE_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// The content security policy of a page whose scripts carry `nonce`. Styles come from files: a `style`
/// attribute in the HTML is refused, one set by a script is not.
pub fn page_policy(nonce: &str) -> HeaderValue {
    let known = nonce.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=-_".contains(&b));
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
         frame-ancestors 'none'"
    );
    if known { HeaderValue::try_from(policy).unwrap_or(NOTHING) } else { NOTHING }
}

/// Adds what is the same for all answers; a handler's own policy and caching stay.
pub(super) fn complete(
    mut answer: Response,
    path: &str,
    client: Client,
    id: &RequestId,
    build: &str,
) -> Response {
    let referrer = if carries_secret(path) { "no-referrer" } else { "same-origin" };
    let headers = answer.headers_mut();
    unless_set(headers, CONTENT_SECURITY_POLICY, NOTHING);
    unless_set(headers, CACHE_CONTROL, HeaderValue::from_static("no-store"));
    unless_set(headers, REFERRER_POLICY, HeaderValue::from_static(referrer));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(PERMISSIONS_POLICY, NO_POWERS);
    if client.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
    }
    for (name, value) in [(REQUEST_ID, &*id.0), (BUILD, build)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    answer
}

fn unless_set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_cannot_widen_the_policy() {
        let policy = page_policy("Zm9v+/=");
        assert!(policy.to_str().unwrap().contains("'nonce-Zm9v+/='"));
        assert_eq!(page_policy("x' https://evil.example 'y"), NOTHING);
    }
}
