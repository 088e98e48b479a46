//! A crate's CHANGELOG.md: a section for each release, and `## Unreleased` above them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use semver::Version;

use super::bump::Change;

const UNRELEASED: &str = "## Unreleased";
/// How an entry begins that tells of a break.
const BREAKING: &str = "**Breaking:**";

#[derive(Clone, Debug)]
pub(crate) struct Changelog {
    lines: Vec<String>,
    /// Where `## Unreleased` stands.
    unreleased: usize,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangelogError {
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("{}: there is no line \"{UNRELEASED}\": add it above the released versions", .0.display())]
    NoUnreleased(PathBuf),
}

/// What the changelog says of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Missing,
    /// `## 0.2.0` without the day.
    Undated,
    Dated,
}

impl Changelog {
    pub(crate) fn read(path: &Path) -> Result<Self, ChangelogError> {
        let text = fs::read_to_string(path).map_err(|error| ChangelogError::File {
            path: path.to_owned(),
            error,
        })?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ChangelogError> {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let unreleased = lines.iter().position(|line| line.trim_end() == UNRELEASED);
        Ok(Self {
            unreleased: unreleased.ok_or_else(|| ChangelogError::NoUnreleased(path.to_owned()))?,
            lines,
        })
    }

    pub(crate) fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line, "\n"]).collect()
    }

    /// How many entries wait for a release.
    pub(crate) fn waiting(&self) -> usize {
        entries(self.section()).count()
    }

    /// The greatest change that the entries since a release tell of: those that begin with `**Breaking:**`, and those
    /// under `### Removed` and `### Added`.
    pub(crate) fn change_since(&self, last: &Version) -> Option<Change> {
        let changes = entries(self.since(last)).map(|(heading, entry)| match heading {
            _ if entry.starts_with(BREAKING) => Change::Break,
            Some("### Removed") => Change::Break,
            Some("### Added" | "### Deprecated") => Change::Addition,
            _ => Change::Fix,
        });
        changes.max()
    }

    /// Puts in front of what waits for a release that a crate below breaks something, once for each crate. Says whether
    /// that is news since the last release.
    pub(crate) fn add_built_on(&mut self, name: &str, version: &Version, last: &Version) -> bool {
        let start = format!("- {BREAKING} built on `{name}` ");
        let entry = format!("{start}{version}.");
        if self.since(last).contains(&entry) {
            return false;
        }
        let is_older = |line: &String| {
            let version = line.strip_prefix(&start);
            let version = version.and_then(|line| line.strip_suffix('.'));
            version.is_some_and(|version| Version::parse(version).is_ok())
        };
        if let Some(older) = self.section().iter().position(is_older) {
            self.lines[self.unreleased + 1 + older] = entry;
        } else {
            self.add_first(entry);
        }
        true
    }

    fn add_first(&mut self, entry: String) {
        let start = self.unreleased + 1;
        let blank = self.lines[start..]
            .iter()
            .take_while(|line| line.is_empty())
            .count();
        let mut new = vec![String::new(), entry];
        let next = self.lines.get(start + blank);
        if next.is_some_and(|line| !line.starts_with("- ")) {
            new.push(String::new());
        }
        self.lines.splice(start..start + blank, new);
    }

    /// Makes a release of what has waited for one.
    pub(crate) fn release(&mut self, version: &Version, day: NaiveDate) {
        let heading = format!("## {version} - {day}");
        self.lines.splice(
            self.unreleased + 1..=self.unreleased,
            [String::new(), heading],
        );
    }

    pub(crate) fn section_of(&self, version: &Version) -> Section {
        let named = version.to_string();
        match self
            .lines
            .iter()
            .find(|line| version_of(line) == Some(&named))
        {
            None => Section::Missing,
            Some(heading) if is_dated(heading) => Section::Dated,
            Some(_) => Section::Undated,
        }
    }

    /// Whether any version has a section with its day.
    pub(crate) fn has_dated(&self) -> bool {
        self.lines.iter().any(|line| is_dated(line))
    }

    /// What has come since a release.
    fn since(&self, last: &Version) -> &[String] {
        let lines = &self.lines[self.unreleased + 1..];
        let is_old = |line: &String| {
            let version = version_of(line).and_then(|version| Version::parse(version).ok());
            version.is_some_and(|version| version <= *last)
        };
        let end = lines.iter().position(is_old);
        &lines[..end.unwrap_or(lines.len())]
    }

    /// What stands under `## Unreleased`.
    fn section(&self) -> &[String] {
        let lines = &self.lines[self.unreleased + 1..];
        let end = lines.iter().position(|line| line.starts_with("## "));
        &lines[..end.unwrap_or(lines.len())]
    }
}

/// The version that a section's heading names: `## 0.2.0 - 2026-11-22`.
fn version_of(line: &str) -> Option<&str> {
    line.strip_prefix("## ")?.split_whitespace().next()
}

fn is_dated(line: &str) -> bool {
    let day = version_of(line).and(line.split_once(" - "));
    day.is_some_and(|(_, day)| day.trim().parse::<NaiveDate>().is_ok())
}

