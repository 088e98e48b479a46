//! Where it plays: the two vendors, the leads that come, and the program that lives and dies between them.

use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use behaviours::crash::{Kill, Life, Vendors, faults, refused};
use behaviours::program::Program;
use fastrand::Rng;
use tempfile::TempDir;
use vendor_sandbox::dialler::{Contact, IMPORT_CONTACT};
use vendor_sandbox::leadbank::{self, FETCH_LEADS, LeadBank, VALIDATE_LEADS};
use vendor_sandbox::{Call, FaultPlan, StatusCode};

use crate::file::SetAside;
use crate::landing::Landing;
use crate::leads::Leads;
use crate::moments::MOMENTS;
use crate::tally::Tally;
use crate::witness::Witness;

/// What leads are confirmed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Granularity {
    Leads,
    Fetch,
}

pub(crate) struct Stage {
    program: Program,
    granularity: Granularity,
    rng: Rng,
    vendors: Vendors,
    directory: TempDir,
    plot: Arc<Mutex<Plot>>,
    tally: Tally,
}

/// What happens while the program lives; told by the calls that it makes.
pub(crate) struct Plot {
    pub(crate) witness: Witness,
    pub(crate) leads: Leads,
    rng: Rng,
    leadbank: LeadBank,
    life: Life,
    kill: Option<Kill>,
    /// How many changes of a call the current life may still see.
    patience: u32,
}

/// Of a life that comes to no kill: some passes.
const PATIENCE: u32 = 60;

/// So many leads are under way at once, about.
const UNDER_WAY: usize = 8;

/// Of the calls, so many meet a fault.
const RATE: f64 = 0.12;

impl Stage {
    pub(crate) fn open(program: Program, granularity: Granularity, seed: u64) -> Self {
        let vendors = Vendors::open();
        let sandbox = &vendors.sandbox;
        sandbox.leadbank().remove_all_leads();
        sandbox.dialler().remove_all_contacts();
        sandbox
            .faults()
            .follow(FaultPlan::random(seed, RATE).kinds(faults()).operations([
                FETCH_LEADS,
                IMPORT_CONTACT,
                VALIDATE_LEADS,
            ]));
        let directory = tempfile::tempdir().expect("a directory");
        let file = SetAside::at(directory.path().join("set-aside.jsonl"));
        let leadbank = sandbox.leadbank().clone();
        let plot = Arc::new(Mutex::new(Plot {
            witness: Witness::new(leadbank.clone(), file),
            leads: Leads::new(granularity, seed ^ 1),
            rng: Rng::with_seed(seed ^ 2),
            leadbank,
            life: Life::default(),
            kill: None,
            patience: 0,
        }));
        let watching = Arc::clone(&plot);
        vendors.watch(move |call| lock(&watching).see(call));
        Self {
            program,
            granularity,
            rng: Rng::with_seed(seed ^ 3),
            vendors,
            directory,
            plot,
            tally: Tally::default(),
        }
    }

    /// Lets the program live and die, until it was killed so often.
    pub(crate) fn kill_times(&mut self, kills: u64) {
        while self.tally.landings.total() < kills {
            let kill = MOMENTS.any(&mut self.rng);
            let mode = if self.rng.u8(..3) == 0 {
                "--every=100ms"
            } else {
                "--once"
            };
            if self.rng.u8(..3) == 0 {
                self.fail_a_call();
            }
            self.live(mode, Some(kill));
            if self.rng.u8(..8) == 0 {
                self.tear();
            }
        }
    }

    /// Has a call fail in the end, some time from now on: by chance alone that is too rare.
    fn fail_a_call(&mut self) {
        let operations = [FETCH_LEADS, IMPORT_CONTACT, IMPORT_CONTACT, VALIDATE_LEADS];
        let operation = operations[self.rng.usize(..operations.len())];
        // What is refused is not tried again, and ends the pass; of anything else all attempts fail.
        let (fault, times) = match self.rng.u8(..2) {
            0 => (refused(StatusCode::FORBIDDEN), 1),
            _ => (self.rng.choice(faults()).expect("there are some"), 4),
        };
        self.vendors
            .sandbox
            .faults()
            .inject_times(operation, times, fault);
    }

    /// One pass without faults and kills, for all that is left.
    pub(crate) fn let_finish(&mut self) {
        self.vendors.sandbox.faults().clear();
        assert!(self.live("--once", None), "undisturbed, a pass ends well");
    }

