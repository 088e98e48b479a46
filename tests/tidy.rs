//! The rules of the house that no compiler checks.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

use std::fs;
use std::path::{Path, PathBuf};

const PUBLISHED: [&str; 4] = ["core", "prepared-tickets", "sandbox", "cli"];
const VENDOR_CRATES: [&str; 1] = ["prepared-tickets"];
/// Words by which a vendor would be known.
const VENDOR_WORDS: [&str; 9] = [
    "jifeline",
    "prepared",
    "datacar",
    "leadbank",
    "jtel",
    "dialler",
    "tri-tech",
    "aim-contracts",
    "iveco",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_published_crate_has_its_readme_its_changelog_and_copies_of_the_licences() {
    for name in PUBLISHED {
        let directory = root().join("crates").join(name);
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            assert_eq!(
                read(&directory.join(licence)),
                read(&root().join(licence)),
                "{name}/{licence}"
            );
            let kind = fs::symlink_metadata(directory.join(licence))
                .expect("it is there")
                .file_type();
            assert!(
                kind.is_file(),
                "{name}/{licence} must be a copy, not a link"
            );
        }
        assert!(
            read(&directory.join("CHANGELOG.md")).contains("## Unreleased"),
            "{name}"
        );
        assert!(
            read(&directory.join("README.md")).starts_with("# "),
            "{name}"
        );
    }
}

#[test]
fn core_knows_no_vendor() {
    for file in rust_files(&root().join("crates/core/src")) {
        let text = read(&file).to_lowercase();
        for word in VENDOR_WORDS {
            assert!(!text.contains(word), "{}: \"{word}\"", file.display());
        }
    }
}

#[test]
fn no_module_is_named_util() {
    for file in rust_files(&root().join("crates")) {
        let name = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        assert!(
            !matches!(name, "util" | "utils" | "helper" | "helpers" | "common"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn only_core_names_reqwest_in_its_sources() {
    let libraries = VENDOR_CRATES.iter().chain(&["sandbox", "cli"]);
    for file in libraries.flat_map(|name| rust_files(&root().join("crates").join(name).join("src")))
    {
        assert!(!read(&file).contains("reqwest::"), "{}", file.display());
    }
}

#[test]
fn the_sandbox_knows_neither_core_nor_a_vendor_crate() {
    let manifest = read(&root().join("crates/sandbox/Cargo.toml"));
    assert!(!manifest.contains("vendor-core"));
    for vendor in VENDOR_CRATES {
        assert!(
            !manifest.lines().any(|line| line.starts_with(vendor)),
            "{vendor}"
        );
    }
}

#[test]
fn wire_names_stand_in_the_contract_and_in_generated_code_only() {
    let directory = root().join("crates/prepared-tickets/src");
    let generated = ["models.rs", "operations.rs"];
    for file in rust_files(&directory) {
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if !generated.contains(&name) {
            assert!(!read(&file).contains("/v2/tickets"), "{}", file.display());
        }
    }
}
