//! A ticket as a row of a file.

use std::borrow::Cow;

use prepared_tickets::NewPreparedTicket;
use serde_json::Value;
use uuid::Uuid;
use vendor_core::validate::Violations;

use crate::bulk::{Column, Identity, Repeated, RowDefault, RowsAs};

/// All that a new ticket has, in the order of the vendor's page.
const COLUMNS: &[Column] = &[
    Column::text(CUSTOMER_ID)
        .option("customer-id")
        .for_all_rows(),
    Column::integer(VEHICLE_MODEL_ID)
        .option("vehicle-model-id")
        .for_all_rows(),
    Column::text(VIN).null_if_empty(),
    Column::digits("voucher_code"),
    Column::digits(REFERENCE).option("reference"),
];

const CUSTOMER_ID: &str = "customer_id";
const VEHICLE_MODEL_ID: &str = "vehicle_model_id";
const VIN: &str = "vin";
const REFERENCE: &str = "preparer_external_reference";

/// What the options give to rows that do not say it.
pub(super) struct Defaults {
    pub(super) customer_id: Option<Uuid>,
    pub(super) vehicle_model_id: Option<i64>,
    pub(super) no_vin: bool,
}

/// With `once`, tickets are looked for by their references.
pub(super) fn rows_as(defaults: &Defaults, once: bool) -> RowsAs<NewPreparedTicket> {
    let customer_id = defaults.customer_id.map(|id| RowDefault {
        member: CUSTOMER_ID,
        value: id.to_string().into(),
        unless: &[CUSTOMER_ID],
    });
    let vehicle_model_id = defaults.vehicle_model_id.map(|id| RowDefault {
        member: VEHICLE_MODEL_ID,
        value: id.into(),
        unless: &[VEHICLE_MODEL_ID],
    });
    let no_vin = defaults.no_vin.then_some(RowDefault {
        member: VIN,
        value: Value::Null,
        unless: &[VIN],
    });
    RowsAs {
        columns: COLUMNS,
        defaults: [customer_id, vehicle_model_id, no_vin]
            .into_iter()
            .flatten()
            .collect(),
        rules: if once { rules_once } else { rules },
        doubts,
        identity: Some(Identity {
            member: REFERENCE,
            of: |ticket| {
                Some(&*ticket.preparer_external_reference)
                    .filter(|reference| !reference.is_empty())
                    .map(Cow::Borrowed)
            },
            repeated: if once {
                Repeated::Wrong
            } else {
                Repeated::Doubtful(
                    "each becomes a ticket, and a look by the reference cannot tell them apart",
                )
            },
        }),
    }
}

fn rules(ticket: &NewPreparedTicket, found: &mut Violations) {
    found.check(ticket);
}

fn rules_once(ticket: &NewPreparedTicket, found: &mut Violations) {
    rules(ticket, found);
    if ticket.preparer_external_reference.is_empty() {
        found.add(REFERENCE, "is empty, and --once looks for the ticket by it");
    }
}

fn doubts(ticket: &NewPreparedTicket) -> Vec<String> {
    let is_empty = ticket.preparer_external_reference.is_empty();
    let doubt = is_empty.then(|| {
        format!(
            "{REFERENCE} is empty: if the outcome is unknown, nothing shows whether there is a ticket"
        )
    });
    doubt.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::assert_columns_are_those_of;

    #[test]
    fn are_all_that_a_ticket_has() {
        assert_columns_are_those_of::<NewPreparedTicket>(COLUMNS);
    }
}
