//! The program from its start to its end, which may come from outside.

use std::fs;
use std::hint;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::whereabouts::{Landing, Whereabouts};

/// A running program that several threads may kill.
#[derive(Clone, Default)]
pub(crate) struct Life {
    running: Arc<Mutex<Option<Running>>>,
    pub(crate) whereabouts: Whereabouts,
}

struct Running {
    child: Child,
    /// Where it was when it was killed.
    landing: Option<Landing>,
}

/// How a life has ended.
pub(crate) struct End {
    pub(crate) is_well: bool,
    /// How many lines it has printed: one for each pass.
    pub(crate) lines: usize,
    /// Where a kill has landed, unless the program had ended by itself.
    pub(crate) landing: Option<Landing>,
}

impl Life {
    /// Starts the program, and waits for its end.
    pub(crate) fn live(&self, command: &mut Command, started: impl FnOnce(&Self)) -> End {
        let stdout = {
            // Whoever wants to kill it at its first call waits until it can be killed.
            let mut running = self.running();
            let mut child = command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts");
            let stdout = child.stdout.take().expect("it is piped");
            let landing = None;
            *running = Some(Running { child, landing });
            stdout
        };
        started(self);
        let lines = BufReader::new(stdout).split(b'\n').count();
        let Running { mut child, landing } = self.running().take().expect("only this takes it");
        let status = child.wait().expect("it has ended");
        End {
            lines,
            // A signal leaves no code.
            landing: landing.filter(|_| status.code().is_none()),
            is_well: status.success(),
        }
    }

    /// Ends it, if it has not ended.
    pub(crate) fn kill(&self) {
        if let Some(running) = &mut *self.running() {
            let here = self.whereabouts.landing();
            running.landing.get_or_insert(here);
            // An error means that it has ended by itself.
            let _ = running.child.kill();
        }
    }

    /// Ends it after this time.
    pub(crate) fn kill_after(&self, spins: u64) {
        let life = self.clone();
        thread::spawn(move || {
            for _ in 0..spins {
                hint::spin_loop();
            }
            life.kill();
        });
    }

    /// Ends it once the file is larger than this.
    pub(crate) fn kill_at_growth(&self, file: &Path, length: u64) {
        let life = self.clone();
        let file = file.to_owned();
        thread::spawn(move || {
            while fs::metadata(&file).map_or(0, |file| file.len()) <= length {
                if life.running().is_none() {
                    return;
                }
                thread::yield_now();
            }
            life.kill();
        });
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
