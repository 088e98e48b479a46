//! `cargo xtask instructions`: instructions per call, counted by callgrind, beside what was recorded.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use crate::cargo::{command, target_directory, watch};
use crate::stage::{self, Outcome};
use crate::tools;
use crate::tools::registry::GUNGRAUN_RUNNER;

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
    let Some(runner) = GUNGRAUN_RUNNER.install(root)? else {
        return Ok(Outcome::skipped(GUNGRAUN_RUNNER.missing()));
    };
    // Of an earlier run with other benchmarks nothing may be left.
    let home = target_directory(root).join("gungraun");
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
        .env("GUNGRAUN_RUNNER", &runner.program)
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
