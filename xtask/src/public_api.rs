//! Types of other crates in the public APIs of the libraries. Each is a promise: a new major version of that crate is
//! one of ours, too. So each is listed with its reason, and none comes in unnoticed.
//!
//! What is public is read from rustdoc's JSON, which stable compilers write when `RUSTC_BOOTSTRAP` allows it
//! (cargo-semver-checks gets it in the same way).

mod allowed;
mod surface;

use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::MetadataCommand;
use serde::Deserialize;

use self::allowed::{ALLOWED, compare};
use self::surface::Surface;
use crate::stage::{self, Outcome};
use crate::{cargo, libraries};

/// The versions of the format that [`Surface`] can read. What it reads has not changed in them.
const FORMATS: RangeInclusive<u32> = 57..=61;

pub(crate) fn check(root: &Path) -> stage::Result {
    // A directory of its own: what `RUSTC_BOOTSTRAP` touches would be built anew in every other one.
    let target = cargo::target_directory(root).join("public-api");
    fs::create_dir_all(&target)?;
    if let Some(reason) = unreadable(&target)? {
        return Ok(Outcome::skipped(reason));
    }
    let features = features(root)?;
    let mut surfaces = Vec::new();
    for library in libraries::names() {
        let features = features.get(library).map_or("", String::as_str);
        let surface = document(root, &target, library, features)?;
        println!("{library}: {} types of other crates", surface.len());
        surfaces.push((library, surface));
    }
    let differences = compare(&surfaces, ALLOWED);
    for difference in &differences {
        println!("FAILED: {difference}");
    }
    Ok(Outcome::of(differences.is_empty()))
}

/// Why the documentation of this compiler cannot be read, if so: tried with an empty crate.
fn unreadable(directory: &Path) -> Result<Option<String>, Box<dyn Error>> {
    let source = directory.join("empty.rs");
    fs::write(&source, "")?;
    let mut rustdoc = rustdoc();
    rustdoc.arg(&source).arg("--out-dir").arg(directory);
    let written = rustdoc.stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !written.is_ok_and(|status| status.success()) {
        return Ok(Some("this compiler's rustdoc writes no JSON".to_owned()));
    }
    let text = fs::read_to_string(directory.join("empty.json"))?;
    let Format { format_version } = serde_json::from_str(&text)?;
    Ok((!FORMATS.contains(&format_version)).then(|| {
        let (first, last) = (FORMATS.start(), FORMATS.end());
        format!(
            "rustdoc's JSON has format {format_version}, and only {first} to {last} can be read (public_api.rs)"
        )
    }))
}

#[derive(Deserialize)]
struct Format {
    format_version: u32,
}

/// rustdoc by itself, with what makes it write JSON.
fn rustdoc() -> Command {
    let program = std::env::var_os("RUSTDOC").unwrap_or_else(|| OsString::from("rustdoc"));
    let mut command = Command::new(program);
    command.env("RUSTC_BOOTSTRAP", "1").args(JSON);
    command
}

/// What is hidden from readers is public all the same.
const JSON: [&str; 5] = [
    "-Z",
    "unstable-options",
    "--output-format",
    "json",
    "--document-hidden-items",
];

/// The public API of a library.
fn document(
    root: &Path,
    target: &Path,
    library: &str,
    features: &str,
) -> Result<Surface, Box<dyn Error>> {
    let arguments = [
        "rustdoc",
        "--quiet",
        "--package",
        library,
        "--lib",
        "--features",
        features,
        "--",
    ];
    let mut command = cargo::command(root, &[&arguments[..], &JSON].concat());
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target);
    if !command.status()?.success() {
        return Err(format!("{library} cannot be documented").into());
    }
    let name = library.replace('-', "_");
    let file: PathBuf = target.join("doc").join(name).with_extension("json");
    Ok(Surface::read(&fs::read_to_string(file)?)?)
}

/// All features of each package but for other kinds of TLS than the default one: those add nothing that is public, and
/// compile C libraries or need those of the system.
fn features(root: &Path) -> Result<BTreeMap<String, String>, cargo_metadata::Error> {
    let manifest = root.join("Cargo.toml");
    let metadata = MetadataCommand::new()
        .manifest_path(manifest)
        .no_deps()
        .exec()?;
    let packages = metadata.packages.into_iter();
    Ok(packages
        .map(|package| {
            let mut features: Vec<String> = package.features.into_keys().collect();
            features.retain(|feature| !["rustls-aws-lc", "native-tls"].contains(&feature.as_str()));
            (package.name.to_string(), features.join(","))
        })
        .collect())
}
