//! The models of the active-e Contracts Service of AIM web services.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vendor_core::validate::{Validate, Violations};
use vendor_core::wire::{LocalDateTime, RawJson, Redacted, datetime, decimal, null_as_default};

/// What is to be set at one contract. Whatever is not set is not sent; that this leaves it
/// unchanged is inferred, from the members being nullable.
///
/// Source: documented.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Fulfillment {
    /// The reference of the contract. Documented as optional; that the call has no target without
    /// it is inferred. At least 1 character.
    #[serde(rename = "Ref")]
    pub reference: String,
    /// The serial number of what is rented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The key of the serial number in AIM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_pk: Option<i64>,
    /// The cash price.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub cash_price: Option<Decimal>,
    /// The status that the contract gets. Whether that is the id or the description of one of the
    /// contract statuses is not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_status: Option<String>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// When it is delivered. The time zone is not documented.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub delivery_date: Option<LocalDateTime>,
    /// Which accessories have been delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered_accessories: Option<Vec<DeliveredAccessory>>,
    /// The ids of the accessories to be deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_accessory_ids: Option<Vec<i64>>,
    /// Accessories to be added. By its name repeating it adds them again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_accessories: Option<Vec<Accessory>>,
    /// When the first payment is due. The time zone is not documented.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub first_due: Option<LocalDateTime>,
    /// The account of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_acct: Option<i32>,
    /// Whether the contract is unlocked, too. Not a nullable member: left out it is `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlock: Option<bool>,
}

impl Fulfillment {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(reference: impl Into<String>) -> Self {
        Self {
            reference: reference.into(),
            serial: None,
            serial_pk: None,
            cash_price: None,
            new_status: None,
            notes: None,
            delivery_date: None,
            delivered_accessories: None,
            deleted_accessory_ids: None,
            added_accessories: None,
            first_due: None,
            customer_acct: None,
            unlock: None,
        }
    }

    /// The serial number of what is rented.
    #[must_use]
    pub fn serial(mut self, serial: impl Into<String>) -> Self {
        self.serial = Some(serial.into());
        self
    }

    /// The key of the serial number in AIM.
    #[must_use]
    pub fn serial_pk(mut self, serial_pk: i64) -> Self {
        self.serial_pk = Some(serial_pk);
        self
    }

    /// The cash price.
    #[must_use]
    pub fn cash_price(mut self, cash_price: impl Into<Decimal>) -> Self {
        self.cash_price = Some(cash_price.into());
        self
    }

    /// The status that the contract gets. Whether that is the id or the description of one of the
    /// contract statuses is not documented.
    #[must_use]
    pub fn new_status(mut self, new_status: impl Into<String>) -> Self {
        self.new_status = Some(new_status.into());
        self
    }

    /// Notes.
    #[must_use]
    pub fn notes(mut self, notes: impl Into<String>) -> Self {
        self.notes = Some(notes.into());
        self
    }

    /// When it is delivered. The time zone is not documented.
    #[must_use]
    pub fn delivery_date(mut self, delivery_date: impl Into<LocalDateTime>) -> Self {
        self.delivery_date = Some(delivery_date.into());
        self
    }

    /// Which accessories have been delivered.
    #[must_use]
    pub fn delivered_accessories(
        mut self,
        delivered_accessories: impl Into<Vec<DeliveredAccessory>>,
    ) -> Self {
        self.delivered_accessories = Some(delivered_accessories.into());
        self
    }

    /// The ids of the accessories to be deleted.
    #[must_use]
    pub fn deleted_accessory_ids(mut self, deleted_accessory_ids: impl Into<Vec<i64>>) -> Self {
        self.deleted_accessory_ids = Some(deleted_accessory_ids.into());
        self
    }

    /// Accessories to be added. By its name repeating it adds them again.
    #[must_use]
    pub fn added_accessories(mut self, added_accessories: impl Into<Vec<Accessory>>) -> Self {
        self.added_accessories = Some(added_accessories.into());
        self
    }

    /// When the first payment is due. The time zone is not documented.
    #[must_use]
    pub fn first_due(mut self, first_due: impl Into<LocalDateTime>) -> Self {
        self.first_due = Some(first_due.into());
        self
    }

    /// The account of the customer.
    #[must_use]
    pub fn customer_acct(mut self, customer_acct: i32) -> Self {
        self.customer_acct = Some(customer_acct);
        self
    }

    /// Whether the contract is unlocked, too. Not a nullable member: left out it is `false`.
    #[must_use]
    pub fn unlock(mut self, unlock: bool) -> Self {
        self.unlock = Some(unlock);
        self
    }
}

impl Validate for Fulfillment {
    fn validate(&self, violations: &mut Violations) {
        violations.characters("Ref", &self.reference, 1..);
    }
}

impl fmt::Debug for Fulfillment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fulfillment")
            .field("reference", &Redacted)
            .field("serial", &Redacted)
            .field("serial_pk", &Redacted)
            .field("cash_price", &Redacted)
            .field("new_status", &self.new_status)
            .field("notes", &Redacted)
            .field("delivery_date", &self.delivery_date)
            .field("delivered_accessories", &self.delivered_accessories)
            .field("deleted_accessory_ids", &self.deleted_accessory_ids)
            .field("added_accessories", &self.added_accessories)
            .field("first_due", &self.first_due)
            .field("customer_acct", &Redacted)
            .field("unlock", &self.unlock)
            .finish()
    }
}

/// Several contracts at once: the same request of the page, with this one member only.
///
/// Source: documented.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MassUpdateRequest {
    /// The updates. How many may be sent at once is not documented; that there must be one is
    /// inferred. At least 1 item.
    #[serde(rename = "MassUpdateItems")]
    pub mass_update_items: Vec<MassUpdateItem>,
}

