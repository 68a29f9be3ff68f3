//! Promises both ways.

use super::client_resource;
use super::head::ClientHead;
use crate::api::promises::{keep_promise, list_promises};
use crate::shell::{Trouble, Waiting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use libero_domain::id::CommandId;
use libero_domain::page::Cursor;
use libero_domain::promise::{PromiseRow, PromiseState, Side};
use libero_domain::words::{client as words, common, errors, trade};
use libero_ui::*;

#[component]
pub fn PromisesPage() -> impl IntoView {
    let page = client_resource();
    let client = super::client_in_path();
    let query = use_query_map();
    let after = Memo::new(move |_| Cursor(query.read().get("after")));
    let promises = Resource::new(
        move || (client.get(), after.get()),
        async |(client, after)| match client {
            Some(client) => list_promises(client, after).await,
            None => Err(libero_domain::error::Error::NotFound.into()),
        },
    );
    let again = Callback::new(move |()| {
        promises.refetch();
        page.refetch();
    });
    let lang = crate::reader().lang;
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match (page.await, promises.await) {
                    (Ok(page), Ok(promises)) => {
                        let none = promises.rows.is_empty();
                        let next = promises.next.0.clone().map(|after| format!("?after={after}"));
                        let rows = promises.rows.into_iter().map(|promise| view! { <PromiseLine promise again/> }).collect_view();
                        view! {
                            <div class="page client">
                                <ClientHead page current="promises"/>
                                <div class="page-body">
                                    {none.then(|| view! { <Empty title=words::no_promises(lang)/> })}
                                    <Rows label=words::promises(lang)>{rows}</Rows>
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

/// One promise with its one act.
#[component]
pub(super) fn PromiseLine(promise: PromiseRow, again: Callback<()>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let owner = if lang == libero_domain::reader::Lang::En && !promise.owner_latin.is_empty() {
        promise.owner_latin.clone()
    } else {
        promise.owner_name.clone()
    };
    let source = promise.report.map(|(_, number, _)| trade::report_number(&reader, number));
    let side = match promise.side {
        Side::Ours => None,
        Side::Theirs => Some(words::their_promises(lang).to_owned()),
    };
    let why = [side, Some(owner), source].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let is_open = promise.state == PromiseState::Open;
    let (due, tone) = if promise.late && is_open {
        (reader.late(promise.due).unwrap_or_else(|| reader.until(promise.due)), Tone::Anar)
    } else {
        (reader.until(promise.due), Tone::Plain)
    };
    let href = promise.report.map(|(report, ..)| format!("/reports/{report}")).unwrap_or_default();
    let (id, version) = (promise.id, promise.version);
    let toasts = use_toasts();
    let keep = Callback::new(move |_| {
        spawn_local(async move {
            match keep_promise(crate::new_id::<CommandId>(), id, version, !is_open).await {
                Ok(()) => again.run(()),
                Err(refusal) => toasts.show(errors::sentence(&crate::reader(), &refusal.0)),
            }
        });
    });
    let act = if is_open { words::mark_done(lang) } else { words::undo(lang) };
    view! {
        <Row what=promise.words why=why href=href icon=IconName::Flag due=due due_tone=tone done=!is_open>
            {promise.contested.then(|| view! { <Tag tone=Tone::Anar>{words::contested(lang)}</Tag> })}
            {promise.delivery.then(|| view! { <Tag>{words::delivery(lang)}</Tag> })}
            {promise.may_keep.then(|| view! { <Button size=Size::Small variant=Variant::Text on_click=keep>{act}</Button> })}
        </Row>
    }
}
