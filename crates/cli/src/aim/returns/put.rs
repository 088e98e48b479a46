//! `vendor aim returns put`

use std::path::PathBuf;

use aim_contracts::operations::PUT_SCHEDULED_RETURNS;
use aim_contracts::{Client, ContractId};
use clap::Args;

use crate::aim::answer::{done, failed};
use crate::failure::Failure;
use crate::input;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
The vendor does not say what it does; by its name and place it may mark scheduled returns as returned. As long as
that is unknown, a call with an unknown outcome is never repeated.

With --json, the answer as the vendor sent it.

Examples:
  vendor aim returns put 4401/1 4402/1
  vendor aim returns put --from-json contracts.json";

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Arguments {
    /// The contracts, each by its account and its number there
    #[arg(value_name = "ACCT/SUB", value_parser = contract)]
    contracts: Vec<ContractId>,

    /// Reads them from a JSON file, an array in the vendor's names, - for stdin
    #[arg(long, value_name = "FILE")]
    from_json: Option<PathBuf>,
}

fn contract(text: &str) -> Result<ContractId, String> {
    text.split_once('/')
        .and_then(|(acct, sub)| Some(ContractId::new(acct.parse().ok()?, sub.parse().ok()?)))
        .ok_or_else(|| "expected the account and the contract of it, such as 4401/1".to_owned())
}

impl Arguments {
    pub(super) fn read(self) -> Result<Vec<ContractId>, Failure> {
        match self.from_json {
            Some(path) => Ok(input::list(path, |_, _| {})?),
            None => Ok(self.contracts),
        }
    }
}

pub(super) async fn run(
    contracts: Vec<ContractId>,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let answer = client
        .put_scheduled_returns(contracts)
        .await
        .map_err(failed(&PUT_SCHEDULED_RETURNS))?;
    done(&answer, output, |answer| answer.status.as_ref())
}
