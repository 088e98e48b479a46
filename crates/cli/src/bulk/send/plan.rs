//! What a run will come to: all rows, by what is done with them.

use std::collections::BTreeSet;

use super::again::Again;
use super::named::Named;
use super::steps::{Step, Steps};
use crate::bulk::checked_rows::CheckedRows;
use crate::bulk::file::RowFile;
use crate::bulk::job::Job;
use crate::bulk::journal::{Fates, Key, State};
use crate::failure::Failure;

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
        rows: &CheckedRows,
        mut fates: Option<&mut Fates>,
        again: &Again,
    ) -> Result<Self, Failure> {
        let mut plan = Self {
            rows: rows.count(),
            ..Self::default()
        };
        if fates.as_ref().is_none_or(|fates| fates.is_empty()) {
            plan.to_send = plan.rows;
            again.must_be_among(&BTreeSet::new())?;
            return Ok(plan);
        }
        let mut in_doubt = BTreeSet::new();
        let mut steps = Steps::of(job, file, rows, fates.as_deref_mut(), again)?;
        while let Some((row, step)) = steps.next()? {
            let line = row.line;
            match step {
                Step::Send => {
                    plan.to_send += 1;
                    if steps.was_in_doubt(row.key) {
                        in_doubt.insert(line);
                    }
                }
                Step::Done => plan.done += 1,
                Step::Refused => plan.refused.add(line, steps.reason(row.key), || None),
                Step::Doubtful => {
                    let reason = steps.reason(row.key);
                    plan.doubtful.add(line, reason, || job.look(&row.request));
                }
                Step::MarkedDone => {
                    in_doubt.insert(line);
                    plan.marked.extend(row.key.map(|key| (line, key)));
                }
            }
        }
        again.must_be_among(&in_doubt)?;
        for (line, state) in fates.iter().flat_map(|fates| fates.missing()) {
            plan.missing += 1;
            if matches!(state, State::Started | State::Unknown) {
                plan.missing_doubtful.add(line, None, || None);
            }
        }
        Ok(plan)
    }
}
