//! Which rows are sent again: what somebody says of those that an earlier run has left undone.

use std::collections::BTreeSet;

use super::options::SendOptions;
use crate::failure::Failure;

/// Which rows are sent again that were sent before.
#[derive(Clone, Debug, Default)]
pub(super) struct Again {
    refused: bool,
    unknown: Unknown,
    /// The lines of rows in doubt of which it is known meanwhile that they were done.
    done: BTreeSet<u64>,
}

/// Which rows in doubt are.
#[derive(Clone, Debug, Default)]
enum Unknown {
    #[default]
    None,
    All,
    Lines(BTreeSet<u64>),
}

impl Again {
    pub(super) fn of(options: &SendOptions) -> Self {
        Self {
            refused: options.retry_refused,
            unknown: match options.retry_unknown.as_deref() {
                None => Unknown::None,
                Some([]) => Unknown::All,
                Some(lines) => Unknown::Lines(lines.iter().copied().collect()),
            },
            done: options.mark_done.iter().copied().collect(),
        }
    }

    fn unknown_lines(&self) -> impl Iterator<Item = u64> {
        match &self.unknown {
            Unknown::Lines(lines) => Some(lines.iter().copied()),
            Unknown::None | Unknown::All => None,
        }
        .into_iter()
        .flatten()
    }

    /// Whether refused rows are.
    pub(super) fn has_refused(&self) -> bool {
        self.refused
    }

    /// Whether the row in doubt of this line is.
    pub(super) fn has_unknown(&self, line: u64) -> bool {
        match &self.unknown {
            Unknown::None => false,
            Unknown::All => true,
            Unknown::Lines(lines) => lines.contains(&line),
        }
    }

    /// Whether the row in doubt of this line is not, since it was done.
    pub(super) fn has_done(&self, line: u64) -> bool {
        self.done.contains(&line)
    }

    /// All lines that are said to be in doubt must be in doubt, and none can be done and sent again.
    pub(super) fn must_be_among(&self, in_doubt: &BTreeSet<u64>) -> Result<(), Failure> {
        let mut mistakes = Vec::new();
        let said: BTreeSet<_> = self
            .done
            .iter()
            .copied()
            .chain(self.unknown_lines())
            .collect();
        let others = listed(said.difference(in_doubt));
        if !others.is_empty() {
            mistakes.push(format!(
                "--mark-done and --retry-unknown are for rows in doubt, and no row in doubt is in line {others}"
            ));
        }
        let twice: Vec<_> = self
            .unknown_lines()
            .filter(|line| self.done.contains(line))
            .collect();
        if !twice.is_empty() {
            let twice = listed(twice.iter());
            mistakes.push(format!(
                "--mark-done says that a row is done, and --retry-unknown that it is not: both name line {twice}"
            ));
        }
        if mistakes.is_empty() {
            return Ok(());
        }
        mistakes.push("--dry-run without them shows which rows are in doubt".to_owned());
        Err(Failure::Invalid(mistakes.join("; ")))
    }
}

fn listed<'a>(lines: impl Iterator<Item = &'a u64>) -> String {
    let lines: Vec<_> = lines.map(u64::to_string).collect();
    lines.join(", ")
}
