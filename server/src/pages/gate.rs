//! Who asks, and where a page sends them first: to set-up, to sign-in, or on.

use super::{Cookies, Pages};
use crate::address::Client;
use crate::guard::fault;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use libero_app::api::Caller;
use libero_domain::limits;
use libero_domain::reader::Lang;
use libero_services::{Fault, agency, contact_report, session};

/// Pages that open without signing in.
const OPEN: [&str; 6] = ["/sign-in", "/reset", "/setup", "/c", "/offline", "/kit"];
/// Pages that a phone keeps for work without a network: rendered without anything personal when asked so.
const SHELL: [&str; 3] = ["/offline", "/reports/new", "/outbox"];
const SHELL_HEADER: &str = "x-libero-shell";

pub async fn enter(State(pages): State<Pages>, mut request: Request, next: Next) -> Response {
    match prepare(&pages, &mut request).await {
        Ok(None) => {}
        Ok(Some(instead)) => return instead,
        Err(trouble) => return fault::refuse(&trouble.tell()),
    }
    let chosen = lang_in_query(&request);
    let cookies = request.extensions().get::<Cookies>().copied();
    let mut answer = next.run(request).await;
    if let (Some(lang), Some(cookies)) = (chosen, cookies) {
        cookies.set_lang(answer.headers_mut(), lang.code());
    }
    answer
}

/// Puts who asks, and for a page its boot values, into the request; or answers with another way.
async fn prepare(pages: &Pages, request: &mut Request) -> Result<Option<Response>, Fault> {
    let client = request.extensions().get::<Client>().copied();
    let cookies = Cookies { secure: client.is_some_and(|client| client.secure) };
    let jar = CookieJar::from_headers(request.headers());
    let path = request.uri().path().to_owned();
    let is_page = *request.method() == Method::GET && !path.starts_with("/api/") && !path.starts_with("/c/");
    let is_shell = is_page && SHELL.contains(&path.as_str()) && request.headers().contains_key(SHELL_HEADER);

    let found = match cookies.session(&jar).filter(|_| !is_shell) {
        Some(token) => session::find(&pages.libero, &token).await?,
        None => None,
    };
    let link = match cookies.guest(&jar) {
        Some(token) if path == "/c" || path.starts_with("/api/") => {
            contact_report::guest(&pages.libero, &token).await?
        }
        _ => None,
    };
    let caller = Caller {
        actor: found.as_ref().map(|found| found.actor.clone()),
        session: found.as_ref().map(|found| found.session),
        link,
        address: client.map(|client| client.ip.to_string()).unwrap_or_default(),
        device: device(request.headers()),
    };
    request.extensions_mut().insert(cookies);
    request.extensions_mut().insert(caller);
    if !is_page {
        return Ok(None);
    }
    let set_up = agency::is_set_up(&pages.libero).await?;
    if !set_up && path != "/setup" && !is_shell {
        return Ok(Some(Redirect::to("/setup").into_response()));
    }
    if set_up && found.is_none() && !is_shell && !OPEN.contains(&path.as_str()) {
        return Ok(Some(Redirect::to(&sign_in_path(request)).into_response()));
    }
    if set_up && (path == "/setup" || (path == "/sign-in" && found.is_some())) {
        return Ok(Some(Redirect::to("/").into_response()));
    }
    let lang = lang_in_query(request).or_else(|| Cookies::lang(&jar).and_then(|code| Lang::from_code(&code)));
    let accepts = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let guest_lang = match link.filter(|_| path == "/c" && lang.is_none()) {
        Some(link) => contact_report::guest_report(&pages.libero, link).await.ok().map(|report| report.lang),
        None => None,
    };
    let mut boot = agency::boot(&pages.libero, found.as_ref(), lang.or(guest_lang), accepts).await?;
    boot.build.clone_from(&pages.build);
    request.extensions_mut().insert(boot);
    Ok(None)
}

fn sign_in_path(request: &Request) -> String {
    let wanted = request.uri().path_and_query().map_or("/", |wanted| wanted.as_str());
    if wanted == "/" {
        return "/sign-in".into();
    }
    let encoded: String = wanted
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"/-_.".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    format!("/sign-in?next={encoded}")
}

fn lang_in_query(request: &Request) -> Option<Lang> {
    let query = request.uri().query()?;
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::from_code)
}

/// What the browser says it is, cut and cleaned for a list that people read.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    agent.chars().filter(|c| !c.is_control()).take(limits::NAME).collect()
}
