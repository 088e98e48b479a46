//! Licences, changelogs and READMEs travel with each crate.

use std::fs;

use super::assert_none;
use super::project::{Project, directory, read, root, shown};

/// A crate that is unpacked elsewhere must have its licences, so they are no links.
#[test]
fn every_published_crate_has_copies_of_the_licences() {
    let mut broken = Vec::new();
    for package in Project::read().published() {
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let copy = directory(package).join(licence);
            let is_file = fs::symlink_metadata(&copy).is_ok_and(|found| found.is_file());
            if !is_file || read(&copy) != read(&root().join(licence)) {
                broken.push(shown(&copy));
            }
        }
    }
    assert_none(
        &broken,
        "These are missing, links, or differ from the file of the same name at the top. Copy it:",
    );
}

#[test]
fn every_published_crate_has_a_changelog_that_is_under_way() {
    let project = Project::read();
    let broken: Vec<String> = project
        .published()
        .map(|package| directory(package).join("CHANGELOG.md"))
        .filter(|path| !is_under_way(&read(path)))
        .map(|path| shown(&path))
        .collect();
    assert_none(
        &broken,
        "It starts with `# Changelog`, and its first section is `## Unreleased`, also where that is empty:",
    );
}

/// What comes next has its place, also right after a release: `cargo xtask release prepare` writes there.
fn is_under_way(changelog: &str) -> bool {
    let first = changelog.lines().find(|line| line.starts_with("## "));
    changelog.starts_with("# Changelog\n") && first == Some("## Unreleased")
}

#[test]
fn a_changelog_with_dated_sections_only_is_not_under_way() {
    assert!(is_under_way(
        "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-01-31\n"
    ));
    assert!(!is_under_way("# Changelog\n\n## 0.1.0 - 2026-01-31\n"));
    assert!(!is_under_way("## Unreleased\n"));
}
