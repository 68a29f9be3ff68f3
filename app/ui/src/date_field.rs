//! A day, typed as people write it; what was understood stands below.

use crate::bind::bind_text;
use crate::field::{Said, hint};
use crate::{Field, Icon, IconName};
use leptos::children::ViewFn;
use leptos::html;
use leptos::prelude::*;

/// A day typed as text («۱۱/۲۴», «شنبه», «۳ روز کاری»). `resolved` is the day as understood; a `grid`, if
/// given, opens from the calendar mark.
#[component]
pub fn DateField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] resolved: MaybeProp<String>,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional, into)] grid: Option<ViewFn>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    bind_text(node, value);
    let open = RwSignal::new(false);
    // What was understood says more than how to type it, so it takes the help's place.
    let line = MaybeProp::derive(move || resolved.get().or_else(|| help.get()));
    let said = Said { id: id.clone(), help: line, error };
    let shown = hint(placeholder);
    let label_of_mark = label.clone();
    let mark = match grid {
        None => view! { <Icon name=IconName::Cal/> }.into_any(),
        Some(grid) => view! {
            <button
                type="button" class="box-act" aria-label=label_of_mark aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name=IconName::Cal/>
            </button>
            {move || open.get().then(|| view! { <div class="popover">{grid.run()}</div> })}
        }
        .into_any(),
    };
    view! {
        <Field id=id.clone() label help=line error hide_label>
            <div
                class="box date-box"
                on:keydown=move |event| if event.key() == "Escape" { open.set(false) }
            >
                <input
                    class="input" node_ref=node type="text" dir="auto" autocomplete="off" spellcheck="false"
                    name=name.unwrap_or_else(|| id.clone()) id=id value=value.get_untracked() placeholder=shown
                    aria-required=required.then_some("true") aria-invalid=said.invalid()
                    aria-describedby=said.describedby()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        value.set(text.clone());
                        if let Some(tell) = on_input { tell.run(text); }
                    }
                    on:change=move |event| if let Some(tell) = on_change { tell.run(event_target_value(&event)); }
                />
                {mark}
            </div>
        </Field>
    }
}
