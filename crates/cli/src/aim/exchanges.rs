//! `vendor aim exchanges`

mod list;
mod schedule;

use clap::Subcommand;

use super::AimCall;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::look::Look;
use crate::output::Output;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists the exchanges that are scheduled
    #[command(after_help = list::EXAMPLES)]
    List(AimCall<list::Arguments>),
    /// Schedules the exchange of an item
    #[command(after_help = schedule::EXAMPLES)]
    Schedule(AimCall<schedule::Arguments>),
}

pub(super) const EXAMPLES: &str = "\
Examples:
  vendor aim exchanges schedule --acct 4401 --sub 1 --item-id 17 --posting-date 2026-10-01T00:00:00 \\
    --date 2026-10-15T00:00:00 --sandbox
  vendor aim exchanges list --sandbox";

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
            let look = Look::at("vendor aim exchanges list --include-processed");
            let work = schedule::run(scheduled, &client, output);
            unless_interrupted(Effect::Changes(Some(look)), work).await
        }
    }
}
