//! Contact reports: list, page, save, issue, links.

use super::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use libero_domain::command::{Command, Version};
use libero_domain::contact_report::{
    Issued, ReportFilter, ReportPage as PageOfReport, ReportRow, SaveReport as Save, Saved,
};
use libero_domain::id::{CommandId, LinkId, PersonId, ReportId};
use libero_domain::link::LinkText as Handed;
use libero_domain::page::{Cursor, Page};

#[cfg(feature = "ssr")]
use {
    super::{told, who},
    libero_domain::contact_report::IssueReport as Issue,
    libero_domain::link::MakeLink as Make,
    libero_services::contact_report,
};

#[server(prefix = "/api/fn/v1", endpoint = "list_reports", input = Json)]
pub async fn list_reports(filter: ReportFilter, after: Cursor) -> Result<Page<ReportRow>, Refusal> {
    let (libero, caller) = who()?;
    told(contact_report::list(&libero, &caller.actor()?, filter, after).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "report_page", input = Json)]
pub async fn report_page(id: ReportId) -> Result<PageOfReport, Refusal> {
    let (libero, caller) = who()?;
    told(contact_report::page(&libero, &caller.actor()?, id).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "save_report", input = Json)]
pub async fn save_report(command: Command<Save>) -> Result<Saved, Refusal> {
    let (libero, caller) = who()?;
    told(contact_report::save(&libero, &caller.actor()?, command).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "discard_report")]
pub async fn discard_report(command: CommandId, id: ReportId, version: Version) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(contact_report::discard(&libero, &by, Command { id: command, body: (id, version) }).await)?;
    leptos_axum::redirect("/reports");
    Ok(())
}

#[server(prefix = "/api/fn/v1", endpoint = "issue_report")]
pub async fn issue_report(
    command: CommandId,
    id: ReportId,
    version: Version,
    #[server(default)] recipients: Vec<PersonId>,
) -> Result<Issued, Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(
        contact_report::issue(&libero, &by, Command { id: command, body: Issue { id, version, recipients } })
            .await,
    )
}

#[server(prefix = "/api/fn/v1", endpoint = "link_text", input = Json)]
pub async fn link_text(link: LinkId) -> Result<Handed, Refusal> {
    let (libero, caller) = who()?;
    told(contact_report::link_text(&libero, &caller.actor()?, link).await)
}

#[server(prefix = "/api/fn/v1", endpoint = "make_link")]
pub async fn make_link(
    command: CommandId,
    id: LinkId,
    report: ReportId,
    person: PersonId,
) -> Result<Handed, Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(
        contact_report::make_link(&libero, &by, Command { id: command, body: Make { id, report, person } })
            .await,
    )
}

#[server(prefix = "/api/fn/v1", endpoint = "revoke_link")]
pub async fn revoke_link(command: CommandId, link: LinkId) -> Result<(), Refusal> {
    let (libero, caller) = who()?;
    let by = caller.actor()?;
    told(contact_report::revoke_link(&libero, &by, Command { id: command, body: link }).await)
}
