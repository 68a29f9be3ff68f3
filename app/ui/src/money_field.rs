//! An amount with its unit.

use crate::bind::bind_text;
use crate::choice::OptionList;
use crate::field::Said;
use crate::{Choice, Field, Icon, IconName};
use leptos::html;
use leptos::prelude::*;

/// An amount; the unit is a switch at the end. `help` says the amount in words and in the other unit.
#[component]
pub fn MoneyField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    unit: RwSignal<String>,
    units: Vec<Choice>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] unit_name: Option<String>,
    /// Spoken name of the unit switch.
    #[prop(into)]
    unit_label: String,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    bind_text(node, value);
    let unit_node = NodeRef::<html::Select>::new();
    bind_text(unit_node, unit);
    let said = Said { id: id.clone(), help, error };
    let name = name.unwrap_or_else(|| id.clone());
    let unit_name = unit_name.unwrap_or_else(|| format!("{name}_unit"));
    view! {
        <Field id=id.clone() label help error hide_label>
            <div class="box">
                <input
                    class="input num" node_ref=node type="text" inputmode="decimal" dir="ltr" autocomplete="off"
                    spellcheck="false" name=name id=id value=value.get_untracked()
                    aria-required=required.then_some("true") aria-invalid=said.invalid()
                    aria-describedby=said.describedby()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        value.set(text.clone());
                        if let Some(tell) = on_input { tell.run(text); }
                    }
                />
                <span class="unit">
                    <select
                        node_ref=unit_node name=unit_name aria-label=unit_label
                        on:change=move |event| unit.set(event_target_value(&event))
                    >
                        <OptionList options=units chosen=unit.get_untracked()/>
                    </select>
                    <Icon name=IconName::Down/>
                </span>
            </div>
        </Field>
    }
}
