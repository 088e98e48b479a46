//! The limits that the design sets, and whether they are held.

use super::comparison::Comparison;
use super::figure::Figure;
use super::spread::Spread;
use crate::driver::Case;
use crate::measurement::{Client, Mode, Workload};

/// What a ratio to the hand-written client is to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    pub(crate) figure: Figure,
    pub(crate) case: Case,
    /// At most, or at least if more is better.
    pub(crate) limit: f64,
    /// What is hoped for.
    pub(crate) stretch: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    StretchMet,
    Met,
    Missed,
    NotMeasured,
}

const INSTRUCTIONS: [(Workload, f64, f64); 8] = [
    (Workload::GetTicket, 1.05, 0.95),
    (Workload::CreateTicket, 1.05, 1.00),
    (Workload::Leads1, 1.05, 1.00),
    (Workload::ImportContact, 1.05, 1.00),
    (Workload::Problem, 1.07, 1.00),
    (Workload::List25, 1.05, 0.97),
    (Workload::List1000, 1.05, 0.97),
    (Workload::Leads20000, 1.05, 0.90),
];

impl Limit {
    /// All of them.
    pub(crate) fn all() -> Vec<Self> {
        let instructions = INSTRUCTIONS.map(|(workload, limit, stretch)| Self {
            figure: Figure::Instructions,
            case: Case {
                workload,
                mode: Mode::Sequential,
            },
            limit,
            stretch,
        });
        let memory = [Figure::PeakHeap, Figure::PeakResident].map(|figure| Self {
            figure,
            case: Case {
                workload: Workload::Intake20000,
                mode: Mode::Sequential,
            },
            limit: 0.50,
            stretch: 0.30,
        });
        let small = [
            Workload::GetTicket,
            Workload::CreateTicket,
            Workload::Problem,
            Workload::List25,
            Workload::Leads1,
            Workload::ImportContact,
        ];
        let throughput = small.map(|workload| Self {
            figure: Figure::CallsPerSecond,
            case: Case {
                workload,
                mode: Mode::Way64,
            },
            limit: 0.93,
            stretch: 1.00,
        });
        instructions
            .into_iter()
            .chain(memory)
            .chain(throughput)
            .collect()
    }

    /// What was measured, as a ratio.
    pub(crate) fn measured(&self, comparison: Comparison<'_>) -> Option<f64> {
        let ratios = comparison.ratios(self.figure, self.case, Client::Ours);
        Spread::of(ratios).map(|spread| spread.median)
    }

    pub(crate) fn verdict(&self, measured: Option<f64>) -> Verdict {
        let more = self.figure.is_better_if_more();
        let holds = |measured: f64, bound: f64| {
            if more {
                measured >= bound
            } else {
                measured <= bound
            }
        };
        match measured {
            None => Verdict::NotMeasured,
            Some(measured) if holds(measured, self.stretch) => Verdict::StretchMet,
            Some(measured) if holds(measured, self.limit) => Verdict::Met,
            Some(_) => Verdict::Missed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(figure: Figure, limit: f64, stretch: f64) -> Limit {
        let case = Case {
            workload: Workload::GetTicket,
            mode: Mode::Sequential,
        };
        Limit {
            figure,
            case,
            limit,
            stretch,
        }
    }

    #[test]
    fn less_is_better() {
        let limit = limit(Figure::Instructions, 1.05, 0.95);
        assert_eq!(limit.verdict(Some(1.051)), Verdict::Missed);
        assert_eq!(limit.verdict(Some(1.05)), Verdict::Met);
        assert_eq!(limit.verdict(Some(0.95)), Verdict::StretchMet);
    }

    #[test]
    fn more_calls_in_a_second_are_better() {
        let limit = limit(Figure::CallsPerSecond, 0.93, 1.0);
        assert_eq!(limit.verdict(Some(0.929)), Verdict::Missed);
        assert_eq!(limit.verdict(Some(0.93)), Verdict::Met);
        assert_eq!(limit.verdict(Some(1.0)), Verdict::StretchMet);
    }

    #[test]
    fn what_was_not_measured_is_neither_met_nor_missed() {
        let limit = limit(Figure::Instructions, 1.05, 0.95);
        assert_eq!(limit.verdict(None), Verdict::NotMeasured);
    }

    #[test]
    fn every_limit_is_asked_of_something_that_runs() {
        let left_out: Vec<Case> = crate::driver::left_out().map(|(case, _)| case).collect();
        for limit in Limit::all() {
            assert!(!left_out.contains(&limit.case), "{}", limit.case);
            assert!(limit.figure.has_ratio(), "{}", limit.case);
        }
    }
}
