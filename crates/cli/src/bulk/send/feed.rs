//! The rows that are to be sent, in calls.

use std::collections::VecDeque;

use super::steps::{PlannedRow, Step, Steps};
use crate::bulk::job::Job;
use crate::input::InputError;

/// Rows that go into one call.
pub(super) type Unit<R> = Vec<PlannedRow<R>>;

/// Gives one call after the other: first those that came too fast, then the others in the order of the file.
pub(super) struct Feed<'a, J: Job> {
    steps: Steps<'a, J>,
    rows_per_call: usize,
    again: VecDeque<Unit<J::Row>>,
    /// Why there are no more rows, if that is not the end of the file.
    unreadable: Option<InputError>,
    /// So many rows were not given yet, by the plan.
    left: u64,
}

impl<'a, J: Job> Feed<'a, J> {
    pub(super) fn of(job: &J, steps: Steps<'a, J>, rows: u64) -> Self {
        Self {
            steps,
            rows_per_call: job.rows_per_call().max(1),
            again: VecDeque::new(),
            unreadable: None,
            left: rows,
        }
    }

    /// The next call; `None` if there is none by now.
    pub(super) fn next(&mut self) -> Result<Option<Unit<J::Row>>, InputError> {
        if let Some(unit) = self.again.pop_front() {
            return Ok(Some(unit));
        }
        let mut unit = Vec::new();
        while unit.len() < self.rows_per_call && self.left > 0 {
            match self.steps.next() {
                Ok(Some((row, Step::Send))) => {
                    self.left -= 1;
                    unit.push(row);
                }
                Ok(Some(_)) => {}
                Ok(None) => self.left = 0,
                Err(error) => {
                    self.left = 0;
                    self.unreadable = Some(error);
                }
            }
        }
        if !unit.is_empty() {
            return Ok(Some(unit));
        }
        match self.unreadable.take() {
            Some(error) => Err(error),
            None => Ok(None),
        }
    }

    /// Whether there will be no other call.
    pub(super) fn is_over(&self) -> bool {
        self.left == 0 && self.again.is_empty() && self.unreadable.is_none()
    }

    /// Has these rows sent once more, later.
    pub(super) fn give_back(&mut self, unit: Unit<J::Row>) {
        self.again.push_back(unit);
    }

    /// Rows that wait to be sent once more.
    pub(super) fn take_given_back(&mut self) -> impl Iterator<Item = PlannedRow<J::Row>> {
        std::mem::take(&mut self.again).into_iter().flatten()
    }

    /// The line of the first row that is left after an error, or else after what was read; `None` if none is.
    pub(super) fn left_from(self, is_after_error: bool) -> Option<u64> {
        self.steps.left_from(is_after_error)
    }
}
