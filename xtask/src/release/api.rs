//! What has changed in a crate's public API since a release, as cargo-semver-checks sees it.

use std::io;
use std::path::Path;
use std::process::Output;

use super::bump::Change;
use super::crates::Crate;
use super::git::Released;
use crate::tools::registry::SEMVER_CHECKS;

/// What is known of the public API since a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Api {
    /// Nothing in the crate's directory has changed.
    Untouched,
    /// A program has no public API.
    Program,
    Compared(Vec<Finding>),
    /// Why it could not be compared.
    NotChecked(String),
}

/// A lint that found something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) change: Change,
    /// The lint's name, and what it means.
    pub(crate) lint: String,
    /// What it found.
    pub(crate) items: Vec<String>,
}

impl Api {
    /// Why it is not known.
    pub(crate) fn not_checked(&self) -> Option<&str> {
        match self {
            Self::NotChecked(reason) => Some(reason),
            Self::Untouched | Self::Program | Self::Compared(_) => None,
        }
    }

    /// The greatest change that was found.
    pub(crate) fn change(&self) -> Option<Change> {
        match self {
            Self::Compared(findings) => findings.iter().map(|finding| finding.change).max(),
            Self::Untouched | Self::Program | Self::NotChecked(_) => None,
        }
    }
}

/// Compares the sources as they are with those of a release.
pub(crate) fn compare(root: &Path, package: &Crate, last: &Released) -> Api {
    if !package.is_library {
        return Api::Program;
    }
    let compared = run(root, package, last);
    compared.unwrap_or_else(|error| {
        Api::NotChecked(format!("{} does not run: {error}", SEMVER_CHECKS.name))
    })
}

fn run(root: &Path, package: &Crate, last: &Released) -> io::Result<Api> {
    let Some(tool) = SEMVER_CHECKS.install(root)? else {
        return Ok(Api::NotChecked(SEMVER_CHECKS.missing()));
    };
    println!(
        "comparing the public API of {} with {}",
        package.name, last.tag
    );
    // As if a patch were to be released: then all lints run, and each that finds something says so.
    let patch = [
        "semver-checks",
        "--release-type",
        "patch",
        "--verbose",
        "--color",
        "never",
    ];
    let baseline = ["--package", &package.name, "--baseline-rev", &last.tag];
    let output = tool
        .command(root, &[&patch[..], &baseline].concat())
        .output()?;
    Ok(read(&output, &package.path))
}

/// Findings are on stdout, how much each of them matters is on stderr.
fn read(output: &Output, path: &str) -> Api {
    let told = String::from_utf8_lossy(&output.stdout);
    let progress = String::from_utf8_lossy(&output.stderr);
    let findings = findings(&told, &progress, path);
    // It fails when it finds something; without a finding it could not do its work.
    if !output.status.success() && findings.is_empty() {
        let error = progress.lines().rfind(|line| line.starts_with("error"));
        let reason = error
            .unwrap_or("it says no reason")
            .trim_start_matches("error: ");
        return Api::NotChecked(format!("{}: {reason}", SEMVER_CHECKS.name));
    }
    Api::Compared(findings)
}

fn findings(told: &str, progress: &str, path: &str) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut in_items = false;
    for line in told.lines() {
        if let Some((kind, lint)) = heading(line) {
            let required = kind == "failure" && is_major(progress, lint);
            findings.push(Finding {
                change: if required {
                    Change::Break
                } else {
                    Change::Addition
                },
                lint: lint.to_owned(),
                items: Vec::new(),
            });
            in_items = false;
        } else if line == "Failed in:" {
            in_items = true;
        } else if line.is_empty() {
            in_items = false;
        } else if let (true, Some(finding)) = (in_items, findings.last_mut()) {
            let item = below(path, line.trim());
            // The tool tells of an item once for each path that leads to it.
            if !finding.items.contains(&item) {
                finding.items.push(item);
            }
        }
    }
    findings
}

