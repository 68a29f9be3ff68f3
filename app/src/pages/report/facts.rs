//! Who was there, of both sides; when and where.

use super::editor::Bench;
use super::party_name;
use leptos::prelude::*;
use libero_domain::calendar::{ParseContext, parse_day, parse_time};
use libero_domain::contact_report::{Attendee, ContactKind, Party, Presence};
use libero_domain::words::{errors, fill, report as words, trade};
use libero_ui::*;

#[component]
pub(super) fn Facts(bench: Bench) -> impl IntoView {
    let boot = crate::boot();
    let lang = boot.reader.lang;
    let client = bench.page.with_value(|page| page.client.spoken(lang).to_owned());
    let agency = if lang == libero_domain::reader::Lang::Fa { boot.agency.0 } else { boot.agency.1 };
    let from = |name: &str| fill(words::from_client(lang), &[("client", name)]);
    view! {
        <dl class="report-facts">
            <dt>{from(&client)}</dt>
            <dd class="line"><Side bench theirs=true/></dd>
            <dt>{from(&agency)}</dt>
            <dd class="line"><Side bench theirs=false/></dd>
            <dt>{words::when_where(lang)}</dt>
            <dd><WhenAndWhere bench/></dd>
        </dl>
    }
}

/// People of one side: chips, and whoever can still be added.
#[component]
fn Side(bench: Bench, theirs: bool) -> impl IntoView {
    let lang = crate::reader().lang;
    let is_side = move |party: Party| matches!(party, Party::Person(_)) == theirs;
    let known: Vec<(Party, String)> = bench.page.with_value(|page| {
        let parties: Vec<Party> = if theirs {
            page.people.iter().map(|person| Party::Person(person.id)).collect()
        } else {
            page.team.iter().map(|user| Party::User(user.id)).collect()
        };
        parties.into_iter().map(|party| (party, party_name(page, party, lang))).collect()
    });
    let known = StoredValue::new(known);
    let chips = move || {
        let attendees: Vec<Attendee> = bench
            .desk
            .body
            .with(|body| body.attendees.iter().filter(|attendee| is_side(attendee.who)).cloned().collect());
        attendees
            .into_iter()
            .map(|attendee| {
                let name = known.with_value(|known| known.iter().find(|(party, _)| *party == attendee.who).map(|(_, name)| name.clone()));
                let note = match attendee.presence {
                    Presence::Present => None,
                    Presence::Absent => Some(words::absent(lang)),
                    Presence::Copy => Some(words::copy(lang)),
                };
                let who = attendee.who;
                let remove = Callback::new(move |()| bench.desk.edit(|body| body.attendees.retain(|other| other.who != who)));
                let cycle = move |_| {
                    bench.desk.edit(|body| {
                        if let Some(found) = body.attendees.iter_mut().find(|other| other.who == who) {
                            found.presence = match found.presence {
                                Presence::Present => Presence::Absent,
                                Presence::Absent => Presence::Copy,
                                Presence::Copy => Presence::Present,
                            };
                        }
                    });
                };
                let name = name.unwrap_or_default();
                let away = attendee.presence != Presence::Present;
                let spoken = format!("{}: {name}", words::remove(lang));
                let state = note.unwrap_or(words::present(lang));
                view! {
                    <span class="line">
                        <PersonChip name=name.clone() away remove=spoken on_remove=remove/>
                        <button type="button" class="chip-state" on:click=cycle aria-label=format!("{name}: {state}")>{state}</button>
                    </span>
                }
            })
            .collect_view()
    };
    let pick = RwSignal::new(String::new());
    let options = move || -> Vec<Choice> {
        let there: Vec<Party> =
            bench.desk.body.with(|body| body.attendees.iter().map(|attendee| attendee.who).collect());
        known.with_value(|known| {
            let free = known.iter().filter(|(party, _)| !there.contains(party));
            free.map(|(party, name)| Choice::new(party.uuid().to_string(), name.clone())).collect()
        })
    };
    let add = Callback::new(move |picked: String| {
        let who = known.with_value(|known| {
            known.iter().map(|(party, _)| *party).find(|party| party.uuid().to_string() == picked)
        });
        if let Some(who) = who {
            bench.desk.edit(|body| body.attendees.push(Attendee::present(who)));
        }
        pick.set(String::new());
    });
    let id = if theirs { "add-person" } else { "add-user" };
    view! {
        {chips}
        {move || {
            let options = options();
            (!options.is_empty()).then(|| view! {
                <Select id=id label=words::add_person(lang) hide_label=true value=pick options=options
                    empty=format!("+ {}", words::add_person(lang)) on_change=add/>
            })
        }}
    }
}

#[component]
fn WhenAndWhere(bench: Bench) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let body = bench.desk.body.get_untracked();
    let office = StoredValue::new(bench.page.with_value(|page| page.office.clone()));
    let clock = |time: Option<chrono::NaiveTime>| time.map(|time| reader.clock(time)).unwrap_or_default();
    let (kind, day) = (RwSignal::new(body.kind.code().to_owned()), RwSignal::new(reader.day(body.held_on)));
    let (from, to) = (RwSignal::new(clock(body.from)), RwSignal::new(clock(body.to)));
    let place = RwSignal::new(body.place.clone());
    let kinds =
        ContactKind::ALL.map(|kind| Choice::new(kind.code(), trade::contact_kind(lang, kind))).to_vec();

    let day_error = RwSignal::new(None::<String>);
    let hour_error = RwSignal::new(None::<String>);
    let day_reader = StoredValue::new(reader.clone());
    let day_typed = Callback::new(move |text: String| {
        let reader = day_reader.get_value();
        let parsed = office.with_value(|office| parse_day(&text, &ParseContext::of(&reader, office)));
        match parsed {
            Ok(date) => {
                day_error.set(None);
                bench.desk.edit(|body| body.held_on = date);
            }
            Err(code) => day_error.set(Some(errors::code(&reader, &code))),
        }
    });
    let hour = move |apply: fn(&mut libero_domain::contact_report::ReportBody, Option<chrono::NaiveTime>)| {
        Callback::new(move |text: String| {
            let parsed = if text.trim().is_empty() { Ok(None) } else { parse_time(&text).map(Some) };
            match parsed {
                Ok(time) => {
                    hour_error.set(None);
                    bench.desk.edit(|body| apply(body, time));
                }
                Err(code) => hour_error.set(Some(errors::code(&day_reader.get_value(), &code))),
            }
        })
    };
    let resolved_reader = reader.clone();
    let resolved =
        Signal::derive(move || bench.desk.body.with(|body| resolved_reader.day_long(body.held_on)));
    view! {
        <div class="when-where">
            <Segment id="contact-kind" label=words::kind_of_contact(lang) value=kind options=kinds
                on_change=Callback::new(move |code: String| if let Some(kind) = ContactKind::from_code(&code) {
                    bench.desk.edit(|body| body.kind = kind);
                })/>
            <DateField id="held-on" label=words::day(lang) value=day resolved=resolved error=day_error on_change=day_typed/>
            <TextInput id="from" label=words::from_hour(lang) value=from kind=InputKind::Number error=hour_error
                on_change=hour(|body, time| body.from = time)/>
            <TextInput id="to" label=words::to_hour(lang) value=to kind=InputKind::Number
                on_change=hour(|body, time| body.to = time)/>
            <TextInput id="place" label=words::place(lang) value=place max_len=200
                on_input=Callback::new(move |text: String| bench.desk.edit(|body| body.place = text))/>
        </div>
    }
}
