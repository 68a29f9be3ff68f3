//! The only place that writes a `textarea`: Leptos 0.8 does not escape its text on the server.

use crate::Field;
use crate::bind::bind_text;
use crate::field::{Said, hint};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys;

/// The text as the element's child: escaped in the server's HTML, plain as a text node in the browser.
/// HTML drops the first line break of a `textarea`, so one that belongs to the text is written twice.
fn child_text(text: String) -> String {
    #[cfg(feature = "ssr")]
    {
        let kept = if text.starts_with('\n') { format!("\n{text}") } else { text };
        html_escape::encode_text(&kept).into_owned()
    }
    #[cfg(not(feature = "ssr"))]
    {
        text
    }
}

/// A field of several lines that grows with its text.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] help: MaybeProp<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    locked: Option<String>,
    #[prop(optional)] hide_label: bool,
    /// Least lines shown, 1 to 8.
    #[prop(default = 3)]
    rows: u16,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] max_len: Option<u32>,
    #[prop(optional)] autofocus: bool,
    /// 17 px letters, for long writing.
    #[prop(optional)]
    large: bool,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional, into)] on_keydown: Option<Callback<web_sys::KeyboardEvent>>,
    #[prop(optional)] node: Option<NodeRef<html::Textarea>>,
) -> impl IntoView {
    let node = node.unwrap_or_default();
    bind_text(node, value);
    let is_locked = locked.is_some();
    let help = match locked {
        Some(why) => MaybeProp::from(why),
        None => help,
    };
    let said = Said { id: id.clone(), help, error };
    let (rows, shown) = (rows.clamp(1, 8), hint(placeholder));
    view! {
        <Field id=id.clone() label help error hide_label large>
            <div class="box">
                <textarea
                    class=format!("input rows-{rows}") node_ref=node dir="auto" rows=rows
                    name=name.unwrap_or_else(|| id.clone()) id=id placeholder=shown
                    maxlength=max_len autofocus=autofocus readonly=is_locked spellcheck="true"
                    aria-required=required.then_some("true") aria-invalid=said.invalid()
                    aria-describedby=said.describedby()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        value.set(text.clone());
                        if let Some(tell) = on_input { tell.run(text); }
                    }
                    on:keydown=move |event| if let Some(tell) = on_keydown { tell.run(event); }
                >
                    {child_text(value.get_untracked())}
                </textarea>
            </div>
        </Field>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let owner = Owner::new();
        owner.with(|| {
            let value = RwSignal::new(text.to_owned());
            view! { <TextArea id="words" label="Words" value/> }.to_html()
        })
    }

    #[test]
    fn words_cannot_leave_the_field() {
        let html = html("</textarea><script>alert(1)</script> & <b>");
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("</textarea").count(), 1, "{html}");
        assert!(
            html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;"),
            "{html}"
        );
    }

    #[test]
    fn a_first_line_break_is_kept() {
        assert!(html("\nsecond line").contains(">\n\nsecond line</textarea>"));
    }

    #[test]
    fn an_empty_field_holds_nothing() {
        assert!(html("").contains("></textarea>"), "{}", html(""));
    }
}
