//! Gates: the oldest Rust that the crates promise to build with.

use std::collections::BTreeSet;
use std::error::Error;

use cargo_metadata::MetadataCommand;

use super::{Context, features, toolchain};
use crate::cargo;
use crate::stage::{self, Outcome};

/// Each manifest states it, and clippy finds nothing of the standard library that is newer.
pub(super) fn stated(context: &Context) -> stage::Result {
    let promises = promises(context)?;
    for Promise { package, version } in &promises {
        match version {
            Some(version) => println!("{package}: Rust {version}"),
            None => println!("FAILED: {package}: there is no `rust-version` in Cargo.toml"),
        }
    }
    let all_stated = promises.iter().all(|promise| promise.version.is_some());
    let stated = Outcome::of(all_stated);
    let mut clippy = cargo::command(&context.root, &["clippy", "--quiet"]);
    clippy.args(context.selection());
    clippy.args(["--", "-D", "warnings", "-D", "clippy::incompatible_msrv"]);
    Ok(stated.and(cargo::watch(&mut clippy)?))
}

/// A build with it, where that toolchain is installed.
pub(super) fn build(context: &Context) -> stage::Result {
    let promises = promises(context)?.into_iter();
    let versions: BTreeSet<String> = promises.filter_map(|promise| promise.version).collect();
    let mut outcome = Outcome::of(true);
    for version in versions {
        if !toolchain::is_there(&version, &context.root) {
            let reason = format!("Rust {version} is not installed: the public CI builds with it");
            outcome = outcome.and(Outcome::skipped(reason));
            continue;
        }
        let mut check = toolchain::cargo(&version, &context.root, &["check", "--quiet"]);
        check.args(context.selection());
        outcome = outcome.and(features::all(&mut check));
        outcome = outcome.and(cargo::watch(&mut check)?);
    }
    Ok(outcome)
}

/// What the manifest of a crate says.
struct Promise {
    package: String,
    /// As toolchains are called: without the patch version.
    version: Option<String>,
}

fn promises(context: &Context) -> Result<Vec<Promise>, Box<dyn Error>> {
    let metadata = MetadataCommand::new()
        .manifest_path(context.root.join("Cargo.toml"))
        .no_deps()
        .exec()?;
    let checked = |name: &str| context.crates.iter().any(|package| package.name == name);
    let packages = metadata.packages.into_iter();
    let promises = packages
        .filter(|package| checked(&package.name))
        .map(|package| Promise {
            package: package.name.to_string(),
            version: package
                .rust_version
                .map(|version| format!("{}.{}", version.major, version.minor)),
        });
    Ok(promises.collect())
}
