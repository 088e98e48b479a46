#![doc = include_str!("../README.md")]

mod address;
pub mod aim;
mod answer;
mod aspnet;
mod body;
mod client_settings;
mod clock;
mod contract;
pub mod dialler;
#[cfg(test)] // until `cargo xtask new-vendor` makes a vendor that needs it
mod examples;
mod exchange;
mod fault;
mod fault_kind;
mod faults;
#[cfg(feature = "inspector")]
mod inspector;
pub mod iveco;
mod json;
pub mod leadbank;
mod ledger;
mod line;
mod lock;
mod operation;
pub mod partner;
#[cfg(feature = "cli")]
pub mod program;
mod random;
mod reply;
mod request;
mod required_header;
mod reset;
mod route;
mod sandbox;
mod server;
mod tasks;
mod upload;
mod vendor;
mod violation;

pub use chrono;
pub use http::{Method, StatusCode};
pub use uuid;

pub use crate::client_settings::{ClientSetting, ClientSettings};
pub use crate::clock::{Clock, ManualClock, Sleep, SystemClock};
pub use crate::contract::ContractError;
pub use crate::fault::{Fault, RetryAfter};
pub use crate::fault_kind::UnknownFault;
pub use crate::faults::{FaultPlan, Faults};
pub use crate::ledger::{ATTEMPT_ID, Call, Ledger};
pub use crate::operation::Operation;
pub use crate::required_header::RequiredHeader;
pub use crate::sandbox::{Sandbox, SandboxBuilder, StartError};
pub use crate::violation::Violation;
