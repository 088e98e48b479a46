//! `vendor aim unfinished`

use aim_contracts::Client;
use aim_contracts::models::UnfinishedContract;
use aim_contracts::operations::{UNFINISHED_CONTRACTS, UnfinishedContracts};
use clap::Args;

use super::answer::failed;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
These contracts carry the reference by which a contract is fulfilled (inferred). The answer does not tell how many
there are.

With --json, the answer as the vendor sent it.

Examples:
  vendor aim unfinished --sandbox
  vendor aim unfinished --of-all-users --search Murray --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only contracts in which this text is found; where it looks is not documented
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,

    /// Only contracts of this type; the types are not documented
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,

    /// Only contracts in this status
    #[arg(long)]
    status: Option<String>,

    /// Only contracts with this kind of delivery
    #[arg(long)]
    delivery: Option<String>,

    /// Also those that other users have entered
    #[arg(long)]
    of_all_users: bool,

    /// Only contracts of this school district
    #[arg(long, value_name = "ID")]
    district_id: Option<i64>,

    /// Only contracts of this school
    #[arg(long, value_name = "ID")]
    school_id: Option<i64>,

    /// Only contracts of this teacher
    #[arg(long, value_name = "ID")]
    teacher_id: Option<i64>,

    /// How many contracts to skip
    #[arg(long, value_name = "COUNT")]
    offset: Option<i32>,

    /// At most this many contracts
    #[arg(long, value_name = "COUNT")]
    count: Option<i32>,
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let answer = arguments
        .apply_to(client.unfinished_contracts())
        .await
        .map_err(failed(&UNFINISHED_CONTRACTS))?;
    output.answer(&answer, |answer| contracts(&answer.unfinished_contracts))
}

fn contracts(contracts: &[UnfinishedContract]) -> String {
    let header = [
        "REF",
        "CUSTOMER",
        "ACCT",
        "INSTRUMENT",
        "SERIAL",
        "STATUS",
        "LOCKED BY",
        "DELIVERY",
        "FIRST DUE",
        "MONTHLY",
    ];
    let rows = contracts.iter().map(|contract| {
        [
            cell(contract.reference.as_ref()),
            cell(contract.customer_name.as_ref()),
            cell(contract.customer_acct),
            cell(contract.instrument.as_ref()),
            cell(contract.serial.as_ref()),
            cell(contract.status.as_ref()),
            cell(contract.locked_by.as_ref()),
            cell(contract.delivery_date),
            cell(contract.first_due),
            cell(contract.monthly_pay),
        ]
    });
    table::with_header(header, rows)
}

impl Arguments {
    fn apply_to(self, call: UnfinishedContracts) -> UnfinishedContracts {
        let mut call = call;
        if let Some(text) = self.search {
            call = call.search_str(text);
        }
        if let Some(kind) = self.kind {
            call = call.kind(kind);
        }
        if let Some(status) = self.status {
            call = call.status(status);
        }
        if let Some(delivery) = self.delivery {
            call = call.delivery_desc(delivery);
        }
        if self.of_all_users {
            call = call.include_contracts_entered_by_other_users(true);
        }
        if let Some(id) = self.district_id {
            call = call.district_id(id);
        }
        if let Some(id) = self.school_id {
            call = call.school_id(id);
        }
        if let Some(id) = self.teacher_id {
            call = call.teacher_id(id);
        }
        if let Some(offset) = self.offset {
            call = call.start_offset(offset);
        }
        if let Some(count) = self.count {
            call = call.record_count(count);
        }
        call
    }
}
