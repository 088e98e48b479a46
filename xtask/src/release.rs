//! `cargo xtask release`: what each published crate needs before its next release, and the way there.
//!
//! Every crate has its own version, its own changelog and its own tags (`leadbank-v0.1.0`). A person prepares a
//! release, the workflow that its tag starts publishes it.

mod api;
mod bump;
mod changelog;
mod check;
pub(crate) mod crates;
mod error;
#[cfg(test)]
mod example;
pub(crate) mod git;
mod manifest;
mod package;
mod pending;
mod prepare;
mod publish;
mod scratch_workspace;
mod status;
mod versions;

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Prepares and checks the release of a crate.
#[derive(Debug, Args)]
pub(crate) struct Release {
    #[command(subcommand)]
    command: Command,
}

/// Each is described where its options are.
#[derive(Debug, Subcommand)]
enum Command {
    Status(status::Status),
    Prepare(prepare::Prepare),
    Check(check::Check),
    Publish(publish::Publish),
}

impl Release {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn std::error::Error>> {
        match &self.command {
            Command::Status(status) => status.run(root),
            Command::Prepare(prepare) => prepare.run(root),
            Command::Check(check) => check.run(root),
            Command::Publish(publish) => publish.run(root),
        }
    }
}
