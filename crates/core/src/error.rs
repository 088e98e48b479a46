//! The one error type of a call: nothing is lost in it, and nothing leaks from it.
//!
//! `Display`, `Debug` and `source()` hold our own words only: the operation, the delivery, the status, the
//! vendor's code, the JSON path. The vendor's free text, headers and body are reachable by methods, and
//! [`Error::report`] has everything, for a person.

mod report;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::decode::DecodeError;
use crate::delivery::Delivery;
use crate::operation::{Idempotency, Operation};
use crate::origin::BaseUrl;
use crate::problem::Problem;
use crate::retry::GaveUp;
use crate::validate::Violation;

/// A call failed. What matters first is its [`delivery`](Self::delivery): whether the vendor did it.
pub struct Error(Box<Details>);

/// Where in its life a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request violates what the vendor documents; see [`Error::violations`].
    InvalidRequest,
    /// There were no credentials: the token endpoint could not be reached, for example. See
    /// [`Error::source`](std::error::Error::source).
    Credentials,
    /// The token endpoint has refused the caller's id and secret, or the request for a token. See
    /// [`Error::source`](std::error::Error::source).
    CredentialsRefused,
    /// The request would have gone to another origin than the configured one.
    ForbiddenOrigin,
    /// Our own rate limit had no slot before the deadline.
    Throttled,
    /// The call's deadline passed before anything was sent.
    Deadline,
    /// The host's name did not resolve.
    Dns,
    /// No connection: refused, unreachable, or broken while it was made.
    Connect,
    /// No connection in time.
    ConnectTimeout,
    /// The proxy refused its credentials, which stand in its URL.
    Proxy,
    /// The TLS handshake failed: a certificate, most of the time.
    Tls,
    /// No answer in time, after the request went out.
    Timeout,
    /// The connection broke after the request went out.
    Interrupted,
    /// The vendor answered with a status other than 2xx.
    Status,
    /// The vendor answered with 2xx, and the body says that it failed.
    Answer,
    /// The vendor answered with 2xx, and the body did not decode; see [`Error::json_path`].
    Decode,
    /// The vendor answered with 2xx, and the body was cut short.
    Truncated,
    /// The vendor answered with 2xx, and the body is larger than the cap.
    TooLarge,
    /// The vendor gave the same page again.
    RepeatedPage,
}

impl ErrorKind {
    /// A stable word for logs and metrics; the `error.type` of spans where there is no status.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::Credentials => "credentials",
            Self::CredentialsRefused => "credentials_refused",
            Self::ForbiddenOrigin => "forbidden_origin",
            Self::Throttled => "throttled",
            Self::Deadline => "deadline",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::ConnectTimeout => "connect_timeout",
            Self::Proxy => "proxy",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::Status => "status",
            Self::Answer => "answer",
            Self::Decode => "decode",
            Self::Truncated => "truncated",
            Self::TooLarge => "too_large",
            Self::RepeatedPage => "repeated_page",
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Self::InvalidRequest => "the request is invalid",
            Self::Credentials => "no credentials could be had",
            Self::CredentialsRefused => "the request for credentials was refused",
            Self::ForbiddenOrigin => {
                "the request would have gone to another origin than the configured one"
            }
            Self::Throttled => "the client's rate limit has no slot before the deadline",
            Self::Deadline => "the deadline passed before anything was sent",
            Self::Dns => "the host's name did not resolve",
            Self::Connect => "no connection",
            Self::ConnectTimeout => "no connection in time",
            Self::Proxy => "the proxy refused its credentials",
            Self::Tls => "the TLS handshake failed",
            Self::Timeout => "no answer in time",
            Self::Interrupted => "the connection broke before the answer",
            Self::Status => "the vendor answered with an error",
            Self::Answer => "the answer says that it failed",
            Self::Decode => "the answer does not decode",
            Self::Truncated => "the answer was cut short",
            Self::TooLarge => "the answer is larger than the cap",
            Self::RepeatedPage => "the vendor gave the same page again",
        }
    }
}

/// One attempt of a call that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// What became of this attempt by itself.
    pub delivery: Delivery,
    /// Where it failed.
    pub kind: ErrorKind,
    /// The HTTP status, if there was an answer.
    pub status: Option<StatusCode>,
    /// How long the attempt took.
    pub elapsed: Duration,
}

