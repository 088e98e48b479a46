//! `vendor leadbank fetch`

use clap::Args;
use leadbank::operations::FETCH_LEADS;
use leadbank::{Client, Error, ErrorKind, Lead};

use super::failed;
use crate::failure::{CallFailure, Failure};
use crate::listing::{self, Columns};
use crate::output::Output;
use crate::table::cell;

pub(super) const EXAMPLES: &str = "\
Until they are confirmed, the same leads come again, to everybody who fetches. Their details, with names and phone
numbers, are shown with --json only: each lead is an object on a line of its own, as the vendor wrote it, printed
as it arrives. Only if the command ends with 0 has the answer ended well, and do the leads count.

Examples:
  vendor leadbank fetch --parameter 1 --sandbox
  vendor leadbank fetch --parameter 1 --json > leads.jsonl";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The integer that a fetch is asked with. What it means is not documented: ask the vendor for yours
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    parameter: i32,
}

/// What a person decides by. The details of a lead are not for a terminal.
const COLUMNS: Columns<Lead, 8> = Columns {
    header: [
        "ID",
        "PROVIDER",
        "SERVICE",
        "CAMPAIGN",
        "DEALER",
        "CREATED",
        "QUALIFIED",
        "CONTENTS",
    ],
    widths: [8, 20, 20, 20, 10, 33, 33, 0],
    cells,
};

fn cells(lead: &Lead) -> [String; 8] {
    [
        cell(lead.id_lead_bank),
        named(lead.id_provider, lead.name_provider.as_deref()),
        named(lead.id_service, lead.name_service.as_deref()),
        named(lead.id_campaign.as_deref(), lead.name_campaign.as_deref()),
        cell(lead.band_dealer_id.as_ref()),
        cell(lead.create_date),
        cell(lead.qualification_date),
        lead.contents.len().to_string(),
    ]
}

/// An id, with its name where there is one.
fn named(id: Option<impl ToString>, name: Option<&str>) -> String {
    match name {
        Some(name) => cell(Some(format!("{} {name}", cell(id)))),
        None => cell(id),
    }
}

pub(super) async fn run(
    arguments: &Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let call = client.fetch_leads(arguments.parameter);
    let leads = if output.is_json() {
        let leads = call.stream_as().await.map_err(failed)?;
        listing::as_lines(leads, output, failed).await?
    } else {
        let leads = call.stream().await.map_err(failed)?;
        listing::as_table(leads, &COLUMNS, output, failed).await?
    };
    output.note(&match leads {
        0 => "no leads".to_owned(),
        1 => format!("1 lead, {UNCONFIRMED}"),
        leads => format!("{leads} leads, {UNCONFIRMED}"),
    });
    Ok(())
}

const UNCONFIRMED: &str = "nothing confirmed: the next fetch gives the same. Once they are stored safely: \
                           vendor leadbank confirm --ids ID,ID,..";

/// An answer that was a success holds names and phone numbers, which are for `--json` only.
pub(super) fn failed(error: Error) -> CallFailure {
    let error = match error.kind() {
        ErrorKind::Status => error,
        _ => error.without_body(),
    };
    failed::call(&FETCH_LEADS, error)
}
