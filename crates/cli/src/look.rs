//! The command that shows whether something was done.

use crate::typed;

/// A command, with a value perhaps, which the operator has typed and others need not read.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    command: &'static str,
    value: Option<Value>,
}

#[derive(Clone, Debug)]
struct Value {
    /// What stands in its place where it must not be seen.
    placeholder: &'static str,
    text: String,
}

impl Look {
    /// A command that needs no value.
    pub(crate) fn at(command: &'static str) -> Self {
        Self {
            command,
            value: None,
        }
    }

    /// A command that ends with a value.
    pub(crate) fn of(command: &'static str, placeholder: &'static str, text: String) -> Self {
        Self {
            command,
            value: Some(Value { placeholder, text }),
        }
    }

    /// As the operator can paste it into a shell, to ask the account that this command was for.
    pub(crate) fn to_paste(&self) -> String {
        let command = match &self.value {
            Some(value) => format!("{}{}", self.command, typed::in_quotes(&value.text)),
            None => self.command.to_owned(),
        };
        let mut words = vec![command];
        words.extend(typed::connection(typed::words()));
        words.join(" ")
    }

    /// Without the value.
    pub(crate) fn impersonal(&self) -> String {
        match &self.value {
            Some(value) => format!("{}{}", self.command, value.placeholder),
            None => self.command.to_owned(),
        }
    }
}
