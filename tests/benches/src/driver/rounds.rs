//! Interleaved rounds: what disturbs the machine for a while disturbs all clients, and not one of them.

use clap::ValueEnum as _;
use fastrand::Rng;

use super::name;
use super::plan::{self, Amount, Case};
use super::programs::{Program, ProgramError, Programs, Server};
use crate::measurement::{Client, Mode, Workload};
use crate::results::{Measured, Run};

/// What is to be run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these workloads; all of them if there is none.
    pub workloads: Vec<Workload>,
    /// Only these modes; all of them if there is none.
    pub modes: Vec<Mode>,
    /// Only these clients; all of them if there is none.
    pub clients: Vec<Client>,
    /// How often.
    pub rounds: u32,
    /// Where the order of the clients comes from.
    pub seed: u64,
    /// A few calls only.
    pub quick: bool,
}

/// All clients do the same, one right after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Turn {
    round: u32,
    case: Case,
    amount: Amount,
    clients: Vec<Client>,
}

impl Selection {
    /// Runs all of it; `say` hears of each turn.
    ///
    /// # Errors
    /// If the server does not start. What else does not run is among the failures.
    pub fn run(&self, programs: &Programs, say: impl Fn(&str)) -> Result<Measured, ProgramError> {
        let server = programs.server()?;
        let mut measured = Measured::default();
        for turn in self.rounds() {
            say(&format!(
                "round {} of {}: {}",
                turn.round, self.rounds, turn.case
            ));
            let (runs, failures) = turn.run(Program::Client, programs, &server);
            measured.runs.extend(runs);
            measured.failures.extend(failures);
        }
        for turn in self.counting() {
            say(&format!("allocations: {}", turn.case));
            let (runs, failures) = turn.run(Program::Counted, programs, &server);
            measured.counted.extend(runs);
            measured.failures.extend(failures);
        }
        Ok(measured)
    }

    /// Every round has every case. Which client comes first is chance, and not the same one each time.
    fn rounds(&self) -> Vec<Turn> {
        let mut rng = Rng::with_seed(self.seed);
        let mut turns = Vec::new();
        for round in 1..=self.rounds {
            for (case, amount) in self.cases() {
                let mut clients = self.clients();
                rng.shuffle(&mut clients);
                turns.push(Turn {
                    round,
                    case,
                    amount,
                    clients,
                });
            }
        }
        turns
    }

    /// Allocations repeat: they are counted once, and one call after the other.
    fn counting(&self) -> Vec<Turn> {
        self.cases()
            .filter(|(case, _)| case.mode == Mode::Sequential)
            .map(|(case, amount)| Turn {
                round: 1,
                case,
                amount: amount.counted(case.mode),
                clients: self.clients(),
            })
            .collect()
    }

    fn cases(&self) -> impl Iterator<Item = (Case, Amount)> {
        plan::cases()
            .filter(|(case, _)| asked_for(&self.workloads, &case.workload))
            .filter(|(case, _)| asked_for(&self.modes, &case.mode))
            .map(|(case, amount)| {
                let quick = self.quick.then(|| amount.quick(case.mode));
                (case, quick.unwrap_or(amount))
            })
    }

    fn clients(&self) -> Vec<Client> {
        let all = Client::value_variants().iter().copied();
        all.filter(|client| asked_for(&self.clients, client))
            .collect()
    }
}

/// Whether it is to be run: it is named, or nothing is.
fn asked_for<T: PartialEq>(named: &[T], value: &T) -> bool {
    named.is_empty() || named.contains(value)
}

impl Turn {
    fn run(
        self,
        program: Program,
        programs: &Programs,
        server: &Server,
    ) -> (Vec<Run>, Vec<String>) {
        let Self {
            round,
            case,
            amount,
            clients,
        } = self;
        let mut runs = Vec::new();
        let mut failures = Vec::new();
        for client in clients {
            let mut failed = |reason: String| {
                failures.push(format!("round {round}, {case}, {}: {reason}", name(client)));
            };
            match programs.measure(program, server, case, client, amount) {
                Ok(measurement) => {
                    if measurement.failed > 0 {
                        failed(format!("{} calls failed", measurement.failed));
                    }
                    runs.push(Run {
                        round,
                        case,
                        client,
                        measurement,
                    });
                }
                Err(error) => failed(error.to_string()),
            }
        }
        (runs, failures)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn everything() -> Selection {
        Selection {
            rounds: 7,
            seed: 1,
            ..Selection::default()
        }
    }

    #[test]
    fn every_round_has_every_case_once() {
        let turns = everything().rounds();
        for round in 1..=7 {
            let of_round = turns.iter().filter(|turn| turn.round == round);
            let cases: Vec<Case> = of_round.map(|turn| turn.case).collect();
            let all: Vec<Case> = plan::cases().map(|(case, _)| case).collect();
            assert_eq!(cases, all);
        }
    }

    #[test]
    fn all_clients_take_part_and_each_of_them_is_first_at_times() {
        let turns = everything().rounds();
        let mut first: BTreeSet<Client> = BTreeSet::new();
        for turn in &turns {
            let taking_part: BTreeSet<Client> = turn.clients.iter().copied().collect();
            assert_eq!(taking_part.len(), Client::value_variants().len());
            first.extend(turn.clients.first());
        }
        assert_eq!(first.len(), Client::value_variants().len());
    }

    #[test]
    fn the_order_comes_from_the_seed_alone() {
        let other = Selection {
            seed: 2,
            ..everything()
        };
        assert_eq!(everything().rounds(), everything().rounds());
        assert_ne!(everything().rounds(), other.rounds());
    }

    #[test]
    fn only_what_was_named_runs() {
        let one = Selection {
            workloads: vec![Workload::GetTicket],
            modes: vec![Mode::Way64],
            clients: vec![Client::Ours, Client::Raw],
            ..everything()
        };
        for turn in one.rounds() {
            assert_eq!(turn.case.workload, Workload::GetTicket);
            assert_eq!(turn.case.mode, Mode::Way64);
            assert_eq!(turn.clients.len(), 2);
        }
        assert_eq!(one.rounds().len(), 7);
        assert!(
            one.counting().is_empty(),
            "counted only one after the other"
        );
    }

    #[test]
    fn allocations_are_counted_once_for_each_workload() {
        let cases: BTreeSet<Case> = everything()
            .counting()
            .iter()
            .map(|turn| turn.case)
            .collect();
        let workloads: BTreeSet<Workload> = cases.iter().map(|case| case.workload).collect();
        assert_eq!(cases.len(), everything().counting().len());
        assert_eq!(workloads.len(), Workload::value_variants().len());
        assert!(cases.iter().all(|case| case.mode == Mode::Sequential));
    }
}
