//! `vendor tickets update`

use std::path::PathBuf;

use clap::Args;
use prepared_tickets::operations::{GET_PREPARED_TICKET, UPDATE_PREPARED_TICKET};
use prepared_tickets::{Client, PreparedTicketUpdate};
use uuid::Uuid;

use super::members::{self, Members};
use super::shown;
use crate::arguments::{id, unsaid};
use crate::failure::{CallFailure, Failure};
use crate::input;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
An update replaces all members, so all of them must be given: a vehicle model, --vin or --no-vin,
--voucher-code or --no-voucher-code, and a reference. With --keep the ticket is read first, and what is not
given stays as it was read; whoever else changes the ticket in between is overwritten. The customer of a
ticket cannot be changed: --from-json passes over it, and over the other members that only the vendor sets,
so that a ticket as `get --json` shows it can be edited and given back.

Examples:
  vendor tickets update 497f6eca-6276-4993-bfeb-53cbbbba6f08 --keep --vin WVWZZZ1JZXW000001
  vendor tickets get 497f6eca-6276-4993-bfeb-53cbbbba6f08 --json > ticket.json
  vendor tickets update 497f6eca-6276-4993-bfeb-53cbbbba6f08 --from-json ticket.json";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The id of the ticket
    #[arg(value_parser = id)]
    id: Uuid,

    #[command(flatten)]
    members: Members,

    /// Reads the ticket first and keeps what is not given
    #[arg(long, conflicts_with = "from_json")]
    keep: bool,

    /// Reads the members from a JSON file, - for stdin, in place of the options above
    #[arg(long, value_name = "FILE")]
    from_json: Option<PathBuf>,
}

/// Members of a ticket that only the vendor sets.
const READ_ONLY: [&str; 4] = ["id", "created_at", "customer_id", "ticket_number"];

/// An update to be sent.
pub(super) struct Update {
    id: Uuid,
    change: Change,
}

enum Change {
    Replace(PreparedTicketUpdate),
    Keep(Members),
}

impl Arguments {
    pub(super) fn read(self, output: &Output) -> Result<Update, Failure> {
        Ok(Update {
            id: self.id,
            change: match self.from_json {
                Some(path) => Change::Replace(from_json(self.id, path, output)?),
                None if self.keep && self.members.are_unsaid() => {
                    return Err(Failure::Invalid(
                        "there is nothing to change: with --keep, give what is to be another"
                            .to_owned(),
                    ));
                }
                None if self.keep => Change::Keep(self.members),
                None => Change::Replace(replacement(self.members)?),
            },
        })
    }
}

fn from_json(id: Uuid, path: PathBuf, output: &Output) -> Result<PreparedTicketUpdate, Failure> {
    let given = input::one_passing_over(&READ_ONLY, path, |update, found| found.check(update))?;
    let is_of_another = given.passed_over.iter().any(|(name, value)| {
        let of: Option<Uuid> = value.as_str().and_then(|text| text.parse().ok());
        *name == "id" && of.is_some_and(|of| of != id)
    });
    if is_of_another {
        return Err(Failure::Invalid(
            "the JSON is another ticket by its id, and this one would get all of its members: correct one of the two \
             ids, or leave out that in the JSON"
                .to_owned(),
        ));
    }
    let names: Vec<_> = given.passed_over.iter().map(|(name, _)| *name).collect();
    if !names.is_empty() {
        output.note(&format!(
            "an update cannot change {}: ignored",
            names.join(", ")
        ));
    }
    Ok(given.request)
}

fn replacement(members: Members) -> Result<PreparedTicketUpdate, Failure> {
    let vin = members.vin();
    let voucher_code = members.voucher_code();
    let said = [
        (
            members::VEHICLE_MODEL_ID,
            members.vehicle_model_id.is_some(),
        ),
        (members::VIN, !vin.is_absent()),
        (members::VOUCHER_CODE, !voucher_code.is_absent()),
        (members::REFERENCE, members.reference.is_some()),
    ];
    let (Some(vehicle_model_id), Some(reference), None) =
        (members.vehicle_model_id, members.reference, unsaid(&said))
    else {
        return Err(Failure::Invalid(format!(
            "an update replaces all members: also give {}, or --keep",
            unsaid(&said).unwrap_or_default()
        )));
    };
    Ok(PreparedTicketUpdate::new(
        vehicle_model_id,
        vin.into_value(),
        voucher_code.into_value(),
        reference,
    ))
}

impl Update {
    pub(super) fn id(&self) -> Uuid {
        self.id
    }

    pub(super) async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        let update = match self.change {
            Change::Replace(update) => update,
            Change::Keep(members) => merged(self.id, members, client).await?,
        };
        let updated = client
            .update_prepared_ticket(self.id, update)
            .await
            .map_err(|error| CallFailure::new(&UPDATE_PREPARED_TICKET, error))?;
        output.result(updated.value(), shown::one)
    }
}

/// The ticket as it is, with the given members in place of its own.
async fn merged(
    id: Uuid,
    members: Members,
    client: &Client,
) -> Result<PreparedTicketUpdate, Failure> {
    let mut ticket = client
        .get_prepared_ticket(id)
        .await
        .map_err(|error| CallFailure::new(&GET_PREPARED_TICKET, error))?
        .into_inner();
    let (vin, voucher_code) = (members.vin(), members.voucher_code());
    if !vin.is_absent() {
        ticket.vin = vin;
    }
    if !voucher_code.is_absent() {
        ticket.voucher_code = voucher_code;
    }
    ticket.vehicle_model_id = members.vehicle_model_id.or(ticket.vehicle_model_id);
    ticket.preparer_external_reference = members.reference.or(ticket.preparer_external_reference);
    PreparedTicketUpdate::from_ticket(&ticket).map_err(|incomplete| {
        Failure::Invalid(format!(
            "nothing was changed: {incomplete}, and an update would erase what it does not name; \
             give those members too"
        ))
    })
}
