//! A crate as its users get it: packed by cargo, and unpacked again.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
#[cfg(test)]
use semver::Version;
use tar::Archive;

use super::crates::Crate;
#[cfg(test)]
use super::crates::Dependency;
use crate::cargo;

/// Where the checks of a release put what they make; `target/release` is cargo's.
pub(crate) fn working_directory(root: &Path) -> PathBuf {
    cargo::target_directory(root).join("release-check")
}

/// An empty directory in place of what was there.
pub(crate) fn make_anew(directory: &Path) -> io::Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(directory),
    }
}

/// A crate and the archive that would be uploaded.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) package: Crate,
    pub(crate) archive: PathBuf,
}

/// For [`pack`]: crates as they are there, committed or not. Without a lock file, since for that cargo would look for
/// their siblings in the registry.
pub(crate) const AS_THEY_ARE: [&str; 2] = ["--allow-dirty", "--exclude-lockfile"];

/// Packs crates of the workspace at `root`. The archives come below `target`.
pub(crate) fn pack(
    root: &Path,
    packages: &[&Crate],
    target: &Path,
    options: &[&str],
) -> Result<Vec<Packed>, Box<dyn Error>> {
    let mut package = cargo::command(root, &["package", "--quiet", "--no-verify"]);
    package.args(options).arg("--target-dir").arg(target);
    for packed in packages {
        package.args(["--package", &packed.name]);
    }
    if !package.status()?.success() {
        let names: Vec<&str> = packages
            .iter()
            .map(|package| package.name.as_str())
            .collect();
        return Err(format!("cargo could not pack {}", names.join(", ")).into());
    }
    let packed = |package: &&Crate| Packed {
        package: (*package).clone(),
        archive: target
            .join("package")
            .join(format!("{}.crate", package.stem())),
    };
    Ok(packages.iter().map(packed).collect())
}

impl Packed {
    /// Unpacks it into a directory of its own below `parent`, and says which.
    pub(crate) fn unpack_to(&self, parent: &Path) -> io::Result<PathBuf> {
        let mut archive = Archive::new(GzDecoder::new(File::open(&self.archive)?));
        // The times in an archive are all the same day of 2006. Cargo would take what it has built from an older
        // archive at the same place for up to date.
        archive.set_preserve_mtime(false);
        archive.unpack(parent)?;
        Ok(parent.join(self.package.stem()))
    }
}

#[cfg(test)]
impl Packed {
    /// One that is nowhere.
    pub(crate) fn imagined(name: &str, version: Version, dependencies: Vec<Dependency>) -> Self {
        Self {
            package: Crate {
                name: name.to_owned(),
                version,
                directory: PathBuf::new(),
                path: format!("crates/{name}"),
                is_library: true,
                dependencies,
                path_only: Vec::new(),
            },
            archive: PathBuf::new(),
        }
    }
}

impl Crate {
    /// `leadbank-0.1.0`: what cargo calls an archive, and the directory in it.
    pub(crate) fn stem(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}
