//! Signing in, and setting a password by a one-time link.

use crate::api::session::{ResetPassword, SignIn};
use crate::api::{field_error, refused, sentence};
use crate::offline::UnsentNotice;
use crate::shell::TabTitle;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use libero_domain::words::{shell, sign as words};
use libero_ui::*;

#[component]
pub fn SignInPage() -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let query = use_query_map();
    let next = query.with_untracked(|query| query.get("next")).unwrap_or_default();
    let action = ServerAction::<SignIn>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let stored = StoredValue::new(reader);
    let (email, password, remember) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    view! {
        <TabTitle text=words::sign_in(lang)/>
        <Frame>
            <ActionForm action=action attr:class="sign-form">
                <h1>{words::sign_in(lang)}</h1>
                <p class="lead">{words::sign_in_lead(lang)}</p>
                <UnsentNotice/>
                {move || sentence(refusal.get().as_ref(), &stored.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                <input type="hidden" name="next" value=next/>
                <EmailInput id="email" label=words::email(lang) value=email autocomplete="username" required=true autofocus=true/>
                <PasswordInput id="password" label=words::password(lang) value=password show=words::show(lang) hide=words::hide(lang)
                    autocomplete="current-password" required=true/>
                <Checkbox id="remember" label=words::remember(lang) checked=remember value="true"/>
                <Button submit=true variant=Variant::Primary size=Size::Touch wide=true busy=action.pending() busy_text=words::signing_in(lang)>
                    {words::sign_in(lang)}
                </Button>
                <details class="meta"><summary>{words::forgot(lang)}</summary><p>{words::forgot_help(lang)}</p></details>
            </ActionForm>
        </Frame>
    }
}

#[component]
pub fn ResetPage() -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let code = use_query_map().with_untracked(|query| query.get("code")).unwrap_or_default();
    let action = ServerAction::<ResetPassword>::new();
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let stored = StoredValue::new(reader);
    let error = move |field: &'static str| {
        Signal::derive(move || field_error(refusal.get().as_ref(), field, &stored.get_value()))
    };
    let whole = move || {
        let reader = stored.get_value();
        let refusal = refusal.get();
        sentence(refusal.as_ref(), &reader).or_else(|| field_error(refusal.as_ref(), "code", &reader))
    };
    let (new, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    view! {
        <TabTitle text=words::reset(lang)/>
        <Frame>
            <ActionForm action=action attr:class="sign-form">
                <h1>{words::reset(lang)}</h1>
                <p class="lead">{words::reset_lead(lang)}</p>
                {move || whole().map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
                <input type="hidden" name="code" value=code/>
                <PasswordInput id="new" label=words::new_password(lang) value=new show=words::show(lang) hide=words::hide(lang)
                    new=true help=words::password_help(lang) error=error("new")/>
                <PasswordInput id="again" label=words::again(lang) value=again show=words::show(lang) hide=words::hide(lang)
                    new=true error=error("again")/>
                <Button submit=true variant=Variant::Primary size=Size::Touch wide=true busy=action.pending() busy_text=words::save(lang)>
                    {words::save(lang)}
                </Button>
            </ActionForm>
        </Frame>
    }
}

/// The frame of pages before signing in: the form on one side, the motif on the other, the other language below.
#[component]
fn Frame(children: Children) -> impl IntoView {
    let lang = crate::reader().lang;
    let path = leptos_router::hooks::use_location().pathname.get_untracked();
    let other = match lang {
        libero_domain::reader::Lang::Fa => shell::english(lang),
        libero_domain::reader::Lang::En => shell::persian(lang),
    };
    view! {
        <div class="sign">
            <main id="main" class="sign-main">
                <Brand name=shell::libero(lang)/>
                {children()}
                <footer class="sign-foot">
                    <a class="link" rel="external" href=format!("{path}?lang={}", lang.other().code()) lang=lang.other().code()>{other}</a>
                </footer>
            </main>
            <SignPitch line=words::pitch(lang)/>
        </div>
    }
}
