//! Where programs were when they were killed.

use std::collections::BTreeMap;

/// How often each place was met.
#[derive(Debug)]
pub struct Landings<L>(BTreeMap<L, u64>);

impl<L> Default for Landings<L> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<L: Ord> Landings<L> {
    /// One more has landed there.
    pub fn add(&mut self, landing: L) {
        *self.0.entry(landing).or_default() += 1;
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// How often each of these, by its name.
    #[must_use]
    pub fn described(&self, names: &[(L, &str)]) -> String {
        let counts = names.iter().map(|(landing, name)| {
            let kills = self.0.get(landing).copied().unwrap_or_default();
            format!("{kills} {name}")
        });
        counts.collect::<Vec<_>>().join(", ")
    }
}
