//! The HTML document around every page.

#![cfg_attr(not(feature = "ssr"), allow(dead_code, unused_imports))]

use crate::app::App;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use libero_domain::session::Boot;
use std::sync::Arc;

/// Hashed names of the build's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    pub js: String,
    pub wasm: String,
    pub css: String,
    /// Fonts that the first screen needs.
    pub fonts: Vec<String>,
    /// Development: the page reloads when the server comes back.
    pub reload: bool,
}

/// The whole document of a page.
#[cfg(feature = "ssr")]
pub fn document() -> impl IntoView {
    let boot: Boot = crate::boot();
    let assets = use_context::<Arc<Assets>>().unwrap_or_default();
    let nonce = leptos::nonce::use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    secure(&nonce);
    let lang = boot.reader.lang;
    let start = format!(
        "import init, {{ hydrate }} from '{js}'; init({{ module_or_path: '{wasm}' }}).then(() => hydrate()).catch(() => document.body.dataset.hydrated = '0');",
        js = assets.js,
        wasm = assets.wasm
    );
    let reload = "new EventSource('/dev/reload').onerror = () => setTimeout(() => location.reload(), 700);";
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() dir=lang.dir() data-theme=boot.theme.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.css.clone()/>
                {assets.fonts.iter().map(|font| view! {
                    <link rel="preload" r#as="font" r#type="font/woff2" crossorigin="" href=font.clone()/>
                }).collect_view()}
                <link rel="modulepreload" href=assets.js.clone() nonce=nonce.clone()/>
                <link rel="preload" r#as="fetch" crossorigin="" href=assets.wasm.clone()/>
                <link rel="manifest" href=format!("/manifest.{}.webmanifest", lang.code())/>
                <link rel="icon" href="/icon.svg" r#type="image/svg+xml"/>
                <MetaTags/>
            </head>
            <body>
                <App/>
                <script id=crate::boot::ELEMENT r#type="application/json" inner_html=crate::boot::as_script(&boot)></script>
                <script r#type="module" nonce=nonce.clone() inner_html=start></script>
                {assets.reload.then(|| view! { <script nonce=nonce.clone() inner_html=reload></script> })}
            </body>
        </html>
    }
}

/// The page's own policy: scripts of this answer alone, wasm, nothing from elsewhere.
#[cfg(feature = "ssr")]
fn secure(nonce: &str) {
    let Some(options) = use_context::<leptos_axum::ResponseOptions>() else { return };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    );
    if let Ok(value) = axum::http::HeaderValue::from_str(&policy) {
        options.insert_header(axum::http::header::CONTENT_SECURITY_POLICY, value);
    }
}
