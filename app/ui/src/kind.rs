//! The six kinds of an entry: each has a shape and a colour, and always its word.

use crate::choice::RadioInput;
use crate::field::GroupField;
use crate::{Icon, IconName, Kbd};
use leptos::prelude::*;
use libero_domain::contact_report::EntryKind;

/// Kind of an entry, as far as looks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Decision,
    Action,
    Detail,
    Feedback,
    Signal,
    Note,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Decision, Self::Action, Self::Detail, Self::Feedback, Self::Signal, Self::Note];

    pub fn code(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Detail => "detail",
            Self::Feedback => "feedback",
            Self::Signal => "signal",
            Self::Note => "note",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn icon(self) -> IconName {
        match self {
            Self::Decision => IconName::Decision,
            Self::Action => IconName::Action,
            Self::Detail => IconName::Detail,
            Self::Feedback => IconName::Feedback,
            Self::Signal => IconName::Signal,
            Self::Note => IconName::Note,
        }
    }
}

impl From<EntryKind> for Kind {
    fn from(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Decision => Self::Decision,
            EntryKind::Action => Self::Action,
            EntryKind::Detail => Self::Detail,
            EntryKind::Feedback => Self::Feedback,
            EntryKind::Signal => Self::Signal,
            EntryKind::Note => Self::Note,
        }
    }
}

/// Shape and word of a kind.
#[component]
pub fn KindMark(kind: Kind, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class=format!("kind-mark kind-{}", kind.code())><Icon name=kind.icon()/>{word}</span> }
}

/// One kind to pick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindChoice {
    pub kind: Kind,
    pub label: String,
    pub key: Option<String>,
}

impl KindChoice {
    pub fn new(kind: Kind, label: impl Into<String>) -> Self {
        Self { kind, label: label.into(), key: None }
    }

    /// Key that picks it, shown as a hint.
    pub fn key(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }
}

/// Picks the kind of an entry; the signal holds the kind's code. On a phone the row scrolls.
#[component]
pub fn KindPicker(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    options: Vec<KindChoice>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let items = options
        .into_iter()
        .map(|KindChoice { kind, label, key }| {
            let (id, name) = (format!("{id}-{}", kind.code()), name.clone());
            view! {
                <label class=format!("kind-item kind-{}", kind.code())>
                    <RadioInput id name own=kind.code().to_owned() off=false value on_change/>
                    <Icon name=kind.icon()/>
                    {label}
                    {key.map(|keys| view! { <Kbd keys/> })}
                </label>
            }
        })
        .collect_view();
    view! {
        <GroupField id=id.clone() label help=MaybeProp::default() error hide_label=true class="field kinds-field">
            <div class="kinds">{items}</div>
        </GroupField>
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_kind_is_found_by_its_code() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::from_code(kind.code()) == Some(kind)));
        assert_eq!(Kind::from_code("other"), None);
    }
}
