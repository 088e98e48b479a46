//! What stands in `Debug` output in place of a secret or of personal data.

use std::fmt;

/// Prints `[redacted]`, always and behind no feature.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
