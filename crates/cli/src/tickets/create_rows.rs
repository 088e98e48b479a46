//! `vendor tickets create --from FILE`

use std::path::PathBuf;

use prepared_tickets::operations::CREATE_PREPARED_TICKET;
use prepared_tickets::{CreateOnceError, Created, Error, NewPreparedTicket};
use vendor_core::{Delivery, Operation};

use super::connection::TicketsConnection;
use super::create;
use crate::arguments::Call;
use crate::bulk::{Done, Job, RowOutcome, Sending, Verdict};
use crate::failure::Failure;
use crate::look::Look;
use crate::output::Output;

/// Tickets, each by a call of its own.
struct CreateJob;

impl Job for CreateJob {
    type Row = NewPreparedTicket;

    fn vendor(&self) -> &'static str {
        "tickets"
    }

    fn operation(&self) -> &'static Operation {
        &CREATE_PREPARED_TICKET
    }

    /// A look after a call does not change what the call does.
    fn options(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn may_repeat(&self, _: &NewPreparedTicket) -> bool {
        false
    }

    /// Without a reference nothing tells the ticket from others.
    fn look(&self, ticket: &NewPreparedTicket) -> Option<Look> {
        (!ticket.preparer_external_reference.is_empty()).then(|| create::look_for(ticket))
    }
}

pub(super) async fn run(
    path: PathBuf,
    call: Call<create::Arguments, TicketsConnection>,
    output: &Output,
) -> Result<(), Failure> {
    let (once, settle) = (call.arguments.once, call.arguments.settle);
    let rows_as = call.arguments.rows_as();
    let tickets = Sending::check(call.arguments.bulk, path, rows_as, output)?;
    let mut connection = call.connection;
    if tickets.is_dry_run() {
        return tickets.dry_run(&CreateJob, connection.target(), output);
    }
    connection.limit_rate(tickets.rate());
    // Whatever is missing, opening names all of it.
    let target = connection.target();
    let client = connection.open(output).await?;
    let target = target?;
    if once {
        let create = |tickets: Vec<_>| {
            let call = |ticket| {
                let call = client.create_once(ticket);
                match settle {
                    Some(settle) => call.settle(settle),
                    None => call,
                }
            };
            let calls: Vec<_> = tickets.into_iter().map(call).collect();
            async {
                let mut outcomes = Vec::new();
                for call in calls {
                    outcomes.push(outcome_once(call.await).map_err(create::failed)?);
                }
                Ok(outcomes)
            }
        };
        tickets.send(&CreateJob, &target, create, output).await
    } else {
        let create = |ticket| {
            let call = client.create_prepared_ticket(ticket);
            async move {
                let created = call.await.map_err(create::failed)?;
                Ok(Done::of(&created, created.id.map(|id| id.to_string())))
            }
        };
        tickets.send_each(&CreateJob, &target, create, output).await
    }
}

/// What a creation with a look has come to. What is in doubt after the look is in doubt with its reason.
fn outcome_once(created: Result<Created, CreateOnceError>) -> Result<RowOutcome, Error> {
    Ok(match created {
        Ok(created) => RowOutcome::Done(Done {
            id: created.ticket().id.map(|id| id.to_string()),
            answer: serde_json::to_string(created.ticket())
                .ok()
                .and_then(|ticket| ticket.parse().ok()),
        }),
        Err(CreateOnceError::Create(error)) => return Err(error),
        Err(CreateOnceError::NotFound { create } | CreateOnceError::LookUp { create, .. })
            if create.delivery() == Delivery::Done =>
        {
            return Err(create);
        }
        Err(error) => RowOutcome::Unknown(Verdict {
            message: in_doubt(&error),
            words: vec![error.to_string()],
        }),
    })
}

fn in_doubt(error: &CreateOnceError) -> &'static str {
    match error {
        CreateOnceError::NotFound { .. } => {
            "the outcome is unknown, and no ticket with its reference was found; it may still appear"
        }
        CreateOnceError::LookUp { .. } => {
            "the outcome is unknown, and looking for the ticket failed"
        }
        CreateOnceError::Several { .. } => {
            "the outcome is unknown, and several tickets have its reference"
        }
        CreateOnceError::Different { .. } => {
            "the outcome is unknown, and the ticket with its reference has other contents"
        }
        _ => "the outcome is unknown",
    }
}
