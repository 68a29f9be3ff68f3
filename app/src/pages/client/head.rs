//! The head of a client's pages: name, team, facts, tabs.

use crate::shell::TabTitle;
use leptos::prelude::*;
use libero_domain::client::{ClientPage, Tier};
use libero_domain::reader::{Lang, Reader};
use libero_domain::rights::Position;
use libero_domain::text::first_letter;
use libero_domain::words::{client as words, trade};
use libero_ui::*;

#[component]
pub(super) fn ClientHead(page: ClientPage, current: &'static str) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let id = page.client.id;
    let name = page.client.full(lang).to_owned();
    let tile = TileFace::new(first_letter(page.client.spoken(lang)), page.client.hue);
    let tier = page.fields.tier;
    let at =
        |tab: &str| if tab.is_empty() { format!("/clients/{id}") } else { format!("/clients/{id}/{tab}") };
    let count = |n: u32| reader.count(n as usize);
    let tabs = vec![
        TabItem::new(words::overview(lang), at("")),
        TabItem::new(words::reports(lang), at("reports")).count(count(page.counts.reports)),
        TabItem::new(crate::label(libero_domain::label::Label::Details), at("details"))
            .count(count(page.counts.details)),
        TabItem::new(crate::label(libero_domain::label::Label::Promises), at("promises"))
            .count(count(page.counts.open_promises)),
        TabItem::new(words::people(lang), at("people")).count(reader.count(page.people.len())),
        TabItem::new(words::team(lang), at("team")).count(reader.count(page.team.len())),
        TabItem::new(words::timeline(lang), at("timeline")),
    ];
    let facts = facts(&page, &reader);
    let may = page.may;
    let industry = page.fields.industry.clone();
    let team = StoredValue::new(page);
    view! {
        <TabTitle text=name.clone()/>
        <PageHead
            title=name tile=tile meta=industry
            tag=move || {
                let (tone, word) = match tier {
                    Tier::Key => (Tone::Green, trade::key(lang)),
                    Tier::Standard => (Tone::Plain, trade::standard(lang)),
                    Tier::Prospect => (Tone::Outline, trade::prospect(lang)),
                };
                view! { <Tag tone>{word}</Tag> }.into_any()
            }
            lead=move || team.with_value(|page| team_line(page, lang)).into_any()
        >
            {may.edit.then(|| view! { <Button icon=IconName::Edit href=format!("/clients/{id}/edit")>{words::edit(lang)}</Button> })}
            {may.draft.then(|| view! {
                <Button variant=Variant::Primary icon=IconName::Plus href=format!("/reports/new?client={id}") key="C">{words::new_report(lang)}</Button>
            })}
        </PageHead>
        <Facts items=facts/>
        <Tabs label=words::client(lang) items=tabs current=Signal::stored(at(current))/>
    }
}

/// Owner, cover and project manager by name; the rest counted.
fn team_line(page: &ClientPage, lang: Lang) -> impl IntoView + use<> {
    let reader = crate::reader();
    let leading: Vec<_> =
        page.team.iter().filter(|member| member.position != Position::Member).take(3).cloned().collect();
    let rest = page.team.len() - leading.len();
    let names = leading
        .into_iter()
        .map(|member| {
            view! { <span class="line"><span class="meta">{trade::position(lang, member.position)}</span><Person name=member.user.full(lang)/></span> }
        })
        .collect_view();
    view! {
        <span class="team-line">{names}{(rest > 0).then(|| view! { <span class="meta">{words::more_people(&reader, rest)}</span> })}</span>
    }
}

fn facts(page: &ClientPage, reader: &Reader) -> Vec<Fact> {
    let lang = reader.lang;
    let contact =
        page.last_contact.map_or_else(|| words::never(lang).to_owned(), |last| reader.days_ago(last));
    let promises = Fact::new(words::open_promises(lang), reader.count(page.counts.open_promises as usize));
    let promises = match page.counts.late_promises {
        0 => promises,
        late => promises.status(Tone::Anar, words::late(reader, late)),
    };
    vec![
        Fact::new(words::last_contact(lang), contact).note(words::every(reader, page.fields.cadence())),
        promises,
        Fact::new(words::waiting_reports(lang), reader.count(page.counts.waiting_reports as usize)),
        Fact::new(words::reports(lang), reader.count(page.counts.reports as usize)),
    ]
}
