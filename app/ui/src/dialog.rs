//! Dialogs and drawers on the browser's own `dialog`: it keeps the focus inside, closes by Esc and gives
//! the focus back.

use crate::tone::classes;
use crate::{Banner, BannerTone, Button, Icon, IconName, Variant};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys;
use wasm_bindgen::JsCast;

/// A window over the page, open while `open` is true. The act is named in the title and in its button.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// Spoken name of the cross.
    #[prop(into)]
    close: String,
    /// From the end side, over the page's full height; a press beside it closes it.
    #[prop(optional)]
    drawer: bool,
    /// 660 px.
    #[prop(optional)]
    wide: bool,
    #[prop(optional, into)] on_close: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            // Fails only where the element has left the page; then there is nothing to show.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let title_id = format!("{id}-title");
    let titled = title_id.clone();
    let class = classes(&["dialog", if drawer { "drawer" } else { "" }, if wide { "wide" } else { "" }]);
    view! {
        <dialog
            class=class node_ref=node id=id aria-labelledby=titled
            on:close=move |_| {
                open.set(false);
                if let Some(tell) = on_close { tell.run(()); }
            }
            on:click=move |event| {
                let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
                if drawer && pressed.is_some() { open.set(false); }
            }
        >
            <div class="dialog-head">
                <h2 id=title_id>{move || title.get()}</h2>
            </div>
            {children()}
            // Last in order, so that the first field or act gets the focus.
            <button type="button" class="dialog-x" aria-label=close on:click=move |_| open.set(false)>
                <Icon name=IconName::X/>
            </button>
        </dialog>
    }
}

/// Asks before an act that reaches others or cannot be taken back.
#[component]
pub fn ConfirmDialog(
    #[prop(into)] id: String,
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] act: String,
    #[prop(into)] cancel: String,
    #[prop(optional)] danger: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] busy_text: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let variant = if danger { Variant::Danger } else { Variant::Primary };
    let confirm = Callback::new(move |_| on_confirm.run(()));
    let leave = Callback::new(move |_| open.set(false));
    view! {
        <Dialog id open title close=cancel.clone()>
            <p class="dialog-text">{move || text.get()}</p>
            {move || error.get().map(|text| view! { <Banner tone=BannerTone::Error>{text}</Banner> })}
            <div class="dialog-acts">
                <Button variant busy busy_text on_click=confirm>{act}</Button>
                <Button variant=Variant::Quiet on_click=leave>{cancel}</Button>
            </div>
        </Dialog>
    }
}
