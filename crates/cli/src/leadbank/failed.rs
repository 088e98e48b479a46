//! What to do after a failure, where the vendor's documentation leaves something open.

use leadbank::{Delivery, Error, ErrorKind};
use vendor_core::{Idempotency, Operation};

use crate::failure::CallFailure;

/// A call that failed.
pub(super) fn call(operation: &'static Operation, error: Error) -> CallFailure {
    let advice = advice(operation, &error);
    CallFailure::new(operation, error).advice(advice)
}

/// An answer with a `Status` of which nobody knows whether it means success.
fn advice(operation: &Operation, error: &Error) -> Option<&'static str> {
    let is_open = error.kind() == ErrorKind::Answer
        && error.delivery() == Delivery::Unknown
        && error.code().is_some();
    is_open.then(|| match operation.idempotency() {
        Idempotency::Safe => {
            "Ask the vendor what this Status means, and set success_status (see vendor leadbank --help). \
             Nothing is confirmed, and the same leads come again."
        }
        _ => {
            "Ask the vendor what this Status means, and set success_status (see vendor leadbank --help). \
             Do not run it again before you know."
        }
    })
}
