//! Tones: what a colour means here. A tone never says something that the words beside it do not.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    /// Done, ours.
    Pine,
    /// Accepted, certain.
    Green,
    /// Warning, must-know, queue.
    Amber,
    /// Late, error, red line.
    Anar,
    /// Decision, information.
    Lapis,
    /// Now: the free dot's own tone.
    Dot,
    Plum,
    Firuze,
    /// Not yet: hollow.
    Outline,
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Pine => "tone-pine",
            Self::Green => "tone-green",
            Self::Amber => "tone-amber",
            Self::Anar => "tone-anar",
            Self::Lapis => "tone-lapis",
            Self::Dot => "tone-dot",
            Self::Plum => "tone-plum",
            Self::Firuze => "tone-firuze",
            Self::Outline => "tone-outline",
        }
    }
}

/// Joins the classes that are there.
pub(crate) fn classes(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
