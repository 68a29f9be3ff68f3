//! Media plans: what each line costs, for whom, why, and what it brings.
//!
//! The trade's order of computing: list = rate × quantity × coefficients → discounts → gross → commission → net;
//! the client's price of media = net + compensation; tax last. Each stored component is rounded once to the whole
//! unit, half away from zero, from exact rationals of the rounded components before it; everything else is a sum
//! or a difference of those, so a plan adds up at each level.

mod buy;
mod line;
mod outdoor;
mod package;
mod plan;
mod results;
mod tax;
mod top_down;

pub use buy::*;
pub use line::*;
pub use outdoor::*;
pub use package::*;
pub use plan::*;
pub use results::*;
pub use tax::*;
pub use top_down::*;
