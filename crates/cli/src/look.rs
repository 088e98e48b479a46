//! The command that shows whether something was done.

/// A command with one value, which the operator has typed and others need not read.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// The command up to its value.
    pub(crate) command: &'static str,
    /// What stands in place of the value where it must not be seen.
    pub(crate) placeholder: &'static str,
    pub(crate) value: String,
}

impl Look {
    /// As the operator can paste it into a shell.
    pub(crate) fn to_paste(&self) -> String {
        format!("{}'{}'", self.command, self.value.replace('\'', r"'\''"))
    }

    /// Without the value.
    pub(crate) fn impersonal(&self) -> String {
        format!("{}{}", self.command, self.placeholder)
    }
}
