//! Calls that are not carried out, and how that is said.

use http::StatusCode;
use serde_json::{Value, json};

use crate::reply::Reply;
use crate::violation::Violation;

use super::members::Unreadable;
use super::object::Object;
use super::settings::Settings;

#[derive(Debug)]
pub(super) enum Refusal {
    /// The web framework could not read the request, or has no such path.
    Framework {
        status: StatusCode,
        errors: Vec<Violation>,
    },
    /// A credential is missing or wrong.
    Credentials(&'static str),
    /// The service does not do it.
    Service(Failure),
}

/// What the service says in a `Status`, or of one item in `MassUpdateErrors`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) text: &'static str,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Service(failure)
    }
}

impl From<Unreadable> for Refusal {
    fn from(_: Unreadable) -> Self {
        Self::framework(StatusCode::BAD_REQUEST)
    }
}

impl Refusal {
    /// Without naming a member.
    pub(super) fn framework(status: StatusCode) -> Self {
        Self::Framework {
            status,
            errors: Vec::new(),
        }
    }

    pub(super) fn into_reply(self, settings: &Settings) -> Reply {
        match self {
            Self::Framework { status, errors } => response_status(status, &errors),
            Self::Credentials(text) => unauthorized(settings.credentials_status, text),
            Self::Service(failure) => {
                let answer = Object::new().with("Status", failed(failure));
                answer.into_reply(settings.failure_status).without_acting()
            }
        }
    }
}

/// The answer to a call whose credentials are missing or wrong.
pub(super) fn unauthorized(status: StatusCode, text: &'static str) -> Reply {
    let code = "Unauthorized";
    let answer = Object::new().with("Status", failed(Failure { code, text }));
    answer.into_reply(status).without_acting()
}

/// A `Status` that says success.
pub(super) fn succeeded(settings: &Settings, login: Option<&str>) -> Object {
    ended(
        Object::new()
            .with("StatusCode", &settings.success_code)
            .with("Login", login),
    )
}

/// A `Status` that says error.
pub(super) fn failed(failure: Failure) -> Object {
    ended(
        Object::new()
            .with("StatusCode", "Error")
            .with("ErrorCode", failure.code)
            .with("ErrorDisplayText", failure.text)
            .with("ErrorMessage", failure.text),
    )
}

fn ended(status: Object) -> Object {
    status
        .with("DomainName", "sandbox")
        .with("IpAddress", "127.0.0.1")
}

/// The error of the web framework (ServiceStack).
pub(super) fn response_status(status: StatusCode, errors: &[Violation]) -> Reply {
    let (code, message) = match status {
        StatusCode::BAD_REQUEST => ("RequestBindingException", "Unable to bind request"),
        StatusCode::NOT_FOUND => ("NotFound", "Handler for Request not found"),
        StatusCode::METHOD_NOT_ALLOWED => ("MethodNotAllowed", "Method not allowed"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ("NotSupportedException", "ContentType not supported")
        }
        StatusCode::TOO_MANY_REQUESTS => ("TooManyRequests", "Too many requests"),
        _ => ("Exception", "The request could not be handled"),
    };
    let errors: Vec<Value> = errors
        .iter()
        .map(|error| json!({ "ErrorCode": error.rule, "FieldName": error.place, "Message": error.message }))
        .collect();
    let body = json!({
        "ResponseStatus": { "ErrorCode": code, "Message": message, "Errors": errors },
    });
    Reply::json(status, &body)
}
