//! The client's paper: exactly what the client gets, under the same line numbers. Nothing internal is on it.

use super::{paper_reader, party_name};
use leptos::prelude::*;
use libero_domain::contact_report::{Entry, EntryKind, Party, Presence, ReportBody, ReportPage};
use libero_domain::number::show_digits;
use libero_domain::reader::{Lang, Reader};
use libero_domain::text::{first_letter, list, quote};
use libero_domain::words::{fill, report as words};

/// What a paper is printed from, apart from its words.
#[derive(Clone)]
pub struct SheetSource {
    pub page: ReportPage,
    pub agency: (String, String),
    pub reader: Reader,
}

/// The paper of `body` in `lang`.
#[component]
pub fn Sheet(source: SheetSource, body: ReportBody, lang: Lang) -> impl IntoView {
    let SheetSource { page, agency, reader } = source;
    let reader = paper_reader(&reader, lang);
    let agency = if lang == Lang::Fa { agency.0 } else { agency.1 };
    let number = page.number.map(|number| show_digits(&number.to_string(), &reader));
    let paper_no = match number {
        Some(number) => {
            format!("{} {number}", crate::boot().labels.word(libero_domain::label::Label::ReportPaper, lang))
        }
        None => words::no_number_yet(lang).to_owned(),
    };
    let title = words::paper_title(&reader, page.client.full(lang), body.kind, body.held_on);
    let topics = topics(&page, &body, &reader);
    let hours = reader.count(usize::from(page.reply_hours));
    view! {
        <article class="paper" lang=lang.code() dir=lang.dir()>
            <header class="paper-head">
                <div class="letterhead"><span class="seal" aria-hidden="true">{first_letter(&agency)}</span><bdi>{agency.clone()}</bdi></div>
                <span class="paper-no">{paper_no}</span>
            </header>
            <h2 class="paper-title"><bdi>{title}</bdi></h2>
            <p class="paper-people">{people(&page, &body, lang)}</p>
            {topics}
            <footer class="paper-foot">{fill(words::working_hours_rule(lang), &[("hours", &hours)])}</footer>
        </article>
    }
}

fn people(page: &ReportPage, body: &ReportBody, lang: Lang) -> String {
    let names = |wanted: fn(Presence) -> bool| -> Vec<String> {
        let chosen = body.attendees.iter().filter(|attendee| wanted(attendee.presence));
        chosen.map(|attendee| party_name(page, attendee.who, lang)).filter(|name| !name.is_empty()).collect()
    };
    let present = names(|presence| presence == Presence::Present);
    let copies = names(|presence| presence != Presence::Present);
    let mut parts = Vec::new();
    if !present.is_empty() {
        parts.push(fill(words::present_people(lang), &[("people", &list(lang, &present))]));
    }
    if !copies.is_empty() {
        parts.push(fill(words::copies(lang), &[("people", &list(lang, &copies))]));
    }
    parts.join(words::between_parts(lang))
}

fn topics(page: &ReportPage, body: &ReportBody, reader: &Reader) -> impl IntoView + use<> {
    let lang = reader.lang;
    let numbers = body.numbered();
    let mut letter = 0;
    body.in_order()
        .into_iter()
        .filter_map(|(topic, entries)| {
            let lettered = topic.map(|topic| {
                letter += 1;
                let head = libero_domain::number::topic_letter(lang, letter - 1);
                words::topic_title(lang, head, &topic.title, topic.budget.trim())
            });
            let lines: Vec<_> = entries
                .into_iter()
                .filter(|entry| entry.kind.for_client() && !entry.text.trim().is_empty())
                .map(|entry| {
                    let line = numbers.iter().find(|(id, _)| *id == entry.id).map_or(0, |(_, line)| *line);
                    (reader.count(line.into()), kind_word(entry, lang), text(entry, lang), terms(page, entry, reader))
                })
                .collect();
            (!lines.is_empty()).then(|| {
                view! {
                    <section class="paper-topic">
                        {lettered.map(|title| view! { <h3 dir="auto">{title}</h3> })}
                        <ol>{lines.into_iter().map(|(no, kind, text, terms)| view! {
                            <li>
                                <span class="line-no">{no}</span>
                                <span><strong>{kind}</strong>" "<bdi>{text}</bdi>{terms.map(|terms| view! { <span class="meta">{terms}</span> })}</span>
                            </li>
                        }).collect_view()}</ol>
                    </section>
                }
            })
        })
        .collect_view()
}

fn kind_word(entry: &Entry, lang: Lang) -> &'static str {
    match entry.kind {
        EntryKind::Detail => words::your_wish(lang),
        EntryKind::Action if matches!(entry.action.owner, Some(Party::Person(_))) => words::your_action(lang),
        EntryKind::Action => words::our_action(lang),
        _ => words::decided(lang),
    }
}

fn text(entry: &Entry, lang: Lang) -> String {
    if entry.kind.is_quote() { quote(lang, &entry.text) } else { entry.text.clone() }
}

fn terms(page: &ReportPage, entry: &Entry, reader: &Reader) -> Option<String> {
    if entry.kind != EntryKind::Action {
        return None;
    }
    let owner = entry.action.owner.map(|owner| party_name(page, owner, reader.lang)).unwrap_or_default();
    let day = entry.action.due_on.map(|day| reader.day(day));
    words::terms(reader.lang, &owner, day.as_deref())
}
