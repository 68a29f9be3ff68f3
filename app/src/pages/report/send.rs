//! Sending: who gets it, what still stands in the way, and then the number.

use super::editor::Bench;
use crate::api::reports::issue_report;
use crate::api::{Refusal, sentence};
use crate::desk::DeskState;
use leptos::prelude::*;
use leptos::task::spawn_local;
use libero_domain::contact_report::{Issued, Party, Presence};
use libero_domain::error::Error;
use libero_domain::id::{CommandId, PersonId};
use libero_domain::number::show_digits;
use libero_domain::reader::Reader;
use libero_domain::words::{errors, report as words, trade};
use libero_ui::*;

#[component]
pub(super) fn SendDialog(bench: Bench, open: RwSignal<bool>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let page = bench.page.get_value();
    let present: Vec<PersonId> = page
        .body
        .attendees
        .iter()
        .filter(|attendee| {
            attendee.presence != Presence::Absent || page.confirmers.iter().any(|id| id.0 == attendee.id)
        })
        .filter_map(|attendee| if let Party::Person(id) = attendee.who { Some(id) } else { None })
        .collect();
    let people: Vec<(PersonId, String, bool, RwSignal<bool>)> = page
        .people
        .iter()
        .map(|person| {
            let chosen =
                present.contains(&person.id) || (present.is_empty() && page.confirmers.contains(&person.id));
            (person.id, person.full(lang), page.confirmers.contains(&person.id), RwSignal::new(chosen))
        })
        .collect();
    let people = StoredValue::new(people);
    let chosen = move || {
        people.with_value(|people| {
            people.iter().filter(|person| person.3.get()).map(|person| person.0).collect::<Vec<_>>()
        })
    };
    let nobody_confirms = move || {
        let chosen = chosen();
        !chosen.is_empty()
            && people.with_value(|people| !people.iter().any(|person| person.2 && chosen.contains(&person.0)))
    };
    let busy = RwSignal::new(false);
    let refusal = RwSignal::new(None::<Refusal>);
    // One intent, one id: pressing again after a lost answer repeats the same command.
    let command = StoredValue::new(crate::new_id::<CommandId>());
    let id = page.id;
    let send = Callback::new(move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refusal.set(None);
        let recipients = people.with_value(|people| {
            people.iter().filter(|person| person.3.get_untracked()).map(|person| person.0).collect::<Vec<_>>()
        });
        spawn_local(async move {
            let answer: Result<Issued, Refusal> = match bench.desk.settle().await {
                Ok(version) => issue_report(command.get_value(), id, version, recipients).await,
                Err(state) => Err(unsettled(&state)),
            };
            busy.set(false);
            match answer {
                Ok(_) => {
                    let _ = window().location().reload();
                }
                Err(refused) => {
                    // What was refused is mended in the words, so the next press is a new intent.
                    if refused.0.status() < 500 {
                        command.set_value(crate::new_id());
                    }
                    refusal.set(Some(refused));
                }
            }
        });
    });
    let mend_reader = StoredValue::new(reader);
    let mend = move || {
        let refused = refusal.get()?;
        let reader = mend_reader.get_value();
        let lines = bench.desk.body.with_untracked(|body| mending(&refused.0, body, &reader));
        let whole = sentence(Some(&refused), &reader);
        Some(view! {
            <Banner tone=BannerTone::Error>
                {whole}
                <ul class="plain">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </Banner>
        })
    };
    let boxes = people.with_value(|people| {
        people
            .iter()
            .map(|(id, name, confirms, checked)| {
                let help = if *confirms { words::may_confirm(lang) } else { "" };
                view! { <Checkbox id=format!("to-{id}") label=name.clone() checked=*checked help=help/> }
            })
            .collect_view()
    });
    let cancel = Callback::new(move |_| open.set(false));
    view! {
        <Dialog id="send" open title=words::send_title(lang) close=words::close(lang)>
            <p class="dialog-text">{words::send_text(lang)}</p>
            <fieldset class="stack-s"><legend>{words::recipients(lang)}</legend>{boxes}</fieldset>
            {move || nobody_confirms().then(|| view! { <Banner tone=BannerTone::Warn>{words::nobody_confirms(lang)}</Banner> })}
            {mend}
            <div class="dialog-acts">
                <Button variant=Variant::Primary icon=IconName::Send busy=busy busy_text=words::sending(lang) on_click=send>{words::send_to_client(lang)}</Button>
                <Button variant=Variant::Quiet on_click=cancel>{words::cancel(lang)}</Button>
            </div>
        </Dialog>
    }
}

/// Why the words are not on the server, as a refusal.
fn unsettled(state: &DeskState) -> Refusal {
    Refusal(match state {
        DeskState::Stopped(stop) if stop.is_sign_in() => Error::SignInNeeded,
        DeskState::Clash => Error::Stale { current: 0 },
        DeskState::Stopped(_) => Error::NotFound,
        _ => Error::Unavailable,
    })
}

/// Each field to mend as a sentence that names its line: «بند ۲، مسئول: این مورد لازم است.»
fn mending(error: &Error, body: &libero_domain::contact_report::ReportBody, reader: &Reader) -> Vec<String> {
    let lang = reader.lang;
    let numbers = body.numbered();
    error
        .fields()
        .iter()
        .map(|field| {
            let code = errors::code(reader, &field.code);
            let mut parts = field.field.split('.');
            match (parts.next(), parts.next().and_then(|at| at.parse::<usize>().ok()), parts.next()) {
                (Some("entries"), Some(at), part) => {
                    let entry = body.entries.get(at);
                    let line = entry
                        .and_then(|entry| numbers.iter().find(|(id, _)| *id == entry.id))
                        .map_or(0, |(_, line)| *line);
                    let kind = entry.map_or("", |entry| trade::entry_kind(lang, entry.kind));
                    let part = match part {
                        Some("owner") => words::owner(lang),
                        Some("due") => words::due(lang),
                        _ => "",
                    };
                    let line = show_digits(&line.to_string(), reader);
                    [line.as_str(), kind, part, &code]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(" · ")
                }
                (Some("topics"), Some(at), _) => {
                    format!(
                        "{} {} · {code}",
                        words::topic(lang),
                        libero_domain::number::topic_letter(lang, at)
                    )
                }
                (Some("recipients"), ..) => format!("{} · {code}", words::recipients(lang)),
                _ => code,
            }
        })
        .collect()
}
