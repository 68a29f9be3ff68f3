//! The client's person who came by a link.

use super::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use libero_domain::contact_report::{Answered, GuestReport as Report};
use std::collections::HashMap;

#[cfg(feature = "ssr")]
use {
    super::{context::refuse, told, who},
    libero_domain::contact_report::{AnswerLine, AnswerReport as Answer},
    libero_domain::error::Error,
    libero_services::contact_report,
};

#[server(prefix = "/api/fn/v1", endpoint = "guest_report", input = Json)]
pub async fn guest_report() -> Result<Report, Refusal> {
    let (libero, caller) = who()?;
    let link = caller.link()?;
    told(contact_report::guest_report(&libero, link).await)
}

/// A person opened the report: called by a script after a tap or a key, never by a mere visit.
#[server(prefix = "/api/fn/v1", endpoint = "guest_opened", input = Json)]
pub async fn guest_opened() -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let link = caller.link()?;
    told(contact_report::opened(&libero, link).await)
}

/// The answer to all lines: by line number, `accept` or `object`, and the right words of those objected to.
#[server(prefix = "/api/fn/v1", endpoint = "answer_report")]
pub async fn answer_report(
    #[server(default)] lines: HashMap<String, String>,
    #[server(default)] words: HashMap<String, String>,
) -> Result<Answered, Refusal> {
    let (libero, caller) = who()?;
    let link = caller.link()?;
    let lines = lines
        .iter()
        .map(|(line, answer)| {
            let accepts = match answer.as_str() {
                "accept" => true,
                "object" => false,
                _ => return Err(Error::Malformed),
            };
            let number = line.parse().map_err(|_| Error::Malformed)?;
            Ok(AnswerLine { line: number, accepts, words: words.get(line).cloned().unwrap_or_default() })
        })
        .collect::<Result<Vec<_>, Error>>()
        .map_err(refuse)?;
    told(contact_report::answer(&libero, link, Answer { lines }).await)
}