impl MassUpdateRequest {
    /// All members, in the vendor's order.
    pub(crate) fn from_required(mass_update_items: impl Into<Vec<MassUpdateItem>>) -> Self {
        Self {
            mass_update_items: mass_update_items.into(),
        }
    }
}

impl Validate for MassUpdateRequest {
    fn validate(&self, violations: &mut Violations) {
        violations.items("MassUpdateItems", &self.mass_update_items, 1..);
        violations.each("MassUpdateItems", &self.mass_update_items);
    }
}

/// What is to be set at one of several contracts. Whatever is not set is not sent; that this leaves
/// it unchanged is inferred, from the members being nullable.
///
/// Source: documented.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct MassUpdateItem {
    /// The reference of the contract. Documented as optional; that the item has no target without
    /// it is inferred. At least 1 character.
    #[serde(rename = "Ref")]
    pub reference: String,
    /// The serial number of what is rented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The key of the serial number in AIM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_pk: Option<i64>,
    /// The cash price.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub cash_price: Option<Decimal>,
    /// The status that the contract gets. Whether that is the id or the description of one of the
    /// contract statuses is not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_status: Option<String>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// When it is delivered. The time zone is not documented.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub delivery_date: Option<LocalDateTime>,
    /// Which accessories have been delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered_accessories: Option<Vec<DeliveredAccessory>>,
    /// The ids of the accessories to be deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_accessory_ids: Option<Vec<i64>>,
    /// Accessories to be added. By its name repeating it adds them again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_accessories: Option<Vec<Accessory>>,
    /// When the first payment is due. The time zone is not documented.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub first_due: Option<LocalDateTime>,
    /// The account of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_customer_acct: Option<i32>,
    /// Whether the contract is unlocked, too. Not a nullable member: left out it is `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlock: Option<bool>,
}

impl MassUpdateItem {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(reference: impl Into<String>) -> Self {
        Self {
            reference: reference.into(),
            serial: None,
            serial_pk: None,
            cash_price: None,
            new_status: None,
            notes: None,
            delivery_date: None,
            delivered_accessories: None,
            deleted_accessory_ids: None,
            added_accessories: None,
            first_due: None,
            new_customer_acct: None,
            unlock: None,
        }
    }

    /// The serial number of what is rented.
    #[must_use]
    pub fn serial(mut self, serial: impl Into<String>) -> Self {
        self.serial = Some(serial.into());
        self
    }

    /// The key of the serial number in AIM.
    #[must_use]
    pub fn serial_pk(mut self, serial_pk: i64) -> Self {
        self.serial_pk = Some(serial_pk);
        self
    }

    /// The cash price.
    #[must_use]
    pub fn cash_price(mut self, cash_price: impl Into<Decimal>) -> Self {
        self.cash_price = Some(cash_price.into());
        self
    }

    /// The status that the contract gets. Whether that is the id or the description of one of the
    /// contract statuses is not documented.
    #[must_use]
    pub fn new_status(mut self, new_status: impl Into<String>) -> Self {
        self.new_status = Some(new_status.into());
        self
    }

    /// Notes.
    #[must_use]
    pub fn notes(mut self, notes: impl Into<String>) -> Self {
        self.notes = Some(notes.into());
        self
    }

    /// When it is delivered. The time zone is not documented.
    #[must_use]
    pub fn delivery_date(mut self, delivery_date: impl Into<LocalDateTime>) -> Self {
        self.delivery_date = Some(delivery_date.into());
        self
    }

    /// Which accessories have been delivered.
    #[must_use]
    pub fn delivered_accessories(
        mut self,
        delivered_accessories: impl Into<Vec<DeliveredAccessory>>,
    ) -> Self {
        self.delivered_accessories = Some(delivered_accessories.into());
        self
    }

    /// The ids of the accessories to be deleted.
    #[must_use]
    pub fn deleted_accessory_ids(mut self, deleted_accessory_ids: impl Into<Vec<i64>>) -> Self {
        self.deleted_accessory_ids = Some(deleted_accessory_ids.into());
        self
    }

    /// Accessories to be added. By its name repeating it adds them again.
    #[must_use]
    pub fn added_accessories(mut self, added_accessories: impl Into<Vec<Accessory>>) -> Self {
        self.added_accessories = Some(added_accessories.into());
        self
    }

    /// When the first payment is due. The time zone is not documented.
    #[must_use]
    pub fn first_due(mut self, first_due: impl Into<LocalDateTime>) -> Self {
        self.first_due = Some(first_due.into());
        self
    }

    /// The account of the customer.
    #[must_use]
    pub fn new_customer_acct(mut self, new_customer_acct: i32) -> Self {
        self.new_customer_acct = Some(new_customer_acct);
        self
    }

    /// Whether the contract is unlocked, too. Not a nullable member: left out it is `false`.
    #[must_use]
    pub fn unlock(mut self, unlock: bool) -> Self {
        self.unlock = Some(unlock);
        self
    }
}

impl Validate for MassUpdateItem {
    fn validate(&self, violations: &mut Violations) {
        violations.characters("Ref", &self.reference, 1..);
    }
}

impl fmt::Debug for MassUpdateItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MassUpdateItem")
            .field("reference", &Redacted)
            .field("serial", &Redacted)
            .field("serial_pk", &Redacted)
            .field("cash_price", &Redacted)
            .field("new_status", &self.new_status)
            .field("notes", &Redacted)
            .field("delivery_date", &self.delivery_date)
            .field("delivered_accessories", &self.delivered_accessories)
            .field("deleted_accessory_ids", &self.deleted_accessory_ids)
            .field("added_accessories", &self.added_accessories)
            .field("first_due", &self.first_due)
            .field("new_customer_acct", &Redacted)
            .field("unlock", &self.unlock)
            .finish()
    }
}

