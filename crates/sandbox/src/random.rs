//! Repeatable randomness: the same seed gives the same ids, tokens and faults on every machine.

use uuid::{Builder, Uuid};

/// SplitMix64: small, well distributed from any seed, and not for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// At least 0 and less than 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        // 32 bits are exact in an f64 and plenty for a probability.
        let [a, b, c, d, ..] = self.next().to_be_bytes();
        f64::from(u32::from_be_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
    }

    /// Less than `length`; zero for an empty range.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % length).unwrap_or(0)
    }

    /// A version 4 uuid.
    pub(crate) fn uuid(&mut self) -> Uuid {
        let wide = (u128::from(self.next()) << 64) | u128::from(self.next());
        Builder::from_random_bytes(wide.to_be_bytes()).into_uuid()
    }
}
