//! The frame around a colleague's pages: sidebar on the desktop, bottom bar on the phone, what waits, the outlet.

use crate::api::session::{SetPreferences, SignOut};
use crate::offline::OfflineBanner;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;
use libero_domain::label::Label;
use libero_domain::reader::{Lang, Theme};
use libero_domain::rights::Action;
use libero_domain::session::{Boot, Me};
use libero_domain::text::first_letter;
use libero_domain::words::shell as words;
use libero_ui::*;

#[component]
pub fn Shell() -> impl IntoView {
    let boot = crate::boot();
    let lang = boot.reader.lang;
    let path = use_location().pathname;
    let current = Signal::derive(move || section(&path.get()));
    let waiting = (boot.waiting > 0).then(|| boot.reader.count(boot.waiting as usize));
    let today = |label: &str| {
        let item = NavItem::new(IconName::Today, label, "/");
        match &waiting {
            Some(count) => item.count(count.clone()).urgent(),
            None => item,
        }
    };
    let mut items = vec![
        today(words::today(lang)),
        NavItem::new(IconName::Clients, crate::label(Label::Clients), "/clients"),
        NavItem::new(IconName::Reports, crate::label(Label::Reports), "/reports"),
        NavItem::new(IconName::Detail, crate::label(Label::ReadBacks), "/readback"),
    ];
    if settings_open(&boot) {
        items.push(NavItem::new(IconName::Gear, words::settings(lang), "/settings/agency"));
    }
    let bar = vec![
        today(words::today(lang)),
        NavItem::new(IconName::Clients, crate::label(Label::Clients), "/clients"),
        NavItem::new(IconName::Reports, words::reports_short(lang), "/reports"),
        NavItem::new(IconName::Menu, words::more(lang), "/me"),
    ];
    let clients = boot
        .my_clients
        .iter()
        .map(|mine| {
            let name = mine.client.spoken(lang);
            let client = NavClient::new(
                first_letter(name),
                mine.client.hue,
                name,
                format!("/clients/{}", mine.client.id),
            );
            if mine.objected {
                client.note(words::objection(lang))
            } else if mine.open_promises > 0 {
                let count = boot.reader.count(mine.open_promises as usize);
                client.note(words::promises(lang, &count, mine.open_promises == 1))
            } else {
                client
            }
        })
        .collect::<Vec<_>>();
    let agency = match lang {
        Lang::Fa => boot.agency.0.clone(),
        Lang::En => boot.agency.1.clone(),
    };
    let foot_boot = StoredValue::new(boot.clone());
    view! {
        <SkipLink text=words::skip(lang)/>
        <div class="shell">
            <Sidebar
                label=words::menu(lang)
                agency=agency
                home="/"
                items=items
                current=current
                clients_title=crate::label(Label::MyClients)
                clients=clients
                foot=move || view! { <Foot boot=foot_boot.get_value()/> }.into_any()
            />
            <div class="stage">
                {boot.demo.then(|| view! { <p class="demo-note no-print">{words::demo_clock(lang)}</p> })}
                <OfflineBanner/>
                <main id="main" class="main" tabindex="-1"><Outlet/></main>
            </div>
            <BottomBar label=words::menu(lang) items=bar capture=words::new_report(lang) capture_href="/reports/new" current=current/>
        </div>
        <ToastHost close=words::close(lang)/>
    }
}

/// The menu entry that a path belongs to.
fn section(path: &str) -> String {
    match path.trim_start_matches('/').split('/').next().unwrap_or_default() {
        "clients" if path.split('/').count() > 2 && !path.ends_with("/new") => {
            path.split('/').take(3).collect::<Vec<_>>().join("/")
        }
        "" => "/".into(),
        "settings" => "/settings/agency".into(),
        first => format!("/{first}"),
    }
}

fn settings_open(boot: &Boot) -> bool {
    boot.me.as_ref().is_some_and(|me| {
        let actor = libero_domain::rights::Actor { user: me.name.id, roles: me.roles.clone() };
        actor.may_here(Action::AgencySettings)
    })
}

/// Who is signed in, the language and the theme, the way out.
#[component]
fn Foot(boot: Boot) -> impl IntoView {
    let lang = boot.reader.lang;
    boot.me.map(|me| {
        let name = me.name.full(lang);
        view! {
            <div class="side-foot">
                <a class="side-me" href="/me"><Avatar name=name.clone() small=true/><bdi>{name}</bdi></a>
                <div class="line">
                    <LangSwitch me=me.clone()/>
                    <ThemeSwitch me=me/>
                    <SignOutButton/>
                </div>
            </div>
        }
    })
}

