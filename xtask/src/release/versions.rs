//! A gate: a version that is raised is raised far enough.

use std::path::Path;

use super::api;
use super::crates::Crates;
use super::error::ReleaseError;
use super::git::Git;
use super::pending::{Pending, Survey};
use crate::stage::{self, Outcome};

/// For all crates, or for one and what it needs.
pub(crate) fn stage(root: &Path, only: Option<&str>) -> stage::Result {
    let survey = Survey {
        git: &Git::at(root),
        crates: &Crates::of(root)?,
        last: Git::release_before_head,
        compare: &|package, last| api::compare(root, package, last),
    };
    Ok(check(&survey, only)?)
}

fn check(survey: &Survey<'_>, only: Option<&str>) -> Result<Outcome, ReleaseError> {
    let mut outcome = Outcome::of(true);
    for pending in survey.of(only)? {
        let is_enough = !pending.is_raised() || pending.is_raised_enough();
        let failed = if is_enough { "" } else { "FAILED: " };
        println!("{failed}{}", verdict(&pending));
        outcome = outcome.and(Outcome::of(is_enough));
        if let Some(reason) = pending.api.not_checked() {
            let reason = format!("the public API of {}: {reason}", pending.package.name);
            outcome = outcome.and(Outcome::skipped(reason));
        }
    }
    Ok(outcome)
}

fn verdict(pending: &Pending) -> String {
    let package = &pending.package;
    let (name, version) = (&package.name, &package.version);
    let Some(last) = &pending.last else {
        return format!("{name} {version}: never released");
    };
    let Some(bump) = pending.required() else {
        return format!("{name} {version}: nothing has changed since {}", last.tag);
    };
    let why = pending.why();
    if !pending.is_raised() {
        return format!(
            "{name} {version}: released; the next release needs a {bump} bump because of {why}"
        );
    }
    format!(
        "{name} {version}: at least {} is needed after {}, because of {why}",
        pending.least(),
        last.tag
    )
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::release::api::{Api, Finding};
    use crate::release::bump::Change;
    use crate::release::crates::Crate;
    use crate::release::example::{Example, same_api};
    use crate::release::git::{Git, Released};
    use crate::stage::Outcome;

    fn outcome(example: &Example, compare: &dyn Fn(&Crate, &Released) -> Api) -> Outcome {
        check(&example.survey(Git::release_before_head, compare), None).expect("a check")
    }

    fn breaks(_: &Crate, _: &Released) -> Api {
        Api::Compared(vec![Finding {
            change: Change::Break,
            lint: "function_missing".to_owned(),
            items: Vec::new(),
        }])
    }

    /// The sandbox has changed, and its version is the given one.
    fn raised_to(version: &str) -> Example {
        let mut example = Example::released().changed("sandbox", "- Another way to read.");
        example.edit(
            "sandbox/Cargo.toml",
            "version = \"0.1.0\"",
            &format!("version = \"{version}\""),
        );
        example.commit("Raised");
        example
    }

    #[test]
    fn a_break_with_a_patch_bump_fails() {
        assert!(!outcome(&raised_to("0.1.1"), &breaks).success);
        assert!(outcome(&raised_to("0.1.1"), &same_api).success);
        assert!(outcome(&raised_to("0.2.0"), &breaks).success);
    }

    #[test]
    fn a_break_with_a_patch_bump_fails_on_the_tagged_commit_too() {
        let example = raised_to("0.1.1");
        example.tag("example-sandbox-v0.1.1");
        assert!(!outcome(&example, &breaks).success);
    }

    #[test]
    fn a_version_that_is_not_raised_yet_does_not_fail() {
        assert!(
            outcome(
                &Example::released().changed("sandbox", "- No `read`."),
                &breaks
            )
            .success
        );
        assert!(outcome(&Example::new(), &breaks).success);
    }

    #[test]
    fn an_api_that_is_not_compared_is_skipped_visibly() {
        let outcome = outcome(&raised_to("0.1.1"), &|_, _| {
            Api::NotChecked("no network".to_owned())
        });
        assert!(outcome.success);
        let reason = outcome.skipped.expect("a reason");
        assert_eq!(reason, "the public API of example-sandbox: no network");
    }
}
