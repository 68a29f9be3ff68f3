//! Chips: people at a meeting, filters of a list.

use crate::{Avatar, Icon, IconName};
use leptos::prelude::*;

/// A person as a chip; with `on_remove` it can be taken out.
#[component]
pub fn PersonChip(
    #[prop(into)] name: String,
    #[prop(optional, into)] note: Option<String>,
    /// Absent, or only in copy.
    #[prop(optional)]
    away: bool,
    /// Spoken name of the cross.
    #[prop(optional, into)]
    remove: String,
    #[prop(optional, into)] on_remove: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <span class=if away { "chip away" } else { "chip" }>
            <Avatar name=name.clone() small=true/>
            <bdi class="name">{name}</bdi>
            {note.map(|note| view! { <span class="meta">{note}</span> })}
            {on_remove.map(|act| view! {
                <button type="button" class="chip-x" aria-label=remove on:click=move |_| act.run(())>
                    <Icon name=IconName::X/>
                </button>
            })}
        </span>
    }
}

/// A filter as a sentence: a link that sets it, or with a cross one that is set.
#[component]
pub fn FilterChip(
    #[prop(into)] label: String,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional)] current: bool,
    /// Spoken name of the cross.
    #[prop(optional, into)]
    remove: String,
    #[prop(optional, into)] remove_href: Option<String>,
    #[prop(optional, into)] on_remove: Option<Callback<()>>,
) -> impl IntoView {
    let words = view! {
        <span class="name">{label}</span>
        {value.map(|value| view! { <bdi>{value}</bdi> })}
    };
    if let Some(href) = href {
        return view! { <a class="filter-chip" href=href aria-current=current.then_some("true")>{words}</a> }
            .into_any();
    }
    let cross = match (remove_href, on_remove) {
        (Some(href), _) => Some(
            view! { <a class="chip-x" href=href aria-label=remove><Icon name=IconName::X/></a> }.into_any(),
        ),
        (None, Some(act)) => Some(
            view! {
                <button type="button" class="chip-x" aria-label=remove on:click=move |_| act.run(())>
                    <Icon name=IconName::X/>
                </button>
            }
            .into_any(),
        ),
        (None, None) => None,
    };
    view! { <span class="filter-chip on">{words}{cross}</span> }.into_any()
}
