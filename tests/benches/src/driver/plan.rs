//! Which workloads run in which modes, and with how many calls.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::name;
use crate::measurement::{Mode, Workload};

/// A workload in a mode: what all clients do in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Case {
    /// The calls.
    pub workload: Workload,
    /// How many of them at once.
    pub mode: Mode,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", name(self.workload), name(self.mode))
    }
}

/// What a combination of workload and mode gives.
#[derive(Clone, Copy, Debug)]
enum Planned {
    /// Runs of so many calls, which take about a second.
    Calls(u64),
    /// No run, for this reason.
    LeftOut(&'static str),
}

use Planned::Calls;

const LARGE: Planned =
    Planned::LeftOut("many large answers at once measure how fast the system gives memory");

const MODES: [Mode; 3] = [Mode::Sequential, Mode::Way64, Mode::Way1000];

/// What runs in each of `MODES`.
#[rustfmt::skip]
const TABLE: [(Workload, [Planned; 3]); 10] = [
    (Workload::GetTicket,     [Calls(15_000), Calls(30_000), Calls(30_000)]),
    (Workload::Problem,       [Calls(15_000), Calls(30_000), Calls(30_000)]),
    (Workload::CreateTicket,  [Calls(15_000), Calls(30_000), Calls(30_000)]),
    (Workload::List25,        [Calls(12_000), Calls(15_000), Calls(15_000)]),
    (Workload::List1000,      [Calls(1_000),  LARGE,         LARGE]),
    (Workload::Leads1,        [Calls(15_000), Calls(30_000), Calls(30_000)]),
    (Workload::Leads1000,     [Calls(500),    LARGE,         LARGE]),
    (Workload::Leads20000,    [Calls(15),     LARGE,         LARGE]),
    (Workload::Intake20000,   [Calls(15),     LARGE,         LARGE]),
    (Workload::ImportContact, [Calls(15_000), Calls(30_000), Calls(30_000)]),
];

fn planned() -> impl Iterator<Item = (Case, Planned)> {
    TABLE.into_iter().flat_map(|(workload, row)| {
        let cases = MODES.map(|mode| Case { workload, mode });
        cases.into_iter().zip(row)
    })
}

/// The combinations that run, with the calls of a run.
pub(super) fn cases() -> impl Iterator<Item = (Case, Amount)> {
    planned().filter_map(|(case, planned)| match planned {
        Calls(calls) => Some((case, Amount::of(calls, case.mode))),
        Planned::LeftOut(_) => None,
    })
}

/// The combinations that do not run, with the reason.
pub fn left_out() -> impl Iterator<Item = (Case, &'static str)> {
    planned().filter_map(|(case, planned)| match planned {
        Planned::LeftOut(reason) => Some((case, reason)),
        Calls(_) => None,
    })
}

/// How many calls a run makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Those that are measured.
    pub calls: u64,
    /// Those before them, which open the connections and fill the pools of the allocator.
    pub warm_up: u64,
}

impl Amount {
    fn of(calls: u64, mode: Mode) -> Self {
        let at_once = match mode {
            Mode::Sequential => 1,
            Mode::Way64 => 64,
            Mode::Way1000 => 1_000,
        };
        let calls = calls.max(at_once);
        let warm_up = (calls / 4).max(2 * at_once);
        Self { calls, warm_up }
    }

    /// Enough to see that everything runs, and too few to measure.
    pub(super) fn quick(self, mode: Mode) -> Self {
        self.part(50, mode)
    }

    /// Enough to count: the same call allocates the same again, and counting is slow.
    pub(super) fn counted(self, mode: Mode) -> Self {
        self.part(10, mode)
    }

    fn part(self, part: u64, mode: Mode) -> Self {
        Self::of(self.calls / part, mode)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn every_combination_runs_or_is_left_out_for_a_reason() {
        let run = cases().map(|(case, _)| case);
        let all: Vec<Case> = run.chain(left_out().map(|(case, _)| case)).collect();
        let unique: BTreeSet<Case> = all.iter().copied().collect();
        assert_eq!(all.len(), unique.len(), "a combination is there twice");
        assert_eq!(unique.len(), Workload::value_variants().len() * MODES.len());
        assert!(left_out().all(|(_, reason)| !reason.is_empty()));
    }

    #[test]
    fn every_workload_runs_sequentially() {
        let sequential = cases().filter(|(case, _)| case.mode == Mode::Sequential);
        assert_eq!(sequential.count(), Workload::value_variants().len());
    }

    #[test]
    fn large_answers_come_one_at_a_time() {
        let left_out: BTreeSet<Workload> = left_out().map(|(case, _)| case.workload).collect();
        let large = [
            Workload::List1000,
            Workload::Leads1000,
            Workload::Leads20000,
            Workload::Intake20000,
        ];
        assert_eq!(left_out, BTreeSet::from(large));
        assert!(super::left_out().all(|(case, _)| case.mode != Mode::Sequential));
    }

    #[test]
    fn a_run_and_its_warm_up_are_long_enough_to_have_all_calls_at_once() {
        for (case, amount) in cases() {
            for amount in [amount, amount.quick(case.mode)] {
                let at_once = Amount::of(0, case.mode).calls;
                assert!(amount.calls >= at_once, "{case}: {amount:?}");
                assert!(amount.warm_up >= at_once, "{case}: {amount:?}");
            }
        }
    }

    #[test]
    fn a_quick_run_is_a_fiftieth() {
        let amount = Amount::of(6_000, Mode::Sequential);
        assert_eq!(amount.quick(Mode::Sequential).calls, 120);
        let least = Amount::of(8, Mode::Sequential).quick(Mode::Sequential);
        assert_eq!(
            least,
            Amount {
                calls: 1,
                warm_up: 2
            }
        );
    }
}