/// The first line of each entry, and the heading above it, as `### Added`.
fn entries(lines: &[String]) -> impl Iterator<Item = (Option<&str>, &str)> {
    let mut heading = None;
    lines.iter().filter_map(move |line| {
        if line.starts_with('#') {
            heading = Some(line.trim_end());
        }
        let entry = line
            .strip_prefix("- ")
            .or_else(|| line.strip_prefix("* "))?;
        Some((heading, entry))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::NaiveDate;
    use semver::Version;

    use super::{Changelog, ChangelogError, Section};
    use crate::release::bump::Change;

    fn changelog(text: &str) -> Changelog {
        Changelog::parse(Path::new("CHANGELOG.md"), text).expect("a changelog")
    }

    #[test]
    fn entries_that_wait_for_a_release_are_those_under_unreleased() {
        let text = "# Changelog\n\n## Unreleased\n\n- One, which\n  goes on.\n- Two.\n\n## 0.1.0 - 2026-01-31\n\n- Old.\n";
        assert_eq!(changelog(text).waiting(), 2);
        assert_eq!(
            changelog("## Unreleased\n\n## 0.1.0\n\n- Old.\n").waiting(),
            0
        );
    }

    #[test]
    fn a_changelog_without_unreleased_says_what_to_do() {
        let error =
            Changelog::parse(Path::new("CHANGELOG.md"), "# Changelog\n").expect_err("no section");
        assert!(matches!(error, ChangelogError::NoUnreleased(_)));
        assert!(error.to_string().contains("add it above"), "{error}");
    }

    #[test]
    fn entries_tell_how_great_the_change_is() {
        for (entries, change) in [
            ("", None),
            ("- Faster.\n", Some(Change::Fix)),
            ("### Fixed\n\n- A leak.\n", Some(Change::Fix)),
            (
                "### Added\n\n- A setting.\n\n### Fixed\n\n- A leak.\n",
                Some(Change::Addition),
            ),
            ("### Removed\n\n- A setting.\n", Some(Change::Break)),
            (
                "- Faster.\n- **Breaking:** another name.\n",
                Some(Change::Break),
            ),
        ] {
            let text = format!("## Unreleased\n\n{entries}\n## 0.1.0\n\n- **Breaking:** old.\n");
            let last = Version::new(0, 1, 0);
            assert_eq!(changelog(&text).change_since(&last), change, "{entries}");
        }
    }

    #[test]
    fn a_section_that_is_prepared_but_not_released_counts() {
        let text = "## Unreleased\n\n## 0.1.1 - 2026-02-01\n\n- **Breaking:** a name.\n\n## 0.1.0 - 2026-01-31\n";
        let change = changelog(text).change_since(&Version::new(0, 1, 0));
        assert_eq!(change, Some(Change::Break));
    }

    #[test]
    fn a_release_takes_what_has_waited_and_leaves_unreleased_empty() {
        let mut changelog = changelog(
            "# Changelog\n\n## Unreleased\n\n- One.\n\n## 0.1.0 - 2026-01-31\n\n- Old.\n",
        );
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        changelog.release(&Version::new(0, 2, 0), day);
        assert_eq!(
            changelog.text(),
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-11-22\n\n- One.\n\n## 0.1.0 - 2026-01-31\n\n- Old.\n"
        );
        assert_eq!(changelog.waiting(), 0);
    }

    #[test]
    fn a_break_stands_first_and_only_once() {
        let entry = "- **Breaking:** built on `core` 0.2.0.";
        for (before, after) in [
            ("## Unreleased\n", format!("## Unreleased\n\n{entry}\n")),
            (
                "## Unreleased\n\n- One.\n",
                format!("## Unreleased\n\n{entry}\n- One.\n"),
            ),
            (
                "## Unreleased\n\n### Added\n\n- One.\n",
                format!("## Unreleased\n\n{entry}\n\n### Added\n\n- One.\n"),
            ),
            (
                "## Unreleased\n\n## 0.1.0 - 2026-01-31\n",
                format!("## Unreleased\n\n{entry}\n\n## 0.1.0 - 2026-01-31\n"),
            ),
        ] {
            let mut changelog = changelog(before);
            let (last, next) = (Version::new(0, 1, 0), Version::new(0, 2, 0));
            assert!(changelog.add_built_on("core", &next, &last));
            assert_eq!(changelog.text(), after);
            assert!(!changelog.add_built_on("core", &next, &last));
            assert_eq!(changelog.text(), after);
        }
    }

    #[test]
    fn a_break_that_is_prepared_already_is_not_told_again() {
        let text = "## Unreleased\n\n## 0.2.0 - 2026-02-01\n\n- **Breaking:** built on `core` 0.2.0.\n\n## 0.1.0 - 2026-01-31\n";
        let mut changelog = changelog(text);
        let (last, next) = (Version::new(0, 1, 0), Version::new(0, 2, 0));
        assert!(!changelog.add_built_on("core", &next, &last));
        assert_eq!(changelog.text(), text);
    }

    #[test]
    fn a_break_that_has_not_been_released_is_told_with_the_later_version() {
        let mut changelog =
            changelog("## Unreleased\n\n- One.\n- **Breaking:** built on `core` 0.2.0.\n");
        let (last, next) = (Version::new(0, 1, 0), Version::new(0, 3, 0));
        assert!(changelog.add_built_on("core", &next, &last));
        assert_eq!(
            changelog.text(),
            "## Unreleased\n\n- One.\n- **Breaking:** built on `core` 0.3.0.\n"
        );
    }

    #[test]
    fn a_released_version_has_a_section_with_its_day() {
        let changelog =
            changelog("## Unreleased\n\n## 0.3.0\n\n## 0.2.0 - soon\n\n## 0.1.0 - 2026-01-31\n");
        for (minor, section) in [
            (4, Section::Missing),
            (3, Section::Undated),
            (2, Section::Undated),
            (1, Section::Dated),
        ] {
            assert_eq!(
                changelog.section_of(&Version::new(0, minor, 0)),
                section,
                "0.{minor}.0"
            );
        }
    }
}
