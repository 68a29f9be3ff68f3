//! A report that was sent: its lines, the client's answers, its readers and their links.

use super::entry::meta;
use super::sheet::{Sheet, SheetSource};
use crate::api::reports::{MakeLink, RevokeLink, link_text};
use crate::api::{Refusal, sentence};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use libero_domain::contact_report::{Entry, LineAnswer, Recipient, ReportPage, State};
use libero_domain::id::{CommandId, LinkId};
use libero_domain::link::LinkState;
use libero_domain::number::topic_letter;
use libero_domain::text::quote;
use libero_domain::words::{report as words, trade};
use libero_ui::*;

#[component]
pub(super) fn Reading(page: ReportPage) -> impl IntoView {
    let boot = crate::boot();
    let reader = boot.reader.clone();
    let lang = reader.lang;
    let crumbs = vec![
        (crate::label(libero_domain::label::Label::Reports), "/reports".to_owned()),
        (page.client.spoken(lang).to_owned(), format!("/clients/{}", page.client.id)),
    ];
    let title = words::title(&reader, page.number, page.body.kind, page.body.held_on);
    let state = page.state;
    let step = match state {
        State::Draft | State::Discarded => 0,
        State::Issued => 1,
        State::Delivered => 2,
        State::Objected => 3,
        State::Accepted => 4,
    };
    let steps = [
        trade::draft(lang),
        words::state_sent(lang),
        words::state_delivered(lang),
        words::state_confirms(lang),
        words::state_locked(lang),
    ];
    let steps = StoredValue::new(steps.map(str::to_owned).to_vec());
    let source = SheetSource { page: page.clone(), agency: boot.agency, reader: reader.clone() };
    let body = page.body.clone();
    let paper_lang = page.paper_lang;
    let hash = page.hash.clone();
    let print = Callback::new(move |_| {
        let _ = window().print();
    });
    view! {
        <div class="page report with-side head-over">
            <PageHead title=title crumbs=crumbs
                lead=move || view! { <Steps label=words::reports(lang) items=steps.get_value() current=Signal::stored(step)/> }.into_any()
                tag=move || view! { <StateTag state/> }.into_any()>
                <Button icon=IconName::Print on_click=print>{words::print(lang)}</Button>
            </PageHead>
            <div class="page-body">
                <Lines page=page.clone()/>
                {(!page.recipients.is_empty()).then(|| view! { <Readers page=page.clone()/> })}
                {hash.map(|hash| view! {
                    <p class="meta line"><Icon name=IconName::Lock small=true/>{words::locked_hash(lang)}" "<Ltr text=short(&hash)/></p>
                })}
            </div>
            <SidePane label=words::what_client_sees(lang) tinted=true>
                <div class="side-head spread"><h2>{words::what_client_sees(lang)}</h2></div>
                <Sheet source body lang=paper_lang/>
                <p class="meta with-icon"><Icon name=IconName::Lock small=true/>{words::internal_note(lang)}</p>
            </SidePane>
        </div>
    }
}

/// The state of a report as a tag.
#[component]
pub fn StateTag(state: State) -> impl IntoView {
    let lang = crate::reader().lang;
    let tone = match state {
        State::Draft | State::Discarded => Tone::Plain,
        State::Issued => Tone::Lapis,
        State::Delivered => Tone::Amber,
        State::Accepted => Tone::Green,
        State::Objected => Tone::Anar,
    };
    view! { <Tag tone>{trade::report_state(lang, state)}</Tag> }
}

/// First letters of a fingerprint: enough to compare by eye.
fn short(hash: &str) -> String {
    hash.chars().take(16).collect()
}

#[component]
fn Lines(page: ReportPage) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let mut letter = 0;
    let groups = page.body.in_order();
    groups
        .into_iter()
        .map(|(topic, entries)| {
            let head = topic.map(|topic| {
                letter += 1;
                let budget = (!topic.budget.is_empty()).then(|| topic.budget.clone());
                view! {
                    <h2 class="topic-head">
                        <span class="letter">{topic_letter(lang, letter - 1)}</span>
                        <bdi>{topic.title.clone()}</bdi>
                        {budget.map(|budget| view! { <span class="meta">{budget}</span> })}
                    </h2>
                }
            });
            let lines = entries
                .into_iter()
                .map(|entry| view! { <Line page=page.clone() entry=entry.clone()/> })
                .collect_view();
            view! { <section class="topic">{head}<ol class="entries">{lines}</ol></section> }
        })
        .collect_view()
}

