//! Where things are.

use std::path::Path;

use cargo_metadata::Package;

use super::assert_none;
use super::project::{
    GENERATED, Project, directory, files, names_in, read, read_toml, root, shown,
};

const TOP_LEVEL: [&str; 16] = [
    ".cargo",
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "clippy.toml",
    "crates",
    "deny.toml",
    "rustfmt.toml",
    "tests",
    "xtask",
];

/// The crates that are no vendor's, and the rooms that only they have.
const COMMON_CRATES: [(&str, &[&str]); 3] = [
    ("cli", &[]),
    ("core", &[]),
    ("sandbox", &["contracts", "examples"]),
];

const ROOMS: [&str; 7] = [
    "CHANGELOG.md",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "src",
    "tests",
];

const ROOMS_OF_A_VENDOR: [&str; 2] = ["openapi.yaml", "samples"];

const SOURCES_OF_A_VENDOR: [&str; 4] = ["client.rs", "lib.rs", "models.rs", "operations.rs"];

/// What the first line of a generated file's second paragraph says.
const HEADER: &str =
    "Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.";

/// What is missing in a directory, and what is there without being named.
fn differences(directory: &Path, expected: &[&str]) -> Vec<String> {
    let found = names_in(directory);
    let missing = expected
        .iter()
        .filter(|name| !found.iter().any(|found| found == *name))
        .map(|name| format!("{} is missing", shown(&directory.join(name))));
    let unknown = found
        .iter()
        .filter(|name| !expected.contains(&name.as_str()))
        .map(|name| {
            format!(
                "{} has no place in the layout",
                shown(&directory.join(name))
            )
        });
    missing.chain(unknown).collect()
}

#[test]
fn the_top_level_is_what_the_design_names() {
    assert_none(
        &differences(&root(), &TOP_LEVEL),
        "The top level is the first thing that a reader sees. Move it where it belongs, or name it here and in the \
         design:",
    );
}

#[test]
fn the_script_of_ci_runs_the_command_of_the_readme_and_nothing_else() {
    let script = read(&root().join(".ci/run"));
    let commands: Vec<&str> = script
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let expected = [
        "set -euo pipefail",
        "cd \"$(dirname \"$0\")/..\"",
        "exec cargo xtask ci",
    ];
    assert_eq!(
        commands, expected,
        ".ci/run: what CI does belongs in xtask/src/ci.rs"
    );
    let readme = read(&root().join("README.md"));
    assert!(
        readme.contains("\ncargo xtask ci\n"),
        "README.md names the command"
    );
}

#[test]
fn every_directory_of_crates_is_a_published_crate_with_its_rooms() {
    let project = Project::read();
    let mut broken = Vec::new();
    for name in names_in(&root().join("crates")) {
        let here = root().join("crates").join(&name);
        let Some(package) = project
            .published()
            .find(|package| directory(package) == here)
        else {
            broken.push(format!("crates/{name} is no published crate"));
            continue;
        };
        let common = COMMON_CRATES.iter().find(|(known, _)| *known == name);
        let own = common.map_or(&ROOMS_OF_A_VENDOR[..], |(_, own)| own);
        broken.extend(differences(&here, &[&ROOMS, own].concat()));
        if common.is_none() {
            broken.extend(rooms_inside_a_vendor(package));
        }
    }
    for (name, _) in COMMON_CRATES {
        let here = root().join("crates").join(name);
        if !here.is_dir() {
            broken.push(format!("crates/{name} is missing"));
        }
    }
    assert_none(
        &broken,
        "Whoever knows one crate finds the way in the others. See the layout of a vendor crate in leadbank:",
    );
}

fn rooms_inside_a_vendor(package: &Package) -> Vec<String> {
    let here = directory(package);
    let sources = names_in(&here.join("src"));
    let missing = SOURCES_OF_A_VENDOR
        .iter()
        .filter(|name| !sources.iter().any(|found| found == *name))
        .map(|name| format!("{} is missing", shown(&here.join("src").join(name))));
    let samples = files(&here.join("samples"));
    let is_a_sample = |file: &Path| {
        let extension = file.extension().and_then(|extension| extension.to_str());
        file.ends_with("samples/README.md") || matches!(extension, Some("txt" | "json" | "xml"))
    };
    let unknown = samples
        .iter()
        .filter(|file| !is_a_sample(file))
        .map(|file| {
            format!(
                "{} is no sample: *.txt as printed, *.json or *.xml",
                shown(file)
            )
        });
    let has_readme = samples.iter().any(|file| file.ends_with("README.md"));
    let readme =
        (!has_readme).then(|| format!("{} is missing", shown(&here.join("samples/README.md"))));
    missing.chain(unknown).chain(readme).collect()
}

#[test]
fn models_and_operations_of_the_vendors_are_generated_and_nothing_else_is() {
    let project = Project::read();
    let mut broken = Vec::new();
    for package in project.published() {
        let source = directory(package).join("src");
        let is_vendor = project.vendors().any(|vendor| vendor.name == package.name);
        for file in files(&source) {
            let says_so = read(&file)
                .lines()
                .take_while(|line| line.starts_with("//!"))
                .any(|line| line.trim_start_matches("//! ") == HEADER);
            let is_generated = is_vendor && GENERATED.iter().any(|name| file == source.join(name));
            match (is_generated, says_so) {
                (true, false) => broken.push(format!("{} has lost its header", shown(&file))),
                (false, true) => broken.push(format!("{} says that it is generated", shown(&file))),
                _ => {}
            }
        }
    }
    assert_none(
        &broken,
        "Only src/models.rs and src/operations.rs of a vendor crate are generated, and they say so in their first \
         lines. Run `cargo xtask codegen`, and write ideas of your own in files of their own:",
    );
}

#[test]
fn the_sandbox_has_a_copy_of_every_contract() {
    let project = Project::read();
    let expected: Vec<String> = project
        .vendors()
        .map(|vendor| format!("{}.yaml", vendor.name))
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let contracts = root().join("crates/sandbox/contracts");
    assert_none(
        &differences(&contracts, &expected),
        "Run `cargo xtask codegen`, and remove the contracts of vendors that are gone:",
    );
}

#[test]
fn every_file_of_tests_is_a_behaviour_that_the_manifest_names_or_a_module_of_the_library() {
    let tests = root().join("tests");
    let manifest = read_toml(&tests.join("Cargo.toml"));
    let named: Vec<&str> = manifest["test"]
        .as_array()
        .expect("a list of tests")
        .iter()
        .filter_map(|test| test.get("path")?.as_str())
        .collect();
    let library = read(&tests.join("lib.rs"));
    let is_module = |name: &str| {
        let module = name.trim_end_matches(".rs");
        library.contains(&format!("mod {module};"))
    };
    let is_known = |name: &str| {
        let is_test = named
            .iter()
            .any(|path| *path == name || *path == format!("{name}/main.rs"));
        // Packages of their own, and fuzzing's.
        let is_package = tests.join(name).join("Cargo.toml").is_file();
        is_test || is_module(name) || is_package || matches!(name, "Cargo.toml" | "lib.rs")
    };
    let broken: Vec<String> = names_in(&tests)
        .into_iter()
        .filter(|name| !is_known(name))
        .map(|name| format!("tests/{name}"))
        .collect();
    assert_none(
        &broken,
        "Cargo does not look for tests here, so this one never runs. Give it a [[test]] in tests/Cargo.toml, or make it \
         a module of tests/lib.rs:",
    );
}
