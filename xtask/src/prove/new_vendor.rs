//! `cargo xtask prove new-vendor`: a crate that `cargo xtask new-vendor` makes passes CI, shown on a copy of this
//! workspace as it stands, below `target`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{fs, io};

use crate::cargo;
use crate::new_vendor::NewVendor;
use crate::stage::{self, Stage};

/// The crate that is made, of the contract that the command's own tests use.
const NAME: &str = "roadside-jobs";
const CONTRACT: &str = "xtask/src/new_vendor/testdata/jobs.yaml";

/// What CI runs, of the packages that are new or changed.
const STAGES: [Stage<Path>; 10] = [
    Stage {
        name: "fmt",
        what: "formatting",
        run: |root| {
            cargo::run(
                root,
                &[
                    "fmt",
                    "--package",
                    NAME,
                    "--package",
                    "vendor-sandbox",
                    "--check",
                ],
            )
        },
    },
    Stage {
        name: "codegen",
        what: "generated code is up to date",
        run: |root| cargo::xtask(root, &["codegen", "--check"]),
    },
    Stage {
        name: "clippy",
        what: "lints",
        run: |root| {
            let features = ["--all-targets", "--features", "vendor-sandbox/cli"];
            let lints = ["--", "-D", "warnings"];
            on_both(root, "clippy", &[&features[..], &lints].concat())
        },
    },
    Stage {
        name: "no-features",
        what: "lints of the new crate without any feature",
        run: |root| {
            let lints = ["--no-default-features", "--", "-D", "warnings"];
            cargo::run(root, &[&["clippy", "--package", NAME], &lints[..]].concat())
        },
    },
    Stage {
        name: "test",
        what: "tests",
        run: |root| {
            let targets = [
                "--all-targets",
                "--no-fail-fast",
                "--features",
                "vendor-sandbox/cli",
            ];
            on_both(root, "test", &targets)
        },
    },
    Stage {
        name: "doctest",
        what: "examples in the docs and READMEs",
        run: |root| on_both(root, "test", &["--doc", "--no-fail-fast"]),
    },
    Stage {
        name: "doc",
        what: "documentation without a warning",
        run: |root| {
            let arguments = [
                "doc",
                "--no-deps",
                "--package",
                NAME,
                "--package",
                "vendor-sandbox",
            ];
            cargo::watch(cargo::command(root, &arguments).env("RUSTDOCFLAGS", "-D warnings"))
        },
    },
    Stage {
        name: "tidy",
        what: "the rules of the house",
        run: |root| {
            let checks = ["--test", "tidy", "--test", "doc_examples"];
            cargo::run(
                root,
                &[&["test", "--package", "behaviours"], &checks[..]].concat(),
            )
        },
    },
    Stage {
        name: "tree",
        what: "dependencies of a user's build",
        run: |root| cargo::xtask(root, &["ci", "tree"]),
    },
    Stage {
        name: "package",
        what: "what users would download",
        run: |root| {
            cargo::run(
                root,
                &["package", "--list", "--allow-dirty", "--package", NAME],
            )
        },
    },
];

/// A command of cargo on the new crate and the sandbox.
fn on_both(root: &Path, command: &str, arguments: &[&str]) -> stage::Result {
    let packages = [command, "--package", NAME, "--package", "vendor-sandbox"];
    cargo::run(root, &[&packages, arguments].concat())
}

pub(super) fn run(root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let workspace = root.join("target/new-vendor");
    copy(root, &workspace)?;
    println!("a copy of the workspace is in {}", workspace.display());
    NewVendor::new(NAME, root.join(CONTRACT)).run(&workspace)?;
    stage::run(&STAGES, &[], &*workspace)
}

/// Everything that git knows or would take in, as it stands. What an earlier proof has built stays.
fn copy(root: &Path, workspace: &Path) -> io::Result<()> {
    clear(workspace)?;
    for path in files(root)? {
        let (from, to) = (root.join(&path), workspace.join(&path));
        // What is deleted and not committed is listed, too.
        if from.is_file() {
            to.parent().map(fs::create_dir_all).transpose()?;
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

fn clear(workspace: &Path) -> io::Result<()> {
    fs::create_dir_all(workspace)?;
    for entry in fs::read_dir(workspace)? {
        let path = entry?.path();
        match path.file_name() {
            Some(name) if name == "target" => {}
            _ if path.is_dir() => fs::remove_dir_all(path)?,
            _ => fs::remove_file(path)?,
        }
    }
    Ok(())
}

fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let output = Command::new("git")
        .current_dir(root)
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(
            "git cannot list the files of the workspace",
        ));
    }
    let listed = String::from_utf8_lossy(&output.stdout);
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    Ok(paths.map(PathBuf::from).collect())
}
