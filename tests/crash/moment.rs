//! When a life ends.

use std::path::Path;

use fastrand::Rng;
use vendor_sandbox::Operation;

use super::life::Life;
use super::phase::{Event, Phase};

/// The moments that are worth an end.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    /// The operations whose calls are.
    pub goals: &'static [Goal],
    /// The file's growth is: at most 2 to the power of this, in bytes.
    pub growth: u32,
}

/// An operation of the program.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// Which one.
    pub operation: Operation,
    /// How likely it is meant, compared with the others.
    pub weight: u32,
    /// So many calls are waited for at most.
    pub most: u32,
}

/// The moment of an end.
#[derive(Clone, Copy, Debug)]
pub enum Kill {
    /// So long after the start.
    AfterStart {
        /// The time, in turns of a loop.
        spins: u64,
    },
    /// While a call is held, when so many of its operation have come so far.
    At(Milestone),
    /// So long after that, while the program goes on.
    After {
        /// What is waited for.
        milestone: Milestone,
        /// The time, in turns of a loop.
        spins: u64,
    },
    /// Once the file has so many bytes more.
    Growth {
        /// How many.
        bytes: u64,
    },
}

/// So many calls have come so far.
#[derive(Clone, Copy, Debug)]
pub struct Milestone {
    event: Event,
    times: u32,
}

impl Moments {
    /// One of them.
    ///
    /// # Panics
    /// If there is no goal with a weight.
    pub fn any(&self, rng: &mut Rng) -> Kill {
        match rng.u8(..100) {
            0..10 => Kill::AfterStart {
                spins: any_spins(rng, 21),
            },
            10..50 => Kill::At(self.milestone(rng)),
            50..80 => Kill::After {
                milestone: self.milestone(rng),
                spins: any_spins(rng, 18),
            },
            _ => Kill::Growth {
                bytes: 1 << rng.u32(..self.growth),
            },
        }
    }

    fn milestone(&self, rng: &mut Rng) -> Milestone {
        let weights: u32 = self.goals.iter().map(|goal| goal.weight).sum();
        let mut lot = rng.u32(..weights);
        let goal = self.goals.iter().find(|goal| {
            let is_it = lot < goal.weight;
            lot = lot.saturating_sub(goal.weight);
            is_it
        });
        let goal = goal.expect("the lot is below the sum of the weights");
        let phases = [Phase::Arrived, Phase::Seen, Phase::Settled];
        Milestone {
            event: (goal.operation, phases[rng.usize(..phases.len())]),
            times: rng.u32(1..=goal.most),
        }
    }
}

impl Kill {
    /// The program has started, and the file has this length.
    pub fn at_start(self, life: &Life, file: &Path, length: u64) {
        match self {
            Self::AfterStart { spins } => life.end_after(spins),
            Self::Growth { bytes } => life.end_at_growth(file, length + bytes),
            Self::At(_) | Self::After { .. } => {}
        }
    }

    /// A call has come so far, and is held.
    pub fn at_event(&mut self, event: Event, life: &Life) {
        match self {
            Self::At(milestone) => {
                if milestone.is_reached_by(event) {
                    life.end();
                }
            }
            Self::After { milestone, spins } => {
                if milestone.is_reached_by(event) {
                    life.end_after(*spins);
                }
            }
            Self::AfterStart { .. } | Self::Growth { .. } => {}
        }
    }
}

impl Milestone {
    /// Counts down; true when it is reached.
    fn is_reached_by(&mut self, event: Event) -> bool {
        if event != self.event || self.times == 0 {
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
