//! What to do after a failure, where the vendor's documentation leaves something open.

use leadbank::{Delivery, Error, ErrorKind};
use vendor_core::{Idempotency, Operation};

use crate::failure::CallFailure;

/// A call that failed.
pub(super) fn call(operation: &'static Operation, error: Error) -> CallFailure {
    let advice = advice(&error);
    CallFailure::new(operation, error).advice(advice)
}

/// An answer with a `Status` of which nobody knows whether it means success, or that is an error by what was set.
fn advice(error: &Error) -> Option<&'static str> {
    let is_status = |code: &str| code.parse::<i64>().is_ok();
    if error.kind() != ErrorKind::Answer {
        return None;
    }
    if !error.code().is_some_and(is_status) {
        return (error.idempotency() == Idempotency::Safe).then_some(
            "Ask the vendor about its answer: it is another one than documented, so success_status cannot tell whether \
             it is a success. Nothing is confirmed, and the same leads come again.",
        );
    }
    if error.delivery() == Delivery::Refused {
        return Some(
            "By success_status, this Status is an error: correct what the vendor names, or the setting (see \
             vendor leadbank --help), then run it again.",
        );
    }
    Some(match error.idempotency() {
        Idempotency::Safe => {
            "Ask the vendor what this Status means; success_status says which ones are a success (see vendor \
             leadbank --help). Nothing is confirmed, and the same leads come again."
        }
        Idempotency::Idempotent => {
            "Ask the vendor what this Status means; success_status says which ones are a success (see vendor \
             leadbank --help). Running it again does no harm."
        }
        Idempotency::NotIdempotent => {
            "Ask the vendor what this Status means; success_status says which ones are a success (see vendor \
             leadbank --help). Do not run it again before you know."
        }
    })
}
