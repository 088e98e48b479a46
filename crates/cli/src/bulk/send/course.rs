//! How far a run is: which calls are in flight, what has become of the others, and whether more are started.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::pin;
use std::task::Poll;

use vendor_core::{Clock as _, ErrorKind, SystemClock};

use super::Named;
use super::failure::Cause;
use super::feed::{Feed, Unit};
use super::pause::{Asked, Pause};
use super::plan::Plan;
use super::pool::Pool;
use super::row_end::{RowEnd, concerns_all, is_too_fast};
use super::row_result::RowResult;
use super::run::Run;
use super::steps::{PlannedRow, Steps};
use super::tally::Tally;
use crate::bulk::job::{CallOutcome, Job};
use crate::bulk::journal::{Durable, Ended, JournalError, State};
use crate::bulk::progress::Progress;
use crate::failure::CallFailure;
use crate::interrupt::Stop;
use crate::output::Lines;

/// A call that has ended.
type EndedCall<R> = (Unit<R>, CallOutcome);

/// How far the run is.
pub(super) struct Course<'a, J: Job> {
    run: &'a Run<'a, J>,
    stop: &'a Stop,
    feed: Feed<'a, J>,
    pool: Pool<EndedCall<J::Row>>,
    pause: Pause,
    tally: Tally,
    progress: Progress,
    /// The results for machines.
    lines: Option<Lines>,
    halt: Option<Halt>,
    /// Rows whose end the journal does not have.
    unrecorded: Named,
}

/// Why no more rows are started, beside a signal.
pub(super) enum Halt {
    Cause(Cause),
    /// After a signal there were results that nobody read.
    Unread,
}

/// What there is to know when no call is in flight any more.
pub(super) struct End {
    pub(super) tally: Tally,
    pub(super) halt: Option<Halt>,
    pub(super) unrecorded: Named,
}

impl<'a, J: Job> Course<'a, J> {
    pub(super) fn of(
        run: &'a Run<'a, J>,
        plan: Plan,
        steps: Steps<'a, J>,
        progress: Progress,
        stop: &'a Stop,
    ) -> Self {
        Self {
            run,
            stop,
            feed: Feed::of(run.job, steps, plan.to_send),
            pool: Pool::of(run.options.concurrency()),
            pause: Pause::default(),
            tally: Tally::of(plan),
            progress,
            lines: run.output.is_json().then(Lines::start),
            halt: None,
            unrecorded: Named::default(),
        }
    }

    /// Sends what is to be sent, and waits for all of it.
    pub(super) async fn finish<C>(mut self, call: impl Fn(Vec<J::Row>) -> C) -> End
    where
        C: Future<Output = CallOutcome> + Send + 'static,
    {
        loop {
            self.start_more(&call).await;
            if self.pool.is_empty() && (self.is_stopping() || self.feed.is_over()) {
                break;
            }
            if let Some(ended) = self.wait().await {
                self.settle(ended).await;
            }
            // Those that have ended meanwhile leave room for rows that are noted together.
            while let Some(ended) = self.pool.next_ended() {
                self.settle(ended).await;
            }
        }
        for row in self.feed.take_given_back().collect::<Vec<_>>() {
            self.tell(&row, &RowEnd::came_too_fast()).await;
        }
        if let Some(journal) = self.run.journal
            && let Err(error) = journal.sync().await
        {
            self.halt(Cause::Journal(error));
        }
        self.progress.end();
        if let Some(lines) = self.lines.take() {
            match self.stop.or_still_waits(lines.finish()).await {
                Some(Ok(())) => {}
                Some(Err(error)) => self.halt = Some(Halt::Cause(Cause::Output(error))),
                None => {
                    self.halt.get_or_insert(Halt::Unread);
                }
            }
        }
        let is_unreadable = matches!(self.halt, Some(Halt::Cause(Cause::Input(_))));
        self.tally.left_from = self.feed.left_from(is_unreadable);
        End {
            tally: self.tally,
            halt: self.halt,
            unrecorded: self.unrecorded,
        }
    }

    /// The first cause says more than what follows from it.
    fn halt(&mut self, cause: impl Into<Cause>) {
        self.halt.get_or_insert(Halt::Cause(cause.into()));
    }

    fn is_stopping(&self) -> bool {
        self.halt.is_some() || self.stop.asked().is_some()
    }

    /// Whether rows wait until the vendor takes them.
    fn is_pausing(&self) -> bool {
        !self.is_stopping() && !self.feed.is_over() && self.pause.left(SystemClock.now()).is_some()
    }

    /// Fills the free places. The rows are noted first, all together: the disk takes its time.
    async fn start_more<C>(&mut self, call: &impl Fn(Vec<J::Row>) -> C)
    where
        C: Future<Output = CallOutcome> + Send + 'static,
    {
        if self.is_stopping() || self.is_pausing() {
            return;
        }
        let mut units = Vec::new();
        while units.len() < self.pool.room() {
            match self.feed.next() {
                Ok(Some(unit)) => units.push(unit),
                Ok(None) => break,
                Err(error) => {
                    self.halt(error);
                    break;
                }
            }
        }
        if let Err(error) = self.note_start(&units).await {
            self.halt(error);
            return;
        }
        for unit in units {
            let call = call(unit.iter().map(|row| row.request.clone()).collect());
            self.pool.start(async move { (unit, call.await) });
        }
    }

