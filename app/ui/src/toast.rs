//! Toasts: what was done, for six seconds, with a way back. Never for errors.

use crate::{Icon, IconName};
use leptos::prelude::*;
use std::time::Duration;

const SHOWN: Duration = Duration::from_secs(6);

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    undo: Option<(String, Callback<()>)>,
}

/// The toasts on screen; a handle to show one.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    pub fn show(self, text: impl Into<String>) {
        self.push(text.into(), None);
    }

    /// With a button that takes the act back.
    pub fn show_undo(self, text: impl Into<String>, undo: impl Into<String>, act: Callback<()>) {
        self.push(text.into(), Some((undo.into(), act)));
    }

    fn push(self, text: String, undo: Option<(String, Callback<()>)>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| list.push(Toast { id, text, undo }));
        set_timeout(move || self.drop(id), SHOWN);
    }

    fn drop(self, id: u32) {
        // The page may be gone by then.
        let _ = self.list.try_update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Makes the toasts known to everything below; called once, around the page.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts::new();
    provide_context(toasts);
    toasts
}

/// The page's toasts.
pub fn use_toasts() -> Toasts {
    use_context::<Toasts>().unwrap_or_else(Toasts::new)
}

/// Where toasts appear: the bottom start corner.
#[component]
pub fn ToastHost(
    /// Spoken name of the cross.
    #[prop(into)]
    close: String,
) -> impl IntoView {
    let toasts = use_toasts();
    let toast = move |Toast { id, text, undo }: Toast| {
        let close = close.clone();
        view! {
            <div class="toast">
                <Icon name=IconName::Check small=true/>
                <span>{text}</span>
                {undo.map(|(word, act)| view! {
                    <button type="button" on:click=move |_| { act.run(()); toasts.drop(id); }>{word}</button>
                })}
                <button type="button" class="toast-x" aria-label=close on:click=move |_| toasts.drop(id)>
                    <Icon name=IconName::X small=true/>
                </button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status">
            <For each=move || toasts.list.get() key=|toast| toast.id children=toast/>
        </div>
    }
}
