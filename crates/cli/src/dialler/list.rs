//! `vendor dialler list`

use clap::Args;
use dialler::operations::LIST_CONTACTS;
use dialler::{Client, Error};

use super::{failed, shown};
use crate::failure::{CallFailure, Failure};
use crate::listing;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
There are no pages: without --campaign-id, all contacts of the client account come, and are printed as they
arrive. With --json, each contact is an object on a line of its own, as the vendor wrote it. Only if the command
ends with 0 are these all.

Examples:
  vendor dialler list --campaign-id 538 --sandbox
  vendor dialler list --json > contacts.jsonl";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only the contacts of this campaign; older releases of the vendor do not know this filter
    #[arg(long, value_name = "ID")]
    campaign_id: Option<i64>,
}

pub(super) async fn run(
    arguments: &Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let mut call = client.list_contacts();
    if let Some(id) = arguments.campaign_id {
        call = call.dialler_campaigns_id(id);
    }
    if output.is_json() {
        let contacts = call.stream_as().await.map_err(failed)?;
        listing::as_lines(contacts, output, failed).await?;
        return Ok(());
    }
    let contacts = call.stream().await.map_err(failed)?;
    if listing::as_table(contacts, &shown::CONTACTS, output, failed).await? == 0 {
        output.note("no contacts");
    }
    Ok(())
}

fn failed(error: Error) -> CallFailure {
    failed::campaign(&LIST_CONTACTS, error)
}
