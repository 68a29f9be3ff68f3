//! The dock at the thumb: kind, the line that is being typed, and the one button that ends it.

use super::{Sheet, finish, line};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys;
use libero_domain::contact_report::EntryKind;
use libero_domain::limits;
use libero_domain::words::{capture as words, offline as offline_words, trade};
use libero_ui::*;

/// In the order of use at a client's table.
const KINDS: [EntryKind; 6] = [
    EntryKind::Detail,
    EntryKind::Action,
    EntryKind::Decision,
    EntryKind::Feedback,
    EntryKind::Signal,
    EntryKind::Note,
];
const FIELD: &str = "line";
/// Which entry of which draft stands in the composer, so that it goes on there after a restart.
#[cfg(feature = "hydrate")]
const NOTE: &str = "composing";

#[component]
pub(super) fn Dock(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let node = NodeRef::<html::Textarea>::new();
    keep_every_letter(sheet);
    let add = move || {
        add_line(sheet);
        if let Some(field) = node.get_untracked() {
            let _ = field.focus();
        }
    };
    let keys = Callback::new(move |event: web_sys::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        // A phone's keyboard names no place, so the key itself is asked.
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            finish(sheet);
        } else if event.key() == "Enter" && !event.shift_key() {
            event.prevent_default();
            add();
        }
        let digit = event.code().strip_prefix("Digit").and_then(|digit| digit.parse::<usize>().ok());
        if let (true, true, Some(at @ 1..=6)) = (event.alt_key(), event.shift_key(), digit) {
            event.prevent_default();
            sheet.kind.set(EntryKind::ALL[at - 1].code().to_owned());
        }
    });
    let kinds = KINDS.map(|kind| KindChoice::new(kind.into(), trade::entry_kind(lang, kind))).to_vec();
    let end = move || {
        if sheet.offline.online.get() { words::done(lang) } else { offline_words::done_offline(lang) }
    };
    view! {
        <div class="dock no-print">
            <KindPicker id="line-kind" label=words::kind(lang) value=sheet.kind options=kinds/>
            <Guess sheet/>
            <div class="dock-line">
                <TextArea id=FIELD label=words::line(lang) hide_label=true value=sheet.text rows=1 placeholder=words::line_hint(lang)
                    max_len={limits::ENTRY as u32} on_keydown=keys node=node/>
                <Button size=Size::Touch icon=IconName::Up label=words::add_line(lang) on_click=Callback::new(move |_| add())/>
            </div>
            <div class="dock-end">
                <Button variant=Variant::Primary size=Size::Touch busy=sheet.busy busy_text=words::finishing(lang)
                    on_click=Callback::new(move |_| finish(sheet))>{end}</Button>
                <span class="meta" role="status">{move || sheet.said.get()}</span>
            </div>
        </div>
    }
}

/// «اقدام، نیلوفر، سه‌شنبه ۲۱ بهمن»: how the line is understood, before Enter.
#[component]
fn Guess(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let guess = move || {
        let typed = sheet.text.get();
        if typed.trim().is_empty() {
            return None;
        }
        let reader = sheet.offline.reader.get();
        let client = sheet.desk.body.with(|body| body.client);
        let (found, named) = sheet.names.hints(&reader, client, &typed);
        let kind = EntryKind::from_code(&sheet.kind.get());
        let acts = kind.unwrap_or(EntryKind::Action) == EntryKind::Action;
        let due = found.due.filter(|_| acts).map(|(day, time)| {
            let day = reader.day(day);
            time.map_or(day.clone(), |time| format!("{day} {}", reader.clock(time)))
        });
        let named = named.and_then(|party| sheet.names.party(party, lang));
        if due.is_none() && named.is_none() {
            return None;
        }
        let kind = trade::entry_kind(lang, kind.unwrap_or(EntryKind::Action)).to_owned();
        Some(words::join(lang, [Some(kind), named, due].into_iter().flatten()))
    };
    view! { <span class="composer-guess meta" aria-live="polite"><bdi>{guess}</bdi></span> }
}

/// Every letter goes into the draft, also what was typed before the page woke.
fn keep_every_letter(sheet: Sheet) {
    Effect::new(move |before: Option<String>| {
        let text = sheet.text.get();
        let kind = EntryKind::from_code(&sheet.kind.get());
        let empty_still = text.is_empty() && before.as_ref().is_none_or(String::is_empty);
        if !empty_still {
            let id = sheet.composing.get_untracked();
            sheet.put(|body| line::keep_composing(body, id, kind, &text));
            sheet.said.set(None);
            #[cfg(feature = "hydrate")]
            crate::offline::keep_note(NOTE, &format!("{}/{id}", sheet.desk.id));
        }
        text
    });
}

/// Makes the typed line an entry of its own.
pub(super) fn add_line(sheet: Sheet) {
    let typed = sheet.text.get_untracked();
    if typed.trim().is_empty() {
        return;
    }
    let id = sheet.composing.get_untracked();
    let (client, speaker, count) =
        sheet.desk.body.with_untracked(|body| (body.client, line::only_speaker(body), body.entries.len()));
    if count >= limits::ENTRIES_PER_REPORT {
        sheet.said.set(Some(words::full(sheet.lang)));
        return;
    }
    let reader = sheet.offline.reader.get_untracked();
    let (found, named) = untrack(|| sheet.names.hints(&reader, client, &typed));
    let entry = line::entry_of(id, sheet.chosen(), &typed, &found, named, speaker);
    sheet.put(|body| line::finish_line(body, entry));
    // The next one, before the field empties: an emptied composer takes its own entry away.
    sheet.composing.set(crate::new_id());
    sheet.text.set(String::new());
}

/// Goes on with the line that stood in the composer when the page ended.
pub(super) fn take_up(sheet: Sheet) {
    #[cfg(feature = "hydrate")]
    {
        let kept = crate::offline::kept_note(NOTE).unwrap_or_default();
        let Some((draft, entry)) = kept.split_once('/') else { return };
        if draft != sheet.desk.id.to_string() || !sheet.text.with_untracked(String::is_empty) {
            return;
        }
        let last = sheet.desk.body.with_untracked(|body| body.entries.last().cloned());
        if let Some(last) = last.filter(|last| last.id.to_string() == entry) {
            sheet.composing.set(last.id);
            // A line without a chosen kind was kept as a note.
            if last.kind != EntryKind::Note {
                sheet.kind.set(last.kind.code().to_owned());
            }
            sheet.text.set(last.text);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = sheet;
}
