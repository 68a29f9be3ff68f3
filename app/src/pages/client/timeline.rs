//! Everything that happened with a client.

use super::client_resource;
use super::head::ClientHead;
use crate::api::clients::client_timeline;
use crate::shell::{Trouble, Waiting};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use libero_domain::page::Cursor;
use libero_domain::record::{Happening, TimelineRow};
use libero_domain::words::{client as words, common, trade};
use libero_ui::*;

#[component]
pub fn TimelinePage() -> impl IntoView {
    let page = client_resource();
    let client = super::client_in_path();
    let query = use_query_map();
    let after = Memo::new(move |_| Cursor(query.read().get("after")));
    let rows = Resource::new(
        move || (client.get(), after.get()),
        async |(client, after)| match client {
            Some(client) => client_timeline(client, after).await,
            None => Err(libero_domain::error::Error::NotFound.into()),
        },
    );
    let lang = crate::reader().lang;
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match (page.await, rows.await) {
                    (Ok(page), Ok(rows)) => {
                        let next = rows.next.0.clone().map(|after| format!("?after={after}"));
                        let none = rows.rows.is_empty();
                        let items = rows.rows.into_iter().map(|row| view! { <TimelineLine row/> }).collect_view();
                        view! {
                            <div class="page client">
                                <ClientHead page current="timeline"/>
                                <div class="page-body">
                                    {none.then(|| view! { <Empty title=words::no_timeline(lang)/> })}
                                    <Timeline>{items}</Timeline>
                                    {next.map(|href| view! { <NextPage href=href word=common::show_more(lang)/> })}
                                </div>
                            </div>
                        }.into_any()
                    }
                    (Err(refusal), _) | (_, Err(refusal)) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
pub(super) fn TimelineLine(row: TimelineRow) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let by = if lang == libero_domain::reader::Lang::En && !row.by_latin.is_empty() {
        row.by_latin
    } else {
        row.by
    };
    // Sentences about the client's people name them already.
    let named = matches!(
        row.happening,
        Happening::ReportOpened { .. }
            | Happening::ReportAgreed { .. }
            | Happening::ReportAccepted { .. }
            | Happening::ReportObjected { .. }
    );
    let by = if by.is_empty() { words::by_libero(lang).to_owned() } else { by };
    let icon = match row.happening {
        Happening::PromiseGiven { .. }
        | Happening::PromiseKept { .. }
        | Happening::PromiseReopened { .. } => IconName::Flag,
        Happening::DetailAdded { .. } | Happening::ReadBackGiven { .. } => IconName::Detail,
        Happening::PersonAdded { .. } | Happening::PersonChanged { .. } => IconName::User,
        Happening::MemberAdded { .. } | Happening::MemberRemoved { .. } => IconName::Team,
        Happening::ReportAccepted { .. } | Happening::ReportAgreed { .. } => IconName::Check,
        Happening::LinkMade { .. } | Happening::LinkRevoked { .. } => IconName::Link,
        Happening::ClientAdded { .. } | Happening::ClientChanged | Happening::PolicyChanged => {
            IconName::Clients
        }
        _ => IconName::Reports,
    };
    view! {
        <TimelineItem icon=icon when=reader.moment_near(row.at)>
            <span>{trade::happening(&reader, &row.happening)}</span>" "{(!named).then(|| view! { <span class="meta"><bdi>{by}</bdi></span> })}
        </TimelineItem>
    }
}
