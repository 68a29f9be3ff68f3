//! The agency's own settings and its colleagues.

use crate::api::agency::{EditAgency, RemoveHoliday, SetHoliday, agency_page};
use crate::api::users::{AddUser, EditUser, list_users, make_reset_link};
use crate::api::{Refusal, field_error, refused, sentence};
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use libero_domain::agency::AgencyPage as Agency;
use libero_domain::calendar::Calendar;
use libero_domain::id::{CommandId, UserId};
use libero_domain::money::MoneyUnit;
use libero_domain::office::{Holiday, HolidayStatus as Status};
use libero_domain::page::{Cursor, Page};
use libero_domain::rights::Role;
use libero_domain::user::UserRow;
use libero_domain::words::{common, shell, sign as words};
use libero_ui::*;

#[component]
pub(super) fn SettingsTabs(current: &'static str) -> impl IntoView {
    let lang = crate::reader().lang;
    let items = vec![
        TabItem::new(words::agency(lang), "/settings/agency"),
        TabItem::new(words::users(lang), "/settings/users"),
        TabItem::new(words::labels(lang), "/settings/labels"),
    ];
    view! { <Tabs label=shell::settings(lang) items=items current=Signal::stored(current.to_owned())/> }
}

#[component]
pub fn AgencyPage() -> impl IntoView {
    let page = Resource::new(|| (), async |()| agency_page().await);
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(agency) => view! { <AgencyForm agency/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn AgencyForm(agency: Agency) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let action = ServerAction::<EditAgency>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    Effect::new(move |_| {
        if matches!(action.value().get(), Some(Ok(()))) {
            let _ = window().location().reload();
        }
    });
    let stored = StoredValue::new(reader.clone());
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    let fields = agency.fields.clone();
    let text = |value: &str| RwSignal::new(value.to_owned());
    let calendar = text(if fields.calendar == Calendar::Jalali { "jalali" } else { "gregorian" });
    let unit = text(if fields.money_unit == MoneyUnit::Toman { "toman" } else { "rial" });
    view! {
        <TabTitle text=words::agency(lang)/>
        <div class="page settings">
            <PageHead title=shell::settings(lang)/>
            <SettingsTabs current="/settings/agency"/>
            <div class="page-body">
                <section class="setting">
                    <h2>{words::agency(lang)}</h2>
                    <ActionForm action=action>
                        {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                        <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                        <input type="hidden" name="version" value=agency.version.to_string()/>
                        <Fields columns=2>
                            <TextInput id="name_fa" name="fields[name_fa]" label=words::name_fa(lang) value=text(&fields.name_fa) error=error("name_fa")/>
                            <TextInput id="name_en" name="fields[name_en]" label=words::name_en(lang) value=text(&fields.name_en) error=error("name_en")/>
                            <TextInput id="letterhead" name="fields[letterhead]" label=words::letterhead(lang) value=text(&fields.letterhead) error=error("letterhead")/>
                            <TextInput id="area_code" name="fields[area_code]" label=words::area_code(lang) value=text(&fields.area_code) kind=InputKind::Number error=error("area_code")/>
                            <Segment id="calendar" name="fields[calendar]" label=words::calendar(lang) value=calendar
                                options=vec![Choice::new("jalali", shell::jalali(lang)), Choice::new("gregorian", shell::gregorian(lang))]/>
                            <Segment id="money_unit" name="fields[money_unit]" label=words::money_unit(lang) value=unit
                                options=vec![Choice::new("toman", words::toman(lang)), Choice::new("rial", words::rial(lang))]/>
                        </Fields>
                        <FormEnd><Button submit=true variant=Variant::Primary busy=action.pending() busy_text=words::save(lang)>{words::save(lang)}</Button></FormEnd>
                    </ActionForm>
                </section>
                <Hours agency/>
            </div>
        </div>
    }
}

/// The week that counts today, and the next days off.
#[component]
fn Hours(agency: Agency) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let today = reader.today();
    let week = agency.office.week_on(today).map(|week| week.days);
    let days = (0..7)
        .map(|at| {
            let hours = week.and_then(|days| days[at]);
            let class = match hours {
                None => "week-day off",
                Some(_) => "week-day",
            };
            let hours = hours.map_or_else(
                || words::off(lang).to_owned(),
                |(open, close)| words::hours(lang, &reader.clock(open), &reader.clock(close)),
            );
            view! { <div class=class><strong>{words::weekday(&reader, at)}</strong><span>{hours}</span></div> }
        })
        .collect_view();
    let ahead = agency
        .office
        .holidays
        .range(today..)
        .take(12)
        .map(|(_, holiday)| view! { <HolidayLine holiday=holiday.clone()/> })
        .collect_view();
    view! {
        <section class="setting">
            <h2>{words::hours_title(lang)}</h2>
            <div class="week">{days}</div>
            <GroupHead title=words::upcoming(lang) level=3/>
            <Rows label=words::upcoming(lang)>{ahead}</Rows>
            <p class="meta">{words::lunar_note(lang)}</p>
            <AddHoliday/>
        </section>
    }
}

/// A day off ahead: confirm what the moon decided, or take it back.
#[component]
fn HolidayLine(holiday: Holiday) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let (confirm, remove) = (ServerAction::<SetHoliday>::new(), ServerAction::<RemoveHoliday>::new());
    reload_when(Signal::derive(move || {
        matches!(confirm.value().get(), Some(Ok(()))) || matches!(remove.value().get(), Some(Ok(())))
    }));
    let estimated = holiday.status == Status::Estimated;
    let (tone, word) =
        if estimated { (Tone::Amber, words::estimated(lang)) } else { (Tone::Green, words::confirmed(lang)) };
    let (date, same) = (holiday.date.to_string(), holiday.date.to_string());
    let (what, why) = (holiday.name(lang).to_owned(), reader.day(holiday.date));
    view! {
        <Row what=what why=why icon=IconName::Cal>
            <Tag tone>{word}</Tag>
            {estimated.then(|| view! {
                <ActionForm action=confirm>
                    <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                    <input type="hidden" name="day" value=date/>
                    <input type="hidden" name="name_fa" value=holiday.name_fa/>
                    <input type="hidden" name="name_en" value=holiday.name_en/>
                    <input type="hidden" name="confirmed" value="true"/>
                    <Button submit=true size=Size::Small variant=Variant::Text>{words::confirm_holiday(lang)}</Button>
                </ActionForm>
            })}
            <ActionForm action=remove>
                <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                <input type="hidden" name="date" value=same/>
                <Button submit=true size=Size::Small variant=Variant::Quiet>{words::remove_holiday(lang)}</Button>
            </ActionForm>
        </Row>
    }
}

