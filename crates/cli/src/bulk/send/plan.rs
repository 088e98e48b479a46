//! What is to be done with each row, by what the journal knows of it.

use std::collections::BTreeSet;

use super::named::Named;
use super::options::SendOptions;
use crate::bulk::file::RowFile;
use crate::bulk::job::Job;
use crate::bulk::journal::{Fates, Key, Keys, State};
use crate::bulk::requests::Requests;
use crate::failure::Failure;
use crate::input::InputError;

/// Which rows are sent again that were sent before.
#[derive(Clone, Debug, Default)]
pub(super) struct Again {
    refused: bool,
    unknown: Unknown,
    /// The lines of rows in doubt of which it is known meanwhile that they were done.
    done: BTreeSet<u64>,
}

/// Which rows in doubt are.
#[derive(Clone, Debug, Default)]
enum Unknown {
    #[default]
    None,
    All,
    Lines(BTreeSet<u64>),
}

impl Again {
    pub(super) fn of(options: &SendOptions) -> Self {
        Self {
            refused: options.retry_refused,
            unknown: match options.retry_unknown.as_deref() {
                None => Unknown::None,
                Some([]) => Unknown::All,
                Some(lines) => Unknown::Lines(lines.iter().copied().collect()),
            },
            done: options.mark_done.iter().copied().collect(),
        }
    }

    fn unknown_lines(&self) -> impl Iterator<Item = u64> {
        match &self.unknown {
            Unknown::Lines(lines) => Some(lines.iter().copied()),
            Unknown::None | Unknown::All => None,
        }
        .into_iter()
        .flatten()
    }
}

impl Again {
    /// All lines that are said to be in doubt must be in doubt.
    fn must_be(&self, in_doubt: &BTreeSet<u64>) -> Result<(), Failure> {
        let is_in_both = |line: &u64| self.unknown_lines().any(|other| other == *line);
        let done = self.done.iter().copied();
        let wrong: Vec<_> = done
            .filter(|line| !in_doubt.contains(line) || is_in_both(line))
            .chain(self.unknown_lines().filter(|line| !in_doubt.contains(line)))
            .map(|line| line.to_string())
            .collect();
        if wrong.is_empty() {
            return Ok(());
        }
        Err(Failure::Invalid(format!(
            "--mark-done and --retry-unknown are for lines in doubt, each for others, and these are none: {}; --dry-run \
             shows which are",
            wrong.join(", ")
        )))
    }
}

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
        rows: u64,
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
            Some(State::Refused) if self.again.refused => Step::Send,
            Some(State::Refused) => Step::Refused,
            Some(State::Started | State::Unknown) => self.in_doubt(line, &row.request),
        };
        Ok(Some((row, step)))
    }

    fn in_doubt(&self, line: u64, request: &J::Row) -> Step {
        if self.again.done.contains(&line) {
            return Step::MarkedDone;
        }
        let is_wanted = match &self.again.unknown {
            Unknown::None => false,
            Unknown::All => true,
            Unknown::Lines(lines) => lines.contains(&line),
        };
        if is_wanted || self.job.may_repeat(request) {
            Step::Send
        } else {
            Step::Doubtful
        }
    }

    /// The line of the first row that is left after an error, or else after what was read; `None` if none is.
    pub(super) fn left_from(self, is_after_error: bool) -> Option<u64> {
        self.requests.left_from(is_after_error)
    }
}

/// All rows, before any is sent.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) rows: u64,
    pub(super) to_send: u64,
    pub(super) done: u64,
    pub(super) refused: Named,
    pub(super) doubtful: Named,
    /// The lines and keys of those that were in doubt, and that somebody knows to be done.
    pub(super) marked: Vec<(u64, Key)>,
    /// Rows of the journal that the file has no more.
    pub(super) missing: u64,
    /// Those among them that may have been done.
    pub(super) missing_doubtful: Named,
}

impl Plan {
    pub(super) fn of<J: Job>(
        job: &J,
        file: &RowFile,
        rows: u64,
        mut fates: Option<&mut Fates>,
        again: &Again,
    ) -> Result<Self, Failure> {
        let mut plan = Self {
            rows,
            ..Self::default()
        };
        if fates.as_ref().is_none_or(|fates| fates.is_empty()) {
            plan.to_send = rows;
            again.must_be(&BTreeSet::new())?;
            return Ok(plan);
        }
        let mut known = BTreeSet::new();
        let mut steps = Steps::of(job, file, rows, fates.as_deref_mut(), again)?;
        while let Some((row, step)) = steps.next()? {
            let line = row.line;
            match step {
                Step::Send => {
                    plan.to_send += 1;
                    if steps.was_in_doubt(row.key) {
                        known.extend(again.unknown_lines().filter(|wanted| *wanted == line));
                    }
                }
                Step::Done => plan.done += 1,
                Step::Refused => plan.refused.add(line, || None),
                Step::Doubtful => plan.doubtful.add(line, || job.look(&row.request)),
                Step::MarkedDone => {
                    known.insert(line);
                    plan.marked.extend(row.key.map(|key| (line, key)));
                }
            }
        }
        again.must_be(&known)?;
        for (line, state) in fates.iter().flat_map(|fates| fates.missing()) {
            plan.missing += 1;
            if matches!(state, State::Started | State::Unknown) {
                plan.missing_doubtful.add(line, || None);
            }
        }
        Ok(plan)
    }
}

impl<J: Job> Steps<'_, J> {
    fn was_in_doubt(&self, key: Option<Key>) -> bool {
        let state = key.and_then(|key| self.fates.as_ref()?.state_of(key));
        matches!(state, Some(State::Started | State::Unknown))
    }
}
