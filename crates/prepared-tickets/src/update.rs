//! Changing some members of a ticket, where the vendor only knows replacing all.

use std::fmt;

use crate::models::{PreparedTicket, PreparedTicketUpdate};

/// A ticket, as it was read, lacks members that an update must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncompleteTicket {
    missing: Vec<&'static str>,
}

impl IncompleteTicket {
    /// The wire names of the members that are missing.
    #[must_use]
    pub fn missing(&self) -> &[&'static str] {
        &self.missing
    }
}

impl fmt::Display for IncompleteTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the ticket was read without {}",
            self.missing.join(" and ")
        )
    }
}

impl std::error::Error for IncompleteTicket {}

impl PreparedTicketUpdate {
    /// An update that changes nothing, from a ticket that was read just before: change its members, then send
    /// it. Whoever else changes the ticket in between is overwritten: the vendor documents no way to notice.
    ///
    /// # Errors
    /// [`IncompleteTicket`] when the answer left out a member whose value the update must repeat. The vendor
    /// documents none of them as always present, and leaving one out would erase it.
    pub fn from_ticket(ticket: &PreparedTicket) -> Result<Self, IncompleteTicket> {
        let mut missing = Vec::new();
        if ticket.vehicle_model_id.is_none() {
            missing.push("vehicle_model_id");
        }
        if ticket.vin.is_absent() {
            missing.push("vin");
        }
        if ticket.voucher_code.is_absent() {
            missing.push("voucher_code");
        }
        if ticket.preparer_external_reference.is_none() {
            missing.push("preparer_external_reference");
        }
        match (ticket.vehicle_model_id, &ticket.preparer_external_reference) {
            (Some(vehicle_model_id), Some(reference)) if missing.is_empty() => Ok(Self::new(
                vehicle_model_id,
                ticket.vin.value().cloned(),
                ticket.voucher_code.value().cloned(),
                reference.clone(),
            )),
            _ => Err(IncompleteTicket { missing }),
        }
    }
}
