//! Results for the tests of the report. Nobody has measured these numbers: they are made up, and easy to reckon with.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::driver::Case;
use crate::instructions::Instructions;
use crate::machine::Machine;
use crate::measurement::{Client, Heap, Measurement, Mode, Workload};
use crate::results::{Measured, Results, Run};

/// Three rounds of two workloads: ours takes 0.9, 1.0 and 1.1 of the hand-written one's time.
pub(super) fn results() -> Results {
    let mut measured = Measured::default();
    for case in [
        (Workload::GetTicket, Mode::Sequential),
        (Workload::GetTicket, Mode::Way64),
        (Workload::Intake20000, Mode::Sequential),
    ] {
        let (workload, mode) = case;
        let case = Case { workload, mode };
        for round in 1..=3 {
            let ours = [90, 100, 110][round - 1];
            for (client, percent) in [
                (Client::Ours, ours),
                (Client::Raw, 100),
                (Client::Hyper, 50),
            ] {
                measured.runs.push(run(round, case, client, percent));
            }
        }
        if mode == Mode::Sequential {
            for (client, percent) in [(Client::Ours, 40), (Client::Raw, 100)] {
                measured.counted.push(run(1, case, client, percent));
            }
        }
    }
    Results {
        machine: Machine {
            processor: Some("Made-up Processor".to_owned()),
            cores: Some(2),
            system: Some("Made-up System 1".to_owned()),
            rustc: Some("rustc 0.0.0".to_owned()),
            commit: None,
            date: NaiveDate::default(),
            load: Some(0.25),
        },
        rounds: 3,
        seed: 1,
        quick: false,
        measured,
    }
}

pub(super) fn instructions() -> Instructions {
    let counted = [(Client::Ours, 104_000), (Client::Raw, 100_000)];
    Instructions {
        per_call: BTreeMap::from([(Workload::GetTicket, counted.into())]),
        ..Instructions::default()
    }
}

fn run(round: usize, case: Case, client: Client, percent: u32) -> Run {
    let scaled = |value: u64| value * u64::from(percent) / 100;
    Run {
        round: u32::try_from(round).unwrap(),
        case,
        client,
        measurement: Measurement {
            calls: 1_000,
            failed: 0,
            seconds: f64::from(percent) / 100.0,
            cpu_seconds: f64::from(percent) / 1_000.0,
            peak_resident: Some(scaled(10 << 20)),
            resident_before: Some(8 << 20),
            resident_after: Some(9 << 20),
            heap: Some(Heap {
                allocations: scaled(50_000),
                bytes: scaled(4_000_000),
                peak: scaled(2 << 20),
            }),
        },
    }
}
