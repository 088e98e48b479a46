//! Edits of a Cargo.toml that leave the rest of it as it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use semver::Version;
use toml_edit::{DocumentMut, Item, TomlError, Value};

#[derive(Clone, Debug)]
pub(crate) struct Manifest {
    path: PathBuf,
    document: DocumentMut,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum ManifestError {
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("{}: {error}", path.display())]
    Toml {
        path: PathBuf,
        error: Box<TomlError>,
    },
    #[error("{}: there is no version under [package]", .0.display())]
    NoVersion(PathBuf),
}

impl Manifest {
    pub(crate) fn read(path: &Path) -> Result<Self, ManifestError> {
        let text = fs::read_to_string(path).map_err(|error| ManifestError::File {
            path: path.to_owned(),
            error,
        })?;
        Self::parse(path, &text)
    }

    /// A manifest as it was at a revision, too: the path is for errors.
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self, ManifestError> {
        let document = text.parse().map_err(|error| ManifestError::Toml {
            path: path.to_owned(),
            error: Box::new(error),
        })?;
        Ok(Self {
            path: path.to_owned(),
            document,
        })
    }

    pub(crate) fn text(&self) -> String {
        self.document.to_string()
    }

    pub(crate) fn version(&self) -> Result<Version, ManifestError> {
        let version = self
            .document
            .get("package")
            .and_then(|package| package.get("version"));
        version
            .and_then(Item::as_str)
            .and_then(|version| Version::parse(version).ok())
            .ok_or_else(|| ManifestError::NoVersion(self.path.clone()))
    }

    pub(crate) fn set_version(&mut self, version: &Version) -> Result<(), ManifestError> {
        let item = self
            .document
            .get_mut("package")
            .and_then(|package| package.get_mut("version"));
        match item.and_then(Item::as_value_mut) {
            Some(value) => set(value, version),
            None => return Err(ManifestError::NoVersion(self.path.clone())),
        }
        Ok(())
    }

    /// Sets what the workspace's crates require of one of them. Says whether it was something else; where the workspace
    /// does not name the crate with a version, nothing is set.
    pub(crate) fn set_requirement(&mut self, name: &str, version: &Version) -> bool {
        let item = ["workspace", "dependencies", name, "version"]
            .iter()
            .try_fold(self.document.as_item_mut(), |item, key| {
                item.as_table_like_mut()?.get_mut(key)
            });
        let value = item.and_then(Item::as_value_mut);
        let value = value.filter(|value| value.as_str() != Some(&version.to_string()));
        let is_another = value.is_some();
        if let Some(value) = value {
            set(value, version);
        }
        is_another
    }
}

/// The spaces and comments around the value stay.
fn set(value: &mut Value, version: &Version) {
    let around = value.decor().clone();
    *value = Value::from(version.to_string());
    *value.decor_mut() = around;
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use semver::Version;

    use super::{Manifest, ManifestError};

    fn manifest(text: &str) -> Manifest {
        Manifest::parse(Path::new("Cargo.toml"), text).expect("a manifest")
    }

    #[test]
    fn a_version_is_set_and_the_rest_stays() {
        let mut manifest = manifest(
            "[package]\nname = \"core\" # mine\nversion =  \"0.1.0\"   # now\n\n[features]\n",
        );
        assert_eq!(
            manifest.version().expect("a version"),
            Version::new(0, 1, 0)
        );
        manifest.set_version(&Version::new(0, 2, 0)).expect("set");
        assert_eq!(
            manifest.text(),
            "[package]\nname = \"core\" # mine\nversion =  \"0.2.0\"   # now\n\n[features]\n"
        );
    }

    #[test]
    fn a_requirement_of_the_workspace_is_set_and_the_rest_stays() {
        let mut manifest = manifest(
            "[workspace.dependencies]\ncore = { version = \"0.1.0\", path = \"core\" } # ours\n",
        );
        assert!(manifest.set_requirement("core", &Version::new(0, 2, 0)));
        assert!(!manifest.set_requirement("core", &Version::new(0, 2, 0)));
        assert_eq!(
            manifest.text(),
            "[workspace.dependencies]\ncore = { version = \"0.2.0\", path = \"core\" } # ours\n"
        );
    }

    #[test]
    fn a_crate_that_the_workspace_does_not_name_has_no_requirement() {
        let text = "[workspace.dependencies]\ncore = { path = \"core\" }\n";
        for name in ["core", "vendor"] {
            let mut manifest = manifest(text);
            assert!(
                !manifest.set_requirement(name, &Version::new(0, 2, 0)),
                "{name}"
            );
            assert_eq!(manifest.text(), text);
        }
    }

    #[test]
    fn a_version_of_the_workspace_is_not_the_crates_own() {
        let mut manifest = manifest("[package]\nversion.workspace = true\n");
        assert!(matches!(
            manifest.version(),
            Err(ManifestError::NoVersion(_))
        ));
        assert!(matches!(
            manifest.set_version(&Version::new(0, 2, 0)),
            Err(ManifestError::NoVersion(_))
        ));
    }
}
