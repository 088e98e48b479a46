//! The models of the Jifeline Partner API, prepared tickets.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vendor_core::validate::{Validate, Violations};
use vendor_core::wire::{Nullable, OffsetDateTime, Redacted, null_as_default};

/// A ticket with pre-filled data that can be picked up by a customer in the Customer Portal. It
/// appears there when a VIN, a vehicle model and an associated product line are present.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PreparedTicket {
    /// Ticket identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Date and time of creation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<OffsetDateTime>,
    /// Identifier of the customer for whom the ticket was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Uuid>,
    /// Human-readable ticket identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket_number: Option<i64>,
    /// Identifier of the vehicle model on the ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vehicle_model_id: Option<i64>,
    /// Vehicle Identification Number (VIN) of the vehicle on the ticket.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub vin: Nullable<String>,
    /// Voucher code.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub voucher_code: Nullable<String>,
    /// Custom external reference, provided by the preparer of the ticket, for communicating with
    /// other applications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preparer_external_reference: Option<String>,
}

impl fmt::Debug for PreparedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedTicket")
            .field("id", &self.id)
            .field("created_at", &self.created_at)
            .field("customer_id", &self.customer_id)
            .field("ticket_number", &self.ticket_number)
            .field("vehicle_model_id", &self.vehicle_model_id)
            .field("vin", &Redacted)
            .field("voucher_code", &Redacted)
            .field("preparer_external_reference", &Redacted)
            .finish()
    }
}

/// One page of prepared tickets.
///
/// Source: documented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PreparedTicketList {
    /// The query parameters as the vendor applied them, defaults included. Further members of any
    /// type are documented to occur; they are in the body of the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<AppliedQuery>,
    /// The tickets of this page.
    #[serde(default, deserialize_with = "null_as_default")]
    pub result: Vec<PreparedTicket>,
    /// Number of tickets that match the filters, over all pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
}

/// The query parameters as the vendor applied them, defaults included. Further members of any type
/// are documented to occur; they are in the body of the response.
///
/// Source: documented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AppliedQuery {
    /// The applied `limit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    /// The applied `offset`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
}

/// A prepared ticket to be created.
///
/// Source: documented.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NewPreparedTicket {
    /// Identifier of the customer for whom the ticket is created.
    pub customer_id: Uuid,
    /// Identifier of the vehicle model on the ticket.
    pub vehicle_model_id: i64,
    /// Vehicle Identification Number (VIN) of the vehicle on the ticket, exactly 17 characters.
    /// Always sent, as `null` when there is none.
    pub vin: Option<String>,
    /// Voucher code, 4 to 8 characters of `A-Z` and `0-9`.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub voucher_code: Nullable<String>,
    /// Custom external reference for communicating with other applications, at most 255 characters;
    /// may be empty.
    pub preparer_external_reference: String,
}

impl NewPreparedTicket {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(
        customer_id: Uuid,
        vehicle_model_id: i64,
        vin: Option<String>,
        preparer_external_reference: impl Into<String>,
    ) -> Self {
        Self {
            customer_id,
            vehicle_model_id,
            vin,
            voucher_code: Nullable::Absent,
            preparer_external_reference: preparer_external_reference.into(),
        }
    }

    /// Voucher code, 4 to 8 characters of `A-Z` and `0-9`.
    #[must_use]
    pub fn voucher_code(mut self, voucher_code: impl Into<Nullable<String>>) -> Self {
        self.voucher_code = voucher_code.into();
        self
    }
}

impl Validate for NewPreparedTicket {
    fn validate(&self, violations: &mut Violations) {
        if let Some(vin) = &self.vin {
            violations.characters("vin", vin, 17..=17);
        }
        if let Some(voucher_code) = self.voucher_code.value() {
            violations.characters("voucher_code", voucher_code, 4..=8);
            violations.charset("voucher_code", voucher_code, &['A'..='Z', '0'..='9']);
        }
        violations.characters(
            "preparer_external_reference",
            &self.preparer_external_reference,
            ..=255,
        );
    }
}

impl fmt::Debug for NewPreparedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPreparedTicket")
            .field("customer_id", &self.customer_id)
            .field("vehicle_model_id", &self.vehicle_model_id)
            .field("vin", &Redacted)
            .field("voucher_code", &Redacted)
            .field("preparer_external_reference", &Redacted)
            .finish()
    }
}

/// All members of a prepared ticket that an update replaces.
///
/// Source: documented.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PreparedTicketUpdate {
    /// Identifier of the vehicle model on the ticket.
    pub vehicle_model_id: i64,
    /// Vehicle Identification Number (VIN) of the vehicle on the ticket, exactly 17 characters.
    /// Always sent, as `null` when there is none.
    pub vin: Option<String>,
    /// Voucher code, 4 to 8 characters of `A-Z` and `0-9`. Always sent, as `null` when there is
    /// none.
    pub voucher_code: Option<String>,
    /// Custom external reference for communicating with other applications, at most 255 characters;
    /// may be empty.
    pub preparer_external_reference: String,
}

impl PreparedTicketUpdate {
    /// All members, in the vendor's order.
    pub fn new(
        vehicle_model_id: i64,
        vin: Option<String>,
        voucher_code: Option<String>,
        preparer_external_reference: impl Into<String>,
    ) -> Self {
        Self {
            vehicle_model_id,
            vin,
            voucher_code,
            preparer_external_reference: preparer_external_reference.into(),
        }
    }
}

impl Validate for PreparedTicketUpdate {
    fn validate(&self, violations: &mut Violations) {
        if let Some(vin) = &self.vin {
            violations.characters("vin", vin, 17..=17);
        }
        if let Some(voucher_code) = &self.voucher_code {
            violations.characters("voucher_code", voucher_code, 4..=8);
            violations.charset("voucher_code", voucher_code, &['A'..='Z', '0'..='9']);
        }
        violations.characters(
            "preparer_external_reference",
            &self.preparer_external_reference,
            ..=255,
        );
    }
}

impl fmt::Debug for PreparedTicketUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedTicketUpdate")
            .field("vehicle_model_id", &self.vehicle_model_id)
            .field("vin", &Redacted)
            .field("voucher_code", &Redacted)
            .field("preparer_external_reference", &Redacted)
            .finish()
    }
}
