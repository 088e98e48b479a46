//! Why a file cannot be one of rows.

use std::io;
use std::path::Path;

use vendor_core::validate::Violations;

use crate::input::{Input, InputError};

pub(super) enum Unusable {
    Unreadable(io::Error),
    /// It would have to be copied.
    NoCopy(io::Error),
    /// Before any row.
    Wrong(Violations),
}

impl Unusable {
    /// In one place, or none.
    pub(super) fn wrong(place: &str, rule: impl Into<String>) -> Self {
        let mut wrong = Violations::new();
        wrong.add(place, rule);
        Self::Wrong(wrong)
    }

    pub(super) fn at(self, path: &Path) -> InputError {
        let input = Input::at(path.to_owned());
        match self {
            Self::Unreadable(error) => InputError::unreadable(input, error),
            Self::NoCopy(error) => InputError::no_copy(input, error),
            Self::Wrong(wrong) => InputError::of_rows(input, &wrong, 0),
        }
    }
}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}
