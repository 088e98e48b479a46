//! `vendor leadbank`: leads of Datacar LeadBank.

mod ack;
mod checkup;
mod confirm;
mod connection;
mod failed;
mod fetch;
mod format;
mod forward;
mod one_line;

use clap::Subcommand;
use leadbank::HELP_PAGES_URL;

pub(crate) use self::checkup::check_up;
pub(crate) use self::connection::SETTINGS;
pub(crate) use self::fetch::LeadFileError;
pub(crate) use self::forward::SetAsideError;
use crate::access;
use crate::arguments::Call;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::output::Output;

/// The operations of the vendor.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Fetches the leads that are ready or in progress, and confirms nothing
    #[command(after_help = fetch::EXAMPLES)]
    Fetch(Call<fetch::Arguments>),
    /// Confirms that leads were received: they are not given again
    #[command(after_help = confirm::EXAMPLES)]
    Confirm(Call<confirm::Arguments>),
    /// Sends the status of leads back
    #[command(after_help = ack::EXAMPLES)]
    Ack(Call<ack::Arguments>),
    /// Forwards leads into a campaign of the dialler, and confirms those that are safe
    #[command(after_help = forward::EXAMPLES)]
    Forward(Box<Call<forward::Arguments>>),
}

/// What can be set, and how to begin.
pub(crate) fn help() -> String {
    format!(
        "{}\n\n{}\n\n{STATUS_HELP}\n\nNo page names a production host. The help pages are at \
         {HELP_PAGES_URL},\nby its name a pre-production system.\n\n{EXAMPLES}",
        SETTINGS.help(),
        access::HELP
    )
}

const EXAMPLES: &str = "\
Examples:
  vendor leadbank fetch --parameter 1 --sandbox
  vendor leadbank forward --dry-run --parameter 1 --campaign-id 538 --sandbox";

const STATUS_HELP: &str = "\
Which Status of an answer means success is not documented. Only the 1 of the vendor's samples passes, and with
another one the outcome is unknown, until success_status says which numbers do: every other one is then an error.
With \"any\" the HTTP status alone decides.";

pub(crate) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::Fetch(call) => {
            let fetch = call.arguments.read()?;
            let client = connection::open(&call.connection, output).await?;
            fetch.run_unless_interrupted(&client, output).await
        }
        Command::Confirm(call) => {
            let validation = call.arguments.read(output)?;
            let client = connection::open(&call.connection, output).await?;
            if call.connection.sandbox {
                confirm::hand_out(&client, output).await?;
            }
            let work = confirm::run(validation, &client, output);
            unless_interrupted(confirm::effect(), work).await
        }
        Command::Ack(call) => {
            let acknowledgements = call.arguments.read()?;
            let client = connection::open(&call.connection, output).await?;
            let work = ack::run(acknowledgements, &client, output);
            // Nothing of the vendor shows what was recorded.
            unless_interrupted(Effect::Changes(None), work).await
        }
        Command::Forward(call) => forward::run(*call, output).await,
    }
}
