//! What stands in the way of a release.

use std::fmt;
use std::io;
use std::path::PathBuf;

use semver::Version;

use super::bump::Bump;
use super::changelog::ChangelogError;
use super::crates::CratesError;
use super::git::GitError;
use super::manifest::ManifestError;

#[derive(Debug, thiserror::Error)]
pub(crate) enum ReleaseError {
    #[error(transparent)]
    Crates(#[from] CratesError),
    #[error(transparent)]
    Git(#[from] GitError),
    #[error(transparent)]
    Changelog(#[from] ChangelogError),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    #[error(transparent)]
    Refused(#[from] Refusals),
    #[error("cargo does not run: {0}")]
    Cargo(#[from] io::Error),
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("nothing is edited, since Cargo.lock cannot follow: cargo update: {0}")]
    LockFile(String),
}

/// Everything that is wrong, so that one run is enough to see it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) struct Refusals(pub(crate) Vec<Refusal>);

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused:")?;
        self.0
            .iter()
            .try_for_each(|refusal| write!(f, "\n- {refusal}"))
    }
}

impl Refusals {
    pub(crate) fn check(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The error that ends the search for more of them. A crate that is not there is one of them.
    pub(crate) fn and(mut self, error: ReleaseError) -> ReleaseError {
        match error {
            ReleaseError::Crates(CratesError::Unknown { name, known }) => {
                self.0.push(Refusal::UnknownCrate { name, known });
                self.into()
            }
            other => other,
        }
    }
}

/// What is wrong, and what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("no published crate is named {name}: take one of {}", known.join(", "))]
    UnknownCrate { name: String, known: Vec<String> },
    #[error("there are changes that are not committed ({}): commit them or take them back", first_of(.0))]
    Dirty(Vec<String>),
    #[error("{name} needs {dependency} by its path only: give it a version beside the path")]
    PathOnly { name: String, dependency: String },
    #[error(
        "{name} {version}: pre-releases and build metadata are not supported here: take a version of three numbers"
    )]
    NotPlain { name: String, version: Version },
    /// Of a crate that is taken along.
    #[error("{0}")]
    Changelog(String),
    #[error(
        "the tag {tag} is there, but it is no release that this commit contains: fetch what it names, delete it if it is \
         wrong, or take a higher version with --bump"
    )]
    TagThere { tag: String },
    #[error(
        "{path}: nothing stands under \"## Unreleased\": write there what has changed for users, and commit it"
    )]
    NoEntry { path: String },
    #[error(
        "{path}: {version} has a section already, and entries wait under \"## Unreleased\": make one of the two"
    )]
    SectionThere { path: String, version: Version },
    #[error("{name} {version} is prepared: commit it, check it and tag it as {tag}")]
    Prepared {
        name: String,
        version: Version,
        tag: String,
    },
    #[error(
        "a {asked} bump of {name} is too small, because of {why}: take {required}, or leave --bump out"
    )]
    BumpTooSmall {
        name: String,
        asked: Bump,
        required: Bump,
        why: String,
    },
    #[error(
        "{name} was never released, so there is nothing to bump: leave --bump out, it is released as {version}"
    )]
    FirstRelease { name: String, version: Version },
    #[error(
        "{name} is built on {dependency}, which breaks: prepare {dependency} first, it will be {version}"
    )]
    NeededFirst {
        name: String,
        dependency: String,
        version: Version,
    },
    #[error(
        "{name} {version} is too small, because of {why}: it must be {least}; put what the changelog has of \
         {version} back under \"## Unreleased\", without the heading, and run `cargo xtask release prepare {name}`"
    )]
    VersionTooSmall {
        name: String,
        version: Version,
        least: Version,
        why: String,
    },
    #[error("{path}: there is no section of {version}: run `cargo xtask release prepare {name}`")]
    NoSection {
        name: String,
        path: String,
        version: Version,
    },
    #[error("{path}: the section of {version} has no day: write it as `## {version} - YYYY-MM-DD`")]
    NoDay { path: String, version: Version },
    #[error(
        "{name} {version} is released: if more has changed, run `cargo xtask release prepare {name}`"
    )]
    Released { name: String, version: Version },
    #[error(
        "without --dry-run only the workflow publishes that a tag starts: push the tag, or add --dry-run"
    )]
    NotTheWorkflow,
    #[error("the commit does not carry the tag {tag}: tag it and push the tag, or add --dry-run")]
    NotTagged { tag: String },
    #[error("which crate is to be published is not said: without --dry-run it must be named")]
    NoCrate,
    #[error("what is published must be committed: --allow-dirty is for --dry-run")]
    DirtyPublish,
}

/// A few lines of git's status, and how many there are more.
fn first_of(lines: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = lines
        .iter()
        .take(SHOWN)
        .map(|line| line.trim().to_owned())
        .collect();
    if lines.len() > SHOWN {
        shown.push(format!("{} more", lines.len() - SHOWN));
    }
    shown.join(", ")
}
