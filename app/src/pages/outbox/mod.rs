//! The outbox: what goes to Libero by itself, what waits for a person, what is there; works without a network.

mod acts;
mod compare;
mod field;
mod row;

use crate::offline::{Names, Offline, Room, offline};
use crate::shell::TabTitle;
use acts::{Item, Place};
use compare::Compare;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use libero_domain::id::ReportId;
use libero_domain::reader::Lang;
use libero_domain::words::{common, offline as words, outbox, shell};
use libero_ui::*;
use row::{ItemRow, StoredRow};

/// Rows of the last group: enough to see that all is well.
const STORED_SHOWN: usize = 10;
/// Unknown here, so a neutral tile.
const NO_HUE: u8 = 7;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Hall {
    lang: Lang,
    offline: Offline,
    names: Names,
    /// The draft that somebody wants to throw away.
    discarding: RwSignal<Option<ReportId>>,
}

impl Hall {
    /// «گزارش جلسهٔ برفدشت».
    fn title(self, item: &Item) -> String {
        let client = item.client.and_then(|id| self.names.client(id));
        outbox::title(self.lang, item.kind, client.as_ref().map(|client| client.spoken(self.lang)))
    }

    fn tile(self, item: &Item) -> TileFace {
        let face = match item.client.and_then(|id| self.names.client(id)) {
            Some(client) => {
                TileFace::new(libero_domain::text::first_letter(client.spoken(self.lang)), client.hue)
            }
            None => TileFace::new(if self.lang == Lang::Fa { "؟" } else { "?" }, NO_HUE),
        };
        face.size(TileSize::Medium)
    }
}

#[component]
pub fn OutboxPage() -> impl IntoView {
    let lang = crate::reader().lang;
    let offline = offline();
    let hall = Hall { lang, offline, names: Names(offline), discarding: RwSignal::new(None) };
    let query = use_query_map();
    // The page that is kept for work without a network was rendered without an address.
    let comparing = RwSignal::new(None::<ReportId>);
    Effect::new(move |_| comparing.set(query.read().get("compare").and_then(|id| id.parse().ok())));
    Effect::new(move |_| {
        if matches!(offline.room.get(), Room::Open(_)) {
            offline.want_pocket();
        }
    });
    view! {
        <TabTitle text=words::outbox(lang)/>
        {move || match comparing.get() {
            Some(id) => view! { <Compare hall id/> }.into_any(),
            None => view! { <List hall/> }.into_any(),
        }}
    }
}

#[component]
fn List(hall: Hall) -> impl IntoView {
    let lang = hall.lang;
    let offline = hall.offline;
    let items = RwSignal::new(None::<Vec<Item>>);
    let elsewhere = RwSignal::new(Vec::<Item>::new());
    Effect::new(move |_| {
        offline.changes.track();
        if matches!(offline.room.get(), Room::Open(_)) {
            spawn_local(async move {
                if let Some(read) = acts::items().await {
                    let _ = items.try_set(Some(read));
                }
            });
        }
    });
    // Read again when a draft has gone from here: it may be gone there as well.
    let count = Memo::new(move |_| items.with(|items| items.as_ref().map(Vec::len)));
    Effect::new(move |_| {
        if count.get().is_some() && offline.online.get() {
            spawn_local(async move {
                let _ = elsewhere.try_set(acts::elsewhere().await);
            });
        }
    });
    let body = move || match (offline.room.get(), items.get()) {
        (Room::Nobody, _) => view! {
            <Empty title=outbox::nobody(lang) text=words::offline_unknown(lang)>
                <Button href="/sign-in">{words::sign_in(lang)}</Button>
            </Empty>
        }
        .into_any(),
        (_, None) => view! { <Skeleton rows=3 label=shell::loading(lang)/> }.into_any(),
        (_, Some(items)) => view! { <Groups hall items elsewhere=elsewhere.get()/> }.into_any(),
    };
    view! {
        <div class="page outbox narrow">
            <PageHead title=words::outbox(lang) small=true back=common::back(lang) back_href="/"/>
            <div class="page-body">
                <p class="lead">{words::nothing_lost(lang)}</p>
                {body}
                <ToFile hall/>
            </div>
        </div>
        <DiscardDialog hall/>
    }
}

