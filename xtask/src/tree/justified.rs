//! Which crates a user's program has beyond a hand-written one, and why.

use std::collections::BTreeSet;

use crate::libraries::VENDORS;

/// A crate that a hand-written program does without, and what it is worth.
type Justified = (&'static str, &'static str);

pub(super) const JUSTIFIED: [Justified; 10] = [
    (
        "vendor-core",
        "the life of a call, told once for all vendors",
    ),
    (
        "chrono",
        "dates in models, with their offset and all their digits, and dates in `Retry-After`",
    ),
    ("num-traits", "under chrono and rust_decimal"),
    (
        "rust_decimal",
        "money never passes through a float; only where a contract has money",
    ),
    ("arrayvec", "under rust_decimal"),
    ("secrecy", "secrets that do not print, and are wiped"),
    ("zeroize", "under secrecy; under rustls as well"),
    (
        "serde_path_to_error",
        "which member of an answer did not decode",
    ),
    (
        "uuid",
        "ids that are checked before they become part of a path",
    ),
    (
        "quick-xml",
        "error bodies in XML; only with the feature `xml`",
    ),
];

/// Where what is there and what is justified differ.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// There, without a reason.
    pub(super) unjustified: Vec<String>,
    /// A reason for what is not there.
    pub(super) needless: Vec<String>,
}

impl Difference {
    /// A line for each.
    pub(super) fn failures(self) -> impl Iterator<Item = String> {
        let unjustified = self.unjustified.into_iter().map(|name| {
            format!("{name} is not justified: a hand-written program does without it (tree/justified.rs)")
        });
        let needless = self.needless.into_iter();
        unjustified.chain(
            needless
                .map(|name| format!("{name} is justified, and nobody has it (tree/justified.rs)")),
        )
    }
}

/// Compares all that programs have beyond a hand-written one with the reasons. A vendor crate is its own reason: it is
/// what the user has asked for.
pub(super) fn compare(found: &BTreeSet<String>, justified: &[Justified]) -> Difference {
    let known = |name: &str| justified.iter().any(|(known, _)| *known == name);
    let is_vendor = |name: &str| VENDORS.iter().any(|vendor| vendor.name == name);
    let unjustified = found
        .iter()
        .filter(|name| !known(name) && !is_vendor(name))
        .cloned()
        .collect();
    let needless = justified
        .iter()
        .filter(|(name, _)| !found.contains(*name))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    Difference {
        unjustified,
        needless,
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, compare};

    const JUSTIFIED: [(&str, &str); 2] = [("chrono", "dates"), ("num-traits", "under chrono")];

    fn difference(found: &[&str]) -> Difference {
        compare(&found.iter().map(ToString::to_string).collect(), &JUSTIFIED)
    }

    #[test]
    fn what_is_there_for_a_reason_is_no_difference() {
        let found = ["chrono", "num-traits", "leadbank", "dialler"];
        assert_eq!(difference(&found), Difference::default());
    }

    #[test]
    fn a_crate_without_a_reason_is_unjustified() {
        let found = ["chrono", "num-traits", "regex"];
        assert_eq!(difference(&found).unjustified, ["regex"]);
    }

    #[test]
    fn a_reason_without_its_crate_is_needless() {
        assert_eq!(difference(&["chrono"]).needless, ["num-traits"]);
    }
}
