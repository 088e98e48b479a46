//! Requests that are given as options: all that is wrong with them is named at once.

use std::str::FromStr;

use vendor_core::validate::Violations;

use super::{Input, InputError, Problem};

/// What is wrong with the options so far.
#[derive(Debug, Default)]
pub(crate) struct Options(Violations);

impl Options {
    /// A value, if there is one and it is as expected.
    pub(crate) fn value<T: FromStr>(
        &mut self,
        option: &str,
        text: Option<&str>,
        expected: &str,
    ) -> Option<T> {
        let value = text?.parse().ok();
        if value.is_none() {
            self.wrong(option, format!("must be {expected}"));
        }
        value
    }

    /// `rule` completes a sentence that starts with the option.
    pub(crate) fn wrong(&mut self, option: &str, rule: impl Into<String>) {
        self.0.add(option, rule);
    }

    /// Fails if anything is wrong.
    pub(crate) fn check(self) -> Result<(), InputError> {
        match self.0.as_slice() {
            [] => Ok(()),
            mistakes => Err(InputError {
                input: Input::Options,
                problem: Problem::Mistakes(mistakes.to_vec()),
            }),
        }
    }
}
