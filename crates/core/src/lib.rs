#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod body;
mod builder;
mod call;
pub mod clock;
pub mod credentials;
mod decode;
mod decoded;
mod delivery;
mod echo;
pub mod elements;
pub mod error;
mod exchange;
mod failure;
mod oauth2;
mod operation;
pub mod origin;
pub mod page;
mod pipeline;
pub mod problem;
pub mod renewable;
pub mod request;
mod response;
pub mod retry;
mod retry_after;
mod settings;
mod telemetry;
#[cfg(feature = "test-util")]
pub mod testing;
pub mod throttle;
pub mod transport;
mod unfold;
pub mod validate;
pub mod wire;

pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
pub use secrecy::{ExposeSecret, SecretString};
/// The crates whose types stand in our signatures.
#[cfg(feature = "uuid")]
pub use uuid;
pub use {bytes, chrono, futures_core};

pub use crate::builder::{BuildError, ClientBuilder};
pub use crate::call::Call;
pub use crate::clock::{BoxFuture, Clock, SystemClock};
pub use crate::credentials::{Credentials, StaticCredentials};
pub use crate::decode::{DecodeError, decode};
pub use crate::delivery::Delivery;
pub use crate::elements::{Element, Elements};
pub use crate::error::{Error, ErrorKind};
pub use crate::exchange::Exchange;
pub use crate::oauth2::OAuth2ClientCredentials;
pub use crate::operation::{Idempotency, Operation};
pub use crate::origin::{BaseUrl, BaseUrlError};
pub use crate::page::{Items, Page, Pages, Position};
pub use crate::pipeline::Pipeline;
pub use crate::problem::{Answer, Dialect, Problem, ProblemJson, Verdict};
pub use crate::renewable::Renewable;
pub use crate::request::{Parameter, Request};
pub use crate::response::{Deletion, Response};
pub use crate::retry::RetryPolicy;
pub use crate::throttle::{RateLimit, Throttle};
pub use crate::transport::{ReqwestTransport, Transport};
