//! Who watches every call, and looks into the journal at that moment.

use std::collections::BTreeMap;

use behaviours::crash::{Event, Life, Phase, Watch};
use vendor_sandbox::Call;

use crate::history::{Allowed, History, State};
use crate::job::Job;
use crate::journal::Journal;
use crate::rows::Rows;

/// For one file.
#[derive(Debug)]
pub(crate) struct Witness {
    job: Job,
    watch: Watch,
    pub(crate) rows: Rows,
    pub(crate) journal: Journal,
    /// What the current run may do.
    allowed: Allowed,
    /// The references of the calls that are not settled, by their numbers.
    in_flight: BTreeMap<u64, String>,
    /// How many calls have come, by reference.
    arrived: BTreeMap<String, usize>,
    /// The reference of each row that has come in the current run.
    pub(crate) of_run: Vec<String>,
    pub(crate) calls: usize,
    /// Promises that were broken.
    pub(crate) wrong: Vec<String>,
}

impl Witness {
    pub(crate) fn new(job: Job, rows: Rows) -> Self {
        Self {
            job,
            watch: Watch::default(),
            journal: Journal::of(&rows),
            rows,
            allowed: Allowed::default(),
            in_flight: BTreeMap::new(),
            arrived: BTreeMap::new(),
            of_run: Vec::new(),
            calls: 0,
            wrong: Vec::new(),
        }
    }

    /// Watches another run from now on.
    pub(crate) fn begin(&mut self, life: &Life, allowed: Allowed) {
        self.watch.follow(life.whereabouts.clone());
        self.allowed = allowed;
        self.of_run.clear();
    }

    /// Reads on in the journal.
    pub(crate) fn read(&mut self) {
        let wrong = self.journal.read(&self.rows, self.allowed);
        self.wrong.extend(wrong);
    }

    /// Notes what happens to a call, while it is held.
    pub(crate) fn see(&mut self, call: &Call) -> Option<Event> {
        let event = self.watch.see(call)?;
        if event.0 == self.job.operation() {
            match event.1 {
                Phase::Arrived => self.judge(call),
                Phase::Seen => {}
                Phase::Settled => _ = self.in_flight.remove(&call.number),
            }
        }
        Some(event)
    }

    /// The row that has come must stand as started in the journal, once for each call of equal ones.
    fn judge(&mut self, call: &Call) {
        self.calls += 1;
        self.read();
        self.wrong.extend(self.journal.exposure());
        let Some(reference) = self.job.reference_in(call) else {
            return;
        };
        self.in_flight.insert(call.number, reference.clone());
        let same = self.in_flight.values().filter(|there| **there == reference);
        let in_flight = same.count();
        let rows = || self.journal.of_reference(&reference);
        let started = rows().filter(|history| history.last() == Some(State::Started));
        let started = started.count();
        if started < in_flight {
            self.wrong.push(format!(
                "{in_flight} calls of {reference} are in flight, and {started} rows are started in the journal"
            ));
        }
        let arrived = self.arrived.entry(reference.clone()).or_default();
        *arrived += 1;
        let starts: usize = rows().map(History::starts).sum();
        // What may be repeated, the client repeats by itself.
        if !self.job.may_repeat() && *arrived > starts {
            self.wrong.push(format!(
                "{arrived} calls of {reference} have come, and {starts} were started"
            ));
        }
        self.of_run.push(reference);
    }
}