/// Whether an accessory has been delivered.
///
/// Source: documented.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct DeliveredAccessory {
    /// The id of the accessory.
    pub id: i64,
    /// Whether it has been delivered.
    pub delivered: bool,
}

impl DeliveredAccessory {
    /// All members, in the vendor's order.
    #[must_use]
    pub fn new(id: i64, delivered: bool) -> Self {
        Self { id, delivered }
    }
}

/// An accessory to be added to a contract.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Accessory {
    /// The description. Required on newer pages.
    ///
    /// Source: documented elsewhere, C2BPostContractRequest, for the description.
    #[serde(rename = "Desc", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The price. Not a nullable member: left out it is 0.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub price: Option<Decimal>,
    /// `A` for an accessory, `D` for a delivery option, `M` for maintenance.
    ///
    /// Source: documented elsewhere, C2BPostContractRequest, for the values.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The number of the category in AIM to link it to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cat_num: Option<i32>,
    /// The SKU, or the package SKU of a package deal, that links the accessory to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// For internal use only, the newer pages say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<bool>,
}

impl Accessory {
    /// Nothing is required; every member has a setter.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The description. Required on newer pages.
    ///
    /// Source: documented elsewhere, C2BPostContractRequest, for the description.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// The price. Not a nullable member: left out it is 0.
    #[must_use]
    pub fn price(mut self, price: impl Into<Decimal>) -> Self {
        self.price = Some(price.into());
        self
    }

    /// `A` for an accessory, `D` for a delivery option, `M` for maintenance.
    ///
    /// Source: documented elsewhere, C2BPostContractRequest, for the values.
    #[must_use]
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = Some(kind.into());
        self
    }

    /// The number of the category in AIM to link it to.
    #[must_use]
    pub fn cat_num(mut self, cat_num: i32) -> Self {
        self.cat_num = Some(cat_num);
        self
    }

    /// The SKU, or the package SKU of a package deal, that links the accessory to it.
    #[must_use]
    pub fn sku(mut self, sku: impl Into<String>) -> Self {
        self.sku = Some(sku.into());
        self
    }

    /// For internal use only, the newer pages say.
    #[must_use]
    pub fn report(mut self, report: bool) -> Self {
        self.report = Some(report);
        self
    }
}

impl fmt::Debug for Accessory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accessory")
            .field("description", &self.description)
            .field("price", &Redacted)
            .field("kind", &self.kind)
            .field("cat_num", &self.cat_num)
            .field("sku", &self.sku)
            .field("report", &self.report)
            .finish()
    }
}

/// What came of a fulfilment.
///
/// Source: documented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContractFulfillmentResponse {
    /// The contracts of a mass update that failed.
    #[serde(default, deserialize_with = "null_as_default")]
    pub mass_update_errors: Vec<MassUpdateError>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// A contract of a mass update that failed.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MassUpdateError {
    /// The reference of the contract.
    #[serde(rename = "Ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What went wrong, in words of the vendor.
    #[serde(rename = "ErrorMessage", skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

impl fmt::Debug for MassUpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MassUpdateError")
            .field("reference", &Redacted)
            .field("error_message", &Redacted)
            .finish()
    }
}

/// What the vendor says about a call, in every answer. Neither the values of `StatusCode` nor those
/// of `ErrorCode` are documented.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AimStatus {
    /// Whether it succeeded. Public programs take `Error` for a failure.
    ///
    /// Source: documented elsewhere, public programs, for the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// Who is logged in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// The code of the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The error, in words to be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_display_text: Option<String>,
    /// The error, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// The name of a domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// An address. One listing calls it `IPAddress`; both are read.
    #[serde(alias = "IPAddress", skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
}

impl fmt::Debug for AimStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AimStatus")
            .field("status_code", &Redacted)
            .field("login", &Redacted)
            .field("error_code", &Redacted)
            .field("error_display_text", &Redacted)
            .field("error_message", &Redacted)
            .field("domain_name", &Redacted)
            .field("ip_address", &Redacted)
            .finish()
    }
}

/// The error of the web framework that the vendor uses, for what fails outside the service itself.
///
/// Source: inferred, from the framework; no page of the vendor shows it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ResponseStatus {
    /// The code of the error; empty where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The error, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Where it happened, in the vendor's own code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack_trace: Option<String>,
    /// The errors of single members, of a form that no page shows.
    #[serde(default, deserialize_with = "null_as_default")]
    pub errors: Vec<RawJson>,
}

impl fmt::Debug for ResponseStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseStatus")
            .field("error_code", &Redacted)
            .field("message", &Redacted)
            .field("stack_trace", &Redacted)
            .field("errors", &self.errors)
            .finish()
    }
}

/// The answer of an operation that gives nothing but a status.
///
/// Source: documented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StatusResponse {
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
    /// The error of the web framework, if it made one.
    ///
    /// Source: inferred, from the framework; no page of the vendor shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_status: Option<ResponseStatus>,
}

/// Where the endpoint of a customer is, as far as public programs use it.
///
/// Source: documented elsewhere, public programs.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GetEndPointResponse {
    /// The endpoint: scheme, host and port; one program adds the scheme where it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_endpoint_domain: Option<String>,
    /// Another form of the endpoint, which public programs do not use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_endpoint: Option<String>,
    /// The token for the calls to come.
    #[serde(rename = "OAuthToken", skip_serializing_if = "Option::is_none")]
    pub oauth_token: Option<String>,
    /// What the vendor says about the call, of a form that no page shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<RawJson>,
}

impl fmt::Debug for GetEndPointResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GetEndPointResponse")
            .field("new_endpoint_domain", &self.new_endpoint_domain)
            .field("new_endpoint", &self.new_endpoint)
            .field("oauth_token", &Redacted)
            .field("status", &self.status)
            .finish()
    }
}

