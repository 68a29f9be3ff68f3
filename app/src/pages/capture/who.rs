//! With whom, when and where: guessed, shown in one line, changed in a drawer.

use super::{Sheet, line};
use leptos::prelude::*;
use libero_domain::calendar::{ParseContext, parse_day, parse_time};
use libero_domain::client::ClientName;
use libero_domain::contact_report::{ContactKind, Party, ReportBody};
use libero_domain::id::ClientId;
use libero_domain::limits;
use libero_domain::text::first_letter;
use libero_domain::words::{capture as words, errors, trade};
use libero_ui::*;

/// Clients shown to press at once; more are in the drawer.
const AT_HAND: usize = 8;

#[component]
pub(super) fn Who(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let chosen = Memo::new(move |_| sheet.desk.body.with(|body| body.client));
    let client = Memo::new(move |_| chosen.get().and_then(|id| sheet.names.client(id)));
    let contact = move || {
        sheet.offline.reader.with(|reader| sheet.desk.body.with(|body| words::contact_line(reader, body)))
    };
    let face = move || {
        client.get().map(|client| {
            view! { <Tile letter=first_letter(client.spoken(lang)) hue=client.hue size=TileSize::Medium/> }
        })
    };
    let name = move || match (client.get(), chosen.get()) {
        (Some(client), _) => client.full(lang).to_owned(),
        (None, Some(_)) => words::client(lang).to_owned(),
        (None, None) => words::no_client(lang).to_owned(),
    };
    let change = Callback::new(move |_| sheet.contact_open.set(true));
    view! {
        <div class="capture-who">
            {face}
            <div>
                <strong><bdi>{name}</bdi></strong>
                <span class="meta"><bdi>{contact}</bdi></span>
            </div>
            <Button variant=Variant::Quiet on_click=change>{words::change(lang)}</Button>
        </div>
        {move || chosen.get().is_none().then(|| view! { <AtHand sheet/> })}
    }
}

/// The clients to press, while none is chosen.
#[component]
fn AtHand(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    move || {
        let clients = sheet.names.clients();
        if clients.is_empty() {
            let known = sheet.offline.pocket.with(Option::is_some);
            let offline = !sheet.offline.online.get();
            let text = match (known, offline && sheet.desk.loaded.get()) {
                (true, _) => words::no_clients(lang),
                (false, true) => words::clients_away(lang),
                (false, false) => return None,
            };
            return Some(view! { <p class="meta">{text}</p> }.into_any());
        }
        let more = (clients.len() > AT_HAND).then(|| view! {
            <button type="button" class="filter-chip" on:click=move |_| sheet.contact_open.set(true)>{words::other_client(lang)}</button>
        });
        let press = move |client: ClientName| {
            let id = client.id;
            let name = client.spoken(lang).to_owned();
            view! {
                <button type="button" class="filter-chip" on:click=move |_| sheet.choose(id)>
                    <Tile letter=first_letter(&name) hue=client.hue size=TileSize::Small/>
                    <bdi>{name}</bdi>
                </button>
            }
        };
        Some(
            view! {
                <div class="chips" role="group" aria-label=words::which_client(lang)>
                    {clients.into_iter().take(AT_HAND).map(press).collect_view()}
                    {more}
                </div>
            }
            .into_any(),
        )
    }
}

/// Who was there, as chips.
#[component]
pub(super) fn People(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let there = Memo::new(move |_| {
        sheet.desk.body.with(|body| body.attendees.iter().map(|attendee| attendee.who).collect::<Vec<_>>())
    });
    let chips = move || {
        there.get()
            .into_iter()
            .map(|who| {
                let name = sheet.names.party(who, lang).unwrap_or_else(|| words::someone(lang).into());
                let remove = Callback::new(move |()| sheet.put(|body| line::set_present(body, who, false)));
                view! { <PersonChip name=name.clone() remove=words::remove_person(lang, &name) on_remove=remove/> }
            })
            .collect_view()
    };
    let add = Callback::new(move |_| sheet.people_open.set(true));
    let has_client = move || sheet.desk.body.with(|body| body.client.is_some());
    view! {
        <div class="chips" role="group" aria-label=words::people(lang)>
            {chips}
            {move || has_client().then(|| view! {
                <Button variant=Variant::Outline icon=IconName::Plus label=words::add_people(lang) on_click=add/>
            })}
        </div>
    }
}

#[component]
pub(super) fn PeopleDrawer(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    view! {
        <Dialog id="people" open=sheet.people_open title=words::people(lang) close=words::close(lang) drawer=true>
            {move || sheet.people_open.get().then(|| view! { <PeopleForm sheet/> })}
        </Dialog>
    }
}

