//! `cargo xtask release status`: what each crate's next release needs.

mod words;

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;

use self::words::{api_in_short, changelog_in_short, required_in_short, write_api};
use super::api;
use super::bump::is_plain;
use super::changelog::Section;
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
            has_tags: survey.git.has_tags()?,
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
    /// Any tag at all: a clone may have left them out.
    has_tags: bool,
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
    /// Its version is none that these commands know.
    TakePlainVersion,
    /// What was prepared has no day.
    WriteDay,
    /// Something has come since it was prepared.
    MoveEntries,
    Tag,
}

impl Report {
    fn shown(&self) -> impl Iterator<Item = &Pending> {
        self.crates
            .iter()
            .filter(|pending| self.names.is_empty() || self.names.contains(&pending.package.name))
    }

    fn step(&self, pending: &Pending) -> Step {
        if !is_plain(&pending.package.version) {
            return Step::TakePlainVersion;
        }
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
        let is_enough = pending.is_raised_enough();
        match (pending.section(), pending.changelog.waiting()) {
            (Section::Missing, 0) => Step::WriteEntries,
            (Section::Missing, 1..) => Step::Prepare,
            (Section::Undated | Section::Dated, _) if !is_enough => Step::PrepareAgain,
            (Section::Undated | Section::Dated, 1..) => Step::MoveEntries,
            (Section::Undated, 0) => Step::WriteDay,
            (Section::Dated, 0) => Step::Tag,
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
            Step::PrepareAgain => writeln!(f, "  {}.", pending.too_small()),
            Step::TakePlainVersion => {
                let refusals = pending.refuse_manifest();
                refusals
                    .iter()
                    .try_for_each(|refusal| writeln!(f, "  {refusal}."))
            }
            Step::WriteDay => writeln!(f, "  {}.", pending.no_day()),
            Step::MoveEntries => writeln!(f, "  {}.", pending.section_there()),
            Step::Tag => self.tag_step(f, pending),
        }
    }
}

impl Report {
    fn tag_step(&self, f: &mut fmt::Formatter<'_>, pending: &Pending) -> fmt::Result {
        let Pending { package, .. } = pending;
        writeln!(
            f,
            "  {} is prepared. Once it is committed and `cargo xtask release check {}` is green:\n    git tag {}",
            package.version,
            package.name,
            package.tag()
        )?;
        let first = self.crates.iter();
        let first: Vec<String> = first
            .filter(|needed| needed.is_published_before(package))
            .map(|needed| format!("{} {}", needed.package.name, needed.package.version))
            .collect();
        if first.is_empty() {
            return Ok(());
        }
        writeln!(
            f,
            "  These must be published first, in this order: {}.",
            first.join(", ")
        )
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
        let has_dated = self.shown().any(|pending| pending.changelog.has_dated());
        if has_dated && !self.has_tags {
            writeln!(
                f,
                "\nChangelogs have dated sections, but there is no tag here. If a crate was released, this shows it \
                 wrongly:\n  git fetch --tags"
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

    /// The vendor crate has version 0.1.1 by hand, and a section of it.
    fn raised_by_hand(heading: &str) -> Example {
        let mut example = Example::released().changed("vendor", "- Faster.");
        example.edit(
            "vendor/Cargo.toml",
            "version = \"0.1.0\"",
            "version = \"0.1.1\"",
        );
        example.edit(
            "vendor/CHANGELOG.md",
            "## Unreleased\n",
            &format!("## Unreleased\n\n{heading}\n"),
        );
        example.commit("Raised");
        example
    }

    #[test]
    fn what_is_prepared_is_to_be_tagged() {
        let text = report(&raised_by_hand("## 0.1.1 - 2026-02-01"), &[], &same_api).to_string();
        assert!(text.contains("git tag example-vendor-v0.1.1\n"), "{text}");
        assert!(!text.contains("published first"), "{text}");
    }

    #[test]
    fn entries_that_wait_beside_what_is_prepared_keep_it_from_its_tag() {
        let example = raised_by_hand("- Late.\n\n## 0.1.1 - 2026-02-01");
        let text = report(&example, &[], &same_api).to_string();
        assert!(!text.contains("git tag"), "{text}");
        assert!(
            text.contains("vendor/CHANGELOG.md: 0.1.1 has a section already"),
            "{text}"
        );
    }

    #[test]
    fn a_section_without_a_day_keeps_it_from_its_tag() {
        for heading in ["## 0.1.1", "## 0.1.1 - 2026-02-31"] {
            let text = report(&raised_by_hand(heading), &[], &same_api).to_string();
            assert!(!text.contains("git tag"), "{text}");
            assert!(text.contains("the section of 0.1.1 has no day"), "{text}");
        }
    }

    #[test]
    fn what_must_be_published_first_is_named_for_tests_too() {
        let mut example = Example::new();
        let day = "## Unreleased\n\n## 0.1.0 - 2026-01-31\n";
        example.edit("vendor/CHANGELOG.md", "## Unreleased\n", day);
        example.commit("Prepared");
        let text = report(&example, &["example-vendor"], &same_api).to_string();
        assert!(
            text.contains(
                "published first, in this order: example-core 0.1.0, example-sandbox 0.1.0."
            ),
            "{text}"
        );
    }

    #[test]
    fn a_pre_release_is_not_supported() {
        let mut example = Example::released();
        example.edit("program/Cargo.toml", "0.1.0", "0.2.0-alpha.1");
        example.commit("Alpha");
        let text = report(&example, &[], &same_api).to_string();
        assert!(
            text.contains("example-program 0.2.0-alpha.1: pre-releases"),
            "{text}"
        );
        assert!(!text.contains("release prepare"), "{text}");
    }

    #[test]
    fn a_clone_without_tags_says_so_where_a_changelog_tells_of_releases() {
        let fetch = "git fetch --tags";
        let example = Example::released();
        let text = report(&example, &[], &same_api).to_string();
        assert!(!text.contains(fetch), "{text}");
        for name in ["core", "sandbox", "vendor", "program"] {
            let tag = format!("example-{name}-v0.1.0");
            example.git.run(&["tag", "--delete", &tag]).expect("no tag");
        }
        let text = report(&example, &[], &same_api).to_string();
        assert!(text.contains(fetch), "{text}");
        let text = report(&Example::new(), &[], &same_api).to_string();
        assert!(!text.contains(fetch), "{text}");
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
