//! Who may know whom.

use cargo_metadata::{Dependency, DependencyKind, Package};

use super::assert_none;
use super::project::{Project, is_published, read_toml, root};

/// Dependencies on other packages of the workspace.
fn siblings<'a>(
    project: &'a Project,
    package: &'a Package,
) -> impl Iterator<Item = &'a Dependency> {
    let dependencies = package.dependencies.iter();
    dependencies.filter(|dependency| project.has(&dependency.name))
}

fn broken<'a>(
    package: &'a Package,
    dependencies: impl Iterator<Item = &'a Dependency> + 'a,
) -> impl Iterator<Item = String> + 'a {
    dependencies.map(|dependency| {
        let who = match dependency.kind {
            DependencyKind::Development => format!("the tests of {} need", package.name),
            DependencyKind::Build => format!("the build of {} needs", package.name),
            _ => format!("{} needs", package.name),
        };
        format!("{who} {}", dependency.name)
    })
}

#[test]
fn a_vendor_crate_knows_core_and_its_tests_know_the_sandbox() {
    let project = Project::read();
    let is_allowed = |dependency: &Dependency| match dependency.name.as_str() {
        "vendor-core" => dependency.kind != DependencyKind::Build,
        "vendor-sandbox" => dependency.kind == DependencyKind::Development,
        _ => false,
    };
    let broken: Vec<String> = project
        .vendors()
        .flat_map(|vendor| {
            broken(
                vendor,
                siblings(&project, vendor).filter(|dependency| !is_allowed(dependency)),
            )
        })
        .collect();
    assert_none(
        &broken,
        "A vendor crate may depend on vendor-core, and for its tests on vendor-sandbox. What two vendors share belongs \
         in vendor-core:",
    );
}

#[test]
fn core_and_the_sandbox_know_no_crate_of_the_workspace() {
    let project = Project::read();
    let broken: Vec<String> = ["vendor-core", "vendor-sandbox"]
        .map(|name| project.named(name))
        .into_iter()
        .flat_map(|package| broken(package, siblings(&project, package)))
        .collect();
    assert_none(
        &broken,
        "Both are published before all others, so not even their tests may need one. Tests that need more belong in \
         tests/:",
    );
}

#[test]
fn nothing_published_knows_what_is_not() {
    let project = Project::read();
    let broken: Vec<String> = project
        .published()
        .flat_map(|package| {
            let unpublished = siblings(&project, package)
                .filter(|dependency| !is_published(project.named(&dependency.name)));
            broken(package, unpublished)
        })
        .collect();
    assert_none(
        &broken,
        "These packages are not published, so nobody could build the crate. Move what it needs into a published one:",
    );
}

#[test]
fn published_crates_name_a_version_of_each_other() {
    let project = Project::read();
    let broken: Vec<String> = project
        .published()
        .flat_map(|package| {
            let unversioned = siblings(&project, package)
                .filter(|dependency| dependency.req.comparators.is_empty());
            broken(package, unversioned)
        })
        .collect();
    assert_none(
        &broken,
        "A path alone does not exist for users. Write `name.workspace = true`, and the version beside the path in the \
         workspace's Cargo.toml:",
    );
}

/// Core has it for users. The tests of the sandbox drive a server, and the benchmarks have a hand-written client.
#[test]
fn only_core_depends_on_reqwest() {
    let project = Project::read();
    let is_allowed = |package: &Package, dependency: &Dependency| match package.name.as_str() {
        "vendor-core" | "benches" => true,
        "vendor-sandbox" => dependency.kind == DependencyKind::Development,
        _ => false,
    };
    let broken: Vec<String> = project
        .packages()
        .flat_map(|package| {
            let reqwest = package.dependencies.iter().filter(move |dependency| {
                dependency.name == "reqwest" && !is_allowed(package, dependency)
            });
            broken(package, reqwest)
        })
        .collect();
    assert_none(
        &broken,
        "Calls go through vendor-core's pipeline, which alone knows the HTTP library:",
    );
}

#[test]
fn all_dependencies_come_from_the_registry_or_the_workspace() {
    let project = Project::read();
    let mut broken: Vec<String> = project
        .packages()
        .flat_map(|package| {
            let elsewhere = package.dependencies.iter().filter(|dependency| {
                let source = dependency.source.as_ref().map(ToString::to_string);
                let is_registry = source.is_some_and(|source| source.starts_with("registry+"));
                let path = dependency.path.as_ref();
                let is_ours = path.is_some_and(|path| path.as_std_path().starts_with(root()));
                !is_registry && !is_ours
            });
            broken(package, elsewhere)
        })
        .collect();
    let manifest = read_toml(&root().join("Cargo.toml"));
    let config = read_toml(&root().join(".cargo/config.toml"));
    for (file, table) in [("Cargo.toml", manifest), (".cargo/config.toml", config)] {
        let replacing = ["patch", "replace", "paths", "source"];
        let found = replacing.iter().filter(|key| table.contains_key(**key));
        broken.extend(found.map(|key| format!("{file} has [{key}]")));
    }
    assert_none(
        &broken,
        "Users get their dependencies from the registry, so we build with nothing else: no git, no [patch], no path \
         outside the workspace:",
    );
}
