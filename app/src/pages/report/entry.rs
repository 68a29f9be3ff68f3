//! One line: as it reads, and opened for change.

use super::editor::{Bench, change};
use super::party_name;
use leptos::prelude::*;
use libero_domain::calendar::{ParseContext, parse_day};
use libero_domain::contact_report::{Entry, EntryKind, Party};
use libero_domain::detail::{Weight, When};
use libero_domain::id::EntryId;
use libero_domain::limits;
use libero_domain::reader::Reader;
use libero_domain::team::Area;
use libero_domain::text::quote;
use libero_domain::words::{errors, report as words, trade};
use libero_ui::*;

#[component]
pub(super) fn EntryLine(bench: Bench, id: EntryId) -> impl IntoView {
    let entry = Memo::new(move |_| {
        bench.desk.body.with(|body| body.entries.iter().find(|entry| entry.id == id).cloned())
    });
    let line = Memo::new(move |_| {
        bench.desk.body.with(|body| {
            body.numbered().into_iter().find(|(other, _)| *other == id).map_or(0, |(_, line)| line)
        })
    });
    let is_open = Memo::new(move |_| bench.editing.get() == Some(id));
    let class = move || match entry.get() {
        Some(entry) if !entry.kind.for_client() => "entry internal",
        _ => "entry",
    };
    let reader = StoredValue::new(crate::reader());
    view! {
        <li class=class>
            <span class="line-no">{move || reader.with_value(|reader| reader.count(line.get().into()))}</span>
            {move || if is_open.get() {
                entry.get_untracked().map(|entry| view! { <EntryForm bench entry/> }.into_any())
            } else {
                entry.get().map(|entry| view! { <EntryText bench entry/> }.into_any())
            }}
        </li>
    }
}

#[component]
fn EntryText(bench: Bench, entry: Entry) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let id = entry.id;
    let text = if entry.kind.is_quote() { quote(lang, &entry.text) } else { entry.text.clone() };
    let act = move |apply: fn(Bench, EntryId)| Callback::new(move |()| apply(bench, id));
    view! {
        <KindMark kind=entry.kind.into() word=trade::entry_kind(lang, entry.kind)/>
        <div class="entry-text">
            <p dir="auto">{text}</p>
            <p class="entry-meta">{bench.page.with_value(|page| meta(page, &entry, &reader))}</p>
        </div>
        <Menu label=words::actions_of_line(lang) end=true>
            <MenuItem icon=IconName::Edit on_click=act(|bench, id| bench.editing.set(Some(id)))>{words::edit_line(lang)}</MenuItem>
            <MenuItem icon=IconName::Up on_click=act(|bench, id| shift(bench, id, false))>{words::move_up(lang)}</MenuItem>
            <MenuItem icon=IconName::Down on_click=act(|bench, id| shift(bench, id, true))>{words::move_down(lang)}</MenuItem>
            <MenuItem icon=IconName::Trash danger=true on_click=act(|bench, id| {
                bench.desk.edit(|body| body.entries.retain(|entry| entry.id != id));
            })>{words::delete_line(lang)}</MenuItem>
        </Menu>
    }
}

/// What stands under a line: weight and scope of a detail, owner and day of an action, who said it.
pub(super) fn meta(
    page: &libero_domain::contact_report::ReportPage,
    entry: &Entry,
    reader: &Reader,
) -> AnyView {
    let lang = reader.lang;
    let said_by = entry.said_by.map(|id| party_name(page, Party::Person(id), lang));
    let internal = (!entry.kind.for_client()).then(|| view! { <Internal text=trade::internal(lang)/> });
    let detail = (entry.kind == EntryKind::Detail).then(|| {
        let (tone, weight) = (weight_tone(entry.detail.weight), trade::weight(lang, entry.detail.weight));
        let scope = trade::scope(reader, &entry.detail.when, &entry.detail.areas);
        view! {
            <Tag tone>{weight}</Tag>
            <span>{scope}</span>
        }
    });
    let action = (entry.kind == EntryKind::Action).then(|| {
        let owner = entry.action.owner.map(|owner| party_name(page, owner, lang));
        let due = entry.action.due_on.map(|day| {
            let day = reader.day(day);
            entry.action.due_at.map_or(day.clone(), |time| format!("{day} {}", reader.clock(time)))
        });
        let missing =
            |there: bool, word: &'static str| (!there).then(|| view! { <span class="warn">{word}</span> });
        view! {
            {missing(owner.is_some(), words::owner(lang))}
            {owner.map(|owner| view! { <Avatar name=owner.clone() small=true/><bdi>{owner}</bdi> })}
            {missing(due.is_some(), words::due(lang))}
            {due.map(|due| view! { <Tag>{due}</Tag> })}
        }
    });
    view! { {internal}{detail}{action}{said_by.map(|name| view! { <bdi>{name}</bdi> })} }.into_any()
}

