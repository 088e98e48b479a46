//! `cargo xtask release publish`: packages crates in the order in which they can be published.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::api;
use super::changelog::Section;
use super::crates::Crates;
use super::error::{Refusal, Refusals, ReleaseError};
use super::git::Git;
use super::pending::{Pending, Survey};
use crate::cargo;

/// Packages and builds what would be published, each crate behind those that it needs.
///
/// Without --dry-run it publishes the crate; that is for the workflow that a tag starts.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// The crate, together with what it needs and is not published; all that are not without it.
    #[arg(value_name = "CRATE")]
    name: Option<String>,
    /// Publish nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take the files as they are, committed or not, for a trial.
    #[arg(long)]
    allow_dirty: bool,
}

/// What is to be published, and what is not.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    names: Vec<String>,
    /// Those that an earlier commit has released.
    released: Vec<String>,
}

impl Publish {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        let survey = Survey {
            git: &Git::at(root),
            crates: &Crates::of(root)?,
            last: Git::release_before_head,
            compare: &|package, last| api::compare(root, package, last),
        };
        let has_token = std::env::var_os(TOKEN).is_some_and(|token| !token.is_empty());
        let plan = self.plan(&survey, has_token)?;
        for tag in &plan.released {
            println!("left out: {tag} is released");
        }
        if plan.names.is_empty() {
            println!("there is nothing to publish");
            return Ok(ExitCode::SUCCESS);
        }
        println!(
            "{}: {}",
            if self.dry_run {
                "dry run"
            } else {
                "publishing"
            },
            plan.names.join(", ")
        );
        let mut publish = cargo::command(root, &["publish", "--locked"]);
        publish.args(plan.names.iter().flat_map(|name| ["--package", name]));
        publish.args(self.dry_run.then_some("--dry-run"));
        publish.args(self.allow_dirty.then_some("--allow-dirty"));
        Ok(if publish.status()?.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn plan(&self, survey: &Survey<'_>, has_token: bool) -> Result<Plan, ReleaseError> {
        let mut refusals = Vec::new();
        if let Err(error) = self.refuse_unless_released(survey, has_token, &mut refusals) {
            return Err(Refusals(refusals).and(error));
        }
        let uncommitted = survey.git.uncommitted()?;
        if !uncommitted.is_empty() && !self.allow_dirty {
            refusals.push(Refusal::Dirty(uncommitted));
        }
        let all = match survey.of(self.name.as_deref()) {
            Ok(all) => all,
            Err(error) => return Err(Refusals(refusals).and(error)),
        };
        let mut plan = Plan {
            names: Vec::new(),
            released: Vec::new(),
        };
        for pending in &all {
            let package = &pending.package;
            let is_named = self.name.as_ref() == Some(&package.name);
            if pending.is_raised() && (self.dry_run || is_named) {
                refuse_unready(pending, &mut refusals);
                plan.names.push(package.name.clone());
            } else if pending.is_raised() {
                // Each is published by a run of its own.
            } else if is_named {
                refusals.push(Refusal::Released {
                    name: package.name.clone(),
                    version: package.version.clone(),
                });
            } else {
                plan.released.push(package.tag());
            }
        }
        Refusals(refusals).check()?;
        Ok(plan)
    }

    /// Really to publish is for the workflow that a tag starts.
    fn refuse_unless_released(
        &self,
        survey: &Survey<'_>,
        has_token: bool,
        refusals: &mut Vec<Refusal>,
    ) -> Result<(), ReleaseError> {
        if self.dry_run {
            return Ok(());
        }
        if !has_token {
            refusals.push(Refusal::NotTheWorkflow);
        }
        if self.allow_dirty {
            refusals.push(Refusal::DirtyPublish);
        }
        match &self.name {
            None => refusals.push(Refusal::NoCrate),
            Some(name) => {
                let tag = survey.crates.named(name)?.tag();
                if !survey.git.tags_at_head()?.contains(&tag) {
                    refusals.push(Refusal::NotTagged { tag });
                }
            }
        }
        Ok(())
    }
}

/// Cargo's own name for it. It is for cargo to read.
const TOKEN: &str = "CARGO_REGISTRY_TOKEN";

fn refuse_unready(pending: &Pending, refusals: &mut Vec<Refusal>) {
    let package = &pending.package;
    refusals.extend(pending.refuse_manifest());
    match (pending.section(), pending.changelog.waiting()) {
        (Section::Missing, _) => refusals.push(Refusal::NoSection {
            name: package.name.clone(),
            path: package.changelog_path(),
            version: package.version.clone(),
        }),
        (_, 1..) => refusals.push(pending.section_there()),
        (Section::Undated, 0) => refusals.push(pending.no_day()),
        (Section::Dated, 0) => {}
    }
    if !pending.is_raised_enough() {
        refusals.push(pending.too_small());
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, Publish};
    use crate::release::api::Api;
    use crate::release::crates::Crate;
    use crate::release::error::{Refusal, ReleaseError};
    use crate::release::example::{Example, same_api};
    use crate::release::git::{Git, Released};

    fn dry_run(name: Option<&str>) -> Publish {
        Publish {
            name: name.map(str::to_owned),
            dry_run: true,
            allow_dirty: false,
        }
    }

    fn really(name: &str) -> Publish {
        Publish {
            dry_run: false,
            ..dry_run(Some(name))
        }
    }

    fn plan(
        publish: &Publish,
        example: &Example,
        has_token: bool,
        compare: &dyn Fn(&Crate, &Released) -> Api,
    ) -> Result<Plan, ReleaseError> {
        publish.plan(
            &example.survey(Git::release_before_head, compare),
            has_token,
        )
    }

    fn names(publish: &Publish, example: &Example, has_token: bool) -> Vec<String> {
        plan(publish, example, has_token, &same_api)
            .expect("a plan")
            .names
    }

    fn refusals(publish: &Publish, example: &Example, has_token: bool) -> Vec<Refusal> {
        match plan(publish, example, has_token, &same_api) {
            Err(ReleaseError::Refused(refusals)) => refusals.0,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// All have the version and the day of their first release, and no tag.
    fn prepared() -> Example {
        let mut example = Example::new();
        for name in ["core", "sandbox", "vendor", "program"] {
            let day = "## Unreleased\n\n## 0.1.0 - 2026-01-31\n";
            example.edit(&format!("{name}/CHANGELOG.md"), "## Unreleased\n", day);
        }
        example.commit("Release");
        example
    }

    mod a_dry_run {
        use super::*;

        #[test]
        fn of_a_crate_has_what_it_needs_and_is_not_published_before_it() {
            let names = names(&dry_run(Some("example-vendor")), &prepared(), false);
            assert_eq!(names, ["example-core", "example-sandbox", "example-vendor"]);
        }

        #[test]
        fn of_a_crate_leaves_out_what_an_earlier_commit_has_released() {
            let mut example = prepared();
            example.tag("example-core-v0.1.0");
            example.touch("vendor", "More");
            let plan =
                plan(&dry_run(Some("example-vendor")), &example, false, &same_api).expect("a plan");
            assert_eq!(plan.names, ["example-sandbox", "example-vendor"]);
            assert_eq!(plan.released, ["example-core-v0.1.0"]);
        }

        #[test]
        fn of_all_crates_is_in_publishing_order() {
            let names = names(&dry_run(None), &prepared(), false);
            assert_eq!(
                names,
                [
                    "example-core",
                    "example-sandbox",
                    "example-vendor",
                    "example-program"
                ]
            );
        }

        #[test]
        fn of_a_tagged_commit_is_that_of_its_release() {
            let example = prepared();
            example.tag("example-core-v0.1.0");
            assert_eq!(
                names(&dry_run(Some("example-core")), &example, false),
                ["example-core"]
            );
        }
    }

    mod refusals {
        use super::*;

        #[test]
        fn a_version_without_a_section_or_without_a_day() {
            let mut example = Example::new();
            example.edit(
                "sandbox/CHANGELOG.md",
                "## Unreleased\n",
                "## Unreleased\n\n## 0.1.0\n",
            );
            example.commit("No day");
            let refusals = refusals(&dry_run(Some("example-vendor")), &example, false);
            assert!(
                matches!(
                    &refusals[..],
                    [
                        Refusal::NoSection { .. },
                        Refusal::NoDay { .. },
                        Refusal::NoSection { .. }
                    ]
                ),
                "{refusals:?}"
            );
        }

        #[test]
        fn what_is_not_committed_but_not_in_a_trial() {
            let mut example = prepared();
            example.write("notes", "");
            let mut publish = dry_run(Some("example-core"));
            let expected = [Refusal::Dirty(vec!["?? notes".to_owned()])];
            assert_eq!(refusals(&publish, &example, false), expected);
            publish.allow_dirty = true;
            assert_eq!(names(&publish, &example, false), ["example-core"]);
        }

        #[test]
        fn a_version_that_is_raised_too_little() {
            let mut example = Example::released().changed("vendor", "- **Breaking:** no `read`.");
            example.edit(
                "vendor/Cargo.toml",
                "version = \"0.1.0\"",
                "version = \"0.1.1\"",
            );
            let day = "## Unreleased\n\n## 0.1.1 - 2026-02-01\n";
            example.edit("vendor/CHANGELOG.md", "## Unreleased\n", day);
            example.commit("example-vendor 0.1.1");
            let refusals = refusals(&dry_run(Some("example-vendor")), &example, false);
            assert!(
                matches!(&refusals[..], [Refusal::VersionTooSmall { least, .. }] if least.to_string() == "0.2.0"),
                "{refusals:?}"
            );
        }

        #[test]
        fn a_dependency_that_has_no_version() {
            let mut example = prepared();
            example.edit(
                "vendor/Cargo.toml",
                "example-core.workspace = true",
                "example-core.path = \"../core\"",
            );
            example.commit("By path");
            let refusals = refusals(&dry_run(Some("example-vendor")), &example, false);
            assert!(
                matches!(&refusals[..], [Refusal::PathOnly { .. }]),
                "{refusals:?}"
            );
        }

        #[test]
        fn a_version_that_is_released() {
            let example = Example::released().changed("vendor", "- Faster.");
            let refusals = refusals(&dry_run(Some("example-vendor")), &example, false);
            assert!(
                matches!(&refusals[..], [Refusal::Released { .. }]),
                "{refusals:?}"
            );
        }

        #[test]
        fn a_crate_that_is_not_there() {
            for publish in [dry_run(Some("example-vendors")), really("example-vendors")] {
                let refusals = refusals(&publish, &prepared(), true);
                assert!(
                    matches!(&refusals[..], [Refusal::UnknownCrate { .. }]),
                    "{refusals:?}"
                );
            }
        }

        #[test]
        fn entries_that_wait_beside_the_section_of_the_version() {
            let mut example = prepared();
            example.edit(
                "core/CHANGELOG.md",
                "## Unreleased\n",
                "## Unreleased\n\n- Late.\n",
            );
            example.commit("Late");
            let refusals = refusals(&dry_run(Some("example-core")), &example, false);
            assert!(
                matches!(&refusals[..], [Refusal::SectionThere { .. }]),
                "{refusals:?}"
            );
        }

        #[test]
        fn a_pre_release() {
            let mut example = Example::released();
            example.edit("program/Cargo.toml", "0.1.0", "0.2.0-alpha.1");
            let day = "## Unreleased\n\n## 0.2.0-alpha.1 - 2026-02-01\n";
            example.edit("program/CHANGELOG.md", "## Unreleased\n", day);
            example.commit("Alpha");
            let refusals = refusals(&dry_run(Some("example-program")), &example, false);
            assert!(
                matches!(&refusals[..], [Refusal::NotPlain { .. }]),
                "{refusals:?}"
            );
        }
    }

    mod without_a_dry_run {
        use super::*;

        #[test]
        fn only_the_workflow_publishes_and_only_what_is_tagged() {
            let example = prepared();
            let tag = "example-vendor-v0.1.0".to_owned();
            assert_eq!(
                refusals(&really("example-vendor"), &example, false),
                [Refusal::NotTheWorkflow, Refusal::NotTagged { tag }]
            );
        }

        #[test]
        fn the_crate_must_be_named_and_committed() {
            let publish = Publish {
                name: None,
                dry_run: false,
                allow_dirty: true,
            };
            let expected = [Refusal::DirtyPublish, Refusal::NoCrate];
            assert_eq!(refusals(&publish, &prepared(), true), expected);
        }

        #[test]
        fn a_tagged_crate_is_published_alone() {
            let example = prepared();
            for name in ["core", "vendor"] {
                example.tag(&format!("example-{name}-v0.1.0"));
            }
            assert_eq!(
                names(&really("example-vendor"), &example, true),
                ["example-vendor"]
            );
        }
    }
}
