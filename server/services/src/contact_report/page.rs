//! Reading reports: the list and one report's page.

use super::{load, sight};
use crate::fault::Outcome;
use crate::libero::Libero;
use libero_domain::contact_report::{ReportFilter, ReportPage, ReportRights, ReportRow, State};
use libero_domain::error::Error;
use libero_domain::id::ReportId;
use libero_domain::limits;
use libero_domain::page::{Cursor, Page};
use libero_domain::rights::{Action, Actor, Role};
use libero_store::{client, contact_report as store, link, person, team, user};

/// Reports open to the reader, newest contact first.
///
/// # Errors
/// `Unavailable`.
pub async fn list(
    libero: &Libero,
    by: &Actor,
    filter: ReportFilter,
    after: Cursor,
) -> Outcome<Page<ReportRow>> {
    if !by.sees_clients() {
        return Ok(Page { rows: Vec::new(), next: Cursor(None) });
    }
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let after = after.0.as_deref();
    let rows = store::list(&mut conn, by.user, sight(by), &filter, after, limits::PAGE_ROWS, now).await?;
    Ok(Page::cut(rows, limits::PAGE_ROWS.into(), |row| row.sort.clone()))
}

/// One report. Internal lines are for the team and the director alone.
///
/// # Errors
/// `NotFound`, `Unavailable`.
pub async fn page(libero: &Libero, by: &Actor, id: ReportId) -> Outcome<ReportPage> {
    let mut conn = libero.db.read().await?;
    let now = libero.clock.now();
    let (report, access) = load(&mut conn, by, id, now).await?;
    let mut body = report.body;
    if access.position.is_none() && !by.has(Role::Director) {
        body.entries.retain(|entry| entry.kind.for_client());
    }
    let client = client::name(&mut conn, report.client).await?.ok_or(Error::NotFound)?;
    let author = user::names(&mut conn, &[report.author]).await?.pop().ok_or(Error::NotFound)?;
    let is_draft = report.state == State::Draft;
    let may = ReportRights {
        edit: is_draft && access.allows(by, Action::ReportDraft, Some(report.author)),
        issue: is_draft && access.allows(by, Action::ReportIssue, Some(report.author)),
        links: !is_draft && access.allows(by, Action::LinkMake, Some(report.author)),
    };
    Ok(ReportPage {
        recipients: link::recipients(&mut conn, id, libero.clock.real()).await?,
        answers: link::answers(&mut conn, id, report.wording).await?,
        people: person::names_of_client(&mut conn, report.client).await?,
        confirmers: person::confirmers(&mut conn, report.client).await?,
        team: team::names_now(&mut conn, report.client, now).await?,
        paper_lang: access.policy.paper_lang,
        reply_hours: access.policy.reply_hours,
        office: crate::agency::office(&mut conn).await?,
        id,
        version: report.version,
        client,
        number: report.number,
        state: report.state,
        author,
        body,
        wording: report.wording,
        issued_at: report.issued_at,
        accepted_at: report.accepted_at,
        accepted_how: report.accepted_how,
        hash: report.hash,
        issue_due: report.issue_due,
        issue_late: is_draft && report.issue_due < now,
        may,
    })
}
