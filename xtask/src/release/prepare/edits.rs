//! The edits of files that a release needs. All are made in memory first, so that a failure leaves the files as they
//! were.

use std::fs;
use std::path::{Path, PathBuf};

use semver::Version;

use crate::cargo;
use crate::release::changelog::Changelog;
use crate::release::crates::Crate;
use crate::release::error::ReleaseError;
use crate::release::manifest::Manifest;

#[derive(Debug)]
pub(super) struct Edits {
    root: PathBuf,
    /// The manifest at the root.
    workspace: Manifest,
    files: Vec<Edited>,
    /// Whether a manifest is edited, so that Cargo.lock has to follow.
    versions: bool,
    /// What is edited, a line each.
    told: Vec<String>,
}

#[derive(Debug)]
struct Edited {
    path: PathBuf,
    before: String,
    after: String,
}

impl Edits {
    pub(super) fn of(root: &Path) -> Result<Self, ReleaseError> {
        Ok(Self {
            root: root.to_owned(),
            workspace: Manifest::read(&root.join("Cargo.toml"))?,
            files: Vec::new(),
            versions: false,
            told: Vec::new(),
        })
    }

    pub(super) fn changelog(
        &mut self,
        package: &Crate,
        changelog: &Changelog,
        what: &str,
    ) -> Result<(), ReleaseError> {
        self.told
            .push(format!("{}: {what}", package.changelog_path()));
        self.edit(package.changelog(), changelog.text())
    }

    /// Sets the version of a crate, and what the workspace requires of it. Each may have been raised by hand.
    pub(super) fn raise(&mut self, package: &Crate, version: &Version) -> Result<(), ReleaseError> {
        if package.version != *version {
            let mut manifest = Manifest::read(&package.manifest())?;
            manifest.set_version(version)?;
            self.versions = true;
            self.told.push(format!(
                "{}: {} -> {version}",
                package.manifest_path(),
                package.version
            ));
            self.edit(package.manifest(), manifest.text())?;
        }
        if self.workspace.set_requirement(&package.name, version) {
            self.versions = true;
            self.told.push(format!(
                "Cargo.toml: {} {version} is required",
                package.name
            ));
        }
        Ok(())
    }

    fn edit(&mut self, path: PathBuf, after: String) -> Result<(), ReleaseError> {
        let before = fs::read_to_string(&path).map_err(|error| ReleaseError::File {
            path: path.clone(),
            error,
        })?;
        self.files.push(Edited {
            path,
            before,
            after,
        });
        Ok(())
    }

    /// Writes the files, or none of them. Says what was edited, a line each.
    pub(super) fn write(mut self) -> Result<Vec<String>, ReleaseError> {
        self.edit(self.root.join("Cargo.toml"), self.workspace.text())?;
        if let Err(error) = self.write_all() {
            for file in &self.files {
                put(&file.path, &file.before)?;
            }
            return Err(error);
        }
        if self.versions {
            self.told.push("Cargo.lock: the versions".to_owned());
        }
        Ok(self.told)
    }

    fn write_all(&self) -> Result<(), ReleaseError> {
        for file in &self.files {
            put(&file.path, &file.after)?;
        }
        if self.versions {
            refresh_lock_file(&self.root)?;
        }
        Ok(())
    }
}

fn put(path: &Path, text: &str) -> Result<(), ReleaseError> {
    fs::write(path, text).map_err(|error| ReleaseError::File {
        path: path.to_owned(),
        error,
    })
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