/// Everything about the failure; filled in by the pipeline.
pub(crate) struct Details {
    pub(crate) operation: &'static Operation,
    /// Of the request, where it depends on the request.
    pub(crate) idempotency: Idempotency,
    pub(crate) kind: ErrorKind,
    pub(crate) delivery: Delivery,
    pub(crate) status: Option<StatusCode>,
    pub(crate) problem: Option<Problem>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) body_was_cut: bool,
    /// The status and the dialect say that there is nothing to delete.
    pub(crate) says_gone: bool,
    pub(crate) decode: Option<DecodeError>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) elapsed: Duration,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) gave_up: Option<GaveUp>,
    pub(crate) transient: bool,
    /// A server that was named and not asked.
    pub(crate) server: Option<String>,
    /// The base URL that the last attempt went below.
    pub(crate) base: Option<BaseUrl>,
    pub(crate) source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Details {
    pub(crate) fn new(operation: &'static Operation, kind: ErrorKind, delivery: Delivery) -> Self {
        Self {
            operation,
            idempotency: operation.idempotency(),
            kind,
            delivery,
            status: None,
            problem: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            body_was_cut: false,
            says_gone: false,
            decode: None,
            violations: Vec::new(),
            attempts: Vec::new(),
            elapsed: Duration::ZERO,
            retry_after: None,
            gave_up: None,
            transient: false,
            server: None,
            base: None,
            source: None,
        }
    }

    /// The request for credentials that failed, where that is why there are none.
    fn request_for_credentials(&self) -> Option<&Self> {
        let is_about_them = matches!(
            self.kind,
            ErrorKind::Credentials | ErrorKind::CredentialsRefused
        );
        let cause = self.source.as_ref().filter(|_| is_about_them)?;
        cause.downcast_ref::<Error>().map(Error::details)
    }

    /// What failed, in words that may be logged.
    fn write_what(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, self.status) {
            (ErrorKind::Status, Some(status)) => write!(f, "{status}")?,
            (ErrorKind::Timeout, Some(status)) => {
                write!(f, "the answer did not end in time ({status})")?;
            }
            (kind, Some(status)) => write!(f, "{} ({status})", kind.describe())?,
            (kind, None) => f.write_str(kind.describe())?,
        }
        if let Some(code) = self.problem.as_ref().and_then(Problem::loggable_code) {
            write!(f, ", code {code}")?;
        }
        match self.problem.as_ref().and_then(Problem::hint) {
            Some(hint) => write!(f, ", {hint}"),
            None => Ok(()),
        }
    }

    /// The failure at the end of these attempts: the call's delivery is the highest of them.
    pub(crate) fn after(
        mut self: Box<Self>,
        attempts: Vec<Attempt>,
        elapsed: Duration,
    ) -> Box<Self> {
        let highest = attempts.iter().map(|attempt| attempt.delivery).max();
        self.delivery = highest.map_or(self.delivery, |highest| highest.max(self.delivery));
        self.attempts = attempts;
        self.elapsed = elapsed;
        self
    }
}

impl From<Box<Details>> for Error {
    fn from(details: Box<Details>) -> Self {
        Self(details)
    }
}

impl From<Details> for Error {
    fn from(details: Details) -> Self {
        Self(Box::new(details))
    }
}