/// Reads everything in the other language from now on.
#[component]
pub fn LangSwitch(me: Me) -> impl IntoView {
    let lang = me.preferences.lang;
    let other = match lang {
        Lang::Fa => words::english(lang),
        Lang::En => words::persian(lang),
    };
    let mut preferences = me.preferences;
    preferences.lang = lang.other();
    view! { <PreferenceButton preferences=preferences text=other spoken=words::language(lang) icon=IconName::Globe/> }
}

/// Light or dark, from what is seen now.
#[component]
pub fn ThemeSwitch(me: Me) -> impl IntoView {
    let lang = me.preferences.lang;
    let mut preferences = me.preferences;
    let (theme, text, icon) = match preferences.theme {
        Theme::Dark => (Theme::Light, words::light(lang), IconName::Sun),
        _ => (Theme::Dark, words::dark(lang), IconName::Moon),
    };
    preferences.theme = theme;
    view! { <PreferenceButton preferences=preferences text=text spoken=words::theme(lang) icon=icon/> }
}

/// A form of one button that stores preferences; works before the wasm arrives.
#[component]
fn PreferenceButton(
    preferences: libero_domain::user::Preferences,
    text: &'static str,
    spoken: &'static str,
    icon: IconName,
) -> impl IntoView {
    let action = ServerAction::<SetPreferences>::new();
    view! {
        <ActionForm action=action>
            <PreferenceInputs preferences=preferences/>
            <Button submit=true variant=Variant::Quiet size=Size::Small icon=icon label=format!("{spoken}: {text}")/>
        </ActionForm>
    }
}

/// All preferences as hidden fields, for forms that change one of them.
#[component]
pub fn PreferenceInputs(preferences: libero_domain::user::Preferences) -> impl IntoView {
    let text = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let code = |value: serde_json::Result<serde_json::Value>| value.map(text).unwrap_or_default();
    view! {
        <input type="hidden" name="lang" value=preferences.lang.code()/>
        <input type="hidden" name="calendar" value=code(serde_json::to_value(preferences.calendar))/>
        <input type="hidden" name="digits" value=code(serde_json::to_value(preferences.digits))/>
        <input type="hidden" name="theme" value=preferences.theme.code()/>
        <input type="hidden" name="shortcuts" value=preferences.shortcuts.to_string()/>
    }
}

/// Leaves. What this device carries goes first; that needs a network, so without one it waits.
#[component]
pub fn SignOutButton() -> impl IntoView {
    let lang = crate::reader().lang;
    let action = ServerAction::<SignOut>::new();
    let offline = crate::offline::offline();
    let busy = RwSignal::new(false);
    let leave = Callback::new(move |event: leptos::web_sys::MouseEvent| {
        event.prevent_default();
        busy.set(true);
        crate::offline::sign_out_then(move || {
            let _ = busy.try_set(false);
            action.dispatch(SignOut {});
        });
    });
    view! {
        <ActionForm action=action>
            <Button submit=true variant=Variant::Quiet size=Size::Small icon=IconName::Door label=words::sign_out(lang)
                busy=busy disabled=Signal::derive(move || !offline.online.get()) on_click=leave/>
        </ActionForm>
    }
}

/// The page's title in the browser's tab: the subject, then Libero.
#[component]
pub fn TabTitle(#[prop(into)] text: String) -> impl IntoView {
    let lang = crate::reader().lang;
    view! { <leptos_meta::Title text=format!("{text} · {}", words::libero(lang))/> }
}

/// A refused read: what happened, in words, and a way on.
#[component]
pub fn Trouble(refusal: crate::api::Refusal) -> impl IntoView {
    let reader = crate::reader();
    let sentence = libero_domain::words::errors::sentence(&reader, &refusal.0);
    view! {
        <TabTitle text=sentence.clone()/>
        <div class="page plain">
            <Empty title=sentence large=true level=1>
                <Button href="/" variant=Variant::Outline>{words::to_today(reader.lang)}</Button>
            </Empty>
        </div>
    }
}

/// Rows on their way.
#[component]
pub fn Waiting() -> impl IntoView {
    view! { <div class="page-body"><Skeleton rows=6 label=words::loading(crate::reader().lang)/></div> }
}
