#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "xml")]
mod answer_xml;
mod client;
mod dialect;
mod format;
pub mod models;
pub mod operations;
mod receipt;
mod said;
#[cfg(feature = "xml")]
mod xml;

/// The types of the core that calls are made with.
pub use vendor_core as core;
pub use vendor_core::wire::OffsetDateTime;
pub use vendor_core::{
    BuildError, ClientBuilder, Delivery, Error, ErrorKind, HeaderMap, HeaderName, HeaderValue,
    Idempotency, OAuth2ClientCredentials, Response, RetryPolicy, SecretString, StaticCredentials,
    StatusCode,
};

pub use crate::client::Client;
pub use crate::dialect::AspNet;
pub(crate) use crate::format::ActivationBody;
pub use crate::format::Format;
pub use crate::models::{Activation, CallOutcome};
pub use crate::operations::{INTEGRATION_URL, WorkshopActivation};
pub use crate::receipt::Receipt;
