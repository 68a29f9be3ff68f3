//! Faces: the tile of a client, the circle of a person.

use crate::tone::{Tone, classes};
use leptos::prelude::*;

/// 20, 24, 32 and 48 px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TileSize {
    Small,
    #[default]
    Regular,
    Medium,
    Large,
}

/// Hues are eight; a client keeps one for life.
pub(crate) fn hue_class(hue: u8) -> String {
    format!("hue-{}", hue % 8)
}

/// A client's letter on its hue. Hidden from the ear: the name stands beside it.
#[component]
pub fn Tile(
    #[prop(into)] letter: String,
    hue: u8,
    #[prop(optional)] size: TileSize,
    #[prop(optional, into)] title: Option<String>,
) -> impl IntoView {
    let size = match size {
        TileSize::Small => "small",
        TileSize::Regular => "",
        TileSize::Medium => "medium",
        TileSize::Large => "large",
    };
    view! { <span class=classes(&["tile", &hue_class(hue), size]) title=title aria-hidden="true">{letter}</span> }
}

/// What stands at the head of a row or page: a client's tile, or a white one with a number of clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileFace {
    pub letter: String,
    pub hue: u8,
    pub count: Option<String>,
    pub size: TileSize,
}

impl TileFace {
    pub fn new(letter: impl Into<String>, hue: u8) -> Self {
        Self { letter: letter.into(), hue, count: None, size: TileSize::Regular }
    }

    /// Several clients at once: their number on white.
    pub fn count(self, count: impl Into<String>) -> Self {
        Self { count: Some(count.into()), ..self }
    }

    pub fn size(self, size: TileSize) -> Self {
        Self { size, ..self }
    }

    pub(crate) fn view(self) -> AnyView {
        match self.count {
            Some(count) => view! { <span class="tile number" aria-hidden="true">{count}</span> }.into_any(),
            None => view! { <Tile letter=self.letter hue=self.hue size=self.size/> }.into_any(),
        }
    }
}

/// First letters of the first two words of a name. Persian letters are kept apart by a zero-width
/// non-joiner, else the two would join into another word.
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_ascii() && second.is_ascii() => {
            [first, second].iter().flat_map(|c| c.to_uppercase()).collect()
        }
        (Some(first), Some(second)) => format!("{first}\u{200c}{second}"),
        (Some(only), None) => only.to_uppercase().collect(),
        _ => String::new(),
    }
}

/// Always the same tint for the same name (FNV-1a over its bytes).
fn tint(name: &str) -> Tone {
    const TINTS: [Tone; 6] = [Tone::Pine, Tone::Lapis, Tone::Firuze, Tone::Amber, Tone::Anar, Tone::Plum];
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    TINTS[(hash >> 8) as usize % TINTS.len()]
}

/// A person's initials. Hidden from the ear unless it stands alone (`title`).
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    #[prop(optional)] small: bool,
    #[prop(optional)] large: bool,
    /// The name is written nowhere else: say it.
    #[prop(optional)]
    title: bool,
) -> impl IntoView {
    let size = match (small, large) {
        (true, _) => "small",
        (_, true) => "large",
        _ => "",
    };
    let class = classes(&["avatar", tint(&name).class(), size]);
    let letters = initials(&name);
    if title {
        view! { <span class=class role="img" aria-label=name.clone() title=name>{letters}</span> }.into_any()
    } else {
        view! { <span class=class aria-hidden="true">{letters}</span> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_two_words() {
        assert_eq!(initials("Leila Farahmand"), "LF");
        assert_eq!(initials("لیلا فرهمند"), "ل\u{200c}ف");
        assert_eq!(initials("  rahvar "), "R");
        assert_eq!(initials("—"), "");
    }

    #[test]
    fn a_name_keeps_its_tint() {
        assert_eq!(tint("پریسا کاویان"), tint("پریسا کاویان"));
    }
}
