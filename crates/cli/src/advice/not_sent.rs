//! What to do after a call that was not sent.

use vendor_core::{Delivery, Error, ErrorKind};

use super::step::Step;
use super::{refused, strange_answer};
use crate::failure::call_below;

pub(super) fn step(error: &Error) -> Step {
    match error.kind() {
        ErrorKind::InvalidRequest => Step::of(
            "Correct what is named",
            " and run it again; nothing was sent",
        ),
        ErrorKind::Credentials | ErrorKind::CredentialsRefused => without_token(error),
        ErrorKind::Throttled | ErrorKind::Deadline => Step::of(
            "Wait a little, or take a longer --timeout",
            ", then run it again; nothing was sent",
        ),
        ErrorKind::Dns | ErrorKind::Connect | ErrorKind::ConnectTimeout => Step::of(
            "Check the base URL and the network, with the proxy if the environment names one",
            ", then run it again; nothing was sent",
        ),
        ErrorKind::Tls => Step::of(
            "Check the base URL and whether its port speaks TLS, the clock of this machine and its root certificates",
            "; nothing was sent",
        ),
        _ => Step::of("", "Nothing was sent. It is safe to run it again"),
    }
}

/// Credentials that were refused are one thing, a wrong address another, and an endpoint that could not be
/// reached a third.
fn without_token(error: &Error) -> Step {
    let token = call_below(error);
    let status = token.and_then(Error::status).map(|status| status.as_u16());
    let refused = token.is_some_and(|token| token.delivery() == Delivery::Refused);
    if let Some(300..=399 | 404 | 405 | 410) = status {
        let first = format!("There is no token endpoint at this address. {CHECK_ADDRESS}");
        Step::of(first, "")
    } else if let Some(wait) = token.and_then(refused::wait) {
        wait
    } else if refused {
        Step::of(
            "Check the client id and the client secret: the token endpoint refused them",
            ". Running it again changes nothing",
        )
    } else if let Some(strange) = token.and_then(strange_answer) {
        Step::of(format!("{strange}\n{CHECK_ADDRESS}"), "")
    } else {
        Step::of(CHECK_ADDRESS, ". Nothing was sent to the API")
    }
}

/// Most have never set a token URL.
const CHECK_ADDRESS: &str = "Check the base URL (the token endpoint is below it, unless a token URL is set) and the network";
