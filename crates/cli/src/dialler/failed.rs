//! What to do after a failure: this vendor has two kinds of 404.

use dialler::{Error, NotFound};
use vendor_core::Operation;

use crate::failure::CallFailure;

/// A call that failed.
pub(super) fn call(operation: &'static Operation, error: Error) -> CallFailure {
    with_object(
        "Check the id or the user data: the vendor knows no such contact or campaign.",
        operation,
        error,
    )
}

/// An import that failed: it names nothing but a campaign.
pub(crate) fn import(operation: &'static Operation, error: Error) -> CallFailure {
    with_object(
        "Check the campaign (--campaign-id or --campaign-name, or its member in the JSON): the vendor knows no such \
         one. vendor dialler campaigns list shows those that there are.",
        operation,
        error,
    )
}

fn with_object(object: &str, operation: &'static Operation, error: Error) -> CallFailure {
    let advice = NotFound::of(&error).map(|not_found| match not_found {
        NotFound::Object => object,
        NotFound::Endpoint => {
            "Check the base URL, which ends with /rest/v1.0/ and the ClientsID: the API is not at this address."
        }
    });
    CallFailure::new(operation, error).advice(advice)
}
