//! Plain bilingual pages for what lies outside the app: an unknown address, the server's certificate.

use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use libero_domain::reader::Lang;
use libero_domain::words::server as words;
use std::fmt::Write;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// A page that says the same in both languages, Persian first, laid out as the set-up is. `part` gives the HTML below the heading;
/// `css` is the address of the site's style, if there is one.
pub fn page(
    status: StatusCode,
    css: Option<&str>,
    title: fn(Lang) -> &'static str,
    part: impl Fn(Lang) -> String,
) -> Response {
    let style =
        css.map(|css| format!("<link rel=\"stylesheet\" href=\"{}\">", escape(css))).unwrap_or_default();
    let mut html = format!(
        "<!doctype html><html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{} · {}</title>{style}</head><body><div class=\"setup\"><main class=\"setup-body\">",
        title(Lang::Fa),
        title(Lang::En)
    );
    for lang in Lang::ALL {
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<section class=\"stack\" lang=\"{}\" dir=\"{}\"><h1>{}</h1>{}</section>",
            lang.code(),
            lang.dir(),
            title(lang),
            part(lang)
        );
    }
    html.push_str("</main></div></body></html>");
    let headers: [(HeaderName, HeaderValue); 2] = [
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    (status, headers, html).into_response()
}

/// The answer for an address that nothing answers.
pub fn nowhere(css: Option<&str>) -> Response {
    page(StatusCode::NOT_FOUND, css, words::nothing_here, |lang| {
        format!("<p><a href=\"/\">{}</a></p>", words::to_the_start(lang))
    })
}

/// Text inside an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