fn reload_when(done: Signal<bool>) {
    Effect::new(move |_| {
        if done.get() {
            let _ = window().location().reload();
        }
    });
}

/// A day off that no table knew: polluted air, heat, mourning.
#[component]
fn AddHoliday() -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let action = ServerAction::<SetHoliday>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    reload_when(Signal::derive(move || matches!(action.value().get(), Some(Ok(())))));
    let stored = StoredValue::new(reader);
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    let text = || RwSignal::new(String::new());
    view! {
        <h3>{words::add_holiday(lang)}</h3>
        <ActionForm action=action>
            {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
            <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
            <Fields columns=2>
                <TextInput id="day" label=words::holiday_day(lang) value=text() help=words::holiday_day_help(lang) error=error("day")/>
                <TextInput id="name_fa_holiday" name="name_fa" label=words::holiday_fa(lang) value=text() error=error("name_fa")/>
                <TextInput id="name_en_holiday" name="name_en" label=words::holiday_en(lang) value=text() error=error("name_en")/>
            </Fields>
            <Checkbox id="confirmed" label=words::is_confirmed(lang) checked=RwSignal::new(true) value="true"/>
            <FormEnd><Button submit=true busy=action.pending() busy_text=words::save(lang)>{words::add_holiday(lang)}</Button></FormEnd>
        </ActionForm>
    }
}

