#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod acknowledgements;
mod client;
mod contents;
mod dialect;
mod fetch_parameter;
mod intake;
pub mod models;
pub mod operations;
mod status_rule;
mod validation;
mod validation_receipt;

/// The types of the core that calls are made with.
pub use vendor_core as core;
pub use vendor_core::wire::{DotnetDateTime, OffsetDateTime, RawJson};
pub use vendor_core::{
    BuildError, ClientBuilder, Delivery, Elements, Error, ErrorKind, HeaderName, HeaderValue,
    Idempotency, OAuth2ClientCredentials, Response, RetryPolicy, SecretString, StaticCredentials,
    StatusCode,
};

pub use crate::client::Client;
pub use crate::fetch_parameter::FetchParameter;
pub use crate::intake::{
    Confirmation, Confirmed, Handling, Intake, IntakeError, IntakeFailure, IntakeReport,
    OnRejection, OpenLead, Pass, ReceivedLead, Rejection, SetAside,
};
pub use crate::models::{Acknowledgement, Content, Lead, LeadEvent, LeadResponse, Receipt};
pub use crate::operations::HELP_PAGES_URL;
pub use crate::status_rule::{StatusMeaning, StatusRule};
pub use crate::validation::Validation;
pub use crate::validation_receipt::ValidationReceipt;
