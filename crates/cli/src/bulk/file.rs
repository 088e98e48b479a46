//! A file of rows that is read twice: to check them all, and to send them.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::layout::Layout;
use super::rows::Rows;
use super::rows_as::RowDefault;
use super::source::Source;
use crate::input::{Input, InputError};

/// The file, and what is known of its rows before one of them is read.
#[derive(Debug)]
pub(super) struct RowFile {
    pub(super) path: PathBuf,
    pub(super) source: Source,
    pub(super) layout: Layout,
    pub(super) defaults: Vec<RowDefault>,
}

impl RowFile {
    /// From the first one on.
    pub(super) fn rows(&self) -> Result<Rows<'_>, InputError> {
        self.source
            .lines()
            .and_then(|lines| Rows::of(lines, &self.layout, &self.defaults))
            .map_err(|error| self.unreadable(error))
    }

    /// What the members of a request are from, where the file does not name them itself.
    pub(super) fn described(&self) -> BTreeMap<String, String> {
        let mut members = self.layout.described();
        for default in &self.defaults {
            let column = members.get(default.member);
            let value = match column {
                Some(column) => format!("{column}, or {}", default.value),
                None => default.value.to_string(),
            };
            members.insert(default.member.to_owned(), value);
        }
        members
    }

    pub(super) fn input(&self) -> Input {
        Input::at(self.path.clone())
    }

    pub(super) fn unreadable(&self, error: io::Error) -> InputError {
        InputError::unreadable(self.input(), error)
    }
}
