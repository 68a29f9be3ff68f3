//! One's own page: how Libero reads, the password, the devices, the way out.

use crate::api::session::{ChangePassword, SetPreferences, SignOutEverywhere, list_sessions};
use crate::api::{field_error, refused, sentence};
use crate::shell::{SignOutButton, TabTitle};
use leptos::form::ActionForm;
use leptos::prelude::*;
use libero_domain::session::{Me, SessionRow};
use libero_domain::words::{shell, sign as words};
use libero_ui::*;

#[component]
pub fn MePage() -> impl IntoView {
    let boot = crate::boot();
    let lang = boot.reader.lang;
    boot.me.map(|me| {
        let name = me.name.full(lang);
        let roles: Vec<String> = me.roles.iter().map(|role| crate::label((*role).into())).collect();
        let meta = roles.join(if lang == libero_domain::reader::Lang::Fa { "، " } else { ", " });
        view! {
            <TabTitle text=words::me(lang)/>
            <div class="page settings">
                <PageHead title=name meta=meta><SignOutButton/></PageHead>
                <div class="page-body">
                    <ReadingForm me/>
                    <PasswordForm/>
                    <Devices/>
                </div>
            </div>
        }
    })
}

fn code(value: impl serde::Serialize) -> RwSignal<String> {
    let value = serde_json::to_value(value).ok();
    RwSignal::new(value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default())
}

#[component]
fn ReadingForm(me: Me) -> impl IntoView {
    let lang = crate::reader().lang;
    let action = ServerAction::<SetPreferences>::new();
    let chosen = me.preferences;
    let (language, calendar) = (code(chosen.lang), code(chosen.calendar));
    let (digits, theme) = (code(chosen.digits), code(chosen.theme));
    let shortcuts = RwSignal::new(chosen.shortcuts);
    view! {
        <section class="setting">
            <h2>{words::reading(lang)}</h2>
            <ActionForm action=action>
                <Fields columns=2>
                    <Segment id="lang" label=words::language(lang) value=language
                        options=vec![Choice::new("fa", shell::persian(lang)), Choice::new("en", shell::english(lang))]/>
                    <Segment id="calendar" label=words::calendar(lang) value=calendar
                        options=vec![Choice::new("jalali", shell::jalali(lang)), Choice::new("gregorian", shell::gregorian(lang))]/>
                    <Segment id="digits" label=words::digits(lang) value=digits
                        options=vec![Choice::new("persian", words::persian_digits(lang)), Choice::new("latin", words::latin_digits(lang))]/>
                    <Segment id="theme" label=words::theme(lang) value=theme
                        options=vec![Choice::new("auto", shell::auto(lang)), Choice::new("light", shell::light(lang)), Choice::new("dark", shell::dark(lang))]/>
                    <Switch id="shortcuts" label=words::shortcuts(lang) checked=shortcuts value="true"/>
                </Fields>
                <FormEnd><Button submit=true variant=Variant::Primary busy=action.pending() busy_text=words::save(lang)>{words::save(lang)}</Button></FormEnd>
            </ActionForm>
        </section>
    }
}

#[component]
fn PasswordForm() -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let action = ServerAction::<ChangePassword>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let stored = StoredValue::new(reader);
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    let (current, new, again) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let done = move || matches!(action.value().get(), Some(Ok(())));
    Effect::new(move |_| {
        if done() {
            for field in [current, new, again] {
                field.set(String::new());
            }
        }
    });
    view! {
        <section class="setting">
            <h2>{words::change_password(lang)}</h2>
            <ActionForm action=action>
                {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                {move || done().then(|| view! { <Banner tone=BannerTone::Done>{words::password_changed(lang)}</Banner> })}
                <Fields columns=2>
                    <PasswordInput id="current" label=words::current_password(lang) value=current show=words::show(lang) hide=words::hide(lang)
                        autocomplete="current-password" error=error("current")/>
                    <PasswordInput id="new" label=words::new_password(lang) value=new show=words::show(lang) hide=words::hide(lang)
                        new=true help=words::password_help(lang) error=error("new")/>
                    <PasswordInput id="again" label=words::again(lang) value=again show=words::show(lang) hide=words::hide(lang)
                        new=true error=error("again")/>
                </Fields>
                <FormEnd><Button submit=true busy=action.pending() busy_text=words::change_password(lang)>{words::change_password(lang)}</Button></FormEnd>
            </ActionForm>
        </section>
    }
}

#[component]
fn Devices() -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let sessions = Resource::new(|| (), async |()| list_sessions().await);
    let action = ServerAction::<SignOutEverywhere>::new();
    view! {
        <section class="setting">
            <h2>{words::devices(lang)}</h2>
            <Transition fallback=move || view! { <Skeleton rows=2 label=shell::loading(lang)/> }>
                {move || Suspend::new(async move {
                    sessions.await.ok().map(|rows| view! { <Rows label=words::devices(lang)>{rows.into_iter().map(device_row).collect_view()}</Rows> })
                })}
            </Transition>
            <ActionForm action=action>
                <FormEnd><Button submit=true variant=Variant::DangerOutline>{words::sign_out_everywhere(lang)}</Button></FormEnd>
            </ActionForm>
        </section>
    }
}

fn device_row(row: SessionRow) -> impl IntoView {
    let reader = crate::reader();
    let why = if row.current { words::this_device(reader.lang).to_owned() } else { String::new() };
    view! { <Row what=device_name(&row.device) why=why icon=IconName::Screen due=reader.moment_near(row.seen_at)/> }
}

/// The browser and the system out of what a browser says of itself.
fn device_name(agent: &str) -> String {
    let find = |names: &[(&str, &str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| (*name).to_owned())
    };
    let browser =
        find(&[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    let known: Vec<String> = [browser, system].into_iter().flatten().collect();
    if known.is_empty() { agent.chars().take(40).collect() } else { known.join(" · ") }
}
