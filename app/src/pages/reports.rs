//! All contact reports that are open to the reader, newest contact first, a page at a time.

use crate::api::reports::list_reports;
use crate::pages::report::StateTag;
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use libero_domain::contact_report::{ReportFilter, ReportRow, State};
use libero_domain::label::Label;
use libero_domain::number::show_digits;
use libero_domain::page::{Cursor, Page};
use libero_domain::text::first_letter;
use libero_domain::words::{common, report as words, shell, trade};
use libero_ui::*;

#[component]
pub fn ReportsPage() -> impl IntoView {
    let lang = crate::reader().lang;
    let query = use_query_map();
    let state = Memo::new(move |_| query.read().get("state").and_then(|code| State::from_code(&code)));
    let after = Memo::new(move |_| Cursor(query.read().get("after")));
    let page = Resource::new(
        move || (state.get(), after.get()),
        async |(state, after)| list_reports(ReportFilter { client: None, state }, after).await,
    );
    let href = |state: Option<State>| {
        state.map_or_else(|| "/reports".to_owned(), |state| format!("/reports?state={}", state.code()))
    };
    let shown = [State::Draft, State::Issued, State::Delivered, State::Objected, State::Accepted];
    let tabs = std::iter::once(TabItem::new(words::reports(lang), href(None)))
        .chain(
            shown.into_iter().map(|state| TabItem::new(trade::report_state(lang, state), href(Some(state)))),
        )
        .collect::<Vec<_>>();
    let current = Signal::derive(move || href(state.get()));
    view! {
        <TabTitle text=crate::label(Label::Reports)/>
        <div class="page reports">
            <PageHead title=crate::label(Label::Reports)>
                <Button variant=Variant::Primary icon=IconName::Plus href="/reports/new" key="C">{shell::new_report(lang)}</Button>
            </PageHead>
            <Tabs label=words::reports(lang) items=tabs current=current/>
            <div class="page-body">
                <Transition fallback=|| view! { <Waiting/> }>
                    {move || Suspend::new(async move {
                        match page.await {
                            Ok(page) if page.rows.is_empty() => view! { <Empty title=words::no_reports(lang)/> }.into_any(),
                            Ok(page) => view! { <ReportList page state=state.get_untracked() with_client=true/> }.into_any(),
                            Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                        }
                    })}
                </Transition>
            </div>
        </div>
    }
}

/// Rows of reports and the way to the next page.
#[component]
pub fn ReportList(page: Page<ReportRow>, state: Option<State>, with_client: bool) -> impl IntoView {
    let lang = crate::reader().lang;
    let next = page.next.0.clone().map(|after| match state {
        Some(state) => format!("?state={}&after={after}", state.code()),
        None => format!("?after={after}"),
    });
    let rows = page.rows.into_iter().map(|row| view! { <ReportLine row with_client/> }).collect_view();
    view! {
        <Rows label=words::reports(lang)>{rows}</Rows>
        {next.map(|href| view! { <NextPage href=href word=common::show_more(lang)/> })}
    }
}

#[component]
fn ReportLine(row: ReportRow, with_client: bool) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let contact = words::contact_of(&reader, row.kind, row.held_on);
    let client = row.client.spoken(lang).to_owned();
    let number = row.number.map(|number| show_digits(&number.to_string(), &reader));
    let what = match (with_client, number) {
        (true, Some(number)) => format!("{client}، {number}"),
        (true, None) => client.clone(),
        (false, Some(number)) => trade::report_number_text(lang, &number),
        (false, None) => trade::draft(lang).to_owned(),
    };
    let what = if lang == libero_domain::reader::Lang::En { what.replacen('،', ",", 1) } else { what };
    let why = format!("{contact} · {}", row.author.full(lang));
    view! {
        <Row what=what why=why href=format!("/reports/{}", row.id) tile=TileFace::new(first_letter(&client), row.client.hue)
            due=reader.day_near(row.held_on)>
            <StateTag state=row.state/>
        </Row>
    }
}
