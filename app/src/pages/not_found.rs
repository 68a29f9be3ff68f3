//! Nothing here, or not open to who asks: told alike.

use crate::api::Refusal;
use crate::shell::Trouble;
use leptos::prelude::*;
use libero_domain::error::Error;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! { <main id="main"><Trouble refusal=Refusal(Error::NotFound)/></main> }
}
