//! What the measurements say: figures, their ratios to the hand-written client, and the limits that they are to hold.

mod comparison;
mod figure;
mod limits;
#[cfg(test)]
mod made_up;
mod markdown;
mod number;
mod plot;
mod spread;

pub use comparison::Comparison;
pub use markdown::{full, summary};
pub use plot::plot;