pub(crate) fn weight_tone(weight: Weight) -> Tone {
    match weight {
        Weight::RedLine => Tone::Anar,
        Weight::Taste => Tone::Amber,
        Weight::Preference => Tone::Plain,
    }
}

/// Moves an entry past its neighbour of the same topic.
fn shift(bench: Bench, id: EntryId, down: bool) {
    bench.desk.edit(|body| {
        let Some(at) = body.entries.iter().position(|entry| entry.id == id) else { return };
        let topic = body.entries[at].topic;
        let same = |entry: &Entry| entry.topic == topic;
        let other = if down {
            body.entries.iter().skip(at + 1).position(same).map(|step| at + 1 + step)
        } else {
            body.entries[..at].iter().rposition(same)
        };
        if let Some(other) = other {
            body.entries.swap(at, other);
        }
    });
}

#[component]
fn EntryForm(bench: Bench, entry: Entry) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let id = entry.id;
    let kind = RwSignal::new(entry.kind.code().to_owned());
    let text = RwSignal::new(entry.text.clone());
    let (topics, people) = (topic_choices(bench, lang), person_choices(bench, lang));
    let topic = RwSignal::new(entry.topic.map(|id| id.to_string()).unwrap_or_default());
    let said_by = RwSignal::new(entry.said_by.map(|id| id.to_string()).unwrap_or_default());
    let kinds =
        EntryKind::ALL.map(|kind| KindChoice::new(kind.into(), trade::entry_kind(lang, kind))).to_vec();
    let field = move |name: &str| format!("entry-{name}-{id}");
    let is = move |wanted: EntryKind| kind.get() == wanted.code();
    let stored = StoredValue::new(entry);
    view! {
        <div class="entry-form">
            <KindPicker id=field("kind") label=words::kind(lang) value=kind options=kinds
                on_change=Callback::new(move |code: String| if let Some(kind) = EntryKind::from_code(&code) {
                    change(bench, id, |entry| entry.kind = kind);
                })/>
            <TextArea id=field("text") label=words::line(lang) hide_label=true value=text rows=2 autofocus=true
                max_len={limits::ENTRY as u32}
                on_input=Callback::new(move |text| change(bench, id, |entry| entry.text = text))/>
            {move || is(EntryKind::Action).then(|| view! { <ActionFields bench entry=stored.get_value()/> })}
            {move || is(EntryKind::Detail).then(|| view! { <DetailFields bench entry=stored.get_value()/> })}
            <Fields columns=2>
                <Select id=field("said-by") label=words::said_by(lang) value=said_by options=people empty="—"
                    on_change=Callback::new(move |picked: String| change(bench, id, |entry| entry.said_by = picked.parse().ok()))/>
                <Select id=field("topic") label=words::topic(lang) value=topic options=topics empty="—"
                    on_change=Callback::new(move |picked: String| change(bench, id, |entry| entry.topic = picked.parse().ok()))/>
            </Fields>
            <FormEnd>
                <Button variant=Variant::Primary size=Size::Small on_click=Callback::new(move |_| bench.editing.set(None))>{words::done(lang)}</Button>
            </FormEnd>
        </div>
    }
}

fn person_choices(bench: Bench, lang: libero_domain::reader::Lang) -> Vec<Choice> {
    bench.page.with_value(|page| {
        page.people.iter().map(|person| Choice::new(person.id.to_string(), person.full(lang))).collect()
    })
}

fn topic_choices(bench: Bench, lang: libero_domain::reader::Lang) -> Vec<Choice> {
    bench.desk.body.with_untracked(|body| {
        let topics = body.topics.iter().enumerate();
        topics
            .map(|(at, topic)| {
                let letter = libero_domain::number::topic_letter(lang, at);
                Choice::new(topic.id.to_string(), format!("{letter} {}", topic.title))
            })
            .collect()
    })
}

