//! The packages of released versions, made from the commits of their tags.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use semver::Version;

use super::needs::Needed;
use crate::release::crates::{Crate, Crates};
use crate::release::git::{Git, Released};
use crate::release::package::{AS_THEY_ARE, Packed, make_anew, pack};

#[derive(Debug)]
pub(super) struct Releases {
    /// Of each crate, the lowest first.
    released: BTreeMap<String, Vec<Released>>,
    /// Where the tags are checked out, one after the other.
    clone: Git,
    archives: PathBuf,
    /// By tag, each packed when it is first asked for.
    packed: BTreeMap<String, Packed>,
}

impl Releases {
    /// `None` if no crate has a tag. `directory` is made anew.
    pub(super) fn of(
        git: &Git,
        crates: &Crates,
        directory: &Path,
    ) -> Result<Option<Self>, Box<dyn Error>> {
        let mut released = BTreeMap::new();
        for package in crates.iter() {
            released.insert(package.name.clone(), git.releases(package)?);
        }
        let Some(any) = released.values().flatten().next() else {
            return Ok(None);
        };
        make_anew(directory)?;
        let clone = git.clone_to(&directory.join("repository"), &any.tag)?;
        Ok(Some(Self {
            released,
            clone,
            archives: directory.to_owned(),
            packed: BTreeMap::new(),
        }))
    }

    /// The last release of a crate.
    pub(super) fn last(&mut self, package: &Crate) -> Result<Option<Packed>, Box<dyn Error>> {
        let released = self.all(&package.name).last().cloned();
        released
            .map(|released| self.packed(&package.name, &released))
            .transpose()
    }

    /// The highest release that a requirement allows.
    pub(super) fn highest(&mut self, needed: &Needed) -> Result<Packed, Box<dyn Error>> {
        let mut released = self.all(&needed.name).iter().rev();
        let highest = released.find(|released| needed.allows(&released.version));
        let highest = highest
            .cloned()
            .ok_or_else(|| format!("{needed}, which has no tag"))?;
        self.packed(&needed.name, &highest)
    }

    /// The lowest release of a crate that is allowed.
    pub(super) fn lowest(
        &mut self,
        name: &str,
        allows: impl Fn(&Version) -> bool,
    ) -> Result<Option<Packed>, Box<dyn Error>> {
        let mut released = self.all(name).iter();
        let lowest = released.find(|released| allows(&released.version)).cloned();
        lowest
            .map(|released| self.packed(name, &released))
            .transpose()
    }

    fn all(&self, name: &str) -> &[Released] {
        self.released.get(name).map_or(&[], Vec::as_slice)
    }

    fn packed(&mut self, name: &str, released: &Released) -> Result<Packed, Box<dyn Error>> {
        if let Some(packed) = self.packed.get(&released.tag) {
            return Ok(packed.clone());
        }
        self.clone
            .run(&["checkout", "--quiet", "--detach", &released.tag])?;
        let crates = Crates::of(self.clone.root())?;
        let package = crates.named(name)?;
        if package.version != released.version {
            let (tag, stem) = (&released.tag, package.stem());
            return Err(format!("the tag {tag} stands at {stem}: one of them is wrong").into());
        }
        let mut packed = pack(self.clone.root(), &[package], &self.archives, &AS_THEY_ARE)?;
        let packed = packed.pop().ok_or("nothing was packed")?;
        self.packed.insert(released.tag.clone(), packed.clone());
        Ok(packed)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use semver::{Version, VersionReq};

    use super::Releases;
    use crate::release::check::compat::needs::Needed;
    use crate::release::example::Example;
    use crate::release::package::Packed;

    /// Core was released three times, and is changed.
    fn example() -> Example {
        let mut example = Example::released();
        for (from, to) in [("0.1.0", "0.1.1"), ("0.1.1", "0.1.2")] {
            example.edit("core/Cargo.toml", from, to);
            example.write("core/src/lib.rs", &format!("//! {to}\n"));
            example.commit(to);
            example.tag(&format!("example-core-v{to}"));
        }
        example.write("core/src/lib.rs", "//! Changed.\n");
        example
    }

    fn working_directory(example: &Example) -> PathBuf {
        example.root().join("target/released")
    }

    fn releases(example: &Example) -> Option<Releases> {
        Releases::of(&example.git, &example.crates, &working_directory(example)).unwrap()
    }

    fn needed(requirement: &str) -> Needed {
        Needed {
            by: "example-vendor-0.1.0".to_owned(),
            name: "example-core".to_owned(),
            requirement: VersionReq::parse(requirement).unwrap(),
        }
    }

    fn version(packed: &Packed) -> String {
        packed.package.version.to_string()
    }

    #[test]
    fn there_are_none_before_the_first_tag() {
        assert!(releases(&Example::new()).is_none());
    }

    #[test]
    fn the_last_one_is_packed_from_its_commit_and_not_from_what_is_there_now() {
        let example = example();
        let core = example.crates.named("example-core").unwrap();
        let last = releases(&example).unwrap().last(core).unwrap().unwrap();
        assert_eq!(version(&last), "0.1.2");
        let unpacked = last.unpack_to(&working_directory(&example)).unwrap();
        let source = fs::read_to_string(unpacked.join("src/lib.rs")).unwrap();
        assert_eq!(source, "//! 0.1.2\n");
    }

    #[test]
    fn a_requirement_chooses_the_highest_or_the_lowest_that_it_allows() {
        let example = example();
        let mut releases = releases(&example).unwrap();
        let highest = releases.highest(&needed("<0.1.2")).unwrap();
        assert_eq!(version(&highest), "0.1.1");
        let mut lowest = |requirement| {
            let needed = needed(requirement);
            let lowest =
                releases.lowest("example-core", |version: &Version| needed.allows(version));
            lowest.unwrap().as_ref().map(version)
        };
        assert_eq!(lowest("^0.1.0").as_deref(), Some("0.1.0"));
        assert_eq!(lowest("^0.1.1").as_deref(), Some("0.1.1"));
        assert_eq!(lowest("^0.1.3"), None);
    }

    #[test]
    fn what_no_tag_has_is_named_with_who_requires_it() {
        let example = example();
        let error = releases(&example)
            .unwrap()
            .highest(&needed("^0.2.0"))
            .unwrap_err();
        let expected = "example-vendor-0.1.0 requires example-core ^0.2.0, which has no tag";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_tag_of_another_version_than_its_commit_has_is_refused() {
        let example = Example::released();
        example.tag("example-core-v0.3.0");
        let core = example.crates.named("example-core").unwrap();
        let error = releases(&example)
            .unwrap()
            .last(core)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("example-core-v0.3.0 stands at example-core-0.1.0"),
            "{error}"
        );
    }
}
