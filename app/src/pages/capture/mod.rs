//! Capture: a contact written down where it happens, phone first, with or without a network.
//!
//! The server renders this page for nobody: who writes, and for which clients, comes from the device once the
//! page woke. Every letter is kept as it is typed, the one in the composer too.

mod composer;
mod line;
mod note;
mod who;

use crate::desk::{Desk, DeskState, Stop};
use crate::offline::{InstallHint, Names, Offline, Room, offline};
use crate::shell::TabTitle;
use composer::Dock;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use libero_domain::contact_report::{ContactKind, EntryKind, Party, ReportBody};
use libero_domain::id::{ClientId, EntryId, ReportId};
use libero_domain::reader::Lang;
use libero_domain::words::{capture as words, common, offline as offline_words, outbox};
use libero_ui::*;
use note::{NoteDrawer, Notes};
use who::{ContactDrawer, People, PeopleDrawer, Who};

/// The report that the page has open.
#[derive(Clone, Copy, PartialEq)]
struct Opened {
    id: ReportId,
    /// Begun before, here or on another device.
    resumed: bool,
}

impl Opened {
    fn fresh() -> Self {
        Self { id: crate::new_id(), resumed: false }
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Sheet {
    lang: Lang,
    desk: Desk,
    offline: Offline,
    names: Names,
    /// The entry in the composer, its text, and the code of the chosen kind.
    composing: RwSignal<EntryId>,
    text: RwSignal<String>,
    kind: RwSignal<String>,
    /// The note that is open for change.
    editing: RwSignal<Option<EntryId>>,
    contact_open: RwSignal<bool>,
    people_open: RwSignal<bool>,
    /// "Done" was pressed and waits for a client.
    finishing: RwSignal<bool>,
    busy: RwSignal<bool>,
    said: RwSignal<Option<&'static str>>,
    go: Callback<String>,
}

impl Sheet {
    /// Changes the body. While nothing is written yet, it stays a guess of this page and makes no draft.
    fn put(self, change: impl FnOnce(&mut ReportBody)) {
        self.desk.body.update(change);
        if self.desk.saved.get_untracked().is_some() || self.desk.body.with_untracked(|body| !body.is_blank())
        {
            self.desk.edit(|_| {});
        }
    }

    fn chosen(self) -> Option<EntryKind> {
        EntryKind::from_code(&self.kind.get_untracked())
    }

    fn choose(self, client: ClientId) {
        self.put(|body| line::set_client(body, client));
        if self.finishing.get_untracked() {
            self.finishing.set(false);
            self.contact_open.set(false);
            finish(self);
        }
    }
}

#[component]
pub fn CapturePage() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.read().get("draft").and_then(|id| id.parse::<ReportId>().ok()));
    let opened =
        RwSignal::new(wanted.get_untracked().map_or_else(Opened::fresh, |id| Opened { id, resumed: true }));
    Effect::new(move |before: Option<Option<ReportId>>| {
        let wanted = wanted.get();
        match (wanted, before) {
            (Some(id), _) if id != opened.get_untracked().id => opened.set(Opened { id, resumed: true }),
            // The address of a new report, again.
            (None, Some(Some(_))) => opened.set(Opened::fresh()),
            _ => {}
        }
        wanted
    });
    view! {
        <TabTitle text=words::title(crate::reader().lang)/>
        {move || { let opened = opened.get(); view! { <Capture opened/> } }}
    }
}

#[component]
fn Capture(opened: Opened) -> impl IntoView {
    let reader = crate::reader();
    let lang = reader.lang;
    let offline = offline();
    let blank = ReportBody::empty(reader.today());
    let desk = if opened.resumed { Desk::resume(opened.id, blank) } else { Desk::open(opened.id, 0, blank) };
    let navigate = use_navigate();
    // A page that was rendered for nobody cannot show the others.
    let knows_me = crate::boot().me.is_some();
    let go = Callback::new(move |path: String| {
        if knows_me || path == "/outbox" {
            navigate(&path, NavigateOptions::default());
        } else {
            let _ = window().location().assign(&path);
        }
    });
    let sheet = Sheet {
        lang,
        desk,
        offline,
        names: Names(offline),
        composing: RwSignal::new(crate::new_id()),
        text: RwSignal::new(String::new()),
        kind: RwSignal::new(String::new()),
        editing: RwSignal::new(None),
        contact_open: RwSignal::new(false),
        people_open: RwSignal::new(false),
        finishing: RwSignal::new(false),
        busy: RwSignal::new(false),
        said: RwSignal::new(None),
        go,
    };
    wake(sheet, opened);
    view! {
        <div class="page capture">
            <PageHead title=words::title(lang) small=true back=common::back(lang) back_href="/">
                <SavedNote sheet/>
                <MoreActs sheet/>
            </PageHead>
            <div class="page-body">
                <Trouble sheet/>
                <Unfinished sheet resumed=opened.resumed/>
                <Who sheet/>
                <People sheet/>
                <Notes sheet/>
                <InstallHint/>
            </div>
            <Dock sheet/>
        </div>
        <ContactDrawer sheet/>
        <PeopleDrawer sheet/>
        <NoteDrawer sheet/>
    }
}

