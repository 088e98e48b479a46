#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod campaign_key;
mod client;
mod contact_keys;
mod e164;
mod failure;
mod field_lengths;
mod import;
pub mod models;
mod not_found;
pub mod operations;
mod records;
mod user_data_key;

/// The types of the core that calls are made with.
pub use vendor_core as core;
pub use vendor_core::wire::{LocalDateTime, Nullable, RawJson};
pub use vendor_core::{
    BuildError, ClientBuilder, Deletion, Delivery, Elements, Error, ErrorKind, HeaderName,
    HeaderValue, Idempotency, OAuth2ClientCredentials, Response, RetryPolicy, SecretString,
    StaticCredentials, StatusCode,
};
/// Exact amounts.
pub use {rust_decimal, rust_decimal::Decimal};

pub use crate::campaign_key::CampaignKey;
pub use crate::client::Client;
pub use crate::e164::{NotE164, check_e164};
pub use crate::field_lengths::{LengthSource, LengthWarning};
pub use crate::models::{
    Campaign, CampaignList, CampaignRecords, Contact, ContactKeys, ContactList, ContactRecords,
    NewContact, ResultCode,
};
pub use crate::not_found::NotFound;
pub use crate::operations::BASE_PATH;
pub(crate) use crate::user_data_key::UserDataKey;
