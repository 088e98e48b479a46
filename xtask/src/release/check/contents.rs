//! What a package must hold, and must not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Cargo puts them into every package.
const OF_CARGO: [&str; 4] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
];
/// Whoever downloads a package finds these.
const OF_EVERY_CRATE: [&str; 4] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];
/// A crate with this one is a vendor's.
const CONTRACT: &str = "openapi.yaml";
/// It also has the vendor's samples, and the list of what was changed in them.
const OF_VENDOR_CRATES: [&str; 2] = [CONTRACT, "samples/README.md"];
/// All else is in one of these.
const DIRECTORIES: [&str; 5] = ["contracts", "examples", "samples", "src", "tests"];

/// What is wrong with a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Every crate of its kind has this file.
    Absent(String),
    /// The repository has it, the package has not: a test may need it.
    LeftOut(String),
    /// The repository has not got it.
    NotInGit(String),
    /// There is no place for it in a package.
    OutOfPlace(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent(path) => write!(f, "{path} is not in the package"),
            Self::LeftOut(path) => write!(
                f,
                "{path} is in git and not in the package: name it in `include` of Cargo.toml"
            ),
            Self::NotInGit(path) => write!(
                f,
                "{path} is in the package and not in git: delete it, or narrow `include` of Cargo.toml"
            ),
            Self::OutOfPlace(path) => write!(
                f,
                "{path}: a package has no place for it, only for the directories {}",
                DIRECTORIES.join(", ")
            ),
        }
    }
}

/// Compares what git has below the crate's directory with what its package has.
pub(super) fn problems(in_git: &[String], packed: &[&str]) -> Vec<Problem> {
    let in_git = of_this_package(in_git);
    let packed: BTreeSet<&str> = packed.iter().copied().collect();
    let vendors = if in_git.contains(CONTRACT) {
        &OF_VENDOR_CRATES[..]
    } else {
        &[]
    };
    let required: BTreeSet<&str> = [&OF_CARGO[..], &OF_EVERY_CRATE, vendors]
        .concat()
        .into_iter()
        .collect();
    let named = |paths: &BTreeSet<&str>, problem: fn(String) -> Problem| -> Vec<Problem> {
        paths.iter().map(|&path| problem(path.to_owned())).collect()
    };

    let generated = BTreeSet::from(OF_CARGO);
    let added = &packed - &in_git;
    let in_place = |path: &&str| {
        let directory = path.split_once('/').map(|(directory, _)| directory);
        required.contains(path)
            || directory.is_some_and(|directory| DIRECTORIES.contains(&directory))
    };
    let out_of_place: BTreeSet<&str> = packed
        .iter()
        .copied()
        .filter(|path| !in_place(path))
        .collect();
    [
        named(&(&required - &packed), Problem::Absent),
        named(&(&(&in_git - &packed) - &required), Problem::LeftOut),
        named(&(&added - &generated), Problem::NotInGit),
        named(&out_of_place, Problem::OutOfPlace),
    ]
    .concat()
}

/// Without the files of packages that lie in its directory, an example with a manifest of its own for instance.
fn of_this_package(in_git: &[String]) -> BTreeSet<&str> {
    let others: Vec<&str> = in_git
        .iter()
        .filter_map(|path| path.strip_suffix("/Cargo.toml"))
        .collect();
    let is_in = |path: &str, directory: &str| {
        path.strip_prefix(directory)
            .is_some_and(|below| below.starts_with('/'))
    };
    in_git
        .iter()
        .map(String::as_str)
        .filter(|path| !others.iter().any(|directory| is_in(path, directory)))
        .collect()
}

/// How many files of each kind there are: `src/*.rs 21, tests/*.snap 2, README.md`.
pub(super) fn kinds(packed: &[&str]) -> String {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for path in packed {
        *counts.entry(kind(path)).or_default() += 1;
    }
    let kinds: Vec<String> = counts
        .iter()
        .map(|(kind, count)| {
            if kind.contains('*') {
                format!("{kind} {count}")
            } else {
                kind.clone()
            }
        })
        .collect();
    kinds.join(", ")
}

