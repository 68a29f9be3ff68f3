//! Messages that stay: banners, empty states, the saved-at line.

use crate::{Icon, IconName};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BannerTone {
    Offline,
    Conflict,
    Error,
    Warn,
    Info,
    Done,
}

impl BannerTone {
    fn class(self) -> &'static str {
        match self {
            Self::Offline => "banner offline",
            Self::Conflict | Self::Info => "banner",
            Self::Error => "banner error",
            Self::Warn => "banner warning",
            Self::Done => "banner success",
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Offline => IconName::Offline,
            Self::Conflict => IconName::Merge,
            Self::Error | Self::Warn => IconName::Incident,
            Self::Info => IconName::Clock,
            Self::Done => IconName::Check,
        }
    }
}

/// A message in the page. First what is safe, then what to do.
#[component]
pub fn Banner(
    tone: BannerTone,
    /// Another icon than the tone's own.
    #[prop(optional, into)]
    icon: Option<IconName>,
    children: Children,
) -> impl IntoView {
    let role = if tone == BannerTone::Error { "alert" } else { "status" };
    view! {
        <div class=tone.class() role=role>
            <Icon name=icon.unwrap_or(tone.icon())/>
            <div class="banner-text">{children()}</div>
        </div>
    }
}

/// Nothing here: the line of dots, what that means, and at most one way on.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    #[prop(optional)] large: bool,
    /// Heading level, 1 or 2.
    #[prop(default = 2)]
    level: u8,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = if level == 1 {
        view! { <h1 class="empty-title">{title}</h1> }.into_any()
    } else {
        view! { <h2 class="empty-title">{title}</h2> }.into_any()
    };
    view! {
        <div class=if large { "empty large" } else { "empty" }>
            <div class="empty-line" aria-hidden="true">
                <span class="free"></span>
                <span class="line-dots"><i></i><i></i><i></i><i></i></span>
            </div>
            {heading}
            {text.map(|text| view! { <p class="empty-text">{text}</p> })}
            {children.map(|children| view! { <div class="empty-acts">{children()}</div> })}
        </div>
    }
}

/// «ذخیره شد ۹:۰۵»: always visible, spoken quietly.
#[component]
pub fn Saved(
    #[prop(into)] text: Signal<String>,
    #[prop(optional, into)] waiting: Signal<bool>,
) -> impl IntoView {
    view! {
        <span class=move || if waiting.get() { "saved waiting" } else { "saved" } role="status">{move || text.get()}</span>
    }
}
