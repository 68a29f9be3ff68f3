//! The next line: kind before or after typing; "sample by Tuesday @name" shows its owner and date before Enter.

use super::editor::Bench;
use super::party_name;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys;
use libero_domain::calendar::ParseContext;
use libero_domain::calendar::parse::{LineHints, line};
use libero_domain::contact_report::{Entry, EntryKind, Party};
use libero_domain::limits;
use libero_domain::reader::Lang;
use libero_domain::words::{report as words, trade};
use libero_ui::*;

#[component]
pub(super) fn Composer(bench: Bench) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let kind = RwSignal::new(EntryKind::Decision.code().to_owned());
    let text = RwSignal::new(String::new());
    let node = NodeRef::<html::Textarea>::new();
    let office = StoredValue::new(bench.page.with_value(|page| page.office.clone()));
    let names = StoredValue::new(bench.page.with_value(names));
    let reader = StoredValue::new(reader);
    let hints = move |text: &str| -> LineHints {
        let reader = reader.get_value();
        names.with_value(|names| {
            let forms: Vec<(Party, &str)> =
                names.iter().map(|(party, name)| (*party, name.as_str())).collect();
            office.with_value(|office| line(text, &ParseContext::of(&reader, office), &forms))
        })
    };
    let guess = move || {
        let typed = text.get();
        let found = hints(&typed);
        let owner =
            found.mention.and_then(|at| names.with_value(|names| names.get(at).map(|(party, _)| *party)));
        let owner = owner.map(|party| bench.page.with_value(|page| party_name(page, party, lang)));
        let due = found.due.map(|(day, time)| {
            let reader = reader.get_value();
            let day = reader.day(day);
            time.map_or(day.clone(), |time| format!("{day} {}", reader.clock(time)))
        });
        let parts: Vec<String> =
            [Some(trade::action(lang).to_owned()), owner, due].into_iter().flatten().collect();
        (parts.len() > 1).then(|| parts.join(if lang == Lang::Fa { "، " } else { ", " }))
    };
    let add = move || {
        let typed = text.get_untracked();
        if typed.trim().is_empty() {
            return;
        }
        let found = hints(&typed);
        let hinted = found.due.is_some() || found.mention.is_some();
        let chosen = EntryKind::from_code(&kind.get_untracked()).unwrap_or(EntryKind::Note);
        // A line that names who and when is an action, unless another kind was chosen for it.
        let chosen = if hinted && chosen == EntryKind::Decision { EntryKind::Action } else { chosen };
        let words = if chosen == EntryKind::Action { found.text.clone() } else { typed.clone() };
        let mut entry = Entry::new(crate::new_id(), chosen, words.trim());
        entry.topic = bench.topic.get_untracked();
        if chosen == EntryKind::Action {
            entry.action.owner =
                found.mention.and_then(|at| names.with_value(|names| names.get(at).map(|(party, _)| *party)));
            entry.action.due_on = found.due.map(|(day, _)| day);
            entry.action.due_at = found.due.and_then(|(_, time)| time);
        }
        bench.desk.edit(|body| body.entries.push(entry));
        text.set(String::new());
        if let Some(field) = node.get_untracked() {
            field.set_value("");
            let _ = field.focus();
        }
    };
    let keys = Callback::new(move |event: web_sys::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        if event.code() == "Enter" && !event.shift_key() && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            add();
        }
        // By the key's place: on a Persian layout its letter is another.
        let digit = event.code().strip_prefix("Digit").and_then(|digit| digit.parse::<usize>().ok());
        if let (true, true, Some(at @ 1..=6)) = (event.alt_key(), event.shift_key(), digit) {
            event.prevent_default();
            kind.set(EntryKind::ALL[at - 1].code().to_owned());
        }
    });
    let kinds =
        EntryKind::ALL.map(|kind| KindChoice::new(kind.into(), trade::entry_kind(lang, kind))).to_vec();
    view! {
        <div class="composer no-print">
            <KindPicker id="line-kind" label=words::kind(lang) value=kind options=kinds/>
            <div class="composer-field">
                <TextArea id="line" label=words::line(lang) hide_label=true value=text rows=1 placeholder=words::line_hint(lang)
                    max_len={limits::ENTRY as u32} on_keydown=keys node=node/>
                <Button variant=Variant::Quiet icon=IconName::Plus label=words::add_line(lang) on_click=Callback::new(move |_| add())/>
                <span class="composer-guess" aria-live="polite">{guess}</span>
            </div>
            <p class="meta desk-only">{words::enter_adds(lang)}" · "<Kbd keys="Alt Shift 1–6"/></p>
        </div>
    }
}

/// How everyone may be called after `@`: whole names in both scripts.
fn names(page: &libero_domain::contact_report::ReportPage) -> Vec<(Party, String)> {
    let users = page
        .team
        .iter()
        .flat_map(|user| [user.full(Lang::Fa), user.latin.clone()].map(|name| (Party::User(user.id), name)));
    let people = page.people.iter().flat_map(|person| {
        [person.full(Lang::Fa), person.latin.clone()].map(|name| (Party::Person(person.id), name))
    });
    users.chain(people).filter(|(_, name)| !name.trim().is_empty()).collect()
}
