//! Fields of one line.

use crate::bind::bind_text;
use crate::field::{Said, hint};
use crate::{Field, Icon, IconName, Kbd};
use leptos::children::ViewFn;
use leptos::html;
use leptos::prelude::*;

/// What is typed into a field. None is `type=number`: it refuses Persian digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Any words; the direction follows the first letter.
    #[default]
    Text,
    Name,
    Tel,
    Email,
    Url,
    /// Codes and identifiers.
    Code,
    Number,
    OneTimeCode,
    Password,
    NewPassword,
    Search,
}

impl InputKind {
    fn html_type(self) -> &'static str {
        match self {
            Self::Tel => "tel",
            // A browser that checks an address itself answers in its own language, and only the first fault.
            Self::Email => "text",
            Self::Url => "url",
            Self::Password | Self::NewPassword => "password",
            Self::Search => "search",
            _ => "text",
        }
    }

    fn dir(self) -> &'static str {
        match self {
            Self::Text | Self::Name | Self::Search => "auto",
            _ => "ltr",
        }
    }

    fn inputmode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("decimal"),
            Self::Email => Some("email"),
            Self::OneTimeCode => Some("numeric"),
            _ => None,
        }
    }

    /// Words are checked for spelling, the rest is not.
    fn spelled(self) -> &'static str {
        if self == Self::Text { "true" } else { "false" }
    }

    fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("name"),
            Self::Tel => Some("tel"),
            Self::Email => Some("email"),
            Self::OneTimeCode => Some("one-time-code"),
            Self::Password => Some("current-password"),
            Self::NewPassword => Some("new-password"),
            _ => None,
        }
    }
}

/// A field of one line.
#[component]
pub fn TextInput(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional)] kind: InputKind,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    locked: Option<String>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] autocomplete: Option<String>,
    /// Most letters accepted.
    #[prop(optional)]
    max_len: Option<u32>,
    #[prop(optional)] autofocus: bool,
    /// Id of a `datalist` with proposals.
    #[prop(optional, into)]
    list: Option<String>,
    #[prop(optional, into)] on_enter: Option<Callback<()>>,
    /// When the text was changed and the field is left.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional, into)] aside: Option<ViewFn>,
    /// Inside the box, before the text.
    #[prop(optional, into)]
    before: Option<ViewFn>,
    /// Inside the box, after the text.
    #[prop(optional, into)]
    after: Option<ViewFn>,
    /// Shows a password's letters.
    #[prop(optional, into)]
    revealed: Signal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    bind_text(node, value);
    let is_locked = locked.is_some();
    let help = match locked {
        Some(why) => MaybeProp::from(why),
        None => help,
    };
    let said = Said { id: id.clone(), help, error };
    let shown = hint(placeholder);
    let html_type = move || if revealed.get() { "text" } else { kind.html_type() };
    let autocomplete =
        autocomplete.or_else(|| kind.autocomplete().map(String::from)).unwrap_or_else(|| "off".into());
    view! {
        <Field id=id.clone() label help error hide_label aside=move || aside.as_ref().map(|aside| aside.run())>
            <div class="box">
                {before.map(|before| before.run())}
                <input
                    class="input" node_ref=node type=html_type dir=kind.dir() inputmode=kind.inputmode()
                    name=name.unwrap_or_else(|| id.clone()) id=id value=value.get_untracked()
                    placeholder=shown autocomplete=autocomplete spellcheck=kind.spelled()
                    maxlength=max_len list=list autofocus=autofocus readonly=is_locked
                    aria-required=required.then_some("true") aria-invalid=said.invalid()
                    aria-describedby=said.describedby()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        value.set(text.clone());
                        if let Some(tell) = on_input { tell.run(text); }
                    }
                    on:change=move |event| if let Some(tell) = on_change { tell.run(event_target_value(&event)); }
                    on:keydown=move |event| {
                        if let Some(tell) = on_enter
                            && event.key() == "Enter" && !event.is_composing()
                        {
                            event.prevent_default();
                            tell.run(());
                        }
                    }
                />
                {is_locked.then(|| view! { <Icon name=IconName::Lock/> })}
                {after.map(|after| after.run())}
            </div>
        </Field>
    }
}

/// An e-mail address: left to right, no spelling, no capitals.
#[component]
pub fn EmailInput(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
    /// `username` on the sign-in page.
    #[prop(optional, into)]
    autocomplete: Option<String>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let autocomplete = autocomplete.unwrap_or_else(|| "email".into());
    let tell_input = Callback::new(move |text| {
        if let Some(tell) = on_input {
            tell.run(text)
        }
    });
    let tell_change = Callback::new(move |text| {
        if let Some(tell) = on_change {
            tell.run(text)
        }
    });
    view! {
        <TextInput
            id label value name kind=InputKind::Email help error required hide_label autofocus autocomplete
            on_input=tell_input on_change=tell_change
        />
    }
}

/// A password, with an eye to see it.
#[component]
pub fn PasswordInput(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    /// Spoken names of the eye.
    #[prop(into)]
    show: String,
    #[prop(into)] hide: String,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    /// A new password, for the browser's own keeper.
    #[prop(optional)]
    new: bool,
    #[prop(optional, into)] autocomplete: Option<String>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional, into)] aside: Option<ViewFn>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let kind = if new { InputKind::NewPassword } else { InputKind::Password };
    let autocomplete =
        autocomplete.unwrap_or_else(|| if new { "new-password" } else { "current-password" }.into());
    let tell_input = Callback::new(move |text| {
        if let Some(tell) = on_input {
            tell.run(text)
        }
    });
    let revealed = RwSignal::new(false);
    let eye = move || {
        let (show, hide) = (show.clone(), hide.clone());
        view! {
            <button
                type="button" class="box-act"
                aria-label=move || if revealed.get() { hide.clone() } else { show.clone() }
                aria-pressed=move || revealed.get().to_string()
                on:click=move |_| revealed.update(|seen| *seen = !*seen)
            >
                <Icon name=IconName::Eye/>
            </button>
        }
    };
    view! {
        <TextInput
            id label value name kind help error required hide_label autofocus autocomplete revealed on_input=tell_input
            aside=move || aside.as_ref().map(|aside| aside.run()) after=eye
        />
    }
}

/// A search field; its label is heard, not seen.
#[component]
pub fn SearchInput(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// Key that leads here, such as "/".
    #[prop(optional, into)]
    key: Option<String>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional, into)] on_enter: Option<Callback<()>>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let placeholder = placeholder.unwrap_or_else(|| label.clone());
    let node = NodeRef::<html::Input>::new();
    bind_text(node, value);
    view! {
        <div class="field">
            <div class="box">
                <Icon name=IconName::Search/>
                <input
                    class="input" node_ref=node type="search" dir="auto" enterkeyhint="search"
                    id=id name=name value=value.get_untracked() placeholder=placeholder aria-label=label
                    autocomplete="off" spellcheck="false" autofocus=autofocus
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        value.set(text.clone());
                        if let Some(tell) = on_input { tell.run(text); }
                    }
                    on:keydown=move |event| {
                        if let Some(tell) = on_enter
                            && event.key() == "Enter" && !event.is_composing()
                        {
                            event.prevent_default();
                            tell.run(());
                        }
                    }
                />
                {key.map(|keys| view! { <Kbd keys/> })}
            </div>
        </div>
    }
}
