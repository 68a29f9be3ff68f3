//! People of a client: the list, a new one, one to change.

use super::form::go_when_done;
use super::head::ClientHead;
use super::overview::PersonLine;
use super::{client_in_path, client_resource};
use crate::api::people::{AddPerson, EditPerson as EditPersonCall, get_person};
use crate::api::{Refusal, field_error, refused, sentence};
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use libero_domain::calendar::Calendar;
use libero_domain::error::Error;
use libero_domain::id::{ClientId, CommandId, PersonId};
use libero_domain::person::{EditPerson, Part, PersonFields, Stance, Title};
use libero_domain::words::{client as words, shell, trade};
use libero_ui::*;

#[component]
pub fn PeoplePage() -> impl IntoView {
    let page = client_resource();
    let lang = crate::reader().lang;
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => {
                        let id = page.client.id;
                        let people = page.people.iter().map(|person| view! { <PersonLine person=person.clone() id/> }).collect_view();
                        let none = page.people.is_empty();
                        let may = page.may.edit_people;
                        view! {
                            <div class="page client">
                                <ClientHead page current="people"/>
                                <div class="page-body">
                                    {none.then(|| view! { <Empty title=words::no_people(lang)/> })}
                                    <div class="people-list">{people}</div>
                                    {may.then(|| view! {
                                        <FormEnd><Button variant=Variant::Primary icon=IconName::UserPlus href=format!("/clients/{id}/people/new")>{words::add_person(lang)}</Button></FormEnd>
                                    })}
                                </div>
                            </div>
                        }.into_any()
                    }
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
pub fn NewPersonPage() -> impl IntoView {
    let lang = crate::reader().lang;
    let client = client_in_path();
    let action = ServerAction::<AddPerson>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    view! {
        <TabTitle text=words::add_person(lang)/>
        {move || client.get().map(|client| {
            go_when_done(Signal::derive(move || matches!(action.value().get(), Some(Ok(())))), format!("/clients/{client}/people"));
            view! {
                <PersonFrame client title=words::add_person(lang)>
                    <ActionForm action=action>
                        <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                        <input type="hidden" name="id" value={crate::new_id::<PersonId>().to_string()}/>
                        <input type="hidden" name="client" value=client.to_string()/>
                        <PersonInputs fields=PersonFields { influence: 2, ..PersonFields::default() } client refusal busy=action.pending()/>
                    </ActionForm>
                </PersonFrame>
            }
        })}
    }
}

#[component]
pub fn EditPersonPage() -> impl IntoView {
    let client = client_in_path();
    let params = use_params_map();
    let id = move || params.read().get("person").and_then(|id| id.parse().ok());
    let person = Resource::new(id, async |id| match id {
        Some(id) => get_person(id).await,
        None => Err(crate::pages::not_found::nothing_here()),
    });
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match (person.await, client.get_untracked()) {
                    (Ok(person), Some(client)) => view! { <EditPersonForm person client/> }.into_any(),
                    (Err(refusal), _) => view! { <Trouble refusal/> }.into_any(),
                    (_, None) => view! { <Trouble refusal=Refusal(Error::NotFound)/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn EditPersonForm(person: EditPerson, client: ClientId) -> impl IntoView {
    let lang = crate::reader().lang;
    let action = ServerAction::<EditPersonCall>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    go_when_done(
        Signal::derive(move || matches!(action.value().get(), Some(Ok(())))),
        format!("/clients/{client}/people"),
    );
    view! {
        <TabTitle text=words::edit_person(lang)/>
        <PersonFrame client title=words::edit_person(lang)>
            <ActionForm action=action>
                <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                <input type="hidden" name="id" value=person.id.to_string()/>
                <input type="hidden" name="version" value=person.version.to_string()/>
                <PersonInputs fields=person.fields client refusal busy=action.pending()/>
            </ActionForm>
        </PersonFrame>
    }
}

#[component]
fn PersonFrame(client: ClientId, title: &'static str, children: Children) -> impl IntoView {
    let lang = crate::reader().lang;
    view! {
        <div class="page narrow">
            <PageHead title=title small=true back=words::people(lang) back_href=format!("/clients/{client}/people")/>
            <div class="page-body">{children()}</div>
        </div>
    }
}

#[component]
fn PersonInputs(
    fields: PersonFields,
    client: ClientId,
    refusal: Signal<Option<Refusal>>,
    #[prop(into)] busy: Signal<bool>,
) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let stored = StoredValue::new(reader);
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    let text = |value: &str| RwSignal::new(value.to_owned());
    let titles = Title::ALL.map(|title| Choice::new(title.code(), trade::title(lang, title))).to_vec();
    let parts = Part::ALL.map(|part| Choice::new(part.code(), trade::part(lang, part))).to_vec();
    let stances = Stance::ALL.map(|stance| Choice::new(stance.code(), trade::stance(lang, stance))).to_vec();
    let levels = vec![
        Choice::new("1", words::influence_low(lang)),
        Choice::new("2", words::influence_mid(lang)),
        Choice::new("3", words::influence_high(lang)),
    ];
    let languages = vec![Choice::new("fa", shell::persian(lang)), Choice::new("en", shell::english(lang))];
    let calendars =
        vec![Choice::new("jalali", shell::jalali(lang)), Choice::new("gregorian", shell::gregorian(lang))];
    let calendar = text(if fields.calendar == Calendar::Jalali { "jalali" } else { "gregorian" });
    let confirms = RwSignal::new(fields.may_confirm);
    view! {
        {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
        <Fields columns=2>
            <Select id="title" name="fields[title]" label=words::title(lang) value=text(fields.title.code()) options=titles/>
            <TextInput id="first_name" name="fields[name]" label=words::first_name(lang) value=text(&fields.name) error=error("name")/>
            <TextInput id="surname" name="fields[surname]" label=words::surname(lang) value=text(&fields.surname) error=error("surname") required=true/>
            <TextInput id="latin" name="fields[latin]" label=words::latin(lang) value=text(&fields.latin) error=error("latin")/>
            <TextInput id="job" name="fields[job]" label=words::job(lang) value=text(&fields.job) error=error("job")/>
            <TextInput id="mobile" name="fields[mobile]" label=words::mobile(lang) value=text(&fields.mobile) kind=InputKind::Tel error=error("mobile")/>
            <TextInput id="email" name="fields[email]" label=words::email(lang) value=text(&fields.email) kind=InputKind::Email error=error("email")/>
            <TextInput id="best_hours" name="fields[best_hours]" label=words::best_hours(lang) value=text(&fields.best_hours) error=error("best_hours")/>
            <Segment id="lang" name="fields[lang]" label=words::language(lang) value=text(fields.lang.code()) options=languages/>
            <Segment id="calendar" name="fields[calendar]" label=words::calendar(lang) value=calendar options=calendars/>
            <Select id="part" name="fields[part]" label=words::part(lang) value=text(fields.part.code()) options=parts/>
            <Segment id="influence" name="fields[influence]" label=words::influence(lang) value=text(&fields.influence.to_string()) options=levels error=error("influence")/>
            <Select id="stance" name="fields[stance]" label=words::stance(lang) value=text(fields.stance.code()) options=stances/>
        </Fields>
        <Checkbox id="may_confirm" name="fields[may_confirm]" value="true" label=words::may_confirm(lang) checked=confirms/>
        <FormEnd>
            <Button submit=true variant=Variant::Primary size=Size::Touch busy=busy busy_text=words::saving(lang)>{words::save(lang)}</Button>
            <Button variant=Variant::Quiet size=Size::Touch href=format!("/clients/{client}/people")>{words::cancel(lang)}</Button>
        </FormEnd>
    }
}