#[component]
fn Groups(hall: Hall, items: Vec<Item>, elsewhere: Vec<Item>) -> impl IntoView {
    let lang = hall.lang;
    let here: Vec<ReportId> = items.iter().map(|item| item.id).collect();
    let elsewhere: Vec<Item> = elsewhere.into_iter().filter(|item| !here.contains(&item.id)).collect();
    let (stored, open): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|item| item.place == Place::Stored);
    let (queued, yours): (Vec<Item>, Vec<Item>) =
        open.into_iter().partition(|item| item.place.goes_by_itself());
    let rows =
        move |items: Vec<Item>| items.into_iter().map(|item| view! { <ItemRow hall item/> }).collect_view();
    let nothing = queued.is_empty() && yours.is_empty();
    view! {
        {nothing.then(|| view! { <Empty title=words::nothing_waits(lang)/> })}
        {(!queued.is_empty()).then(|| view! { <Rows label=words::queued(lang)>{rows(queued)}</Rows> })}
        {(!yours.is_empty()).then(|| view! {
            <section class="group">
                <GroupHead title=words::waiting_for_you(lang)/>
                <Rows label=words::waiting_for_you(lang)>{rows(yours)}</Rows>
            </section>
        })}
        {(!elsewhere.is_empty()).then(|| view! {
            <section class="group">
                <GroupHead title=outbox::elsewhere(lang)/>
                <Rows label=outbox::elsewhere(lang)>{rows(elsewhere)}</Rows>
            </section>
        })}
        {(!stored.is_empty()).then(|| view! {
            <section class="group">
                <GroupHead title=words::stored(lang)/>
                <Rows label=words::stored(lang)>
                    {stored.into_iter().take(STORED_SHOWN).map(|item| view! { <StoredRow hall item/> }).collect_view()}
                </Rows>
            </section>
        })}
    }
}

/// A person's own file of all drafts.
#[component]
fn ToFile(hall: Hall) -> impl IntoView {
    let lang = hall.lang;
    let refused = RwSignal::new(false);
    let save = Callback::new(move |_| {
        spawn_local(async move {
            let saved = acts::download().await;
            let _ = refused.try_set(!saved);
        });
    });
    view! {
        <section class="group stack-s no-print">
            <p class="meta">{words::when_to_save(lang)}</p>
            <p><Button icon=IconName::Download on_click=save>{words::save_to_file(lang)}</Button></p>
            {move || refused.get().then(|| view! { <Banner tone=BannerTone::Error>{outbox::no_file(lang)}</Banner> })}
        </section>
    }
}

#[component]
fn DiscardDialog(hall: Hall) -> impl IntoView {
    let lang = hall.lang;
    let open = RwSignal::new(false);
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    Effect::new(move |_| {
        let wanted = hall.discarding.get().is_some();
        if wanted {
            error.set(None);
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            hall.discarding.set(None);
        }
    });
    let discard = Callback::new(move |()| {
        let Some(id) = hall.discarding.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let gone = acts::discard(id).await;
            let _ = busy.try_set(false);
            if gone {
                let _ = open.try_set(false);
            } else {
                let _ = error.try_set(Some(outbox::not_discarded(lang).into()));
            }
        });
    });
    view! {
        <ConfirmDialog id="discard" open title=words::discard_title(lang) text=outbox::discard_text(lang)
            act=words::discard(lang) cancel=outbox::cancel(lang) danger=true busy=busy error=error on_confirm=discard/>
    }
}

/// Where a page that needs a network leads without one.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let lang = crate::reader().lang;
    let offline = offline();
    let waits = move || {
        let waiting = offline.waiting.get();
        match waiting {
            0 => words::outbox(lang).to_owned(),
            _ => words::how_many_not_sent(lang, &offline.reader.with(|reader| reader.count(waiting))),
        }
    };
    let text = move || {
        if offline.room.get() == Room::Nobody {
            words::offline_unknown(lang)
        } else {
            words::offline_text(lang)
        }
    };
    view! {
        <TabTitle text=words::offline_title(lang)/>
        <div class="page plain">
            <Empty title=words::offline_title(lang) large=true level=1>
                <div class="stack">
                    <p class="empty-text">{text}</p>
                    <Actions>
                        <Button variant=Variant::Primary icon=IconName::Plus href="/reports/new">{shell::new_report(lang)}</Button>
                        <Button icon=IconName::Queue href="/outbox">{waits}</Button>
                    </Actions>
                    <p><a class="link" href="/" rel="external">{outbox::back_online(lang)}</a></p>
                </div>
            </Empty>
        </div>
    }
}
