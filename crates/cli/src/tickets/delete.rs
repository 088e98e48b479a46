//! `vendor tickets delete`

use clap::Args;
use prepared_tickets::operations::DELETE_PREPARED_TICKET;
use prepared_tickets::{Client, Deletion};
use serde_json::json;
use uuid::Uuid;

use crate::arguments::id;
use crate::failure::{CallFailure, Failure};
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
With --json: {\"id\", \"outcome\"}. The outcome is \"deleted\"; or \"gone\", when the answer of one attempt was
lost and the next one found no such ticket.

Example:
  vendor tickets delete 497f6eca-6276-4993-bfeb-53cbbbba6f08 --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The id of the ticket
    #[arg(value_parser = id)]
    id: Uuid,
}

impl Arguments {
    pub(super) fn id(&self) -> Uuid {
        self.id
    }
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let id = arguments.id;
    let deletion = client
        .delete_prepared_ticket(id)
        .await
        .map_err(|error| CallFailure::new(&DELETE_PREPARED_TICKET, error))?;
    let outcome = match deletion.value() {
        Deletion::Gone => "gone",
        _ => "deleted",
    };
    output.result(&json!({ "id": id, "outcome": outcome }), |_| {
        format!("{outcome} {id}")
    })
}