fn kind(path: &str) -> String {
    let Some((directory, below)) = path.split_once('/') else {
        return path.to_owned();
    };
    match below.rsplit_once('.') {
        Some((_, extension)) => format!("{directory}/*.{extension}"),
        None => format!("{directory}/*"),
    }
}

#[cfg(test)]
mod tests {
    use super::{OF_CARGO, OF_EVERY_CRATE, Problem, kinds, problems};

    /// What both sides have where nothing is wrong.
    const IN_BOTH: [&str; 3] = ["src/lib.rs", "tests/wire.rs", "tests/snapshots/wire.snap"];

    fn in_git(more: &[&str]) -> Vec<String> {
        let of_git = [&OF_EVERY_CRATE[..], &IN_BOTH, &["Cargo.toml"], more].concat();
        of_git.into_iter().map(str::to_owned).collect()
    }

    fn packed<'a>(more: &[&'a str]) -> Vec<&'a str> {
        [&OF_EVERY_CRATE[..], &OF_CARGO, &IN_BOTH, more].concat()
    }

    #[test]
    fn a_package_with_everything_that_git_has_is_right() {
        assert_eq!(problems(&in_git(&[]), &packed(&[])), []);
    }

    #[test]
    fn a_file_that_the_package_leaves_out_is_named() {
        let path = "tests/snapshots/requests.snap".to_owned();
        let wrong = problems(&in_git(&[&path]), &packed(&[]));
        assert_eq!(wrong, [Problem::LeftOut(path)]);
    }

    #[test]
    fn the_files_of_a_package_below_it_are_not_its_own() {
        let below = ["examples/app/Cargo.toml", "examples/app/src/lib.rs"];
        assert_eq!(problems(&in_git(&below), &packed(&[])), []);
        let beside = "examples/apple.rs";
        let wrong = problems(&in_git(&[&below[..], &[beside]].concat()), &packed(&[]));
        assert_eq!(wrong, [Problem::LeftOut(beside.to_owned())]);
        let wrong = problems(&in_git(&below), &packed(&below[1..]));
        assert_eq!(wrong, [Problem::NotInGit(below[1].to_owned())]);
    }

    #[test]
    fn a_file_that_git_does_not_have_is_named() {
        let path = "tests/snapshots/wire.snap.new";
        let wrong = problems(&in_git(&[]), &packed(&[path]));
        assert_eq!(wrong, [Problem::NotInGit(path.to_owned())]);
    }

    #[test]
    fn a_file_without_a_place_is_named_even_if_git_has_it() {
        for path in ["notes.md", "fuzz/corpus/1", "srcs/lib.rs"] {
            let wrong = problems(&in_git(&[path]), &packed(&[path]));
            assert_eq!(wrong, [Problem::OutOfPlace(path.to_owned())]);
        }
    }

    #[test]
    fn a_package_without_what_every_crate_has_is_wrong_even_if_git_does_not_have_it() {
        for absent in ["LICENSE-MIT", "Cargo.lock"] {
            let mut in_git = in_git(&[]);
            in_git.retain(|path| path != absent);
            let mut packed = packed(&[]);
            packed.retain(|path| *path != absent);
            let wrong = problems(&in_git, &packed);
            assert_eq!(wrong, [Problem::Absent(absent.to_owned())]);
        }
    }

    #[test]
    fn the_package_of_a_vendors_crate_has_its_contract_and_its_samples() {
        let of_vendor = ["openapi.yaml", "samples/README.md"];
        assert_eq!(problems(&in_git(&of_vendor), &packed(&of_vendor)), []);
        let absent = of_vendor.map(|path| Problem::Absent(path.to_owned()));
        assert_eq!(problems(&in_git(&["openapi.yaml"]), &packed(&[])), absent);
    }

    #[test]
    fn files_are_counted_by_directory_and_extension() {
        let paths = ["README.md", "src/a.rs", "src/deep/b.rs", "tests/Makefile"];
        assert_eq!(kinds(&paths), "README.md, src/*.rs 2, tests/* 1");
    }
}
