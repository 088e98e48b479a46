#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod create_once;
mod credentials;
pub mod models;
pub mod operations;
mod paging;
mod update;
mod vin_filter;

/// The types of the core that calls are made with.
pub use vendor_core as core;
pub use vendor_core::uuid::Uuid;
pub use vendor_core::wire::{Nullable, OffsetDateTime};
pub use vendor_core::{
    BuildError, ClientBuilder, Deletion, Delivery, Error, ErrorKind, HeaderName, HeaderValue,
    Idempotency, OAuth2ClientCredentials, Position, Response, RetryPolicy, SecretString,
    StaticCredentials, StatusCode,
};

pub use crate::client::Client;
pub use crate::create_once::{CreateOnce, CreateOnceError, Created};
pub use crate::credentials::PartnerCredentials;
pub use crate::models::{
    AppliedQuery, NewPreparedTicket, PreparedTicket, PreparedTicketList, PreparedTicketUpdate,
};
pub use crate::operations::{PRODUCTION_URL, TOKEN_URL};
pub use crate::paging::{TicketPages, Tickets};
pub use crate::update::IncompleteTicket;
pub use crate::vin_filter::VinFilter;
