//! What an operation of a vendor is, independent of any one call.

use std::fmt;

use http::Method;

/// Whether carrying an operation out twice does more than carrying it out once.
///
/// It decides which failures may be retried; see [`RetryPolicy`](crate::RetryPolicy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// A read: nothing changes at the vendor, however often it is sent.
    Safe,
    /// Sending it again leaves the vendor in the same state as sending it once.
    Idempotent,
    /// Sending it again may do it again. Retried only when nothing can have been done.
    NotIdempotent,
}

impl Idempotency {
    /// Whether an attempt of unknown outcome may be repeated.
    #[must_use]
    pub fn may_repeat(self) -> bool {
        !matches!(self, Self::NotIdempotent)
    }

    /// The default of an HTTP method, as of RFC 9110: safe, idempotent, or neither.
    #[must_use]
    pub fn of_method(method: &Method) -> Self {
        if method.is_safe() {
            Self::Safe
        } else if method.is_idempotent() {
            Self::Idempotent
        } else {
            Self::NotIdempotent
        }
    }
}

/// One operation of a vendor's contract. Generated as a `static` per operation.
#[derive(Debug)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    idempotency: Idempotency,
    answers: &'static [&'static str],
    accepts: Option<&'static str>,
    gone_status: Option<u16>,
}

impl Operation {
    /// An operation with the contract's `operationId`, its method, its path template (`/orders/{id}`,
    /// relative to the base URL) and its idempotency.
    #[must_use]
    pub const fn new(
        id: &'static str,
        method: Method,
        path: &'static str,
        idempotency: Idempotency,
    ) -> Self {
        Self {
            id,
            method,
            path,
            idempotency,
            answers: &[],
            accepts: None,
            gone_status: None,
        }
    }

    /// The media types of a successful answer that the contract lists. A 2xx answer that does not decode
    /// is [`Done`](crate::Delivery::Done) when its media type is one of them (or is missing), and
    /// [`Unknown`](crate::Delivery::Unknown) otherwise: a proxy's page, for example.
    #[must_use]
    pub const fn answers(mut self, media_types: &'static [&'static str]) -> Self {
        self.answers = media_types;
        self
    }

    /// The `Accept` header: the media types that the contract lists, of answers and of errors.
    #[must_use]
    pub const fn accepts(mut self, media_types: &'static str) -> Self {
        self.accepts = Some(media_types);
        self
    }

    /// The status by which the vendor says that there is nothing to delete. After an attempt of unknown
    /// outcome it means that the resource is gone; see [`Deletion`](crate::Deletion).
    #[must_use]
    pub const fn gone_status(mut self, status: u16) -> Self {
        self.gone_status = Some(status);
        self
    }

    /// The contract's `operationId`: stable, and the value of `vendor.operation` in spans.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path template, with parameters in braces.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// What the contract says about repeating it.
    #[must_use]
    pub const fn idempotency(&self) -> Idempotency {
        self.idempotency
    }

    /// Whether the contract lists this `Content-Type` for a successful answer.
    pub(crate) fn lists_media_type(&self, content_type: &str) -> bool {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        self.answers
            .iter()
            .any(|listed| listed.eq_ignore_ascii_case(essence))
    }

    /// The value of the `Accept` header, where there is one.
    pub(crate) fn accept(&self) -> Option<&'static str> {
        self.accepts.or_else(|| self.answers.first().copied())
    }

    pub(crate) fn is_gone_status(&self, status: u16) -> bool {
        self.gone_status == Some(status)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}
