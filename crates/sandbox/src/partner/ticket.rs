//! Prepared tickets.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

/// A prepared ticket as the vendor keeps it. `Debug` leaves out what is personal data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ticket {
    /// `id`
    pub id: Uuid,
    /// `created_at`, in milliseconds.
    pub created_at: DateTime<Utc>,
    /// `customer_id`
    pub customer_id: Uuid,
    /// `ticket_number`: counts on from 7440301, the first of the demonstration data.
    pub ticket_number: i64,
    /// `vehicle_model_id`
    pub vehicle_model_id: i64,
    /// `vin`
    pub vin: Option<String>,
    /// `voucher_code`
    pub voucher_code: Option<String>,
    /// `preparer_external_reference`
    pub preparer_external_reference: String,
    /// The products of its product lines, which the vendor keeps elsewhere; for the filter `product_id`.
    pub product_ids: Vec<Uuid>,
}

impl Ticket {
    pub(super) fn to_json(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "created_at": self.created_at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            "customer_id": self.customer_id.to_string(),
            "ticket_number": self.ticket_number,
            "vehicle_model_id": self.vehicle_model_id,
            "vin": self.vin,
            "voucher_code": self.voucher_code,
            "preparer_external_reference": self.preparer_external_reference,
        })
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Ticket")
            .field("id", &self.id)
            .field("created_at", &self.created_at)
            .field("customer_id", &self.customer_id)
            .field("ticket_number", &self.ticket_number)
            .field("vehicle_model_id", &self.vehicle_model_id)
            .field("product_ids", &self.product_ids)
            .finish_non_exhaustive()
    }
}

/// A ticket to be put into the sandbox without a call, see [`Partner::add_ticket`](super::Partner::add_ticket).
/// It has no VIN, no voucher code, an empty reference and no product until it is given one.
#[derive(Clone)]
#[must_use]
pub struct NewTicket {
    pub(super) customer_id: Uuid,
    pub(super) vehicle_model_id: i64,
    pub(super) vin: Option<String>,
    pub(super) voucher_code: Option<String>,
    pub(super) preparer_external_reference: String,
    pub(super) product_ids: Vec<Uuid>,
    pub(super) id: Option<Uuid>,
    pub(super) created_at: Option<DateTime<Utc>>,
}

impl NewTicket {
    /// A ticket for this customer and vehicle model.
    pub fn new(customer_id: Uuid, vehicle_model_id: i64) -> Self {
        Self {
            customer_id,
            vehicle_model_id,
            vin: None,
            voucher_code: None,
            preparer_external_reference: String::new(),
            product_ids: Vec::new(),
            id: None,
            created_at: None,
        }
    }

    /// Sets the `vin`.
    pub fn vin(self, vin: impl Into<String>) -> Self {
        Self {
            vin: Some(vin.into()),
            ..self
        }
    }

    /// Sets the `voucher_code`.
    pub fn voucher_code(self, code: impl Into<String>) -> Self {
        Self {
            voucher_code: Some(code.into()),
            ..self
        }
    }

    /// Sets the `preparer_external_reference`.
    pub fn preparer_external_reference(self, reference: impl Into<String>) -> Self {
        Self {
            preparer_external_reference: reference.into(),
            ..self
        }
    }

    /// Adds a product line for this product.
    pub fn product(mut self, product_id: Uuid) -> Self {
        self.product_ids.push(product_id);
        self
    }

    /// Sets the `id`. Default: a new one, made from the seed.
    pub fn id(self, id: Uuid) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// Sets `created_at`. Default: now, by the sandbox's clock.
    pub fn created_at(self, created_at: DateTime<Utc>) -> Self {
        Self {
            created_at: Some(created_at),
            ..self
        }
    }
}

impl fmt::Debug for NewTicket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewTicket")
            .field("customer_id", &self.customer_id)
            .field("vehicle_model_id", &self.vehicle_model_id)
            .finish_non_exhaustive()
    }
}