impl Error {
    /// The `operationId` of the operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation.id()
    }

    /// Whether this very request may be repeated, as the call knew it: by its contract, its contents or
    /// `with_idempotency`.
    #[must_use]
    pub fn idempotency(&self) -> Idempotency {
        self.0.idempotency
    }

    /// Whether the vendor did it: the highest over all attempts.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.0.delivery
    }

    /// Where the last attempt failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The HTTP status of the last attempt, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The vendor's account of the error.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        self.0.problem.as_ref()
    }

    /// The vendor's code of the error; short for `problem().code()`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.problem.as_ref().and_then(Problem::code)
    }

    /// The headers of the last answer that are on the client's allow-list.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body of the last answer, as far as it was read; of an error at most 256 KiB.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// Whether the vendor's body was longer than [`body`](Self::body).
    #[must_use]
    pub fn body_is_cut(&self) -> bool {
        self.0.body_was_cut
    }

    /// The path of the member that did not decode: `result[3].created_at`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.decode.as_ref().map(DecodeError::path)
    }

    /// Where and why the body did not decode.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.decode.as_ref()
    }

    /// What the request violates of the vendor's documentation; all of it, not only the first.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// How many attempts were made; 0 when the call failed before the first.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        u32::try_from(self.0.attempts.len()).unwrap_or(u32::MAX)
    }

    /// The attempts, in order.
    #[must_use]
    pub fn history(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// How long the call took, with all attempts and waits.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// How long the vendor asked to wait, counted from its last answer; of a call that the client's own rate
    /// limit did not admit, how long the wait for a slot would have been.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Why the call was not tried again.
    #[must_use]
    pub fn gave_up(&self) -> Option<GaveUp> {
        self.0.gave_up
    }

    /// Whether the failure was of a passing kind, so that the same call may fare better later: a connection, a
    /// timeout, a 429, a 5xx. It says nothing about whether calling again is safe: that is the
    /// [`delivery`](Self::delivery).
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.0.transient
    }

    /// The server of the last attempt, as `host:port`; the one that was named and must not be asked, where the
    /// kind is [`ForbiddenOrigin`](ErrorKind::ForbiddenOrigin).
    #[must_use]
    pub fn server(&self) -> Option<&str> {
        let asked = self.0.base.as_ref().map(BaseUrl::server);
        self.0.server.as_deref().or(asked)
    }

    /// The vendor's identifier of the request, from the first header that has one: quote it to the vendor.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID_HEADERS
            .iter()
            .find_map(|name| self.0.headers.get(*name)?.to_str().ok())
    }

    /// Whether the vendor answered that there is no such thing (404 or 410).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(
            self.0.status,
            Some(StatusCode::NOT_FOUND | StatusCode::GONE)
        )
    }

    /// Whether time ran out: of an attempt, of the call, or of a connect.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.0.kind,
            ErrorKind::Timeout | ErrorKind::ConnectTimeout | ErrorKind::Deadline
        )
    }

    /// The same error without what was read of the body, which may be secret: an answer of a token endpoint
    /// that could not be read, for example.
    #[must_use]
    pub fn without_body(mut self) -> Self {
        self.0.body_was_cut |= !self.0.body.is_empty();
        self.0.body = Bytes::new();
        self
    }

    pub(crate) fn details(&self) -> &Details {
        &self.0
    }
}

/// Headers in which servers and gateways give the identifier of a request.
const REQUEST_ID_HEADERS: [&str; 6] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "apigw-requestid",
    "x-ms-request-id",
];

/// Headers that an error keeps: what helps to find a fault, and nothing that may be a credential.
const KEPT_HEADERS: [&str; 14] = [
    "allow",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "ratelimit",
    "ratelimit-limit",
    "ratelimit-remaining",
    "ratelimit-reset",
    "retry-after",
    "server",
    "traceparent",
    "via",
    "x-ratelimit-remaining",
];

/// The headers of an answer that an error keeps.
pub(crate) fn kept_headers(headers: &HeaderMap, also: &[http::HeaderName]) -> HeaderMap {
    headers
        .iter()
        .filter(|(name, _)| {
            KEPT_HEADERS.contains(&name.as_str())
                || REQUEST_ID_HEADERS.contains(&name.as_str())
                || also.contains(name)
        })
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// One useful line: `createOrder: refused: 400 Bad Request, code /problems/violations (1 attempt, 0.1 s)`.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        write!(f, "{}: {}: ", details.operation, details.delivery)?;
        details.write_what(f)?;
        if let Some(request) = details.request_for_credentials() {
            write!(f, ", {}: ", request.operation)?;
            request.write_what(f)?;
        }
        if let Some(decode) = &details.decode {
            write!(f, ", {decode}")?;
        }
        for (position, violation) in details.violations.iter().enumerate() {
            write!(f, "{} {violation}", if position == 0 { ":" } else { ";" })?;
        }
        if let Some(wait) = details.retry_after {
            write!(f, ", retry after {} s", wait.as_secs())?;
        }
        if let Some(id) = self.request_id() {
            write!(f, ", request id {}", printable(id))?;
        }
        let elapsed = match details.elapsed {
            short if short < Duration::from_secs(1) => format!("{} ms", short.as_millis()),
            long => format!("{:.1} s", long.as_secs_f64()),
        };
        match self.attempts() {
            0 => Ok(()),
            1 => write!(f, " (1 attempt, {elapsed})"),
            n => write!(f, " ({n} attempts, {elapsed})"),
        }
    }
}

/// The start of an identifier that a server chose, with nothing in it that could start a new line.
fn printable(id: &str) -> String {
    id.chars().filter(char::is_ascii_graphic).take(64).collect()
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        f.debug_struct("Error")
            .field("operation", &details.operation.id())
            .field("kind", &details.kind)
            .field("delivery", &details.delivery)
            .field("status", &details.status)
            .field("problem", &details.problem)
            .field("decode", &details.decode)
            .field("violations", &details.violations)
            .field("attempts", &details.attempts)
            .field("elapsed", &details.elapsed)
            .field("retry_after", &details.retry_after)
            .field("gave_up", &details.gave_up)
            .field("source", &details.source)
            .field("body_length", &details.body.len())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
