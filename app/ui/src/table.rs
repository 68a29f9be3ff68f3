//! Tables: a small head, 43 px rows, hairlines.

use crate::Avatar;
use crate::tone::classes;
use leptos::prelude::*;

/// Head of one column. The cells below carry the same classes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    num: bool,
    narrow: bool,
    centre: bool,
    phone_off: bool,
    hidden_label: bool,
    avatar: bool,
    sort: Option<(String, Option<bool>)>,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// Numbers: one width, on the same side in both directions.
    pub fn num(self) -> Self {
        Self { num: true, ..self }
    }

    /// As narrow as its words.
    pub fn narrow(self) -> Self {
        Self { narrow: true, ..self }
    }

    pub fn centre(self) -> Self {
        Self { centre: true, ..self }
    }

    /// Left out on a phone.
    pub fn phone_off(self) -> Self {
        Self { phone_off: true, ..self }
    }

    /// Heard, not seen.
    pub fn hidden_label(self) -> Self {
        Self { hidden_label: true, ..self }
    }

    /// The label is a person's name: shown as initials.
    pub fn avatar(self) -> Self {
        Self { avatar: true, centre: true, ..self }
    }

    /// The head is a link that sorts; `rising` says how the list is sorted by it now, if it is.
    pub fn sort(self, href: impl Into<String>, rising: Option<bool>) -> Self {
        Self { sort: Some((href.into(), rising)), ..self }
    }

    fn class(&self) -> String {
        classes(&[
            if self.num { "num" } else { "" },
            if self.narrow { "narrow" } else { "" },
            if self.centre { "centre" } else { "" },
            if self.phone_off { "phone-off" } else { "" },
        ])
    }

    fn view(self) -> AnyView {
        let class = self.class();
        let order = self.sort.as_ref().and_then(|(_, rising)| *rising);
        let order = order.map(|rising| if rising { "ascending" } else { "descending" });
        let label = match (self.avatar, self.hidden_label, self.sort) {
            (true, ..) => view! { <Avatar name=self.label small=true title=true/> }.into_any(),
            (_, true, _) => view! { <span class="hidden-text">{self.label}</span> }.into_any(),
            (_, _, Some((href, _))) => view! { <a href=href>{self.label}</a> }.into_any(),
            _ => self.label.into_any(),
        };
        view! { <th scope="col" class=class aria-sort=order>{label}</th> }.into_any()
    }
}

/// A table; children are its rows (`tr`). The caption is heard, not seen.
#[component]
pub fn DataTable(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    #[prop(optional)] dense: bool,
    #[prop(optional, into)] id: Option<String>,
    children: Children,
) -> impl IntoView {
    let label = caption.clone();
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class=if dense { "table dense" } else { "table" } id=id>
                <caption class="hidden-text">{caption}</caption>
                <thead><tr>{columns.into_iter().map(Column::view).collect_view()}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

/// A service and a brand: is it with us?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhiteState {
    Ours,
    Competitor,
    Open,
    NotRelevant,
}

/// One cell of the table of services taken and not taken.
#[component]
pub fn WhiteCell(state: WhiteState, #[prop(into)] label: String) -> impl IntoView {
    let class = match state {
        WhiteState::Ours => "ws ours",
        WhiteState::Competitor => "ws competitor",
        WhiteState::Open => "ws open",
        WhiteState::NotRelevant => "ws none",
    };
    view! { <span class=class title=label.clone()></span><span class="hidden-text">{label}</span> }
}
