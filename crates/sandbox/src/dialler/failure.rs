//! Errors as the vendor documents them: `status` and `error`, or nothing at all where there is no such endpoint.

use http::StatusCode;
use serde_json::json;

use crate::reply::Reply;
use crate::violation::Violation;

#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    error: String,
}

impl Failure {
    pub(super) fn of(status: StatusCode) -> Self {
        let error = match status {
            StatusCode::BAD_REQUEST => "Bad request",
            StatusCode::UNAUTHORIZED => "Invalid token or ClientsID",
            StatusCode::NOT_FOUND => "Not found",
            StatusCode::CONFLICT => "Object exists already",
            _ => status.canonical_reason().unwrap_or("Error"),
        };
        Self {
            status,
            error: error.to_owned(),
        }
    }

    /// A 404 of an endpoint that exists.
    pub(super) fn not_found(error: &str) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            error: error.to_owned(),
        }
    }

    pub(super) fn violations<'a>(violations: impl IntoIterator<Item = &'a Violation>) -> Self {
        let violations: Vec<_> = violations
            .into_iter()
            .map(|violation| format!("{}: {}", violation.place, violation.message))
            .collect();
        Self {
            status: StatusCode::BAD_REQUEST,
            error: violations.join("; "),
        }
    }

    pub(super) fn into_reply(self) -> Reply {
        let body = json!({ "status": self.status.as_u16(), "error": self.error });
        Reply::json(self.status, &body)
    }
}
