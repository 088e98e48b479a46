//! What to do after a failure: the last line that a person reads.

use vendor_core::{Delivery, Error, ErrorKind, Idempotency};

use crate::failure::{CallFailure, Failure, causes};

/// The next step after a failure, if there is one that its own words do not name.
pub(crate) fn after(failure: &Failure) -> Option<String> {
    match failure {
        Failure::Call(call) => Some(after_call(call)),
        Failure::Interrupted { changes: false } => {
            Some("Nothing was changed at the vendor.".to_owned())
        }
        Failure::Interrupted { changes: true } => Some(
            "If the call was on its way, its outcome is unknown: the vendor may or may not have done it. \
             Look before running it again."
                .to_owned(),
        ),
        Failure::Output(_) => {
            Some("What was called for is done; only its result could not be shown.".to_owned())
        }
        _ => None,
    }
}

fn after_call(call: &CallFailure) -> String {
    match call.error.delivery() {
        Delivery::NotSent => after_not_sent(&call.error).to_owned(),
        Delivery::Refused => after_refusal(&call.error),
        Delivery::Unknown if call.operation.idempotency().may_repeat() => {
            "Running it again does no harm: it leaves the same state as running it once.".to_owned()
        }
        Delivery::Done if call.operation.idempotency() == Idempotency::Safe => {
            "Run it again, it was a read; if it fails the same way, report it with the text above."
                .to_owned()
        }
        Delivery::Unknown | Delivery::Done => look_first(call.look),
    }
}

fn after_not_sent(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::InvalidRequest => {
            "Correct what is named above and run it again; nothing was sent."
        }
        ErrorKind::Credentials => after_token_request(error),
        ErrorKind::Throttled | ErrorKind::Deadline => {
            "Run it again later, or with a longer --timeout; nothing was sent."
        }
        ErrorKind::Dns | ErrorKind::Connect | ErrorKind::ConnectTimeout => {
            "Check the base URL and the network, then run it again; nothing was sent."
        }
        ErrorKind::Tls => {
            "Check the base URL, the clock of this machine and its root certificates; nothing was sent."
        }
        _ => "Nothing was sent. It is safe to run it again.",
    }
}

/// A token request that was refused is one thing, one that did not get through another.
fn after_token_request(error: &Error) -> &'static str {
    let mut causes = causes(error);
    match causes.find_map(|cause| cause.downcast_ref::<Error>()) {
        Some(token) if token.delivery() == Delivery::Refused => {
            "Check the client id and the client secret: the token endpoint refused them."
        }
        _ => "Check the token URL and the network; nothing was sent to the API.",
    }
}

fn after_refusal(error: &Error) -> String {
    let status = error.status().map_or(0, |status| status.as_u16());
    match (status, error.retry_after()) {
        (401, _) => "Check the credentials: the vendor does not accept the token.".to_owned(),
        (403, _) => {
            "Check what these credentials may do, and whether an API key is needed.".to_owned()
        }
        (404 | 410, _) => "Check the id: the vendor knows no such resource.".to_owned(),
        (_, Some(wait)) => format!("Wait {} s, then run it again.", wait.as_secs().max(1)),
        (429, None) => "Wait a little, then run it again.".to_owned(),
        _ => "Correct what the vendor names above, then run it again.".to_owned(),
    }
}

fn look_first(look: Option<&'static str>) -> String {
    match look {
        Some(command) => {
            format!("Do not run it again before you have looked whether it was done:\n  {command}")
        }
        None => "Do not run it again before you have looked whether it was done.".to_owned(),
    }
}
