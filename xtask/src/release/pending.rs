//! What has come to a crate since its last release, and which version that requires.

use semver::Version;

use super::api::Api;
use super::bump::{Bump, Change, are_compatible, is_plain};
use super::changelog::{Changelog, Section};
use super::crates::{Crate, Crates};
use super::error::{Refusal, ReleaseError};
use super::git::{Commit, Git, GitError, Released};
use super::manifest::Manifest;

/// What waits for a crate's next release.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) package: Crate,
    pub(crate) last: Option<Released>,
    /// Those that changed the crate's directory, the newest first.
    pub(crate) commits: Vec<Commit>,
    pub(crate) api: Api,
    pub(crate) changelog: Changelog,
    /// Why a release has to change the version. There is none before the first release.
    pub(crate) reasons: Vec<Reason>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    pub(crate) change: Change,
    pub(crate) why: String,
}

/// Where to look for what is pending.
#[derive(Clone, Copy)]
pub(crate) struct Survey<'a> {
    pub(crate) git: &'a Git,
    pub(crate) crates: &'a Crates,
    /// The release that a crate is compared with.
    pub(crate) last: fn(&Git, &Crate) -> Result<Option<Released>, GitError>,
    /// The public API since a release.
    pub(crate) compare: &'a dyn Fn(&Crate, &Released) -> Api,
}

impl Survey<'_> {
    /// What is pending for one crate and for all that it needs, which stand before it; for all without a name.
    pub(crate) fn of(&self, name: Option<&str>) -> Result<Vec<Pending>, ReleaseError> {
        let wanted = match name {
            Some(name) => self.crates.with_needed(name)?,
            None => self.crates.iter().collect(),
        };
        let mut all: Vec<Pending> = Vec::new();
        for package in wanted {
            let pending = self.pending(package, &all)?;
            all.push(pending);
        }
        Ok(all)
    }

    /// `below` are the crates that it may need.
    fn pending(&self, package: &Crate, below: &[Pending]) -> Result<Pending, ReleaseError> {
        let last = (self.last)(self.git, package)?;
        let tag = last.as_ref().map(|last| last.tag.as_str());
        let commits = self.git.commits_in(&package.directory, tag)?;
        let changelog = Changelog::read(&package.changelog())?;
        let mut pending = Pending {
            package: package.clone(),
            last: None,
            commits,
            api: Api::Untouched,
            changelog,
            reasons: Vec::new(),
        };
        if let Some(last) = last {
            let is_changed = !pending.commits.is_empty()
                || !self.git.uncommitted_in(&package.directory)?.is_empty();
            if is_changed {
                pending.api = (self.compare)(package, &last);
            }
            pending.reasons = pending.own_reasons(&last);
            pending
                .reasons
                .extend(self.reasons_below(package, &last, below)?);
            pending.last = Some(last);
        }
        Ok(pending)
    }

    /// A crate shows its users the types of the crates that it is built on: where theirs are others, its own are.
    fn reasons_below(
        &self,
        package: &Crate,
        last: &Released,
        below: &[Pending],
    ) -> Result<Vec<Reason>, ReleaseError> {
        let mut reasons = Vec::new();
        for needed in below
            .iter()
            .filter(|needed| package.is_built_on(&needed.package.name))
        {
            let path = needed.package.manifest_path();
            let Some(manifest) = self.git.file_at(&last.tag, &path)? else {
                continue;
            };
            let before = Manifest::parse(path.as_ref(), &manifest)?.version()?;
            let next = needed.next();
            if !are_compatible(&before, &next) {
                let name = &needed.package.name;
                reasons.push(Reason {
                    change: Change::Break,
                    why: format!("{name} {next} in place of {before}"),
                });
            }
        }
        Ok(reasons)
    }
}

