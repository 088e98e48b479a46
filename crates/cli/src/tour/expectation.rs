//! What a step of the tour should come to.

use vendor_core::{Operation, StatusCode};
use vendor_sandbox::Fault;

/// What is called, what goes wrong on the way, and what should come out.
#[derive(Debug)]
pub(super) struct Expectation {
    pub(super) operation: &'static Operation,
    pub(super) fault: Option<Fault>,
    pub(super) delivery: &'static str,
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
            delivery: "done",
            status: Some(status),
            attempts: 1,
            applied: 1,
        }
    }

    /// Refused with this status.
    pub(super) fn refused(operation: &'static Operation, status: StatusCode) -> Self {
        Self {
            delivery: "refused",
            applied: 0,
            ..Self::done(operation, status)
        }
    }

    /// The vendor may act, the answer is lost, and it is not tried again.
    pub(super) fn unknown(operation: &'static Operation, fault: Fault) -> Self {
        Self {
            delivery: "unknown",
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

    /// Ends in another way than "done".
    pub(super) fn ending(self, delivery: &'static str) -> Self {
        Self { delivery, ..self }
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
