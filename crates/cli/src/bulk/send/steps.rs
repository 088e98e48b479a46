//! What is done with each row, by what the journal knows of it.

use super::again::Again;
use crate::bulk::checked_rows::CheckedRows;
use crate::bulk::file::RowFile;
use crate::bulk::job::Job;
use crate::bulk::journal::{Fates, Key, Keys, State};
use crate::bulk::requests::Requests;
use crate::input::InputError;

/// What is done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Send,
    /// It is done.
    Done,
    /// The vendor has refused it before.
    Refused,
    /// It may have been done, and sending it again could do it twice.
    Doubtful,
    /// It was in doubt, and somebody has looked.
    MarkedDone,
}

/// Reads the rows one by one and decides.
pub(super) struct Steps<'a, J: Job> {
    job: &'a J,
    requests: Requests<'a>,
    /// Without a journal nothing is known.
    fates: Option<&'a mut Fates>,
    keys: Keys,
    again: &'a Again,
}

/// A row, and what is done with it.
pub(super) type Planned<R> = (PlannedRow<R>, Step);

/// A row of the file.
#[derive(Clone, Debug)]
pub(super) struct PlannedRow<R> {
    pub(super) line: u64,
    /// Where there is a journal.
    pub(super) key: Option<Key>,
    pub(super) request: R,
}

impl<'a, J: Job> Steps<'a, J> {
    pub(super) fn of(
        job: &'a J,
        file: &'a RowFile,
        rows: &'a CheckedRows,
        fates: Option<&'a mut Fates>,
        again: &'a Again,
    ) -> Result<Self, InputError> {
        Ok(Self {
            job,
            requests: Requests::of(file, rows)?,
            fates,
            keys: Keys::default(),
            again,
        })
    }

    /// `None` after the last row.
    pub(super) fn next(&mut self) -> Result<Option<Planned<J::Row>>, InputError> {
        let Some((line, request)) = self.requests.next::<J::Row>()? else {
            return Ok(None);
        };
        let mut row = PlannedRow {
            line,
            key: None,
            request,
        };
        let Some(fates) = self.fates.as_deref_mut() else {
            return Ok(Some((row, Step::Send)));
        };
        let text = serde_json::to_vec(&row.request)
            .map_err(|error| self.requests.changed(&format!("cannot be sent: {error}")))?;
        let key = self.keys.next(&text);
        row.key = Some(key);
        fates.found(key);
        let step = match fates.state_of(key) {
            None | Some(State::NotSent) => Step::Send,
            Some(State::Done) => Step::Done,
            Some(State::Refused) if self.again.has_refused() => Step::Send,
            Some(State::Refused) => Step::Refused,
            Some(State::Started | State::Unknown) => self.in_doubt(line, &row.request),
        };
        Ok(Some((row, step)))
    }

    fn in_doubt(&self, line: u64, request: &J::Row) -> Step {
        if self.again.has_done(line) {
            Step::MarkedDone
        } else if self.again.has_unknown(line) || self.job.may_repeat(request) {
            Step::Send
        } else {
            Step::Doubtful
        }
    }

    /// The line of the first row that is left after an error, or else after what was read; `None` if none is.
    pub(super) fn left_from(self, is_after_error: bool) -> Option<u64> {
        self.requests.left_from(is_after_error)
    }

    /// Whether an earlier run has left it in doubt.
    pub(super) fn was_in_doubt(&self, key: Option<Key>) -> bool {
        let state = key.and_then(|key| self.fates.as_ref()?.state_of(key));
        matches!(state, Some(State::Started | State::Unknown))
    }

    /// Why an earlier run has left it undone.
    pub(super) fn reason(&self, key: Option<Key>) -> Option<&str> {
        self.fates.as_ref()?.reason_of(key?)
    }
}
