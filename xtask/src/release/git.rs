//! What a release asks git.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use semver::Version;

use super::bump::is_plain;
use super::crates::Crate;
use super::manifest::Manifest;

/// A repository, or a clone of it.
#[derive(Clone, Debug)]
pub(crate) struct Git {
    root: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum GitError {
    #[error("git does not run: {0}")]
    Run(#[from] io::Error),
    #[error("git {command}: {message}")]
    Refused { command: String, message: String },
}

/// A commit that changed a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commit {
    /// Abbreviated.
    pub(crate) id: String,
    pub(crate) subject: String,
}

/// A released version and its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Released {
    pub(crate) version: Version,
    pub(crate) tag: String,
}

impl Commit {
    /// Whether its subject says that it breaks something: `Breaking: ...`, or `feat!: ...`.
    pub(crate) fn says_break(&self) -> bool {
        let kind = self.subject.split_once(": ").map(|(kind, _)| kind);
        kind.is_some_and(|kind| kind.ends_with('!') || kind.eq_ignore_ascii_case("breaking"))
    }
}

impl Git {
    pub(crate) fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The last release of a crate that the checked-out commit contains.
    pub(crate) fn last_release(&self, package: &Crate) -> Result<Option<Released>, GitError> {
        self.last_but(package, &[])
    }

    /// The last release that an earlier commit is.
    pub(crate) fn release_before_head(
        &self,
        package: &Crate,
    ) -> Result<Option<Released>, GitError> {
        self.last_but(package, &self.tags_at_head()?)
    }

    fn last_but(&self, package: &Crate, left_out: &[String]) -> Result<Option<Released>, GitError> {
        let mut releases = self.releases(package)?;
        releases.retain(|release| !left_out.contains(&release.tag));
        while let Some(release) = releases.pop() {
            if self.is_true(&release, package)? {
                return Ok(Some(release));
            }
        }
        Ok(None)
    }

    /// Whether the crate had this version at the tag. Where it lay in another directory then, the tag is believed.
    fn is_true(&self, release: &Released, package: &Crate) -> Result<bool, GitError> {
        let path = package.manifest_path();
        let Some(manifest) = self.file_at(&release.tag, &path)? else {
            return Ok(true);
        };
        let version = Manifest::parse(path.as_ref(), &manifest).and_then(|then| then.version());
        Ok(version.is_ok_and(|version| version == release.version))
    }

    /// What the tags say of a crate, the oldest version first.
    pub(crate) fn releases(&self, package: &Crate) -> Result<Vec<Released>, GitError> {
        let prefix = package.tag_prefix();
        let pattern = format!("{prefix}*");
        let tags = self.run(&["tag", "--list", &pattern, "--merged", "HEAD"])?;
        let released = tags.lines().filter_map(|tag| {
            // What follows another crate's longer name is no version.
            let version = Version::parse(tag.strip_prefix(&prefix)?).ok();
            let version = version.filter(is_plain)?;
            let tag = tag.to_owned();
            Some(Released { version, tag })
        });
        let mut all: Vec<Released> = released.collect();
        all.sort_by(|one, other| one.version.cmp(&other.version));
        Ok(all)
    }

    /// The commits that changed a directory since a revision, the newest first; all, if there is none.
    pub(crate) fn commits_in(
        &self,
        directory: &Path,
        since: Option<&str>,
    ) -> Result<Vec<Commit>, GitError> {
        let range = since.map_or_else(|| "HEAD".to_owned(), |revision| format!("{revision}..HEAD"));
        let directory = directory.to_string_lossy();
        let log = self.run(&["log", "--format=%h %s", &range, "--", &directory])?;
        let commit = |line: &str| {
            let (id, subject) = line.split_once(' ')?;
            Some(Commit {
                id: id.to_owned(),
                subject: subject.to_owned(),
            })
        };
        Ok(log.lines().filter_map(commit).collect())
    }

    /// Whether a tag is there, at any commit.
    pub(crate) fn has_tag(&self, tag: &str) -> Result<bool, GitError> {
        Ok(!self.run(&["tag", "--list", tag])?.is_empty())
    }

    /// Whether the repository has any tag.
    pub(crate) fn has_tags(&self) -> Result<bool, GitError> {
        self.has_tag("*")
    }

    /// The tags of the checked-out commit.
    pub(crate) fn tags_at_head(&self) -> Result<Vec<String>, GitError> {
        let tags = self.run(&["tag", "--points-at", "HEAD"])?;
        Ok(tags.lines().map(str::to_owned).collect())
    }

    /// A file as it was, or `None` if it was not there. The path is below the root, with slashes.
    pub(crate) fn file_at(&self, revision: &str, path: &str) -> Result<Option<String>, GitError> {
        let names = self.run(&["ls-tree", "--name-only", revision, path])?;
        if names.is_empty() {
            return Ok(None);
        }
        self.run(&["show", &format!("{revision}:./{path}")])
            .map(Some)
    }

    /// What is changed or new and not committed, a line each.
    pub(crate) fn uncommitted(&self) -> Result<Vec<String>, GitError> {
        self.uncommitted_in(Path::new("."))
    }

