//! `vendor aim returns list`

use aim_contracts::Client;
use aim_contracts::models::ScheduledReturn;
use aim_contracts::operations::{SCHEDULED_RETURNS, ScheduledReturns};
use clap::Args;

use crate::aim::answer::failed;
use crate::aim::scheduled::Filter;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
With --json, the answer as the vendor sent it.

Example:
  vendor aim returns list --from 2026-10-01T00:00:00 --include-returned --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    filter: Filter,

    /// Also those that have been returned
    #[arg(long)]
    include_returned: bool,
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let answer = arguments
        .apply_to(client.scheduled_returns())
        .await
        .map_err(failed(&SCHEDULED_RETURNS))?;
    output.answer(&answer, |answer| returns(&answer.contracts))
}

fn returns(returns: &[ScheduledReturn]) -> String {
    let header = [
        "ACCT",
        "SUB",
        "NAME",
        "ITEM",
        "SERIAL",
        "SCHEDULED",
        "RETURNED",
        "OPTION",
        "STATUS",
        "REF",
    ];
    let rows = returns.iter().map(|scheduled| {
        [
            cell(scheduled.acct),
            cell(scheduled.acct_sub),
            cell(scheduled.name.as_ref()),
            cell(scheduled.item.as_ref()),
            cell(scheduled.serial.as_ref()),
            cell(scheduled.scheduled_return_date),
            cell(scheduled.returned_date),
            cell(scheduled.return_option.as_ref()),
            cell(scheduled.status.as_ref()),
            cell(scheduled.scheduled_returned_ref.as_ref()),
        ]
    });
    table::with_header(header, rows)
}

impl Arguments {
    fn apply_to(self, call: ScheduledReturns) -> ScheduledReturns {
        let Self {
            filter,
            include_returned,
        } = self;
        let mut call = call;
        if let Some(time) = filter.from {
            call = call.date_from(time);
        }
        if let Some(time) = filter.to {
            call = call.date_to(time);
        }
        if let Some(id) = filter.district_id {
            call = call.district_id(id);
        }
        if let Some(id) = filter.school_id {
            call = call.school_id(id);
        }
        if let Some(id) = filter.location_id {
            call = call.location_id(id);
        }
        if let Some(id) = filter.status_id {
            call = call.status_id(id);
        }
        if let Some(id) = filter.option_id {
            call = call.option_id(id);
        }
        if let Some(id) = filter.lan_id {
            call = call.lan_id(id);
        }
        if include_returned {
            call = call.include_returned(true);
        }
        call
    }
}
