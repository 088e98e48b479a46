//! `cargo xtask release prepare`: all edits that a release of a crate needs. What is done with them is for a person.

mod edits;
mod plan;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use chrono::{NaiveDate, Utc};
use clap::Args;

use self::plan::Plan;
use super::api;
use super::bump::Bump;
use super::crates::Crates;
use super::git::Git;
use super::pending::Survey;

/// Edits what a release of a crate needs: its version and what others require of it, the day in its changelog, and
/// the crates that it breaks.
///
/// It commits, tags and pushes nothing.
#[derive(Debug, Args)]
pub(crate) struct Prepare {
    /// The crate to be released.
    #[arg(value_name = "CRATE")]
    name: String,
    /// Which part of the version to raise; as much as the changes require without it.
    #[arg(long)]
    bump: Option<Bump>,
}

impl Prepare {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        let survey = Survey {
            git: &Git::at(root),
            crates: &Crates::of(root)?,
            last: Git::last_release,
            compare: &|package, last| api::compare(root, package, last),
        };
        let plan = Plan::of(&survey, &self.name, self.bump)?;
        let edited = plan.carry_out(&survey, today())?;
        for line in edited {
            println!("{line}");
        }
        println!("\n{}", plan.what_is_left(&survey));
        Ok(ExitCode::SUCCESS)
    }
}

#[expect(clippy::disallowed_methods, reason = "the day of a release is today")]
fn today() -> NaiveDate {
    Utc::now().date_naive()
}

