//! `vendor config`: what is set, and a settings file to begin with.

mod init;
mod path;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::failure::Failure;
use crate::output::Output;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Shows every setting, and where it comes from; of secrets only that they are set
    #[command(after_help = show::EXAMPLES)]
    Show(show::Arguments),
    /// Writes a settings file to fill in: every setting is in it, commented out
    #[command(after_help = init::EXAMPLES)]
    Init(init::Arguments),
    /// Prints where the settings file is, or would be
    #[command(after_help = path::EXAMPLES)]
    Path,
}

pub(crate) const EXAMPLES: &str = "\
Examples:
  vendor config init
  vendor config show tickets
  vendor config path";

/// The file, where it is not the default one.
#[derive(Debug, Args)]
struct File {
    /// The settings file [default: vendor/config.toml in the user's configuration directory]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(crate) fn run(command: &Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::Show(arguments) => show::run(arguments, output),
        Command::Init(arguments) => init::run(arguments, output),
        Command::Path => path::run(output),
    }
}
