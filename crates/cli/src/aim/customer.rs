//! `vendor aim set-customer`

use aim_contracts::Client;
use aim_contracts::operations::SET_CONTRACT_CUSTOMER;
use clap::Args;

use super::answer::{done, failed};
use crate::failure::{Effect, Failure};
use crate::look::Look;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
Setting the same customer again leaves the contract as it is (inferred), so a call of unknown outcome is repeated.

With --json, the answer as the vendor sent it.

Example:
  vendor aim set-customer W1001 --acct 4402 --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The reference of the contract on the web
    #[arg(value_name = "REF")]
    reference: String,

    /// The account of the customer
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    acct: i32,
}

impl Arguments {
    pub(super) fn effect(&self) -> Effect {
        Effect::Changes(Some(Look::of(
            "vendor aim full-details --web-ref=",
            "REF",
            self.reference.clone(),
        )))
    }

    pub(super) async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        let answer = client
            .set_contract_customer(self.reference, self.acct)
            .await
            .map_err(failed(&SET_CONTRACT_CUSTOMER))?;
        done(&answer, output, |answer| answer.status.as_ref())
    }
}
