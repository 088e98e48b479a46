//! The program from its start to its end, which may come from outside.

use std::fs;
use std::hint;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::phase::{Event, Whereabouts};

/// How a program is ended from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// It has no time to do anything more: SIGKILL.
    #[default]
    Kill,
    /// As Ctrl-C does: SIGINT.
    Interrupt,
    /// As the system does that shuts down: SIGTERM.
    Terminate,
}

/// A running program that several threads may end. Clones are the same one.
#[derive(Clone, Debug, Default)]
pub struct Life {
    running: Arc<Mutex<Option<Running>>>,
    way: Way,
    /// What it has done last.
    pub whereabouts: Whereabouts,
}

#[derive(Debug)]
struct Running {
    child: Child,
    killed: Option<Killed>,
}

/// Where a life was when it was killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Killed {
    /// What it had done last, if anything.
    pub after: Option<Event>,
}

/// How a life has ended.
#[derive(Debug)]
pub struct End {
    /// The exit code, unless the program was killed.
    pub code: Option<i32>,
    /// All that it has printed.
    pub stdout: Vec<u8>,
    /// If it was killed before it had ended by itself.
    pub killed: Option<Killed>,
}

impl Life {
    /// One that [`end`](Self::end) ends in this way.
    #[must_use]
    pub fn ending_by(way: Way) -> Self {
        Self {
            way,
            ..Self::default()
        }
    }

    /// Starts the program, and waits for its end.
    ///
    /// # Panics
    /// If it does not start.
    pub fn live(&self, command: &mut Command, started: impl FnOnce(&Self)) -> End {
        let mut pipe = {
            // Whoever wants to end it at its first call waits until it can be ended.
            let mut running = self.running();
            let mut child = command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .expect("the program starts");
            let pipe = child.stdout.take().expect("it is piped");
            let killed = None;
            *running = Some(Running { child, killed });
            pipe
        };
        started(self);
        let mut stdout = Vec::new();
        pipe.read_to_end(&mut stdout).expect("a pipe is readable");
        let Running { mut child, killed } = self.running().take().expect("only this takes it");
        let status = child.wait().expect("it has ended");
        End {
            stdout,
            // A signal leaves no code.
            killed: killed.filter(|_| status.code().is_none()),
            code: status.code(),
        }
    }

    /// Kills it, if it has not ended.
    pub fn kill(&self) {
        self.end_by(Way::Kill);
    }

    /// Ends it in the way of this life, if it has not ended.
    pub fn end(&self) {
        self.end_by(self.way);
    }

    fn end_by(&self, way: Way) {
        if let Some(running) = &mut *self.running() {
            if way == Way::Kill {
                let after = self.whereabouts.last();
                running.killed.get_or_insert(Killed { after });
            }
            signal(&mut running.child, way);
        }
    }

    /// Ends it after this time.
    pub fn end_after(&self, spins: u64) {
        self.end_by_after(self.way, spins);
    }

    /// Kills it after this time.
    pub fn kill_after(&self, spins: u64) {
        self.end_by_after(Way::Kill, spins);
    }

    fn end_by_after(&self, way: Way, spins: u64) {
        let life = self.clone();
        thread::spawn(move || {
            for _ in 0..spins {
                hint::spin_loop();
            }
            life.end_by(way);
        });
    }

    /// Ends it once the file is larger than this.
    pub fn end_at_growth(&self, file: &Path, length: u64) {
        let life = self.clone();
        let file = file.to_owned();
        thread::spawn(move || {
            while fs::metadata(&file).map_or(0, |file| file.len()) <= length {
                if life.running().is_none() {
                    return;
                }
                thread::yield_now();
            }
            life.end();
        });
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An error means that it has ended by itself.
#[cfg(unix)]
fn signal(child: &mut Child, way: Way) {
    use rustix::process::{Pid, Signal, kill_process};

    let polite = match way {
        Way::Kill => return drop(child.kill()),
        Way::Interrupt => Signal::INT,
        Way::Terminate => Signal::TERM,
    };
    // It is not waited for yet, so that its number is nobody else's.
    let _ = kill_process(Pid::from_child(child), polite);
}

/// There is no other way here.
#[cfg(not(unix))]
fn signal(child: &mut Child, _: Way) {
    let _ = child.kill();
}