impl Pending {
    fn own_reasons(&self, last: &Released) -> Vec<Reason> {
        let by_api = self
            .api
            .change()
            .map(|change| (change, "the public API".to_owned()));
        let by_changelog = self.changelog.change_since(&last.version);
        let by_changelog = by_changelog.map(|change| (change, "the changelog".to_owned()));
        let by_commits = self.commits.iter().map(|commit| {
            let change = if commit.says_break() {
                Change::Break
            } else {
                Change::Fix
            };
            (change, format!("commit {}", commit.id))
        });
        // One commit that tells the most is enough.
        let by_commits = by_commits.max_by_key(|(change, _)| *change);
        let all = by_api.into_iter().chain(by_changelog).chain(by_commits);
        all.map(|(change, why)| Reason { change, why }).collect()
    }

    pub(crate) fn change(&self) -> Option<Change> {
        self.reasons.iter().map(|reason| reason.change).max()
    }

    /// What requires as much as the greatest change does.
    pub(crate) fn why(&self) -> String {
        let greatest = self
            .reasons
            .iter()
            .filter(|reason| Some(reason.change) == self.change());
        let why: Vec<&str> = greatest.map(|reason| reason.why.as_str()).collect();
        why.join(", ")
    }

    /// Nothing before the first release, and nothing without a change.
    pub(crate) fn required(&self) -> Option<Bump> {
        let last = self.last.as_ref()?;
        Some(Bump::required(&last.version, self.change()?))
    }

    /// The least version that the next release may have; without a change, that of the last one.
    pub(crate) fn least(&self) -> Version {
        match (&self.last, self.required()) {
            (Some(last), Some(bump)) => bump.after(&last.version),
            (Some(last), None) => last.version.clone(),
            (None, _) => self.package.version.clone(),
        }
    }

    /// The version that the next release will have: that of the manifest, if it is raised far enough.
    pub(crate) fn next(&self) -> Version {
        self.least().max(self.package.version.clone())
    }

    /// Whether the manifest's version is that of no release.
    pub(crate) fn is_raised(&self) -> bool {
        self.last
            .as_ref()
            .is_none_or(|last| last.version != self.package.version)
    }

    pub(crate) fn is_raised_enough(&self) -> bool {
        self.package.version >= self.least()
    }

    /// What the changelog says of the manifest's version, if that is that of no release.
    pub(crate) fn section(&self) -> Section {
        if self.is_raised() {
            self.changelog.section_of(&self.package.version)
        } else {
            Section::Missing
        }
    }

    /// What is wrong with its manifest, whatever is done with it.
    pub(crate) fn refuse_manifest(&self) -> Vec<Refusal> {
        let Crate { name, version, .. } = &self.package;
        let not_plain = (!is_plain(version)).then(|| Refusal::NotPlain {
            name: name.clone(),
            version: version.clone(),
        });
        let by_path = self.package.path_only.iter();
        let by_path = by_path.map(|dependency| Refusal::PathOnly {
            name: name.clone(),
            dependency: dependency.clone(),
        });
        not_plain.into_iter().chain(by_path).collect()
    }

    pub(crate) fn too_small(&self) -> Refusal {
        Refusal::VersionTooSmall {
            name: self.package.name.clone(),
            version: self.package.version.clone(),
            least: self.least(),
            why: self.why(),
        }
    }

    pub(crate) fn no_day(&self) -> Refusal {
        Refusal::NoDay {
            path: self.package.changelog_path(),
            version: self.package.version.clone(),
        }
    }

    /// Entries wait beside a section that is prepared.
    pub(crate) fn section_there(&self) -> Refusal {
        Refusal::SectionThere {
            path: self.package.changelog_path(),
            version: self.package.version.clone(),
        }
    }

    /// Whether another crate cannot be released before this one has its new version: its package would ask for the old
    /// one, which breaks.
    pub(crate) fn goes_before(&self, other: &Self) -> bool {
        other.package.is_built_on(&self.package.name)
            && self.change() == Some(Change::Break)
            && !self.is_raised_enough()
    }

    /// Whether another crate cannot be published before this one: no release is what it requires, for its tests too.
    pub(crate) fn is_published_before(&self, other: &Crate) -> bool {
        let mut dependencies = other.dependencies.iter();
        dependencies.any(|needed| {
            let last = self.last.as_ref();
            needed.name == self.package.name
                && last.is_none_or(|last| !needed.requirement.matches(&last.version))
        })
    }
}
