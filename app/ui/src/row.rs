//! Rows: who, what, why, when and one action, 44 px high.

use crate::tone::{Tone, classes};
use crate::{Icon, IconName, Kind, TileFace};
use leptos::prelude::*;

/// Title of a group of rows, with a hairline, and their number or a switch at the end.
#[component]
pub fn GroupHead(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] count: MaybeProp<String>,
    /// Heading level, 2 or 3.
    #[prop(default = 2)]
    level: u8,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = if level == 3 {
        view! { <h3 id=id>{move || title.get()}</h3> }.into_any()
    } else {
        view! { <h2 id=id>{move || title.get()}</h2> }.into_any()
    };
    view! {
        <div class="group-head">
            {heading}
            {move || count.get().map(|count| view! { <span class="group-count">{count}</span> })}
            {children.map(|children| view! { <div class="group-end">{children()}</div> })}
        </div>
    }
}

/// A list of rows.
#[component]
pub fn Rows(#[prop(optional, into)] label: Option<String>, children: Children) -> impl IntoView {
    view! { <ul class="rows" role="list" aria-label=label>{children()}</ul> }
}

/// One row. `what` leads to `href`; the whole row may be pressed then. Children are its actions.
#[component]
pub fn Row(
    #[prop(into)] what: String,
    #[prop(optional, into)] why: Option<String>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] tile: Option<TileFace>,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Shape of an entry's kind, in its colour.
    #[prop(optional, into)]
    kind: Option<Kind>,
    #[prop(optional, into)] due: Option<String>,
    #[prop(optional)] due_tone: Tone,
    #[prop(optional, into)] selected: Signal<bool>,
    #[prop(optional, into)] done: Signal<bool>,
    #[prop(optional, into)] id: Option<String>,
    /// `false` for rows whose words are not their title.
    #[prop(default = true)]
    strong: bool,
    /// On a phone the actions show only in the selected row.
    #[prop(optional)]
    quiet_acts: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let base = if tile.is_some() { "row" } else { "row no-face" };
    let class = move || {
        let selected = if selected.get() { "selected" } else { "" };
        classes(&[base, selected, if done.get() { "done" } else { "" }])
    };
    let what_class = if strong { "row-what" } else { "row-what light" };
    let what = match href {
        Some(href) => view! { <a class=what_class href=href><bdi>{what}</bdi></a> }.into_any(),
        None => view! { <span class=what_class><bdi>{what}</bdi></span> }.into_any(),
    };
    let sign = match (kind, icon) {
        (Some(kind), _) => {
            let class = format!("row-kind kind-mark kind-{}", kind.code());
            Some(view! { <span class=class><Icon name=kind.icon()/></span> }.into_any())
        }
        (None, Some(name)) => Some(view! { <Icon name/> }.into_any()),
        (None, None) => None,
    };
    let acts = if quiet_acts { "row-acts only-selected" } else { "row-acts" };
    view! {
        <li class=class id=id aria-current=move || selected.get().then_some("true")>
            {tile.map(TileFace::view)}
            {sign}
            <div class="row-text">
                {what}
                {why.map(|why| view! { <span class="row-why"><bdi>{why}</bdi></span> })}
            </div>
            {due.map(|due| view! { <span class=classes(&["row-due", due_tone.class()])>{due}</span> })}
            {children.map(|children| view! { <div class=acts>{children()}</div> })}
        </li>
    }
}