    async fn note_start(&self, units: &[Unit<J::Row>]) -> Result<(), JournalError> {
        let Some(journal) = self.run.journal.filter(|_| !units.is_empty()) else {
            return Ok(());
        };
        let rows = || units.iter().flatten();
        let durable = if rows().all(|row| self.run.job.may_repeat(&row.request)) {
            Durable::ByTheEnd
        } else {
            Durable::Now
        };
        let keys: Vec<_> = rows()
            .filter_map(|row| Some((row.line, row.key?)))
            .collect();
        journal.start(&keys, durable).await
    }

    /// The call that ends next; or nothing, if a pause is over first.
    async fn wait(&mut self) -> Option<EndedCall<J::Row>> {
        let left = self.pause.left(SystemClock.now());
        let Some(left) = left.filter(|_| self.is_pausing()) else {
            return self.pool.next().await;
        };
        let mut over = pin!(self.stop.or(SystemClock.sleep(left)));
        if self.pool.is_empty() {
            // Whatever ends it, there is nothing to be had.
            let _ = over.await;
            return None;
        }
        let mut next = pin!(self.pool.next());
        poll_fn(|context| match next.as_mut().poll(context) {
            Poll::Ready(ended) => Poll::Ready(ended),
            Poll::Pending => over.as_mut().poll(context).map(|_| None),
        })
        .await
    }

    /// What follows from the end of a call.
    async fn settle(&mut self, (unit, outcome): EndedCall<J::Row>) {
        let (ends, failure) = RowEnd::of_call(outcome, unit.len());
        for (row, end) in unit.iter().zip(&ends) {
            self.note_end(row, end);
        }
        let failure = match failure {
            Some(failure) if is_too_fast(&failure) => {
                if self.begin_pause(&failure) {
                    self.feed.give_back(unit);
                    return;
                }
                self.halt(Cause::TooFast(one_of_many(failure)));
                None
            }
            failure => failure,
        };
        for (row, end) in unit.iter().zip(&ends) {
            self.tell(row, end).await;
        }
        self.judge(failure);
    }

    /// Tells whether there is a wait that is worth it.
    fn begin_pause(&mut self, failure: &CallFailure) -> bool {
        let asked = failure.error.retry_after();
        match self.pause.begin(asked, SystemClock.now()) {
            Asked::First(wait) => {
                let why = match failure.error.kind() {
                    ErrorKind::Throttled => "more calls wait than may be made in time (--rate)",
                    _ => "the vendor asks to go slower",
                };
                self.progress.voice().note(&format!(
                    "{why}: no row is started for {} s",
                    wait.as_secs_f64().ceil()
                ));
                true
            }
            Asked::Again => true,
            Asked::TooLong => false,
        }
    }

    fn note_end(&mut self, row: &PlannedRow<J::Row>, end: &RowEnd) {
        let (Some(journal), Some(key)) = (self.run.journal, row.key) else {
            return;
        };
        let noted = journal.end(&Ended {
            line: row.line,
            key,
            state: end.state,
            id: end.id.as_deref(),
            message: end.message.as_deref(),
        });
        if let Err(error) = noted {
            self.unrecorded.add_unrecorded(row.line, end);
            self.halt(error);
        }
    }

    /// A row has ended for this run.
    async fn tell(&mut self, row: &PlannedRow<J::Row>, end: &RowEnd) {
        if let Some(lines) = &self.lines {
            let result = RowResult::of(row.line, end);
            match self.stop.or_waits(lines.write(&result)).await {
                Some(true) => {}
                // The end tells why.
                Some(false) => self.halt(Cause::Output(io::ErrorKind::Other.into())),
                None => {
                    self.halt.get_or_insert(Halt::Unread);
                }
            }
        }
        let job = self.run.job;
        let may_repeat = job.may_repeat(&row.request);
        self.tally
            .ended(row.line, end, may_repeat, || job.look(&row.request));
        self.progress.one_more();
        if end.state == State::Done {
            self.pause.forget();
        } else {
            self.progress.failures(self.tally.failures());
        }
    }

    /// Whether other rows are worth trying.
    fn judge(&mut self, failure: Option<CallFailure>) {
        if self.halt.is_some() {
            return;
        }
        let most = self.run.options.max_failures();
        match failure {
            Some(failure) if concerns_all(&failure) => {
                self.halt(Cause::All(one_of_many(failure)));
            }
            failure if most.is_some_and(|most| self.tally.in_a_row >= most) => {
                self.halt(Cause::InARow {
                    rows: self.tally.in_a_row,
                    last: failure.map(one_of_many),
                });
            }
            _ => {}
        }
    }
}

fn one_of_many(mut failure: CallFailure) -> Box<CallFailure> {
    failure.is_one_of_many = true;
    Box::new(failure)
}
