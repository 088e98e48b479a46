//! Where it plays: the vendor, one file of rows after the other, and the program that lives and dies between them.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use behaviours::crash::{End, Kill, Life, Vendors, Way, faults, refused};
use behaviours::program::Program;
use fastrand::Rng;
use tempfile::TempDir;
use vendor_sandbox::{Call, Fault, FaultPlan, Operation, Sandbox, StatusCode};

use crate::history::{Allowed, History, State};
use crate::job::Job;
use crate::landing::Landing;
use crate::rows::Rows;
use crate::summary::Summary;
use crate::tally::Tally;
use crate::witness::Witness;
use crate::{person, verdict};

pub(crate) struct Stage {
    program: Program,
    pub(crate) job: Job,
    rng: Rng,
    vendors: Vendors,
    directory: TempDir,
    plot: Arc<Mutex<Plot>>,
    pub(crate) tally: Tally,
}

/// What happens while the program lives; told by the calls that it makes.
pub(crate) struct Plot {
    pub(crate) witness: Witness,
    rng: Rng,
    life: Life,
    kill: Option<Kill>,
    /// How many changes of a call the current life may still see.
    patience: u32,
}

/// A run to the end of a file, undisturbed.
pub(crate) struct Whole {
    pub(crate) code: Option<i32>,
    pub(crate) summary: Summary,
}

/// Of the calls, so many meet a fault.
const RATE: f64 = 0.12;

impl Stage {
    pub(crate) fn open(program: Program, job: Job, seed: u64) -> Self {
        let vendors = Vendors::open();
        vendors.sandbox.dialler().remove_all_contacts();
        let partner = vendors.sandbox.partner();
        partner.remove_all_tickets();
        // The program is told to go as fast.
        partner.configure(|settings| settings.throttle = None);
        let directory = tempfile::tempdir().expect("a directory");
        let mut rng = Rng::with_seed(seed);
        let rows = Rows::any(job, directory.path().join("none.csv"), &mut rng);
        let plot = Arc::new(Mutex::new(Plot {
            witness: Witness::new(job, rows),
            rng: Rng::with_seed(seed ^ 1),
            life: Life::default(),
            kill: None,
            patience: 0,
        }));
        let watching = Arc::clone(&plot);
        vendors.watch(move |call| lock(&watching).see(call));
        Self {
            program,
            job,
            rng,
            vendors,
            directory,
            plot,
            tally: Tally::default(),
        }
    }

    /// Sends one file after the other, until the program was killed so often.
    pub(crate) fn kill_times(&mut self, kills: u64) {
        while self.tally.landings.total() < kills {
            self.begin_file();
            let for_this = self.tally.landings.total() + self.rng.u64(4..=16);
            while self.tally.landings.total() < kills.min(for_this) && !self.is_through() {
                self.live_and_die();
            }
            self.vendors.sandbox.faults().clear();
            let whole = self.finish(&["--retry-refused"], false);
            verdict::pronounce(self, &whole);
            person::looks(self);
            self.count_file();
        }
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.vendors.sandbox
    }

