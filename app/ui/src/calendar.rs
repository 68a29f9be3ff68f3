//! A month to pick a day from. What days there are, and their names, is given.

use crate::{Button, IconName, Size, Variant};
use leptos::prelude::*;

/// One day of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayCell {
    /// ISO date, given back when picked.
    pub value: String,
    /// Number as shown.
    pub text: String,
    /// The whole day, spoken.
    pub label: String,
    /// Weekend or holiday.
    pub off: bool,
    pub today: bool,
    pub chosen: bool,
}

/// A month. `lead` cells stay empty before the first day, 0 to 6; `other` is the chosen day in the other
/// calendar.
#[component]
pub fn DateGrid(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] prev: String,
    #[prop(into)] next: String,
    weekdays: Vec<String>,
    #[prop(into)] days: Signal<Vec<DayCell>>,
    #[prop(into)] lead: Signal<u8>,
    #[prop(optional, into)] today_word: Option<String>,
    #[prop(optional, into)] other: MaybeProp<String>,
    #[prop(optional, into)] on_pick: Option<Callback<String>>,
    #[prop(optional, into)] on_prev: Option<Callback<()>>,
    #[prop(optional, into)] on_next: Option<Callback<()>>,
    #[prop(optional, into)] on_today: Option<Callback<()>>,
) -> impl IntoView {
    let tell = |act: Option<Callback<()>>| {
        Callback::new(move |_| {
            if let Some(act) = act {
                act.run(())
            }
        })
    };
    let cell = move |(at, day): (usize, DayCell)| {
        let lead = if at == 0 { lead.get() } else { 0 };
        let place = if lead == 0 { String::new() } else { format!(" lead-{}", lead.min(6)) };
        let class = format!(
            "day{}{}{place}",
            if day.off { " off" } else { "" },
            if day.today { " today" } else { "" }
        );
        let value = day.value;
        view! {
            <button
                type="button" class=class aria-label=day.label aria-pressed=day.chosen.to_string()
                aria-current=day.today.then_some("date")
                on:click=move |_| if let Some(pick) = on_pick { pick.run(value.clone()) }
            >
                {day.text}
            </button>
        }
    };
    view! {
        <div class="calendar">
            <div class="calendar-head">
                <Button variant=Variant::Quiet size=Size::Small icon=IconName::Prev label=prev on_click=tell(on_prev)/>
                <span aria-live="polite">{move || title.get()}</span>
                <Button variant=Variant::Quiet size=Size::Small icon=IconName::Next label=next on_click=tell(on_next)/>
            </div>
            <div class="calendar-grid">
                {weekdays.into_iter().map(|day| view! { <span class="weekday" aria-hidden="true">{day}</span> }).collect_view()}
                {move || days.get().into_iter().enumerate().map(cell).collect_view()}
            </div>
            <div class="calendar-foot">
                {today_word.map(|word| view! {
                    <Button variant=Variant::Text size=Size::Small on_click=tell(on_today)>{word}</Button>
                })}
                <span>{move || other.get()}</span>
            </div>
        </div>
    }
}