/// Who has logged in.
///
/// Source: documented elsewhere, SecurityRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SecurityResponse {
    /// The token for secured calls. How long it lives is not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// A token for the calls to come.
    #[serde(rename = "OAuthToken", skip_serializing_if = "Option::is_none")]
    pub oauth_token: Option<String>,
    /// A domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Whether the user is an administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_admin: Option<bool>,
    /// The user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_details: Option<UserDetail>,
    /// The accounts of the user.
    #[serde(default, deserialize_with = "null_as_default")]
    pub account_details: Vec<AccountDetail>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

impl fmt::Debug for SecurityResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecurityResponse")
            .field("token", &Redacted)
            .field("oauth_token", &Redacted)
            .field("domain", &self.domain)
            .field("is_admin", &self.is_admin)
            .field("user_details", &self.user_details)
            .field("account_details", &self.account_details)
            .field("status", &self.status)
            .finish()
    }
}

/// The user who has logged in.
///
/// Source: documented elsewhere, SecurityRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct UserDetail {
    /// The first name.
    #[serde(rename = "Firstname", skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The type of the user.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The name of the location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_name: Option<String>,
    /// The number of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_number: Option<i32>,
    /// The tax authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_authority: Option<String>,
    /// The name of the tax authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_authority_name: Option<String>,
}

impl fmt::Debug for UserDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserDetail")
            .field("first_name", &Redacted)
            .field("last_name", &Redacted)
            .field("email", &Redacted)
            .field("kind", &self.kind)
            .field("location", &Redacted)
            .field("location_name", &Redacted)
            .field("account_number", &Redacted)
            .field("tax_authority", &self.tax_authority)
            .field("tax_authority_name", &self.tax_authority_name)
            .finish()
    }
}

/// An account of the user who has logged in.
///
/// Source: documented elsewhere, SecurityRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AccountDetail {
    /// The number of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acct: Option<i32>,
    /// The type of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acct_type: Option<String>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl fmt::Debug for AccountDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountDetail")
            .field("acct", &Redacted)
            .field("acct_type", &self.acct_type)
            .field("name", &Redacted)
            .finish()
    }
}

/// Which contract.
///
/// Source: documented elsewhere, GetContractDetailsRequest.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ContractDetailsRequest {
    /// The reference of the contract. Documented as optional; without it the call has no target. At
    /// least 1 character.
    ///
    /// Source: documented elsewhere, GetContractDetailsRequest; inferred: that it must be there.
    #[serde(rename = "Ref")]
    pub reference: String,
    /// Which contract of the account (`Sub`).
    #[serde(rename = "Sub", skip_serializing_if = "Option::is_none")]
    pub acct_sub: Option<i32>,
}

impl ContractDetailsRequest {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(reference: impl Into<String>) -> Self {
        Self {
            reference: reference.into(),
            acct_sub: None,
        }
    }

    /// Which contract of the account (`Sub`).
    #[must_use]
    pub fn acct_sub(mut self, acct_sub: i32) -> Self {
        self.acct_sub = Some(acct_sub);
        self
    }
}

impl Validate for ContractDetailsRequest {
    fn validate(&self, violations: &mut Violations) {
        violations.characters("Ref", &self.reference, 1..);
    }
}

impl fmt::Debug for ContractDetailsRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractDetailsRequest")
            .field("reference", &Redacted)
            .field("acct_sub", &Redacted)
            .finish()
    }
}

/// The amounts, payments and inventory of a contract.
///
/// Source: documented elsewhere, GetContractDetailsRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContractDetailsResponse {
    /// The account and the contract of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_sub: Option<String>,
    /// When the next payment is due.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_due_date: Option<LocalDateTime>,
    /// The amount of a payment.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub payment_amount: Option<Decimal>,
    /// What is overdue.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub past_due_amount: Option<Decimal>,
    /// Charges for being late.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub late_charges: Option<Decimal>,
    /// Other charges.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub other_charges: Option<Decimal>,
    /// All that is due.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub total_due: Option<Decimal>,
    /// The credit so far.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub accumulated_credit: Option<Decimal>,
    /// The name of the student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student_name: Option<String>,
    /// The name of the school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school_name: Option<String>,
    /// The topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// What is rented.
    #[serde(default, deserialize_with = "null_as_default")]
    pub inventory: Vec<InventoryItem>,
    /// The payments.
    #[serde(default, deserialize_with = "null_as_default")]
    pub payments: Vec<Payment>,
    /// The amount of a payment, again.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub payment_amt: Option<Decimal>,
    /// What is overdue, again.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub past_due_amt: Option<Decimal>,
    /// The balance.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub current_balance: Option<Decimal>,
    /// What it costs to pay the contract off.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub total_payoff: Option<Decimal>,
    /// The same with a discount.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub discounted_payoff: Option<Decimal>,
    /// When it is paid off.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub payoff_date: Option<LocalDateTime>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

impl fmt::Debug for ContractDetailsResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractDetailsResponse")
            .field("account_sub", &Redacted)
            .field("next_due_date", &self.next_due_date)
            .field("payment_amount", &Redacted)
            .field("past_due_amount", &Redacted)
            .field("late_charges", &Redacted)
            .field("other_charges", &Redacted)
            .field("total_due", &Redacted)
            .field("accumulated_credit", &Redacted)
            .field("student_name", &Redacted)
            .field("school_name", &Redacted)
            .field("topic", &self.topic)
            .field("inventory", &self.inventory)
            .field("payments", &self.payments)
            .field("payment_amt", &Redacted)
            .field("past_due_amt", &Redacted)
            .field("current_balance", &Redacted)
            .field("total_payoff", &Redacted)
            .field("discounted_payoff", &Redacted)
            .field("payoff_date", &self.payoff_date)
            .field("status", &self.status)
            .finish()
    }
}

