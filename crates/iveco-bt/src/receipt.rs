//! What the vendor answered: no page describes it.

use std::borrow::Cow;
use std::fmt;

use vendor_core::bytes::Bytes;
use vendor_core::{HeaderMap, Response, StatusCode};

/// The answer to an activation, whole: the page documents the type `HttpResponseMessage`, which says nothing
/// about the body. Keep it where the activation is kept, until the vendor says what it means.
///
/// `Debug` shows the status and the length of the body only: its text may be personal.
#[derive(Clone)]
pub struct Receipt(Response<()>);

impl Receipt {
    /// The HTTP status, 200 most likely; always one of success.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The reason phrase beside the status, as sent where the protocol has one (HTTP/1), or else the standard
    /// one of the status.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.0.reason()
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The body as text, in UTF-8; empty when there is none. What is no UTF-8 is replaced by U+FFFD: see
    /// [`body`](Self::body) for the bytes.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.0.body())
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// The whole answer, with the attempts and the time that it took.
    #[must_use]
    pub fn response(&self) -> &Response<()> {
        &self.0
    }
}

impl From<Response<()>> for Receipt {
    fn from(response: Response<()>) -> Self {
        Self(response)
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("status", &self.status())
            .field("body_length", &self.body().len())
            .finish_non_exhaustive()
    }
}
