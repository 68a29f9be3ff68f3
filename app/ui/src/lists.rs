//! Facts, pairs, tabs, people, cadence and other small lists.

use crate::tone::{Tone, classes};
use crate::{Avatar, Button, Status, Variant};
use leptos::prelude::*;

/// One fact under a client's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    label: String,
    value: String,
    note: Option<String>,
    status: Option<(Tone, String)>,
    href: Option<String>,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), ..Self::default() }
    }

    /// A quieter word after the value.
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// A dot and a word after the value.
    pub fn status(self, tone: Tone, text: impl Into<String>) -> Self {
        Self { status: Some((tone, text.into())), ..self }
    }

    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    fn view(self) -> AnyView {
        let value = match self.href {
            Some(href) => view! { <a class="value" href=href><bdi>{self.value}</bdi></a> }.into_any(),
            None => view! { <span class="value"><bdi>{self.value}</bdi></span> }.into_any(),
        };
        view! {
            <div class="fact">
                <dt>{self.label}</dt>
                <dd>
                    {value}
                    {self.note.map(|note| view! { <span class="note"><bdi>{note}</bdi></span> })}
                    {self.status.map(|(tone, text)| view! { <Status tone>{text}</Status> })}
                </dd>
            </div>
        }
        .into_any()
    }
}

/// The few facts under a name.
#[component]
pub fn Facts(items: Vec<Fact>) -> impl IntoView {
    view! { <dl class="facts">{items.into_iter().map(Fact::view).collect_view()}</dl> }
}

/// A label and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    label: String,
    value: String,
    ltr: bool,
}

impl Pair {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), ltr: false }
    }

    /// A phone, a code, an address.
    pub fn ltr(self) -> Self {
        Self { ltr: true, ..self }
    }
}

/// Labels and values, one pair a line.
#[component]
pub fn Pairs(items: Vec<Pair>) -> impl IntoView {
    let pair = |Pair { label, value, ltr }| {
        let value = if ltr {
            view! { <bdi class="ltr" dir="ltr">{value}</bdi> }.into_any()
        } else {
            view! { <bdi>{value}</bdi> }.into_any()
        };
        view! { <dt>{label}</dt><dd>{value}</dd> }
    };
    view! { <dl class="pairs">{items.into_iter().map(pair).collect_view()}</dl> }
}

/// One tab: an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabItem {
    label: String,
    href: String,
    count: Option<String>,
}

impl TabItem {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), count: None }
    }

    pub fn count(self, count: impl Into<String>) -> Self {
        Self { count: Some(count.into()), ..self }
    }
}

/// Tabs are links; `current` is the address of the open one.
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    items: Vec<TabItem>,
    #[prop(into)] current: Signal<String>,
) -> impl IntoView {
    let tab = |TabItem { label, href, count }| {
        let own = href.clone();
        view! {
            <a href=href aria-current=move || (current.get() == own).then_some("page")>
                {label}
                {count.map(|count| view! { <span class="tab-count">{count}</span> })}
            </a>
        }
    };
    view! { <nav class="tabs" aria-label=label>{items.into_iter().map(tab).collect_view()}</nav> }
}

/// A person in a list: name, note, and what one may do.
#[component]
pub fn PersonRow(
    #[prop(into)] name: String,
    #[prop(optional, into)] note: Option<String>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let shown = match href {
        Some(href) => view! { <a class="name" href=href><bdi>{name.clone()}</bdi></a> }.into_any(),
        None => view! { <bdi class="name">{name.clone()}</bdi> }.into_any(),
    };
    view! {
        <div class="person-row">
            <Avatar name large=true/>
            <div class="who">
                {shown}
                {note.map(|note| view! { <bdi class="meta">{note}</bdi> })}
            </div>
            {children.map(|children| view! { <div class="person-acts">{children()}</div> })}
        </div>
    }
}

/// A person within a line of text.
#[component]
pub fn Person(#[prop(into)] name: String) -> impl IntoView {
    view! { <span class="person"><Avatar name=name.clone() small=true/><bdi>{name}</bdi></span> }
}

/// How much a person's word weighs, 1 to 3 bars; `label` says it in words.
#[component]
pub fn Influence(level: u8, #[prop(into)] label: String) -> impl IntoView {
    let bars = (1..=3).map(|bar| view! { <i class=if bar <= level { "on" } else { "" }></i> }).collect_view();
    view! { <span class="influence" role="img" aria-label=label.clone() title=label>{bars}</span> }
}

/// One week of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Week {
    None,
    Contact,
    Many,
    /// This week, with a contact.
    Now,
}

/// Weeks of contact as dots, the oldest first; time runs with the text.
#[component]
pub fn Dots(weeks: Vec<Week>, #[prop(into)] label: String) -> impl IntoView {
    let dot = |week| {
        let class = match week {
            Week::None => "none",
            Week::Contact => "",
            Week::Many => "many",
            Week::Now => "now",
        };
        view! { <i class=class></i> }
    };
    view! { <span class="dots" role="img" aria-label=label>{weeks.into_iter().map(dot).collect_view()}</span> }
}

/// One month of a season: its short name and how strong sales are, 0 to 10.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    name: String,
    level: u8,
    now: bool,
}

impl Month {
    pub fn new(name: impl Into<String>, level: u8) -> Self {
        Self { name: name.into(), level: level.min(10), now: false }
    }

    pub fn now(self) -> Self {
        Self { now: true, ..self }
    }
}

/// The year's sales by month; time runs with the text.
#[component]
pub fn Season(months: Vec<Month>, #[prop(into)] label: String) -> impl IntoView {
    let bar = |Month { name, level, now }| {
        let class = classes(&["month", if now { "now" } else { "" }]);
        view! { <li class=class><i class=format!("level-{level}")></i><span>{name}</span></li> }
    };
    view! { <ol class="season" aria-label=label>{months.into_iter().map(bar).collect_view()}</ol> }
}

/// The way to the next page of a list: a link, or a button that adds rows.
#[component]
pub fn NextPage(
    #[prop(into)] word: String,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] on_more: Option<Callback<()>>,
    #[prop(optional, into)] busy: Signal<bool>,
) -> impl IntoView {
    let (busy_text, press) = (
        word.clone(),
        Callback::new(move |_| {
            if let Some(more) = on_more {
                more.run(())
            }
        }),
    );
    let button = match href {
        Some(href) => view! { <Button href=href variant=Variant::Outline>{word}</Button> }.into_any(),
        None => view! { <Button busy busy_text on_click=press>{word}</Button> }.into_any(),
    };
    view! { <div class="next-page">{button}</div> }
}
