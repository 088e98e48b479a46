//! `vendor aim endpoint`

use aim_contracts::Client;
use aim_contracts::operations::GET_END_POINT;
use clap::Args;
use serde::Serialize;

use super::answer::failed;
use crate::failure::Failure;
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
Only discovery: no login, and nothing goes to the endpoint, so that you can see its host before you allow it.
An endpoint in the settings is passed over here.

With --json: {\"endpoint\", \"new_endpoint\"}. The token of the answer is never shown.

Example:
  vendor aim endpoint --sandbox";

/// None.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

#[derive(Debug, Serialize)]
struct Endpoint {
    endpoint: Option<String>,
    new_endpoint: Option<String>,
}

pub(super) async fn run(client: &Client, output: &Output) -> Result<(), Failure> {
    // A success that does not decode may hold a token.
    let answer = client
        .get_end_point()
        .await
        .map_err(|error| failed(&GET_END_POINT)(error.without_body()))?
        .into_inner();
    let endpoint = Endpoint {
        endpoint: answer.new_endpoint_domain,
        new_endpoint: answer.new_endpoint,
    };
    output.result(&endpoint, |endpoint| {
        let rows = [
            ["endpoint", &cell(endpoint.endpoint.as_ref())],
            ["new endpoint", &cell(endpoint.new_endpoint.as_ref())],
        ];
        table::of_rows(rows.map(|row| row.map(str::to_owned)))
    })
}
