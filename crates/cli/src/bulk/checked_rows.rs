//! What the rows were when they were checked: a file that is changed after that would otherwise have rows sent that
//! nobody has checked, or one of them twice, where others were put in before it.

use std::hash::{BuildHasher as _, RandomState};

/// Of each row 8 bytes, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct CheckedRows {
    hasher: RandomState,
    hashes: Vec<u64>,
}

impl CheckedRows {
    /// The next one, as a request in JSON.
    pub(super) fn add(&mut self, text: &str) {
        self.hashes.push(self.hasher.hash_one(text));
    }

    pub(super) fn count(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// Whether this is the row with that number, from 0.
    pub(super) fn has(&self, number: usize, text: &str) -> bool {
        self.hashes.get(number) == Some(&self.hasher.hash_one(text))
    }
}
