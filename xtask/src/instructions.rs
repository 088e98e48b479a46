//! `cargo xtask instructions`: instructions per call, counted by callgrind, beside what was recorded.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use clap::Args;

use crate::cargo::{command, target_directory, watch};
use crate::stage::{self, Outcome};
use crate::tools;

/// The harness and its runner have to be of one version: the one that Cargo.toml names.
const RUNNER: &str = "gungraun-runner";
const RUNNER_VERSION: &str = "0.20.0";

/// Counts the instructions per call of our clients, of a hand-written one and of plain hyper-util.
///
/// They are compared with those in tests/benches/instructions.json, and written to target/bench/instructions.json,
/// where `cargo xtask bench` finds them. It fails if a call of ours got more than a tenth dearer beside the
/// hand-written one. Needs valgrind, which is installed from the system's packages if that is allowed; the harness's
/// runner is installed below target/tools.
#[derive(Debug, Args)]
pub(crate) struct Instructions {
    /// Records the counts as the ones to compare with.
    #[arg(long)]
    record: bool,
}

impl Instructions {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        count(root, self.record)?.exit_code()
    }
}

/// The stage of CI.
pub(crate) fn stage(root: &Path) -> stage::Result {
    count(root, false)
}

fn count(root: &Path, record: bool) -> stage::Result {
    if !tools::is_there("valgrind", "valgrind") {
        return Ok(Outcome::skipped(
            "valgrind is not there, and could not be installed",
        ));
    }
    let target = target_directory(root);
    let Some(runner) = runner(root, &target)? else {
        return Ok(Outcome::skipped(
            "the runner of the harness could not be installed",
        ));
    };
    // Of an earlier run with other benchmarks nothing may be left.
    let home = target.join("gungraun");
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    let counting = [
        "bench",
        "--quiet",
        "--package",
        "benches",
        "--features",
        "instructions",
        "--bench",
        "instructions",
        "--",
        "--save-summary=json",
    ];
    let counted = command(root, &counting)
        .env("GUNGRAUN_RUNNER", runner)
        .env("GUNGRAUN_HOME", &home)
        .output()?;
    if !counted.status.success() {
        println!("{}", String::from_utf8_lossy(&counted.stdout));
        println!("{}", String::from_utf8_lossy(&counted.stderr));
        return Ok(Outcome::of(false));
    }
    let reporting = [
        "run",
        "--quiet",
        "--release",
        "--package",
        "benches",
        "--bin",
        "counts",
        "--",
    ];
    let mut report = command(root, &reporting);
    report
        .arg(&home)
        .arg(root.join("tests/benches/instructions.json"));
    if record {
        report.arg("--record");
    }
    watch(&mut report)
}

/// The runner of the harness, installed if it is not there yet; `None` if that did not work.
fn runner(root: &Path, target: &Path) -> io::Result<Option<PathBuf>> {
    let tools = target.join("tools");
    let program = tools
        .join("bin")
        .join(RUNNER)
        .with_extension(env::consts::EXE_EXTENSION);
    let version = Command::new(&program).arg("--version").output();
    let is_right = version.is_ok_and(|version| {
        String::from_utf8_lossy(&version.stdout)
            .trim()
            .ends_with(RUNNER_VERSION)
    });
    if is_right {
        return Ok(Some(program));
    }
    let install = ["install", "--quiet", "--locked", "--force", RUNNER];
    let installed = command(root, &install)
        .args(["--version", RUNNER_VERSION, "--root"])
        .arg(&tools)
        .status()?;
    Ok(installed.success().then_some(program))
}
