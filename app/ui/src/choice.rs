//! Choosing: select, radio groups, check box, switch.

use crate::bind::{bind_checked, bind_radio, bind_text};
use crate::field::{GroupField, Said};
use crate::{Field, FieldNotes, Icon, IconName};
use leptos::html;
use leptos::prelude::*;

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub note: Option<String>,
    pub icon: Option<IconName>,
    pub off: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: None, icon: None, off: false }
    }

    /// A quieter word after the label.
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    pub fn icon(self, icon: IconName) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// Shown, but cannot be chosen.
    pub fn off(self) -> Self {
        Self { off: true, ..self }
    }
}

#[component]
pub(crate) fn OptionList(options: Vec<Choice>, chosen: String) -> impl IntoView {
    options
        .into_iter()
        .map(|Choice { value, label, note, off, .. }| {
            let text = match note {
                Some(note) => format!("{label} ({note})"),
                None => label,
            };
            view! { <option selected=value == chosen disabled=off value=value>{text}</option> }
        })
        .collect_view()
}

/// A list to choose one of.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    options: Vec<Choice>,
    /// Words of a first option without a value.
    #[prop(optional, into)]
    empty: Option<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    bind_text(node, value);
    let said = Said { id: id.clone(), help, error };
    view! {
        <Field id=id.clone() label help error hide_label>
            <div class="box with-arrow">
                <select
                    class="input" node_ref=node name=name.unwrap_or_else(|| id.clone()) id=id
                    disabled=move || disabled.get()
                    aria-required=required.then_some("true") aria-invalid=said.invalid()
                    aria-describedby=said.describedby()
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        value.set(chosen.clone());
                        if let Some(tell) = on_change { tell.run(chosen); }
                    }
                >
                    {empty.map(|text| view! { <option value="">{text}</option> })}
                    <OptionList options chosen=value.get_untracked()/>
                </select>
                <Icon name=IconName::Down/>
            </div>
        </Field>
    }
}

/// One radio button of a group, without its words.
#[component]
pub(crate) fn RadioInput(
    id: String,
    name: String,
    own: String,
    off: bool,
    value: RwSignal<String>,
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    bind_radio(node, own.clone(), value);
    let told = own.clone();
    view! {
        <input
            type="radio" node_ref=node id=id name=name checked=value.get_untracked() == own value=own disabled=off
            on:change=move |_| {
                value.set(told.clone());
                if let Some(tell) = on_change { tell.run(told.clone()); }
            }
        />
    }
}

/// A few choices side by side, one of them taken.
#[component]
pub fn Segment(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    options: Vec<Choice>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let items = options
        .into_iter()
        .enumerate()
        .map(|(at, Choice { value: own, label, icon, off, .. })| {
            let (id, name) = (format!("{id}-{at}"), name.clone());
            view! {
                <label class="segment-item">
                    <RadioInput id name own off value on_change/>
                    {icon.map(|name| view! { <Icon name/> })}
                    {label}
                </label>
            }
        })
        .collect_view();
    view! {
        <GroupField id=id.clone() label help error hide_label class="field">
            <div><div class=if small { "segment small" } else { "segment" }>{items}</div></div>
        </GroupField>
    }
}

/// One link of a switch between addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkChoice {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub icon: Option<IconName>,
    pub lang: Option<&'static str>,
}

impl LinkChoice {
    pub fn new(label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self { label: label.into(), href: href.into(), current, icon: None, lang: None }
    }

    pub fn icon(self, icon: IconName) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// Language of the label, when it is another than the page's.
    pub fn lang(self, lang: &'static str) -> Self {
        Self { lang: Some(lang), ..self }
    }
}

/// A switch whose parts are links. They load the page anew (`rel=external`), for language and theme belong
/// to the whole document.
#[component]
pub fn SegmentLinks(
    #[prop(into)] label: String,
    items: Vec<LinkChoice>,
    #[prop(optional)] small: bool,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|LinkChoice { label, href, current, icon, lang }| {
            view! {
                <a class="segment-item" href=href rel="external" lang=lang aria-current=current.then_some("true")>
                    {icon.map(|name| view! { <Icon name/> })}
                    {label}
                </a>
            }
        })
        .collect_view();
    view! { <nav class=if small { "segment small" } else { "segment" } aria-label=label>{items}</nav> }
}

/// Choices with round marks.
#[component]
pub fn RadioGroup(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    options: Vec<Choice>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] hide_label: bool,
    /// One below the other.
    #[prop(optional)]
    stacked: bool,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let items = options
        .into_iter()
        .enumerate()
        .map(|(at, Choice { value: own, label, note, off, .. })| {
            let (id, name) = (format!("{id}-{at}"), name.clone());
            view! {
                <label class="radio">
                    <RadioInput id name own off value on_change/>
                    <span>{label} {note.map(|note| view! { " " <span class="meta">{note}</span> })}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <GroupField id=id.clone() label help error hide_label class="field">
            <div class=if stacked { "choices stacked" } else { "choices" }>{items}</div>
        </GroupField>
    }
}

/// Check box and switch differ in looks alone.
#[component]
fn Ticked(
    id: String,
    label: String,
    checked: RwSignal<bool>,
    name: String,
    value: String,
    help: MaybeProp<String>,
    error: Signal<Option<String>>,
    hide_label: bool,
    disabled: Signal<bool>,
    on_change: Option<Callback<bool>>,
    class: &'static str,
    role: Option<&'static str>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    bind_checked(node, checked);
    let said = Said { id: id.clone(), help, error };
    view! {
        <div class="field">
            <label class=class>
                <input
                    type="checkbox" role=role node_ref=node id=id.clone() name=name value=value
                    checked=checked.get_untracked() disabled=move || disabled.get()
                    aria-invalid=said.invalid() aria-describedby=said.describedby()
                    on:change=move |event| {
                        let now = event_target_checked(&event);
                        checked.set(now);
                        if let Some(tell) = on_change { tell.run(now); }
                    }
                />
                <span class=if hide_label { "hidden-text" } else { "" }>{label}</span>
            </label>
            <FieldNotes id help error/>
        </div>
    }
}

#[component]
pub fn Checkbox(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    checked: RwSignal<bool>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(default = "on".into(), into)] value: String,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    view! { <Ticked id label checked name value help error hide_label disabled on_change class="check" role=None/> }
}

#[component]
pub fn Switch(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    checked: RwSignal<bool>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(default = "on".into(), into)] value: String,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let role = Some("switch");
    view! { <Ticked id label checked name value help error hide_label disabled on_change class="switch" role=role/> }
}

/// Two large answers, `accept` and `object`.
#[component]
pub fn AnswerPair(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] yes: String,
    #[prop(into)] no: String,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let (yes_id, no_id) = (format!("{id}-accept"), format!("{id}-object"));
    let (accept, object) = ("accept".to_owned(), "object".to_owned());
    view! {
        <GroupField id label help=MaybeProp::default() error hide_label=true class="field answers-field">
            <div class="answers">
                <label class="answer yes">
                    <RadioInput id=yes_id name=name.clone() own=accept off=false value on_change/>
                    <Icon name=IconName::Check/>
                    {yes}
                </label>
                <label class="answer no">
                    <RadioInput id=no_id name=name own=object off=false value on_change/>
                    {no}
                </label>
            </div>
        </GroupField>
    }
}
