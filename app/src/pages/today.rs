//! Today: what needs one now, why, in order; the day's line; the rhythm of contact. The day ends at zero.

use crate::api::promises::keep_promise;
use crate::api::today::today;
use crate::shell::{TabTitle, Trouble, Waiting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use libero_domain::id::{CommandId, PromiseId};
use libero_domain::reader::{Lang, Reader};
use libero_domain::text::{first_letter, list};
use libero_domain::time::Timestamp;
use libero_domain::today::{Group, Matter, Rhythm, TodayPage as Page, TodayRow};
use libero_domain::words::{fill, shell, today as words};
use libero_ui::*;

#[component]
pub fn TodayPage() -> impl IntoView {
    let page = Resource::new(|| (), async |()| today().await);
    let again = Callback::new(move |()| page.refetch());
    view! {
        <TabTitle text=words::title(crate::reader().lang)/>
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Shown page again/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(page: Page, again: Callback<()>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let title = reader.day(reader.today());
    let meta = hours(&reader, &page);
    let sentence = words::sentence(&reader, page.left(), page.before_noon(), page.line.days_off_ahead.len());
    let selected = RwSignal::new(None::<usize>);
    let acts: Vec<Act> = page.rows.iter().map(act_of).collect();
    on_keys(acts, selected, again);
    let groups = groups(&page.rows, selected, again);
    let at_zero = page.left() == 0;
    let next = reader.moment_near(page.line.next_opening);
    view! {
        <div class="page today with-side">
            <PageHead title=title meta=meta lead=move || view! { <p>{sentence.clone()}</p> }.into_any()>
                <Button variant=Variant::Primary icon=IconName::Plus href="/reports/new" key="C">{shell::new_report(lang)}</Button>
            </PageHead>
            <div class="page-body">
                <DayLine day=day_line(&reader, &page) label=words::day_line(lang)/>
                {at_zero.then(|| view! { <Empty title=words::zero(lang) text=format!("{}: {next}", words::next_day(lang)) large=true/> })}
                {groups}
                <p class="keys desk-only">
                    <Kbd keys="J K"/>" "{words::keys_move(lang)}
                    <Kbd keys="↵"/>" "{words::keys_open(lang)}
                    <Kbd keys="E"/>" "{words::keys_done(lang)}
                    <Kbd keys="C"/>" "{words::keys_report(lang)}
                </p>
            </div>
            <SidePane label=words::rhythm(lang)>
                <section class="side-part">
                    <div class="spread"><h2>{words::rhythm(lang)}</h2><span class="meta">{words::twelve_weeks(lang)}</span></div>
                    <ul class="plain">{page.rhythm.iter().map(|rhythm| view! { <Cadence rhythm=rhythm.clone()/> }).collect_view()}</ul>
                </section>
            </SidePane>
        </div>
    }
}

/// «ساعت کار رمضان، ۹ تا ۱۴».
fn hours(reader: &Reader, page: &Page) -> String {
    use libero_domain::office::WeekKind;
    let Some((open, close)) = page.line.hours else { return words::day_off(reader.lang).to_owned() };
    let template = match page.office_kind {
        WeekKind::Ramadan => words::ramadan_hours(reader.lang),
        WeekKind::Summer => words::summer_hours(reader.lang),
        WeekKind::Normal => words::office_hours(reader.lang),
    };
    fill(template, &[("hours", &reader.times(open, close))])
}

fn groups(
    rows: &[TodayRow],
    selected: RwSignal<Option<usize>>,
    again: Callback<()>,
) -> impl IntoView + use<> {
    let reader = crate::reader();
    let lang = reader.lang;
    Group::ALL
        .into_iter()
        .filter_map(|group| {
            let of: Vec<(usize, TodayRow)> =
                rows.iter().enumerate().filter(|(_, row)| row.group == group).map(|(at, row)| (at, row.clone())).collect();
            let count = reader.count(of.len());
            (!of.is_empty()).then(|| {
                view! {
                    <section class="group">
                        <GroupHead title=words::group(lang, group) count=count/>
                        <Rows label=words::group(lang, group)>
                            {of.into_iter().map(|(at, row)| view! { <TodayLine row at selected again/> }).collect_view()}
                        </Rows>
                    </section>
                }
            })
        })
        .collect_view()
}

/// What a row's one act does.
#[derive(Clone)]
enum Act {
    Go(String),
    Keep { promise: PromiseId, version: i64, words: String, href: String },
}

impl Act {
    fn href(&self) -> &str {
        match self {
            Self::Go(href) | Self::Keep { href, .. } => href,
        }
    }
}

fn act_of(row: &TodayRow) -> Act {
    let client = row.fact.client.id;
    match &row.fact.matter {
        Matter::Objected { report, .. }
        | Matter::Draft { report, .. }
        | Matter::Unopened { report, .. }
        | Matter::ReplyOver { report, .. } => Act::Go(format!("/reports/{report}")),
        Matter::Promise { promise, version, words, .. } => Act::Keep {
            promise: *promise,
            version: *version,
            words: words.clone(),
            href: format!("/clients/{client}/promises"),
        },
        Matter::ReadBacks { .. } => Act::Go("/readback".into()),
        Matter::TeamReadBacks { .. } => Act::Go(format!("/clients/{client}/details")),
        Matter::Silence { .. } => Act::Go(format!("/reports/new?client={client}")),
    }
}

#[component]
fn TodayLine(
    row: TodayRow,
    at: usize,
    selected: RwSignal<Option<usize>>,
    again: Callback<()>,
) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let fact = &row.fact;
    let act = act_of(&row);
    let name = fact.client.spoken(lang);
    let icon = match &fact.matter {
        Matter::Objected { .. }
        | Matter::Draft { .. }
        | Matter::Unopened { .. }
        | Matter::ReplyOver { .. } => IconName::Reports,
        Matter::Promise { .. } => IconName::Flag,
        Matter::ReadBacks { .. } | Matter::TeamReadBacks { .. } => IconName::Detail,
        Matter::Silence { .. } => IconName::Clock,
    };
    let (due, tone) = due(&reader, &row);
    let href = act.href().to_owned();
    let word = words::act(lang, fact);
    let is_selected = Signal::derive(move || selected.get() == Some(at));
    let button = match act {
        Act::Go(href) => {
            view! { <Button size=Size::Small variant=Variant::Text href=href>{word}</Button> }.into_any()
        }
        keep @ Act::Keep { .. } => {
            let keep = StoredValue::new(keep);
            let run = Callback::new(move |_| run(keep.get_value(), again));
            view! { <Button size=Size::Small variant=Variant::Text on_click=run>{word}</Button> }.into_any()
        }
    };
    view! {
        <Row what=words::what(&reader, fact) why=words::why(&reader, fact) href=href icon=icon
            tile=TileFace::new(first_letter(name), fact.client.hue) due=due due_tone=tone selected=is_selected id=format!("row-{at}")>
            {button}
        </Row>
    }
}

fn due(reader: &Reader, row: &TodayRow) -> (String, Tone) {
    match (&row.fact.matter, reader.late(row.fact.due)) {
        (Matter::Silence { .. }, _) => (String::new(), Tone::Plain),
        (_, Some(late)) => (late, Tone::Anar),
        (_, None) if row.group == Group::Now => (reader.until(row.fact.due), Tone::Anar),
        (_, None) => (reader.until(row.fact.due), Tone::Plain),
    }
}

/// Keeps a promise, tells it, and offers to take it back.
fn run(act: Act, again: Callback<()>) {
    let Act::Keep { promise, version, words: text, .. } = act else { return };
    let lang = crate::reader().lang;
    let toasts = use_toasts();
    spawn_local(async move {
        match keep_promise(crate::new_id::<CommandId>(), promise, version, false).await {
            Ok(()) => {
                again.run(());
                let undo = Callback::new(move |()| {
                    spawn_local(async move {
                        if keep_promise(crate::new_id::<CommandId>(), promise, version + 1, true)
                            .await
                            .is_ok()
                        {
                            again.run(());
                        }
                    });
                });
                toasts.show_undo(format!("{}، {text}", words::kept(lang)), words::undo(lang), undo);
            }
            Err(refusal) => {
                let reader = crate::reader();
                toasts.show(libero_domain::words::errors::sentence(&reader, &refusal.0));
            }
        }
    });
}

/// J K move, Enter acts, E done, C a new report: by the key's place, since a Persian layout has other letters.
fn on_keys(acts: Vec<Act>, selected: RwSignal<Option<usize>>, again: Callback<()>) {
    if !crate::boot().shortcuts {
        return;
    }
    let navigate = use_navigate();
    let acts = StoredValue::new(acts);
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) {
                return;
            }
            let count = acts.with_value(Vec::len);
            let go = |href: &str| navigate(href, NavigateOptions::default());
            match event.code().as_str() {
                "KeyJ" if count > 0 => {
                    selected.set(Some(selected.get_untracked().map_or(0, |at| (at + 1).min(count - 1))))
                }
                "KeyK" if count > 0 => {
                    selected.set(Some(selected.get_untracked().map_or(0, |at| at.saturating_sub(1))))
                }
                "KeyC" => go("/reports/new"),
                "KeyE" => {
                    if let Some(act) =
                        selected.get_untracked().and_then(|at| acts.with_value(|acts| acts.get(at).cloned()))
                    {
                        run(act, again);
                    }
                }
                "Enter" if !is_control(&event) => {
                    if let Some(act) =
                        selected.get_untracked().and_then(|at| acts.with_value(|acts| acts.get(at).cloned()))
                    {
                        go(act.href());
                    }
                }
                _ => {}
            }
        });
        on_cleanup(move || keys.remove());
    });
}