/// `--- failure struct_missing: pub struct removed or renamed ---`.
fn heading(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("--- ")?
        .strip_suffix(" ---")?
        .split_once(' ')
}

/// Whether a lint asks for a major version: `FAIL [   0.003s]       major        struct_missing`.
fn is_major(progress: &str, lint: &str) -> bool {
    let name = lint.split(':').next().unwrap_or(lint);
    progress.lines().any(|line| {
        let mut words = line.split_whitespace().rev();
        words.next() == Some(name) && words.next() == Some("major")
    })
}

/// An item with the place of its file inside the workspace: the release lies in a directory of the tool.
fn below(path: &str, item: &str) -> String {
    let inside = format!("/{path}/");
    let shorten = |word: &str| match word.rfind(&inside) {
        Some(start) if word.starts_with('/') => word[start + 1..].to_owned(),
        _ => word.to_owned(),
    };
    let words: Vec<String> = item.split(' ').map(shorten).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Api, Finding, findings, is_major};
    use crate::release::bump::Change;

    /// As the tool prints it.
    const TOLD: &str = "
--- failure struct_missing: pub struct removed or renamed ---

Description:
A publicly-visible struct cannot be imported by its prior path.
        ref: the reference

Failed in:
  struct leadbank::Report, previously in file /tmp/target/git-v1/0f/crates/leadbank/src/intake.rs:12
  struct leadbank::Pass, previously in file /tmp/target/git-v1/0f/crates/leadbank/src/intake.rs:40
  struct leadbank::Report, previously in file /tmp/target/git-v1/0f/crates/leadbank/src/intake.rs:12

--- failure function_must_use_added: function #[must_use] added ---

Description:
A function is now #[must_use].

Failed in:
  function leadbank::read in /elsewhere/crates/leadbank/src/lib.rs:3

--- warning inherent_method_added: inherent method added ---

Failed in:
  Client::more in /elsewhere/crates/leadbank/src/client.rs:9
";
    const PROGRESS: &str = "
    Checking leadbank v0.1.0 -> v0.1.0 (assume patch change)
        PASS [   0.001s]       major        enum_missing
        FAIL [   0.003s]       major        struct_missing
        FAIL [   0.001s]       minor        function_must_use_added
        WARN [   0.001s]       minor        inherent_method_added
";

    #[test]
    fn what_the_tool_finds_is_listed_once_with_the_places_in_the_workspace() {
        let finding = |change, lint: &str, items: &[&str]| Finding {
            change,
            lint: lint.to_owned(),
            items: items.iter().map(|&item| item.to_owned()).collect(),
        };
        let expected = [
            finding(
                Change::Break,
                "struct_missing: pub struct removed or renamed",
                &[
                    "struct leadbank::Report, previously in file crates/leadbank/src/intake.rs:12",
                    "struct leadbank::Pass, previously in file crates/leadbank/src/intake.rs:40",
                ],
            ),
            finding(
                Change::Addition,
                "function_must_use_added: function #[must_use] added",
                &["function leadbank::read in crates/leadbank/src/lib.rs:3"],
            ),
            finding(
                Change::Addition,
                "inherent_method_added: inherent method added",
                &["Client::more in crates/leadbank/src/client.rs:9"],
            ),
        ];
        let found = findings(TOLD, PROGRESS, "crates/leadbank");
        assert_eq!(found, expected);
        assert_eq!(Api::Compared(found).change(), Some(Change::Break));
    }

    #[test]
    fn a_lint_is_taken_by_its_whole_name() {
        assert!(is_major(
            PROGRESS,
            "struct_missing: pub struct removed or renamed"
        ));
        assert!(!is_major(PROGRESS, "missing"));
        assert!(!is_major(PROGRESS, "function_must_use_added"));
    }

    #[test]
    fn an_api_that_is_not_compared_has_no_known_change() {
        assert_eq!(Api::NotChecked("no network".to_owned()).change(), None);
        assert_eq!(Api::Compared(Vec::new()).change(), None);
    }
}
