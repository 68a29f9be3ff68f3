//! The client's person, by link.

use super::{Body, Guest, Refused};
use axum::Json;
use axum::extract::State;
use libero_domain::contact_report::{AnswerReport, Answered, GuestReport};
use libero_services::{Libero, contact_report};
use std::sync::Arc;

pub async fn report(State(libero): State<Arc<Libero>>, link: Guest) -> Result<Json<GuestReport>, Refused> {
    Ok(Json(contact_report::guest_report(&libero, link.0).await?))
}

pub async fn answer(
    State(libero): State<Arc<Libero>>,
    link: Guest,
    Body(answer): Body<AnswerReport>,
) -> Result<Json<Answered>, Refused> {
    Ok(Json(contact_report::answer(&libero, link.0, answer).await?))
}
