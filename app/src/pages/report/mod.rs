//! One report: written as a draft beside the client's paper, read once it is sent.

mod composer;
mod editor;
mod entry;
mod facts;
mod reading;
mod send;
mod sheet;

pub(crate) use entry::weight_tone;
pub(crate) use reading::StateTag;

use crate::api::reports::report_page;
use crate::shell::{TabTitle, Trouble, Waiting};
use editor::Editor;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use libero_domain::calendar::Calendar;
use libero_domain::contact_report::{Party, ReportPage as Page, State};
use libero_domain::reader::{Digits, Lang, Reader};
use libero_domain::words::report as words;
use reading::Reading;

#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").and_then(|id| id.parse().ok());
    let page = Resource::new(id, async |id| match id {
        Some(id) => report_page(id).await,
        None => Err(crate::pages::not_found::nothing_here()),
    });
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Shown page/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(page: Page) -> impl IntoView {
    let reader = crate::reader();
    let title = words::title(&reader, page.number, page.body.kind, page.body.held_on);
    let tab = format!("{title}، {}", page.client.spoken(reader.lang));
    view! {
        <TabTitle text=tab/>
        {if page.state == State::Draft && page.may.edit {
            view! { <Editor page/> }.into_any()
        } else {
            view! { <Reading page/> }.into_any()
        }}
    }
}

/// Name of somebody of either side, as the reader writes it.
pub(crate) fn party_name(page: &Page, party: Party, lang: Lang) -> String {
    match party {
        Party::Person(id) => {
            page.people.iter().find(|person| person.id == id).map(|person| person.full(lang))
        }
        Party::User(id) => page.team.iter().find(|user| user.id == id).map(|user| user.full(lang)),
    }
    .unwrap_or_default()
}

/// The reader of a paper in `lang`: the same moment and zone, the language's own calendar and digits.
pub(crate) fn paper_reader(reader: &Reader, lang: Lang) -> Reader {
    Reader {
        lang,
        calendar: if lang == Lang::Fa { Calendar::Jalali } else { Calendar::Gregorian },
        digits: if lang == Lang::Fa { Digits::Persian } else { Digits::Latin },
        ..reader.clone()
    }
}
