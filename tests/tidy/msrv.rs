//! The oldest compiler is said in one place, and wherever a person or a tool looks for it.

use super::assert_none;
use super::project::{Project, directory, read, read_toml, root, shown};

/// What the workspace's Cargo.toml says.
fn rust_version() -> String {
    let manifest = read_toml(&root().join("Cargo.toml"));
    let version = manifest["workspace"]["package"]["rust-version"].as_str();
    version.expect("a version in quotes").to_owned()
}

#[test]
fn clippy_knows_the_oldest_compiler_and_warns_of_what_it_does_not_have() {
    let clippy = read_toml(&root().join("clippy.toml"));
    assert_eq!(
        clippy["msrv"].as_str(),
        Some(rust_version().as_str()),
        "clippy.toml and rust-version in Cargo.toml name one version: change both"
    );
    let manifest = read_toml(&root().join("Cargo.toml"));
    let lint = manifest["workspace"]["lints"]["clippy"].get("incompatible_msrv");
    assert_eq!(
        lint.and_then(|level| level.as_str()),
        Some("warn"),
        "Cargo.toml, [workspace.lints.clippy]: `incompatible_msrv = \"warn\"`"
    );
}

#[test]
fn every_readme_names_the_oldest_compiler() {
    let sentence = format!("Rust {} or newer", rust_version());
    let project = Project::read();
    let readmes = project
        .published()
        .map(|package| directory(package).join("README.md"));
    let broken: Vec<String> = readmes
        .chain([root().join("README.md")])
        .filter(|readme| !read(readme).contains(&sentence))
        .map(|readme| shown(&readme))
        .collect();
    assert_none(
        &broken,
        &format!("Say \"{sentence}\", as rust-version in Cargo.toml does:"),
    );
}

#[test]
fn every_package_promises_the_same_compiler() {
    let expected = rust_version();
    let project = Project::read();
    let broken: Vec<String> = project
        .packages()
        .filter(|package| {
            let version = package.rust_version.as_ref();
            let version = version.map(|version| format!("{}.{}", version.major, version.minor));
            version.as_deref() != Some(&expected)
        })
        .map(|package| package.name.to_string())
        .collect();
    assert_none(&broken, "Write `rust-version.workspace = true`:");
}
