//! What to do after a failure: this vendor has two kinds of 404, and a token that ends when a new one is made.

use dialler::{Error, NotFound, StatusCode};
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

/// A call about a campaign that failed.
pub(super) fn campaign(operation: &'static Operation, error: Error) -> CallFailure {
    with_object(
        "Check the id of the campaign: the vendor knows no such one. vendor dialler campaigns list shows those that \
         there are.",
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
    let advice = match NotFound::of(&error) {
        Some(NotFound::Object) => Some(object),
        Some(NotFound::Endpoint) => Some(
            "Check the base URL, which ends with /rest/v1.0/ and the ClientsID: the API is not at this address.",
        ),
        None => (error.status() == Some(StatusCode::UNAUTHORIZED)).then_some(
            "Check the credentials: the token, as the jtel portal shows it now, and the ClientsID at the end of the \
             base URL.",
        ),
    };
    CallFailure::new(operation, error).advice(advice)
}
