//! The crates that are published, as cargo knows them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};
use semver::{Version, VersionReq};

/// All crates of the workspace that may be published, in the order in which they can be: a crate stands behind what
/// it needs, also for its tests.
#[derive(Debug)]
pub(crate) struct Crates(Vec<Crate>);

#[derive(Clone, Debug)]
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: Version,
    pub(crate) directory: PathBuf,
    /// The same below the root, with slashes: `crates/leadbank`.
    pub(crate) path: String,
    /// A program has no API to compare.
    pub(crate) is_library: bool,
    /// On other published crates of the workspace.
    pub(crate) dependencies: Vec<Dependency>,
    /// What its manifest names by a path and without a version, published or not.
    pub(crate) path_only: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `*` where the manifest gives a path and no version.
    pub(crate) requirement: VersionReq,
    /// Only its tests and examples need it.
    pub(crate) for_tests: bool,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum CratesError {
    #[error("cargo metadata: {0}")]
    Metadata(#[from] cargo_metadata::Error),
    #[error("no published crate is named {name}: there are {}", known.join(", "))]
    Unknown { name: String, known: Vec<String> },
    #[error("these crates need each other, so none can be published first: {}", .0.join(", "))]
    Cycle(Vec<String>),
}

impl Crates {
    pub(crate) fn of(root: &Path) -> Result<Self, CratesError> {
        let metadata = MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .no_deps()
            .exec()?;
        let packages: Vec<&Package> = metadata
            .packages
            .iter()
            .filter(|package| package.publish.as_ref().is_none_or(|to| !to.is_empty()))
            .collect();
        let names: BTreeSet<&str> = packages
            .iter()
            .map(|package| package.name.as_str())
            .collect();
        let root = metadata.workspace_root.as_std_path();
        in_order(
            packages
                .iter()
                .map(|package| read(package, &names, root))
                .collect(),
        )
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Crate> {
        self.0.iter()
    }

    pub(crate) fn named(&self, name: &str) -> Result<&Crate, CratesError> {
        self.iter()
            .find(|package| package.name == name)
            .ok_or_else(|| CratesError::Unknown {
                name: name.to_owned(),
                known: self.iter().map(|package| package.name.clone()).collect(),
            })
    }

    /// A crate and all that it needs, also for its tests.
    pub(crate) fn with_needed(&self, name: &str) -> Result<Vec<&Crate>, CratesError> {
        let mut needed = BTreeSet::from([self.named(name)?.name.as_str()]);
        // What a crate needs stands before it.
        for package in self.0.iter().rev() {
            if needed.contains(package.name.as_str()) {
                needed.extend(
                    package
                        .dependencies
                        .iter()
                        .map(|dependency| dependency.name.as_str()),
                );
            }
        }
        Ok(self
            .iter()
            .filter(|package| needed.contains(package.name.as_str()))
            .collect())
    }

    /// The crates that depend on one, not only for their tests.
    pub(crate) fn dependants<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Crate> {
        self.iter().filter(move |package| package.is_built_on(name))
    }
}

impl Crate {
    /// `leadbank-v0.1.0`.
    pub(crate) fn tag(&self) -> String {
        format!("{}{}", self.tag_prefix(), self.version)
    }

    pub(crate) fn tag_prefix(&self) -> String {
        format!("{}-v", self.name)
    }

    /// Whether it depends on another crate, not only for its tests.
    pub(crate) fn is_built_on(&self, name: &str) -> bool {
        let mut dependencies = self.dependencies.iter();
        dependencies.any(|dependency| dependency.name == name && !dependency.for_tests)
    }

    pub(crate) fn manifest(&self) -> PathBuf {
        self.directory.join("Cargo.toml")
    }

    /// The same below the root.
    pub(crate) fn manifest_path(&self) -> String {
        format!("{}/Cargo.toml", self.path)
    }

    pub(crate) fn changelog(&self) -> PathBuf {
        self.directory.join("CHANGELOG.md")
    }

    /// The same below the root.
    pub(crate) fn changelog_path(&self) -> String {
        format!("{}/CHANGELOG.md", self.path)
    }
}

fn read(package: &Package, siblings: &BTreeSet<&str>, root: &Path) -> Crate {
    let mut dependencies: Vec<Dependency> = package
        .dependencies
        .iter()
        .filter(|dependency| siblings.contains(dependency.name.as_str()))
        .map(|dependency| Dependency {
            name: dependency.name.clone(),
            requirement: dependency.req.clone(),
            for_tests: dependency.kind == DependencyKind::Development,
        })
        .collect();
    // One may be there for the library and, with more features, for its tests.
    dependencies
        .sort_by(|one, other| (&one.name, one.for_tests).cmp(&(&other.name, other.for_tests)));
    dependencies.dedup_by(|later, earlier| later.name == earlier.name);
    let path_only: BTreeSet<&str> = package
        .dependencies
        .iter()
        .filter(|dependency| dependency.path.is_some() && dependency.req == VersionReq::STAR)
        .map(|dependency| dependency.name.as_str())
        .collect();
    let manifest = package.manifest_path.as_std_path();
    let directory = manifest.parent().unwrap_or(manifest);
    let below_root = directory.strip_prefix(root).unwrap_or(directory);
    let names: Vec<_> = below_root
        .iter()
        .map(|name| name.to_string_lossy())
        .collect();
    Crate {
        name: package.name.to_string(),
        version: package.version.clone(),
        directory: directory.to_owned(),
        path: names.join("/"),
        is_library: package
            .targets
            .iter()
            .any(|target| target.is_lib() || target.is_proc_macro()),
        dependencies,
        path_only: path_only.into_iter().map(str::to_owned).collect(),
    }
}

/// Those that need none of the others first; among equals by name.
fn in_order(mut waiting: Vec<Crate>) -> Result<Crates, CratesError> {
    waiting.sort_by(|one, other| one.name.cmp(&other.name));
    let mut ordered: Vec<Crate> = Vec::new();
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|package| {
            let mut dependencies = package.dependencies.iter();
            dependencies.all(|needed| ordered.iter().any(|placed| placed.name == needed.name))
        });
        match ready {
            Some(position) => ordered.push(waiting.remove(position)),
            None => {
                return Err(CratesError::Cycle(
                    waiting.into_iter().map(|package| package.name).collect(),
                ));
            }
        }
    }
    Ok(Crates(ordered))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use semver::{Version, VersionReq};

    use super::{Crate, CratesError, Dependency, in_order};

    fn package(name: &str, needs: &[&str]) -> Crate {
        Crate {
            name: name.to_owned(),
            version: Version::new(0, 1, 0),
            directory: PathBuf::new(),
            path: String::new(),
            is_library: true,
            path_only: Vec::new(),
            dependencies: needs
                .iter()
                .map(|&name| Dependency {
                    name: name.to_owned(),
                    requirement: VersionReq::STAR,
                    for_tests: false,
                })
                .collect(),
        }
    }

    #[test]
    fn a_crate_stands_behind_what_it_needs() {
        let packages = vec![
            package("a", &["c", "b"]),
            package("b", &["c"]),
            package("c", &[]),
        ];
        let crates = in_order(packages).expect("an order");
        let names: Vec<&str> = crates.iter().map(|package| package.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
    }

    #[test]
    fn what_a_crate_needs_comes_with_it() {
        let packages = vec![
            package("a", &["b"]),
            package("b", &["c"]),
            package("c", &[]),
            package("d", &["c"]),
        ];
        let crates = in_order(packages).expect("an order");
        let needed = crates.with_needed("a").expect("it is there");
        let names: Vec<&str> = needed.iter().map(|package| package.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
    }

    #[test]
    fn crates_that_need_each_other_are_named() {
        let packages = vec![
            package("a", &["b"]),
            package("b", &["a"]),
            package("c", &[]),
        ];
        let Err(CratesError::Cycle(names)) = in_order(packages) else {
            panic!("there is no order");
        };
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn the_tag_of_a_release_names_the_crate_and_its_version() {
        assert_eq!(package("leadbank", &[]).tag(), "leadbank-v0.1.0");
    }
}
