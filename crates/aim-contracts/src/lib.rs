#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod contract_details;
mod contract_selection;
mod credentials;
mod dialect;
mod fulfillment;
mod lock;
mod mass_outcome;
mod mass_update;
pub mod models;
pub mod operations;
mod paging;
mod scheduled_returns;

pub use rust_decimal::Decimal;
/// The types of the core that calls are made with.
pub use vendor_core as core;
pub use vendor_core::wire::{LocalDateTime, RawJson};
pub use vendor_core::{
    BuildError, ClientBuilder, Delivery, Error, ErrorKind, HeaderName, HeaderValue, Idempotency,
    OAuth2ClientCredentials, Position, Response, RetryPolicy, SecretString, StaticCredentials,
    StatusCode,
};

pub use crate::client::Client;
pub use crate::contract_selection::{ContractFilter, ContractSelection};
pub use crate::credentials::{AimCredentials, OBSERVED_HOST_SUFFIX};
pub use crate::dialect::{AimDialect, StatusMeaning};
pub(crate) use crate::fulfillment::FulfillmentBody;
pub(crate) use crate::lock::LockBody;
pub use crate::lock::LockTarget;
pub use crate::mass_outcome::{ItemOutcome, ItemResult, MassUpdateOutcome, PartialFailure};
pub use crate::mass_update::MassUpdate;
pub use crate::models::{
    Accessory, AimStatus, ContractDetailsRequest, ContractId, DeliveredAccessory, FormInput,
    Fulfillment, LockMode, MassUpdateError, MassUpdateItem, ScheduleExchangeRequest,
    ScheduleReturnRequest,
};
pub use crate::operations::DISCOVERY_URL;
pub use crate::paging::{ContractPages, Contracts};
