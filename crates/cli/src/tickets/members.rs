//! The members of a ticket that both creating and updating take.

use clap::Args;
use prepared_tickets::core::wire::Nullable;

/// No defaults: that there is no VIN is a statement, and not what is left when nobody thought of it.
#[derive(Debug, Args)]
pub(super) struct Members {
    /// The vehicle model
    #[arg(
        long,
        value_name = "NUMBER",
        conflicts_with = "from_json",
        allow_negative_numbers = true
    )]
    pub(super) vehicle_model_id: Option<i64>,

    /// The vehicle's VIN, of 17 characters
    #[arg(long, conflicts_with_all = ["no_vin", "from_json"])]
    vin: Option<String>,

    /// The ticket has no VIN
    #[arg(long, conflicts_with = "from_json")]
    pub(super) no_vin: bool,

    /// The voucher code: 4 to 8 characters of A-Z and 0-9
    #[arg(long, value_name = "CODE", conflicts_with_all = ["no_voucher_code", "from_json"])]
    voucher_code: Option<String>,

    /// The ticket has no voucher code
    #[arg(long, conflicts_with = "from_json")]
    no_voucher_code: bool,

    /// A reference of your own, at most 255 characters; may be empty
    #[arg(long, conflicts_with = "from_json")]
    pub(super) reference: Option<String>,
}

impl Members {
    pub(super) fn are_unsaid(&self) -> bool {
        self.vehicle_model_id.is_none()
            && self.vin().is_absent()
            && self.voucher_code().is_absent()
            && self.reference.is_none()
    }

    /// The VIN, or that there is none; absent when neither was said.
    pub(super) fn vin(&self) -> Nullable<String> {
        stated(self.vin.as_ref(), self.no_vin)
    }

    /// The voucher code, or that there is none; absent when neither was said.
    pub(super) fn voucher_code(&self) -> Nullable<String> {
        stated(self.voucher_code.as_ref(), self.no_voucher_code)
    }
}

fn stated(value: Option<&String>, none: bool) -> Nullable<String> {
    match value {
        Some(value) => Nullable::Value(value.clone()),
        None if none => Nullable::Null,
        None => Nullable::Absent,
    }
}

pub(super) const VEHICLE_MODEL_ID: &str = "--vehicle-model-id";
pub(super) const VIN: &str = "--vin or --no-vin";
pub(super) const VOUCHER_CODE: &str = "--voucher-code or --no-voucher-code";
pub(super) const REFERENCE: &str = "--reference";
