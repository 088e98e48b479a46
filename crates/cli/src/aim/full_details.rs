//! `vendor aim full-details`

use aim_contracts::core::wire::LocalDateTime;
use aim_contracts::models::ContractFullDetailsResponse;
use aim_contracts::operations::{CONTRACT_FULL_DETAILS, ContractFullDetails};
use aim_contracts::{Client, ContractFilter, ContractSelection, RawJson};
use clap::Args;

use super::answer::failed;
use crate::failure::Failure;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
Either one contract by a reference, or those that match a filter; without anything, all. No page shows what a
contract consists of, so each is shown as JSON. Whether offsets count from 0 or from 1 is not documented.

With --json, the answer as the vendor sent it; with --all, each contract on a line of its own, as the pages
arrive.

Examples:
  vendor aim full-details --web-ref W1001 --sandbox
  vendor aim full-details --acct 4401 --all --json --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The contract with this reference number in AIM
    #[arg(long, value_name = "REF", conflicts_with_all = ["web_ref", "filter"])]
    aim_ref: Option<String>,

    /// The contract with this reference on the web
    #[arg(long, value_name = "REF", conflicts_with = "filter")]
    web_ref: Option<String>,

    #[command(flatten)]
    filter: Filter,

    /// Adds what is calculated for this date, such as 2026-10-15
    #[arg(long, value_name = "DATE")]
    calculations_date: Option<String>,

    /// All pages
    #[arg(long, conflicts_with_all = ["aim_ref", "web_ref"])]
    all: bool,
}

#[derive(Debug, Args)]
#[group(id = "filter", multiple = true)]
struct Filter {
    /// Only contracts of this account
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    acct: Option<i32>,

    /// Only this contract of the account
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    sub: Option<i32>,

    /// Only contracts that were changed since, such as 2026-10-15T00:00:00, in the vendor's time
    #[arg(long, value_name = "TIME")]
    changed_since: Option<LocalDateTime>,

    /// Only contracts with this serial number
    #[arg(long)]
    serial: Option<String>,

    /// How many contracts to skip
    #[arg(long, value_name = "COUNT")]
    offset: Option<i64>,

    /// At most this many contracts; with --all, the size of a page
    #[arg(long, value_name = "COUNT")]
    count: Option<i64>,
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let all = arguments.all;
    let call = arguments.apply_to(client);
    if all {
        return all_pages(call, output).await;
    }
    let answer = call.await.map_err(failed(&CONTRACT_FULL_DETAILS))?;
    output.answer(&answer, contracts)?;
    if let Some(more) = answer
        .remaining_records
        .filter(|more| *more > 0 && !output.is_json())
    {
        output.note(&format!("{more} contracts follow; --all for all"));
    }
    Ok(())
}

async fn all_pages(call: ContractFullDetails, output: &Output) -> Result<(), Failure> {
    let mut contracts = call.items();
    while let Some(contract) = contracts.next().await {
        let contract = contract.map_err(failed(&CONTRACT_FULL_DETAILS))?;
        output.result(&contract, on_one_line)?;
    }
    Ok(())
}

fn contracts(answer: &ContractFullDetailsResponse) -> String {
    let lines: Vec<_> = answer.contracts.iter().map(on_one_line).collect();
    if lines.is_empty() {
        "no contracts".to_owned()
    } else {
        lines.join("\n")
    }
}

/// A line break in JSON is never part of a value.
fn on_one_line(json: &RawJson) -> String {
    json.get().replace(['\n', '\r'], " ")
}

impl Arguments {
    fn apply_to(self, client: &Client) -> ContractFullDetails {
        let contracts = match (self.aim_ref, self.web_ref) {
            (Some(reference), _) => ContractSelection::AimRef(reference),
            (None, Some(reference)) => ContractSelection::WebRef(reference),
            (None, None) => self.filter.into_filter().into(),
        };
        let call = client.contract_full_details(contracts);
        match self.calculations_date {
            Some(date) => call.calculations_date(date),
            None => call,
        }
    }
}

impl Filter {
    fn into_filter(self) -> ContractFilter {
        let mut filter = ContractFilter::new();
        if let Some(acct) = self.acct {
            filter = filter.acct(acct);
        }
        if let Some(sub) = self.sub {
            filter = filter.acct_sub(sub);
        }
        if let Some(time) = self.changed_since {
            filter = filter.changed_date(time);
        }
        if let Some(serial) = self.serial {
            filter = filter.serial_number(serial);
        }
        if let Some(offset) = self.offset {
            filter = filter.start_offset(offset);
        }
        if let Some(count) = self.count {
            filter = filter.record_count(count);
        }
        filter
    }
}