#[component]
fn PeopleForm(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let (client, there) = sheet.desk.body.with_untracked(|body| {
        (body.client, body.attendees.iter().map(|attendee| attendee.who).collect::<Vec<_>>())
    });
    let box_of = move |who: Party, name: String, job: String| {
        let checked = RwSignal::new(there.contains(&who));
        let change = Callback::new(move |on| sheet.put(|body| line::set_present(body, who, on)));
        view! { <Checkbox id=format!("there-{}", who.uuid()) label=words::join(lang, [name, job]) checked on_change=change/> }
    };
    move || {
        let people = client.map(|client| sheet.names.people(client)).unwrap_or_default();
        let team = client.map(|client| sheet.names.team(client)).unwrap_or_default();
        view! {
            <div class="stack">
                <fieldset class="stack-s">
                    <legend class="strong">{words::from_client(lang)}</legend>
                    {people.into_iter().map(|person| box_of(Party::Person(person.id), person.full(lang), person.job)).collect_view()}
                </fieldset>
                <fieldset class="stack-s">
                    <legend class="strong">{words::from_agency(lang)}</legend>
                    {team.into_iter().map(|user| box_of(Party::User(user.id), user.full(lang), user.job)).collect_view()}
                </fieldset>
            </div>
            <FormEnd>
                <Button variant=Variant::Primary on_click=Callback::new(move |_| sheet.people_open.set(false))>{words::finish_edit(lang)}</Button>
            </FormEnd>
        }
    }
}

#[component]
pub(super) fn ContactDrawer(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let closed = Callback::new(move |()| sheet.finishing.set(false));
    view! {
        <Dialog id="contact" open=sheet.contact_open title=words::contact(lang) close=words::close(lang) drawer=true on_close=closed>
            {move || sheet.contact_open.get().then(|| view! { <ContactForm sheet/> })}
        </Dialog>
    }
}

#[component]
fn ContactForm(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let reader = sheet.offline.reader.get_untracked();
    let body = sheet.desk.body.get_untracked();
    let client = RwSignal::new(body.client.map(|id| id.to_string()).unwrap_or_default());
    let choose = Callback::new(move |picked: String| {
        if let Ok(id) = picked.parse::<ClientId>() {
            sheet.choose(id);
        }
    });
    let clients = move || {
        sheet
            .names
            .clients()
            .iter()
            .map(|of| Choice::new(of.id.to_string(), of.full(lang)))
            .collect::<Vec<_>>()
    };
    let kind = RwSignal::new(body.kind.code().to_owned());
    let kinds =
        ContactKind::ALL.map(|kind| Choice::new(kind.code(), trade::contact_kind(lang, kind))).to_vec();
    let set_kind = Callback::new(move |code: String| {
        if let Some(kind) = ContactKind::from_code(&code) {
            sheet.put(|body| body.kind = kind);
        }
    });
    let clock = |time: Option<chrono::NaiveTime>| time.map(|time| reader.clock(time)).unwrap_or_default();
    let (day, place) = (RwSignal::new(reader.day(body.held_on)), RwSignal::new(body.place.clone()));
    let (from, to) = (RwSignal::new(clock(body.from)), RwSignal::new(clock(body.to)));
    let (day_error, from_error, to_error) = (wrong(), wrong(), wrong());
    let set_day = Callback::new(move |text: String| {
        let reader = sheet.offline.reader.get_untracked();
        let office = untrack(|| sheet.names.office(&reader));
        match parse_day(&text, &ParseContext::of(&reader, &office)) {
            Ok(date) => {
                day_error.set(None);
                sheet.put(|body| body.held_on = date);
            }
            Err(code) => day_error.set(Some(errors::code(&reader, &code))),
        }
    });
    let set_time =
        move |error: RwSignal<Option<String>>, apply: fn(&mut ReportBody, Option<chrono::NaiveTime>)| {
            Callback::new(move |text: String| {
                let parsed = if text.trim().is_empty() { Ok(None) } else { parse_time(&text).map(Some) };
                match parsed {
                    Ok(time) => {
                        error.set(None);
                        sheet.put(|body| apply(body, time));
                    }
                    Err(code) => error
                        .set(Some(sheet.offline.reader.with_untracked(|reader| errors::code(reader, &code)))),
                }
            })
        };
    let resolved = Signal::derive(move || {
        sheet.offline.reader.with(|reader| sheet.desk.body.with(|body| reader.day_long(body.held_on)))
    });
    let set_place = Callback::new(move |text: String| sheet.put(|body| body.place = text));
    view! {
        {move || sheet.finishing.get().then(|| view! { <Banner tone=BannerTone::Info icon=IconName::Clients>{words::client_needed(lang)}</Banner> })}
        <Fields>
            {move || view! {
                <Select id="client" label=words::client(lang) value=client options=clients() empty="—" on_change=choose/>
            }}
            <Segment id="contact-kind" label=words::kind_of_contact(lang) value=kind options=kinds on_change=set_kind/>
            <DateField id="held-on" label=words::day(lang) value=day resolved=resolved help=words::day_help(lang)
                error=day_error on_change=set_day/>
            <Fields columns=2>
                <TextInput id="from" label=words::from_hour(lang) value=from kind=InputKind::Number error=from_error
                    on_change=set_time(from_error, |body, time| body.from = time)/>
                <TextInput id="to" label=words::to_hour(lang) value=to kind=InputKind::Number error=to_error
                    on_change=set_time(to_error, |body, time| body.to = time)/>
            </Fields>
            <TextInput id="place" label=words::place(lang) value=place max_len={limits::TITLE as u32} on_input=set_place/>
        </Fields>
        <FormEnd>
            <Button variant=Variant::Primary on_click=Callback::new(move |_| sheet.contact_open.set(false))>{words::finish_edit(lang)}</Button>
        </FormEnd>
    }
}

fn wrong() -> RwSignal<Option<String>> {
    RwSignal::new(None)
}
