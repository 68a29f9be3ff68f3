//! The app behind the ground: who asks, pages, server functions, the REST API, the client's link.

mod cookies;
mod gate;

use crate::guard::fault;
use crate::rest;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use cookies::Cookies;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{
    LeptosRoutes, generate_route_list, handle_server_fns_with_context, render_app_async_with_context,
};
use libero_app::api::{Caller, SetCookie};
use libero_app::{App, Assets, document};
use libero_domain::error::Error;
use libero_domain::session::Boot;
use libero_services::Libero;
use std::sync::Arc;

/// What pages are served from.
#[derive(Clone)]
pub struct Pages {
    pub libero: Arc<Libero>,
    pub assets: Arc<Assets>,
    /// Name of this build, so that an older page can offer to reload.
    pub build: String,
    /// Pages that show the kit exist with demo data only.
    pub kit: bool,
}

/// All routes of the app.
pub fn routes(pages: Pages) -> Router {
    let options = LeptosOptions::builder().output_name("libero").build();
    let list = generate_route_list(App)
        .into_iter()
        .filter(|route| pages.kit || route.path() != "/kit")
        .collect::<Vec<_>>();
    let site: Router = Router::new()
        .route("/api/fn/v1/{*function}", post(server_function))
        .route("/c/{token}", get(follow_link))
        .with_state(pages.clone())
        .merge(
            Router::<LeptosOptions>::new()
                .leptos_routes_with_context(&options, list, context(&pages), document)
                .with_state(options),
        )
        .merge(rest::routes(pages.libero.clone()));
    let unknown = pages.clone();
    site.fallback(move |request: Request| nowhere(unknown.clone(), request))
        .layer(from_fn_with_state(pages, gate::enter))
}

/// What components and server functions find in their context.
fn context(pages: &Pages) -> impl Fn() + Clone + Send + Sync + 'static {
    let pages = pages.clone();
    move || {
        provide_context(pages.libero.clone());
        provide_context(pages.assets.clone());
        let Some(parts) = leptos::prelude::use_context::<axum::http::request::Parts>() else { return };
        if let Some(caller) = parts.extensions.get::<Caller>() {
            provide_context(caller.clone());
        }
        if let Some(boot) = parts.extensions.get::<Boot>() {
            provide_context(boot.clone());
        }
        if let Some(cookies) = parts.extensions.get::<Cookies>() {
            provide_context::<SetCookie>(cookies.setter());
        }
    }
}

async fn server_function(State(pages): State<Pages>, request: Request) -> Response {
    let known = leptos::server_fn::axum::server_fn_paths()
        .any(|(path, method)| path == request.uri().path() && method == *request.method());
    if !known {
        return fault::refuse(&Error::NotFound);
    }
    handle_server_fns_with_context(context(&pages), request).await.into_response()
}

/// Exchanges a link's secret for the guest's cookie, and takes the secret out of the address.
async fn follow_link(State(pages): State<Pages>, Path(token): Path<String>, request: Request) -> Response {
    let Some(cookies) = request.extensions().get::<Cookies>().copied() else {
        return fault::refuse(&Error::Unavailable);
    };
    let mut answer = Redirect::to("/c").into_response();
    match libero_services::contact_report::open(&pages.libero, &token).await {
        Ok(guest) => cookies.set_guest(answer.headers_mut(), Some(guest.expose())),
        // The page itself says that the link is over; an older guest of this browser must not read in its place.
        Err(trouble) => match trouble.tell() {
            Error::LinkOver { .. } => cookies.set_guest(answer.headers_mut(), None),
            error => return fault::refuse(&error),
        },
    }
    answer.headers_mut().insert(header::REFERRER_POLICY, axum::http::HeaderValue::from_static("no-referrer"));
    answer
}

/// An unknown address: JSON for programs, the page that says so for people.
async fn nowhere(pages: Pages, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") || request.method() != axum::http::Method::GET {
        return fault::refuse(&Error::NotFound);
    }
    let page = render_app_async_with_context(context(&pages), document);
    let mut answer: Response<Body> = page(request).await;
    *answer.status_mut() = StatusCode::NOT_FOUND;
    answer
}
