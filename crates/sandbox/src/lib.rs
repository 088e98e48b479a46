#![doc = include_str!("../README.md")]

mod answer;
mod body;
mod clock;
mod contract;
mod exchange;
mod fault;
mod faults;
mod ledger;
mod line;
mod lock;
mod operation;
pub mod partner;
mod random;
mod reply;
mod request;
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

pub use crate::clock::{Clock, ManualClock, Sleep, SystemClock};
pub use crate::contract::ContractError;
pub use crate::fault::{Fault, RetryAfter};
pub use crate::faults::{FaultPlan, Faults};
pub use crate::ledger::{ATTEMPT_ID, Call, Ledger};
pub use crate::operation::Operation;
pub use crate::sandbox::{Sandbox, SandboxBuilder, StartError};
pub use crate::violation::Violation;
