//! The second reading: a call for each row, several of them in flight at a time.

use std::future::Future;
use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vendor_core::validate::Violations;
use vendor_core::{Clock as _, Response, SystemClock};

use super::file::RowFile;
use super::pool::Pool;
use super::progress::Progress;
use super::requests::Requests;
use super::row_result::RowResult;
use super::tally::Tally;
use super::{Bulk, check};
use crate::failure::{CallFailure, Effect, Failure};
use crate::input::InputError;
use crate::interrupt::Stop;
use crate::output::{Lines, Output};

/// Rows that were all checked.
#[derive(Debug)]
pub(crate) struct Sending {
    file: RowFile,
    rows: u64,
    concurrency: usize,
}

/// Why no more rows are started, beside a call that failed and a signal.
enum Halt {
    Input(InputError),
    Output(io::Error),
    /// After a signal there were results that nobody read.
    Unread,
}

impl Sending {
    /// Checks all rows by the vendor's `rules`, and points out what is doubtful.
    pub(crate) fn check<T: DeserializeOwned + Serialize>(
        bulk: Bulk,
        rules: impl Fn(&T, &mut Violations),
        doubts: impl Fn(&T) -> Vec<String>,
        output: &Output,
    ) -> Result<Self, Failure> {
        let concurrency = usize::from(bulk.concurrency);
        let file = bulk.open()?;
        let rows = check::check(&file, rules, doubts, output)?;
        Ok(Self {
            file,
            rows,
            concurrency,
        })
    }

    /// Makes a call of each row, in their order, until one fails or somebody asks to stop; those in flight are waited
    /// for.
    pub(crate) async fn run<T, A, C>(
        self,
        output: &Output,
        call: impl Fn(T) -> C,
    ) -> Result<(), Failure>
    where
        T: DeserializeOwned,
        A: Send + 'static,
        C: Future<Output = Result<Response<A>, CallFailure>> + Send + 'static,
    {
        let told = output.clone();
        let stop = Stop::listen(move |way| told.note(&format!("{way}: {STOPPING}"))).await;
        let mut requests = Requests::of(&self.file, self.rows)?;
        let mut tally = Tally::of(self.rows);
        let mut progress = Progress::of(self.rows, SystemClock.now());
        let mut pool = Pool::of(self.concurrency);
        let lines = output.is_json().then(Lines::start);
        let mut halt = None;
        loop {
            while pool.has_room()
                && !tally.has_failures()
                && halt.is_none()
                && stop.asked().is_none()
            {
                match requests.next() {
                    Ok(Some((line, request))) => {
                        let call = call(request);
                        pool.start(async move { (line, call.await) });
                    }
                    Ok(None) => break,
                    Err(error) => halt = Some(Halt::Input(error)),
                }
            }
            let Some((line, outcome)) = pool.next().await else {
                break;
            };
            if let Some(lines) = &lines {
                let result = RowResult::of(line, &outcome);
                match stop.or_waits(lines.write(&result)).await {
                    Some(true) => {}
                    Some(false) => {
                        // The end tells why.
                        halt.get_or_insert(Halt::Output(io::ErrorKind::Other.into()));
                    }
                    None => {
                        halt.get_or_insert(Halt::Unread);
                    }
                }
            }
            match outcome {
                Ok(_) => tally.done(),
                Err(failure) => tally.failed(line, failure),
            }
            if let Some(note) = progress.one_more(SystemClock.now()) {
                output.note(&note);
            }
        }
        tally.left_from = requests.left_from(matches!(halt, Some(Halt::Input(_))));
        if let Some(lines) = lines {
            match stop.or_still_waits(lines.finish()).await {
                Some(Ok(())) => {}
                Some(Err(error)) => halt = Some(Halt::Output(error)),
                None => {
                    halt.get_or_insert(Halt::Unread);
                }
            }
        }
        conclude(tally, halt, &stop, output).await
    }
}

const UNREAD: &str = " Not all results were written: nobody reads them.";

const NOTHING_LEFT: &str = "Do not run it again: no row is left.";

const STOPPING: &str = "the calls in flight are waited for; a second signal ends it at once, and leaves their outcome unknown";

async fn conclude(
    mut tally: Tally,
    halt: Option<Halt>,
    stop: &Stop,
    output: &Output,
) -> Result<(), Failure> {
    let mut note = tally.summary();
    let next = tally.next();
    let failure = tally.take_worst().map(Failure::from);
    let is_unread = matches!(halt, Some(Halt::Unread));
    if let Some(way) = stop.asked()
        && (is_unread || (tally.left_from.is_some() && halt.is_none()))
    {
        stop.told().await;
        if let Some(failure) = &failure {
            output.failure(failure);
        }
        if is_unread {
            note.push_str(UNREAD);
        }
        return Err(Failure::Stopped {
            way,
            note: Some(note),
            next: next.unwrap_or_else(|| NOTHING_LEFT.to_owned()),
        });
    }
    if let Some(failure) = failure {
        return Err(failure);
    }
    match (halt, next) {
        (Some(Halt::Input(error)), next) => Err(Failure::RowsLost {
            error,
            note,
            next: next.unwrap_or_default(),
        }),
        (Some(Halt::Output(error)), Some(next)) => {
            Err(Failure::RowResultsLost { error, note, next })
        }
        (Some(Halt::Output(error)), None) => Err(Failure::ResultLost {
            error,
            look: None,
            note: Some(note),
        }),
        // Without a signal there is none.
        (Some(Halt::Unread) | None, _) if output.is_json() => {
            output.note(&note);
            Ok(())
        }
        (Some(Halt::Unread) | None, _) => output
            .result(&(), |()| note)
            .map_err(|failure| failure.after(&Effect::Changes(None))),
    }
}