/// Who does it, by when; both sides may owe.
#[component]
fn ActionFields(bench: Bench, entry: Entry) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let id = entry.id;
    let owners: Vec<(Party, String)> = bench.page.with_value(|page| {
        let users = page.team.iter().map(|user| (Party::User(user.id), user.full(lang)));
        let people = page.people.iter().map(|person| (Party::Person(person.id), person.full(lang)));
        users.chain(people).collect()
    });
    let choices = owners
        .iter()
        .map(|(party, name)| Choice::new(party.uuid().to_string(), name.clone()))
        .collect::<Vec<_>>();
    let owners = StoredValue::new(owners);
    let owner = RwSignal::new(entry.action.owner.map(|party| party.uuid().to_string()).unwrap_or_default());
    let due = RwSignal::new(entry.action.due_on.map(|day| reader.day(day)).unwrap_or_default());
    let resolved = RwSignal::new(entry.action.due_on.map(|day| reader.day_long(day)).unwrap_or_default());
    let error = RwSignal::new(None::<String>);
    let delivery = RwSignal::new(entry.action.delivery);
    let office = StoredValue::new(bench.page.with_value(|page| page.office.clone()));
    let reader = StoredValue::new(reader);
    let due_typed = Callback::new(move |text: String| {
        let reader = reader.get_value();
        if text.trim().is_empty() {
            error.set(None);
            resolved.set(String::new());
            change(bench, id, |entry| entry.action.due_on = None);
            return;
        }
        match office.with_value(|office| parse_day(&text, &ParseContext::of(&reader, office))) {
            Ok(day) => {
                error.set(None);
                resolved.set(reader.day_long(day));
                change(bench, id, |entry| entry.action.due_on = Some(day));
            }
            Err(code) => error.set(Some(errors::code(&reader, &code))),
        }
    });
    view! {
        <Fields columns=2>
            <Select id=format!("owner-{id}") label=words::owner(lang) value=owner options=choices empty="—"
                on_change=Callback::new(move |picked: String| {
                    let party = owners.with_value(|owners| owners.iter().map(|(party, _)| *party).find(|party| party.uuid().to_string() == picked));
                    change(bench, id, |entry| entry.action.owner = party);
                })/>
            <DateField id=format!("due-{id}") label=words::due(lang) value=due resolved=resolved error=error
                help=words::due_help(lang) on_change=due_typed/>
        </Fields>
        <Checkbox id=format!("delivery-{id}") label=words::delivery(lang) checked=delivery
            on_change=Callback::new(move |on| change(bench, id, |entry| entry.action.delivery = on))/>
        <AreaBoxes bench entry/>
    }
}

/// How heavy, until when, for which work.
#[component]
fn DetailFields(bench: Bench, entry: Entry) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let id = entry.id;
    let weight = RwSignal::new(entry.detail.weight.code().to_owned());
    let weights = Weight::ALL.map(|weight| Choice::new(weight.code(), trade::weight(lang, weight))).to_vec();
    let (holds, detail_text) = match &entry.detail.when {
        When::Always => ("always", String::new()),
        When::Until(day) => ("until", reader.day(*day)),
        When::Campaign(campaign) => ("campaign", campaign.clone()),
    };
    let holds = RwSignal::new(holds.to_owned());
    let of = RwSignal::new(detail_text);
    let error = RwSignal::new(None::<String>);
    let choices = vec![
        Choice::new("always", trade::always(lang)),
        Choice::new("until", words::until(lang)),
        Choice::new("campaign", words::campaign(lang)),
    ];
    let office = StoredValue::new(bench.page.with_value(|page| page.office.clone()));
    let reader = StoredValue::new(reader);
    let apply = move || {
        let text = of.get_untracked();
        let when = match holds.get_untracked().as_str() {
            "until" => {
                let reader = reader.get_value();
                match office.with_value(|office| parse_day(&text, &ParseContext::of(&reader, office))) {
                    Ok(day) => When::Until(day),
                    Err(code) => {
                        error.set(Some(errors::code(&reader, &code)));
                        return;
                    }
                }
            }
            "campaign" => When::Campaign(text),
            _ => When::Always,
        };
        error.set(None);
        change(bench, id, |entry| entry.detail.when = when);
    };
    let of_label =
        move || if holds.get() == "until" { words::until(lang) } else { words::campaign_name(lang) };
    view! {
        <Segment id=format!("weight-{id}") label=words::weight(lang) value=weight options=weights
            on_change=Callback::new(move |code: String| if let Some(weight) = Weight::from_code(&code) {
                change(bench, id, |entry| entry.detail.weight = weight);
            })/>
        <Segment id=format!("holds-{id}") label=words::holds(lang) value=holds options=choices
            on_change=Callback::new(move |_| apply())/>
        {move || (holds.get() != "always").then(|| view! {
            <TextInput id=format!("holds-of-{id}") label=of_label() value=of error=error on_change=Callback::new(move |_| apply())/>
        })}
        <AreaBoxes bench entry/>
    }
}

/// Kinds of work it applies to; none means all.
#[component]
fn AreaBoxes(bench: Bench, entry: Entry) -> impl IntoView {
    let lang = crate::reader().lang;
    let id = entry.id;
    let boxes = Area::ALL
        .into_iter()
        .map(|area| {
            let checked = RwSignal::new(entry.detail.areas.contains(&area));
            view! {
                <Checkbox id=format!("area-{}-{id}", area.code()) label=trade::area(lang, area) checked
                    on_change=Callback::new(move |on: bool| change(bench, id, |entry| {
                        entry.detail.areas.retain(|other| *other != area);
                        if on { entry.detail.areas.push(area); }
                    }))/>
            }
        })
        .collect_view();
    view! {
        <fieldset class="areas">
            <legend>{words::areas(lang)}" "<span class="meta">{trade::all_work(lang)}</span></legend>
            <div class="line">{boxes}</div>
        </fieldset>
    }
}
