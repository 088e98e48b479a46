//! What to do after a call that the vendor refused.

use vendor_core::{Error, Operation};

pub(super) fn advice(error: &Error, operation: &Operation) -> String {
    let names_something = operation.path().contains('{');
    match error.status().map_or(0, |status| status.as_u16()) {
        401 => "Check the credentials: the vendor does not accept them.",
        403 => "Check what these credentials may do, and whether an API key is needed.",
        404 | 410 if names_something => "Check the id: the vendor knows no such resource.",
        300..=399 | 404 | 405 | 410 => "Check the base URL: the API is not at this address.",
        _ => {
            return wait(error)
                .unwrap_or_else(|| "Correct what the vendor names, then run it again.".to_owned());
        }
    }
    .to_owned()
}

/// Where it is only a matter of time.
pub(super) fn wait(error: &Error) -> Option<String> {
    let status = error.status().map(|status| status.as_u16());
    match (status, error.retry_after()) {
        (_, Some(wait)) => Some(format!(
            "Wait {} s, then run it again.",
            wait.as_secs().max(1)
        )),
        (Some(429), None) => Some("Wait a little, then run it again.".to_owned()),
        _ => None,
    }
}
