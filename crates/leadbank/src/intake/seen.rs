//! Which leads have come already.

use std::collections::HashSet;
use std::hash::BuildHasher as _;

use vendor_core::wire::RawJson;

/// The leads of a pass so far, by their numbers and a hash of their contents.
#[derive(Default)]
pub(super) struct Seen(HashSet<(i64, u64)>);

impl Seen {
    /// Whether a lead with this number and these contents has come before. Now it has.
    pub(super) fn again(&mut self, number: i64, contents: &RawJson) -> bool {
        let contents = self.0.hasher().hash_one(contents.get());
        !self.0.insert((number, contents))
    }
}
