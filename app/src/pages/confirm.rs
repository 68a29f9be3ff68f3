//! The client's page: each line right or not, in the client's language; sent only when every line is answered.

use crate::api::guest::{AnswerReport, guest_opened, guest_report};
use crate::api::{Refusal, refused, sentence};
use crate::pages::report::paper_reader;
use crate::shell::{TabTitle, Waiting};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys;
use libero_domain::contact_report::{EntryKind, GuestLine, GuestReport, State};
use libero_domain::error::Error;
use libero_domain::reader::{Lang, Reader};
use libero_domain::text::{first_letter, quote};
use libero_domain::words::{errors, guest as words, papers, shell, trade};
use libero_ui::*;

#[component]
pub fn ConfirmPage() -> impl IntoView {
    let report = Resource::new(|| (), async |()| guest_report().await);
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match report.await {
                    Ok(report) => view! { <Confirm report/> }.into_any(),
                    Err(refusal) => view! { <LinkOver refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The link reads nothing any more: whom to ask.
#[component]
fn LinkOver(refusal: Refusal) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let text = match &refusal.0 {
        Error::LinkOver { ask } => words::ask_for_link(lang, ask),
        other => errors::sentence(&reader, other),
    };
    view! {
        <TabTitle text=words::link_over_title(lang)/>
        <div class="guest"><main id="main" class="guest-main"><Empty title=words::link_over_title(lang) text=text large=true level=1/></main></div>
    }
}

#[component]
fn Confirm(report: GuestReport) -> impl IntoView {
    let boot = crate::boot();
    // The page speaks the language that was chosen on it; at first the person's own.
    let reader = paper_reader(&boot.reader, boot.reader.lang);
    let lang = reader.lang;
    let lines: usize = report.topics.iter().map(|topic| topic.lines.len()).sum();
    let settled = !report.answers.is_empty() || matches!(report.state, State::Accepted | State::Objected);
    let (other, word) = match lang {
        Lang::Fa => ("/c?lang=en", shell::english(lang)),
        Lang::En => ("/c?lang=fa", shell::persian(lang)),
    };
    tell_when_opened();
    let question = words::question(&reader, &report);
    view! {
        <TabTitle text=words::tab(lang)/>
        <div class="guest">
            <GuestHead agency=report.agency.clone() letter=first_letter(&report.agency)>
                <a class="link" href=other lang=lang.other().code()>{word}</a>
            </GuestHead>
            <main id="main" class="guest-main confirm">
                <p class="greeting">{papers::greeting_of(lang, &report.reader)}</p>
                {if settled {
                    view! { <Settled report=report.clone() reader=reader.clone()/> }.into_any()
                } else {
                    view! {
                        <h1>{question}</h1>
                        <p class="lead">{words::summary(&reader, &report, lines)}</p>
                        <AnswerForm report=report.clone() reader=reader.clone()/>
                    }.into_any()
                }}
            </main>
        </div>
    }
}

/// Opened means a person: told after the first tap or key on the page, never by a mere visit.
fn tell_when_opened() {
    Effect::new(move |_| {
        let told = StoredValue::new(false);
        let tell = move || {
            if !told.get_value() {
                told.set_value(true);
                spawn_local(async move {
                    // Without a network it is told by the answer itself.
                    let _ = guest_opened().await;
                });
            }
        };
        let pointer = window_event_listener(leptos::ev::pointerdown, move |_| tell());
        let key = window_event_listener(leptos::ev::keydown, move |_| tell());
        on_cleanup(move || {
            pointer.remove();
            key.remove();
        });
    });
}

#[derive(Clone, Copy)]
struct Answer {
    line: u16,
    choice: RwSignal<String>,
    words: RwSignal<String>,
}

#[component]
fn AnswerForm(report: GuestReport, reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let answers: Vec<Answer> = report
        .topics
        .iter()
        .flat_map(|topic| &topic.lines)
        .map(|line| Answer {
            line: line.line,
            choice: RwSignal::new(String::new()),
            words: RwSignal::new(String::new()),
        })
        .collect();
    let action = ServerAction::<AnswerReport>::new();
    Effect::new(move |_| {
        if matches!(action.value().get(), Some(Ok(_))) {
            let _ = window().location().reload();
        }
    });
    let all = StoredValue::new(answers.clone());
    let total = answers.len();
    let done = Memo::new(move |_| {
        all.with_value(|all| {
            all.iter()
                .filter(|answer| match answer.choice.get().as_str() {
                    "accept" => true,
                    "object" => answer.words.with(|words| !words.trim().is_empty()),
                    _ => false,
                })
                .count()
        })
    });
    let refusal = Signal::derive(move || refused(&action.value().get()));
    let stored_reader = StoredValue::new(reader.clone());
    let topics = report
        .topics
        .iter()
        .map(|topic| {
            let title = (!topic.title.is_empty()).then(|| topic.title.clone());
            let lines = topic
                .lines
                .iter()
                .filter_map(|line| {
                    answers
                        .iter()
                        .find(|answer| answer.line == line.line)
                        .map(|answer| (line.clone(), *answer))
                })
                .map(|(line, answer)| view! { <LineQuestion line answer reader=reader.clone() refusal/> })
                .collect_view();
            view! {
                <section class="guest-topic">
                    {title.map(|title| view! { <h2 dir="auto">{title}</h2> })}
                    <ol>{lines}</ol>
                </section>
            }
        })
        .collect_view();
    let due = report.reply_due.map(|due| words::reply_by(&reader, due));
    let hydrated = RwSignal::new(false);
    Effect::new(move |_| hydrated.set(true));
    // Before the scripts arrive the server asks for what is missing; then the button waits for it.
    let locked = Signal::derive(move || hydrated.get() && done.get() < total);
    let next = Callback::new(move |_| {
        let open = all.with_value(|all| {
            all.iter()
                .find(|answer| {
                    answer.choice.with_untracked(String::is_empty)
                        || (answer.choice.get_untracked() == "object"
                            && answer.words.with_untracked(|words| words.trim().is_empty()))
                })
                .map(|answer| answer.line)
        });
        if let Some(line) = open {
            show(line);
        }
    });
    view! {
        <ActionForm action=action>
            {topics}
            {move || sentence(refusal.get().as_ref(), &stored_reader.get_value()).map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
            <div class="guest-bar">
                <div class="spread">
                    <span aria-live="polite">{move || words::answered(&stored_reader.get_value(), done.get(), total)}</span>
                    <span class="meta">{due}</span>
                </div>
                <div class="guest-acts">
                    <Button submit=true variant=Variant::Primary size=Size::Touch disabled=locked busy=action.pending() busy_text=words::sending(lang)>
                        {words::confirm_send(lang)}
                    </Button>
                    {move || locked.get().then(|| view! {
                        <Button variant=Variant::Outline size=Size::Touch on_click=next>{words::next_line(lang)}</Button>
                    })}
                </div>
                <p class="meta">{move || (done.get() < total).then(|| words::opens_after(&stored_reader.get_value(), total - done.get()))}</p>
            </div>
        </ActionForm>
    }
}

/// Leads to a line: its first answer gets the focus.
fn show(line: u16) {
    let selector = format!("#line-{line} input, #line-{line} textarea");
    if let Ok(Some(field)) = document().query_selector(&selector) {
        field.scroll_into_view();
        use leptos::wasm_bindgen::JsCast;
        if let Some(field) = field.dyn_ref::<web_sys::HtmlElement>() {
            let _ = field.focus();
        }
    }
}

#[component]
fn LineQuestion(
    line: GuestLine,
    answer: Answer,
    reader: Reader,
    refusal: Signal<Option<Refusal>>,
) -> impl IntoView {
    let lang = reader.lang;
    let no = line.line;
    let text = if line.kind.is_quote() { quote(lang, &line.text) } else { line.text.clone() };
    let number = reader.count(no.into());
    let label = libero_domain::words::fill(words::your_answer(lang), &[("line", &number)]);
    let stored = StoredValue::new(reader.clone());
    let error = move |field: String| {
        Signal::derive(move || crate::api::field_error(refusal.get().as_ref(), &field, &stored.get_value()))
    };
    let (answer_error, words_error) = (error(format!("lines.{no}")), error(format!("words.{no}")));
    view! {
        <li class="guest-line" id=format!("line-{no}")>
            <span class="line-no">{number}</span>
            <div class="guest-line-body">
                <p class="said" dir="auto">{text}</p>
                <p class="meta">{about(&line, &reader)}</p>
                <AnswerPair id=format!("lines-{no}") name=format!("lines[{no}]") label=label value=answer.choice
                    yes=words::correct(lang) no=words::needs_change(lang)/>
                {move || answer_error.get().map(|text| view! { <p class="field-error late">{text}</p> })}
                <div class="objection">
                    <TextArea id=format!("words-{no}") name=format!("words[{no}]") label=words::what_should_it_say(lang)
                        value=answer.words rows=2 max_len=2000 error=words_error/>
                </div>
            </div>
        </li>
    }
}

/// What is said about a line: a wish and its scope, an action and its owner.
fn about(line: &GuestLine, reader: &Reader) -> String {
    let lang = reader.lang;
    match line.kind {
        EntryKind::Detail => {
            let scope =
                line.when.as_ref().map(|when| trade::scope(reader, when, &line.areas)).unwrap_or_default();
            format!("{}{} {scope}", words::your_wish(lang), if lang == Lang::Fa { "،" } else { "," })
        }
        EntryKind::Action => line
            .owner
            .as_ref()
            .map(|owner| words::owner(reader, line.owner_is_ours, owner, line.due))
            .unwrap_or_default(),
        _ => words::decision(lang).to_owned(),
    }
}

/// After the answer: what it came to, and what was said.
#[component]
fn Settled(report: GuestReport, reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let mine = !report.answers.is_empty();
    let (title, text) = match report.state {
        State::Accepted => (words::accepted_title(lang), words::accepted_text(lang)),
        State::Objected => (words::objected_title(lang), words::objected_text(lang)),
        _ => (words::agreed_title(lang), words::agreed_text(lang)),
    };
    let text = if mine { text } else { words::settled_elsewhere(lang) };
    let lines = report
        .topics
        .iter()
        .flat_map(|topic| topic.lines.clone())
        .map(|line| {
            let answer = report.answers.iter().find(|answer| answer.line == line.line).cloned();
            let said = if line.kind.is_quote() { quote(lang, &line.text) } else { line.text.clone() };
            let about = about(&line, &reader);
            let answer = answer.map(|answer| {
                if answer.accepts {
                    view! { <p class="line ok"><Icon name=IconName::Check small=true/>{words::correct(lang)}</p> }.into_any()
                } else {
                    view! { <p class="warn" dir="auto">{quote(lang, &answer.words)}</p> }.into_any()
                }
            });
            view! {
                <li class="guest-line">
                    <span class="line-no">{reader.count(line.line.into())}</span>
                    <div class="guest-line-body"><p class="said" dir="auto">{said}</p><p class="meta">{about}</p>{answer}</div>
                </li>
            }
        })
        .collect_view();
    view! {
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <section class="guest-topic"><h2>{words::your_answers(lang)}</h2><ol>{lines}</ol></section>
    }
}
