//! Errors made to measure, for tests of code that handles them.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use crate::delivery::Delivery;
use crate::error::{Attempt, Details, Error, ErrorKind};
use crate::failure::is_transient;
use crate::operation::{Idempotency, Operation};
use crate::problem::Problem;
use crate::validate::Violations;

static ANY: Operation = Operation::new("test", Method::GET, "/", Idempotency::Safe);

/// Builds an [`Error`] as a call would give it.
///
/// ```
/// use vendor_core::testing::ErrorBuilder;
/// use vendor_core::{Delivery, ErrorKind};
///
/// let error = ErrorBuilder::new(ErrorKind::Timeout, Delivery::Unknown).build();
/// assert_eq!(error.delivery(), Delivery::Unknown);
/// ```
#[must_use = "no error is built until `build`"]
pub struct ErrorBuilder(Details);

impl ErrorBuilder {
    /// An error of a kind and a delivery, after one attempt; transient if a call's of that kind is.
    pub fn new(kind: ErrorKind, delivery: Delivery) -> Self {
        let mut details = Details::new(&ANY, kind, delivery);
        details.transient = matches!(
            kind,
            ErrorKind::Dns
                | ErrorKind::Connect
                | ErrorKind::ConnectTimeout
                | ErrorKind::Timeout
                | ErrorKind::Interrupted
                | ErrorKind::Decode
                | ErrorKind::Truncated
                | ErrorKind::TooLarge
        );
        Self(details)
    }

    /// The answer of a vendor with this status, with the delivery that follows from it.
    pub fn status(status: StatusCode) -> Self {
        let mut details = Details::new(&ANY, ErrorKind::Status, Delivery::of_status(status));
        details.status = Some(status);
        details.transient = is_transient(status);
        Self(details)
    }

    /// Sets the operation.
    pub fn operation(mut self, operation: &'static Operation) -> Self {
        self.0.operation = operation;
        self.0.idempotency = operation.idempotency();
        self
    }

    /// Sets whether the request may be repeated, after [`operation`](Self::operation).
    pub fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.0.idempotency = idempotency;
        self
    }

    /// Sets the vendor's account of the error.
    pub fn problem(mut self, problem: Problem) -> Self {
        self.0.problem = Some(problem);
        self
    }

    /// Adds a violation of what the vendor documents.
    pub fn violation(mut self, field: &str, rule: &str) -> Self {
        let mut violations = Violations::new();
        violations.add(field, rule);
        self.0.violations.extend(violations.into_vec());
        self
    }

    /// Sets what lies below.
    pub fn source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// Sets whether the failure is of a passing kind, in place of what follows from its kind or status.
    pub fn transient(mut self, transient: bool) -> Self {
        self.0.transient = transient;
        self
    }

    /// Sets the headers.
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        self.0.headers = headers;
        self
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.0.body = body.into();
        self
    }

    /// Sets how long the vendor asks to wait.
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// The error.
    #[must_use]
    pub fn build(mut self) -> Error {
        self.0.attempts.push(Attempt {
            delivery: self.0.delivery,
            kind: self.0.kind,
            status: self.0.status,
            elapsed: Duration::ZERO,
        });
        self.0.into()
    }
}

impl std::fmt::Debug for ErrorBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ErrorBuilder")
    }
}