/// Something that is rented.
///
/// Source: documented elsewhere, GetContractDetailsRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct InventoryItem {
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The SKU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The description.
    #[serde(rename = "Desc", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The manufacturer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mfg: Option<String>,
}

impl fmt::Debug for InventoryItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InventoryItem")
            .field("model", &self.model)
            .field("item", &self.item)
            .field("sku", &self.sku)
            .field("serial", &Redacted)
            .field("description", &self.description)
            .field("mfg", &self.mfg)
            .finish()
    }
}

/// A payment.
///
/// Source: documented elsewhere, GetContractDetailsRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Payment {
    /// When it was made.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub date: Option<LocalDateTime>,
    /// How much it was.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub amount: Option<Decimal>,
    /// Its reference.
    #[serde(rename = "Ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl fmt::Debug for Payment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payment")
            .field("date", &self.date)
            .field("amount", &Redacted)
            .field("reference", &Redacted)
            .finish()
    }
}

/// Contracts with all that there is about them.
///
/// Source: documented elsewhere, ContractFullDetailsRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContractFullDetailsResponse {
    /// The contracts. No page shows what they consist of; one listing names the members of their
    /// inventory.
    #[serde(default, deserialize_with = "null_as_default")]
    pub contracts: Vec<RawJson>,
    /// How many contracts follow after these.
    ///
    /// Source: documented elsewhere, ContractFullDetailsRequest; inferred: what it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining_records: Option<i64>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// The statuses that a contract can have.
///
/// Source: documented elsewhere, ContractStatusListingRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContractStatusListingResponse {
    /// The statuses.
    #[serde(default, deserialize_with = "null_as_default")]
    pub contract_statuses: Vec<ContractStatus>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// A status that a contract can have.
///
/// Source: documented elsewhere, ContractStatusListingRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContractStatus {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its description on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_description: Option<String>,
}

/// The defaults of contracts.
///
/// Source: documented elsewhere, ContractDefaultListingRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContractDefaultListingResponse {
    /// The defaults.
    #[serde(default, deserialize_with = "null_as_default")]
    pub contract_defaults: Vec<ContractDefault>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// A default of contracts.
///
/// Source: documented elsewhere, ContractDefaultListingRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ContractDefault {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its description on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_description: Option<String>,
    /// Not described.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rdf_type: Option<String>,
    /// Not described.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_type: Option<String>,
}

/// The returns that are scheduled.
///
/// Source: documented elsewhere, ContractScheduledReturnsRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ScheduledReturnsResponse {
    /// The returns.
    #[serde(default, deserialize_with = "null_as_default")]
    pub contracts: Vec<ScheduledReturn>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// A return that is scheduled.
///
/// Source: documented elsewhere, ContractScheduledReturnsRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ScheduledReturn {
    /// The account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acct: Option<i32>,
    /// Which contract of the account (`Sub`).
    #[serde(rename = "Sub", skip_serializing_if = "Option::is_none")]
    pub acct_sub: Option<i32>,
    /// The name of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The second line of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address2: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student: Option<String>,
    /// The school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// The school district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee: Option<String>,
    /// When it was returned.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub returned_date: Option<LocalDateTime>,
    /// When the return is scheduled.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub scheduled_return_date: Option<LocalDateTime>,
    /// The stock number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_number: Option<String>,
    /// The serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// How it is returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_option: Option<String>,
    /// The reference of the return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_returned_ref: Option<String>,
    /// The status of the return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Until when automatic payments are held.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub auto_pay_hold_date: Option<LocalDateTime>,
    /// Whether it was returned by the mobile application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile_returned_status: Option<bool>,
}

impl fmt::Debug for ScheduledReturn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduledReturn")
            .field("acct", &Redacted)
            .field("acct_sub", &Redacted)
            .field("name", &Redacted)
            .field("address", &Redacted)
            .field("address2", &Redacted)
            .field("city", &Redacted)
            .field("student", &Redacted)
            .field("school", &Redacted)
            .field("district", &Redacted)
            .field("item", &self.item)
            .field("employee", &Redacted)
            .field("returned_date", &self.returned_date)
            .field("scheduled_return_date", &self.scheduled_return_date)
            .field("stock_number", &Redacted)
            .field("serial", &Redacted)
            .field("return_option", &self.return_option)
            .field("scheduled_returned_ref", &Redacted)
            .field("status", &self.status)
            .field("auto_pay_hold_date", &self.auto_pay_hold_date)
            .field("mobile_returned_status", &self.mobile_returned_status)
            .finish()
    }
}

/// A return to be scheduled.
///
/// Source: documented elsewhere, ContractScheduledReturnsPostRequest; inferred: that what cannot be
/// null must be there.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ScheduleReturnRequest {
    /// The account.
    pub acct: i32,
    /// Which contract of the account (`Sub`).
    #[serde(rename = "Sub")]
    pub acct_sub: i32,
    /// The option of the return.
    pub option_id: i64,
    /// When it is to be returned. The time zone is not documented.
    #[serde(with = "datetime::naive_7")]
    pub return_date: LocalDateTime,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_notes: Option<String>,
    /// Until when automatic payments are held.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub auto_pay_hold_date: Option<LocalDateTime>,
    /// The status of the return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_id: Option<i64>,
}

impl ScheduleReturnRequest {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(
        acct: i32,
        acct_sub: i32,
        option_id: i64,
        return_date: impl Into<LocalDateTime>,
    ) -> Self {
        Self {
            acct,
            acct_sub,
            option_id,
            return_date: return_date.into(),
            return_notes: None,
            auto_pay_hold_date: None,
            status_id: None,
        }
    }

    /// Notes.
    #[must_use]
    pub fn return_notes(mut self, return_notes: impl Into<String>) -> Self {
        self.return_notes = Some(return_notes.into());
        self
    }

