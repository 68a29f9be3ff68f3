//! Steps, timeline, progress, skeleton: where something stands.

use crate::{Icon, IconName};
use leptos::prelude::*;

fn step_class(at: usize, current: usize) -> &'static str {
    match at.cmp(&current) {
        std::cmp::Ordering::Less => "step done",
        std::cmp::Ordering::Equal => "step current",
        std::cmp::Ordering::Greater => "step",
    }
}

/// A line of steps with their names; `current` is the index of the present one, from 0.
#[component]
pub fn Steps(
    #[prop(into)] label: String,
    items: Vec<String>,
    #[prop(into)] current: Signal<usize>,
) -> impl IntoView {
    let step = |(at, name)| {
        view! {
            <li class=move || step_class(at, current.get()) aria-current=move || (at == current.get()).then_some("step")>
                <span>{name}</span>
            </li>
        }
    };
    view! { <ol class="steps" aria-label=label>{items.into_iter().enumerate().map(step).collect_view()}</ol> }
}

/// A short line of steps without names, and «۳ از ۵» beside it.
#[component]
pub fn StepDots(
    count: usize,
    #[prop(into)] current: Signal<usize>,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    let step = |at| view! { <span class=move || step_class(at, current.get())></span> };
    view! {
        <div class="step-dots">
            <span class="steps" aria-hidden="true">{(0..count).map(step).collect_view()}</span>
            <span>{move || text.get()}</span>
        </div>
    }
}

/// What happened, newest first.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One happening. `now` is marked by the free dot instead of an icon.
#[component]
pub fn TimelineItem(
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional, into)] when: Option<String>,
    #[prop(optional)] now: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <li class=if now { "event now" } else { "event" }>
            <span class="event-mark" aria-hidden="true">
                {icon.filter(|_| !now).map(|name| view! { <Icon name/> })}
            </span>
            {when.map(|when| view! { <span class="event-when">{when}</span> })}
            <div class="event-what">{children()}</div>
        </li>
    }
}

/// How far something has come: `value` from 0 to 1.
#[component]
pub fn Progress(
    #[prop(into)] value: Signal<f64>,
    #[prop(into)] label: String,
    #[prop(optional, into)] text: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <progress max="1" value=move || format!("{:.3}", value.get().clamp(0.0, 1.0)) aria-label=label></progress>
            {move || text.get().map(|text| view! { <span role="status">{text}</span> })}
        </div>
    }
}

/// Grey lines of a row's height while rows are on their way.
#[component]
pub fn Skeleton(#[prop(default = 3)] rows: u8, #[prop(into)] label: String) -> impl IntoView {
    let row = |_| view! { <div class="skeleton-row" aria-hidden="true"><i></i><i></i><i></i></div> };
    view! { <div class="skeleton" role="status"><span class="hidden-text">{label}</span>{(0..rows).map(row).collect_view()}</div> }
}
