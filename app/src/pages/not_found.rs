//! Nothing here, or not open to who asks: told alike.

use crate::api::Refusal;
use crate::shell::Trouble;
use leptos::prelude::*;
use libero_domain::error::Error;

/// An address that names nothing, told with its status.
pub(super) fn nothing_here() -> Refusal {
    #[cfg(feature = "ssr")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    Refusal(Error::NotFound)
}

#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <main id="main"><Trouble refusal=nothing_here()/></main> }
}
