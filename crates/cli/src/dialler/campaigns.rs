//! `vendor dialler campaigns`

use clap::{Args, Subcommand};
use dialler::operations::{GET_CAMPAIGN, LIST_CAMPAIGNS};
use dialler::{Client, Error};

use super::{connection, failed, shown};
use crate::arguments::Call;
use crate::failure::{CallFailure, Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::listing;
use crate::output::Output;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists all campaigns of the client account
    #[command(after_help = LIST_EXAMPLES)]
    List(Call<NoArguments>),
    /// Shows one campaign
    #[command(after_help = GET_EXAMPLES)]
    Get(Call<Arguments>),
}

pub(super) const EXAMPLES: &str = "\
Examples:
  vendor dialler campaigns list --sandbox
  vendor dialler campaigns get 538 --sandbox";

const LIST_EXAMPLES: &str = "\
With --json, each campaign is an object on a line of its own, as the vendor wrote it.

Example:
  vendor dialler campaigns list --sandbox";

const GET_EXAMPLES: &str = "\
With --json, the vendor's answer as it came, with the campaign as the only one of its records.

Example:
  vendor dialler campaigns get 538 --sandbox";

#[derive(Debug, Args)]
pub(crate) struct NoArguments {}

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The id of the campaign
    id: i64,
}

pub(super) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::List(call) => {
            let client = connection::open(&call.connection, output).await?;
            unless_interrupted(Effect::Reads, list(&client, output)).await
        }
        Command::Get(call) => {
            let client = connection::open(&call.connection, output).await?;
            let work = get(call.arguments.id, &client, output);
            unless_interrupted(Effect::Reads, work).await
        }
    }
}

async fn list(client: &Client, output: &Output) -> Result<(), Failure> {
    let failed = |error: Error| -> CallFailure { failed::campaign(&LIST_CAMPAIGNS, error) };
    let call = client.list_campaigns();
    if output.is_json() {
        let campaigns = call.stream_as().await.map_err(failed)?;
        listing::as_lines(campaigns, output, failed).await?;
        return Ok(());
    }
    let campaigns = call.stream().await.map_err(failed)?;
    if listing::as_table(campaigns, &shown::CAMPAIGNS, output, failed).await? == 0 {
        output.note("no campaigns");
    }
    Ok(())
}

async fn get(id: i64, client: &Client, output: &Output) -> Result<(), Failure> {
    let records = client
        .get_campaign(id)
        .await
        .map_err(|error| failed::campaign(&GET_CAMPAIGN, error))?;
    output.answer(&records, |records| {
        records.campaign().map(shown::campaign).unwrap_or_default()
    })
}
