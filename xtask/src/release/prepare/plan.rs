//! The release of a crate that nothing stands in the way of.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use semver::Version;

use super::edits::Edits;
use crate::release::bump::{Bump, Change, are_compatible, is_plain};
use crate::release::changelog::{Changelog, Section};
use crate::release::crates::Crate;
use crate::release::error::{Refusal, Refusals, ReleaseError};
use crate::release::pending::{Pending, Survey};

#[derive(Debug)]
pub(super) struct Plan {
    pub(super) package: Crate,
    pub(super) version: Version,
    changelog: Changelog,
    /// Its users have to change more than its version.
    pub(super) breaks: bool,
    /// What was built on the crate before, and is built on a break now.
    taken_along: Vec<TakenAlong>,
    /// Crates with their versions, which the registry must have before it takes this one.
    pub(super) published_first: Vec<String>,
    /// What could not be looked at.
    pub(super) not_checked: Option<String>,
}

#[derive(Debug)]
struct TakenAlong {
    package: Crate,
    version: Version,
    /// With the breaks.
    changelog: Changelog,
    /// The breaks that the changelog did not tell of.
    news: Vec<String>,
}

impl Plan {
    pub(super) fn of(
        survey: &Survey<'_>,
        name: &str,
        bump: Option<Bump>,
    ) -> Result<Self, ReleaseError> {
        let mut refusals = Vec::new();
        let uncommitted = survey.git.uncommitted()?;
        if !uncommitted.is_empty() {
            refusals.push(Refusal::Dirty(uncommitted));
        }
        let mut below = match survey.of(Some(name)) {
            Ok(all) => all,
            Err(error) => return Err(Refusals(refusals).and(error)),
        };
        // The crate itself stands behind all that it needs.
        let Some(pending) = below.pop() else {
            return Err(Refusals(refusals).into());
        };
        let version = version(&pending, bump, &mut refusals);
        refuse_unready(&pending, &version, &mut refusals);
        refuse_unready_below(&pending, &below, &mut refusals);
        let last = pending.last.as_ref().map(|last| &last.version);
        let tag = format!("{}{version}", pending.package.tag_prefix());
        if last != Some(&version) && survey.git.has_tag(&tag)? {
            refusals.push(Refusal::TagThere { tag });
        }
        let breaks = last.is_some_and(|last| !are_compatible(last, &version));
        let taken_along = if breaks {
            taken_along(survey, &pending.package, &version, &mut refusals)?
        } else {
            Vec::new()
        };
        Refusals(refusals).check()?;

        let published_first = below
            .iter()
            .filter(|needed| needed.is_published_before(&pending.package))
            .map(|needed| format!("{} {}", needed.package.name, needed.package.version));
        Ok(Self {
            breaks,
            taken_along,
            published_first: published_first.collect(),
            not_checked: pending.api.not_checked().map(str::to_owned),
            changelog: pending.changelog,
            package: pending.package,
            version,
        })
    }

    /// Says what was edited, a line each.
    pub(super) fn carry_out(
        &self,
        survey: &Survey<'_>,
        day: NaiveDate,
    ) -> Result<Vec<String>, ReleaseError> {
        let mut edits = Edits::of(survey.git.root())?;
        let mut changelog = self.changelog.clone();
        changelog.release(&self.version, day);
        let what = format!("{} of {day}", self.version);
        edits.changelog(&self.package, &changelog, &what)?;
        edits.raise(&self.package, &self.version)?;
        for along in &self.taken_along {
            if !along.news.is_empty() {
                edits.changelog(&along.package, &along.changelog, &along.news.join(" "))?;
            }
            edits.raise(&along.package, &along.version)?;
        }
        edits.write()
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
    refusals.extend(pending.refuse_manifest());
    // What it requires of the changelog is known of a plain version only.
    if !is_plain(&package.version) {
        return;
    }
    let path = package.changelog_path();
    let is_enough = pending.is_raised_enough();
    match (pending.section(), pending.changelog.waiting()) {
        (Section::Undated | Section::Dated, _) if !is_enough => refusals.push(pending.too_small()),
        (Section::Undated | Section::Dated, 1..) => refusals.push(pending.section_there()),
        (Section::Undated, 0) => refusals.push(pending.no_day()),
        (Section::Dated, 0) => refusals.push(Refusal::Prepared {
            name: package.name.clone(),
            version: package.version.clone(),
            tag: package.tag(),
        }),
        (Section::Missing, 0) => refusals.push(Refusal::NoEntry { path }),
        (Section::Missing, 1..) => {
            if pending.changelog.section_of(version) != Section::Missing {
                let version = version.clone();
                refusals.push(Refusal::SectionThere { path, version });
            }
        }
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

/// What was released and is built on a crate that breaks, or on what is taken along with it.
fn taken_along(
    survey: &Survey<'_>,
    first: &Crate,
    version: &Version,
    refusals: &mut Vec<Refusal>,
) -> Result<Vec<TakenAlong>, ReleaseError> {
    let mut all = Vec::new();
    let mut broken = BTreeMap::from([(first.name.as_str(), version.clone())]);
    for package in survey.crates.iter() {
        let below: Vec<&str> = broken
            .keys()
            .copied()
            .filter(|name| package.is_built_on(name))
            .collect();
        if below.is_empty() {
            continue;
        }
        let Some(last) = (survey.last)(survey.git, package)? else {
            continue;
        };
        let bump = Bump::required(&last.version, Change::Break);
        let version = bump.after(&last.version).max(package.version.clone());
        // Where it is built on the crate itself, that says enough.
        let reasons = if below.contains(&first.name.as_str()) {
            vec![first.name.as_str()]
        } else {
            below
        };
        match Changelog::read(&package.changelog()) {
            Err(error) => refusals.push(Refusal::Changelog(error.to_string())),
            Ok(mut changelog) => {
                let news = reasons.into_iter().filter_map(|name| {
                    let is_new = changelog.add_built_on(name, &broken[name], &last.version);
                    is_new.then(|| format!("built on `{name}` {}.", broken[name]))
                });
                let news = news.collect();
                all.push(TakenAlong {
                    package: package.clone(),
                    version: version.clone(),
                    changelog,
                    news,
                });
            }
        }
        broken.insert(&package.name, version);
    }
    Ok(all)
}
