//! `cargo xtask release status`: what each crate's next release needs.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;

use super::api::{self, Api};
use super::bump::Change;
use super::crates::Crates;
use super::error::ReleaseError;
use super::git::Git;
use super::pending::{Pending, Survey};

/// Shows what has come to each crate since its last release, and which version that requires.
///
/// Before 1.0 a break requires a minor bump, all else a patch. A break below a crate is one of its own: it shows its
/// users the types of the crates that it is built on.
#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Only these crates.
    #[arg(value_name = "CRATE")]
    names: Vec<String>,
}

impl Status {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        let survey = Survey {
            git: &Git::at(root),
            crates: &Crates::of(root)?,
            last: Git::last_release,
            compare: &|package, last| api::compare(root, package, last),
        };
        println!("{}", self.report(&survey)?);
        Ok(ExitCode::SUCCESS)
    }

    fn report(&self, survey: &Survey<'_>) -> Result<Report, ReleaseError> {
        for name in &self.names {
            survey.crates.named(name)?;
        }
        let only = match &self.names[..] {
            [name] => Some(name.as_str()),
            _ => None,
        };
        Ok(Report {
            crates: survey.of(only)?,
            names: self.names.clone(),
            uncommitted: survey.git.uncommitted()?.len(),
        })
    }
}

#[derive(Debug)]
struct Report {
    /// With all that they need.
    crates: Vec<Pending>,
    /// Those that are asked for; all of them if there are none.
    names: Vec<String>,
    uncommitted: usize,
}

/// What is to be done with a crate.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Nothing,
    /// Another crate comes first.
    PrepareFirst(String),
    /// Nobody has written down what has changed.
    WriteEntries,
    Prepare,
    /// What was prepared is not enough any more.
    PrepareAgain,
    Tag,
}

impl Report {
    fn shown(&self) -> impl Iterator<Item = &Pending> {
        self.crates
            .iter()
            .filter(|pending| self.names.is_empty() || self.names.contains(&pending.package.name))
    }

