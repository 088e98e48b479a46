//! One client beside the other, round by round.

use std::collections::BTreeMap;

use super::figure::{Figure, Source, float};
use super::spread::Spread;
use crate::driver::Case;
use crate::instructions::Instructions;
use crate::measurement::{Client, Mode};
use crate::results::{Results, Run};

/// All figures of a session.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// What was measured.
    pub results: &'a Results,
    /// What a simulator has counted, if it has.
    pub instructions: Option<&'a Instructions>,
}

impl Comparison<'_> {
    /// The middle of a client's values.
    pub(crate) fn median(&self, figure: Figure, case: Case, client: Client) -> Option<f64> {
        let values = self.by_round(figure, case, client).into_values();
        Spread::of(values).map(|spread| spread.median)
    }

    /// A client's values as ratios to those that the hand-written client had in the same rounds.
    pub(crate) fn ratios(&self, figure: Figure, case: Case, client: Client) -> Vec<f64> {
        if !figure.has_ratio() {
            return Vec::new();
        }
        let floor = self.by_round(figure, case, Client::Raw);
        let values = self.by_round(figure, case, client);
        values
            .into_iter()
            .filter_map(|(round, value)| Some(value / floor.get(&round)?))
            .filter(|ratio| ratio.is_finite())
            .collect()
    }

    /// What is counted is counted once: it has one round.
    fn by_round(&self, figure: Figure, case: Case, client: Client) -> BTreeMap<u32, f64> {
        let measured = &self.results.measured;
        match figure.source() {
            Source::Runs => values(&measured.runs, figure, case, client),
            Source::Counted => values(&measured.counted, figure, case, client),
            Source::Instructions => self
                .instructions
                .filter(|_| case.mode == Mode::Sequential)
                .and_then(|counted| counted.per_call(case.workload, client))
                .map(|count| (1, float(count)))
                .into_iter()
                .collect(),
        }
    }
}

/// By round, without those in which calls failed.
fn values(runs: &[Run], figure: Figure, case: Case, client: Client) -> BTreeMap<u32, f64> {
    runs.iter()
        .filter(|run| run.case == case && run.client == client)
        .filter(|run| run.measurement.failed == 0)
        .filter_map(|run| Some((run.round, figure.of(&run.measurement)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measurement::Workload;
    use crate::report::made_up;

    const CASE: Case = Case {
        workload: Workload::GetTicket,
        mode: Mode::Sequential,
    };

    fn cpu_ratios(results: &Results) -> Vec<f64> {
        let comparison = Comparison {
            results,
            instructions: None,
        };
        comparison.ratios(Figure::Cpu, CASE, Client::Ours)
    }

    #[test]
    fn a_ratio_is_to_the_hand_written_client_of_the_same_round() {
        assert_eq!(cpu_ratios(&made_up::results()), [0.9, 1.0, 1.1]);
    }

    #[test]
    fn a_round_in_which_one_of_the_two_did_not_run_has_no_ratio() {
        let mut results = made_up::results();
        let is_gone = |run: &Run| run.round == 2 && run.client == Client::Raw;
        results.measured.runs.retain(|run| !is_gone(run));
        assert_eq!(cpu_ratios(&results), [0.9, 1.1]);
    }

    #[test]
    fn a_run_with_a_call_that_failed_is_no_part_of_it() {
        let mut results = made_up::results();
        for run in &mut results.measured.runs {
            run.measurement.failed = u64::from(run.round == 1 && run.client == Client::Ours);
        }
        assert_eq!(cpu_ratios(&results), [1.0, 1.1]);
    }

    #[test]
    fn instructions_are_those_of_one_call_after_the_other() {
        let (results, instructions) = (made_up::results(), made_up::instructions());
        let comparison = Comparison {
            results: &results,
            instructions: Some(&instructions),
        };
        let ratios = |mode| {
            let case = Case { mode, ..CASE };
            comparison.ratios(Figure::Instructions, case, Client::Ours)
        };
        assert_eq!(ratios(Mode::Sequential), [1.04]);
        assert!(ratios(Mode::Way64).is_empty());
    }
}
