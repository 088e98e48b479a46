//! `vendor aim details`

use aim_contracts::Client;
use aim_contracts::models::{
    ContractDetailsRequest, ContractDetailsResponse, InventoryItem, Payment,
};
use aim_contracts::operations::CONTRACT_DETAILS;
use clap::Args;

use super::answer::failed;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
With --json, the answer as the vendor sent it.

Example:
  vendor aim details W1001 --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The reference of the contract
    #[arg(value_name = "REF")]
    reference: String,

    /// The contract of the account
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    sub: Option<i32>,
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let mut contract = ContractDetailsRequest::new(arguments.reference);
    contract.acct_sub = arguments.sub;
    let answer = client
        .contract_details(contract)
        .await
        .map_err(failed(&CONTRACT_DETAILS))?;
    output.answer(&answer, |details| {
        [
            amounts(details),
            inventory(&details.inventory),
            payments(&details.payments),
        ]
        .join("\n\n")
    })
}

fn amounts(details: &ContractDetailsResponse) -> String {
    let rows = [
        ("account and contract", cell(details.account_sub.as_ref())),
        ("student", cell(details.student_name.as_ref())),
        ("school", cell(details.school_name.as_ref())),
        ("topic", cell(details.topic.as_ref())),
        ("next due", cell(details.next_due_date)),
        (
            "payment",
            cell(details.payment_amount.or(details.payment_amt)),
        ),
        (
            "past due",
            cell(details.past_due_amount.or(details.past_due_amt)),
        ),
        ("late charges", cell(details.late_charges)),
        ("other charges", cell(details.other_charges)),
        ("total due", cell(details.total_due)),
        ("credit", cell(details.accumulated_credit)),
        ("balance", cell(details.current_balance)),
        ("payoff", cell(details.total_payoff)),
        ("discounted payoff", cell(details.discounted_payoff)),
        ("payoff date", cell(details.payoff_date)),
    ];
    table::of_rows(rows.map(|(name, value)| [name.to_owned(), value]))
}

fn inventory(items: &[InventoryItem]) -> String {
    let header = [
        "INVENTORY",
        "MODEL",
        "SERIAL",
        "SKU",
        "MANUFACTURER",
        "DESCRIPTION",
    ];
    let rows = items.iter().map(|item| {
        [
            cell(item.item.as_ref()),
            cell(item.model.as_ref()),
            cell(item.serial.as_ref()),
            cell(item.sku.as_ref()),
            cell(item.mfg.as_ref()),
            cell(item.description.as_ref()),
        ]
    });
    table::with_header(header, rows)
}

fn payments(payments: &[Payment]) -> String {
    let header = ["PAYMENT", "AMOUNT", "REFERENCE"];
    let rows = payments.iter().map(|payment| {
        [
            cell(payment.date),
            cell(payment.amount),
            cell(payment.reference.as_ref()),
        ]
    });
    table::with_header(header, rows)
}
