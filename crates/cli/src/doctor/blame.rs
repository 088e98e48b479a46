//! What a failed call says about the settings it was made with.

use vendor_core::{Delivery, Error, ErrorKind};

use super::Subject;
use crate::failure::call_below;

/// What is to blame: the connection, what answers there, or the credentials.
pub(super) fn of(error: &Error) -> Subject {
    match error.kind() {
        ErrorKind::Credentials | ErrorKind::CredentialsRefused => of_token_request(error),
        ErrorKind::Dns
        | ErrorKind::Connect
        | ErrorKind::ConnectTimeout
        | ErrorKind::Proxy
        | ErrorKind::Tls
        | ErrorKind::Timeout
        | ErrorKind::Interrupted
        | ErrorKind::Deadline
        | ErrorKind::Throttled => Subject::Connection,
        ErrorKind::ForbiddenOrigin => Subject::Endpoint,
        ErrorKind::Status => match error.status().map_or(0, |status| status.as_u16()) {
            401 | 403 => Subject::Credentials,
            407 => Subject::Connection,
            _ => Subject::Api,
        },
        _ => Subject::Api,
    }
}

/// An endpoint that could not be reached is one thing, an answer of something else a second, and a refusal a third.
fn of_token_request(error: &Error) -> Subject {
    let Some(request) = call_below(error) else {
        return Subject::Credentials;
    };
    let status = request.status().map(|status| status.as_u16());
    match (of(request), request.delivery(), status) {
        (Subject::Connection, ..) => Subject::Connection,
        (_, Delivery::Refused, Some(300..=399 | 404 | 405 | 410)) => Subject::Api,
        (_, Delivery::Refused, _) => Subject::Credentials,
        _ => Subject::Api,
    }
}

/// Whether a page for people has come in place of an API's answer: of a portal, a proxy, or another server.
pub(super) fn is_page(error: &Error) -> bool {
    is_html(call_below(error).unwrap_or(error).headers())
}

pub(super) fn is_html(headers: &vendor_core::HeaderMap) -> bool {
    let media_type = headers
        .get("content-type")
        .and_then(|value| value.to_str().ok());
    media_type.is_some_and(|media_type| media_type.to_ascii_lowercase().contains("html"))
}