#[component]
fn Line(page: ReportPage, entry: Entry) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let line = entry.line.unwrap_or_default();
    let answers: Vec<LineAnswer> =
        page.answers.iter().filter(|answer| answer.line == line && line > 0).cloned().collect();
    let contested = answers.iter().any(|answer| !answer.accepts);
    let class = match (entry.kind.for_client(), contested) {
        (false, _) => "entry internal",
        (true, true) => "entry contested",
        (true, false) => "entry",
    };
    let text = if entry.kind.is_quote() { quote(lang, &entry.text) } else { entry.text.clone() };
    let said = answers
        .into_iter()
        .map(|answer| {
            let name = page.people.iter().find(|person| person.id == answer.person).map(|person| trade::address(lang, person)).unwrap_or_default();
            if answer.accepts {
                view! { <p class="entry-meta ok"><Icon name=IconName::Check small=true/><bdi>{name}</bdi>" "{words::correct(lang)}</p> }.into_any()
            } else {
                view! { <p class="entry-meta late"><bdi>{name}</bdi>": "<span dir="auto">{quote(lang, &answer.words)}</span></p> }.into_any()
            }
        })
        .collect_view();
    view! {
        <li class=class>
            <span class="line-no">{reader.count(line.into())}</span>
            <KindMark kind=entry.kind.into() word=trade::entry_kind(lang, entry.kind)/>
            <div class="entry-text">
                <p dir="auto">{text}</p>
                <p class="entry-meta">{meta(&page, &entry, &reader)}</p>
                {said}
            </div>
        </li>
    }
}

/// Everyone it went to, with the state of the link and what can be done about it.
#[component]
fn Readers(page: ReportPage) -> impl IntoView {
    let lang = crate::reader().lang;
    let may = page.may.links;
    let report = page.id;
    let count = crate::reader().count(page.recipients.len());
    view! {
        <section class="group no-print">
            <GroupHead title=words::recipients(lang) count=count/>
            <ul class="rows">{page.recipients.into_iter().map(|recipient| view! { <Reader recipient report may/> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Reader(recipient: Recipient, report: libero_domain::id::ReportId, may: bool) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let name = recipient.person.full(lang);
    let opened = recipient.opened_at.map(|at| reader.moment_near(at));
    let confirms = recipient.may_confirm.then(|| words::may_confirm(lang));
    let tone = match recipient.state {
        LinkState::Made => Tone::Outline,
        LinkState::Opened => Tone::Amber,
        LinkState::Spent => Tone::Green,
        LinkState::Expired | LinkState::Revoked => Tone::Plain,
    };
    let person = recipient.person.id;
    let link = recipient.link;
    view! {
        <li class="row reader-row">
            <Avatar name=name.clone()/>
            <span class="row-what"><strong><bdi>{name}</bdi></strong>" "<span class="meta">{confirms}</span></span>
            <Status tone>{trade::link_state(lang, recipient.state)}{opened.map(|at| format!(" {at}"))}</Status>
            {may.then(|| if recipient.state.reads() {
                view! { <LinkActs link/> }.into_any()
            } else {
                let action = ServerAction::<MakeLink>::new();
                view! {
                    <ActionForm action=action>
                        <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                        <input type="hidden" name="id" value={crate::new_id::<LinkId>().to_string()}/>
                        <input type="hidden" name="report" value=report.to_string()/>
                        <input type="hidden" name="person" value=person.to_string()/>
                        <Button submit=true size=Size::Small icon=IconName::Link>{words::new_link(lang)}</Button>
                    </ActionForm>
                    <ReloadAfter done=Signal::derive(move || matches!(action.value().get(), Some(Ok(_))))/>
                }.into_any()
            })}
        </li>
    }
}

/// Opens the page anew once an act succeeded.
#[component]
fn ReloadAfter(#[prop(into)] done: Signal<bool>) -> impl IntoView {
    Effect::new(move |_| {
        if done.get() {
            let _ = window().location().reload();
        }
    });
}

/// The words with the link, ready for a messenger; and its end.
#[component]
fn LinkActs(link: LinkId) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let open = RwSignal::new(false);
    let message = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<Refusal>);
    let copied = RwSignal::new(false);
    let show = Callback::new(move |_| {
        spawn_local(async move {
            match link_text(link).await {
                Ok(text) => message.set(text.message),
                Err(refused) => refusal.set(Some(refused)),
            }
            open.set(true);
        });
    });
    let copy = Callback::new(move |_| {
        let _ = window().navigator().clipboard().write_text(&message.get_untracked());
        copied.set(true);
    });
    let revoke = ServerAction::<RevokeLink>::new();
    let copy_word =
        Signal::derive(move || if copied.get() { words::copied(lang) } else { words::copy_link(lang) });
    view! {
        <Button size=Size::Small icon=IconName::Link on_click=show>{words::show_message(lang)}</Button>
        <Dialog id=format!("link-{link}") open title=words::show_message(lang) close=words::close(lang)>
            {move || sentence(refusal.get().as_ref(), &reader).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
            <p class="link-message" dir="auto">{move || message.get()}</p>
            <div class="dialog-acts">
                <Button variant=Variant::Primary icon=IconName::Copy on_click=copy>{move || copy_word.get()}</Button>
                <ActionForm action=revoke>
                    <input type="hidden" name="command" value={crate::new_id::<CommandId>().to_string()}/>
                    <input type="hidden" name="link" value=link.to_string()/>
                    <Button submit=true variant=Variant::DangerOutline>{words::revoke(lang)}</Button>
                </ActionForm>
            </div>
        </Dialog>
        <ReloadAfter done=Signal::derive(move || matches!(revoke.value().get(), Some(Ok(()))))/>
    }
}
