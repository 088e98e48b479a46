//! What would be sent, without sending it.

use serde::Serialize;

use super::again::Again;
use super::place::Place;
use super::plan::Plan;
use super::summary::Summary;
use super::tally::Tally;
use super::{Named, Sending};
use crate::advice::Reader;
use crate::bulk::job::Job;
use crate::bulk::journal::{Header, Journal};
use crate::connection::Target;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::SettingsError;

/// For machines.
#[derive(Debug, Serialize)]
struct DryRun {
    rows: u64,
    to_send: u64,
    done_before: u64,
    /// Those in doubt that `--mark-done` names.
    to_be_marked_done: u64,
    refused_before: u64,
    in_doubt: u64,
    missing: u64,
    /// Where there is one.
    journal: Option<String>,
    /// The lines of all rows that are not sent again without a look.
    lines_in_doubt: Vec<u64>,
    /// Of those that were refused before, which are not sent again.
    lines_refused: Vec<u64>,
}

impl Sending {
    /// Tells what is to be sent by what the journal says, which stays as it is. Without all settings it is not known
    /// whether the journal belongs to the job.
    pub(crate) fn dry_run<J: Job>(
        self,
        job: &J,
        target: Result<Target, SettingsError>,
        output: &Output,
    ) -> Result<(), Failure> {
        let target = match target {
            Ok(target) => Some(target),
            Err(missing) => {
                output.note(&format!(
                    "warning: it is not known whether the journal is of this job, and nothing could be sent: {missing}"
                ));
                None
            }
        };
        let is_sandbox = target.as_ref().is_some_and(Target::is_sandbox);
        let path = Place::of(&self.options, &self.file, is_sandbox)?.into_path();
        let header = target.map(|target| Header::of(job, &target, self.file.described()));
        let mut fates = match &path {
            Some(path) => Journal::look(path, header.as_ref())?,
            None => None,
        };
        let journal = path.filter(|_| fates.is_some());
        let again = Again::of(&self.options);
        let plan = Plan::of(job, &self.file, &self.rows, fates.as_mut(), &again)?;
        let dry_run = DryRun {
            rows: plan.rows,
            to_send: plan.to_send,
            done_before: plan.done,
            to_be_marked_done: plan.marked.len() as u64,
            refused_before: plan.refused.count(),
            in_doubt: plan.doubtful.count(),
            missing: plan.missing,
            journal: journal.as_ref().map(|path| path.display().to_string()),
            lines_in_doubt: plan.doubtful.to_lines(),
            lines_refused: plan.refused.to_lines(),
        };
        let summary = Summary {
            tally: &Tally::of(plan),
            journal: journal.as_deref(),
            unrecorded: &Named::default(),
        };
        output.result(&dry_run, |_| {
            let details = summary.details(Reader::Person);
            format!("{}{}{details}", summary.intention(), line_break(&details))
        })
    }
}

fn line_break(details: &str) -> &'static str {
    if details.is_empty() { "" } else { "\n" }
}
