//! What a journal knows of the rows.

use std::collections::HashMap;

use super::key::Key;
use super::record::{Record, State};

/// What has happened to each row by the end of the journal.
#[derive(Debug, Default)]
pub(crate) struct Fates(HashMap<Key, Fate>);

/// Small, since there is one for each row.
#[derive(Clone, Copy, Debug)]
struct Fate {
    line: u32,
    state: State,
    is_in_file: bool,
}

impl Fates {
    /// A later record of the same row counts more.
    pub(super) fn learn(&mut self, record: &Record<'_>) {
        let fate = Fate {
            // For people, and no file of theirs has more lines.
            line: u32::try_from(record.line).unwrap_or(u32::MAX),
            state: record.state,
            is_in_file: false,
        };
        self.0.insert(record.key, fate);
    }

    pub(crate) fn state_of(&self, key: Key) -> Option<State> {
        self.0.get(&key).map(|fate| fate.state)
    }

    /// The row is in the file.
    pub(crate) fn found(&mut self, key: Key) {
        if let Some(fate) = self.0.get_mut(&key) {
            fate.is_in_file = true;
        }
    }

    /// The rows that were not found in the file: the line where each stood, and how far it had come.
    pub(crate) fn missing(&self) -> impl Iterator<Item = (u64, State)> {
        let missing = self.0.values().filter(|fate| !fate.is_in_file);
        missing.map(|fate| (fate.line.into(), fate.state))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
