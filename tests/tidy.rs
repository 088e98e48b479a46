//! The rules of the house that no compiler checks.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

use std::fs;
use std::path::{Path, PathBuf};

const PUBLISHED: [&str; 8] = [
    "core",
    "aim-contracts",
    "dialler",
    "iveco-bt",
    "leadbank",
    "prepared-tickets",
    "sandbox",
    "cli",
];
const VENDOR_CRATES: [&str; 5] = [
    "aim-contracts",
    "dialler",
    "iveco-bt",
    "leadbank",
    "prepared-tickets",
];
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
fn paths_stand_in_the_contract_and_in_generated_code_only() {
    for vendor in VENDOR_CRATES {
        let directory = root().join("crates").join(vendor);
        let paths = paths_of_the_contract(&read(&directory.join("openapi.yaml")));
        assert!(!paths.is_empty(), "{vendor}");
        for file in hand_written(&directory.join("src")) {
            let text = read(&file);
            for path in &paths {
                assert!(!text.contains(path.as_str()), "{}: {path}", file.display());
            }
        }
    }
}

#[test]
fn no_vendor_crate_knows_another() {
    for vendor in VENDOR_CRATES {
        let manifest = read(&root().join("crates").join(vendor).join("Cargo.toml"));
        for other in VENDOR_CRATES {
            let is_dependency = manifest.lines().any(|line| {
                line.split(['.', ' ', '='])
                    .next()
                    .is_some_and(|name| name == other)
            });
            assert!(!is_dependency, "{vendor} depends on {other}");
        }
    }
}

/// The fixed beginnings of the paths, up to the first parameter.
fn paths_of_the_contract(contract: &str) -> Vec<String> {
    contract
        .lines()
        .filter_map(|line| line.strip_prefix("  /"))
        .filter_map(|line| line.strip_suffix(':'))
        .map(|path| format!("/{}", path.split('{').next().unwrap_or_default()))
        .collect()
}

fn hand_written(source: &Path) -> Vec<PathBuf> {
    let generated = ["models.rs", "operations.rs"].map(|name| source.join(name));
    let mut files = rust_files(source);
    files.retain(|file| !generated.contains(file));
    files
}

/// What a reader finds in the README of every vendor crate, in this order; between them stand the vendor's own ideas.
const SECTIONS: [&str; 9] = [
    "Start",
    "Operations",
    "Credentials",
    "When a call fails",
    "Settings",
    "Testing your own code",
    "What is not documented",
    "Features",
    "Spawning and sync code",
];

#[test]
fn the_readmes_of_the_vendor_crates_are_a_family() {
    let advice = |readme: &str| {
        let start = readme.find("fn what_to_do(").expect("the advice");
        let text = &readme[start..];
        let end = text.find("\n}").expect("its end");
        text[..end].to_owned()
    };
    let readmes =
        VENDOR_CRATES.map(|vendor| read(&root().join("crates").join(vendor).join("README.md")));
    for (vendor, readme) in VENDOR_CRATES.iter().zip(&readmes) {
        let headings = readme.lines().filter_map(|line| line.strip_prefix("## "));
        let shared: Vec<&str> = headings
            .filter(|heading| SECTIONS.contains(heading))
            .collect();
        assert_eq!(shared, SECTIONS, "{vendor}");
        assert_eq!(advice(readme), advice(&readmes[0]), "{vendor}");
    }
}
