//! The lines that are written down, and one of them opened for change.

use super::Sheet;
use leptos::prelude::*;
use libero_domain::calendar::{ParseContext, parse_day};
use libero_domain::contact_report::{Entry, EntryKind, Party};
use libero_domain::detail::Weight;
use libero_domain::id::{EntryId, PersonId};
use libero_domain::limits;
use libero_domain::reader::Reader;
use libero_domain::text::quote;
use libero_domain::words::{capture as words, errors, trade};
use libero_ui::*;

#[component]
pub(super) fn Notes(sheet: Sheet) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let composing = sheet.composing.get();
        sheet.desk.body.with(|body| {
            body.entries.iter().map(|entry| entry.id).filter(|id| *id != composing).collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="notes plain" aria-label=words::notes(sheet.lang)>
            <For each=move || lines.get() key=|id| *id children=move |id| view! { <Note sheet id/> }/>
        </ol>
    }
}

#[component]
fn Note(sheet: Sheet, id: EntryId) -> impl IntoView {
    let lang = sheet.lang;
    let entry = Memo::new(move |_| {
        sheet.desk.body.with(|body| body.entries.iter().find(|entry| entry.id == id).cloned())
    });
    let open = move || sheet.editing.set(Some(id));
    let shown = move || {
        let entry = entry.get()?;
        let text = if entry.kind.is_quote() { quote(lang, &entry.text) } else { entry.text.clone() };
        let spoken = libero_domain::words::fill(words::edit_this(lang), &[("text", &entry.text)]);
        let meta = sheet.offline.reader.with(|reader| meta(sheet, &entry, reader));
        Some(view! {
            <div class="note-head">
                <KindMark kind=entry.kind.into() word=trade::entry_kind(lang, entry.kind)/>
                <span class="line">
                    <span class="meta"><bdi>{meta}</bdi></span>
                    <Button variant=Variant::Quiet size=Size::Small icon=IconName::Edit label=spoken on_click=Callback::new(move |_| open())/>
                </span>
            </div>
            <p dir="auto">{text}</p>
        })
    };
    // The whole note opens under a finger; the keyboard has the button.
    view! { <li class="note" on:click=move |_| open()>{shown}</li> }
}

/// Weight and scope of a detail, owner and day of an action, who said the rest.
fn meta(sheet: Sheet, entry: &Entry, reader: &Reader) -> String {
    let lang = sheet.lang;
    let said_by = entry.said_by.and_then(|id| sheet.names.person(id, lang));
    match entry.kind {
        EntryKind::Action => {
            let owner = entry.action.owner.and_then(|owner| sheet.names.party(owner, lang));
            let due = entry.action.due_on.map(|day| {
                let day = reader.day(day);
                entry.action.due_at.map_or(day.clone(), |time| format!("{day} {}", reader.clock(time)))
            });
            let missing = |word: fn(_) -> &'static str| word(lang).to_owned();
            let owner = owner.unwrap_or_else(|| match entry.action.owner {
                Some(_) => missing(words::someone),
                None => missing(words::no_owner),
            });
            words::join(lang, [owner, due.unwrap_or_else(|| missing(words::no_due))])
        }
        EntryKind::Detail => {
            let weight = trade::weight(lang, entry.detail.weight).to_owned();
            let scope = trade::scope(reader, &entry.detail.when, &entry.detail.areas);
            words::join(lang, [said_by.unwrap_or_default(), weight, scope])
        }
        _ => said_by.unwrap_or_default(),
    }
}

#[component]
pub(super) fn NoteDrawer(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(sheet.editing.get().is_some()));
    let closed = Callback::new(move |()| sheet.editing.set(None));
    view! {
        <Dialog id="note" open title=words::edit_line(lang) close=words::close(lang) drawer=true on_close=closed>
            {move || sheet.editing.get().map(|id| view! { <NoteForm sheet id/> })}
        </Dialog>
    }
}

#[component]
fn NoteForm(sheet: Sheet, id: EntryId) -> impl IntoView {
    let lang = sheet.lang;
    let found =
        sheet.desk.body.with_untracked(|body| body.entries.iter().find(|entry| entry.id == id).cloned());
    found.map(|entry| {
        let kind = RwSignal::new(entry.kind.code().to_owned());
        let text = RwSignal::new(entry.text.clone());
        let kinds = EntryKind::ALL.map(|kind| KindChoice::new(kind.into(), trade::entry_kind(lang, kind))).to_vec();
        let set_kind = Callback::new(move |code: String| {
            if let Some(kind) = EntryKind::from_code(&code) {
                change(sheet, id, |entry| entry.kind = kind);
            }
        });
        let set_text = Callback::new(move |text: String| change(sheet, id, |entry| entry.text = text));
        let delete = Callback::new(move |_| {
            sheet.editing.set(None);
            sheet.desk.edit(|body| body.entries.retain(|entry| entry.id != id));
        });
        let is = move |wanted: EntryKind| kind.get() == wanted.code();
        let entry = StoredValue::new(entry);
        view! {
            <div class="stack">
                <KindPicker id="note-kind" label=words::kind(lang) value=kind options=kinds on_change=set_kind/>
                <TextArea id="note-text" label=words::words_of_line(lang) value=text rows=3 max_len={limits::ENTRY as u32} on_input=set_text/>
                {move || is(EntryKind::Detail).then(|| view! { <WeightField sheet id entry=entry.get_value()/> })}
                {move || is(EntryKind::Action).then(|| view! { <TermsFields sheet id entry=entry.get_value()/> })}
                {move || (!is(EntryKind::Action)).then(|| view! { <SaidBy sheet id entry=entry.get_value()/> })}
            </div>
            <FormEnd>
                <Button variant=Variant::Primary on_click=Callback::new(move |_| sheet.editing.set(None))>{words::finish_edit(lang)}</Button>
                <Button variant=Variant::DangerOutline icon=IconName::Trash on_click=delete>{words::delete_line(lang)}</Button>
            </FormEnd>
        }
    })
}

