//! What `cargo tree` says.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use crate::cargo::command;

/// A crate in one version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) version: String,
}

/// The crates that are built for a package on this platform, each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing(BTreeSet<Crate>);

impl Listing {
    /// Asks `cargo tree` in a directory. What only build scripts and tests need is left out.
    pub(super) fn of(directory: &Path, arguments: &[&str]) -> Result<Self, Box<dyn Error>> {
        let tree = [
            "tree", "--edges", "normal", "--prefix", "none", "--format", "{p}",
        ];
        let output = command(directory, &[&tree[..], arguments].concat()).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Self::parse(&String::from_utf8(output.stdout)?)
    }

    /// A line a crate: `name v1.2.3`, and after it in brackets where it comes from, that it is a macro, or that it
    /// was there before.
    pub(super) fn parse(text: &str) -> Result<Self, Box<dyn Error>> {
        let lines = text.lines().filter(|line| !line.is_empty());
        let crates: BTreeSet<Crate> = lines
            .map(|line| {
                let mut words = line.split(' ');
                let name = words.next();
                let version = words.next().and_then(|word| word.strip_prefix('v'));
                let (Some(name), Some(version)) = (name, version) else {
                    return Err(format!("`cargo tree` says \"{line}\""));
                };
                Ok(Crate {
                    name: name.to_owned(),
                    version: version.to_owned(),
                })
            })
            .collect::<Result<_, _>>()?;
        if crates.is_empty() {
            return Err("`cargo tree` lists no crate".into());
        }
        Ok(Self(crates))
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.0.retain(|one| one.name != name);
        self
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|one| one.name == name)
    }

    /// What is here, and not in the other one.
    pub(super) fn beyond(&self, other: &Self) -> Self {
        Self(self.0.difference(&other.0).cloned().collect())
    }

    /// Each name once.
    pub(super) fn names(&self) -> BTreeSet<&str> {
        self.0.iter().map(|one| one.name.as_str()).collect()
    }

    /// The crates that are here in several versions, with these.
    pub(super) fn duplicates(&self) -> Vec<(&str, Vec<&str>)> {
        let versions = |name| {
            let of_name = self.0.iter().filter(move |one| one.name == name);
            of_name.map(|one| one.version.as_str()).collect()
        };
        let all = self.names().into_iter().map(|name| (name, versions(name)));
        all.filter(|(_, versions): &(_, Vec<_>)| versions.len() > 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Listing;

    const TEXT: &str = "\
program v0.0.0 (/elsewhere/program)
leadbank v0.1.0 (/elsewhere/crates/leadbank)
serde v1.0.229
serde_derive v1.0.229 (proc-macro)
syn v3.0.9
syn v2.0.110

serde v1.0.229 (*)
";

    fn listing(text: &str) -> Listing {
        Listing::parse(text).unwrap()
    }

    #[test]
    fn a_crate_counts_once_however_often_it_is_listed() {
        assert_eq!(listing(TEXT).len(), 6);
        assert!(listing(TEXT).contains("serde_derive"));
        assert!(!listing(TEXT).contains("serde_"));
    }

    #[test]
    fn the_program_itself_can_be_left_out() {
        let below = listing(TEXT).without("program");
        assert_eq!(below.len(), 5);
        assert!(!below.contains("program"));
    }

    #[test]
    fn a_crate_in_two_versions_is_a_duplicate() {
        assert_eq!(
            listing(TEXT).duplicates(),
            [("syn", vec!["2.0.110", "3.0.9"])]
        );
        assert!(
            listing("serde v1.0.229\nserde v1.0.229 (*)")
                .duplicates()
                .is_empty()
        );
    }

    #[test]
    fn beyond_another_is_what_only_this_one_has() {
        let floor = listing("serde v1.0.229\nsyn v3.0.9\nserde_derive v1.0.229 (proc-macro)");
        let beyond = listing(TEXT).beyond(&floor);
        // Another version is another crate to compile.
        assert_eq!(
            beyond.names().into_iter().collect::<Vec<_>>(),
            ["leadbank", "program", "syn"]
        );
    }

    #[test]
    fn what_is_no_listing_is_an_error() {
        for text in ["", "\n", "error: no such package", "serde"] {
            assert!(Listing::parse(text).is_err(), "{text:?}");
        }
    }
}
