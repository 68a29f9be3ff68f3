//! The frame of a field: label above, help and error below, tied to the control by ids.

use crate::{Icon, IconName};
use leptos::children::ViewFn;
use leptos::prelude::*;

/// Ids of the lines that describe a control, for `aria-describedby`.
pub(crate) fn described_by(id: &str, help: bool, error: bool) -> Option<String> {
    match (error, help) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-error")),
        (false, true) => Some(format!("{id}-help")),
        (true, true) => Some(format!("{id}-error {id}-help")),
    }
}

/// A field without text shows its hint, or a blank one: the style sheet knows an empty field by it.
pub(crate) fn hint(placeholder: Option<String>) -> String {
    placeholder.unwrap_or_else(|| " ".to_owned())
}

/// What every control says about itself.
#[derive(Clone)]
pub(crate) struct Said {
    pub id: String,
    pub help: MaybeProp<String>,
    pub error: Signal<Option<String>>,
}

impl Said {
    pub fn describedby(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let Self { id, help, error } = self.clone();
        move || described_by(&id, help.with(|help| help.is_some()), error.with(Option::is_some))
    }

    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }
}

/// A field's frame. The control inside has `id`, and describes itself by `{id}-help` and `{id}-error`.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] hide_label: bool,
    /// At the label's end, such as a link.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// Larger letters, for long writing.
    #[prop(optional)]
    large: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=if large { "field large" } else { "field" }>
            <div class=if hide_label { "field-top hidden-text" } else { "field-top" }>
                <label class="label" for=id.clone()>{label}</label>
                {aside.map(|aside| aside.run())}
            </div>
            {children()}
            <FieldNotes id help error/>
        </div>
    }
}

/// The frame of a group of buttons: a fieldset, since no single control could carry the label.
#[component]
pub(crate) fn GroupField(
    id: String,
    label: String,
    help: MaybeProp<String>,
    error: Signal<Option<String>>,
    hide_label: bool,
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let said = Said { id: id.clone(), help, error };
    let own_id = id.clone();
    view! {
        <fieldset class=class id=own_id aria-describedby=said.describedby() data-invalid=said.invalid() tabindex="-1">
            <legend class=if hide_label { "hidden-text" } else { "label" }>{label}</legend>
            {children()}
            <FieldNotes id help error/>
        </fieldset>
    }
}

/// What is wrong, then how to fill it in.
#[component]
pub(crate) fn FieldNotes(
    id: String,
    help: MaybeProp<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let wrong = move || {
        let id = error_id.clone();
        error.get().map(|text| view! { <p class="field-error" id=id><Icon name=IconName::Incident/><span>{text}</span></p> })
    };
    let how = move || {
        let id = help_id.clone();
        help.get().map(|text| view! { <p class="help" id=id><span>{text}</span></p> })
    };
    view! { {wrong} {how} }
}

/// Fields side by side, with the right gaps; the columns fold on a phone.
#[component]
pub fn Fields(#[prop(default = 1)] columns: u8, children: Children) -> impl IntoView {
    let class = match columns {
        0 | 1 => "fields",
        2 => "fields columns-2",
        3 => "fields columns-3",
        _ => "fields columns-4",
    };
    view! { <div class=class>{children()}</div> }
}

/// The buttons at a form's end.
#[component]
pub fn FormEnd(children: Children) -> impl IntoView {
    view! { <div class="form-end">{children()}</div> }
}

#[cfg(test)]
mod tests {
    use super::described_by;

    #[test]
    fn an_error_is_heard_before_the_help() {
        assert_eq!(described_by("due", true, true).as_deref(), Some("due-error due-help"));
        assert_eq!(described_by("due", false, false), None);
    }
}
