//! Sends the rows of a file that were all checked: calls of one row or several, many of them in flight at a time, with a
//! journal of what has become of each row.

mod again;
mod course;
mod dry_run;
mod failure;
mod feed;
mod named;
mod options;
mod own_command;
mod pause;
mod place;
mod plan;
mod pool;
mod row_end;
mod row_result;
mod run;
mod steps;
mod summary;
mod tally;

use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use self::again::Again;
use self::named::Named;
use self::place::Place;
use self::plan::Plan;
use self::run::Run;
use super::checked_rows::CheckedRows;
use super::file::RowFile;
use super::job::{CallOutcome, Done, Job, RowOutcome};
use super::journal::{Fates, Header, Journal};
use super::{Bulk, RowsAs, check};
use crate::connection::Target;
use crate::failure::{CallFailure, Failure};
use crate::output::Output;

pub(crate) use self::failure::RowsFailure;
pub(super) use self::options::SendOptions;

/// Rows that were all checked.
#[derive(Debug)]
pub(crate) struct Sending {
    file: RowFile,
    rows: CheckedRows,
    options: SendOptions,
}

impl Sending {
    /// Checks all rows, and points out what is doubtful.
    pub(crate) fn check<T: DeserializeOwned + Serialize>(
        bulk: Bulk,
        path: PathBuf,
        rows_as: RowsAs<T>,
        output: &Output,
    ) -> Result<Self, Failure> {
        let (file, rows) = check::check(bulk.reading, path, rows_as, output)?;
        Ok(Self {
            file,
            rows,
            options: bulk.sending,
        })
    }

    /// Whether nothing is to be sent: see [`dry_run`](Self::dry_run).
    pub(crate) fn is_dry_run(&self) -> bool {
        self.options.dry_run
    }

    /// At most so many calls a second, if somebody says so.
    pub(crate) fn rate(&self) -> Option<f64> {
        self.options.rate
    }

    /// Sends the rows that are to be sent, each at most once, until all have ended or something is in the way of all of
    /// them; those in flight are waited for.
    pub(crate) async fn send<J: Job, C>(
        self,
        job: &J,
        target: &Target,
        call: impl Fn(Vec<J::Row>) -> C,
        output: &Output,
    ) -> Result<(), Failure>
    where
        C: Future<Output = CallOutcome> + Send + 'static,
    {
        let again = Again::of(&self.options);
        let (journal, mut fates) = self.open_journal(job, target, output)?;
        let plan = Plan::of(job, &self.file, &self.rows, fates.as_mut(), &again)?;
        let run = Run {
            job,
            file: &self.file,
            rows: &self.rows,
            options: &self.options,
            again: &again,
            journal: journal.as_ref(),
            output,
        };
        run.finish(plan, fates, call).await
    }

    /// The same, each row by a call of its own.
    pub(crate) async fn send_each<J: Job, C>(
        self,
        job: &J,
        target: &Target,
        call: impl Fn(J::Row) -> C,
        output: &Output,
    ) -> Result<(), Failure>
    where
        C: Future<Output = Result<Done, CallFailure>> + Send + 'static,
    {
        let call = |mut rows: Vec<J::Row>| {
            let call = rows.pop().map(&call);
            async move {
                match call {
                    Some(call) => Ok(vec![RowOutcome::Done(call.await?)]),
                    None => Ok(Vec::new()),
                }
            }
        };
        self.send(job, target, call, output).await
    }

    /// Where there is to be one; with what is known of the rows by now.
    fn open_journal<J: Job>(
        &self,
        job: &J,
        target: &Target,
        output: &Output,
    ) -> Result<(Option<Journal>, Option<Fates>), Failure> {
        let Some(path) = Place::of(&self.options, &self.file, target.is_sandbox())?.into_path()
        else {
            return Ok((None, None));
        };
        let header = Header::of(job, target, self.file.described());
        let (journal, found) = Journal::open(&path, &header)?;
        if found.others_can_read {
            output.note(&format!(
                "warning: other users can read the journal {}",
                path.display()
            ));
        }
        Ok((Some(journal), Some(found.fates)))
    }
}