/// What begins once the page is in the browser.
fn wake(sheet: Sheet, opened: Opened) {
    let Sheet { desk, offline, .. } = sheet;
    let query = use_query_map();
    let asked = Memo::new(move |_| query.read().get("client").and_then(|id| id.parse::<ClientId>().ok()));
    Effect::new(move |_| {
        if matches!(offline.room.get(), Room::Open(_)) {
            offline.want_pocket();
        }
    });
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) || !desk.loaded.get() {
            return done.unwrap_or_default();
        }
        if opened.resumed {
            composer::take_up(sheet);
            let stored = matches!(desk.state.get_untracked(), DeskState::Stored | DeskState::Quiet);
            if desk.settled.get_untracked() && stored && offline.online.get_untracked() {
                sheet.go.run(format!("/reports/{}", opened.id));
            }
        } else {
            guess(sheet);
        }
        true
    });
    // The client of the address, or the only one there is.
    Effect::new(move |renewed: Option<bool>| {
        let renewed = renewed.unwrap_or_default();
        if !desk.loaded.get() || opened.resumed || desk.body.with(|body| body.client.is_some()) {
            return renewed;
        }
        let clients = sheet.names.clients();
        if let Some(client) = asked.get() {
            sheet.put(|body| line::set_client(body, client));
            if !renewed && !clients.is_empty() && !clients.iter().any(|known| known.id == client) {
                offline.renew_pocket();
                return true;
            }
        } else if let [only] = clients.as_slice() {
            let only = only.id;
            sheet.put(|body| line::set_client(body, only));
        }
        renewed
    });
    // From the first kept word on, the address leads back to this report.
    let navigate = use_navigate();
    Effect::new(move |named: Option<bool>| {
        if named == Some(true) || opened.resumed {
            return true;
        }
        let kept = desk.saved.get().is_some();
        if kept {
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&format!("/reports/new?draft={}", opened.id), options);
        }
        kept
    });
}

/// A new report is of now, and its writer was there.
fn guess(sheet: Sheet) {
    let reader = sheet.offline.reader.get_untracked();
    let now = reader.zone.local(reader.now);
    let me = match sheet.offline.room.get_untracked() {
        Room::Open(user) => Some(Party::User(user)),
        _ => None,
    };
    sheet.put(|body| {
        body.held_on = now.date();
        body.from = Some(line::begun_at(now.time()));
        if let Some(me) = me {
            line::set_present(body, me, true);
        }
    });
}

/// "Done": the line in the composer too, then the client, then to Libero.
fn finish(sheet: Sheet) {
    composer::add_line(sheet);
    let (blank, client) = sheet.desk.body.with_untracked(|body| (body.is_blank(), body.client));
    if blank {
        sheet.said.set(Some(words::nothing_yet(sheet.lang)));
        return;
    }
    sheet.said.set(None);
    if client.is_none() {
        sheet.finishing.set(true);
        sheet.contact_open.set(true);
        return;
    }
    if sheet.busy.get_untracked() {
        return;
    }
    sheet.busy.set(true);
    spawn_local(async move {
        if sheet.desk.ready().await.is_ok() {
            match sheet.desk.settle().await {
                Ok(_) => sheet.go.run(format!("/reports/{}", sheet.desk.id)),
                // What stands in the way is said on this page.
                Err(DeskState::Clash | DeskState::Stopped(_)) => {}
                Err(_) => sheet.go.run("/outbox".into()),
            }
        }
        let _ = sheet.busy.try_set(false);
    });
}

#[component]
fn SavedNote(sheet: Sheet) -> impl IntoView {
    let text = Signal::derive(move || {
        sheet.desk.saved.get().map_or_else(String::new, |at| {
            sheet.offline.reader.with(|reader| offline_words::saved_when(sheet.lang, &reader.time(at)))
        })
    });
    let waiting = Signal::derive(move || sheet.desk.state.get() == DeskState::Waiting);
    view! { <Saved text waiting/> }
}

#[component]
fn MoreActs(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let asking = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let ask = Callback::new(move |()| {
        error.set(None);
        asking.set(true);
    });
    let discard = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            let gone = sheet.desk.discard().await;
            let _ = busy.try_set(false);
            match gone {
                Ok(()) => {
                    asking.set(false);
                    sheet.go.run("/outbox".into());
                }
                Err(_) => error.set(Some(outbox::not_discarded(lang).into())),
            }
        });
    });
    view! {
        <Menu label=words::more(lang) end=true>
            <MenuItem icon=IconName::Queue href="/outbox">{offline_words::outbox(lang)}</MenuItem>
            <MenuItem icon=IconName::Trash danger=true on_click=ask>{offline_words::discard(lang)}</MenuItem>
        </Menu>
        <ConfirmDialog id="discard" open=asking title=offline_words::discard_title(lang) text=outbox::discard_text(lang)
            act=offline_words::discard(lang) cancel=outbox::cancel(lang) danger=true busy=busy error=error on_confirm=discard/>
    }
}

