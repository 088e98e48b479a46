//! How much a check that could go on for ever does, and what it has counted.

use std::env;
use std::io::{self, Write as _};

/// The chance and the amount of a check: the same ones in every run of CI, others by `cargo xtask prove`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Where all chance of the check comes from.
    pub seed: u64,
    /// How many cases it tries.
    pub amount: u64,
}

impl Effort {
    /// The effort that `PROVE_SEED` and `PROVE_AMOUNT` ask for; without them, that of CI.
    ///
    /// # Panics
    /// If one of them is set to anything but a number.
    #[must_use]
    pub fn or(in_ci: Self) -> Self {
        Self {
            seed: number("PROVE_SEED").unwrap_or(in_ci.seed),
            amount: number("PROVE_AMOUNT").unwrap_or(in_ci.amount),
        }
    }
}

#[allow(clippy::panic)] // a check that is told nonsense must not run with something else
fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    match text.parse() {
        Ok(number) => Some(number),
        Err(error) => panic!("{variable} must be a number, not \"{text}\": {error}"),
    }
}

/// Tells what a check has counted, also when it passes: the test runner captures what is printed, but not what is
/// written. CI repeats these lines at its end.
pub fn count(line: &str) {
    // A closed standard output is no reason to fail.
    let _ = writeln!(io::stdout(), "counted: {line}");
}
