//! One draft in the outbox: what it is, where it stands, what one may do.

use super::Hall;
use super::acts::{self, Item, Place};
use crate::desk::Stop;
use crate::pages::capture::stop_words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use libero_domain::words::{capture, fill, offline as words, outbox};
use libero_ui::*;

/// Names and times follow the device as it learns them.
#[component]
pub(super) fn ItemRow(hall: Hall, item: Item) -> impl IntoView {
    move || {
        let (title, why, tile) = (title(hall, &item), why(hall, &item), hall.tile(&item));
        let act = main_act(hall, &item);
        if !may_open(&item) {
            return view! { <Row what=title why=why tile=tile>{act}</Row> }.into_any();
        }
        let more = view! { <MoreActs hall item=item.clone()/> };
        view! { <Row what=title why=why href=href(&item) tile=tile>{act}{more}</Row> }.into_any()
    }
}

/// A draft that Libero has.
#[component]
pub(super) fn StoredRow(hall: Hall, item: Item) -> impl IntoView {
    move || {
        let title = hall.title(&item);
        let title = if item.ready || item.settled {
            title
        } else {
            fill(outbox::draft_of(hall.lang), &[("title", &title)])
        };
        let when = item
            .at
            .map(|at| hall.offline.reader.with(|reader| outbox::moment(reader, at)))
            .unwrap_or_default();
        view! { <Row what=title href=href(&item) icon=IconName::Check strong=false due=when/> }
    }
}

fn title(hall: Hall, item: &Item) -> String {
    match item.place {
        Place::Stopped(Stop::NewerPage) => outbox::newer_title(hall.lang).into(),
        Place::Stopped(Stop::Locked) => outbox::locked_title(hall.lang).into(),
        _ => hall.title(item),
    }
}

fn why(hall: Hall, item: &Item) -> String {
    let lang = hall.lang;
    hall.offline.reader.with(|reader| match &item.place {
        Place::Clash { by, at } => {
            let time = at.map(|at| reader.time(at));
            words::changed(lang, by.as_deref().filter(|name| !name.is_empty()), time.as_deref())
        }
        Place::Stopped(Stop::SignIn) => outbox::sign_in_to_store(lang).into(),
        Place::Stopped(stop) => stop_words(lang, *stop).into(),
        _ => {
            let lines = outbox::lines(reader, item.lines);
            let unfinished = (!item.ready && !item.settled).then(|| outbox::unfinished(lang).to_owned());
            let lines = capture::join(lang, [lines].into_iter().chain(unfinished));
            match item.at {
                Some(at) => fill(
                    words::lines_saved_at(lang),
                    &[("lines", &lines), ("time", &outbox::moment(reader, at))],
                ),
                None => lines,
            }
        }
    })
}

/// Something can be read in it, and it may be changed here.
fn may_open(item: &Item) -> bool {
    !matches!(item.place, Place::Discarding | Place::Stopped(Stop::NewerPage | Stop::Locked))
}

/// A report goes on where reports are written; a draft where it was begun.
fn href(item: &Item) -> String {
    if item.settled && item.place == Place::Stored {
        format!("/reports/{}", item.id)
    } else {
        format!("/reports/new?draft={}", item.id)
    }
}

fn main_act(hall: Hall, item: &Item) -> AnyView {
    let lang = hall.lang;
    let id = item.id;
    let try_again = Callback::new(move |_| spawn_local(acts::retry(id)));
    match item.place {
        Place::Queued => view! { <Tag tone=Tone::Amber>{words::queued(lang)}</Tag> }.into_any(),
        // An attempt without an answer, while there is nobody to answer, waits like the rest.
        Place::Sending if hall.offline.online.get() && !hall.offline.away.get() => {
            view! { <Tag tone=Tone::Amber>{words::sending(lang)}</Tag> }.into_any()
        }
        Place::Sending => view! { <Tag tone=Tone::Amber>{words::queued(lang)}</Tag> }.into_any(),
        Place::Discarding => view! { <Tag>{outbox::discarding(lang)}</Tag> }.into_any(),
        Place::Clash { .. } => view! {
            <Button size=Size::Small href=format!("/outbox?compare={id}")>{words::compare(lang)}</Button>
        }
        .into_any(),
        Place::Stopped(Stop::SignIn) => view! { <Button size=Size::Small href="/sign-in?next=/outbox">{words::sign_in(lang)}</Button> }.into_any(),
        Place::Stopped(Stop::NewerPage) => view! {
            <Button size=Size::Small on_click=Callback::new(move |_| hall.offline.change_over())>{words::reload(lang)}</Button>
        }
        .into_any(),
        Place::Stopped(Stop::Locked) => ().into_any(),
        Place::Stopped(Stop::Malformed | Stop::TooLarge) => view! { <Button size=Size::Small href=href(item)>{outbox::open(lang)}</Button> }.into_any(),
        Place::Stopped(_) => view! { <Button size=Size::Small on_click=try_again>{words::try_again(lang)}</Button> }.into_any(),
        Place::Elsewhere | Place::Stored => view! { <Button size=Size::Small href=href(item)>{outbox::go_on(lang)}</Button> }.into_any(),
    }
}

#[component]
fn MoreActs(hall: Hall, item: Item) -> impl IntoView {
    let lang = hall.lang;
    let id = item.id;
    let again = matches!(item.place, Place::Stopped(_)).then(|| {
        let again = Callback::new(move |()| spawn_local(acts::retry(id)));
        view! { <MenuItem icon=IconName::Redo on_click=again>{outbox::retry(lang)}</MenuItem> }
    });
    // What is on another device is thrown away there, where it can be read first.
    let discard = (item.place != Place::Elsewhere).then(|| {
        let ask = Callback::new(move |()| hall.discarding.set(Some(id)));
        view! { <MenuItem icon=IconName::Trash danger=true on_click=ask>{words::discard(lang)}</MenuItem> }
    });
    view! {
        <Menu label=outbox::acts(lang) small=true end=true>
            <MenuItem icon=IconName::Edit href=href(&item)>{outbox::open(lang)}</MenuItem>
            {again}
            {discard}
        </Menu>
    }
}
