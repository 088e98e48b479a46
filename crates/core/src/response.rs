//! The answer of a call: the decoded value, with everything it came with.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::{Attempt, Details};

/// A successful answer. It derefs to the decoded value; status, headers and the body's bytes stay reachable,
/// and with them what no page of the vendor shows.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    head: Head,
}

/// What an answer consists of beside its value.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    /// The reason phrase, where it is another than the standard one.
    pub(crate) reason: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The attempts that failed before.
    pub(crate) earlier: Vec<Attempt>,
    pub(crate) elapsed: Duration,
}

impl Head {
    /// The answer that there is nothing to delete any more.
    pub(crate) fn of_gone(details: Details, mut history: Vec<Attempt>, elapsed: Duration) -> Self {
        // The last one is this answer.
        history.pop();
        Self {
            status: details.status.unwrap_or(StatusCode::NOT_FOUND),
            reason: None,
            headers: details.headers,
            body: details.body,
            earlier: history,
            elapsed,
        }
    }

    pub(crate) fn attempts(&self) -> u32 {
        u32::try_from(self.earlier.len() + 1).unwrap_or(u32::MAX)
    }
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, head: Head) -> Self {
        Self { value, head }
    }

    /// An answer for tests of code that takes one: status 200, no headers, no body, one attempt.
    #[must_use]
    pub fn from_value(value: T) -> Self {
        let head = Head {
            status: StatusCode::OK,
            reason: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            earlier: Vec::new(),
            elapsed: Duration::ZERO,
        };
        Self { value, head }
    }

    /// The same answer with this status: for tests.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.head.status = status;
        self
    }

    /// The same answer with these headers: for tests.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.head.headers = headers;
        self
    }

    /// The same answer with this body, which its value does not follow: for tests.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.head.body = body.into();
        self
    }

    /// The decoded value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The decoded value; the answer derefs to it too.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The reason phrase: as it was sent, or the standard one of the status.
    pub fn reason(&self) -> Option<&str> {
        let sent = self.head.reason.as_deref();
        sent.or_else(|| self.head.status.canonical_reason())
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.head.body
    }

    /// How many attempts it took.
    pub fn attempts(&self) -> u32 {
        self.head.attempts()
    }

    /// The attempts that failed before the one that was answered.
    pub fn earlier_attempts(&self) -> &[Attempt] {
        &self.head.earlier
    }

    /// How long the call took, with all attempts and waits.
    pub fn elapsed(&self) -> Duration {
        self.head.elapsed
    }

    /// The same answer with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            value: change(self.value),
            head: self.head,
        }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Shows the value (whose own `Debug` redacts), not the headers and the body.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.head.status)
            .field("value", &self.value)
            .field("attempts", &self.head.attempts())
            .finish_non_exhaustive()
    }
}

/// The outcome of deleting a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deletion {
    /// The vendor has deleted it.
    Deleted,
    /// After an attempt of unknown outcome, the vendor finds no such resource: most likely that attempt has
    /// deleted it.
    Gone,
}
