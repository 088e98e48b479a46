//! `vendor aim returns`

mod list;
mod put;
mod schedule;

use clap::Subcommand;

use super::AimCall;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::look::Look;
use crate::output::Output;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists the returns that are scheduled
    #[command(after_help = list::EXAMPLES)]
    List(AimCall<list::Arguments>),
    /// Schedules the return of a contract
    #[command(after_help = schedule::EXAMPLES)]
    Schedule(AimCall<schedule::Arguments>),
    /// Puts contracts to the scheduled returns: marks them as returned, as it seems
    #[command(after_help = put::EXAMPLES)]
    Put(AimCall<put::Arguments>),
}

pub(super) const EXAMPLES: &str = "\
Examples:
  vendor aim returns schedule --acct 4401 --sub 1 --option-id 3 --date 2026-10-15T00:00:00 --sandbox
  vendor aim returns list --include-returned --sandbox";

pub(super) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::List(call) => {
            let client = call.connection.open(output).await?;
            let work = list::run(call.arguments, &client, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::Schedule(call) => {
            let scheduled = call.arguments.read()?;
            let client = call.connection.open(output).await?;
            unless_interrupted(effect(), schedule::run(scheduled, &client, output)).await
        }
        Command::Put(call) => {
            let contracts = call.arguments.read()?;
            let client = call.connection.open(output).await?;
            unless_interrupted(effect(), put::run(contracts, &client, output)).await
        }
    }
}

fn effect() -> Effect {
    let look = Look::at("vendor aim returns list --include-returned");
    Effect::Changes(Some(look))
}
