//! Writing a report: attendees, topics and entries on one side, the client's paper on the other.

use super::composer::Composer;
use super::entry::EntryLine;
use super::facts::Facts;
use super::send::SendDialog;
use super::sheet::{Sheet, SheetSource};
use crate::desk::{Desk, DeskState, Unsaved};
use leptos::prelude::*;
use libero_domain::contact_report::{Entry, ReportBody, ReportPage, Topic};
use libero_domain::id::{EntryId, TopicId};
use libero_domain::number::topic_letter;
use libero_domain::reader::Lang;
use libero_domain::words::{report as words, shell, trade};
use libero_ui::*;

/// What the parts of the editor share.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    pub desk: Desk,
    pub page: StoredValue<ReportPage>,
    /// The entry that is open for change.
    pub editing: RwSignal<Option<EntryId>>,
    /// Topic that new lines go to.
    pub topic: RwSignal<Option<TopicId>>,
}

#[component]
pub(super) fn Editor(page: ReportPage) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let desk = Desk::open(page.id, page.version, page.body.clone());
    let last_topic = page.body.topics.last().map(|topic| topic.id);
    let bench = Bench {
        desk,
        page: StoredValue::new(page.clone()),
        editing: RwSignal::new(None),
        topic: RwSignal::new(last_topic),
    };
    let sending = RwSignal::new(false);
    let crumbs = vec![
        (crate::label(libero_domain::label::Label::Reports), "/reports".to_owned()),
        (page.client.spoken(lang).to_owned(), format!("/clients/{}", page.client.id)),
    ];
    let title_reader = reader.clone();
    let title = Signal::derive(move || {
        desk.body.with(|body| words::title(&title_reader, None, body.kind, body.held_on))
    });
    let may_issue = page.may.issue;
    let due = words::send_by(&reader, page.issue_due);
    let due_class = if page.issue_late { "late strong with-icon" } else { "warn strong with-icon" };
    let open_send = Callback::new(move |_| sending.set(true));
    // Wherever the focus is: a page that was just opened has it nowhere.
    Effect::new(move |_| {
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if may_issue && event.code() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                sending.set(true);
            }
        });
        on_cleanup(move || keys.remove());
    });
    view! {
        <div class="page report with-side head-over">
            <PageHead title=title crumbs=crumbs lead=move || view! { <StateSteps/> }.into_any()>
                <SavedNote bench/>
                {may_issue.then(|| view! {
                    <Button variant=Variant::Primary icon=IconName::Send on_click=open_send>{words::send_to_client(lang)}</Button>
                })}
            </PageHead>
            <div class="page-body">
                <DeskTrouble bench/>
                <Facts bench/>
                <Topics bench/>
                <Composer bench/>
            </div>
            <Preview bench/>
            <footer class="page-foot no-print">
                <span class=due_class><Icon name=IconName::Clock small=true/>{due}</span>
            </footer>
        </div>
        {may_issue.then(|| view! { <SendDialog bench open=sending/> })}
    }
}

/// Where a draft stands on its way.
#[component]
fn StateSteps() -> impl IntoView {
    let lang = crate::reader().lang;
    let items = [
        trade::draft(lang),
        words::state_sent(lang),
        words::state_delivered(lang),
        words::state_confirms(lang),
        words::state_locked(lang),
    ];
    view! { <Steps label=words::reports(lang) items=items.map(str::to_owned).to_vec() current=Signal::stored(0)/> }
}

/// «ذخیره شد ۹:۰۵», always there and quiet.
#[component]
fn SavedNote(bench: Bench) -> impl IntoView {
    let reader = crate::reader();
    let text = Signal::derive(move || {
        bench
            .desk
            .saved
            .get()
            .map_or_else(String::new, |at| format!("{} {}", words::saved(reader.lang), reader.time(at)))
    });
    view! { <Saved text/> }
}

/// What stands between the words and the server, if anything.
#[component]
fn DeskTrouble(bench: Bench) -> impl IntoView {
    let lang = crate::reader().lang;
    let compare = format!("/outbox?compare={}", bench.desk.id);
    move || {
        let (tone, text) = match bench.desk.state.get() {
            DeskState::Waiting => (BannerTone::Offline, words::waiting(lang)),
            DeskState::Clash => (BannerTone::Conflict, words::clash(lang)),
            DeskState::NotSaved(Unsaved::Full) => (BannerTone::Error, words::not_saved_full(lang)),
            DeskState::NotSaved(_) => (BannerTone::Warn, words::not_saved_blocked(lang)),
            DeskState::Stopped(stop) if stop.is_sign_in() => (BannerTone::Warn, words::sign_in_again(lang)),
            DeskState::Stopped(_) => (BannerTone::Warn, words::stopped(lang)),
            DeskState::Quiet | DeskState::Sending | DeskState::Stored => return None,
        };
        let link = (tone == BannerTone::Conflict)
            .then(|| view! { <a class="link" href=compare.clone()>{words::compare(lang)}</a> });
        Some(view! { <Banner tone><span>{text}" "{link}</span></Banner> })
    }
}

