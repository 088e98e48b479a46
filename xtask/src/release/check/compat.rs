//! Whether crates get on with each other that are released apart: users upgrade one at a time.
//!
//! - The released crates over the new core: `cargo update` gives it to their users, and nothing else that is new.
//! - The new crates over the lowest core that they allow: a lock file may hold it there.
//!
//! All are taken from their packages. Their tests are run, not only compiled: what core promises (what is sent again,
//! what an error says) is in no type.

mod needs;
mod releases;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use semver::Version;

use self::needs::Needs;
use self::releases::Releases;
use crate::cargo;
use crate::release::crates::{Crate, Crates};
use crate::release::git::Git;
use crate::release::package::{AS_THEY_ARE, Packed, pack, working_directory};
use crate::release::scratch_workspace::ScratchWorkspace;
use crate::stage::{self, Outcome};

const CORE: &str = "vendor-core";

/// For all crates that depend on core, or only for one of them. Core itself stands for its half: all over the new core.
pub(crate) fn stage(root: &Path, only: Option<&str>) -> stage::Result {
    let crates = Crates::of(root)?;
    let concerned: Vec<&Crate> = crates
        .dependants(CORE)
        .filter(|package| only.is_none_or(|only| only == CORE || only == package.name))
        .collect();
    if concerned.is_empty() {
        println!("it does not depend on {CORE}");
        return Ok(Outcome::of(true));
    }
    let directory = working_directory(root);
    let Some(mut releases) = Releases::of(&Git::at(root), &crates, &directory.join("released"))?
    else {
        return Ok(Outcome::skipped(
            "nothing is released yet: no crate has a tag, or this clone has not fetched them. What the check sees is \
             shown by `cargo xtask prove release`",
        ));
    };
    let here: Vec<&Crate> = crates.iter().collect();
    let here = pack(root, &here, &directory.join("new"), &AS_THEY_ARE)?;
    let over_new_core = released_over_new_core(root, &concerned, &here, &mut releases)?;
    if only == Some(CORE) {
        return Ok(over_new_core);
    }
    let over_lowest_core = new_over_lowest_core(root, &concerned, &here, &mut releases)?;
    Ok(over_new_core.and(over_lowest_core))
}

fn released_over_new_core(
    root: &Path,
    concerned: &[&Crate],
    here: &[Packed],
    releases: &mut Releases,
) -> stage::Result {
    let core = named(CORE, here)?;
    println!("The released crates, over the new {}:", core.package.stem());
    let (mut group, mut report) = (Group::default(), Report::default());
    for package in concerned {
        let Some(last) = releases.last(package)? else {
            println!("- {}: not released yet", package.name);
            report.unreleased.push(package.name.clone());
            continue;
        };
        let stem = last.package.stem();
        let needs = match Needs::of(&last.package, |needed| releases.highest(needed)) {
            Ok(needs) => needs,
            Err(error) => {
                report.fails(&stem, &error.to_string());
                continue;
            }
        };
        if let Some(refusing) = needs.refusing(&core.package.version) {
            // Its users keep the core that they have, until there is a release of it for the new one.
            println!("- {stem} is not given it: {refusing}");
        } else {
            println!("- {stem}");
            group.add(last, needs.siblings);
        }
    }
    let tested = group.test(root, "new-core", core)?;
    if !tested.success {
        println!(
            "- FAILED: {} would break its users. Take back what does, or make it a version that they do not allow",
            core.package.stem()
        );
    }
    Ok(report.outcome().and(tested))
}

fn new_over_lowest_core(
    root: &Path,
    concerned: &[&Crate],
    here: &[Packed],
    releases: &mut Releases,
) -> stage::Result {
    println!("\nThe new crates, over the lowest {CORE} that each allows:");
    let new_core = named(CORE, here)?;
    let mut report = Report::default();
    let mut groups: BTreeMap<String, (Packed, Group)> = BTreeMap::new();
    for package in concerned {
        let stem = package.stem();
        let needs = match Needs::of(package, |needed| named(&needed.name, here).cloned()) {
            Ok(needs) => needs,
            Err(error) => {
                report.fails(&stem, &error.to_string());
                continue;
            }
        };
        let allows = |core: &Version| needs.refusing(core).is_none();
        if let Some(core) = releases.lowest(CORE, allows)? {
            println!("- {stem}: {}", core.package.stem());
            let (_, group) = groups
                .entry(core.package.stem())
                .or_insert_with(|| (core, Group::default()));
            group.add(named(&package.name, here)?.clone(), needs.siblings);
        } else if allows(&new_core.package.version) {
            println!(
                "- {stem}: the new {}, which is not released yet",
                new_core.package.stem()
            );
            report.unreleased.push(new_core.package.stem());
        } else {
            let all: Vec<String> = needs.of_core.iter().map(ToString::to_string).collect();
            report.fails(&stem, &format!("no {CORE} fits: {}", all.join(", ")));
        }
    }
    let mut outcome = report.outcome();
    for (stem, (core, group)) in &groups {
        let tested = group.test(root, stem, core)?;
        if !tested.success {
            println!("- FAILED: {stem} is not enough. Require the version that is");
        }
        outcome = outcome.and(tested);
    }
    Ok(outcome)
}

fn named<'a>(name: &str, packages: &'a [Packed]) -> Result<&'a Packed, Box<dyn Error>> {
    let mut packages = packages.iter();
    let found = packages.find(|packed| packed.package.name == name);
    found.ok_or_else(|| format!("{name} is not among the published crates").into())
}

/// What could not be tested.
#[derive(Debug, Default)]
struct Report {
    failed: bool,
    unreleased: Vec<String>,
}

impl Report {
    fn fails(&mut self, stem: &str, reason: &str) {
        println!("- {stem}: FAILED: {reason}");
        self.failed = true;
    }

    fn outcome(mut self) -> Outcome {
        self.unreleased.dedup();
        let mut outcome = Outcome::of(!self.failed);
        if !self.unreleased.is_empty() {
            outcome.skipped = Some(format!("not released yet: {}", self.unreleased.join(", ")));
        }
        outcome
    }
}

/// Crates that are tested together, over one core.
#[derive(Debug, Default)]
struct Group {
    members: Vec<Packed>,
    siblings: Vec<Packed>,
}

impl Group {
    fn add(&mut self, member: Packed, siblings: Vec<Packed>) {
        self.members.push(member);
        self.siblings.extend(siblings);
    }

    fn test(&self, root: &Path, name: &str, core: &Packed) -> stage::Result {
        if self.members.is_empty() {
            println!("- none to be tested");
            return Ok(Outcome::of(true));
        }
        let directory = working_directory(root).join(name);
        let members: BTreeMap<String, &Packed> = by_stem(&self.members);
        let mut patches = by_stem(&self.siblings);
        patches.retain(|stem, _| !members.contains_key(stem));
        let members: Vec<&Packed> = members.into_values().collect();
        let patches: Vec<&Packed> = patches.into_values().chain([core]).collect();
        cargo::watch(&mut ScratchWorkspace::create(root, &directory, &members, &patches)?.test())
    }
}

fn by_stem(packages: &[Packed]) -> BTreeMap<String, &Packed> {
    packages
        .iter()
        .map(|packed| (packed.package.stem(), packed))
        .collect()
}
