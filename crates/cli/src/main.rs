//! The command `vendor`: what the vendor crates can do, for people and scripts.
//!
//! A vendor is a module (`tickets`, `leadbank`, ..) with its sub-commands, its settings and its part of the tour; everything
//! else is shared: where settings come from, how results and failures are shown, which exit code they have.

mod access;
mod advice;
mod aim;
mod arguments;
mod bulk;
mod completions;
mod config;
mod connection;
mod dialler;
mod directory;
mod doctor;
mod exit;
mod failure;
mod input;
mod interrupt;
mod iveco;
mod leadbank;
mod listing;
mod look;
mod man;
mod new_file;
mod output;
mod private_file;
mod sandbox;
mod settings;
mod table;
mod text;
mod tickets;
mod tour;
mod typed;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

fn main() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => {
            output::choose_color(arguments.color);
            let output = Output::new(arguments.json, arguments.quiet);
            match run(arguments.command, &output) {
                Ok(()) => Exit::Done,
                Err(failure) => output.failure(&failure),
            }
        }
        Err(answer) => output::usage(&answer),
    }
    .into()
}

/// All calls on one thread: they wait for the network, and so does an embedded sandbox.
fn run(command: Command, output: &Output) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Runtime)?;
    runtime.block_on(async {
        match command {
            Command::Tour => tour::run(output).await,
            Command::Sandbox(command) => sandbox::run(*command, output).await,
            Command::Config(command) => config::run(&command, output),
            Command::Completions(arguments) => completions::run(&arguments, output),
            Command::Man(arguments) => man::run(&arguments, output),
            Command::Doctor(arguments) => arguments.run(output).await,
            Command::Tickets(command) => tickets::run(*command, output).await,
            Command::Leadbank(command) => leadbank::run(*command, output).await,
            Command::Dialler(command) => dialler::run(*command, output).await,
            Command::Iveco(command) => iveco::run(*command, output).await,
            Command::Aim(command) => aim::run(*command, output).await,
        }
    })
}
