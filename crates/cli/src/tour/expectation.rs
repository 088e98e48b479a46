//! What a step of the tour should come to.

use vendor_core::{Delivery, Operation, StatusCode};
use vendor_sandbox::Fault;

/// What is called, what goes wrong on the way, and what should come out.
#[derive(Debug)]
pub(super) struct Expectation {
    pub(super) operation: &'static Operation,
    pub(super) fault: Option<Fault>,
    pub(super) delivery: Delivery,
    /// How it ends, where that can be in several ways.
    pub(super) outcome: Option<&'static str>,
    pub(super) status: Option<StatusCode>,
    pub(super) attempts: u32,
    /// How often the vendor carries the operation out.
    pub(super) applied: usize,
}

impl Expectation {
    /// Done at the first attempt, with this status.
    pub(super) fn done(operation: &'static Operation, status: StatusCode) -> Self {
        Self {
            operation,
            fault: None,
            delivery: Delivery::Done,
            outcome: None,
            status: Some(status),
            attempts: 1,
            applied: 1,
        }
    }

    /// Refused with this status.
    pub(super) fn refused(operation: &'static Operation, status: StatusCode) -> Self {
        Self {
            delivery: Delivery::Refused,
            applied: 0,
            ..Self::done(operation, status)
        }
    }

    /// The vendor may act, the answer is lost, and it is not tried again.
    pub(super) fn unknown(operation: &'static Operation, fault: Fault) -> Self {
        Self {
            delivery: Delivery::Unknown,
            status: None,
            applied: usize::from(fault.acts()),
            fault: Some(fault),
            ..Self::done(operation, StatusCode::OK)
        }
    }

    /// The first attempt meets a fault, and the second one ends it.
    pub(super) fn after(self, fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            attempts: 2,
            ..self
        }
    }

    /// Is done after all, and ends in this way.
    pub(super) fn ending(self, outcome: &'static str) -> Self {
        Self {
            delivery: Delivery::Done,
            outcome: Some(outcome),
            ..self
        }
    }

    /// It takes so many attempts, 1 by default.
    pub(super) fn attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// The vendor carries it out so many times, once by default.
    pub(super) fn applied(self, applied: usize) -> Self {
        Self { applied, ..self }
    }
}
