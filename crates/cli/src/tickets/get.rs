//! `vendor tickets get`

use clap::Args;
use prepared_tickets::Client;
use prepared_tickets::operations::GET_PREPARED_TICKET;
use uuid::Uuid;

use super::shown;
use crate::arguments::id;
use crate::failure::{CallFailure, Failure};
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
Example:
  vendor tickets get 497f6eca-6276-4993-bfeb-53cbbbba6f08 --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The id of the ticket
    #[arg(value_parser = id)]
    id: Uuid,
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let ticket = client
        .get_prepared_ticket(arguments.id)
        .await
        .map_err(|error| CallFailure::new(&GET_PREPARED_TICKET, error))?;
    output.result(ticket.value(), shown::one)
}
