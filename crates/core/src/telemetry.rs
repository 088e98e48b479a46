//! Spans, with the names of OpenTelemetry's semantic conventions for HTTP clients.
//!
//! A span per call and one per attempt inside it. Low cardinality: the path template, never a URL with ids or
//! a query. Nothing secret or personal: no header, no body, no text of the vendor.

use http::StatusCode;
use tracing::{Span, field};

use crate::error::ErrorKind;
use crate::operation::Operation;
use crate::origin::BaseUrl;

/// The span of a call. `otel.name` is its low-cardinality name, as tracing-opentelemetry reads it.
pub(crate) fn call_span(operation: &'static Operation) -> Span {
    tracing::info_span!(
        "vendor.call",
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
pub(crate) fn attempt_span(operation: &'static Operation, base: &BaseUrl, resends: u32) -> Span {
    let span = tracing::info_span!(
        "vendor.attempt",
        "otel.name" = field::Empty,
        "otel.kind" = "client",
        "vendor.operation" = operation.id(),
        "http.request.method" = operation.method().as_str(),
        "url.template" = operation.path(),
        "server.address" = base.host(),
        "server.port" = base.port(),
        "http.request.resend_count" = field::Empty,
        "http.response.status_code" = field::Empty,
        "error.type" = field::Empty,
    );
    if !span.is_disabled() {
        span.record(
            "otel.name",
            field::display(format_args!("{} {}", operation.method(), operation.path())),
        );
        // The conventions leave the first one out.
        if resends > 0 {
            span.record("http.request.resend_count", resends);
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
        span.record("http.response.status_code", status.as_u16());
    }
    match (error, status) {
        (None, _) => {}
        (Some(ErrorKind::Status), Some(status)) => {
            span.record("error.type", status.as_str());
        }
        (Some(kind), _) => {
            span.record("error.type", kind.as_str());
        }
    }
}
