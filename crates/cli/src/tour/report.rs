//! The tour as it went.

use std::fmt::Write as _;
use std::iter;

use serde::Serialize;

use crate::table::{self, cell};

/// One operation, as it went.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub(super) vendor: &'static str,
    pub(super) operation: String,
    pub(super) request: String,
    pub(super) status: Option<u16>,
    pub(super) attempts: u32,
    pub(super) delivery: &'static str,
    pub(super) time_ms: f64,
    /// What went wrong on the way, by the sandbox's ledger.
    pub(super) fault: Option<String>,
    /// What is not as expected, in words.
    pub(super) unexpected: Vec<String>,
}

/// The whole tour.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    operations: Vec<Step>,
    as_expected: usize,
    pub(super) not_as_expected: usize,
}

impl Report {
    pub(super) fn new(operations: Vec<Step>) -> Self {
        let as_expected = operations
            .iter()
            .filter(|step| step.unexpected.is_empty())
            .count();
        Self {
            not_as_expected: operations.len() - as_expected,
            as_expected,
            operations,
        }
    }

    /// For people: a line per operation, then what was not as expected.
    pub(super) fn describe(&self) -> String {
        let header = [
            "OPERATION",
            "REQUEST",
            "STATUS",
            "ATTEMPTS",
            "DELIVERY",
            "MS",
            "FAULT SURVIVED",
        ];
        let rows = self.operations.iter().map(Step::cells);
        let mut text = table::of_rows(iter::once(header.map(str::to_owned)).chain(rows));
        text.push_str("\n\n");
        for step in &self.operations {
            for unexpected in &step.unexpected {
                // Writing to a text cannot fail.
                let _ = writeln!(text, "{}: not as expected: {unexpected}", step.operation);
            }
        }
        let _ = write!(
            text,
            "{} operations as expected, {} not",
            self.as_expected, self.not_as_expected
        );
        text
    }
}

impl Step {
    fn cells(&self) -> [String; 7] {
        [
            self.operation.clone(),
            self.request.clone(),
            cell(self.status),
            self.attempts.to_string(),
            self.delivery.to_owned(),
            format!("{:.1}", self.time_ms),
            cell(self.fault.as_ref()),
        ]
    }
}
