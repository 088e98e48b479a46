//! Rows that are about the same thing.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};

/// Of each identity that was seen 16 bytes, whatever its length.
#[derive(Default)]
pub(super) struct Repeats {
    hasher: RandomState,
    /// The line by the hash.
    first: HashMap<u64, u64>,
}

impl Repeats {
    /// The line that had the same identity before.
    pub(super) fn earlier(&mut self, identity: &str, line: u64) -> Option<u64> {
        let hash = self.hasher.hash_one(identity);
        match *self.first.entry(hash).or_insert(line) {
            first if first == line => None,
            first => Some(first),
        }
    }
}
