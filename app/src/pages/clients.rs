//! The list of clients that are open to the reader, and a new one.

use crate::api::clients::{CreateClient, list_clients};
use crate::api::{field_error, refused, sentence};
use crate::pages::client::ClientInputs;
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;
use libero_domain::client::{ClientFields, ClientFilter, ClientList, ClientRow, Tier, silent_days};
use libero_domain::id::{ClientId, CommandId};
use libero_domain::label::Label;
use libero_domain::page::Cursor;
use libero_domain::rights::{Action, Actor};
use libero_domain::text::first_letter;
use libero_domain::words::{client as words, common, trade};
use libero_ui::*;

#[component]
pub fn ClientsPage() -> impl IntoView {
    let query = use_query_map();
    let search = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let mine = Memo::new(move |_| query.read().get("mine").is_some());
    let after = Memo::new(move |_| Cursor(query.read().get("after")));
    let list = Resource::new(
        move || (search.get(), mine.get(), after.get()),
        async |(search, mine, after)| list_clients(ClientFilter { search, mine, tier: None }, after).await,
    );
    view! {
        <TabTitle text=crate::label(Label::Clients)/>
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match list.await {
                    Ok(list) => view! { <Shown list search=search.get_untracked() mine=mine.get_untracked()/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn may_create() -> bool {
    crate::boot()
        .me
        .is_some_and(|me| Actor { user: me.name.id, roles: me.roles }.may_here(Action::ClientCreate))
}

#[component]
fn Shown(list: ClientList, search: String, mine: bool) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let value = RwSignal::new(search.clone());
    let tabs =
        vec![TabItem::new(words::all(lang), "/clients"), TabItem::new(words::mine(lang), "/clients?mine=1")];
    let current = Signal::stored(if mine { "/clients?mine=1".to_owned() } else { "/clients".to_owned() });
    let next = list.page.next.0.clone().map(|after| {
        let mine = if mine { "&mine=1" } else { "" };
        format!("/clients?after={after}&q={search}{mine}")
    });
    let columns = vec![
        Column::new(words::client(lang)),
        Column::new(words::tier(lang)).phone_off(),
        Column::new(words::industry(lang)).phone_off(),
        Column::new(words::owner(lang)).phone_off(),
        Column::new(words::last_contact(lang)),
        Column::new(words::promises(lang)).num(),
    ];
    let is_empty = list.page.rows.is_empty();
    let rows = list.page.rows.into_iter().map(|row| view! { <ClientLine row/> }).collect_view();
    let nothing = if search.is_empty() && !mine {
        view! { <Empty title=words::no_clients(lang) text=words::no_clients_text(lang)/> }.into_any()
    } else {
        view! { <Empty title=common::nothing_found(lang)/> }.into_any()
    };
    view! {
        <div class="page clients">
            <PageHead title=crate::label(Label::Clients) meta=words::totals(&reader, list.total, list.key)>
                {may_create().then(|| view! {
                    <Button variant=Variant::Primary icon=IconName::Plus href="/clients/new">{words::new_client(lang)}</Button>
                })}
            </PageHead>
            <Tabs label=words::clients(lang) items=tabs current=current/>
            <div class="page-body">
                <Form method="get" action="/clients" attr:role="search"><div class="toolbar">
                    <SearchInput id="q" label=words::search(lang) placeholder=words::search(lang) value=value/>
                    {mine.then(|| view! { <input type="hidden" name="mine" value="1"/> })}
                    <Button submit=true>{words::filter(lang)}</Button>
                </div></Form>
                {if is_empty { nothing } else {
                    view! { <DataTable caption=words::clients(lang) columns=columns>{rows}</DataTable> }.into_any()
                }}
                {next.map(|href| view! { <NextPage href=href word=common::show_more(lang)/> })}
            </div>
        </div>
    }
}

#[component]
fn ClientLine(row: ClientRow) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let name = row.client.full(lang).to_owned();
    let letter = first_letter(row.client.spoken(lang));
    let tier_tone = match row.tier {
        Tier::Key => Tone::Green,
        Tier::Standard => Tone::Plain,
        Tier::Prospect => Tone::Outline,
    };
    let silent = row.last_contact.map(|last| silent_days(Some(last), last, reader.today()));
    let tone = match silent {
        None => Tone::Outline,
        Some(days) if days > 2 * i64::from(row.cadence_days) => Tone::Anar,
        Some(days) if days > i64::from(row.cadence_days) => Tone::Amber,
        Some(_) => Tone::Green,
    };
    let contact =
        row.last_contact.map_or_else(|| words::never(lang).to_owned(), |last| reader.days_ago(last));
    let open = (row.open_promises > 0).then(|| reader.count(row.open_promises as usize));
    let late = (row.late_promises > 0).then(|| words::late(&reader, row.late_promises));
    view! {
        <tr>
            <td class="strong">
                <a class="line" href=format!("/clients/{}", row.client.id)><Tile letter hue=row.client.hue/><bdi>{name}</bdi></a>
            </td>
            <td class="phone-off"><Tag tone=tier_tone>{trade::tier(lang, row.tier)}</Tag></td>
            <td class="phone-off meta"><bdi>{row.industry}</bdi></td>
            <td class="phone-off">{row.owner.map(|owner| view! { <Person name=owner.full(lang)/> })}</td>
            <td><Status tone>{contact}</Status>" "<span class="meta phone-off">{words::every(&reader, row.cadence_days)}</span></td>
            <td class="num">
                {open.unwrap_or_else(|| "—".to_owned())}
                {late.map(|late| view! { " "<bdi><Status tone=Tone::Anar>{late}</Status></bdi> })}
            </td>
        </tr>
    }
}

#[component]
pub fn NewClientPage() -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let action = ServerAction::<CreateClient>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let stored = StoredValue::new(reader);
    let error =
        Callback::new(move |field: String| field_error(refusal.get().as_ref(), &field, &stored.get_value()));
    view! {
        <TabTitle text=words::new_client(lang)/>
        <div class="page narrow">
            <PageHead title=words::new_client(lang) small=true back=crate::label(Label::Clients) back_href="/clients"/>
            <div class="page-body">
                <ActionForm action=action>
                    {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                    <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                    <input type="hidden" name="id" value={crate::new_id::<ClientId>().to_string()}/>
                    <ClientInputs fields=ClientFields::default() error/>
                    <FormEnd>
                        <Button submit=true variant=Variant::Primary size=Size::Touch busy=action.pending() busy_text=words::saving(lang)>{words::save(lang)}</Button>
                        <Button variant=Variant::Quiet size=Size::Touch href="/clients">{words::cancel(lang)}</Button>
                    </FormEnd>
                </ActionForm>
            </div>
        </div>
    }
}