    pub(crate) fn granularity(&self) -> Granularity {
        self.granularity
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    pub(crate) fn plot(&self) -> MutexGuard<'_, Plot> {
        lock(&self.plot)
    }

    pub(crate) fn contacts(&self) -> Vec<Contact> {
        self.vendors.sandbox.dialler().contacts()
    }

    pub(crate) fn leads(&self) -> Vec<leadbank::Lead> {
        self.vendors.sandbox.leadbank().leads()
    }

    /// One life; whether it has ended well, by itself.
    fn live(&mut self, mode: &str, kill: Option<Kill>) -> bool {
        let (life, file, torn, length) = {
            let mut plot = self.plot();
            plot.begin(kill);
            let file = plot.witness.file();
            let (path, torn, length) = (file.path().to_owned(), file.torn(), file.length());
            (plot.life.clone(), path, torn, length)
        };
        let mut command = self.command(mode);
        let end = life.live(command.stderr(Stdio::null()), |life| {
            if let Some(kill) = kill {
                kill.at_start(life, &file, length);
            }
        });
        self.vendors.drain();
        let torn_now = self.plot().witness.file().torn();
        self.tally.lives += 1;
        // One line for each.
        self.tally.passes += end.stdout.split(|byte| *byte == b'\n').count() - 1;
        if torn > 0 && torn_now == 0 {
            self.tally.repaired += 1;
        }
        if let Some(killed) = end.killed {
            let is_in_line = torn_now > 0 && torn_now != torn;
            self.tally.landings.add(if is_in_line {
                Landing::InLine
            } else {
                Landing::after(killed.after)
            });
        }
        end.code == Some(0)
    }

    fn command(&self, mode: &str) -> Command {
        let mut command = self.program.command();
        let confirmation: &[&str] = match self.granularity {
            Granularity::Leads => &[],
            Granularity::Fetch => &["--confirm-integer=1"],
        };
        let dialler = self.vendors.sandbox.dialler();
        command
            .args([
                "leadbank",
                "forward",
                "--json",
                "--parameter=1",
                "--campaign-id=538",
                mode,
            ])
            .args(["--timeout=20", "--set-aside"])
            .arg(self.plot().witness.file().path())
            .args(confirmation)
            .env("XDG_CONFIG_HOME", self.directory.path())
            .env(
                "VENDOR_LEADBANK_BASE_URL",
                self.vendors.sandbox.leadbank().base_url(),
            )
            .env("VENDOR_DIALLER_BASE_URL", dialler.base_url())
            .env("VENDOR_DIALLER_TOKEN", dialler.token());
        command
    }

    /// As a crash of the machine may: of the line of a lead that was not confirmed, only the beginning is there.
    fn tear(&mut self) {
        const LINE: &[u8] =
            br#"{"id":999,"reason":"no phone number","lead":{"IDLeadBank":999,"Contents":[]"#;
        let mut plot = lock(&self.plot);
        let file = plot.witness.file();
        if file.path().exists() && file.torn() == 0 {
            file.tear(&LINE[..self.rng.usize(1..=LINE.len())]);
            self.tally.torn += 1;
        }
    }
}

impl Plot {
    fn begin(&mut self, kill: Option<Kill>) {
        self.patience = PATIENCE;
        self.kill = kill;
        self.life = Life::default();
        self.witness.watch.follow(self.life.whereabouts.clone());
    }

    /// A call has come further, and is held until this returns.
    fn see(&mut self, call: &Call) {
        let Some(event) = self.witness.see(call, &self.leads) else {
            return;
        };
        let Some(kill) = &mut self.kill else { return };
        kill.at_event(event, &self.life);
        self.patience = self.patience.saturating_sub(1);
        if self.patience == 0 {
            self.life.kill();
        }
        self.let_leads_come();
    }

    fn let_leads_come(&mut self) {
        let under_way = self.leadbank.leads_at(leadbank::Stage::Ready).len()
            + self.leadbank.leads_at(leadbank::Stage::InProgress).len();
        if under_way < UNDER_WAY && self.rng.u8(..3) == 0 {
            for _ in 0..self.rng.usize(1..=4) {
                self.leadbank.seed_lead(self.leads.next());
            }
        }
    }
}

fn lock(plot: &Mutex<Plot>) -> MutexGuard<'_, Plot> {
    // The panic that has poisoned it fails the test by itself.
    plot.lock().unwrap_or_else(PoisonError::into_inner)
}
