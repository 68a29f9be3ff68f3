//! The day as one line: meetings are bars, deadlines diamonds, now is the free dot. In Persian time runs
//! from right to left, so every place is computed here and the drawing itself has no direction.

use crate::avatar::hue_class;
use crate::tone::classes;
use leptos::prelude::*;

/// Something on the line. Times are minutes of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayItem {
    from: u16,
    to: Option<u16>,
    hue: u8,
    time: String,
    text: String,
    done: bool,
    href: Option<String>,
}

impl DayItem {
    pub fn meeting(from: u16, to: u16, hue: u8, time: impl Into<String>, text: impl Into<String>) -> Self {
        let (time, text) = (time.into(), text.into());
        Self { from, to: Some(to.max(from)), hue, time, text, done: false, href: None }
    }

    pub fn deadline(at: u16, time: impl Into<String>, text: impl Into<String>) -> Self {
        Self { from: at, to: None, hue: 0, time: time.into(), text: text.into(), done: false, href: None }
    }

    pub fn done(self) -> Self {
        Self { done: true, ..self }
    }

    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }
}

/// What the line shows. Times are minutes of the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayLineData {
    pub rtl: bool,
    pub from: u16,
    pub to: u16,
    /// Ticks and their words.
    pub hours: Vec<(u16, String)>,
    pub now: Option<(u16, String)>,
    pub items: Vec<DayItem>,
    /// Hatched from here on, and why.
    pub closed: Option<(u16, String)>,
}

/// Maps minutes to percent of the line's width.
#[derive(Clone, Copy)]
struct Scale {
    rtl: bool,
    from: f64,
    span: f64,
}

impl Scale {
    fn of(day: &DayLineData) -> Self {
        let span = f64::from(day.to.saturating_sub(day.from)).max(1.0);
        Self { rtl: day.rtl, from: f64::from(day.from), span }
    }

    fn percent(self, minute: u16) -> f64 {
        let share = ((f64::from(minute) - self.from) / self.span).clamp(0.0, 1.0) * 100.0;
        if self.rtl { 100.0 - share } else { share }
    }

    fn place(self, minute: u16) -> String {
        format!("{:.2}%", self.percent(minute))
    }

    /// Leftmost place and width of a stretch.
    fn stretch(self, from: u16, to: u16) -> (String, String) {
        let (a, b) = (self.percent(from), self.percent(to));
        (format!("{:.2}%", a.min(b)), format!("{:.2}%", (a - b).abs()))
    }
}

/// Share of the line that one letter of a label takes, in percent: 6.6 px of a line of 660, and of 830.
const LETTER_NARROW: f64 = 1.0;
const LETTER_WIDE: f64 = 0.8;

/// Width of a label in percent of the line, by its letters.
fn label_width(item: &DayItem, letter: f64) -> f64 {
    let letters = item.time.chars().count() + item.text.chars().count() + 1;
    letters as f64 * letter
}

/// Which labels have room: each in time order, unless it would run into the one before.
fn with_room(items: &[DayItem], scale: Scale, taken_by_now: Option<u16>, letter: f64) -> Vec<bool> {
    let along = |minute: u16| if scale.rtl { 100.0 - scale.percent(minute) } else { scale.percent(minute) };
    let now = taken_by_now.map(|minute| (along(minute) - 5.0, along(minute) + 5.0));
    let mut free_from = 0.0_f64;
    items
        .iter()
        .map(|item| {
            let (start, width) = (along(item.from), label_width(item, letter));
            let hits_now = now.is_some_and(|(low, high)| start < high && start + width > low);
            let fits = start >= free_from && !hits_now;
            if fits {
                free_from = start + width;
            }
            fits
        })
        .collect()
}

