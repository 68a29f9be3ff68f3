//! Buttons and links that look like them.

use crate::tone::classes;
use crate::{Icon, IconName};
use leptos::prelude::*;
use leptos::web_sys;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// The one act of the page.
    Primary,
    #[default]
    Outline,
    Quiet,
    /// Pine words without a ground, as in rows.
    Text,
    Danger,
    DangerOutline,
}

impl Variant {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Outline => "",
            Self::Quiet => "quiet",
            Self::Text => "text",
            Self::Danger => "danger",
            Self::DangerOutline => "danger-outline",
        }
    }
}

/// Height: 34, 28 in rows, 46 under a thumb. On a phone every one is at least 44.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    Small,
    #[default]
    Regular,
    Touch,
}

impl Size {
    fn class(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Regular => "",
            Self::Touch => "touch",
        }
    }
}

/// A button, or with `href` a link that looks like one. Without children it is an icon alone and needs a
/// `label`. While `busy` it says `busy_text` and does nothing when pressed.
#[component]
pub fn Button(
    #[prop(optional)] variant: Variant,
    #[prop(optional)] size: Size,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional, into)] href: Option<String>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    /// Spoken name, where the words alone do not say enough.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// Key that does the same, shown as a hint.
    #[prop(optional, into)]
    key: Option<String>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] busy_text: String,
    /// For buttons that stay pressed.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    /// Id of the line that gives the reason.
    #[prop(optional, into)]
    described_by: Option<String>,
    #[prop(optional, into)] on_click: Option<Callback<web_sys::MouseEvent>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let bare = if children.is_none() { "icon-only" } else { "" };
    let class = classes(&["button", variant.class(), size.class(), bare, if wide { "wide" } else { "" }]);
    let inside = view! {
        {icon.map(|name| view! { <Icon name/> })}
        {children.map(|children| view! { <span class="button-words">{children()}</span> })}
        {key.map(|keys| view! { <Kbd keys/> })}
    };
    match href {
        Some(href) => view! {
            <a
                class=class id=id href=href aria-label=move || label.get() aria-describedby=described_by
                on:click=move |event| if let Some(act) = on_click { act.run(event); }
            >
                {inside}
            </a>
        }
        .into_any(),
        None => view! {
            <button
                class=class id=id type=if submit { "submit" } else { "button" } name=name value=value
                aria-label=move || label.get() aria-describedby=described_by
                aria-pressed=move || pressed.get().map(|pressed| pressed.to_string())
                aria-busy=move || busy.get().then_some("true")
                disabled=move || disabled.get()
                on:click=move |event| {
                    if busy.get_untracked() {
                        event.prevent_default();
                    } else if let Some(act) = on_click {
                        act.run(event);
                    }
                }
            >
                {inside}
                {move || busy.get().then(|| {
                    let text = busy_text.clone();
                    view! { <span class="spinner" aria-hidden="true"></span> <span class="busy-words" role="status">{text}</span> }
                })}
            </button>
        }
        .into_any(),
    }
}

/// Buttons in a row; they wrap where there is no room.
#[component]
pub fn Actions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

/// The name of a key. Hidden from the ear: a hint for those who see the keyboard.
#[component]
pub fn Kbd(#[prop(into)] keys: String) -> impl IntoView {
    view! { <kbd class="kbd" aria-hidden="true">{keys}</kbd> }
}