    /// Until when automatic payments are held.
    #[must_use]
    pub fn auto_pay_hold_date(mut self, auto_pay_hold_date: impl Into<LocalDateTime>) -> Self {
        self.auto_pay_hold_date = Some(auto_pay_hold_date.into());
        self
    }

    /// The status of the return.
    #[must_use]
    pub fn status_id(mut self, status_id: i64) -> Self {
        self.status_id = Some(status_id);
        self
    }
}

impl fmt::Debug for ScheduleReturnRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduleReturnRequest")
            .field("acct", &Redacted)
            .field("acct_sub", &Redacted)
            .field("option_id", &self.option_id)
            .field("return_date", &self.return_date)
            .field("return_notes", &Redacted)
            .field("auto_pay_hold_date", &self.auto_pay_hold_date)
            .field("status_id", &self.status_id)
            .finish()
    }
}

/// A return that was scheduled.
///
/// Source: documented elsewhere, ContractScheduledReturnsPostRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ScheduleReturnResponse {
    /// The reference of the return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ref_number: Option<String>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

impl fmt::Debug for ScheduleReturnResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduleReturnResponse")
            .field("ref_number", &Redacted)
            .field("status", &self.status)
            .finish()
    }
}

/// Contracts with scheduled returns.
///
/// Source: documented elsewhere, ContractScheduledReturnsPutRequest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PutScheduledReturnsRequest {
    /// The contracts. At least 1 item.
    ///
    /// Source: documented elsewhere, ContractScheduledReturnsPutRequest; inferred: that there must
    /// be one.
    #[serde(rename = "Contracts")]
    pub contracts: Vec<ContractId>,
}

impl PutScheduledReturnsRequest {
    /// All members, in the vendor's order.
    pub fn new(contracts: impl Into<Vec<ContractId>>) -> Self {
        Self {
            contracts: contracts.into(),
        }
    }
}

impl Validate for PutScheduledReturnsRequest {
    fn validate(&self, violations: &mut Violations) {
        violations.items("Contracts", &self.contracts, 1..);
    }
}

/// A contract, by its account.
///
/// Source: documented elsewhere, ContractScheduledReturnsPutRequest.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ContractId {
    /// The account.
    #[serde(rename = "Acct")]
    pub acct: i32,
    /// Which contract of the account (`Sub`).
    #[serde(rename = "Sub")]
    pub acct_sub: i32,
}

impl ContractId {
    /// All members, in the vendor's order.
    #[must_use]
    pub fn new(acct: i32, acct_sub: i32) -> Self {
        Self { acct, acct_sub }
    }
}

impl fmt::Debug for ContractId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractId")
            .field("acct", &Redacted)
            .field("acct_sub", &Redacted)
            .finish()
    }
}

/// The exchanges that are scheduled.
///
/// Source: documented elsewhere, ScheduledExchangesGetRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ScheduledExchangesResponse {
    /// The exchanges.
    #[serde(default, deserialize_with = "null_as_default")]
    pub scheduled_exchanges: Vec<ScheduledExchange>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// An exchange that is scheduled. The page is cut short; what it does not show is in the body of
/// the response.
///
/// Source: documented elsewhere, ScheduledExchangesGetRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ScheduledExchange {
    /// The id of the exchange.
    #[serde(rename = "ExchangeID", skip_serializing_if = "Option::is_none")]
    pub exchange_id: Option<i64>,
    /// The account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acct: Option<i32>,
    /// Which contract of the account (`Sub`).
    #[serde(rename = "Sub", skip_serializing_if = "Option::is_none")]
    pub acct_sub: Option<i32>,
    /// The name of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The second line of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address2: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student: Option<String>,
    /// The school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// The school district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee: Option<String>,
    /// When it was returned.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub returned_date: Option<LocalDateTime>,
    /// The stock number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_number: Option<String>,
    /// The serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// How it is returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_option: Option<String>,
    /// The reference of the return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_returned_ref: Option<String>,
    /// The status of the exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What happened so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<String>,
    /// The reference of the exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange_ref: Option<i64>,
    /// Until when automatic payments are held.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub auto_pay_hold_date: Option<LocalDateTime>,
    /// What is exchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchanged_item: Option<String>,
    /// When it is posted.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub posting_date: Option<LocalDateTime>,
    /// When it is scheduled.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub scheduled_date: Option<LocalDateTime>,
    /// The SKU of the new item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_sku: Option<String>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// Whether it was processed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processed: Option<bool>,
}

impl fmt::Debug for ScheduledExchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduledExchange")
            .field("exchange_id", &self.exchange_id)
            .field("acct", &Redacted)
            .field("acct_sub", &Redacted)
            .field("name", &Redacted)
            .field("address", &Redacted)
            .field("address2", &Redacted)
            .field("city", &Redacted)
            .field("student", &Redacted)
            .field("school", &Redacted)
            .field("district", &Redacted)
            .field("item", &self.item)
            .field("employee", &Redacted)
            .field("returned_date", &self.returned_date)
            .field("stock_number", &Redacted)
            .field("serial", &Redacted)
            .field("return_option", &self.return_option)
            .field("scheduled_returned_ref", &Redacted)
            .field("status", &self.status)
            .field("history", &Redacted)
            .field("exchange_ref", &Redacted)
            .field("auto_pay_hold_date", &self.auto_pay_hold_date)
            .field("exchanged_item", &self.exchanged_item)
            .field("posting_date", &self.posting_date)
            .field("scheduled_date", &self.scheduled_date)
            .field("new_sku", &self.new_sku)
            .field("notes", &Redacted)
            .field("source", &self.source)
            .field("option", &self.option)
            .field("processed", &self.processed)
            .finish()
    }
}

