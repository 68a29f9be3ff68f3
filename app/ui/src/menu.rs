//! A menu behind a button. It is a `details`, so it opens without the program too.

use crate::tone::classes;
use crate::{Icon, IconName};
use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;

/// A menu; children are `MenuItem`s. It closes by Esc, by a press outside and after a choice.
#[component]
pub fn Menu(
    #[prop(into)] label: String,
    #[prop(default = IconName::More)] icon: IconName,
    /// Shows the label beside the icon.
    #[prop(optional)]
    text: bool,
    #[prop(optional)] small: bool,
    /// Opens towards the start, for menus at the end of a line.
    #[prop(optional)]
    end: bool,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(menu) = node.get_untracked() {
            menu.set_open(false);
        }
    };
    Effect::new(move |_| {
        let outside = window_event_listener(ev::click, move |event| {
            let Some(menu) = node.get_untracked() else { return };
            let pressed = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Node>().ok());
            if menu.open() && !pressed.is_some_and(|pressed| menu.contains(Some(&pressed))) {
                menu.set_open(false);
            }
        });
        on_cleanup(move || outside.remove());
    });
    let class =
        classes(&["button quiet", if small { "small" } else { "" }, if text { "" } else { "icon-only" }]);
    let shown = label.clone();
    view! {
        <details
            class=if end { "menu end" } else { "menu" } node_ref=node
            on:keydown=move |event| if event.key() == "Escape" {
                event.stop_propagation();
                close();
                let summary = node.get_untracked().and_then(|menu| menu.query_selector("summary").ok().flatten());
                if let Some(summary) = summary.and_then(|found| found.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
                    let _ = summary.focus();
                }
            }
        >
            <summary class=class aria-label=label>
                <Icon name=icon/>
                {text.then(|| view! { <span class="button-words">{shown}</span> <Icon name=IconName::Down/> })}
            </summary>
            <div class="menu-list" on:click=move |_| close()>{children()}</div>
        </details>
    }
}

/// One choice of a menu: a link, or a button.
#[component]
pub fn MenuItem(
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional)] danger: bool,
    #[prop(optional)] submit: bool,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let class = if danger { "menu-item danger" } else { "menu-item" };
    let inside = view! { {icon.map(|name| view! { <Icon name/> })} <span>{children()}</span> };
    match href {
        Some(href) => view! { <a class=class href=href>{inside}</a> }.into_any(),
        None => view! {
            <button
                class=class type=if submit { "submit" } else { "button" } name=name value=value
                on:click=move |_| if let Some(act) = on_click { act.run(()) }
            >
                {inside}
            </button>
        }
        .into_any(),
    }
}