#[component]
pub fn UsersPage() -> impl IntoView {
    let query = use_query_map();
    let after = Memo::new(move |_| Cursor(query.read().get("after")));
    let page = Resource::new(move || after.get(), async |after| list_users(after).await);
    let again = Callback::new(move |()| page.refetch());
    let lang = crate::reader().lang;
    view! {
        <TabTitle text=words::users(lang)/>
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Users page again/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Users(page: Page<UserRow>, again: Callback<()>) -> impl IntoView {
    let lang = crate::reader().lang;
    let manages = crate::boot().me.is_some_and(|me| {
        let actor = libero_domain::rights::Actor { user: me.name.id, roles: me.roles };
        actor.may_here(libero_domain::rights::Action::UserManage)
    });
    let adding = RwSignal::new(false);
    let editing = RwSignal::new(None::<UserRow>);
    let next = page.next.0.clone().map(|after| format!("?after={after}"));
    let rows = page.rows.into_iter().map(|row| view! { <UserLine row editing manages/> }).collect_view();
    let open = Callback::new(move |_| adding.set(true));
    let edit_open = RwSignal::new(false);
    Effect::new(move |_| edit_open.set(editing.with(Option::is_some)));
    let close = Callback::new(move |()| editing.set(None));
    view! {
        <div class="page settings">
            <PageHead title=shell::settings(lang)>
                {manages.then(|| view! { <Button variant=Variant::Primary icon=IconName::UserPlus on_click=open>{words::add_user(lang)}</Button> })}
            </PageHead>
            <SettingsTabs current="/settings/users"/>
            <div class="page-body">
                <Rows label=words::users(lang)>{rows}</Rows>
                {next.map(|href| view! { <NextPage href=href word=common::show_more(lang)/> })}
            </div>
            <Dialog id="add-user" open=adding title=words::add_user(lang) close=words::close(lang) wide=true>
                <UserForm row=None done=Callback::new(move |()| { adding.set(false); again.run(()); })/>
            </Dialog>
            <Dialog id="edit-user" open=edit_open title=words::edit(lang) close=words::close(lang) wide=true on_close=close>
                {move || editing.get().map(|row| view! { <UserForm row=Some(row) done=Callback::new(move |()| { editing.set(None); again.run(()); })/> })}
            </Dialog>
        </div>
    }
}

#[component]
fn UserLine(row: UserRow, editing: RwSignal<Option<UserRow>>, manages: bool) -> impl IntoView {
    let lang = crate::reader().lang;
    let name = libero_domain::user::full_name(lang, &row.name, &row.surname, &row.latin);
    let roles: Vec<String> = row.roles.iter().map(|role| crate::label((*role).into())).collect();
    let roles = roles.join(if lang == libero_domain::reader::Lang::Fa { "، " } else { ", " });
    let id = row.id;
    let active = row.active;
    let stored = StoredValue::new(row);
    let edit = Callback::new(move |_| editing.set(Some(stored.get_value())));
    view! {
        <li class="row user-row">
            <Avatar name=name.clone()/>
            <span class="row-what"><strong><bdi>{name}</bdi></strong>" "<span class="meta">{roles}</span></span>
            <Ltr text=stored.with_value(|row| row.email.clone())/>
            {(!active).then(|| view! { <Tag>{words::inactive(lang)}</Tag> })}
            {manages.then(|| view! {
                <span class="line">
                    <Button size=Size::Small variant=Variant::Quiet on_click=edit>{words::edit(lang)}</Button>
                    <ResetLinkButton id/>
                </span>
            })}
        </li>
    }
}

/// Makes a one-time address that sets a password, and shows it once.
#[component]
fn ResetLinkButton(id: UserId) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let open = RwSignal::new(false);
    let address = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<Refusal>);
    let make = Callback::new(move |_| {
        spawn_local(async move {
            match make_reset_link(id).await {
                Ok(link) => {
                    let origin = window().location().origin().unwrap_or_default();
                    address.set(format!("{origin}{}", link.path));
                }
                Err(refused) => refusal.set(Some(refused)),
            }
            open.set(true);
        });
    });
    let copy = Callback::new(move |_| {
        let _ = window().navigator().clipboard().write_text(&address.get_untracked());
    });
    view! {
        <Button size=Size::Small variant=Variant::Quiet icon=IconName::Key on_click=make>{words::reset_link(lang)}</Button>
        <Dialog id=format!("reset-{id}") open title=words::reset_link(lang) close=words::close(lang)>
            {move || sentence(refusal.get().as_ref(), &reader).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
            <p class="dialog-text">{words::reset_link_help(lang)}</p>
            <p class="link-message"><bdi dir="ltr" class="ltr">{move || address.get()}</bdi></p>
            <div class="dialog-acts"><Button variant=Variant::Primary icon=IconName::Copy on_click=copy>{words::copy(lang)}</Button></div>
        </Dialog>
    }
}

/// Adds a colleague, or changes one.
#[component]
fn UserForm(row: Option<UserRow>, done: Callback<()>) -> impl IntoView {
    match row {
        None => {
            let action = ServerAction::<AddUser>::new();
            let refusal = Signal::derive(move || refused(&action.value().get()));
            Effect::new(move |_| {
                if matches!(action.value().get(), Some(Ok(()))) {
                    done.run(());
                }
            });
            view! {
                <ActionForm action=action>
                    <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                    <input type="hidden" name="id" value={crate::new_id::<UserId>().to_string()}/>
                    <UserInputs row=None refusal busy=action.pending()/>
                </ActionForm>
            }
            .into_any()
        }
        Some(row) => {
            let action = ServerAction::<EditUser>::new();
            let refusal = Signal::derive(move || refused(&action.value().get()));
            Effect::new(move |_| {
                if matches!(action.value().get(), Some(Ok(()))) {
                    done.run(());
                }
            });
            view! {
                <ActionForm action=action>
                    <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                    <input type="hidden" name="id" value=row.id.to_string()/>
                    <input type="hidden" name="version" value=row.version.to_string()/>
                    <UserInputs row=Some(row) refusal busy=action.pending()/>
                </ActionForm>
            }
            .into_any()
        }
    }
}

#[component]
fn UserInputs(
    row: Option<UserRow>,
    refusal: Signal<Option<Refusal>>,
    #[prop(into)] busy: Signal<bool>,
) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let is_new = row.is_none();
    let id = move |name: &str| if is_new { format!("new-{name}") } else { format!("edit-{name}") };
    let stored = StoredValue::new(reader);
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    let given = StoredValue::new(row.clone());
    let text = move |pick: fn(&UserRow) -> &str| {
        RwSignal::new(
            given.with_value(|row| row.as_ref().map(|row| pick(row).to_owned()).unwrap_or_default()),
        )
    };
    let own_lang = given.with_value(|row| row.as_ref().map_or(lang, |row| row.lang).code());
    let active = RwSignal::new(row.as_ref().is_none_or(|row| row.active));
    let held: Vec<Role> = row.as_ref().map(|row| row.roles.clone()).unwrap_or_default();
    let roles = Role::ALL
        .iter()
        .enumerate()
        .map(|(at, role)| {
            let checked = RwSignal::new(held.contains(role));
            view! { <Checkbox id=id(&format!("role-{}", role.code())) name=format!("fields[roles][{at}]") value=role.code() label=crate::label((*role).into()) checked/> }
        })
        .collect_view();
    let roles_error = error("roles");
    view! {
        {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
        <input type="hidden" name="fields[lang]" value=own_lang/>
        <Fields columns=2>
            <TextInput id=id("name") name="fields[name]" label=words::name(lang) value=text(|row| &row.name) error=error("name")/>
            <TextInput id=id("surname") name="fields[surname]" label=words::surname(lang) value=text(|row| &row.surname) error=error("surname")/>
            <TextInput id=id("latin") name="fields[latin]" label=words::latin(lang) value=text(|row| &row.latin) error=error("latin")/>
            <TextInput id=id("job") name="fields[job]" label=words::job(lang) value=text(|row| &row.job) error=error("job")/>
            <EmailInput id=id("email") name="fields[email]" label=words::email(lang) value=text(|row| &row.email) error=error("email")/>
            <TextInput id=id("mobile") name="fields[mobile]" label=words::mobile(lang) value=text(|row| row.mobile.as_deref().unwrap_or_default()) kind=InputKind::Tel error=error("mobile")/>
        </Fields>
        <fieldset class="stack-s">
            <legend>{words::roles(lang)}</legend>
            <div class="line">{roles}</div>
            {move || roles_error.get().map(|text| view! { <p class="field-error late">{text}</p> })}
        </fieldset>
        {(!is_new).then(|| view! { <Switch id=id("active") name="active" value="true" label=words::active(lang) checked=active/> })}
        <FormEnd><Button submit=true variant=Variant::Primary busy=busy busy_text=words::save(lang)>{words::save(lang)}</Button></FormEnd>
    }
}
