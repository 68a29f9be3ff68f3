//! `/install-certificate`: gives the own authority's certificate and tells how a device learns to trust it.

use crate::plain::{escape, page};
use crate::site::Site;
use crate::tls::Tls;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use libero_domain::reader::Lang;
use libero_domain::words::server as words;
use std::sync::Arc;

pub const PATH: &str = "/install-certificate";
const FILE: &str = "/install-certificate/libero.crt";
/// A phone that opens an answer of this type offers to install it.
const AUTHORITY: &str = "application/x-x509-ca-cert";

#[derive(Clone)]
struct Install {
    tls: Arc<Tls>,
    css: Option<String>,
}

/// The page and the file, open to everybody: a certificate is no secret, and who cannot sign in yet needs it.
pub fn routes(tls: Arc<Tls>, site: &Site) -> Router {
    let install = Install { tls, css: site.manifest().css.clone() };
    Router::new().route(PATH, get(explain)).route(FILE, get(file)).with_state(install)
}

async fn explain(State(install): State<Install>) -> Response {
    let Some(authority) = install.tls.authority() else {
        return crate::plain::nowhere(install.css.as_deref());
    };
    page(StatusCode::OK, install.css.as_deref(), words::install_title, |lang| {
        format!(
            "<p>{}</p><p>{}</p><p><a href=\"{FILE}\" download>{}</a></p><p>{}<br><code dir=\"ltr\">{}</code></p>\
             <p>{}</p>{}<p>{}</p>",
            words::install_why(lang),
            words::install_who(lang),
            words::install_download(lang),
            words::install_compare(lang),
            // A phone's line holds a few pairs.
            authority.fingerprint().replace(':', ":<wbr>"),
            words::install_reach(lang),
            devices(lang),
            words::install_after(lang),
        )
    })
}

/// What to do on each kind of device; the names of its menus stand as the device shows them.
fn devices(lang: Lang) -> String {
    type Device = (fn(Lang) -> &'static str, fn(Lang) -> &'static str, &'static [&'static str]);
    let devices: [Device; 4] = [
        (words::android, words::install_android, words::ANDROID_MENUS),
        (words::iphone, words::install_iphone, words::IPHONE_MENUS),
        (words::windows, words::install_windows, words::WINDOWS_MENUS),
        (words::mac, words::install_mac, words::MAC_MENUS),
    ];
    let device = |(name, steps, menus): &Device| {
        let menus: String = menus
            .iter()
            .map(|menu| format!("<li><bdi lang=\"en\" dir=\"ltr\">{}</bdi></li>", escape(menu)))
            .collect();
        format!("<h2>{}</h2><p>{}</p><ol class=\"stack-s\">{menus}</ol>", name(lang), steps(lang))
    };
    devices.iter().map(device).collect()
}

async fn file(State(install): State<Install>) -> Response {
    match install.tls.authority() {
        Some(authority) => ([(CONTENT_TYPE, AUTHORITY)], authority.certificate().to_vec()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
