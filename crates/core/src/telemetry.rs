//! Spans, with the names of OpenTelemetry's semantic conventions for HTTP clients.
//!
//! A span per call and one per attempt inside it. Low cardinality: the path template, never a URL with ids or
//! a query. Nothing secret or personal: no header, no body, no text of the vendor. Numbers are i64, the one integer that
//! OpenTelemetry has: tracing-opentelemetry exports others as texts.

use std::time::Duration;

use http::StatusCode;
use tracing::{Span, field};
use url::Url;

use crate::delivery::Delivery;
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;

/// The span of a call. `otel.name` is the name under which tracing-opentelemetry exports it, and `otel.status_code` the
/// status.
pub(crate) fn call_span(operation: &'static Operation) -> Span {
    tracing::info_span!(
        "vendor.call",
        "otel.name" = operation.id(),
        "otel.status_code" = field::Empty,
        "vendor.operation" = operation.id(),
        "http.request.method" = operation.method().as_str(),
        "url.template" = operation.path(),
        "vendor.delivery" = field::Empty,
        "vendor.attempts" = field::Empty,
        "http.response.status_code" = field::Empty,
        "error.type" = field::Empty,
    )
}

/// The span of one attempt; `resends` is 0 for the first.
pub(crate) fn attempt_span(operation: &'static Operation, url: &Url, resends: u32) -> Span {
    let path = operation.path();
    let span = tracing::info_span!(
        "vendor.attempt",
        "otel.name" = field::Empty,
        "otel.kind" = "client",
        "otel.status_code" = field::Empty,
        "vendor.operation" = operation.id(),
        "http.request.method" = operation.method().as_str(),
        // A token request has none: its URL is a setting.
        "url.template" = (!path.is_empty()).then_some(path),
        "server.address" = url.host_str().unwrap_or_default(),
        "server.port" = url.port_or_known_default().map(i64::from),
        "http.request.resend_count" = field::Empty,
        "http.response.status_code" = field::Empty,
        "error.type" = field::Empty,
    );
    if !span.is_disabled() {
        span.record(
            "otel.name",
            format!("{} {path}", operation.method()).trim_end(),
        );
        // The conventions leave the first one out.
        if resends > 0 {
            span.record("http.request.resend_count", i64::from(resends));
        }
    }
    span
}

/// Records the end of a call or of an attempt.
pub(crate) fn record_outcome(span: &Span, status: Option<StatusCode>, error: Option<ErrorKind>) {
    if span.is_disabled() {
        return;
    }
    if let Some(status) = status {
        span.record("http.response.status_code", i64::from(status.as_u16()));
    }
    let error_type = match (error, &status) {
        (None, _) => return,
        (Some(ErrorKind::Status), Some(status)) => status.as_str(),
        (Some(kind), _) => kind.as_str(),
    };
    span.record("error.type", error_type);
    span.record("otel.status_code", "ERROR");
}

/// Records what became of a call that failed.
pub(crate) fn record_error(span: &Span, error: &Error) {
    if !span.is_disabled() {
        span.record("vendor.delivery", error.delivery().as_str());
        span.record("vendor.attempts", i64::from(error.attempts()));
    }
    record_outcome(span, error.status(), Some(error.kind()));
}

/// Notes that a call is tried again, inside its span.
pub(crate) fn record_retry(delivery: Delivery, wait: Duration) {
    tracing::debug!(
        "vendor.delivery" = delivery.as_str(),
        wait_ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX),
        "trying again"
    );
}

/// Notes that a streamed answer broke off: its call's span has ended well by then.
pub(crate) fn record_broken_stream(error: &Error) {
    tracing::debug!(
        "vendor.operation" = error.operation(),
        "vendor.delivery" = error.delivery().as_str(),
        "error.type" = error.kind().as_str(),
        "the stream broke off"
    );
}
