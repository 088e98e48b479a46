//! What to do after a call that was not sent.

use vendor_core::{Delivery, Error, ErrorKind};

use super::{refused, strange_answer};
use crate::failure::call_below;

pub(super) fn advice(error: &Error) -> String {
    match error.kind() {
        ErrorKind::InvalidRequest => {
            "Correct what is named and run it again; nothing was sent."
        }
        ErrorKind::Credentials | ErrorKind::CredentialsRefused => return without_token(error),
        ErrorKind::Throttled | ErrorKind::Deadline => {
            "Run it again later, or with a longer --timeout; nothing was sent."
        }
        ErrorKind::Dns | ErrorKind::Connect | ErrorKind::ConnectTimeout => {
            "Check the base URL and the network, with the proxy if the environment names one, then run it again; nothing \
             was sent."
        }
        ErrorKind::Tls => {
            "Check the base URL, the clock of this machine and its root certificates; nothing was sent."
        }
        _ => "Nothing was sent. It is safe to run it again.",
    }
    .to_owned()
}

/// Credentials that were refused are one thing, a wrong address another, and an endpoint that could not be
/// reached a third.
fn without_token(error: &Error) -> String {
    let token = call_below(error);
    let status = token.and_then(Error::status).map(|status| status.as_u16());
    let refused = token.is_some_and(|token| token.delivery() == Delivery::Refused);
    if let Some(300..=399 | 404 | 405 | 410) = status {
        format!("There is no token endpoint at this address. {CHECK_ADDRESS}")
    } else if let Some(wait) = token.and_then(refused::wait) {
        wait
    } else if refused {
        "Check the client id and the client secret: the token endpoint refused them. Running it again changes \
         nothing."
            .to_owned()
    } else if let Some(strange) = token.and_then(strange_answer) {
        format!("{strange}\n{CHECK_ADDRESS}")
    } else {
        format!("{CHECK_ADDRESS} Nothing was sent to the API.")
    }
}

/// Most have never set a token URL.
const CHECK_ADDRESS: &str = "Check the base URL (the token endpoint is below it, unless a token URL is set) \
                             and the network.";
