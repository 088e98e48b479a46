//! The published crates, and their files.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use behaviours::workspace::read;
use behaviours::workspace::root;

pub(crate) fn crates() -> PathBuf {
    root().join("crates")
}

pub(crate) fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory");
    entries
        .map(|entry| entry.expect("an entry").path())
        .collect()
}

/// The libraries below `crates`: all that is published but the program.
pub(crate) fn libraries() -> Vec<PathBuf> {
    let mut libraries = entries(&crates());
    libraries.retain(|directory| directory.join("src/lib.rs").exists());
    assert!(libraries.len() >= 7, "{libraries:?}");
    libraries
}

/// The libraries of a vendor: those that have a contract.
pub(crate) fn vendors() -> Vec<PathBuf> {
    let mut vendors = libraries();
    vendors.retain(|directory| directory.join("openapi.yaml").exists());
    assert!(vendors.len() >= 5, "{vendors:?}");
    vendors
}

pub(crate) fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let paths = entries(directory).into_iter();
    paths
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
