//! How to see a failure again.

use crate::effort::Effort;

/// Says it when the check that holds it fails.
#[derive(Debug)]
pub struct Replay {
    /// As `cargo xtask prove` calls the check.
    pub check: &'static str,
    /// What it was told.
    pub effort: Effort,
}

impl Drop for Replay {
    #[allow(clippy::print_stderr)] // beside the message of the failure
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Self { check, effort } = self;
            let Effort { seed, amount } = effort;
            eprintln!("to try it again: cargo xtask prove {check} --seed {seed} --amount {amount}");
        }
    }
}
