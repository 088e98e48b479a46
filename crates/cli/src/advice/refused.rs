//! What to do after a call that the vendor refused.

use vendor_core::{Error, Operation};

use super::step::Step;

pub(super) fn step(error: &Error, operation: &Operation) -> Step {
    let names_something = operation.path().contains('{');
    let check = match error.status().map_or(0, |status| status.as_u16()) {
        401 => "Check the credentials: the vendor does not accept them",
        403 => "Check what these credentials may do, and whether an API key is needed",
        404 | 410 if names_something => "Check the id: the vendor knows no such resource",
        300..=399 | 404 | 405 | 410 => "Check the base URL: the API is not at this address",
        _ => {
            return wait(error).unwrap_or_else(|| {
                Step::of("Correct what the vendor names", ", then run it again")
            });
        }
    };
    Step::of(check, "")
}

/// Where it is only a matter of time.
pub(super) fn wait(error: &Error) -> Option<Step> {
    let status = error.status().map(|status| status.as_u16());
    let wait = match (status, error.retry_after()) {
        (_, Some(wait)) => format!("Wait {} s", wait.as_secs().max(1)),
        (Some(429), None) => "Wait a little".to_owned(),
        _ => return None,
    };
    Some(Step::of(wait, ", then run it again"))
}
