//! What to do after a failure: this vendor has two kinds of 404.

use dialler::{Error, NotFound};
use vendor_core::Operation;

use crate::failure::CallFailure;

/// A call that failed.
pub(super) fn call(operation: &'static Operation, error: Error) -> CallFailure {
    let advice = NotFound::of(&error).map(|not_found| match not_found {
        NotFound::Object => {
            "Check the id or the user data: the vendor knows no such contact or campaign."
        }
        NotFound::Endpoint => {
            "Check the base URL, which ends with /rest/v1.0/ and the ClientsID: the API is not at this address."
        }
    });
    CallFailure::new(operation, error).advice(advice)
}
