//! What a journal knows of the rows.

use std::collections::HashMap;

use super::key::Key;
use super::record::{Record, State};

/// What has happened to each row by the end of the journal.
#[derive(Debug, Default)]
pub(crate) struct Fates {
    rows: HashMap<Key, Fate>,
    /// Why rows are not done, for the first ones: no more of them are shown, and there may be as many as rows.
    reasons: HashMap<Key, Box<str>>,
}

/// So many reasons are kept.
const REASONS: usize = 1_000;

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
        self.rows.insert(record.key, fate);
        self.reasons.remove(&record.key);
        if let Some(message) = &record.message
            && record.state != State::Done
            && self.reasons.len() < REASONS
        {
            self.reasons.insert(record.key, message.as_ref().into());
        }
    }

    pub(crate) fn state_of(&self, key: Key) -> Option<State> {
        self.rows.get(&key).map(|fate| fate.state)
    }

    /// Why a row is not done, or may not be, as far as that is known.
    pub(crate) fn reason_of(&self, key: Key) -> Option<&str> {
        match self.state_of(key)? {
            State::Started => Some("the command ended before the answer came"),
            _ => self.reasons.get(&key).map(AsRef::as_ref),
        }
    }

    /// The row is in the file.
    pub(crate) fn found(&mut self, key: Key) {
        if let Some(fate) = self.rows.get_mut(&key) {
            fate.is_in_file = true;
        }
    }

    /// The rows that were not found in the file: the line where each stood, and how far it had come.
    pub(crate) fn missing(&self) -> impl Iterator<Item = (u64, State)> {
        let missing = self.rows.values().filter(|fate| !fate.is_in_file);
        missing.map(|fate| (fate.line.into(), fate.state))
    }

    /// How many rows are done.
    pub(super) fn done(&self) -> u64 {
        self.count(|state| state == State::Done)
    }

    /// How many may be done.
    pub(super) fn in_doubt(&self) -> u64 {
        self.count(|state| matches!(state, State::Started | State::Unknown))
    }

    fn count(&self, is_meant: impl Fn(State) -> bool) -> u64 {
        let rows = self.rows.values();
        rows.filter(|fate| is_meant(fate.state)).count() as u64
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
