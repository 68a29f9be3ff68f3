//! The head of a page, its side pane, and the frames of guest and sign-in pages.

use crate::{Icon, IconName, Mark, TileFace};
use leptos::children::ViewFn;
use leptos::prelude::*;

/// The head of a page: name, one sentence that answers first, and the acts.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    /// A quiet word beside the title.
    #[prop(optional, into)]
    meta: MaybeProp<String>,
    /// The sentence below, or steps.
    #[prop(optional, into)]
    lead: Option<ViewFn>,
    /// Name and address of the pages above.
    #[prop(optional)]
    crumbs: Vec<(String, String)>,
    /// Spoken name and address of the way back.
    #[prop(optional, into)]
    back: Option<String>,
    #[prop(optional, into)] back_href: Option<String>,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] tile: Option<TileFace>,
    /// A tag beside the title.
    #[prop(optional, into)]
    tag: Option<ViewFn>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let crumbs = (!crumbs.is_empty()).then(|| {
        let last = crumbs.len() - 1;
        let crumb = |(at, (name, href)): (usize, (String, String))| {
            view! {
                <a href=href><bdi>{name}</bdi></a>
                {(at < last).then(|| view! { <Icon name=IconName::Next/> })}
            }
        };
        view! { <nav class="crumbs">{crumbs.into_iter().enumerate().map(crumb).collect_view()}</nav> }
    });
    let back = back_href
        .map(|href| view! { <a class="back" href=href aria-label=back><Icon name=IconName::Back/></a> });
    view! {
        <header class=if small { "page-head small" } else { "page-head" }>
            {crumbs}
            {back}
            {tile.map(TileFace::view)}
            <div class="page-words">
                <div class="page-title">
                    <h1><bdi>{move || title.get()}</bdi></h1>
                    {tag.map(|tag| tag.run())}
                    {move || meta.get().map(|meta| view! { <span class="meta">{meta}</span> })}
                </div>
                {lead.map(|lead| view! { <div class="page-lead">{lead.run()}</div> })}
            </div>
            {children.map(|children| view! { <div class="page-acts">{children()}</div> })}
        </header>
    }
}

/// What stands beside a page.
#[component]
pub fn SidePane(
    #[prop(into)] label: String,
    /// On the frame's ground, for what is only shown.
    #[prop(optional)]
    tinted: bool,
    children: Children,
) -> impl IntoView {
    view! { <aside class=if tinted { "side tinted one" } else { "side" } aria-label=label>{children()}</aside> }
}

/// Logo and name.
#[component]
pub fn Brand(#[prop(into)] name: String, #[prop(optional, into)] href: Option<String>) -> impl IntoView {
    let inside = view! { <Mark/><span>{name}</span> };
    match href {
        Some(href) => view! { <a class="brand" href=href>{inside}</a> }.into_any(),
        None => view! { <span class="brand">{inside}</span> }.into_any(),
    }
}

/// Letterhead of a page for people without an account.
#[component]
pub fn GuestHead(
    #[prop(into)] agency: String,
    /// First letter of the agency's name, in its seal.
    #[prop(into)]
    letter: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="guest-head">
            <Letterhead agency letter/>
            {children.map(|children| children())}
        </header>
    }
}

/// The agency's seal and name, as on its papers.
#[component]
pub fn Letterhead(#[prop(into)] agency: String, #[prop(into)] letter: String) -> impl IntoView {
    view! {
        <span class="letterhead">
            <span class="seal" aria-hidden="true">{letter}</span>
            <bdi>{agency}</bdi>
        </span>
    }
}

/// Beside the sign-in form: the line, and the free man behind it.
#[component]
pub fn SignPitch(#[prop(into)] line: String) -> impl IntoView {
    view! {
        <aside class="sign-pitch">
            <svg class="mirror" viewBox="0 0 720 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
                <path class="pitch-line" d="M470 -900v2700"></path>
                <circle class="pitch-line" cx="470" cy="450" r="150"></circle>
                <circle class="pitch-man" cx="400" cy="130" r="13"></circle>
                <circle class="pitch-man" cx="372" cy="340" r="13"></circle>
                <circle class="pitch-man" cx="372" cy="560" r="13"></circle>
                <circle class="pitch-man" cx="400" cy="770" r="13"></circle>
                <circle class="pitch-free" cx="196" cy="452" r="19"></circle>
            </svg>
            <p>{line}</p>
        </aside>
    }
}
