//! The workspace's own commands: `cargo xtask <command>`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to a person"
)]

mod bench;
mod browser;
mod cargo;
mod ci;
mod codegen;
mod features;
mod fuzz;
mod instructions;
mod libraries;
mod mock_server;
mod new_vendor;
mod program;
mod prove;
mod public_api;
mod release;
mod stage;
mod tls;
mod tools;
mod tree;
mod weight;
mod workflows;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The workspace's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Each is described where its options are.
#[derive(Debug, Subcommand)]
enum Command {
    Bench(bench::Bench),
    /// Runs the clients against a mock server of another project (Prism, from npm; needs Node.js).
    MockServer,
    Ci(ci::Ci),
    /// Writes models.rs, operations.rs and the sandbox's copy from each crate's openapi.yaml.
    Codegen(codegen::Codegen),
    Instructions(instructions::Instructions),
    /// Looks for inputs that break the promise of a decoder.
    Fuzz(fuzz::Fuzz),
    NewVendor(new_vendor::NewVendor),
    Prove(prove::Prove),
    Release(release::Release),
    Weight(weight::Weight),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Bench(bench) => bench.run(&workspace_root()),
        Command::MockServer => mock_server::run(&workspace_root()),
        Command::Ci(ci) => ci.run(&workspace_root()),
        Command::Codegen(codegen) => codegen.run(&workspace_root()).map_err(Into::into),
        Command::Instructions(instructions) => instructions.run(&workspace_root()),
        Command::Fuzz(fuzz) => fuzz.run(&workspace_root()),
        Command::NewVendor(new_vendor) => new_vendor.run(&workspace_root()).map_err(Into::into),
        Command::Prove(prove) => prove.run(&workspace_root()),
        Command::Release(release) => release.run(&workspace_root()),
        Command::Weight(weight) => weight.run(&workspace_root()),
    };
    outcome.unwrap_or_else(|error: Box<dyn std::error::Error>| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

/// The directory of the workspace's Cargo.toml: the one above this package's.
///
/// Cargo says at run time where that is: several clones may share the directory that this program was built into.
fn workspace_root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().unwrap_or(&package).to_owned()
}
