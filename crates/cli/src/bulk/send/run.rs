//! One run of a job: from what is to be sent to what is said at the end.

use super::SendOptions;
use super::again::Again;
use super::course::{Course, End, Halt};
use super::failure::{Cause, RowsFailure};
use super::plan::Plan;
use super::steps::Steps;
use super::summary::Summary;
use crate::advice::Reader;
use crate::bulk::checked_rows::CheckedRows;
use crate::bulk::file::RowFile;
use crate::bulk::job::{CallOutcome, Job};
use crate::bulk::journal::{Ended, Fates, Journal, JournalError, State};
use crate::bulk::progress::Progress;
use crate::failure::{Effect, Failure};
use crate::interrupt::Stop;
use crate::output::Output;

/// What is done with which rows.
pub(super) struct Run<'a, J: Job> {
    pub(super) job: &'a J,
    pub(super) file: &'a RowFile,
    pub(super) rows: &'a CheckedRows,
    pub(super) options: &'a SendOptions,
    pub(super) again: &'a Again,
    pub(super) journal: Option<&'a Journal>,
    pub(super) output: &'a Output,
}

const STOPPING: &str = "the calls in flight are waited for; a second signal ends it at once, and leaves their outcome unknown";

const UNREAD: &str = "Not all results were written: nobody reads them.";

const NOTHING_LEFT: &str = "Do not run it again: no row is left.";

const MARKED: &str = "marked as done by hand";

impl<J: Job> Run<'_, J> {
    pub(super) async fn finish<C>(
        &self,
        plan: Plan,
        mut fates: Option<Fates>,
        call: impl Fn(Vec<J::Row>) -> C,
    ) -> Result<(), Failure>
    where
        C: Future<Output = CallOutcome> + Send + 'static,
    {
        self.mark(&plan).await?;
        let steps = Steps::of(self.job, self.file, self.rows, fates.as_mut(), self.again)?;
        let progress = Progress::of("rows", Some(plan.to_send), self.output);
        let voice = progress.voice();
        let stop = Stop::listen(move |way| voice.note(&format!("{way}: {STOPPING}"))).await;
        let course = Course::of(self, plan, steps, progress, &stop);
        let end = course.finish(call).await;
        self.conclude(end, &stop).await
    }

    /// Notes the rows of which somebody knows that they were done.
    async fn mark(&self, plan: &Plan) -> Result<(), JournalError> {
        let Some(journal) = self.journal.filter(|_| !plan.marked.is_empty()) else {
            return Ok(());
        };
        for (line, key) in &plan.marked {
            journal.end(&Ended {
                line: *line,
                key: *key,
                state: State::Done,
                id: None,
                message: Some(MARKED),
            })?;
        }
        journal.sync().await
    }

    async fn conclude(&self, end: End, stop: &Stop) -> Result<(), Failure> {
        let End {
            tally,
            halt,
            unrecorded,
        } = end;
        let summary = Summary {
            tally: &tally,
            journal: self.journal.map(Journal::path),
            unrecorded: &unrecorded,
        };
        let reader = if self.output.is_json() {
            self.output.record("summary", &summary.to_json(), &"");
            Reader::Machine
        } else {
            Reader::Person
        };
        let headline = summary.headline();
        let details = summary.details(reader);
        let all = [headline.as_str(), details.as_str()];
        let all = all.into_iter().filter(|text| !text.is_empty());
        let mut note = all.collect::<Vec<_>>().join("\n");
        let next = match &halt {
            // What it knew of the rows is gone with it.
            Some(Halt::Cause(Cause::Journal(JournalError::Gone { .. }))) => String::new(),
            _ => summary.next(reader).join("\n"),
        };

        let is_unread = matches!(halt, Some(Halt::Unread));
        if let Some(way) = stop.asked()
            && (is_unread || (tally.left() + tally.not_sent.count() > 0 && halt.is_none()))
        {
            stop.told().await;
            if is_unread {
                note = format!("{note}\n{UNREAD}");
            }
            let next = match next.as_str() {
                "" => NOTHING_LEFT.to_owned(),
                _ => next,
            };
            return Err(Failure::Stopped {
                way,
                note: Some(note),
                next,
            });
        }
        let cause = match halt {
            // It would have ended here in any case.
            Some(Halt::Cause(Cause::InARow { .. })) if tally.left() == 0 => None,
            Some(Halt::Cause(Cause::Output(error))) if tally.is_complete() => {
                return Err(Failure::ResultLost {
                    error,
                    look: None,
                    note: Some(note),
                });
            }
            Some(Halt::Cause(cause)) => Some(cause),
            Some(Halt::Unread) | None => None,
        };
        if cause.is_none() && tally.is_complete() {
            return self.tell_success(&note, &next);
        }
        let note = if cause.is_some() { note } else { details };
        Err(RowsFailure {
            cause,
            headline,
            worst: tally.worst(),
            note,
            next,
        }
        .into())
    }

    fn tell_success(&self, note: &str, next: &str) -> Result<(), Failure> {
        if self.output.is_json() {
            return Ok(());
        }
        let text = [note, next].into_iter().filter(|text| !text.is_empty());
        let text = text.collect::<Vec<_>>().join("\n");
        self.output
            .result(&(), |()| text)
            .map_err(|failure| failure.after(&Effect::Changes(None)))
    }
}
