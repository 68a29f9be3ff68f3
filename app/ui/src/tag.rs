//! Small signs: tags, counts, states, read-back marks.

use crate::tone::{Tone, classes};
use crate::{Icon, IconName};
use leptos::prelude::*;
use libero_domain::reader::Lang;

/// A state on a soft ground.
#[component]
pub fn Tag(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] icon: Option<IconName>,
    children: Children,
) -> impl IntoView {
    view! { <span class=classes(&["tag", tone.class()])>{icon.map(|name| view! { <Icon name/> })}{children()}</span> }
}

/// A number of things; `urgent` is the work waiting for this person.
#[component]
pub fn Count(
    #[prop(into)] value: String,
    #[prop(optional)] urgent: bool,
    /// Spoken instead of the bare number.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let class = if urgent { "count urgent" } else { "count" };
    match label {
        Some(label) => view! {
            <span class=class aria-hidden="true">{value}</span>
            <span class="hidden-text">{label}</span>
        }
        .into_any(),
        None => view! { <span class=class>{value}</span> }.into_any(),
    }
}

/// A dot and what it means.
#[component]
pub fn Status(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! { <span class=classes(&["status", tone.class()])>{children()}</span> }
}

/// Where a person stands with a must-know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadState {
    Read,
    Waiting,
    Late,
    NotTheirs,
}

/// One cell of the read-back columns.
#[component]
pub fn ReadMark(state: ReadState, #[prop(into)] label: String) -> impl IntoView {
    let class = match state {
        ReadState::Read => "read-mark read",
        ReadState::Waiting => "read-mark waiting",
        ReadState::Late => "read-mark late",
        ReadState::NotTheirs => "read-mark",
    };
    let sign = match state {
        ReadState::Read => Some(view! { <Icon name=IconName::Check/> }.into_any()),
        ReadState::NotTheirs => Some("–".into_any()),
        ReadState::Waiting | ReadState::Late => None,
    };
    let title = label.clone();
    view! {
        <span class=class title=title>
            <span class="read-sign" aria-hidden="true">{sign}</span>
            <span class="hidden-text">{label}</span>
        </span>
    }
}

/// Lock and word on what the client does not see.
#[component]
pub fn Internal(#[prop(into)] text: String) -> impl IntoView {
    view! { <span class="internal-mark"><Icon name=IconName::Lock/>{text}</span> }
}

/// A client's own words, in the quotation marks of the reader's language; never shortened.
#[component]
pub fn Quote(lang: Lang, #[prop(into)] text: String) -> impl IntoView {
    let (open, close) = match lang {
        Lang::Fa => ("«", "»"),
        Lang::En => ("“", "”"),
    };
    view! { <span class="quote">{format!("{open}{text}{close}")}</span> }
}

/// A phone, an address, a code: always left to right.
#[component]
pub fn Ltr(#[prop(into)] text: String) -> impl IntoView {
    view! { <bdi class="ltr" dir="ltr">{text}</bdi> }
}

/// Words for the ear alone.
#[component]
pub fn VisuallyHidden(children: Children) -> impl IntoView {
    view! { <span class="hidden-text">{children()}</span> }
}
