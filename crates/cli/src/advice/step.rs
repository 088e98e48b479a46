//! The next step after one call, which is another one where the call is one of many.

/// What to put right, and that the call may be repeated.
#[derive(Debug)]
pub(super) struct Step {
    /// Without the end of the sentence; empty if there is nothing to put right.
    first: String,
    /// It goes on with that.
    again: &'static str,
}

impl Step {
    pub(super) fn of(first: impl Into<String>, again: &'static str) -> Self {
        let first = first.into();
        Self { first, again }
    }

    /// Where the call is all there is.
    pub(super) fn alone(&self) -> String {
        format!("{}{}.", self.first, self.again)
    }

    /// Where others are done already, and the command is not to be repeated as it was.
    pub(super) fn of_many(&self) -> Option<String> {
        (!self.first.is_empty()).then(|| format!("{}.", self.first))
    }
}
