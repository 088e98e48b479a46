//! What the manifests say.

use cargo_metadata::{Package, TargetKind};

use super::assert_none;
use super::project::{Project, directory, read, read_toml, root};

/// What the registry shows. A repository and a homepage are not known yet, so no crate names them: whoever publishes
/// first fills them in.
#[test]
fn every_published_crate_says_what_it_is() {
    let broken: Vec<String> = Project::read()
        .published()
        .flat_map(|package| {
            missing(package)
                .into_iter()
                .map(|what| format!("{}: {what}", package.name))
        })
        .collect();
    assert_none(
        &broken,
        "This is what users find a crate by. Write it in its Cargo.toml:",
    );
}

fn missing(package: &Package) -> Vec<&'static str> {
    let manifest = read_toml(package.manifest_path.as_std_path());
    let packed: Vec<&str> = manifest["package"]
        .get("include")
        .and_then(|include| include.as_array())
        .into_iter()
        .flatten()
        .filter_map(|pattern| pattern.as_str())
        .collect();
    let includes = |name: &str| {
        let patterns = packed.iter();
        patterns
            .map(|pattern| pattern.trim_start_matches('/'))
            .any(|pattern| pattern == name)
    };
    let is_library = package
        .targets
        .iter()
        .any(|target| target.kind.contains(&TargetKind::Lib));
    let documented = package.metadata.pointer("/docs/rs/all-features");
    let rules = [
        (
            package
                .description
                .as_ref()
                .is_some_and(|text| text.len() > 20),
            "`description`: a sentence that says what it does",
        ),
        (
            (1..=5).contains(&package.keywords.len())
                && package.keywords.iter().all(|keyword| is_keyword(keyword)),
            "`keywords`: one to five, each of at most 20 letters, digits, `-`, `_` or `+`",
        ),
        (
            (1..=5).contains(&package.categories.len())
                && package
                    .categories
                    .iter()
                    .all(|category| is_category(category)),
            "`categories`: one to five of the registry's slugs",
        ),
        (
            package.license.as_deref() == Some("MIT OR Apache-2.0"),
            "`license.workspace = true`",
        ),
        (
            package.rust_version.is_some(),
            "`rust-version.workspace = true`",
        ),
        (
            package
                .readme
                .as_ref()
                .is_some_and(|readme| readme == "README.md"),
            "`readme = \"README.md\"`",
        ),
        (
            ["README.md", "CHANGELOG.md", "LICENSE-*"]
                .into_iter()
                .all(includes),
            "`include` with README.md, CHANGELOG.md and LICENSE-*",
        ),
        (
            !is_library || documented == Some(&true.into()),
            "`all-features = true` in [package.metadata.docs.rs]",
        ),
    ];
    rules
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, what)| what)
        .collect()
}

fn is_keyword(keyword: &str) -> bool {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_+".contains(letter);
    let begins_well = keyword.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    begins_well && keyword.len() <= 20 && keyword.chars().all(is_allowed)
}

fn is_category(category: &str) -> bool {
    category.split("::").all(|part| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '-')
    })
}

#[test]
fn every_package_inherits_the_lints_of_the_workspace() {
    let project = Project::read();
    let inherits = |package: &&Package| {
        let manifest = read_toml(package.manifest_path.as_std_path());
        let lints = manifest
            .get("lints")
            .and_then(|lints| lints.get("workspace"));
        lints.and_then(toml::Value::as_bool) == Some(true)
    };
    let broken: Vec<String> = project
        .packages()
        .filter(|package| !inherits(package))
        .map(|package| package.name.to_string())
        .collect();
    assert_none(
        &broken,
        "Lints hold for all. Write `[lints]` with `workspace = true`, and what a package may do all the same in its \
         sources with the reason:",
    );
}

#[test]
fn every_dependency_is_named_once_in_the_workspace_without_its_default_features() {
    let workspace = read_toml(&root().join("Cargo.toml"));
    let named = workspace["workspace"]["dependencies"]
        .as_table()
        .expect("a table of dependencies");
    let mut broken: Vec<String> = named
        .iter()
        .filter(|(_, dependency)| {
            let default = dependency.get("default-features");
            default.and_then(toml::Value::as_bool) != Some(false)
        })
        .map(|(name, _)| format!("Cargo.toml: {name} needs `default-features = false`"))
        .collect();
    for package in Project::read().packages() {
        let manifest = read_toml(package.manifest_path.as_std_path());
        broken.extend(
            dependencies(&manifest)
                .filter(|(_, dependency)| {
                    let inherited = dependency.get("workspace");
                    inherited.and_then(toml::Value::as_bool) != Some(true)
                })
                .map(|(name, _)| format!("{}: {name} needs `workspace = true`", package.name)),
        );
    }
    assert_none(
        &broken,
        "Versions stand in [workspace.dependencies] alone, and a crate that needs a feature asks for it by name:",
    );
}

/// All dependencies of a manifest, also those of single platforms.
fn dependencies(manifest: &toml::Table) -> impl Iterator<Item = (&String, &toml::Value)> {
    let platforms = manifest
        .get("target")
        .and_then(|platforms| platforms.as_table())
        .into_iter()
        .flat_map(|platforms| platforms.values())
        .filter_map(|platform| platform.as_table());
    std::iter::once(manifest)
        .chain(platforms)
        .flat_map(|table| {
            ["dependencies", "dev-dependencies", "build-dependencies"].map(|kind| table.get(kind))
        })
        .flatten()
        .filter_map(|dependencies| dependencies.as_table())
        .flatten()
}

#[test]
fn every_dependency_that_users_get_has_its_reason_in_a_comment() {
    let project = Project::read();
    let broken: Vec<String> = project
        .published()
        .flat_map(|package| {
            let manifest = read(&directory(package).join("Cargo.toml"));
            let names = unexplained(&manifest);
            names
                .into_iter()
                .map(|name| format!("{}: {name}", package.name))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none(
        &broken,
        "Each costs every user a build. Say what it is for in a comment, on its line or above its block:",
    );
}

/// The dependencies of a library that no comment explains: none on their line, none above them in their block.
fn unexplained(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_for_users = false;
    let mut is_explained = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            is_for_users = line.contains("dependencies") && !line.contains("dev-dependencies");
            is_explained = false;
        } else if line.is_empty() {
            is_explained = false;
        } else if line.starts_with('#') {
            is_explained = true;
        } else if is_for_users && !is_explained && !line.contains('#') {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            names.push(name.to_owned());
        }
    }
    names
}
