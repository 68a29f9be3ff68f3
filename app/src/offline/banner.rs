//! What stands above every page: the network, what waits, what is in the way; and on the sign-in page, how
//! many words wait on this device.

use super::{Install, offline};
use crate::desk::Unsaved;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use libero_domain::reader::Lang;
use libero_domain::words::{offline as words, outbox};
use libero_ui::*;

const OUTBOX: &str = "/outbox";

/// Above every page of a colleague. Says nothing while all is well.
#[component]
pub fn OfflineBanner() -> impl IntoView {
    let lang = crate::reader().lang;
    view! {
        <Revoked lang/>
        <StorageTrouble lang/>
        <SignInNeeded lang/>
        <NetworkLine lang/>
        <NewerPage lang/>
    }
}

#[component]
fn NetworkLine(lang: Lang) -> impl IntoView {
    let offline = offline();
    let path = use_location().pathname;
    let count = move |n: usize| offline.reader.with(|reader| reader.count(n));
    // In the outbox itself the link leads nowhere.
    let to_outbox = move |text: String| {
        (path.get() != OUTBOX).then(|| view! { " " <a href=OUTBOX class="nowrap">{text}</a> })
    };
    move || {
        let waiting = offline.waiting.get();
        let waits = (waiting > 0).then(|| words::how_many_not_sent(lang, &count(waiting)));
        if !offline.online.get() {
            let safe = if waiting > 0 {
                view! { <span class="phone-only">{outbox::saved_phone(lang)}</span><span class="desk-only">{outbox::saved_device(lang)}</span> }.into_any()
            } else {
                outbox::will_be_saved(lang).into_any()
            };
            let link = waits.and_then(to_outbox);
            return Some(view! { <Banner tone=BannerTone::Offline><strong>{outbox::no_network_then(lang)}</strong>" "{safe}{link}</Banner> }.into_any());
        }
        if offline.away.get() {
            let link = waits.and_then(to_outbox);
            return Some(
                view! { <Banner tone=BannerTone::Offline>{words::server_away(lang)}{link}</Banner> }
                    .into_any(),
            );
        }
        let (overdue, yours) = (offline.overdue.get(), offline.yours.get());
        if (overdue == 0 && yours == 0) || path.get() == OUTBOX {
            return None;
        }
        let said: Vec<String> = [
            (overdue > 0).then(|| words::how_many_not_sent(lang, &count(overdue))),
            (yours > 0).then(|| outbox::how_many_for_you(lang, &count(yours))),
        ]
        .into_iter()
        .flatten()
        .collect();
        let said = said.join(if lang == Lang::Fa { "، " } else { ", " });
        Some(view! { <Banner tone=BannerTone::Offline icon=IconName::Queue><a href=OUTBOX>{said}</a></Banner> }.into_any())
    }
}

#[component]
fn Revoked(lang: Lang) -> impl IntoView {
    let offline = offline();
    move || {
        offline.revoked.get().then(|| view! { <Banner tone=BannerTone::Warn>{words::revoked(lang)}</Banner> })
    }
}

/// This device keeps nothing, and why.
#[component]
fn StorageTrouble(lang: Lang) -> impl IntoView {
    let offline = offline();
    move || {
        let why = offline.unsaved.get()?;
        let (tone, text) = match why {
            Unsaved::Full => (BannerTone::Error, words::full(lang)),
            Unsaved::Blocked => (BannerTone::Warn, words::blocked(lang)),
            Unsaved::NoOfflineMode => (BannerTone::Warn, words::no_offline_mode(lang)),
        };
        let stay = (why == Unsaved::Blocked).then(|| format!(" {}", words::only_on_page(lang)));
        let file = (why == Unsaved::Full)
            .then(|| view! { " " <a href=OUTBOX>{words::save_drafts_to_file(lang)}</a> });
        Some(view! { <Banner tone>{text}{stay}{file}</Banner> })
    }
}

#[component]
fn SignInNeeded(lang: Lang) -> impl IntoView {
    let offline = offline();
    let path = use_location().pathname;
    move || {
        let href = format!("/sign-in?next={}", path.get());
        offline.sign_in.get().then(|| view! {
            <Banner tone=BannerTone::Warn>{words::sign_in_again(lang)}" "<a href=href rel="external">{words::sign_in(lang)}</a></Banner>
        })
    }
}

/// Offered, never forced.
#[component]
fn NewerPage(lang: Lang) -> impl IntoView {
    let offline = offline();
    move || {
        offline.newer.get().then(|| view! {
            <Banner tone=BannerTone::Info icon=IconName::Redo>
                {words::new_version(lang)}" "
                <button type="button" class="link" on:click=move |_| offline.change_over()>{words::reload(lang)}</button>
            </Banner>
        })
    }
}

/// «۲ مورد در صف» on the sign-in page: whoever wrote them signs in, and they go.
#[component]
pub fn UnsentNotice() -> impl IntoView {
    let reader = crate::reader();
    let here = RwSignal::new(0_usize);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        leptos::task::spawn_local(async move {
            let count = libero_drafts::browser::device::unsent_on_device().await;
            let _ = here.try_set(count);
        });
    });
    move || {
        let count = here.get();
        (count > 0).then(|| {
            let text = libero_domain::words::fill(
                words::not_sent_yours(reader.lang),
                &[("n", &reader.count(count))],
            );
            view! { <Banner tone=BannerTone::Offline icon=IconName::Queue>{text}</Banner> }
        })
    }
}

/// A small line where the page could be put among the phone's apps; gone for good when not wanted.
#[component]
pub fn InstallHint() -> impl IntoView {
    let lang = crate::reader().lang;
    let offline = offline();
    move || {
        let way = offline.install.get();
        (way != Install::No).then(|| {
            let act = match way {
                Install::Ask => view! {
                    <Button variant=Variant::Text size=Size::Small on_click=Callback::new(move |_| offline.ask_install())>{words::install(lang)}</Button>
                }
                .into_any(),
                _ => view! { <span>{outbox::install_by_hand(lang)}</span> }.into_any(),
            };
            view! {
                <p class="meta spread phone-only">
                    <span>{words::install_why(lang)}" "{act}</span>
                    <Button variant=Variant::Quiet size=Size::Small icon=IconName::X label=outbox::not_now(lang)
                        on_click=Callback::new(move |_| offline.refuse_install())/>
                </p>
            }
        })
    }
}
