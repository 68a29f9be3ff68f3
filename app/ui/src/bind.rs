//! Ties controls to signals without losing what was typed before the page woke up.
//!
//! A binding that writes at hydration would wipe the words of a person who began typing while the program
//! was still on its way. So a control is read first; only later does the signal write to it.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// A control that holds one text.
pub(crate) trait TextControl {
    /// What it shows now.
    fn text(&self) -> String;
    /// What the page gave it at first.
    fn given(&self) -> String;
    fn put(&self, text: &str);
}

impl TextControl for HtmlInputElement {
    fn text(&self) -> String {
        self.value()
    }
    fn given(&self) -> String {
        self.default_value()
    }
    fn put(&self, text: &str) {
        self.set_value(text);
    }
}

impl TextControl for HtmlTextAreaElement {
    fn text(&self) -> String {
        self.value()
    }
    fn given(&self) -> String {
        self.default_value().unwrap_or_default()
    }
    fn put(&self, text: &str) {
        self.set_value(text);
    }
}

impl TextControl for HtmlSelectElement {
    fn text(&self) -> String {
        self.value()
    }
    fn given(&self) -> String {
        let chosen = self.query_selector("option[selected]").ok().flatten();
        chosen.and_then(|option| option.get_attribute("value")).unwrap_or_else(|| self.value())
    }
    fn put(&self, text: &str) {
        self.set_value(text);
    }
}

/// What a control and its signal do when they first meet.
#[derive(Debug, PartialEq, Eq)]
enum Meeting {
    Agree,
    /// Typed, or restored by the browser: the control wins.
    Read,
    /// Untouched, and the program has set another text meanwhile: the signal wins.
    Write,
}

fn meeting(shown: &str, given: &str, initial: &str, now: &str) -> Meeting {
    if shown == now {
        Meeting::Agree
    } else if shown == given && now != initial {
        Meeting::Write
    } else {
        Meeting::Read
    }
}

/// Keeps a text control and its signal alike. The control's own input event sets the signal.
pub(crate) fn bind_text<E>(node: NodeRef<E>, value: RwSignal<String>)
where
    E: ElementType + 'static,
    E::Output: TextControl + wasm_bindgen::JsCast + Clone + 'static,
{
    let initial = value.get_untracked();
    Effect::new(move |met: Option<bool>| {
        let now = value.get();
        let Some(control) = node.get() else { return false };
        let shown = control.text();
        if met == Some(true) {
            if shown != now {
                control.put(&now);
            }
        } else {
            match meeting(&shown, &control.given(), &initial, &now) {
                Meeting::Agree => {}
                Meeting::Read => value.set(shown),
                Meeting::Write => control.put(&now),
            }
        }
        true
    });
}

/// Keeps a check box and its signal alike.
pub(crate) fn bind_checked(node: NodeRef<leptos::html::Input>, checked: RwSignal<bool>) {
    let initial = checked.get_untracked();
    Effect::new(move |met: Option<bool>| {
        let now = checked.get();
        let Some(control) = node.get() else { return false };
        let shown = control.checked();
        if shown != now {
            let untouched = shown == control.default_checked();
            if met == Some(true) || (untouched && now != initial) {
                control.set_checked(now);
            } else {
                checked.set(shown);
            }
        }
        true
    });
}

/// Keeps one button of a radio group and the group's signal alike.
pub(crate) fn bind_radio(node: NodeRef<leptos::html::Input>, own: String, value: RwSignal<String>) {
    Effect::new(move |met: Option<bool>| {
        let now = value.get() == own;
        let Some(control) = node.get() else { return false };
        let shown = control.checked();
        if shown != now {
            if met == Some(true) {
                control.set_checked(now);
            } else if shown && !control.default_checked() {
                value.set(own.clone());
            } else if !control.default_checked() {
                control.set_checked(now);
            }
            // Else the person moved to another button before the page woke, and that one sets the signal.
        }
        true
    });
}

/// Moves the focus to the first field with an error, after a form was refused. Browser only.
pub fn focus_first_error() {
    use wasm_bindgen::JsCast;
    let found = document().query_selector("[aria-invalid='true'], [data-invalid='true']").ok().flatten();
    if let Some(field) = found.and_then(|field| field.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_typed_before_the_page_woke_are_kept() {
        assert_eq!(meeting("typed", "", "", ""), Meeting::Read);
        assert_eq!(meeting("typed", "", "", "from the draft"), Meeting::Read);
    }

    #[test]
    fn a_text_set_by_the_program_meanwhile_reaches_an_untouched_field() {
        assert_eq!(meeting("", "", "", "from the draft"), Meeting::Write);
    }

    #[test]
    fn a_text_that_only_the_server_knew_is_read() {
        assert_eq!(meeting("from the server", "from the server", "", ""), Meeting::Read);
        assert_eq!(meeting("same", "same", "same", "same"), Meeting::Agree);
    }
}
