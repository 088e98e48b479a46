//! What the program says at its end.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

/// A part of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Summary {
    pub(crate) rows: usize,
    done: usize,
    done_before: usize,
    marked_done: usize,
    unreadable: usize,
    refused: usize,
    refused_before: usize,
    pub(crate) in_doubt: usize,
    pub(crate) not_sent: usize,
    pub(crate) left: usize,
    pub(crate) missing: usize,
    /// The lines of the rows that somebody has to look for.
    pub(crate) lines_in_doubt: BTreeSet<u64>,
}

impl Summary {
    /// Among the lines of JSON that it has written to stderr.
    pub(crate) fn in_stderr(text: &str) -> Option<Self> {
        let mut lines = text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("with --json, a line is JSON"));
        let summary = lines.find_map(|line| line.get("summary").cloned());
        summary.map(|summary| serde_json::from_value(summary).expect("a summary"))
    }

    pub(crate) fn all_done(&self) -> usize {
        self.done + self.done_before + self.marked_done + self.unreadable
    }

    pub(crate) fn all_refused(&self) -> usize {
        self.refused + self.refused_before
    }
}
