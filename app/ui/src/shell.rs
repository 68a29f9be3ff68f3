//! The frame around signed-in pages: sidebar, bottom bar on the phone, skip link.

use crate::{Count, Icon, IconName, Mark, Tile, TileSize};
use leptos::children::ViewFn;
use leptos::prelude::*;

/// Is the person at this entry of the menu? The root only when exactly there, others below them too.
fn is_here(path: &str, href: &str) -> bool {
    if href == "/" {
        path == "/"
    } else {
        path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// One entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    icon: IconName,
    label: String,
    href: String,
    count: Option<String>,
    urgent: bool,
}

impl NavItem {
    pub fn new(icon: IconName, label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { icon, label: label.into(), href: href.into(), count: None, urgent: false }
    }

    pub fn count(self, count: impl Into<String>) -> Self {
        Self { count: Some(count.into()), ..self }
    }

    /// The count is work that waits for this person.
    pub fn urgent(self) -> Self {
        Self { urgent: true, ..self }
    }
}

/// One of the person's own clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavClient {
    letter: String,
    hue: u8,
    name: String,
    href: String,
    note: Option<String>,
}

impl NavClient {
    pub fn new(letter: impl Into<String>, hue: u8, name: impl Into<String>, href: impl Into<String>) -> Self {
        Self { letter: letter.into(), hue, name: name.into(), href: href.into(), note: None }
    }

    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// The menu at the start side; between 700 and 1100 px and on wide grids only its icons.
#[component]
pub fn Sidebar(
    #[prop(into)] label: String,
    #[prop(into)] agency: String,
    /// Address of the agency's name.
    #[prop(into)]
    home: String,
    items: Vec<NavItem>,
    #[prop(into)] current: Signal<String>,
    #[prop(optional, into)] clients_title: Option<String>,
    #[prop(optional, into)] clients: Signal<Vec<NavClient>>,
    #[prop(optional, into)] search: Option<ViewFn>,
    #[prop(optional, into)] foot: Option<ViewFn>,
) -> impl IntoView {
    let item = move |NavItem { icon, label, href, count, urgent }| {
        let (own, title) = (href.clone(), label.clone());
        view! {
            <li>
                <a class="nav-item" href=href title=title
                    aria-current=move || is_here(&current.get(), &own).then_some("page")>
                    <Icon name=icon/>
                    <span class="nav-name">{label}</span>
                    {count.map(|value| view! { <Count value urgent/> })}
                </a>
            </li>
        }
    };
    let client = move |NavClient { letter, hue, name, href, note }| {
        let (own, title) = (href.clone(), name.clone());
        view! {
            <li>
                <a class="nav-item nav-client" href=href title=title
                    aria-current=move || is_here(&current.get(), &own).then_some("page")>
                    <Tile letter hue size=TileSize::Small/>
                    <bdi class="nav-name">{name}</bdi>
                    {note.map(|note| view! { <span class="nav-note">{note}</span> })}
                </a>
            </li>
        }
    };
    let own_clients = clients_title.map(|title| {
        view! {
            <div hidden=move || clients.with(Vec::is_empty)>
                <h2 class="sidebar-title" id="nav-clients">{title}</h2>
                <ul role="list" aria-labelledby="nav-clients">
                    {move || clients.get().into_iter().map(client).collect_view()}
                </ul>
            </div>
        }
    });
    view! {
        <nav class="sidebar" aria-label=label>
            <a class="brand" href=home><Mark/><span><bdi>{agency}</bdi></span></a>
            {search.map(|search| view! { <div class="sidebar-search">{search.run()}</div> })}
            <ul role="list">{items.into_iter().map(item).collect_view()}</ul>
            {own_clients}
            {foot.map(|foot| view! { <div class="sidebar-foot">{foot.run()}</div> })}
        </nav>
    }
}

/// The phone's menu: two entries, the capture button in the middle, two entries.
#[component]
pub fn BottomBar(
    #[prop(into)] label: String,
    /// Four.
    items: Vec<NavItem>,
    /// Spoken name and address of the button in the middle.
    #[prop(into)]
    capture: String,
    #[prop(into)] capture_href: String,
    #[prop(into)] current: Signal<String>,
) -> impl IntoView {
    let item = move |NavItem { icon, label, href, count, urgent }| {
        let own = href.clone();
        view! {
            <a href=href aria-current=move || is_here(&current.get(), &own).then_some("page")>
                <Icon name=icon/>
                <span>{label}</span>
                {count.map(|value| view! { <Count value urgent/> })}
            </a>
        }
    };
    let mut before = items;
    let after = before.split_off(before.len().min(2));
    view! {
        <nav class="bottom-bar" aria-label=label>
            {before.into_iter().map(item).collect_view()}
            <a class="capture-button" href=capture_href aria-label=capture><Icon name=IconName::Plus/></a>
            {after.into_iter().map(item).collect_view()}
        </nav>
    }
}

/// The first stop of the Tab key: over the menu to the page.
#[component]
pub fn SkipLink(#[prop(into)] text: String) -> impl IntoView {
    view! { <a class="skip" href="#main" rel="external">{text}</a> }
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn an_entry_is_marked_on_the_pages_below_it() {
        assert!(is_here("/clients/0192", "/clients"));
        assert!(is_here("/", "/"));
        assert!(!is_here("/clients", "/"));
        assert!(!is_here("/clients-of-old", "/clients"));
    }
}
