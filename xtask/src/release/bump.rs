//! Which version a change requires.

use std::fmt;

use clap::ValueEnum;
use semver::Version;

/// What a change means for those who use the crate, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// Nothing in the public API.
    Fix,
    /// Something more than before.
    Addition,
    /// Code that compiled may not compile any more, or may mean something else.
    Break,
}

/// Which part of a version is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Bump {
    Patch,
    Minor,
    Major,
}

impl Bump {
    /// What Semantic Versioning asks for after a version. Before 1.0 the minor part tells of breaks, and before 0.1
    /// each version breaks.
    pub(crate) fn required(last: &Version, change: Change) -> Self {
        match (last.major, last.minor, change) {
            (0, 1.., Change::Break) | (1.., _, Change::Addition) => Self::Minor,
            (1.., _, Change::Break) => Self::Major,
            (0, 0, Change::Break) | (_, _, Change::Fix | Change::Addition) => Self::Patch,
        }
    }

    /// The next version.
    pub(crate) fn after(self, last: &Version) -> Version {
        match self {
            Self::Patch => Version::new(last.major, last.minor, last.patch + 1),
            Self::Minor => Version::new(last.major, last.minor + 1, 0),
            Self::Major => Version::new(last.major + 1, 0, 0),
        }
    }
}

/// Whether it is `major.minor.patch` and nothing more. The commands know no way for pre-releases.
pub(crate) fn is_plain(version: &Version) -> bool {
    version.pre.is_empty() && version.build.is_empty()
}

/// Whether cargo may take one version for the other.
pub(crate) fn are_compatible(one: &Version, other: &Version) -> bool {
    // The first part that is not zero must be the same, and all before it.
    match (one.major, one.minor) {
        (0, 0) => (other.major, other.minor, other.patch) == (0, 0, one.patch),
        (0, minor) => (other.major, other.minor) == (0, minor),
        (major, _) => other.major == major,
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fix => "fix",
            Self::Addition => "addition",
            Self::Break => "break",
        })
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{Bump, Change, are_compatible, is_plain};

    fn version(text: &str) -> Version {
        Version::parse(text).expect("a version")
    }

    #[test]
    fn what_a_change_requires() {
        for (last, change, bump, next) in [
            ("0.1.0", Change::Fix, Bump::Patch, "0.1.1"),
            ("0.1.0", Change::Addition, Bump::Patch, "0.1.1"),
            ("0.1.4", Change::Break, Bump::Minor, "0.2.0"),
            ("0.0.4", Change::Break, Bump::Patch, "0.0.5"),
            ("0.0.4", Change::Fix, Bump::Patch, "0.0.5"),
            ("1.2.3", Change::Fix, Bump::Patch, "1.2.4"),
            ("1.2.3", Change::Addition, Bump::Minor, "1.3.0"),
            ("1.2.3", Change::Break, Bump::Major, "2.0.0"),
        ] {
            let last = version(last);
            assert_eq!(Bump::required(&last, change), bump, "{change} after {last}");
            assert_eq!(bump.after(&last), version(next), "{bump} after {last}");
        }
    }

    #[test]
    fn a_major_bump_before_1_0_leads_to_1_0() {
        assert_eq!(Bump::Major.after(&version("0.3.1")), version("1.0.0"));
    }

    #[test]
    fn a_plain_version_is_no_pre_release_and_no_build() {
        assert!(is_plain(&version("0.2.0")));
        assert!(!is_plain(&version("0.2.0-alpha.1")));
        assert!(!is_plain(&version("0.2.0+local")));
    }

    #[test]
    fn versions_are_compatible_as_cargo_says() {
        for (one, other, compatible) in [
            ("0.1.0", "0.1.7", true),
            ("0.1.0", "0.2.0", false),
            ("0.9.0", "1.0.0", false),
            ("0.0.1", "0.0.2", false),
            ("0.0.2", "0.1.2", false),
            ("0.0.2", "0.0.2", true),
            ("1.0.0", "1.9.0", true),
            ("1.9.0", "2.0.0", false),
        ] {
            assert_eq!(
                are_compatible(&version(one), &version(other)),
                compatible,
                "{one}, {other}"
            );
        }
    }
}
