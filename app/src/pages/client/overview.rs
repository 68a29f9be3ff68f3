//! The page an account manager opens before a meeting.

use super::client_resource;
use super::head::ClientHead;
use super::promises::PromiseLine;
use super::timeline::TimelineLine;
use crate::pages::report::weight_tone;
use crate::shell::{Trouble, Waiting};
use leptos::prelude::*;
use libero_domain::client::ClientPage;
use libero_domain::detail::DetailRow;
use libero_domain::person::{PersonRow as Known, Stance};
use libero_domain::promise::Side;
use libero_domain::text::quote;
use libero_domain::words::{client as words, details, trade};
use libero_ui::*;

#[component]
pub fn OverviewPage() -> impl IntoView {
    let page = client_resource();
    let again = Callback::new(move |()| page.refetch());
    view! {
        <Transition fallback=|| view! { <Waiting/> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Overview page again/> }.into_any(),
                    Err(refusal) => view! { <Trouble refusal/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Overview(page: ClientPage, again: Callback<()>) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let id = page.client.id;
    let head = page.clone();
    let know_count = reader.count(page.counts.details as usize);
    let know = page.know.iter().map(|detail| view! { <KnowLine detail=detail.clone() id/> }).collect_view();
    let of =
        |side: Side| page.promises.iter().filter(|promise| promise.side == side).cloned().collect::<Vec<_>>();
    let promises = [(Side::Ours, words::our_promises(lang)), (Side::Theirs, words::their_promises(lang))]
        .into_iter()
        .filter_map(|(side, title)| {
            let rows = of(side);
            let count = reader.count(rows.len());
            (!rows.is_empty()).then(|| view! {
                <section class="group">
                    <GroupHead title=title count=count/>
                    <Rows label=title>{rows.into_iter().map(|promise| view! { <PromiseLine promise again/> }).collect_view()}</Rows>
                </section>
            })
        })
        .collect_view();
    let history =
        page.timeline.iter().take(8).map(|row| view! { <TimelineLine row=row.clone()/> }).collect_view();
    let people =
        page.people.iter().map(|person| view! { <PersonLine person=person.clone() id/> }).collect_view();
    let profile: Vec<Pair> = [
        (words::business_model(lang), &page.fields.business_model),
        (words::market(lang), &page.fields.market),
        (words::sales_drivers(lang), &page.fields.sales_drivers),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(label, text)| Pair::new(label, text.clone()))
    .collect();
    view! {
        <div class="page client with-side head-over">
            <ClientHead page=head current=""/>
            <div class="page-body">
                {(!page.know.is_empty()).then(|| view! {
                    <section class="group"><GroupHead title=words::know(lang) count=know_count/><Rows label=words::know(lang)>{know}</Rows></section>
                })}
                {promises}
                <section class="group">
                    <GroupHead title=words::timeline(lang)/>
                    <Timeline>{history}</Timeline>
                    <p><a class="link" href=format!("/clients/{id}/timeline")>{words::show_all(lang)}</a></p>
                </section>
            </div>
            <SidePane label=words::people(lang)>
                <section class="side-part">
                    <h2>{words::people(lang)}</h2>
                    {people}
                    {page.may.edit_people.then(|| view! {
                        <Button size=Size::Small icon=IconName::UserPlus href=format!("/clients/{id}/people/new")>{words::add_person(lang)}</Button>
                    })}
                </section>
                {(!profile.is_empty()).then(|| view! { <section class="side-part"><h2>{words::profile(lang)}</h2><Pairs items=profile/></section> })}
            </SidePane>
        </div>
    }
}

#[component]
fn KnowLine(detail: DetailRow, id: libero_domain::id::ClientId) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let given = detail.read_backs.iter().filter(|mark| mark.given).count();
    let source = details::source_of(&reader, &detail.source);
    let said_by = detail.said_by.as_ref().map(|person| trade::address(lang, person));
    let why = said_by.map_or(source.clone(), |name| format!("{name} · {source}"));
    let all = given == detail.read_backs.len();
    view! {
        <Row what=quote(lang, &detail.words) why=why kind=Kind::Detail href=format!("/clients/{id}/details")
            due=words::read_of(&reader, given, detail.read_backs.len()) due_tone=if all { Tone::Plain } else { Tone::Amber }>
            <Tag tone=weight_tone(detail.weight)>{trade::weight(lang, detail.weight)}</Tag>
        </Row>
    }
}

/// A person of the client; influence and stance only where the reader may see them.
#[component]
pub(super) fn PersonLine(person: Known, id: libero_domain::id::ClientId) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let name = person.person.full(lang);
    let note = [person.person.job.clone(), person.best_hours.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let note = note.join(if lang == libero_domain::reader::Lang::Fa { "، " } else { ", " });
    let href = format!("/clients/{id}/people/{}", person.person.id);
    let sealed = person.sealed.map(|sealed| {
        let tone = match sealed.stance {
            Stance::Champion | Stance::Supporter => Tone::Green,
            Stance::Neutral => Tone::Outline,
            Stance::Cautious => Tone::Amber,
            Stance::Opponent => Tone::Anar,
        };
        let level = match sealed.influence {
            1 => words::influence_low(lang),
            2 => words::influence_mid(lang),
            _ => words::influence_high(lang),
        };
        view! {
            <span class=format!("influence i{}", sealed.influence) role="img" aria-label=format!("{}: {level}", words::influence(lang))></span>
            <Status tone>{trade::stance(lang, sealed.stance)}</Status>
        }
    });
    view! { <PersonRow name=name note=note href=href>{sealed}</PersonRow> }
}
