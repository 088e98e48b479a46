//! `vendor aim statuses` and `vendor aim defaults`

use aim_contracts::Client;
use aim_contracts::operations::{CONTRACT_DEFAULT_LISTING, CONTRACT_STATUS_LISTING};
use clap::Args;

use super::answer::failed;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const STATUSES: &str = "\
Whether a new status is given by its id or by its description is not documented.

With --json, the answer as the vendor sent it.

Example:
  vendor aim statuses --sandbox";

pub(super) const DEFAULTS: &str = "\
With --json, the answer as the vendor sent it.

Example:
  vendor aim defaults --sandbox";

/// None.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

pub(super) async fn statuses(client: &Client, output: &Output) -> Result<(), Failure> {
    let answer = client
        .contract_status_listing()
        .await
        .map_err(failed(&CONTRACT_STATUS_LISTING))?;
    output.answer(&answer, |answer| {
        let header = ["ID", "DESCRIPTION", "ON THE WEB"];
        let rows = answer.contract_statuses.iter().map(|status| {
            [
                cell(status.id),
                cell(status.description.as_ref()),
                cell(status.web_description.as_ref()),
            ]
        });
        table::with_header(header, rows)
    })
}

pub(super) async fn defaults(client: &Client, output: &Output) -> Result<(), Failure> {
    let answer = client
        .contract_default_listing()
        .await
        .map_err(failed(&CONTRACT_DEFAULT_LISTING))?;
    output.answer(&answer, |answer| {
        let header = ["ID", "DESCRIPTION", "ON THE WEB", "RDF TYPE", "FULL TYPE"];
        let rows = answer.contract_defaults.iter().map(|default| {
            [
                cell(default.id),
                cell(default.description.as_ref()),
                cell(default.web_description.as_ref()),
                cell(default.rdf_type.as_ref()),
                cell(default.full_type.as_ref()),
            ]
        });
        table::with_header(header, rows)
    })
}