/// Topics with their entries, in reading order.
#[component]
fn Topics(bench: Bench) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    // Rows are made anew only when their order changes; each row reads its own words.
    let order = Memo::new(move |_| bench.desk.body.with(order));
    let add_topic = Callback::new(move |_| {
        let topic = Topic { id: crate::new_id(), title: String::new(), budget: String::new() };
        bench.topic.set(Some(topic.id));
        bench.desk.edit(|body| body.topics.push(topic));
    });
    view! {
        <For
            each=move || order.get().into_iter().enumerate()
            key=|(at, group)| (*at, group.clone())
            children=move |(at, (topic, entries))| view! { <TopicBlock bench at topic entries/> }
        />
        <p class="line no-print">
            <Button variant=Variant::Quiet size=Size::Small icon=IconName::Plus on_click=add_topic>{words::add_topic(lang)}</Button>
        </p>
    }
}

type Group = (Option<TopicId>, Vec<EntryId>);

fn order(body: &ReportBody) -> Vec<Group> {
    let groups = body.in_order().into_iter();
    groups
        .map(|(topic, entries)| {
            (topic.map(|topic| topic.id), entries.into_iter().map(|entry| entry.id).collect())
        })
        .collect()
}

#[component]
fn TopicBlock(bench: Bench, at: usize, topic: Option<TopicId>, entries: Vec<EntryId>) -> impl IntoView {
    let lang = crate::reader().lang;
    // Lines without a topic stand before the first letter.
    let before = bench.desk.body.with_untracked(|body| {
        usize::from(body.in_order().first().is_some_and(|(topic, _)| topic.is_none()))
    });
    view! {
        <section class="topic">
            {topic.map(|id| view! { <TopicHead bench id letter=topic_letter(lang, at - before)/> })}
            <ol class="entries">
                <For each=move || entries.clone() key=|id| *id children=move |id| view! { <EntryLine bench id/> }/>
            </ol>
        </section>
    }
}

#[component]
fn TopicHead(bench: Bench, id: TopicId, letter: &'static str) -> impl IntoView {
    let lang = crate::reader().lang;
    let (title, budget) = bench.desk.body.with_untracked(|body| {
        let topic = body.topics.iter().find(|topic| topic.id == id);
        topic.map(|topic| (topic.title.clone(), topic.budget.clone())).unwrap_or_default()
    });
    let (title, budget) = (RwSignal::new(title), RwSignal::new(budget));
    let change = move |apply: fn(&mut Topic, String), text: String| {
        bench.desk.edit(|body| {
            if let Some(topic) = body.topics.iter_mut().find(|topic| topic.id == id) {
                apply(topic, text);
            }
        });
    };
    let title_typed = Callback::new(move |text| change(|topic, text| topic.title = text, text));
    let budget_typed = Callback::new(move |text| change(|topic, text| topic.budget = text, text));
    let is_current = move || bench.topic.get() == Some(id);
    view! {
        <div class="topic-edit" class:current=is_current on:focusin=move |_| bench.topic.set(Some(id))>
            <span class="letter" aria-hidden="true">{letter}</span>
            <TextInput id=format!("topic-{id}") label=format!("{} {letter}", words::topic(lang)) hide_label=true
                placeholder=words::topic(lang) value=title on_input=title_typed max_len=200/>
            <TextInput id=format!("budget-{id}") label=words::budget(lang) hide_label=true
                placeholder=words::budget(lang) value=budget on_input=budget_typed max_len=200/>
        </div>
    }
}

/// The paper beside, renewed as one types, in the client's language or the other.
#[component]
fn Preview(bench: Bench) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let paper = RwSignal::new(bench.page.with_value(|page| page.paper_lang.code().to_owned()));
    let source =
        StoredValue::new(SheetSource { page: bench.page.get_value(), agency: crate::boot().agency, reader });
    let choices = vec![Choice::new("fa", shell::persian(lang)), Choice::new("en", shell::english(lang))];
    view! {
        <SidePane label=words::what_client_sees(lang) tinted=true>
            <div class="side-head spread">
                <h2>{words::what_client_sees(lang)}</h2>
                <Segment id="paper-lang" label=shell::language(lang) hide_label=true value=paper options=choices/>
            </div>
            {move || {
                let lang = Lang::from_code(&paper.get()).unwrap_or_default();
                view! { <Sheet source=source.get_value() body=bench.desk.body.get() lang/> }
            }}
            <p class="meta with-icon"><Icon name=IconName::Lock small=true/>{words::internal_note(lang)}</p>
        </SidePane>
    }
}

/// Changes one entry of the body.
pub(super) fn change(bench: Bench, id: EntryId, apply: impl FnOnce(&mut Entry)) {
    bench.desk.edit(|body| {
        if let Some(entry) = body.entries.iter_mut().find(|entry| entry.id == id) {
            apply(entry);
        }
    });
}