    pub(crate) fn plot(&self) -> MutexGuard<'_, Plot> {
        lock(&self.plot)
    }

    fn begin_file(&mut self) {
        self.tally.files += 1;
        let number = self.tally.files;
        let path = self.directory.path().join(format!("rows-{number}.csv"));
        let rows = Rows::any(self.job, path, &mut self.rng);
        self.plot().witness = Witness::new(self.job, rows);
        let plan = FaultPlan::random(self.rng.u64(..), RATE);
        let plan = plan.kinds(faults()).operations(self.job.operations());
        self.sandbox().faults().follow(plan);
    }

    fn count_file(&mut self) {
        let (rows, calls) = {
            let plot = self.plot();
            (plot.witness.rows.count(), plot.witness.calls)
        };
        self.tally.rows += rows;
        self.tally.calls += calls;
    }

    /// Whether another run would send nothing.
    fn is_through(&self) -> bool {
        let plot = self.plot();
        let Witness { rows, journal, .. } = &plot.witness;
        rows.all().all(|row| {
            let last = journal.of_row(row).and_then(History::last);
            match last {
                None | Some(State::NotSent) => false,
                Some(State::Done | State::Refused) => true,
                Some(State::Started | State::Unknown) => !self.job.may_repeat(),
            }
        })
    }

    /// One life, and what may happen to the files before the next one.
    fn live_and_die(&mut self) {
        if self.rng.u8(..3) == 0 {
            self.fail_a_call();
        }
        let way = match self.rng.u8(..12) {
            0 => Way::Interrupt,
            1 => Way::Terminate,
            _ => Way::Kill,
        };
        let kill = self.job.moments().any(&mut self.rng);
        let refused_again = self.rng.u8(..6) == 0;
        let concurrency = [1, 2, 3, 4, 8, 16][self.rng.usize(..6)];
        let mut options = vec![format!("--concurrency={concurrency}")];
        options.extend(refused_again.then(|| "--retry-refused".to_owned()));
        let allowed = Allowed {
            refused_again,
            unknown_again: self.job.may_repeat(),
            mark_done: false,
        };
        let before = self.plot().witness.journal.lines.length();
        let end = self.live(&options, allowed, way, Some(kill));
        self.tally.stopped += usize::from(end.code.is_some_and(|code| code > 128));
        // By itself it ends for what became of the rows, and not since it could not go on.
        let stderr = self.stderr();
        assert!(!matches!(end.code, Some(1 | 2)), "{:?}: {stderr}", end.code);
        if self.rng.u8(..6) == 0 {
            self.tear(before);
        }
        if self.rng.u8(..8) == 0 {
            let mut plot = lock(&self.plot);
            plot.witness.rows.shuffle(&mut self.rng);
            self.tally.shuffled += 1;
        }
    }

    /// A run that nothing disturbs.
    pub(crate) fn finish(&mut self, options: &[&str], is_after_look: bool) -> Whole {
        let mut options: Vec<_> = options.iter().map(|option| (*option).to_owned()).collect();
        options.push("--max-failures=0".to_owned());
        let allowed = Allowed {
            refused_again: true,
            unknown_again: self.job.may_repeat() || is_after_look,
            mark_done: is_after_look,
        };
        let end = self.live(&options, allowed, Way::Kill, None);
        let stderr = self.stderr();
        let summary = Summary::in_stderr(&stderr)
            .unwrap_or_else(|| panic!("{:?} and no summary: {stderr}", end.code));
        Whole {
            code: end.code,
            summary,
        }
    }

    fn live(&mut self, options: &[String], allowed: Allowed, way: Way, kill: Option<Kill>) -> End {
        let patience = self.rng.u32(30..=400);
        let mut command = self.command(options);
        let (life, path, torn, length) = {
            let mut plot = self.plot();
            plot.begin(Life::ending_by(way), kill, allowed, patience);
            let lines = &plot.witness.journal.lines;
            (
                plot.life.clone(),
                lines.path().to_owned(),
                lines.torn(),
                lines.length(),
            )
        };
        let end = life.live(&mut command, |life| {
            if let Some(kill) = kill {
                kill.at_start(life, &path, length);
            }
        });
        self.vendors.drain();
        let mut plot = lock(&self.plot);
        let witness = &mut plot.witness;
        witness.read();
        witness.wrong.extend(witness.journal.inspect());
        let wrong = &witness.wrong;
        assert!(wrong.is_empty(), "{wrong:#?}");
        let torn_now = witness.journal.lines.torn();
        self.tally.lives += 1;
        self.tally.repaired += usize::from(torn > 0 && torn_now == 0);
        if let Some(killed) = end.killed {
            self.tally
                .landings
                .add(if torn_now > 0 && torn_now != torn {
                    Landing::InLine
                } else {
                    Landing::after(killed.after, self.job)
                });
        }
        end
    }

    fn command(&self, options: &[String]) -> Command {
        let plot = self.plot();
        let file = plot.witness.rows.path();
        let mut command = self.job.command(self.program, self.sandbox(), file);
        command
            .args(["--json", "--rate=10000"])
            .args(options)
            .env("XDG_CONFIG_HOME", self.directory.path())
            .stderr(File::create(self.stderr_file()).expect("a file"));
        command
    }

    fn stderr_file(&self) -> PathBuf {
        self.directory.path().join("stderr")
    }

    /// What the last run has said beside its results.
    fn stderr(&self) -> String {
        fs::read_to_string(self.stderr_file()).expect("text")
    }

    /// Has a call fail in the end, some time from now on: by chance alone that is too rare.
    fn fail_a_call(&mut self) {
        let (fault, times) = match self.rng.u8(..4) {
            // The vendor comes to it when the program is gone.
            0 => (Fault::ActAfterHangUp, 1),
            // What is refused is not tried again: this ends the run, and that only the row.
            1 => (refused(StatusCode::FORBIDDEN), 1),
            2 => (refused(StatusCode::UNPROCESSABLE_ENTITY), 1),
            // Of anything else all attempts fail.
            _ => (self.rng.choice(faults()).expect("there are some"), 4),
        };
        let operation: Operation = self.job.operation();
        let faults = self.sandbox().faults();
        faults.inject_times(operation, times, fault);
    }

    /// As a crash of the machine may: the last line did not get to the disk, or only its beginning. Of a row that must
    /// not be sent twice, the start is on the disk before it is sent.
    fn tear(&mut self, before: u64) {
        let mut plot = lock(&self.plot);
        let witness = &mut plot.witness;
        let lines = &witness.journal.lines;
        if lines.length() <= before || lines.torn() > 0 {
            return;
        }
        if let Some((row, State::Started)) = witness.journal.last()
            && !self.job.may_repeat()
            && witness.of_run.contains(&row.reference)
        {
            return;
        }
        let left = self.rng.u64(..SHORTEST);
        witness.journal.tear(left);
        self.tally.torn += 1;
    }
}

/// Every line of the journal has more bytes.
const SHORTEST: u64 = 80;

impl Plot {
    fn begin(&mut self, life: Life, kill: Option<Kill>, allowed: Allowed, patience: u32) {
        self.patience = patience;
        self.kill = kill;
        self.life = life;
        self.witness.begin(&self.life, allowed);
    }

    /// A call has come further, and is held until this returns.
    fn see(&mut self, call: &Call) {
        let Some(event) = self.witness.see(call) else {
            return;
        };
        let Some(kill) = &mut self.kill else { return };
        kill.at_event(event, &self.life);
        self.patience = self.patience.saturating_sub(1);
        let hangs = call.fault == Some(Fault::ActAfterHangUp);
        if self.patience == 0 || (hangs && self.rng.bool()) {
            self.life.kill();
        } else if hangs {
            // It would take its time to give up, even after a signal.
            self.life.kill_after(self.rng.u64(..1 << 20));
        }
    }
}

fn lock(plot: &Mutex<Plot>) -> MutexGuard<'_, Plot> {
    // The panic that has poisoned it fails the test by itself.
    plot.lock().unwrap_or_else(PoisonError::into_inner)
}