/// The line of a day. `label` says the same in words.
#[component]
pub fn DayLine(day: DayLineData, #[prop(into)] label: String) -> impl IntoView {
    let scale = Scale::of(&day);
    let mut items = day.items;
    items.sort_by_key(|item| item.from);
    let now_at = day.now.as_ref().map(|(at, _)| *at);
    let narrow = with_room(&items, scale, now_at, LETTER_NARROW);
    let wide = with_room(&items, scale, now_at, LETTER_WIDE);
    let labelled = narrow.into_iter().zip(wide).map(|room| match room {
        (true, _) => Some("item-text"),
        (false, true) => Some("item-text wide-only"),
        (false, false) => None,
    });

    let hours = day.hours.into_iter().map(|(at, word)| {
        let x = scale.place(at);
        view! {
            <line class="tick" x1=x.clone() x2=x.clone() y1="31" y2="36"></line>
            <text class="hour" x=x y="53">{word}</text>
        }
    });
    let past = day.now.as_ref().map(|(at, _)| {
        view! { <line class="past" x1=scale.place(day.from) x2=scale.place(*at) y1="31" y2="31"></line> }
    });
    // A picture holds nothing to press; with links inside it is a group.
    let role = if items.iter().any(|item| item.href.is_some()) { "group" } else { "img" };
    let shut_from = day.closed.as_ref().map_or(day.to, |(from, _)| *from);
    let closed = day.closed.map(|(from, word)| {
        let (x, width) = scale.stretch(from, day.to);
        let middle = format!("{:.2}%", (scale.percent(from) + scale.percent(day.to)) / 2.0);
        view! {
            <rect class="shut" x=x y="23" width=width height="16" fill="url(#day-hatch)"></rect>
            <text class="closed-text" x=middle y="35" text-anchor="middle">{word}</text>
        }
    });
    let marks = items.into_iter().zip(labelled).map(|(item, label)| mark(item, scale, label));
    let now = day.now.map(|(at, word)| {
        let x = scale.place(at);
        view! {
            <circle class="halo" cx=x.clone() cy="31" r="10"></circle>
            <circle class="now-dot" cx=x.clone() cy="31" r="6"></circle>
            <text class="now-text" x=x y="15" text-anchor="middle">{word}</text>
        }
    });
    view! {
        <svg class=if day.rtl { "day-line rtl" } else { "day-line" } role=role aria-label=label>
            <defs>
                <pattern id="day-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="hatch" x1="0" y1="0" x2="0" y2="8"></line>
                </pattern>
            </defs>
            {closed}
            <line class="rail" x1=scale.place(day.from) x2=scale.place(shut_from) y1="31" y2="31"></line>
            {past}
            {hours.collect_view()}
            {marks.collect_view()}
            {now}
        </svg>
    }
}

fn mark(item: DayItem, scale: Scale, label: Option<&'static str>) -> AnyView {
    let done = if item.done { "done" } else { "" };
    let spoken = format!("{} {}", item.time, item.text);
    let start = scale.place(item.from);
    let shape = match item.to {
        Some(to) => {
            let (x, width) = scale.stretch(item.from, to);
            let class = classes(&["bar", &hue_class(item.hue), done]);
            view! { <rect class=class x=x y="28" width=width height="6" rx="3"><title>{spoken}</title></rect> }.into_any()
        }
        None => {
            let class = classes(&["diamond", done]);
            view! {
                <svg x=start.clone() y="31" overflow="visible">
                    <path class=class d="M0 -7 7 0 0 7 -7 0z"><title>{spoken}</title></path>
                </svg>
            }
            .into_any()
        }
    };
    let label = label.map(|class| {
        view! {
            <text class=class x=start y="15">
                <tspan class="time">{item.time}</tspan>
                " "
                {item.text}
            </text>
        }
    });
    match item.href {
        Some(href) => view! { <a href=href>{shape}{label}</a> }.into_any(),
        None => view! { {shape}{label} }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(rtl: bool) -> DayLineData {
        DayLineData { rtl, from: 480, to: 960, ..DayLineData::default() }
    }

    #[test]
    fn time_runs_from_the_right_in_persian() {
        assert_eq!(Scale::of(&day(false)).place(480), "0.00%");
        assert_eq!(Scale::of(&day(true)).place(480), "100.00%");
        assert_eq!(Scale::of(&day(true)).stretch(480, 720), ("50.00%".into(), "50.00%".into()));
    }

    #[test]
    fn what_lies_outside_stays_at_the_edge() {
        assert_eq!(Scale::of(&day(false)).place(0), "0.00%");
        assert_eq!(Scale::of(&day(false)).place(1439), "100.00%");
    }

    #[test]
    fn a_label_without_room_is_left_out() {
        let items = [
            DayItem::meeting(540, 600, 0, "9:00", "Barfdasht meeting"),
            DayItem::deadline(560, "9:20", "Noazar reply"),
            DayItem::deadline(800, "13:20", "Sayesar call"),
        ];
        assert_eq!(with_room(&items, Scale::of(&day(false)), None, LETTER_WIDE), [true, false, true]);
        assert_eq!(with_room(&items, Scale::of(&day(true)), None, LETTER_WIDE), [true, false, true]);
    }

    #[test]
    fn a_day_without_length_divides_by_nothing() {
        let flat = DayLineData { from: 600, to: 600, ..DayLineData::default() };
        assert_eq!(Scale::of(&flat).place(600), "0.00%");
    }
}