/// An exchange to be scheduled.
///
/// Source: documented elsewhere, ScheduledExchangesPostRequest; inferred: that what cannot be null
/// must be there.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ScheduleExchangeRequest {
    /// The account.
    pub acct: i32,
    /// Which contract of the account (`Sub`).
    #[serde(rename = "Sub")]
    pub acct_sub: i32,
    /// The id of what is exchanged.
    #[serde(rename = "ExchangedItemID")]
    pub exchanged_item_id: i64,
    /// When it is posted. The time zone is not documented.
    #[serde(with = "datetime::naive_7")]
    pub posting_date: LocalDateTime,
    /// When it is to be exchanged. The time zone is not documented.
    #[serde(with = "datetime::naive_7")]
    pub scheduled_date: LocalDateTime,
    /// The SKU of the new item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_sku: Option<String>,
    /// The option of the exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option_id: Option<i64>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange_notes: Option<String>,
    /// Whether it was processed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub processed: Option<bool>,
    /// The status of the exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_id: Option<i64>,
    /// Further fields, by key. The page labels them "query"; they are sent in the body, with the
    /// rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_input_list: Option<Vec<FormInput>>,
}

impl ScheduleExchangeRequest {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(
        acct: i32,
        acct_sub: i32,
        exchanged_item_id: i64,
        posting_date: impl Into<LocalDateTime>,
        scheduled_date: impl Into<LocalDateTime>,
    ) -> Self {
        Self {
            acct,
            acct_sub,
            exchanged_item_id,
            posting_date: posting_date.into(),
            scheduled_date: scheduled_date.into(),
            new_sku: None,
            option_id: None,
            exchange_notes: None,
            processed: None,
            status_id: None,
            form_input_list: None,
        }
    }

    /// The SKU of the new item.
    #[must_use]
    pub fn new_sku(mut self, new_sku: impl Into<String>) -> Self {
        self.new_sku = Some(new_sku.into());
        self
    }

    /// The option of the exchange.
    #[must_use]
    pub fn option_id(mut self, option_id: i64) -> Self {
        self.option_id = Some(option_id);
        self
    }

    /// Notes.
    #[must_use]
    pub fn exchange_notes(mut self, exchange_notes: impl Into<String>) -> Self {
        self.exchange_notes = Some(exchange_notes.into());
        self
    }

    /// Whether it was processed.
    #[must_use]
    pub fn processed(mut self, processed: bool) -> Self {
        self.processed = Some(processed);
        self
    }

    /// The status of the exchange.
    #[must_use]
    pub fn status_id(mut self, status_id: i64) -> Self {
        self.status_id = Some(status_id);
        self
    }

    /// Further fields, by key. The page labels them "query"; they are sent in the body, with the
    /// rest.
    #[must_use]
    pub fn form_input_list(mut self, form_input_list: impl Into<Vec<FormInput>>) -> Self {
        self.form_input_list = Some(form_input_list.into());
        self
    }
}

impl fmt::Debug for ScheduleExchangeRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduleExchangeRequest")
            .field("acct", &Redacted)
            .field("acct_sub", &Redacted)
            .field("exchanged_item_id", &self.exchanged_item_id)
            .field("posting_date", &self.posting_date)
            .field("scheduled_date", &self.scheduled_date)
            .field("new_sku", &self.new_sku)
            .field("option_id", &self.option_id)
            .field("exchange_notes", &Redacted)
            .field("processed", &self.processed)
            .field("status_id", &self.status_id)
            .field("form_input_list", &self.form_input_list)
            .finish()
    }
}

/// A field, by its key.
///
/// Source: documented elsewhere, ScheduledExchangesPostRequest.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct FormInput {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
    /// Not used in exchanges. Required on older pages only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encrypted: Option<bool>,
}

impl FormInput {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            encrypted: None,
        }
    }

    /// Not used in exchanges. Required on older pages only.
    #[must_use]
    pub fn encrypted(mut self, encrypted: bool) -> Self {
        self.encrypted = Some(encrypted);
        self
    }
}

impl fmt::Debug for FormInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FormInput")
            .field("key", &self.key)
            .field("value", &Redacted)
            .field("encrypted", &self.encrypted)
            .finish()
    }
}

/// An exchange that was scheduled.
///
/// Source: documented elsewhere, ScheduledExchangesPostRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ScheduleExchangeResponse {
    /// The id of the exchange.
    #[serde(rename = "ExchangeID", skip_serializing_if = "Option::is_none")]
    pub exchange_id: Option<i64>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(rename = "Status", skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// A contract and its new customer.
///
/// Source: documented elsewhere, C2BSetContractCustomerRequest; inferred: that both must be there.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SetContractCustomerRequest {
    /// The reference of the contract on the web. At least 1 character.
    pub web_ref: String,
    /// The account of the customer.
    pub acct: i32,
}

impl SetContractCustomerRequest {
    /// All members, in the vendor's order.
    pub fn new(web_ref: impl Into<String>, acct: i32) -> Self {
        Self {
            web_ref: web_ref.into(),
            acct,
        }
    }
}

impl Validate for SetContractCustomerRequest {
    fn validate(&self, violations: &mut Violations) {
        violations.characters("WebRef", &self.web_ref, 1..);
    }
}

impl fmt::Debug for SetContractCustomerRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetContractCustomerRequest")
            .field("web_ref", &Redacted)
            .field("acct", &Redacted)
            .finish()
    }
}

/// What to do with a contract's lock.
///
/// Source: documented elsewhere, C2BToggleContractLockRequest.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LockMode {
    /// Lock it.
    Lock,
    /// Unlock it.
    Unlock,
    /// A value that the contract does not list, as it came.
    Unknown(String),
}

