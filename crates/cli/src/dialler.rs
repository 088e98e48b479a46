//! `vendor dialler`: contacts and campaigns of the dialler of a jtel ACD.

mod batch;
mod campaigns;
mod checkup;
mod connection;
mod contact_columns;
mod contact_fields;
mod delete;
pub(crate) mod failed;
mod get;
mod import;
mod import_rows;
mod list;
mod progress;
mod shown;
pub(crate) mod warnings;

use clap::Subcommand;

pub(crate) use self::checkup::check_up;
pub(crate) use self::connection::{SETTINGS, second_client};
use crate::arguments::Call;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::output::Output;

/// The operations of the vendor.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Imports a contact into a campaign, or several from a file
    #[command(after_help = import::EXAMPLES)]
    Import(Box<Call<import::Arguments>>),
    /// Shows one contact
    #[command(after_help = get::EXAMPLES)]
    Get(Call<get::Arguments>),
    /// Lists all contacts, or those of a campaign
    #[command(after_help = list::EXAMPLES)]
    List(Call<list::Arguments>),
    /// Shows contacts by their ids and by their user data
    #[command(after_help = batch::EXAMPLES)]
    Batch(Call<batch::Arguments>),
    /// Deletes a contact, with all that belongs to it
    #[command(after_help = delete::EXAMPLES)]
    Delete(Call<delete::Arguments>),
    /// Lists campaigns, or shows one
    #[command(subcommand, after_help = campaigns::EXAMPLES)]
    Campaigns(campaigns::Command),
}

/// What can be set, and how to begin.
pub(crate) fn help() -> String {
    format!("{}\n\n{TOKEN_HELP}\n\n{EXAMPLES}", SETTINGS.help())
}

const EXAMPLES: &str = "\
Examples:
  vendor dialler campaigns list --sandbox
  vendor dialler list --campaign-id 538 --sandbox";

const TOKEN_HELP: &str = "\
The base URL ends with /rest/v1.0/ and the ClientsID. The token is made in the jtel portal; a new one ends the old
one at once.";

pub(crate) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::Import(mut call) => {
            if let Some(path) = call.arguments.file.take() {
                return import_rows::run(path, *call, output).await;
            }
            call.arguments.bulk.refuse_without_file()?;
            let import = call.arguments.read(output)?;
            let effect = import.effect();
            let client = connection::open(&call.connection, output).await?;
            let progress = import.progress();
            let work = import.run(&client, output, &progress);
            unless_interrupted(effect, work)
                .await
                .map_err(|failure| progress.told_in(failure))
        }
        Command::Get(call) => {
            let client = connection::open(&call.connection, output).await?;
            let work = get::run(&call.arguments, &client, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::List(call) => {
            let client = connection::open(&call.connection, output).await?;
            let work = list::run(&call.arguments, &client, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::Batch(call) => {
            let batch = call.arguments.read()?;
            let client = connection::open(&call.connection, output).await?;
            unless_interrupted(Effect::Reads, batch.run(&client, output)).await
        }
        Command::Delete(call) => {
            let client = connection::open(&call.connection, output).await?;
            let deletion = call.arguments;
            unless_interrupted(deletion.effect(), deletion.run(&client, output)).await
        }
        Command::Campaigns(command) => campaigns::run(command, output).await,
    }
}
