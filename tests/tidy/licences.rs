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
        .map(|package| (package, directory(package).join("CHANGELOG.md")))
        .filter(|(package, path)| {
            let changelog = read(path);
            let first = changelog.lines().find_map(|line| line.strip_prefix("## "));
            let is_this_version = |heading: &str| heading.starts_with(&package.version.to_string());
            let is_fine =
                first.is_some_and(|heading| heading == "Unreleased" || is_this_version(heading));
            !changelog.starts_with("# Changelog\n") || !is_fine
        })
        .map(|(_, path)| shown(&path))
        .collect();
    assert_none(
        &broken,
        "It starts with `# Changelog`, and its first section is `## Unreleased` or this version:",
    );
}