fn change(sheet: Sheet, id: EntryId, apply: impl FnOnce(&mut Entry)) {
    sheet.desk.edit(|body| {
        if let Some(entry) = body.entries.iter_mut().find(|entry| entry.id == id) {
            apply(entry);
        }
    });
}

#[component]
fn WeightField(sheet: Sheet, id: EntryId, entry: Entry) -> impl IntoView {
    let lang = sheet.lang;
    let weight = RwSignal::new(entry.detail.weight.code().to_owned());
    let weights = Weight::ALL.map(|weight| Choice::new(weight.code(), trade::weight(lang, weight))).to_vec();
    let set = Callback::new(move |code: String| {
        if let Some(weight) = Weight::from_code(&code) {
            change(sheet, id, |entry| entry.detail.weight = weight);
        }
    });
    view! { <Segment id="note-weight" label=words::weight(lang) value=weight options=weights on_change=set/> }
}

/// Who does it, of either side, and by when.
#[component]
fn TermsFields(sheet: Sheet, id: EntryId, entry: Entry) -> impl IntoView {
    let lang = sheet.lang;
    let reader = sheet.offline.reader.get_untracked();
    let client = sheet.desk.body.with_untracked(|body| body.client);
    let owner = RwSignal::new(entry.action.owner.map(|party| party.uuid().to_string()).unwrap_or_default());
    let owners = untrack(|| {
        let team = client.map(|client| sheet.names.team(client)).unwrap_or_default();
        let people = client.map(|client| sheet.names.people(client)).unwrap_or_default();
        let users = team.into_iter().map(|user| (Party::User(user.id), user.full(lang)));
        users
            .chain(people.into_iter().map(|person| (Party::Person(person.id), person.full(lang))))
            .collect::<Vec<_>>()
    });
    let choices = owners
        .iter()
        .map(|(party, name)| Choice::new(party.uuid().to_string(), name.clone()))
        .collect::<Vec<_>>();
    let owners = StoredValue::new(owners);
    let set_owner = Callback::new(move |picked: String| {
        let party = owners.with_value(|owners| {
            owners.iter().map(|(party, _)| *party).find(|party| party.uuid().to_string() == picked)
        });
        change(sheet, id, |entry| entry.action.owner = party);
    });
    let due = RwSignal::new(entry.action.due_on.map(|day| reader.day(day)).unwrap_or_default());
    let understood = RwSignal::new(entry.action.due_on.map(|day| reader.day_long(day)));
    let error = RwSignal::new(None::<String>);
    let set_due = Callback::new(move |text: String| {
        let reader = sheet.offline.reader.get_untracked();
        let office = untrack(|| sheet.names.office(&reader));
        let day = if text.trim().is_empty() {
            Ok(None)
        } else {
            parse_day(&text, &ParseContext::of(&reader, &office)).map(Some)
        };
        match day {
            Ok(day) => {
                error.set(None);
                understood.set(day.map(|day| reader.day_long(day)));
                change(sheet, id, |entry| {
                    if entry.action.due_on != day {
                        entry.action.due_on = day;
                        entry.action.due_at = None;
                    }
                });
            }
            Err(code) => error.set(Some(errors::code(&reader, &code))),
        }
    });
    view! {
        <Select id="note-owner" label=words::owner(lang) value=owner options=choices empty=words::nobody(lang) on_change=set_owner/>
        <DateField id="note-due" label=words::due(lang) value=due resolved=MaybeProp::derive(move || understood.get())
            help=words::due_help(lang) error=error on_change=set_due/>
    }
}

/// Whose words these are.
#[component]
fn SaidBy(sheet: Sheet, id: EntryId, entry: Entry) -> impl IntoView {
    let lang = sheet.lang;
    let client = sheet.desk.body.with_untracked(|body| body.client);
    let people = untrack(|| client.map(|client| sheet.names.people(client)).unwrap_or_default());
    let said_by = RwSignal::new(entry.said_by.map(|id| id.to_string()).unwrap_or_default());
    let choices =
        people.iter().map(|person| Choice::new(person.id.to_string(), person.full(lang))).collect::<Vec<_>>();
    let set = Callback::new(move |picked: String| {
        change(sheet, id, |entry| entry.said_by = picked.parse::<PersonId>().ok())
    });
    view! { <Select id="note-said-by" label=words::said_by(lang) value=said_by options=choices empty=words::nobody(lang) on_change=set/> }
}
