//! The client's register: words, weight, scope, source, and one read-back column a teammate.

use super::client_resource;
use super::head::ClientHead;
use crate::api::details::{add_detail, register};
use crate::api::{Refusal, field_error, sentence};
use crate::pages::report::weight_tone;
use crate::shell::{Trouble, Waiting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use libero_domain::command::Command;
use libero_domain::detail::{DetailRow, NewDetail, Register, Weight, When};
use libero_domain::id::{ClientId, CommandId};
use libero_domain::page::Cursor;
use libero_domain::team::Area;
use libero_domain::text::quote;
use libero_domain::user::UserName;
use libero_domain::words::{common, details as words, trade};
use libero_ui::*;

#[component]
pub fn DetailsPage() -> impl IntoView {
    let page = client_resource();
    let client = super::client_in_path();
    let query = use_query_map();
    let after = Memo::new(move |_| Cursor(query.read().get("after")));
    let rows = Resource::new(
        move || (client.get(), after.get()),
        async |(client, after)| match client {
            Some(client) => register(client, after).await,
            None => Err(libero_domain::error::Error::NotFound.into()),
        },
    );
    let again = Callback::new(move |()| {
        rows.refetch();
        page.refetch();
    });
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match (page.await, rows.await) {
                    (Ok(page), Ok(register)) => view! {
                        <div class="page client details">
                            <ClientHead page current="details"/>
                            <div class="page-body"><Table register again/></div>
                        </div>
                    }.into_any(),
                    (Err(refusal), _) | (_, Err(refusal)) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Table(register: Register, again: Callback<()>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let adding = RwSignal::new(false);
    let client = register.client.id;
    let mut columns = vec![
        Column::new(words::clients_words(lang)),
        Column::new(words::weight(lang)),
        Column::new(words::scope(lang)).phone_off(),
        Column::new(words::source(lang)).phone_off(),
    ];
    columns.extend(register.team.iter().map(|user| Column::new(user.full(lang)).avatar().phone_off()));
    let none = register.page.rows.is_empty();
    let next = register.page.next.0.clone().map(|after| format!("?after={after}"));
    let open = (register.open_read_backs > 0).then(|| words::open_count(&reader, register.open_read_backs));
    let team = register.team.clone();
    let rows = register
        .page
        .rows
        .into_iter()
        .map(|row| view! { <DetailLine row team=team.clone()/> })
        .collect_view();
    let add = Callback::new(move |_| adding.set(true));
    view! {
        <div class="toolbar">
            {open.map(|open| view! { <span class="warn line"><Icon name=IconName::Clock small=true/>{open}</span> })}
            {register.may_add.then(|| view! {
                <span class="end"><Button variant=Variant::Primary icon=IconName::Plus on_click=add>{words::new_detail(lang)}</Button></span>
            })}
        </div>
        {if none {
            view! { <Empty title=words::no_details(lang)/> }.into_any()
        } else {
            view! { <DataTable caption=words::title(lang) columns=columns>{rows}</DataTable> }.into_any()
        }}
        <p class="legend">
            <span><ReadMark state=ReadState::Read label=words::state_read(lang)/>{words::state_read(lang)}</span>
            <span><ReadMark state=ReadState::Waiting label=words::state_waiting(lang)/>{words::state_waiting(lang)}</span>
            <span><ReadMark state=ReadState::NotTheirs label=words::state_not_theirs(lang)/>{words::state_not_theirs(lang)}</span>
        </p>
        {next.map(|href| view! { <NextPage href=href word=common::show_more(lang)/> })}
        {register.may_add.then(|| view! { <AddDialog client open=adding again/> })}
    }
}

#[component]
fn DetailLine(row: DetailRow, team: Vec<UserName>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let said_by = row.said_by.as_ref().map(|person| trade::address(lang, person));
    let source = words::source_of(&reader, &row.source);
    let source = said_by.map_or(source.clone(), |name| format!("{name} · {source}"));
    let given = row.read_backs.iter().filter(|mark| mark.given).count();
    let read = libero_domain::words::client::read_of(&reader, given, row.read_backs.len());
    let marks = team
        .into_iter()
        .map(|user| {
            let mark = row.read_backs.iter().find(|mark| mark.user.id == user.id);
            let (state, word) = match mark {
                None => (ReadState::NotTheirs, words::state_not_theirs(lang)),
                Some(mark) if mark.given => (ReadState::Read, words::state_read(lang)),
                Some(mark) if mark.due < reader.now => (ReadState::Late, words::state_waiting(lang)),
                Some(_) => (ReadState::Waiting, words::state_waiting(lang)),
            };
            view! { <td class="centre phone-off"><ReadMark state label=format!("{}: {word}", user.full(lang))/></td> }
        })
        .collect_view();
    view! {
        <tr>
            <td class="strong"><span class="with-icon"><Icon name=IconName::Detail/><span dir="auto">{quote(lang, &row.words)}</span></span>
                <span class="phone-only meta">{read}</span>
                {row.contested.then(|| view! { <Tag tone=Tone::Anar>{trade::contested(lang)}</Tag> })}
            </td>
            <td><Tag tone=weight_tone(row.weight)>{trade::weight(lang, row.weight)}</Tag></td>
            <td class="phone-off">{trade::scope(&reader, &row.when, &row.areas)}</td>
            <td class="phone-off meta"><bdi>{source}</bdi></td>
            {marks}
        </tr>
    }
}

/// A detail from a paper or a talk, outside any report.
#[component]
fn AddDialog(client: ClientId, open: RwSignal<bool>, again: Callback<()>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let (said, source) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let weight = RwSignal::new(Weight::Taste.code().to_owned());
    let weights = Weight::ALL.map(|weight| Choice::new(weight.code(), trade::weight(lang, weight))).to_vec();
    let areas: Vec<(Area, RwSignal<bool>)> =
        Area::ALL.into_iter().map(|area| (area, RwSignal::new(false))).collect();
    let boxes = areas
        .iter()
        .map(|(area, checked)| view! { <Checkbox id=format!("new-area-{}", area.code()) label=trade::area(lang, *area) checked=*checked/> })
        .collect_view();
    let areas = StoredValue::new(areas);
    let refusal = RwSignal::new(None::<Refusal>);
    let busy = RwSignal::new(false);
    let command = StoredValue::new(crate::new_id::<CommandId>());
    let id = StoredValue::new(crate::new_id());
    let stored = StoredValue::new(reader);
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    let add = Callback::new(move |_| {
        let detail = NewDetail {
            id: id.get_value(),
            client,
            words: said.get_untracked(),
            said_by: None,
            weight: Weight::from_code(&weight.get_untracked()).unwrap_or_default(),
            when: When::Always,
            areas: areas.with_value(|areas| {
                areas.iter().filter(|(_, on)| on.get_untracked()).map(|(area, _)| *area).collect()
            }),
            source: source.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = add_detail(Command { id: command.get_value(), body: detail }).await;
            busy.set(false);
            match answer {
                Ok(()) => {
                    open.set(false);
                    said.set(String::new());
                    source.set(String::new());
                    refusal.set(None);
                    id.set_value(crate::new_id());
                    command.set_value(crate::new_id());
                    again.run(());
                }
                Err(refused) => {
                    // What was refused is mended first, so the next press is a new intent.
                    if refused.0.status() < 500 {
                        command.set_value(crate::new_id());
                    }
                    refusal.set(Some(refused));
                }
            }
        });
    });
    view! {
        <Dialog id="add-detail" open title=words::new_detail(lang) close=libero_domain::words::shell::close(lang) wide=true>
            {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
            <Fields>
                <TextArea id="new-detail" label=words::words_field(lang) value=said rows=2 max_len=2000 error=error("words")/>
                <Segment id="new-weight" label=words::weight(lang) value=weight options=weights/>
                <TextInput id="new-source" label=words::source_field(lang) value=source placeholder=words::source_hint(lang) error=error("source")/>
            </Fields>
            <fieldset class="areas"><legend>{words::scope(lang)}" "<span class="meta">{trade::all_work(lang)}</span></legend><div class="line">{boxes}</div></fieldset>
            <div class="dialog-acts">
                <Button variant=Variant::Primary busy=busy busy_text=words::sending(lang) on_click=add>{words::add(lang)}</Button>
            </div>
        </Dialog>
    }
}
