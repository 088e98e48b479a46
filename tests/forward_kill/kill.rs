//! When a life ends.

use std::path::Path;

use fastrand::Rng;
use vendor_sandbox::Operation;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::leadbank::{FETCH_LEADS, VALIDATE_LEADS};

use crate::life::Life;
use crate::whereabouts::Phase;

/// The moment of a kill.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kill {
    /// So long after the start.
    AfterStart { spins: u64 },
    /// While a call is held, when so many of its operation have come so far.
    At(Milestone),
    /// So long after that, while the program goes on.
    After { milestone: Milestone, spins: u64 },
    /// Once the file has so many bytes more.
    Growth { bytes: u64 },
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Milestone {
    operation: Operation,
    phase: Phase,
    times: u32,
}

impl Kill {
    pub(crate) fn any(rng: &mut Rng) -> Self {
        match rng.u8(..100) {
            0..10 => Self::AfterStart {
                spins: any_spins(rng, 21),
            },
            10..50 => Self::At(Milestone::any(rng)),
            50..80 => Self::After {
                milestone: Milestone::any(rng),
                spins: any_spins(rng, 18),
            },
            _ => Self::Growth {
                bytes: 1 << rng.u32(..19),
            },
        }
    }
}

impl Kill {
    /// The program has started.
    pub(crate) fn at_start(self, life: &Life, file: &Path, length: u64) {
        match self {
            Self::AfterStart { spins } => life.kill_after(spins),
            Self::Growth { bytes } => life.kill_at_growth(file, length + bytes),
            Self::At(_) | Self::After { .. } => {}
        }
    }

    /// A call has come so far, and is held.
    pub(crate) fn at_event(&mut self, event: (Operation, Phase), life: &Life) {
        match self {
            Self::At(milestone) => {
                if milestone.is_reached_by(event) {
                    life.kill();
                }
            }
            Self::After { milestone, spins } => {
                if milestone.is_reached_by(event) {
                    life.kill_after(*spins);
                }
            }
            Self::AfterStart { .. } | Self::Growth { .. } => {}
        }
    }
}

impl Milestone {
    fn any(rng: &mut Rng) -> Self {
        let operation = match rng.u8(..10) {
            0..2 => FETCH_LEADS,
            2..7 => IMPORT_CONTACT,
            _ => VALIDATE_LEADS,
        };
        let phases = [Phase::Arrived, Phase::Seen, Phase::Settled];
        Self {
            operation,
            phase: phases[rng.usize(..phases.len())],
            times: if operation == IMPORT_CONTACT {
                rng.u32(1..=4)
            } else {
                rng.u32(1..=2)
            },
        }
    }

    /// Counts down; true when it is reached.
    fn is_reached_by(&mut self, event: (Operation, Phase)) -> bool {
        if event != (self.operation, self.phase) || self.times == 0 {
            return false;
        }
        self.times -= 1;
        self.times == 0
    }
}

/// Short ones are as likely as long ones.
fn any_spins(rng: &mut Rng, most: u32) -> u64 {
    let most = 1 << rng.u32(..=most);
    rng.u64(..most)
}
