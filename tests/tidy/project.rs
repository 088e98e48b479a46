//! The project as cargo and the directories show it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use behaviours::workspace::{read, root};
use cargo_metadata::{MetadataCommand, Package};

/// What cargo, its extensions and insta write, and what belongs to somebody's editor.
const NOT_OURS: [&str; 5] = ["target", ".git", ".idea", ".vscode", ".DS_Store"];

pub(crate) struct Project {
    packages: Vec<Package>,
}

impl Project {
    pub(crate) fn read() -> Self {
        let metadata = MetadataCommand::new()
            .manifest_path(root().join("Cargo.toml"))
            .no_deps()
            .exec()
            .expect("cargo metadata");
        Self {
            packages: metadata.packages,
        }
    }

    pub(crate) fn packages(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter()
    }

    pub(crate) fn published(&self) -> impl Iterator<Item = &Package> {
        self.packages().filter(|package| is_published(package))
    }

    pub(crate) fn vendors(&self) -> impl Iterator<Item = &Package> {
        let contract = |package: &&Package| directory(package).join("openapi.yaml");
        self.published()
            .filter(move |package| contract(package).is_file())
    }

    pub(crate) fn named(&self, name: &str) -> &Package {
        self.packages()
            .find(|package| package.name.as_str() == name)
            .unwrap_or_else(|| panic!("there is no package {name}"))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.packages().any(|package| package.name.as_str() == name)
    }
}

pub(crate) fn is_published(package: &Package) -> bool {
    package.publish.as_ref().is_none_or(|to| !to.is_empty())
}

pub(crate) fn directory(package: &Package) -> &Path {
    let manifest = package.manifest_path.as_std_path();
    manifest.parent().expect("the directory of a manifest")
}

pub(crate) fn read_toml(path: &Path) -> toml::Table {
    let parsed = read(path).parse();
    parsed.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in a directory that are the project's, sorted.
pub(crate) fn names_in(directory: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .filter_map(|name| name.into_string().ok())
        .filter(|name| !NOT_OURS.contains(&name.as_str()) && !is_a_pending_snapshot(name))
        .collect();
    names.sort();
    names
}

fn is_a_pending_snapshot(name: &str) -> bool {
    name.ends_with(".snap.new") || name.ends_with(".pending-snap")
}

/// All files below a directory.
pub(crate) fn files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in names_in(directory).iter().map(|name| directory.join(name)) {
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

pub(crate) fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = files(directory);
    files.retain(|file| file.extension() == Some(OsStr::new("rs")));
    files
}

/// Written by `cargo xtask codegen`.
pub(crate) const GENERATED: [&str; 2] = ["models.rs", "operations.rs"];

/// The sources of a crate that people write.
pub(crate) fn hand_written(package: &Package) -> Vec<PathBuf> {
    let source = directory(package).join("src");
    let generated = GENERATED.map(|name| source.join(name));
    let mut files = if source.is_dir() {
        rust_files(&source)
    } else {
        Vec::new()
    };
    files.retain(|file| !generated.contains(file));
    files
}

/// A path as a person would write it: from the workspace's root, with slashes.
pub(crate) fn shown(path: &Path) -> String {
    let root = root();
    let path = path.strip_prefix(&root).unwrap_or(path);
    path.display().to_string().replace('\\', "/")
}
