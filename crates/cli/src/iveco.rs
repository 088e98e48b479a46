//! `vendor iveco`: the BT controller of IVECO Assistance Non-Stop.

mod activate;
mod activate_rows;
mod activation_columns;
mod call_outcome;
mod checkup;
mod connection;

use clap::Subcommand;

pub(crate) use self::checkup::check_up;
pub(crate) use self::connection::SETTINGS;
use crate::arguments::Call;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::output::Output;

/// The operations of the vendor.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reports that a workshop was called for a breakdown dossier, with the outcome of each call
    #[command(after_help = activate::EXAMPLES)]
    Activate(Call<activate::Arguments>),
}

/// What can be set, and how to begin.
pub(crate) fn help() -> String {
    format!("{}\n\n{EXAMPLES}", connection::help())
}

const EXAMPLES: &str = "\
Example:
  vendor iveco activate --dossier-number D-17 --reason-code 4 \\
    --call telephone=+390110071111,attempt=1,outcome=3 --sandbox";

pub(crate) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::Activate(mut call) => {
            if let Some(path) = call.arguments.from.take() {
                return activate_rows::run(path, call, output).await;
            }
            call.arguments.bulk.refuse_without_file()?;
            let report = call.arguments.read()?;
            let client = connection::open(&call.connection, output).await?;
            // No operation of the vendor shows what was reported.
            unless_interrupted(Effect::Changes(None), report.run(&client, output)).await
        }
    }
}
