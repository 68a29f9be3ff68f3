//! What the house inspects about itself, without running it.

pub mod layering;
mod rust_text;
pub mod supply;
pub mod tidy;

/// One rule and where it is broken.
pub struct Check {
    pub rule: &'static str,
    pub broken: Vec<String>,
}

impl Check {
    pub fn new(rule: &'static str, broken: Vec<String>) -> Self {
        Self { rule, broken }
    }
}