    fn step(&self, pending: &Pending) -> Step {
        if pending.last.is_some() && pending.change().is_none() {
            return Step::Nothing;
        }
        if let Some(first) = self
            .crates
            .iter()
            .find(|needed| needed.goes_before(pending))
        {
            return Step::PrepareFirst(first.package.name.clone());
        }
        match (pending.is_prepared(), pending.is_raised_enough()) {
            (true, true) => Step::Tag,
            (true, false) => Step::PrepareAgain,
            (false, _) if pending.changelog.waiting() == 0 => Step::WriteEntries,
            (false, _) => Step::Prepare,
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(ASCII_MARKDOWN).set_header(vec![
            "crate",
            "version",
            "last tag",
            "commits since",
            "public API since",
            "changelog",
            "required",
        ]);
        for pending in self.shown() {
            let last = pending.last.as_ref();
            table.add_row([
                pending.package.name.clone(),
                pending.package.version.to_string(),
                last.map_or_else(|| "never released".to_owned(), |last| last.tag.clone()),
                pending.commits.len().to_string(),
                last.map_or_else(|| "-".to_owned(), |_| api_in_short(&pending.api)),
                changelog_in_short(pending),
                required_in_short(pending),
            ]);
        }
        table
    }

    fn paragraph(&self, f: &mut fmt::Formatter<'_>, pending: &Pending) -> fmt::Result {
        let Pending { package, last, .. } = pending;
        let name = &package.name;
        let step = self.step(pending);
        if step == Step::Nothing {
            return Ok(());
        }
        match (last, pending.required()) {
            (Some(last), Some(bump)) => {
                writeln!(
                    f,
                    "\n{name} needs a {bump} bump, to {}, because of {} ({}).",
                    pending.least(),
                    pending.why(),
                    pending
                        .change()
                        .map(|change| change.to_string())
                        .unwrap_or_default(),
                )?;
                match (pending.is_raised(), pending.is_raised_enough()) {
                    (true, true) => writeln!(
                        f,
                        "  Its version is raised far enough: {}.",
                        package.version
                    )?,
                    (true, false) => writeln!(
                        f,
                        "  Its version is raised too little: {}.",
                        package.version
                    )?,
                    (false, _) => writeln!(f, "  Its version is still the released one.")?,
                }
                if !pending.commits.is_empty() {
                    writeln!(f, "  Commits since {}:", last.tag)?;
                }
                for commit in &pending.commits {
                    writeln!(f, "    {} {}", commit.id, commit.subject)?;
                }
                write_api(f, &pending.api)?;
            }
            _ => writeln!(
                f,
                "\n{name} was never released. Its first release is {}.",
                package.version
            )?,
        }
        let changelog = package.changelog_path();
        let prepare = format!("cargo xtask release prepare {name}");
        match step {
            Step::Nothing => Ok(()),
            Step::PrepareFirst(first) => writeln!(
                f,
                "  {first} comes first. It raises what {name} requires, and its version:\n    \
                 cargo xtask release prepare {first}"
            ),
            Step::WriteEntries => writeln!(
                f,
                "  {changelog} tells of nothing under \"## Unreleased\": write there what has changed for users, commit \
                 it, and\n    {prepare}"
            ),
            Step::Prepare => writeln!(f, "  Next:\n    {prepare}"),
            Step::PrepareAgain => writeln!(
                f,
                "  Put the entries of {} in {changelog} back under \"## Unreleased\", commit it, and\n    {prepare}",
                package.version
            ),
            Step::Tag => writeln!(
                f,
                "  {} is prepared. Once it is committed and `cargo xtask release check {name}` is green:\n    git tag {}",
                package.version,
                package.tag()
            ),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}", self.table())?;
        if self.uncommitted > 0 {
            writeln!(
                f,
                "\n{} files are changed and not committed; the public API is that of the files.",
                self.uncommitted
            )?;
        }
        let steps = self
            .shown()
            .filter(|pending| self.step(pending) != Step::Nothing);
        if steps.count() == 0 {
            return writeln!(f, "\nNothing waits for a release.");
        }
        self.shown()
            .try_for_each(|pending| self.paragraph(f, pending))
    }
}

fn api_in_short(api: &Api) -> String {
    match api {
        Api::Untouched => "untouched".to_owned(),
        Api::Program => "none: a program".to_owned(),
        Api::NotChecked(_) => "NOT CHECKED".to_owned(),
        Api::Compared(findings) if findings.is_empty() => "the same".to_owned(),
        Api::Compared(findings) => {
            let breaks = findings
                .iter()
                .filter(|finding| finding.change == Change::Break)
                .count();
            let others = findings.len() - breaks;
            match (breaks, others) {
                (0, _) => format!("additions: {others}"),
                (_, 0) => format!("breaks: {breaks}"),
                _ => format!("breaks: {breaks}, additions: {others}"),
            }
        }
    }
}

fn changelog_in_short(pending: &Pending) -> String {
    match pending.changelog.waiting() {
        0 if pending.is_prepared() => format!("{} is dated", pending.package.version),
        0 => "no entry".to_owned(),
        waiting => format!("entries: {waiting}"),
    }
}

fn required_in_short(pending: &Pending) -> String {
    match (&pending.last, pending.required()) {
        (None, _) => format!("first release, {}", pending.package.version),
        (Some(_), None) => "nothing".to_owned(),
        (Some(_), Some(bump)) => {
            let least = pending.least();
            let reached = if pending.is_raised_enough() {
                "reached"
            } else {
                "not reached"
            };
            format!("{bump}, {least}: {reached}")
        }
    }
}

fn write_api(f: &mut fmt::Formatter<'_>, api: &Api) -> fmt::Result {
    match api {
        Api::Untouched | Api::Program => Ok(()),
        Api::NotChecked(reason) => {
            writeln!(
                f,
                "  The public API was NOT compared: {reason}.\n  It may require more than this."
            )
        }
        Api::Compared(findings) if findings.is_empty() => {
            writeln!(f, "  No known break of the public API.")
        }
        Api::Compared(findings) => {
            writeln!(f, "  Public API:")?;
            for finding in findings {
                writeln!(f, "    {} ({})", finding.lint, finding.change)?;
                finding
                    .items
                    .iter()
                    .try_for_each(|item| writeln!(f, "      {item}"))?;
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, Status};
    use crate::release::api::{Api, Finding};
    use crate::release::bump::Change;
    use crate::release::crates::Crate;
    use crate::release::example::{Example, same_api};
    use crate::release::git::{Git, Released};

    fn report(
        example: &Example,
        names: &[&str],
        compare: &dyn Fn(&Crate, &Released) -> Api,
    ) -> Report {
        let status = Status {
            names: names.iter().map(|&name| name.to_owned()).collect(),
        };
        status
            .report(&example.survey(Git::last_release, compare))
            .expect("a report")
    }

    /// The row of a crate, without the spaces that align it.
    fn row(report: &Report, name: &str) -> String {
        let table = report.table().to_string();
        let row = table
            .lines()
            .find(|line| line.starts_with(&format!("| {name} ")))
            .expect("a row");
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        cells.join(" | ")
    }

    fn broken_core(package: &Crate, _: &Released) -> Api {
        if package.name != "example-core" {
            return Api::Compared(Vec::new());
        }
        Api::Compared(vec![Finding {
            change: Change::Break,
            lint: "function_missing: pub fn removed or renamed".to_owned(),
            items: vec![
                "function example_core::read, previously in file core/src/lib.rs:1".to_owned(),
            ],
        }])
    }

    #[test]
    fn a_crate_that_was_never_released_needs_an_entry_and_keeps_its_version() {
        let example = Example::new();
        let report = report(&example, &[], &|_, _| {
            panic!("there is nothing to compare with")
        });
        assert_eq!(
            row(&report, "example-core"),
            "example-core | 0.1.0 | never released | 1 | - | entries: 1 | first release, 0.1.0"
        );
        assert!(
            report
                .to_string()
                .contains("  Next:\n    cargo xtask release prepare example-core\n"),
            "{report}"
        );
    }

    #[test]
    fn a_released_crate_without_a_change_needs_nothing() {
        let example = Example::released();
        let report = report(&example, &[], &|_, _| panic!("nothing has changed"));
        assert_eq!(
            row(&report, "example-core"),
            "example-core | 0.1.0 | example-core-v0.1.0 | 0 | untouched | no entry | nothing"
        );
        assert!(
            report
                .to_string()
                .ends_with("Nothing waits for a release.\n"),
            "{report}"
        );
    }

    #[test]
    fn a_change_that_breaks_nothing_requires_a_patch() {
        let example = Example::released().changed("vendor", "- Faster.");
        let report = report(&example, &[], &same_api);
        assert_eq!(
            row(&report, "example-vendor"),
            "example-vendor | 0.1.0 | example-vendor-v0.1.0 | 2 | the same | entries: 1 | patch, 0.1.1: not reached"
        );
        assert!(
            row(&report, "example-program").ends_with("nothing"),
            "{report}"
        );
    }

    #[test]
    fn a_change_without_an_entry_says_where_to_write_one() {
        let mut example = Example::released();
        example.touch("vendor", "A change");
        let text = report(&example, &[], &same_api).to_string();
        assert!(
            text.contains("vendor/CHANGELOG.md tells of nothing"),
            "{text}"
        );
        assert!(text.contains(" A change\n"), "{text}");
    }

    #[test]
    fn an_entry_or_a_commit_that_says_breaking_requires_as_much_as_the_api() {
        let by_entry = Example::released().changed("vendor", "- **Breaking:** another meaning.");
        let mut by_commit = Example::released().changed("vendor", "- Another meaning.");
        by_commit.touch("vendor", "Breaking: another meaning");
        for example in [by_entry, by_commit] {
            let report = report(&example, &[], &same_api);
            assert!(
                row(&report, "example-vendor").ends_with("minor, 0.2.0: not reached"),
                "{report}"
            );
        }
    }

    #[test]
    fn a_break_below_a_crate_is_one_of_its_own() {
        let example = Example::released().changed("core", "- **Breaking:** no `read`.");
        let report = report(&example, &[], &broken_core);
        for name in ["example-core", "example-vendor", "example-program"] {
            assert!(
                row(&report, name).ends_with("minor, 0.2.0: not reached"),
                "{name}: {report}"
            );
        }
        let text = report.to_string();
        assert!(
            text.contains("function example_core::read, previously in file core/src/lib.rs:1"),
            "{text}"
        );
        assert!(
            text.contains("example-vendor needs a minor bump, to 0.2.0, because of example-core 0.2.0 in place of 0.1.0"),
            "{text}"
        );
        assert!(text.contains("example-core comes first."), "{text}");
    }

    #[test]
    fn a_break_of_what_only_tests_need_is_none() {
        let example = Example::released().changed("sandbox", "- **Breaking:** another port.");
        let report = report(&example, &[], &same_api);
        assert!(
            row(&report, "example-vendor").ends_with("nothing"),
            "{report}"
        );
        assert!(
            row(&report, "example-program").ends_with("minor, 0.2.0: not reached"),
            "{report}"
        );
    }

    #[test]
    fn a_break_below_that_was_released_in_between_counts_until_the_crate_is_released() {
        let mut example = Example::released();
        example.edit("core/Cargo.toml", "0.1.0", "0.2.0");
        example.edit(
            "Cargo.toml",
            "example-core = { version = \"0.1.0\"",
            "example-core = { version = \"0.2.0\"",
        );
        example.commit("example-core 0.2.0");
        example.tag("example-core-v0.2.0");
        let report = report(&example, &[], &same_api);
        assert!(
            row(&report, "example-core").ends_with("nothing"),
            "{report}"
        );
        assert!(
            row(&report, "example-vendor").ends_with("minor, 0.2.0: not reached"),
            "{report}"
        );
    }

    #[test]
    fn an_api_that_is_not_compared_is_shown_as_such() {
        let example = Example::released().changed("vendor", "- Faster.");
        let report = report(&example, &[], &|_, _| {
            Api::NotChecked("no network".to_owned())
        });
        assert!(
            row(&report, "example-vendor").contains("| NOT CHECKED |"),
            "{report}"
        );
        assert!(
            report
                .to_string()
                .contains("The public API was NOT compared: no network."),
            "{report}"
        );
    }

    #[test]
    fn a_raised_version_that_is_not_enough_is_told() {
        let mut example = Example::released().changed("vendor", "- **Breaking:** no `read`.");
        example.edit(
            "vendor/Cargo.toml",
            "version = \"0.1.0\"",
            "version = \"0.1.1\"",
        );
        example.commit("Raised");
        let text = report(&example, &[], &same_api).to_string();
        assert!(
            text.contains("Its version is raised too little: 0.1.1."),
            "{text}"
        );
    }

    #[test]
    fn only_the_crates_that_are_asked_for_are_shown() {
        let example = Example::released().changed("core", "- Faster.");
        let report = report(&example, &["example-vendor"], &same_api);
        let text = report.to_string();
        assert!(text.contains("| example-vendor "), "{text}");
        assert!(!text.contains("| example-core "), "{text}");
    }
}
