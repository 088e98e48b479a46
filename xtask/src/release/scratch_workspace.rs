//! An empty workspace with unpacked packages in it: how they get on with each other when nothing of the repository is
//! beside them.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{Metadata, MetadataCommand};

use super::package::{Packed, make_anew, working_directory};
use crate::cargo;

/// Features that a test with all others is made without. The first two compile or need a C library; over HTTP/2 less is
/// certain about what has been sent, and the tests say what is certain without it.
const UNTESTED_FEATURES: [&str; 3] = ["rustls-aws-lc", "native-tls", "http2"];

#[derive(Debug)]
pub(crate) struct ScratchWorkspace {
    directory: PathBuf,
    build: PathBuf,
    metadata: Metadata,
}

impl ScratchWorkspace {
    /// Makes it anew at `directory`. The members are there to be built and tested; they and the patches stand in
    /// for all crates of their names in the registry, as far as their versions fit. Everything else is built as the
    /// repository's Cargo.lock says.
    pub(crate) fn create(
        root: &Path,
        directory: &Path,
        members: &[&Packed],
        patches: &[&Packed],
    ) -> Result<Self, Box<dyn Error>> {
        make_anew(directory)?;
        for package in members.iter().chain(patches) {
            package.unpack_to(directory)?;
        }
        let manifest = directory.join("Cargo.toml");
        fs::write(&manifest, manifest_of(members, patches))?;
        fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"))?;
        let metadata = MetadataCommand::new().manifest_path(manifest).exec()?;
        let ours = members.iter().chain(patches);
        let ours = ours.map(|packed| packed.package.name.as_str()).collect();
        let foreign = foreign(&metadata, &ours);
        if !foreign.is_empty() {
            let foreign = foreign.join(", ");
            return Err(format!("cargo took {foreign} from the registry in place of ours").into());
        }
        Ok(Self {
            directory: directory.to_owned(),
            build: working_directory(root).join("build"),
            metadata,
        })
    }

    /// A call of cargo there. All scratch workspaces build into one directory, so that what they share is built once.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo::command(&self.directory, arguments);
        command.env("CARGO_TARGET_DIR", &self.build);
        command
    }

    /// The tests of all members, their examples too, with every feature that runs anywhere.
    pub(crate) fn test(&self) -> Command {
        let mut test = self.cargo(&["test", "--workspace", "--no-fail-fast"]);
        // The snapshots are those in the packages.
        test.env("INSTA_UPDATE", "no");
        for package in self.metadata.workspace_packages() {
            let features = package.features.keys();
            for feature in features.filter(|name| !UNTESTED_FEATURES.contains(&name.as_str())) {
                test.arg("--features")
                    .arg(format!("{}/{feature}", package.name));
            }
        }
        test
    }
}

fn manifest_of(members: &[&Packed], patches: &[&Packed]) -> String {
    let stems = |packages: &[&Packed]| -> Vec<String> {
        packages
            .iter()
            .map(|packed| packed.package.stem())
            .collect()
    };
    let ours = members.iter().chain(patches).map(|packed| {
        let (name, stem) = (&packed.package.name, packed.package.stem());
        // Two versions of one crate need two names here.
        let key = stem.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
        format!("{key} = {{ package = {name:?}, path = {stem:?} }}\n")
    });
    let ours: String = ours.collect();
    let (members, patches) = (stems(members), stems(patches));
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\nexclude = {patches:?}\n\n\
         [patch.crates-io]\n{ours}"
    )
}

/// Crates that have a patch, which does not fit what somebody needs, so that they come from the registry. A check
/// would prove nothing then.
fn foreign(metadata: &Metadata, ours: &BTreeSet<&str>) -> Vec<String> {
    let packages = metadata.packages.iter();
    packages
        .filter(|package| package.source.is_some() && ours.contains(package.name.as_str()))
        .map(|package| format!("{} {}", package.name, package.version))
        .collect()
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::manifest_of;
    use crate::release::package::Packed;

    fn packed(name: &str, version: Version) -> Packed {
        Packed::imagined(name, version, Vec::new())
    }

    #[test]
    fn members_are_patched_in_too_so_that_they_use_each_other() {
        let (member, patch) = (
            packed("leadbank", Version::new(0, 1, 0)),
            packed("vendor-core", Version::new(0, 1, 2)),
        );
        insta::assert_snapshot!(manifest_of(&[&member], &[&patch]), @r#"
        [workspace]
        resolver = "3"
        members = ["leadbank-0.1.0"]
        exclude = ["vendor-core-0.1.2"]

        [patch.crates-io]
        leadbank-0-1-0 = { package = "leadbank", path = "leadbank-0.1.0" }
        vendor-core-0-1-2 = { package = "vendor-core", path = "vendor-core-0.1.2" }
        "#);
    }

    #[test]
    fn two_versions_of_one_crate_have_a_patch_each() {
        let (old, new) = (
            packed("leadbank", Version::new(0, 1, 0)),
            packed("leadbank", Version::new(0, 2, 0)),
        );
        let manifest = manifest_of(&[], &[&old, &new]);
        assert!(manifest.contains("leadbank-0-1-0 = {"), "{manifest}");
        assert!(manifest.contains("leadbank-0-2-0 = {"), "{manifest}");
    }
}
