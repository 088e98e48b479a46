//! `vendor tickets create`

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use prepared_tickets::operations::CREATE_PREPARED_TICKET;
use prepared_tickets::{Client, CreateOnceError, Created, NewPreparedTicket, PreparedTicket};
use serde::Serialize;
use uuid::Uuid;

use super::members::{self, Members};
use super::shown;
use super::ticket_columns::{self, Defaults};
use crate::arguments::{id, seconds, unsaid};
use crate::bulk::{Bulk, RowsAs};
use crate::failure::{CallFailure, Effect, Failure};
use crate::input;
use crate::look::Look;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
A customer, a vehicle model, --vin or --no-vin and a reference are needed, or --from-json with a body as the
vendor documents it. A call with an unknown outcome is never repeated: it could create a second ticket.

--from FILE creates a ticket of each row. A CSV file has the columns customer_id, vehicle_model_id, vin (an empty cell
is no VIN), reference, and perhaps voucher_code (an empty cell is left out); in JSON lines each row is as in --from-json.
All rows are checked before the first is sent. Give each a reference of its own: by it alone can a ticket be found
whose outcome is unknown. A row in doubt is never sent again unless --retry-unknown says so, and with --once most doubts
do not arise.

With --json, the ticket. With --json and --once: {\"outcome\", \"ticket\"}; the outcome is \"created\", or
\"found\" when the answer was lost and the ticket was there. With --json and --from, an object for each row.

Examples:
  vendor tickets create --customer-id 160c0c4b-9966-4dc1-a916-8407eb10d74e --vehicle-model-id 1204 \\
    --vin JH4KA7630PC007649 --reference ORDER-17 --once
  vendor tickets create --from-json ticket.json
  vendor tickets create --from orders.csv --customer-id 160c0c4b-9966-4dc1-a916-8407eb10d74e --once
  vendor tickets create --from tickets.csv --dry-run";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The customer for whom the ticket is created
    #[arg(long, value_name = "ID", conflicts_with = "from_json", value_parser = id)]
    customer_id: Option<Uuid>,

    #[command(flatten)]
    members: Members,

    /// Reads the ticket from a JSON file, - for stdin, in place of the options above
    #[arg(long, value_name = "FILE")]
    from_json: Option<PathBuf>,

    /// If the outcome is unknown, waits a little and looks for the ticket by its reference
    #[arg(long)]
    pub(super) once: bool,

    /// How long --once waits, so that a request on its way arrives [default: 10]
    #[arg(long, value_name = "SECONDS", value_parser = seconds, requires = "once")]
    pub(super) settle: Option<Duration>,

    /// Many tickets, from a file with one in each row; - for stdin. --customer-id, --vehicle-model-id and --no-vin hold
    /// for the rows that do not say it
    #[arg(
        id = "file",
        long = "from",
        value_name = "FILE",
        conflicts_with_all = ["from_json", "vin", "voucher_code", "no_voucher_code", "reference"],
        help_heading = "Rows of a file"
    )]
    pub(super) from: Option<PathBuf>,

    #[command(flatten)]
    pub(super) bulk: Bulk,
}

/// A ticket to be created.
pub(super) struct Creation {
    ticket: NewPreparedTicket,
    once: bool,
    settle: Option<Duration>,
}

impl Arguments {
    pub(super) fn rows_as(&self) -> RowsAs<NewPreparedTicket> {
        let defaults = Defaults {
            customer_id: self.customer_id,
            vehicle_model_id: self.members.vehicle_model_id,
            no_vin: self.members.no_vin,
        };
        ticket_columns::rows_as(&defaults, self.once)
    }

    pub(super) fn read(self) -> Result<Creation, Failure> {
        let (once, settle) = (self.once, self.settle);
        let ticket = match self.from_json {
            Some(path) => input::one(path, |ticket, found| found.check(ticket))?,
            None => self.ticket()?,
        };
        if once && ticket.preparer_external_reference.is_empty() {
            return Err(Failure::Invalid(
                "the reference is empty, and --once looks for the ticket by it: give one that no other ticket \
                 has"
                    .to_owned(),
            ));
        }
        Ok(Creation {
            ticket,
            once,
            settle,
        })
    }

    fn ticket(self) -> Result<NewPreparedTicket, Failure> {
        let vin = self.members.vin();
        let voucher_code = self.members.voucher_code();
        let said = [
            ("--customer-id", self.customer_id.is_some()),
            (
                members::VEHICLE_MODEL_ID,
                self.members.vehicle_model_id.is_some(),
            ),
            (members::VIN, !vin.is_absent()),
            (members::REFERENCE, self.members.reference.is_some()),
        ];
        let (Some(customer_id), Some(vehicle_model_id), Some(reference), None) = (
            self.customer_id,
            self.members.vehicle_model_id,
            self.members.reference,
            unsaid(&said),
        ) else {
            return Err(Failure::Invalid(format!(
                "a new ticket also needs {}",
                unsaid(&said).unwrap_or_default()
            )));
        };
        let ticket =
            NewPreparedTicket::new(customer_id, vehicle_model_id, vin.into_value(), reference);
        Ok(ticket.voucher_code(voucher_code))
    }
}

/// What `--once` came to, in the order of its members here.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    outcome: &'static str,
    ticket: &'a PreparedTicket,
}

impl Creation {
    /// The reference tells whether the ticket was created.
    pub(super) fn effect(&self) -> Effect {
        Effect::Changes(Some(look_for(&self.ticket)))
    }

    pub(super) async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        if self.once {
            self.once(client, output).await
        } else {
            let created = client
                .create_prepared_ticket(self.ticket)
                .await
                .map_err(failed)?;
            output.result(created.value(), shown::one)
        }
    }

    async fn once(self, client: &Client, output: &Output) -> Result<(), Failure> {
        let mut call = client.create_once(self.ticket);
        if let Some(settle) = self.settle {
            call = call.settle(settle);
        }
        let created = call.await.map_err(failed_once)?;
        let outcome = match created {
            Created::Now(_) => "created",
            _ => "found",
        };
        let ticket = created.ticket();
        output.result(&Outcome { outcome, ticket }, |_| {
            format!("{outcome}\n{}", shown::one(ticket))
        })
    }
}

/// The command that shows whether a ticket is there.
pub(super) fn look_for(ticket: &NewPreparedTicket) -> Look {
    Look::of(
        "vendor tickets list --reference=",
        "REFERENCE",
        ticket.preparer_external_reference.clone(),
    )
}

pub(super) fn failed(error: prepared_tickets::Error) -> CallFailure {
    CallFailure::new(&CREATE_PREPARED_TICKET, error)
}

fn failed_once(error: CreateOnceError) -> Failure {
    match error {
        CreateOnceError::Create(create) => failed(create).into(),
        CreateOnceError::LookUp { create, look_up } => failed(create)
            .note(format!("Looking for the ticket failed too: {look_up}"))
            .into(),
        CreateOnceError::NotFound { create } => failed(create)
            .note("No ticket with this reference was found; it may still appear.".to_owned())
            .into(),
        CreateOnceError::Several { create, found } => failed(create)
            .note(format!(
                "Several tickets have this reference:\n{}",
                shown::TICKETS.with_header(&found)
            ))
            .into(),
        CreateOnceError::Different { create, found } => failed(create)
            .note(format!(
                "The only ticket with this reference has other contents, so it is an older one:\n{}",
                shown::one(&found)
            ))
            .into(),
        other => Failure::Open {
            message: other.to_string(),
            delivery: other.delivery(),
        },
    }
}
