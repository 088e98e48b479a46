//! Which leads have come already.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use vendor_core::wire::RawJson;

/// The leads of a pass so far, by their numbers and a hash of their contents.
#[derive(Default)]
pub(super) struct Seen {
    leads: HashSet<(i64, u64)>,
    hasher: RandomState,
}

impl Seen {
    /// Whether a lead with this number and these contents has come before. Now it has.
    pub(super) fn again(&mut self, number: i64, contents: &RawJson) -> bool {
        let contents = self.hasher.hash_one(contents.get());
        !self.leads.insert((number, contents))
    }
}