fn target(event: &web_sys::KeyboardEvent) -> Option<web_sys::Element> {
    use leptos::wasm_bindgen::JsCast;
    event.target()?.dyn_into::<web_sys::Element>().ok()
}

fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    target(event)
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

fn is_control(event: &web_sys::KeyboardEvent) -> bool {
    target(event).is_some_and(|element| matches!(element.tag_name().as_str(), "A" | "BUTTON" | "SUMMARY"))
}

/// The office's hours of this day, the deadlines in them, and now.
fn day_line(reader: &Reader, page: &Page) -> DayLineData {
    let lang = reader.lang;
    let minute = |at: Timestamp| -> u16 {
        use chrono::Timelike;
        let local = reader.zone.local(at);
        u16::try_from(local.num_seconds_from_midnight() / 60).unwrap_or_default()
    };
    let (open, close) =
        page.line.hours.map_or((9 * 60, 17 * 60), |(open, close)| (minute(open), minute(close)));
    let now = minute(reader.now);
    let from = open.saturating_sub(60).min(now / 60 * 60);
    let to = (close + 60).max((now / 60 + 1) * 60).min(24 * 60);
    let hour = |at: u16| reader.count(usize::from(at / 60));
    let hours = (from.div_ceil(60)..=to / 60).map(|at| (at * 60, hour(at * 60))).collect();
    let today = reader.today();
    let mut items: Vec<DayItem> = page
        .rows
        .iter()
        .filter(|row| {
            reader.zone.date(row.fact.due) == today && !matches!(row.fact.matter, Matter::Silence { .. })
        })
        .filter(|row| (from..=to).contains(&minute(row.fact.due)))
        .map(|row| {
            DayItem::deadline(minute(row.fact.due), reader.time(row.fact.due), row.fact.client.spoken(lang))
                .href(act_of(row).href())
        })
        .collect();
    items.truncate(4);
    let days: Vec<String> = page
        .line
        .days_off_ahead
        .iter()
        .map(|day| reader.weekday(chrono::Datelike::weekday(day)).to_owned())
        .collect();
    let closed = (!days.is_empty()).then(|| {
        let between = if lang == Lang::Fa { "، " } else { ", " };
        (close, format!("{}{between}{}", list(lang, &days), words::closed(lang)))
    });
    DayLineData {
        rtl: lang == Lang::Fa,
        from,
        to,
        hours,
        now: Some((now, format!("{} {}", libero_domain::words::common::now(lang), reader.time(reader.now)))),
        items,
        closed,
    }
}

#[component]
fn Cadence(rhythm: Rhythm) -> impl IntoView {
    let reader = crate::reader();
    let name = rhythm.client.spoken(reader.lang).to_owned();
    let mut weeks: Vec<Week> = rhythm
        .weeks
        .iter()
        .map(|count| match count {
            0 => Week::None,
            1 => Week::Contact,
            _ => Week::Many,
        })
        .collect();
    if let Some(last) = weeks.last_mut() {
        *last = Week::Now;
    }
    let silent = rhythm.silent_days(reader.today()).is_none_or(|days| days > i64::from(rhythm.cadence_days));
    view! {
        <li class="cadence">
            <Tile letter=first_letter(&name) hue=rhythm.client.hue/>
            <a class="name" href=format!("/clients/{}", rhythm.client.id)><bdi>{name}</bdi></a>
            <Dots weeks=weeks label=words::rhythm_spoken(&reader, &rhythm)/>
            <span class=if silent { "when warn" } else { "when" }>{words::last_contact(&reader, &rhythm)}</span>
        </li>
    }
}