impl LockMode {
    /// The value as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Lock => "LOCK",
            Self::Unlock => "UNLOCK",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for LockMode {
    fn from(value: &str) -> Self {
        match value {
            "LOCK" => Self::Lock,
            "UNLOCK" => Self::Unlock,
            _ => Self::Unknown(value.to_owned()),
        }
    }
}

impl fmt::Display for LockMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for LockMode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for LockMode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|value| Self::from(value.as_str()))
    }
}

/// Contracts to be locked or unlocked: one of the two members; see `LockTarget`.
///
/// Source: documented elsewhere, C2BToggleContractLockRequest.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ToggleContractLockRequest {
    /// Whether to lock or to unlock.
    pub mode: LockMode,
    /// The reference of one contract. An error comes back if it is in that state already. At least
    /// 1 character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) web_ref: Option<String>,
    /// The references of several contracts. No error comes back for those in that state already. At
    /// least 1 item.
    ///
    /// Source: documented elsewhere, C2BToggleContractLockRequest; inferred: that there must be
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) web_refs: Option<Vec<String>>,
}

impl ToggleContractLockRequest {
    /// All required members, in the vendor's order; what is optional has a setter.
    #[must_use]
    pub(crate) fn from_required(mode: LockMode) -> Self {
        Self {
            mode,
            web_ref: None,
            web_refs: None,
        }
    }
}

impl Validate for ToggleContractLockRequest {
    fn validate(&self, violations: &mut Violations) {
        if let Some(web_ref) = &self.web_ref {
            violations.characters("WebRef", web_ref, 1..);
        }
        if let Some(web_refs) = &self.web_refs {
            violations.items("WebRefs", web_refs, 1..);
        }
    }
}

impl fmt::Debug for ToggleContractLockRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToggleContractLockRequest")
            .field("mode", &self.mode)
            .field("web_ref", &Redacted)
            .field("web_refs", &Redacted)
            .finish()
    }
}

/// The contracts that are not finished.
///
/// Source: documented elsewhere, C2BGetUnfinishedContractsRequest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct UnfinishedContractsResponse {
    /// The contracts.
    #[serde(default, deserialize_with = "null_as_default")]
    pub unfinished_contracts: Vec<UnfinishedContract>,
    /// The topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// A URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// What the vendor says about the call. See `AimDialect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AimStatus>,
}

/// A contract that is not finished. The page is cut short; what it does not show is in the body of
/// the response.
///
/// Source: documented elsewhere, C2BGetUnfinishedContractsRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct UnfinishedContract {
    /// The name of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    /// The account of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_acct: Option<i32>,
    /// The name of the student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student_name: Option<String>,
    /// The reference of the contract, by which it is fulfilled.
    ///
    /// Source: documented elsewhere, C2BGetUnfinishedContractsRequest; inferred: what it is for.
    #[serde(rename = "Ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When it was entered.
    ///
    /// Source: documented elsewhere, C2BGetUnfinishedContractsRequest; inferred: what it tells.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub date_time: Option<LocalDateTime>,
    /// The location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The school district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// The teacher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teacher: Option<String>,
    /// The instrument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// The status of the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Who has locked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked_by: Option<String>,
    /// The grade of the instrument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument_grade: Option<String>,
    /// The serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The salesperson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salesperson: Option<String>,
    /// Notes of the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_notes: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When it is delivered.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub delivery_date: Option<LocalDateTime>,
    /// When the first payment is due.
    #[serde(
        default,
        with = "datetime::naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub first_due: Option<LocalDateTime>,
    /// The accessories, of a form that no page shows.
    #[serde(default, deserialize_with = "null_as_default")]
    pub accessories: Vec<RawJson>,
    /// The down payment.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub down_pay: Option<Decimal>,
    /// The monthly payment.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub monthly_pay: Option<Decimal>,
    /// The down payment of the maintenance.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub down_maint: Option<Decimal>,
}

impl fmt::Debug for UnfinishedContract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnfinishedContract")
            .field("customer_name", &Redacted)
            .field("customer_acct", &Redacted)
            .field("student_name", &Redacted)
            .field("reference", &Redacted)
            .field("date_time", &self.date_time)
            .field("location", &self.location)
            .field("district", &Redacted)
            .field("school", &Redacted)
            .field("teacher", &Redacted)
            .field("instrument", &self.instrument)
            .field("status", &self.status)
            .field("notes", &Redacted)
            .field("locked_by", &Redacted)
            .field("instrument_grade", &self.instrument_grade)
            .field("serial", &Redacted)
            .field("salesperson", &Redacted)
            .field("web_notes", &Redacted)
            .field("email", &Redacted)
            .field("phone", &Redacted)
            .field("delivery_date", &self.delivery_date)
            .field("first_due", &self.first_due)
            .field("accessories", &self.accessories)
            .field("down_pay", &Redacted)
            .field("monthly_pay", &Redacted)
            .field("down_maint", &Redacted)
            .finish()
    }
}

/// A location.
///
/// Source: documented elsewhere, C2BGetUnfinishedContractsRequest.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Location {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Its description.
    #[serde(rename = "Desc", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its short description.
    #[serde(rename = "ShortDesc", skip_serializing_if = "Option::is_none")]
    pub short_description: Option<String>,
    /// The region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The latitude.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub latitude: Option<Decimal>,
    /// The longitude.
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub longitude: Option<Decimal>,
    /// Whether things can be fetched there; a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_store_pickup: Option<String>,
    /// Whether it is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// The account of cash sales.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cash_sale_acct: Option<i32>,
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Location")
            .field("id", &self.id)
            .field("description", &self.description)
            .field("short_description", &self.short_description)
            .field("region", &self.region)
            .field("latitude", &self.latitude)
            .field("longitude", &self.longitude)
            .field("in_store_pickup", &self.in_store_pickup)
            .field("active", &self.active)
            .field("cash_sale_acct", &Redacted)
            .finish()
    }
}
