//! The wasm entry: reads what the server said of this page and hydrates it.
//!
//! This room must not know: anything of the trade. It starts the app, nothing else.

use leptos::prelude::*;
use libero_app::{App, read_from_page};
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's start script.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    // A redirect from a server function opens the page anew: who reads may have changed.
    let _ = leptos::server_fn::redirect::set_redirect_hook(|to| {
        let _ = window().location().assign(to);
    });
    leptos::mount::hydrate_body(|| {
        if let Some(boot) = read_from_page() {
            provide_context(boot);
        }
        view! { <App/> }
    });
    libero_app::start_offline();
    if let Some(body) = document().body() {
        let _ = body.dataset().set("hydrated", "1");
    }
}
