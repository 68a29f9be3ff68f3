//! Two versions of one report: what only one side changed is together already; a person decides the rest,
//! field by field. Nothing is thrown away before that.

use super::Hall;
use super::acts::{self, Both};
use super::field::{self, Reading};
use crate::offline::Room;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use libero_domain::contact_report::ReportBody;
use libero_domain::id::ReportId;
use libero_domain::words::{fill, offline as words, outbox, shell};
use libero_ui::*;

/// One open field, in words.
#[derive(Clone, PartialEq)]
struct Open {
    label: String,
    mine: String,
    theirs: String,
}

#[component]
pub(super) fn Compare(hall: Hall, id: ReportId) -> impl IntoView {
    let lang = hall.lang;
    let found = RwSignal::new(None::<Option<Both>>);
    Effect::new(move |read: Option<bool>| {
        if read == Some(true) || !matches!(hall.offline.room.get(), Room::Open(_)) {
            return read.unwrap_or_default();
        }
        spawn_local(async move {
            let both = acts::clash(id).await;
            let _ = found.try_set(Some(both));
        });
        true
    });
    let body = move || match found.get() {
        None => view! { <Skeleton rows=3 label=shell::loading(lang)/> }.into_any(),
        Some(None) => view! {
            <Empty title=outbox::no_clash(lang)><Button href="/outbox">{words::outbox(lang)}</Button></Empty>
        }
        .into_any(),
        Some(Some(both)) => view! { <Choices hall id both/> }.into_any(),
    };
    view! {
        <div class="page merge narrow">
            <PageHead title=outbox::compare_title(lang) small=true back=words::outbox(lang) back_href="/outbox"/>
            <div class="page-body stack">{body}</div>
        </div>
    }
}

#[component]
fn Choices(hall: Hall, id: ReportId, both: Both) -> impl IntoView {
    let lang = hall.lang;
    let onto = both.theirs.version;
    let by = both.theirs.by.clone().filter(|name| !name.is_empty());
    let said = {
        let time = both.theirs.at.map(|at| hall.offline.reader.with_untracked(|reader| reader.time(at)));
        words::changed(lang, by.as_deref(), time.as_deref())
    };
    let other = by.map_or_else(
        || words::other_version(lang).to_owned(),
        |name| fill(words::version_of(lang), &[("name", &name)]),
    );
    let groups = field::groups(&both.clash.fields);
    let count = groups.len();
    // True is one's own.
    let chosen = RwSignal::new(vec![None::<bool>; count]);
    let left = move || chosen.with(|chosen| chosen.iter().filter(|choice| choice.is_none()).count());
    let (groups, both) = (StoredValue::new(groups), StoredValue::new(both));
    let open =
        Memo::new(move |_| groups.with_value(|groups| both.with_value(|both| in_words(hall, groups, both))));
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    let navigate = use_navigate();
    let leave = Callback::new(move |()| navigate("/outbox", NavigateOptions::default()));
    let save = Callback::new(move |_| {
        let choices: Vec<bool> = chosen.get_untracked().into_iter().map(|mine| mine != Some(false)).collect();
        let body = groups.with_value(|groups| {
            both.with_value(|both| {
                field::chosen(&both.clash, groups, &choices, &both.mine, &both.theirs.body)
            })
        });
        busy.set(true);
        spawn_local(async move {
            let settled = acts::resolve(id, body, onto).await;
            let _ = busy.try_set(false);
            if settled {
                leave.run(());
            } else {
                let _ = failed.try_set(true);
            }
        });
    });
    let rows = (0..count)
        .map(|at| {
            let other = other.clone();
            view! { <FieldPair hall at open chosen other/> }
        })
        .collect_view();
    view! {
        <Banner tone=BannerTone::Conflict>{said}</Banner>
        <p class="lead">{if count > 0 { outbox::compare_lead(lang) } else { outbox::nothing_left(lang) }}</p>
        {rows}
        {move || failed.get().then(|| view! { <Banner tone=BannerTone::Error>{words::not_saved(lang)}</Banner> })}
        <FormEnd>
            <Button variant=Variant::Primary busy=busy busy_text=words::sending(lang) disabled=Signal::derive(move || left() > 0)
                described_by="left-to-choose" on_click=save>{words::settle(lang)}</Button>
            <span class="meta" id="left-to-choose" role="status">
                {move || (left() > 0).then(|| hall.offline.reader.with(|reader| fill(words::still_open(lang), &[("n", &reader.count(left()))])))}
            </span>
        </FormEnd>
    }
}

#[component]
fn FieldPair(
    hall: Hall,
    at: usize,
    open: Memo<Vec<Open>>,
    chosen: RwSignal<Vec<Option<bool>>>,
    other: String,
) -> impl IntoView {
    let lang = hall.lang;
    let of = move |take: fn(&Open) -> String| open.with(|open| open.get(at).map(take).unwrap_or_default());
    let is = move |mine: bool| chosen.with(|chosen| chosen.get(at).copied().flatten() == Some(mine));
    let side = move |mine: bool, name: String| {
        let text = move || if mine { of(|open| open.mine.clone()) } else { of(|open| open.theirs.clone()) };
        let keep = Callback::new(move |_| {
            chosen.update(|chosen| {
                if let Some(choice) = chosen.get_mut(at) {
                    *choice = Some(mine);
                }
            })
        });
        let word = move || if is(mine) { outbox::chosen(lang) } else { words::keep_this(lang) };
        let spoken = {
            let name = name.clone();
            Signal::derive(move || format!("{}: {name}", word()))
        };
        view! {
            <section class="merge-side" class:chosen=move || is(mine)>
                <p class="meta"><bdi>{name}</bdi></p>
                <p dir="auto">{text}</p>
                <Button size=Size::Small pressed=Signal::derive(move || is(mine)) label=spoken on_click=keep>{word}</Button>
            </section>
        }
    };
    view! {
        <section class="stack-s">
            <h2>{move || of(|open| open.label.clone())}</h2>
            <div class="merge-pair">
                {side(true, words::your_version(lang).to_owned())}
                {side(false, other)}
            </div>
        </section>
    }
}

/// The open fields as people read them, with names as far as this device knows them.
fn in_words(hall: Hall, groups: &[field::Group], both: &Both) -> Vec<Open> {
    let lang = hall.lang;
    let reader = hall.offline.reader.get();
    let merged = serde_json::from_value::<ReportBody>(both.clash.merged.clone())
        .unwrap_or_else(|_| ReportBody::empty(reader.today()));
    let party = |party| hall.names.party(party, lang);
    let client = |id| hall.names.client(id).map(|client| client.full(lang).to_owned());
    let reading = Reading { reader: &reader, merged: &merged, party: &party, client: &client };
    let open = |group: &field::Group| Open {
        label: reading.label(&group.path),
        mine: reading.value(&group.path, &both.mine),
        theirs: reading.value(&group.path, &both.theirs.body),
    };
    groups.iter().map(open).collect()
}
