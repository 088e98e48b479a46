//! `cargo xtask bench`: our clients beside hand-written ones, measured. What is measured and how is in `tests/benches`.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use crate::cargo::command;

/// Measures our clients beside a hand-written one and plain hyper-util, and reports it.
///
/// The report, its plot and all measurements are written to target/bench. `cargo xtask bench -- --help` tells the
/// options, as `--quick` and `--workload`.
///
/// Let the machine be quiet: all rounds take ten minutes. Whether the limits are held is told and never a failure. What
/// `cargo xtask instructions` has counted is taken up into the tables.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// The options of the program that measures.
    #[arg(
        value_name = "OPTIONS",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    options: Vec<OsString>,
}

const PACKAGE: [&str; 3] = ["--release", "--package", "benches"];

impl Bench {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        // All programs first: the one that is run starts the others, which lie beside it.
        let built = command(root, &["build", "--bins"]).args(PACKAGE).status()?;
        if !built.success() {
            return Err("the programs do not build".into());
        }
        let status = command(root, &["run", "--quiet", "--bin", "bench"])
            .args(PACKAGE)
            .arg("--")
            .args(&self.options)
            .status()?;
        Ok(if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