    /// The same of a directory.
    pub(crate) fn uncommitted_in(&self, directory: &Path) -> Result<Vec<String>, GitError> {
        let directory = directory.to_string_lossy();
        let status = self.run(&["status", "--porcelain", "--", &directory])?;
        Ok(status.lines().map(str::to_owned).collect())
    }

    /// A clone beside this repository, at a revision.
    pub(crate) fn clone_to(&self, directory: &Path, revision: &str) -> Result<Self, GitError> {
        let target = directory.to_string_lossy();
        self.run(&[
            "clone",
            "--quiet",
            "--shared",
            "--no-checkout",
            ".",
            &target,
        ])?;
        let clone = Self::at(directory);
        clone.run(&["checkout", "--quiet", "--detach", revision])?;
        Ok(clone)
    }

    /// What git answers, without the last line break.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<String, GitError> {
        let output = Command::new("git")
            .current_dir(&self.root)
            // A hook of git sets them, and they would name another repository than the one asked.
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .args(arguments)
            .stdin(Stdio::null())
            .output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout)
                .trim_end()
                .to_owned());
        }
        Err(GitError::Refused {
            command: arguments.first().copied().unwrap_or_default().to_owned(),
            message: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Commit;
    use crate::release::example::Example;

    #[test]
    fn a_commit_says_that_it_breaks_by_how_its_subject_begins() {
        for (subject, says) in [
            ("Breaking: no `read`", true),
            ("feat!: no `read`", true),
            ("feat(core)!: no `read`", true),
            ("Words: line breaking", false),
            ("Breaking news", false),
        ] {
            let id = String::new();
            let subject = subject.to_owned();
            assert_eq!(
                Commit {
                    id,
                    subject: subject.clone()
                }
                .says_break(),
                says,
                "{subject}"
            );
        }
    }

    #[test]
    fn the_last_release_is_the_highest_version_and_not_the_youngest_tag() {
        let mut example = Example::released();
        for (from, to) in [("0.1.0", "0.10.0"), ("0.10.0", "0.9.0")] {
            example.edit("core/Cargo.toml", from, to);
            example.commit(to);
            example.tag(&format!("example-core-v{to}"));
        }
        example.tag("example-core-very-other-v0.11.0");
        example.tag("example-core-v0.x");
        let core = example.crates.named("example-core").expect("core").clone();
        let last = example
            .git
            .last_release(&core)
            .expect("git")
            .expect("a release");
        assert_eq!(last.tag, "example-core-v0.10.0");
    }

    #[test]
    fn a_release_is_of_an_earlier_commit_once_there_is_a_later_one() {
        let mut example = Example::released();
        let core = example.crates.named("example-core").expect("core").clone();
        let before_head = |example: &Example| {
            let release = example.git.release_before_head(&core).expect("git");
            release.map(|release| release.tag)
        };
        assert_eq!(before_head(&example), None);
        example.touch("core", "More");
        assert_eq!(
            before_head(&example).as_deref(),
            Some("example-core-v0.1.0")
        );
    }

    #[test]
    fn a_tag_of_another_version_than_its_commit_has_is_no_release() {
        let example = Example::released();
        for wrong in ["9.9.9", "0.1.0+local", "0.2.0-alpha.1"] {
            example.tag(&format!("example-core-v{wrong}"));
        }
        let core = example.crates.named("example-core").expect("core");
        let last = example.git.last_release(core).expect("git");
        assert_eq!(last.expect("a release").tag, "example-core-v0.1.0");
    }

    #[test]
    fn a_release_of_another_branch_does_not_count() {
        let mut example = Example::released();
        example
            .git
            .run(&["checkout", "--quiet", "-b", "other"])
            .expect("a branch");
        example.edit("core/Cargo.toml", "0.1.0", "0.2.0");
        example.commit("More");
        example.tag("example-core-v0.2.0");
        example
            .git
            .run(&["checkout", "--quiet", "-"])
            .expect("the first branch");
        let core = example.crates.named("example-core").expect("core");
        let last = example
            .git
            .last_release(core)
            .expect("git")
            .expect("a release");
        assert_eq!(last.tag, "example-core-v0.1.0");
    }

    #[test]
    fn a_file_is_read_as_it_was() {
        let mut example = Example::released();
        example.write("core/README.md", "new");
        example.commit("A page");
        let at = |revision: &str| {
            example
                .git
                .file_at(revision, "core/README.md")
                .expect("git")
        };
        assert_eq!(at("HEAD").as_deref(), Some("new"));
        assert_eq!(at("example-core-v0.1.0"), None);
    }

    #[test]
    fn commits_of_a_directory_are_its_own() {
        let mut example = Example::released();
        example.touch("core", "More");
        let since = Some("example-core-v0.1.0");
        let of = |name: &str| {
            let commits = example
                .git
                .commits_in(&example.root().join(name), since)
                .expect("git");
            commits
                .into_iter()
                .map(|commit| commit.subject)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("core"), ["More"]);
        assert_eq!(of("vendor"), Vec::<String>::new());
        assert!(
            example
                .git
                .commits_in(Path::new("core"), Some("no-such-tag"))
                .is_err()
        );
    }
}
