//! Puts the server together: the routes of the ground around those of the app, all behind the guard.

use crate::guard::{Guard, protect};
use crate::health::{self, Ready};
use crate::install;
use crate::plain;
use crate::site::Site;
use crate::tls::Tls;
use axum::Router;
use std::sync::Arc;

/// What the server stands on, whatever it serves.
pub struct Ground {
    pub guard: Guard,
    pub site: Site,
    pub ready: Ready,
    /// With an own authority the page to install its certificate is served.
    pub tls: Option<Arc<Tls>>,
}

/// The whole router. `pages` brings the app's routes and its fallback.
pub fn build(ground: Ground, pages: Router) -> Router {
    let Ground { guard, site, ready, tls } = ground;
    let mut app = pages.merge(health::routes(ready)).merge(site.routes());
    if let Some(tls) = tls.filter(|tls| tls.authority().is_some()) {
        app = app.merge(install::routes(tls, &site));
    }
    #[cfg(debug_assertions)]
    let app = app.merge(crate::site::reload_routes());
    protect(app, guard)
}

/// No pages: every address is unknown.
pub fn no_pages(site: &Site) -> Router {
    let css = site.manifest().css.clone();
    Router::new().fallback(move || {
        let answer = plain::nowhere(css.as_deref());
        async { answer }
    })
}
