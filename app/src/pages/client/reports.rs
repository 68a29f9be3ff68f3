//! Contact reports of one client, newest first.

use super::client_resource;
use super::head::ClientHead;
use crate::api::reports::list_reports;
use crate::pages::reports::ReportList;
use crate::shell::{Trouble, Waiting};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use libero_domain::contact_report::ReportFilter;
use libero_domain::page::Cursor;
use libero_domain::words::report as words;
use libero_ui::*;

#[component]
pub fn ReportsPage() -> impl IntoView {
    let page = client_resource();
    let client = super::client_in_path();
    let query = use_query_map();
    let after = Memo::new(move |_| Cursor(query.read().get("after")));
    let reports = Resource::new(
        move || (client.get(), after.get()),
        async |(client, after)| list_reports(ReportFilter { client, state: None }, after).await,
    );
    let lang = crate::reader().lang;
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match (page.await, reports.await) {
                    (Ok(page), Ok(reports)) => view! {
                        <div class="page client">
                            <ClientHead page current="reports"/>
                            <div class="page-body">
                                {if reports.rows.is_empty() {
                                    view! { <Empty title=words::no_reports(lang)/> }.into_any()
                                } else {
                                    view! { <ReportList page=reports state=None with_client=false/> }.into_any()
                                }}
                            </div>
                        </div>
                    }.into_any(),
                    (Err(refusal), _) | (_, Err(refusal)) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}
