//! `application/problem+json`. Only the type `/problems/violations` is documented; the others are ours.

use std::time::Duration;

use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use crate::reply::Reply;
use crate::violation::Violation;

#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    detail: &'static str,
    violations: Vec<Value>,
    retry_after: Option<Duration>,
}

impl Problem {
    pub(super) fn of(status: StatusCode) -> Self {
        let detail = match status {
            StatusCode::BAD_REQUEST => {
                "The request violates one or more constraints. Please resolve all of them and try again."
            }
            StatusCode::UNAUTHORIZED => "The access token is missing, unknown or expired.",
            StatusCode::FORBIDDEN => "The API key is missing or unknown.",
            StatusCode::NOT_FOUND => "There is no such resource.",
            StatusCode::METHOD_NOT_ALLOWED => "The resource does not support this method.",
            StatusCode::PAYLOAD_TOO_LARGE => "The body of the request is too long.",
            StatusCode::TOO_MANY_REQUESTS => "There were too many requests.",
            _ => "The request could not be handled.",
        };
        Self {
            status,
            detail,
            violations: Vec::new(),
            retry_after: None,
        }
    }

    pub(super) fn violations<'a>(violations: impl IntoIterator<Item = &'a Violation>) -> Self {
        let violations = violations
            .into_iter()
            .map(|violation| {
                json!({ "place": violation.place, "rule": violation.rule, "message": violation.message })
            })
            .collect();
        Self {
            violations,
            ..Self::of(StatusCode::BAD_REQUEST)
        }
    }

    pub(super) fn throttled(wait: Duration) -> Self {
        Self {
            retry_after: Some(wait),
            ..Self::of(StatusCode::TOO_MANY_REQUESTS)
        }
    }

    pub(super) fn into_reply(self) -> Reply {
        let kind = match self.status {
            StatusCode::BAD_REQUEST => "/problems/violations",
            StatusCode::UNAUTHORIZED => "/problems/unauthorized",
            StatusCode::FORBIDDEN => "/problems/forbidden",
            StatusCode::NOT_FOUND => "/problems/not-found",
            StatusCode::METHOD_NOT_ALLOWED => "/problems/method-not-allowed",
            StatusCode::TOO_MANY_REQUESTS => "/problems/too-many-requests",
            // What RFC 9457 has for "nothing more than the status says".
            _ => "about:blank",
        };
        let mut body = json!({
            "type": kind,
            "title": title(self.status),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if self.status == StatusCode::BAD_REQUEST {
            body["violations"] = self.violations.into();
        }
        let mut reply = Reply::new(self.status, "application/problem+json", body.to_string());
        if self.status == StatusCode::UNAUTHORIZED {
            reply = reply.with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(wait) = self.retry_after {
            reply = reply.with_header(header::RETRY_AFTER, HeaderValue::from(whole_seconds(wait)));
        }
        reply
    }
}

/// "Bad request", as the documented sample writes it, and not "Bad Request".
fn title(status: StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or("Unknown error");
    let (first, rest) = reason.split_at_checked(1).unwrap_or((reason, ""));
    format!("{first}{}", rest.to_ascii_lowercase())
}

/// Rounded up: who comes a moment too early is rejected again.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
