//! The second reading: the requests of rows that were all checked.

use serde::de::DeserializeOwned;
use vendor_core::validate::Violations;

use super::checked_rows::CheckedRows;
use super::file::RowFile;
use super::rows::Rows;
use crate::input::InputError;

/// Reads one request at a time.
pub(super) struct Requests<'a> {
    file: &'a RowFile,
    rows: Rows<'a>,
    checked: &'a CheckedRows,
    /// How many of them were read again.
    read: usize,
}

impl<'a> Requests<'a> {
    pub(super) fn of(file: &'a RowFile, checked: &'a CheckedRows) -> Result<Self, InputError> {
        Ok(Self {
            file,
            rows: file.rows()?,
            checked,
            read: 0,
        })
    }

    /// The next request and its line; `None` after the last one. A row that is not what it was is an error.
    pub(super) fn next<T: DeserializeOwned>(&mut self) -> Result<Option<(u64, T)>, InputError> {
        if self.is_over() {
            return Ok(None);
        }
        let row = self.rows.next();
        let row = row.map_err(|error| self.file.unreadable(error))?;
        let Some(row) = row else {
            return Err(self.changed("is missing, which was there when the rows were checked"));
        };
        let line = row.line;
        let text = row.text.ok().filter(|_| row.mistakes.is_empty());
        let text = text.filter(|text| self.checked.has(self.read, text));
        let request = text.and_then(|text| vendor_core::decode(text.as_bytes()).ok());
        let Some(request) = request else {
            return Err(self.changed("is not what it was when the rows were checked"));
        };
        self.read += 1;
        Ok(Some((line, request)))
    }

    /// The line of the first row that is left after an error, or else after what was read; `None` if none is.
    pub(super) fn left_from(mut self, is_after_error: bool) -> Option<u64> {
        if self.is_over() {
            return None;
        }
        if !is_after_error {
            // Whatever it is now.
            let _ = self.rows.next();
        }
        Some(self.rows.line())
    }

    fn is_over(&self) -> bool {
        self.read as u64 == self.checked.count()
    }

    pub(super) fn changed(&self, rule: &str) -> InputError {
        let mut changed = Violations::new();
        changed.add(format!("line {}", self.rows.line()), rule);
        InputError::of_rows(self.file.input(), &changed, 0)
    }
}
