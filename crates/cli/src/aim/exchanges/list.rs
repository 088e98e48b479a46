//! `vendor aim exchanges list`

use aim_contracts::Client;
use aim_contracts::models::ScheduledExchange;
use aim_contracts::operations::{SCHEDULED_EXCHANGES, ScheduledExchanges};
use clap::Args;

use crate::aim::answer::failed;
use crate::aim::scheduled::Filter;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
With --json, the answer as the vendor sent it.

Example:
  vendor aim exchanges list --from 2026-10-01T00:00:00 --include-processed --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    filter: Filter,

    /// Also those that have been processed
    #[arg(long)]
    include_processed: bool,
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let answer = arguments
        .apply_to(client.scheduled_exchanges())
        .await
        .map_err(failed(&SCHEDULED_EXCHANGES))?;
    output.answer(&answer, |answer| exchanges(&answer.scheduled_exchanges))
}

fn exchanges(exchanges: &[ScheduledExchange]) -> String {
    let header = [
        "ID",
        "ACCT",
        "SUB",
        "NAME",
        "ITEM",
        "SERIAL",
        "SCHEDULED",
        "NEW SKU",
        "OPTION",
        "STATUS",
        "PROCESSED",
    ];
    let rows = exchanges.iter().map(|exchange| {
        [
            cell(exchange.exchange_id),
            cell(exchange.acct),
            cell(exchange.acct_sub),
            cell(exchange.name.as_ref()),
            cell(exchange.exchanged_item.as_ref().or(exchange.item.as_ref())),
            cell(exchange.serial.as_ref()),
            cell(exchange.scheduled_date),
            cell(exchange.new_sku.as_ref()),
            cell(exchange.option.as_ref()),
            cell(exchange.status.as_ref()),
            cell(exchange.processed),
        ]
    });
    table::with_header(header, rows)
}

impl Arguments {
    fn apply_to(self, call: ScheduledExchanges) -> ScheduledExchanges {
        let Self {
            filter,
            include_processed,
        } = self;
        let mut call = call;
        if let Some(time) = filter.from {
            call = call.scheduled_date_from(time);
        }
        if let Some(time) = filter.to {
            call = call.scheduled_date_to(time);
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
        if include_processed {
            call = call.include_processed(true);
        }
        call
    }
}
