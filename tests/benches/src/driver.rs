//! Runs the measured programs, one process after the other, in an order that is fair to all of them.

mod plan;
mod programs;
mod rounds;

pub use plan::{Amount, Case, left_out};
pub use programs::{ProgramError, Programs};
pub use rounds::Selection;

use clap::ValueEnum;

/// What a workload, a mode or a client is called on the command line, and in the report.
pub fn name(value: impl ValueEnum + Copy) -> String {
    let value = value.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}
