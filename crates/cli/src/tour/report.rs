//! The tour as it went.

use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::proof::Proof;
use crate::table::{self, cell};

/// One call, as it went.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub(super) vendor: &'static str,
    pub(super) operation: String,
    pub(super) request: String,
    pub(super) status: Option<u16>,
    pub(super) attempts: u32,
    pub(super) delivery: &'static str,
    pub(super) outcome: Option<&'static str>,
    /// None where the ledger alone knows about a call.
    pub(super) time_ms: Option<f64>,
    /// What went wrong on the way, by the sandbox's ledger.
    pub(super) fault: Option<String>,
    /// What is not as expected, in words.
    pub(super) unexpected: Vec<String>,
}

/// The whole tour.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    calls: Vec<Step>,
    /// How many operations these calls were of.
    operations: usize,
    as_expected: usize,
    pub(super) not_as_expected: usize,
    proof: Proof,
}

/// What the columns mean that do not speak for themselves.
const LEGEND: &str = "\
DELIVERY  what the client knows in the end: whether the vendor did it
OUTCOME   found: the answer was lost, and the client has looked for it and found it
          gone: the answer was lost, and at the next attempt it was not there any more
          partial: of several updates in one call some failed, and the others were done";

impl Report {
    pub(super) fn new(calls: Vec<Step>, proof: Proof) -> Self {
        let as_expected = calls
            .iter()
            .filter(|step| step.unexpected.is_empty())
            .count();
        let operations: BTreeSet<_> = calls
            .iter()
            .map(|step| (step.vendor, &step.request))
            .collect();
        Self {
            operations: operations.len(),
            not_as_expected: calls.len() - as_expected,
            as_expected,
            calls,
            proof,
        }
    }

    /// For people: a line per call, what was not as expected, and what is proven.
    pub(super) fn describe(&self) -> String {
        let header = [
            "VENDOR",
            "OPERATION",
            "REQUEST",
            "STATUS",
            "ATTEMPTS",
            "DELIVERY",
            "OUTCOME",
            "MS",
            "FAULT SURVIVED",
        ];
        let rows = self.calls.iter().map(Step::cells);
        let mut text = table::with_header(header, rows);
        // Writing to a text cannot fail.
        let _ = writeln!(text, "\n\n{LEGEND}\n");
        for step in &self.calls {
            for unexpected in &step.unexpected {
                let _ = writeln!(text, "{}: not as expected: {unexpected}", step.operation);
            }
        }
        let _ = write!(
            text,
            "{} calls of {} operations as expected, {} not\n{}",
            self.as_expected, self.operations, self.not_as_expected, self.proof
        );
        text
    }
}

impl Step {
    fn cells(&self) -> [String; 9] {
        [
            self.vendor.to_owned(),
            self.operation.clone(),
            self.request.clone(),
            cell(self.status),
            self.attempts.to_string(),
            self.delivery.to_owned(),
            cell(self.outcome),
            cell(self.time_ms.map(|time| format!("{time:.1}"))),
            cell(self.fault.as_ref()),
        ]
    }
}
