//! The files of the workspace, for checks that read them.
#![allow(clippy::expect_used, clippy::panic)] // a check that cannot read what it checks must fail

use std::fs;
use std::path::{Path, PathBuf};

/// The directory of the workspace.
///
/// # Panics
/// Never: this package lies in it.
#[must_use]
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the workspace").to_owned()
}

/// The text of a file.
///
/// # Panics
/// When it cannot be read.
#[must_use]
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