impl Plan {
    fn what_is_left(&self, survey: &Survey<'_>) -> String {
        let (name, version) = (&self.package.name, &self.version);
        let tag = format!("{}{version}", self.package.tag_prefix());
        let warning = self.not_checked.as_ref();
        let warning =
            warning.map(|reason| format!("The public API was NOT compared: {reason}.\n\n"));
        let steps = format!(
            "Nothing is committed, tagged or pushed. What is left:\n  \
             git commit --all --message \"{name} {version}\"\n  \
             cargo xtask release check {name}\n  \
             git tag {tag}\n  \
             git push origin HEAD {tag}\n"
        );
        let first = if self.published_first.is_empty() {
            String::new()
        } else {
            let first = self.published_first.join(", ");
            format!("Before the tag is pushed, publish in this order: {first}.\n")
        };
        let dependants: Vec<&str> = survey
            .crates
            .dependants(name)
            .map(|package| package.name.as_str())
            .collect();
        let dependants = dependants.join(", ");
        let next = match (dependants.is_empty(), self.breaks) {
            (true, _) => String::new(),
            (false, true) => format!("Then prepare what is built on it: {dependants}.\n"),
            (false, false) => {
                format!(
                    "Those that are built on it follow with their next release: {dependants}.\n"
                )
            }
        };
        [warning.unwrap_or_default(), steps, first, next].concat()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::Plan;
    use crate::release::api::{Api, Finding};
    use crate::release::bump::{Bump, Change};
    use crate::release::crates::Crate;
    use crate::release::error::{Refusal, ReleaseError};
    use crate::release::example::{Example, same_api};
    use crate::release::git::{Git, Released};

    fn breaks(_: &Crate, _: &Released) -> Api {
        Api::Compared(vec![Finding {
            change: Change::Break,
            lint: "function_missing".to_owned(),
            items: Vec::new(),
        }])
    }

    fn plan(
        example: &Example,
        name: &str,
        bump: Option<Bump>,
        compare: &dyn Fn(&Crate, &Released) -> Api,
    ) -> Result<Plan, ReleaseError> {
        Plan::of(&example.survey(Git::last_release, compare), name, bump)
    }

    fn refusals(
        example: &Example,
        name: &str,
        bump: Option<Bump>,
        compare: &dyn Fn(&Crate, &Released) -> Api,
    ) -> Vec<Refusal> {
        match plan(example, name, bump, compare) {
            Err(ReleaseError::Refused(refusals)) => refusals.0,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// Prepares it on the 22nd of November, and says what is left to do.
    fn prepare(
        example: &mut Example,
        name: &str,
        compare: &dyn Fn(&Crate, &Released) -> Api,
    ) -> String {
        let plan = plan(example, name, None, compare).expect("nothing is in the way");
        let survey = example.survey(Git::last_release, compare);
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        plan.carry_out(&survey, day).expect("edited");
        let left = plan.what_is_left(&survey);
        example.reload();
        left
    }

    mod edits {
        use super::*;

        #[test]
        fn a_first_release_keeps_its_version_and_gets_its_day() {
            let mut example = Example::new();
            let left = prepare(&mut example, "example-core", &same_api);
            assert_eq!(
                example.read("core/CHANGELOG.md"),
                "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-11-22\n\n- All of it.\n"
            );
            assert_eq!(
                example.git.uncommitted().expect("status"),
                [" M core/CHANGELOG.md"]
            );
            assert!(left.contains("git tag example-core-v0.1.0\n"), "{left}");
        }

        #[test]
        fn a_fix_raises_the_crate_what_is_required_of_it_and_the_lock_file() {
            let mut example = Example::released().changed("core", "- Faster.");
            let left = prepare(&mut example, "example-core", &same_api);
            assert!(
                example
                    .read("core/Cargo.toml")
                    .contains("version = \"0.1.1\"")
            );
            let required = "example-core = { version = \"0.1.1\", path = \"core\" } # ours\n";
            assert!(example.read("Cargo.toml").contains(required));
            assert!(
                example
                    .read("Cargo.lock")
                    .contains("name = \"example-core\"\nversion = \"0.1.1\"\n")
            );
            let changed = [
                " M Cargo.lock",
                " M Cargo.toml",
                " M core/CHANGELOG.md",
                " M core/Cargo.toml",
            ];
            assert_eq!(example.git.uncommitted().expect("status"), changed);
            assert!(
                left.contains("follow with their next release: example-vendor, example-program."),
                "{left}"
            );
        }

        #[test]
        fn a_break_takes_along_what_is_built_on_the_crate() {
            let mut example = Example::released().changed("core", "- **Breaking:** no `read`.");
            let left = prepare(&mut example, "example-core", &breaks);
            for name in ["core", "vendor", "program"] {
                let manifest = example.read(&format!("{name}/Cargo.toml"));
                assert!(
                    manifest.contains("version = \"0.2.0\""),
                    "{name}: {manifest}"
                );
            }
            for name in ["vendor", "program"] {
                assert!(
                    example
                        .read(&format!("{name}/CHANGELOG.md"))
                        .contains("## Unreleased\n\n- **Breaking:** built on `example-core` 0.2.0.\n\n## 0.1.0"),
                    "{name}"
                );
            }
            let workspace = example.read("Cargo.toml");
            assert!(
                workspace.contains("example-vendor = { version = \"0.2.0\""),
                "{workspace}"
            );
            assert!(
                workspace.contains("example-sandbox = { version = \"0.1.0\""),
                "{workspace}"
            );
            assert!(
                left.contains("Then prepare what is built on it: example-vendor, example-program."),
                "{left}"
            );
        }

        #[test]
        fn a_version_that_is_raised_by_hand_is_required_too() {
            let mut example = Example::released().changed("core", "- Faster.");
            example.edit("core/Cargo.toml", "0.1.0", "0.1.1");
            example.commit("Raised");
            prepare(&mut example, "example-core", &same_api);
            let required = "example-core = { version = \"0.1.1\"";
            assert!(example.read("Cargo.toml").contains(required));
            assert!(
                example
                    .read("Cargo.lock")
                    .contains("name = \"example-core\"\nversion = \"0.1.1\"\n")
            );
        }

        #[test]
        fn each_break_below_is_told_once() {
            let mut example = Example::released().changed("core", "- **Breaking:** no `read`.");
            prepare(&mut example, "example-core", &breaks);
            example.commit("example-core 0.2.0");
            prepare(&mut example, "example-vendor", &same_api);
            let program = example.read("program/CHANGELOG.md");
            for below in ["core", "vendor"] {
                let entry = format!("- **Breaking:** built on `example-{below}` 0.2.0.\n");
                assert_eq!(program.matches(&entry).count(), 1, "{program}");
            }
        }

        #[test]
        fn what_must_be_published_first_is_told_for_tests_too() {
            let mut example = Example::new();
            let left = prepare(&mut example, "example-vendor", &same_api);
            let first = "publish in this order: example-core 0.1.0, example-sandbox 0.1.0.\n";
            assert!(left.contains(first), "{left}");

            let mut example = Example::released().changed("vendor", "- Faster.");
            let left = prepare(&mut example, "example-vendor", &same_api);
            assert!(!left.contains("publish in this order"), "{left}");
        }

        #[test]
        fn nothing_is_edited_where_the_lock_file_cannot_follow() {
            let mut example = Example::released().changed("core", "- **Breaking:** no `read`.");
            example.edit(
                "program/Cargo.toml",
                "example-core.workspace = true",
                "example-core = { version = \"=0.1.0\", path = \"../core\" }",
            );
            example.commit("By hand");
            let plan = plan(&example, "example-core", None, &breaks).expect("a plan");
            let survey = example.survey(Git::last_release, &breaks);
            let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
            let error = plan.carry_out(&survey, day).expect_err("no lock file");
            assert!(matches!(error, ReleaseError::LockFile(_)), "{error}");
            let uncommitted = example.git.uncommitted().expect("status");
            assert_eq!(uncommitted, Vec::<String>::new());
        }

        #[test]
        fn what_was_taken_along_is_prepared_with_the_version_that_it_has() {
            let mut example = Example::released().changed("core", "- **Breaking:** no `read`.");
            prepare(&mut example, "example-core", &breaks);
            example.commit("example-core 0.2.0");
            prepare(&mut example, "example-vendor", &same_api);
            assert!(
                example
                    .read("vendor/Cargo.toml")
                    .contains("version = \"0.2.0\"")
            );
            assert!(
                example
                    .read("vendor/CHANGELOG.md")
                    .contains("## Unreleased\n\n## 0.2.0 - 2026-11-22\n\n- **Breaking:** built on `example-core` 0.2.0.\n")
            );
        }

        #[test]
        fn a_crate_that_was_never_released_is_not_taken_along() {
            let mut example = Example::released().changed("core", "- **Breaking:** no `read`.");
            example
                .git
                .run(&["tag", "--delete", "example-vendor-v0.1.0"])
                .expect("no tag");
            prepare(&mut example, "example-core", &breaks);
            assert!(
                example
                    .read("vendor/Cargo.toml")
                    .contains("version = \"0.1.0\"")
            );
            assert!(
                example
                    .read("program/Cargo.toml")
                    .contains("version = \"0.2.0\"")
            );
        }

        #[test]
        fn a_greater_bump_than_required_is_taken() {
            let example = Example::released().changed("core", "- Faster.");
            let plan =
                plan(&example, "example-core", Some(Bump::Major), &same_api).expect("a plan");
            assert_eq!(plan.version.to_string(), "1.0.0");
        }

        #[test]
        fn an_api_that_is_not_compared_is_told_at_the_end() {
            let mut example = Example::released().changed("core", "- Faster.");
            let left = prepare(&mut example, "example-core", &|_, _| {
                Api::NotChecked("no network".to_owned())
            });
            assert!(
                left.starts_with("The public API was NOT compared: no network."),
                "{left}"
            );
        }
    }

    mod refusals {
        use super::*;

        #[test]
        fn all_reasons_are_told_at_once() {
            let mut example = Example::released();
            example.touch("vendor", "Breaking: another meaning");
            example.edit(
                "vendor/Cargo.toml",
                "example-sandbox.workspace = true",
                "example-sandbox.path = \"../sandbox\"",
            );
            let refusals = refusals(&example, "example-vendor", Some(Bump::Patch), &same_api);
            assert!(
                matches!(
                    &refusals[..],
                    [
                        Refusal::Dirty(_),
                        Refusal::BumpTooSmall { .. },
                        Refusal::PathOnly { .. },
                        Refusal::NoEntry { .. },
                    ]
                ),
                "{refusals:?}"
            );
        }

        #[test]
        fn what_is_not_committed() {
            let mut example = Example::released().changed("vendor", "- Faster.");
            example.write("notes", "");
            let expected = [Refusal::Dirty(vec!["?? notes".to_owned()])];
            assert_eq!(
                refusals(&example, "example-vendor", None, &same_api),
                expected
            );
        }

        #[test]
        fn a_crate_that_is_not_there() {
            let example = Example::released();
            let refusals = refusals(&example, "example-vendors", None, &same_api);
            assert!(
                matches!(&refusals[..], [Refusal::UnknownCrate { known, .. }] if known.len() == 4),
                "{refusals:?}"
            );
        }

        #[test]
        fn nothing_in_the_changelog() {
            let mut example = Example::released();
            example.touch("vendor", "A change");
            let path = "vendor/CHANGELOG.md".to_owned();
            assert_eq!(
                refusals(&example, "example-vendor", None, &same_api),
                [Refusal::NoEntry { path }]
            );
        }

        #[test]
        fn a_changelog_that_cannot_take_the_break_along() {
            let mut example = Example::released().changed("core", "- **Breaking:** no `read`.");
            example.edit("program/CHANGELOG.md", "## Unreleased\n", "");
            example.commit("No heading");
            example.write("notes", "");
            let refused = refusals(&example, "example-core", None, &breaks);
            assert!(
                matches!(
                    &refused[..],
                    [Refusal::Dirty(_), Refusal::Changelog(why)] if why.contains("program/CHANGELOG.md")
                ),
                "{refused:?}"
            );
        }

        #[test]
        fn a_tag_that_is_there_on_another_commit() {
            let example = Example::released().changed("vendor", "- Faster.");
            example
                .git
                .run(&["tag", "example-vendor-v0.1.1", "HEAD~1"])
                .expect("tagged");
            let tag = "example-vendor-v0.1.1".to_owned();
            assert_eq!(
                refusals(&example, "example-vendor", None, &same_api),
                [Refusal::TagThere { tag }]
            );
        }

        #[test]
        fn a_pre_release() {
            let mut example = Example::released().changed("program", "- Faster.");
            example.edit("program/Cargo.toml", "0.1.0", "0.3.0-alpha.1");
            example.commit("Alpha");
            let refused = refusals(&example, "example-program", None, &same_api);
            assert!(
                matches!(&refused[..], [Refusal::NotPlain { .. }]),
                "{refused:?}"
            );
        }

        #[test]
        fn a_section_without_a_day() {
            let mut example = Example::released();
            example.edit("program/Cargo.toml", "0.1.0", "0.1.1");
            let bad = "## Unreleased\n\n## 0.1.1 - 2026-02-31\n\n- Faster.\n";
            example.edit("program/CHANGELOG.md", "## Unreleased\n", bad);
            example.commit("No day");
            let refused = refusals(&example, "example-program", None, &same_api);
            assert!(
                matches!(&refused[..], [Refusal::NoDay { .. }]),
                "{refused:?}"
            );
        }

        #[test]
        fn a_bump_that_is_too_small() {
            let example = Example::released().changed("vendor", "- No `read`.");
            let expected = [Refusal::BumpTooSmall {
                name: "example-vendor".to_owned(),
                asked: Bump::Patch,
                required: Bump::Minor,
                why: "the public API".to_owned(),
            }];
            assert_eq!(
                refusals(&example, "example-vendor", Some(Bump::Patch), &breaks),
                expected
            );
        }

        #[test]
        fn a_bump_of_a_first_release() {
            let example = Example::new();
            let refusals = refusals(&example, "example-core", Some(Bump::Minor), &same_api);
            assert!(
                matches!(&refusals[..], [Refusal::FirstRelease { .. }]),
                "{refusals:?}"
            );
        }

        #[test]
        fn a_dependency_that_has_no_version() {
            let mut example = Example::released().changed("vendor", "- Faster.");
            example.edit(
                "vendor/Cargo.toml",
                "example-core.workspace = true",
                "example-core.path = \"../core\"",
            );
            example.commit("By path");
            let expected = [Refusal::PathOnly {
                name: "example-vendor".to_owned(),
                dependency: "example-core".to_owned(),
            }];
            assert_eq!(
                refusals(&example, "example-vendor", None, &same_api),
                expected
            );
        }

        #[test]
        fn a_break_below_that_is_not_prepared() {
            let example = Example::released()
                .changed("core", "- **Breaking:** no `read`.")
                .changed("vendor", "- Faster.");
            let refusals = refusals(&example, "example-vendor", None, &same_api);
            assert!(
                matches!(&refusals[..], [Refusal::NeededFirst { dependency, .. }] if dependency == "example-core"),
                "{refusals:?}"
            );
        }

        #[test]
        fn what_is_prepared_already() {
            let mut example = Example::released().changed("vendor", "- Faster.");
            prepare(&mut example, "example-vendor", &same_api);
            example.commit("example-vendor 0.1.1");
            let refused = refusals(&example, "example-vendor", None, &same_api);
            assert!(
                matches!(&refused[..], [Refusal::Prepared { tag, .. }] if tag == "example-vendor-v0.1.1"),
                "{refused:?}"
            );
            let example = example.changed("vendor", "- Faster still.");
            let refused = refusals(&example, "example-vendor", None, &same_api);
            assert!(
                matches!(&refused[..], [Refusal::SectionThere { .. }]),
                "{refused:?}"
            );
        }
    }
}
