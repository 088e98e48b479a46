//! `cargo xtask release prepare`: all edits that a release of a crate needs. What is done with them is for a person.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use chrono::{NaiveDate, Utc};
use clap::Args;
use semver::Version;

use super::api;
use super::bump::{Bump, Change, are_compatible};
use super::changelog::{Changelog, Section};
use super::crates::{Crate, Crates, CratesError};
use super::error::{Refusal, Refusals, ReleaseError};
use super::git::Git;
use super::manifest::Manifest;
use super::pending::{Pending, Survey};
use crate::cargo;

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

/// The release of a crate that nothing stands in the way of.
#[derive(Debug)]
struct Plan {
    package: Crate,
    version: Version,
    /// Its users have to change more than its version.
    breaks: bool,
    /// What could not be looked at.
    not_checked: Option<String>,
}

impl Plan {
    fn of(survey: &Survey<'_>, name: &str, bump: Option<Bump>) -> Result<Self, ReleaseError> {
        let mut refusals = Vec::new();
        let uncommitted = survey.git.uncommitted()?;
        if !uncommitted.is_empty() {
            refusals.push(Refusal::Dirty(uncommitted));
        }
        let mut below = match survey.of(Some(name)) {
            Err(ReleaseError::Crates(CratesError::Unknown { name, known })) => {
                refusals.push(Refusal::UnknownCrate { name, known });
                return Err(Refusals(refusals).into());
            }
            pending => pending?,
        };
        // The crate itself stands behind all that it needs.
        let Some(pending) = below.pop() else {
            return Err(Refusals(refusals).into());
        };
        let version = version(&pending, bump, &mut refusals);
        refuse_unready(&pending, &version, &mut refusals);
        refuse_unready_below(&pending, &below, &mut refusals);
        Refusals(refusals).check()?;

        let last = pending.last.as_ref();
        Ok(Self {
            breaks: last.is_some_and(|last| !are_compatible(&last.version, &version)),
            not_checked: pending.api.not_checked().map(str::to_owned),
            package: pending.package,
            version,
        })
    }

    /// Says what was edited, a line each.
    fn carry_out(&self, survey: &Survey<'_>, day: NaiveDate) -> Result<Vec<String>, ReleaseError> {
        let mut edited = Vec::new();
        let root = survey.git.root();
        let mut changelog = Changelog::read(&self.package.changelog())?;
        changelog.release(&self.version, day);
        changelog.write()?;
        edited.push(format!(
            "{}: {} of {day}",
            self.package.changelog_path(),
            self.version
        ));
        let mut versions = raise(root, &self.package, &self.version, &mut edited)?;
        if self.breaks {
            versions |= self.take_along(survey, &mut edited)?;
        }
        if versions {
            refresh_lock_file(root)?;
            edited.push("Cargo.lock: the versions".to_owned());
        }
        Ok(edited)
    }

    /// What was built on the crate before is built on a break now. Says whether a version was raised.
    fn take_along(
        &self,
        survey: &Survey<'_>,
        edited: &mut Vec<String>,
    ) -> Result<bool, ReleaseError> {
        let mut raised = false;
        let mut broken = BTreeMap::from([(self.package.name.as_str(), self.version.clone())]);
        for package in survey.crates.iter() {
            let below: Vec<&str> = broken
                .keys()
                .copied()
                .filter(|name| package.is_built_on(name))
                .collect();
            let Some(last) = survey
                .git
                .last_release(package)?
                .filter(|_| !below.is_empty())
            else {
                continue;
            };
            // Where it is built on the crate itself, that says enough.
            let reasons = if below.contains(&self.package.name.as_str()) {
                vec![self.package.name.as_str()]
            } else {
                below
            };
            let mut changelog = Changelog::read(&package.changelog())?;
            for name in reasons {
                let what = format!("built on `{name}` {}.", broken[name]);
                changelog.add_break(&what);
                edited.push(format!("{}: {what}", package.changelog_path()));
            }
            changelog.write()?;
            let bump = Bump::required(&last.version, Change::Break);
            let version = bump.after(&last.version).max(package.version.clone());
            raised |= raise(survey.git.root(), package, &version, edited)?;
            broken.insert(&package.name, version);
        }
        Ok(raised)
    }

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
        [warning.unwrap_or_default(), steps, next].concat()
    }
}

/// The version to release.
fn version(pending: &Pending, bump: Option<Bump>, refusals: &mut Vec<Refusal>) -> Version {
    let Pending { package, .. } = pending;
    let (name, version) = (package.name.clone(), package.version.clone());
    match (&pending.last, bump, pending.required()) {
        (None, None, _) => version,
        (None, Some(_), _) => {
            refusals.push(Refusal::FirstRelease {
                name,
                version: version.clone(),
            });
            version
        }
        (Some(last), Some(asked), required) => {
            if let Some(required) = required.filter(|&required| asked < required) {
                let why = pending.why();
                refusals.push(Refusal::BumpTooSmall {
                    name,
                    asked,
                    required,
                    why,
                });
            }
            asked.after(&last.version).max(version)
        }
        (Some(_), None, _) => pending.next(),
    }
}

fn refuse_unready(pending: &Pending, version: &Version, refusals: &mut Vec<Refusal>) {
    let package = &pending.package;
    let name = &package.name;
    refusals.extend(
        package
            .path_only
            .iter()
            .map(|dependency| Refusal::PathOnly {
                name: name.clone(),
                dependency: dependency.clone(),
            }),
    );
    let path = package.changelog_path();
    if pending.changelog.waiting() > 0 {
        if pending.changelog.section_of(version) != Section::Missing {
            let version = version.clone();
            refusals.push(Refusal::SectionThere { path, version });
        }
    } else if pending.is_prepared() && pending.is_raised_enough() {
        refusals.push(Refusal::Prepared {
            name: name.clone(),
            version: package.version.clone(),
            tag: package.tag(),
        });
    } else {
        refusals.push(Refusal::NoEntry { path });
    }
}

fn refuse_unready_below(pending: &Pending, below: &[Pending], refusals: &mut Vec<Refusal>) {
    let first = below.iter().filter(|needed| needed.goes_before(pending));
    refusals.extend(first.map(|needed| Refusal::NeededFirst {
        name: pending.package.name.clone(),
        dependency: needed.package.name.clone(),
        version: needed.least(),
    }));
}

/// Sets the version of a crate, and what the workspace requires of it. Says whether it was another one.
fn raise(
    root: &Path,
    package: &Crate,
    version: &Version,
    edited: &mut Vec<String>,
) -> Result<bool, ReleaseError> {
    if package.version == *version {
        return Ok(false);
    }
    let mut manifest = Manifest::read(&package.manifest())?;
    manifest.set_version(version)?;
    manifest.write()?;
    edited.push(format!(
        "{}/Cargo.toml: {} -> {version}",
        package.path, package.version
    ));
    let mut workspace = Manifest::read(&root.join("Cargo.toml"))?;
    if workspace.set_requirement(&package.name, version) {
        workspace.write()?;
        edited.push(format!(
            "Cargo.toml: {} {version} is required",
            package.name
        ));
    }
    Ok(true)
}

fn refresh_lock_file(root: &Path) -> Result<(), ReleaseError> {
    let output =
        cargo::command(root, &["update", "--workspace", "--offline", "--quiet"]).output()?;
    if output.status.success() {
        return Ok(());
    }
    let message = String::from_utf8_lossy(&output.stderr);
    Err(ReleaseError::LockFile(message.trim().to_owned()))
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