/// What stands between the words and Libero, beyond a missing network: that stands above every page.
#[component]
fn Trouble(sheet: Sheet) -> impl IntoView {
    let lang = sheet.lang;
    let id = sheet.desk.id;
    move || {
        let warn = |text: &'static str| view! { <Banner tone=BannerTone::Warn>{text}</Banner> }.into_any();
        Some(match sheet.desk.state.get() {
            DeskState::Clash => view! {
                <Banner tone=BannerTone::Conflict>
                    {offline_words::changed_elsewhere(lang)}" "
                    <a href=format!("/outbox?compare={id}")>{offline_words::compare(lang)}</a>
                </Banner>
            }
            .into_any(),
            DeskState::Stopped(Stop::SignIn) => {
                let nobody = sheet.offline.room.get() == Room::Nobody;
                let text =
                    if nobody { words::sign_in_once(lang) } else { offline_words::sign_in_again(lang) };
                view! {
                    <Banner tone=BannerTone::Warn>
                        {text}" "<a href="/sign-in?next=/reports/new" rel="external">{words::sign_in(lang)}</a>
                    </Banner>
                }
                .into_any()
            }
            DeskState::Stopped(Stop::NotFound) if sheet.desk.version.get() == 0 => {
                warn(words::not_here(lang))
            }
            DeskState::Stopped(stop) => warn(stop_words(lang, stop)),
            _ => return None,
        })
    }
}

/// Why a draft goes no further, in words.
pub(crate) fn stop_words(lang: Lang, stop: Stop) -> &'static str {
    match stop {
        Stop::SignIn => offline_words::sign_in_again(lang),
        Stop::NotAllowed => offline_words::stopped_not_allowed(lang),
        Stop::NotFound | Stop::Discarded => offline_words::stopped_not_found(lang),
        Stop::Settled => offline_words::stopped_settled(lang),
        Stop::TooLarge => offline_words::stopped_too_large(lang),
        Stop::Malformed => offline_words::stopped_malformed(lang),
        Stop::NewerPage => offline_words::newer_page(lang),
        Stop::Locked => offline_words::locked(lang),
    }
}

/// An unfinished draft of this device, as the way back to it.
#[derive(Clone, PartialEq)]
struct Left {
    id: ReportId,
    kind: ContactKind,
    client: Option<ClientId>,
}

/// The report that a dead battery or a closed browser left behind, while nothing new is begun.
#[component]
fn Unfinished(sheet: Sheet, resumed: bool) -> impl IntoView {
    let lang = sheet.lang;
    let left = RwSignal::new(None::<Left>);
    #[cfg(feature = "hydrate")]
    Effect::new(move |looked: Option<bool>| {
        if looked == Some(true) || resumed || !desk_is_new(sheet) {
            return looked.unwrap_or_default();
        }
        spawn_local(async move {
            let found = newest_unfinished(sheet.desk.id).await;
            let _ = left.try_set(found);
        });
        true
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = resumed;
    move || {
        let left = left.get().filter(|_| sheet.desk.saved.get().is_none())?;
        let client = left.client.and_then(|id| sheet.names.client(id));
        let title = outbox::title(lang, left.kind, client.as_ref().map(|client| client.spoken(lang)));
        let text = libero_domain::words::fill(words::unfinished(lang), &[("title", &title)]);
        Some(view! {
            <Banner tone=BannerTone::Info icon=IconName::History>
                <bdi>{text}</bdi>" "<a href=format!("/reports/new?draft={}", left.id)>{words::go_on(lang)}</a>
            </Banner>
        })
    }
}

#[cfg(feature = "hydrate")]
fn desk_is_new(sheet: Sheet) -> bool {
    sheet.desk.loaded.get() && sheet.desk.saved.with_untracked(Option::is_none)
}

#[cfg(feature = "hydrate")]
async fn newest_unfinished(except: ReportId) -> Option<Left> {
    use libero_drafts::State;
    use libero_drafts::browser::Row;
    let rows = crate::offline::drafts()?.list().await.ok()?;
    rows.into_iter().find_map(|row| {
        let Row::Known(draft) = row else { return None };
        let open = !draft.ready && !draft.settled && matches!(draft.state, State::Waiting | State::Stored);
        if !open || draft.id == except || crate::offline::is_untouched(&draft) {
            return None;
        }
        let body: ReportBody = serde_json::from_value(draft.body).ok()?;
        (!body.is_blank()).then_some(Left { id: draft.id, kind: body.kind, client: body.client })
    })
}
