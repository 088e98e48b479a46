//! The seam below the pipeline: one HTTP exchange, without retries, redirects or credentials of its own.

mod departure;
mod reqwest;
mod tls;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Method, StatusCode};
use url::Url;

pub use self::departure::Departure;
pub(crate) use self::reqwest::TransportBuilder;
pub use self::reqwest::{Proxy, ReqwestTransport};
pub use self::tls::{ClientCertificate, RootCertificate, TlsBackend};
use crate::clock::BoxFuture;
use crate::operation::{Idempotency, Operation};

/// Sends one request and gives the answer's head, and its body as it arrives.
///
/// Implement it to record, to mock, or to send over something else. It must not retry, must not follow
/// redirects, and must keep the [kind](TransportErrorKind) of a failure honest: that decides whether a call
/// is repeated.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request.
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>>;
}

/// One attempt, ready to be sent. `Debug` shows neither the query nor any header.
#[derive(Clone)]
#[non_exhaustive]
pub struct TransportRequest {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// Whether this very request may be repeated.
    pub idempotency: Idempotency,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// The HTTP method.
    pub method: Method,
    /// The URL, with the query.
    pub url: Url,
    /// All headers, with the credentials (which are marked as sensitive).
    pub headers: HeaderMap,
    /// The body; empty when there is none.
    pub body: Bytes,
    /// Where a transport that can tell says that the request goes out.
    pub departure: Departure,
}

impl fmt::Debug for TransportRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportRequest")
            .field("operation", &self.operation.id())
            .field("attempt", &self.attempt)
            .field("method", &self.method)
            .field("host", &self.url.host_str())
            .finish_non_exhaustive()
    }
}

/// The head of an answer, and its body.
#[non_exhaustive]
pub struct TransportResponse {
    /// The HTTP status.
    pub status: StatusCode,
    /// The reason phrase, where it is another than the standard one of the status (HTTP/1 only).
    pub reason: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, read as it arrives.
    pub body: BodyStream,
}

impl TransportResponse {
    /// An answer with a body, and the standard reason phrase.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: BodyStream) -> Self {
        Self {
            status,
            reason: None,
            headers,
            body,
        }
    }
}

impl fmt::Debug for TransportResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportResponse")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

type Chunks = dyn Stream<Item = Result<Bytes, TransportError>> + Send;

/// A body, chunk by chunk.
pub struct BodyStream(Pin<Box<Chunks>>);

impl BodyStream {
    /// A body that arrives over time.
    pub fn new(chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Box::pin(chunks))
    }

    /// A body that is here already.
    #[must_use]
    pub fn full(body: impl Into<Bytes>) -> Self {
        Self::new(Full(Some(body.into())))
    }

    /// The next chunk; `None` at the end.
    pub fn chunk(
        &mut self,
    ) -> impl Future<Output = Option<Result<Bytes, TransportError>>> + Send + Unpin {
        std::future::poll_fn(|context| self.0.as_mut().poll_next(context))
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyStream")
    }
}

struct Full(Option<Bytes>);

impl Stream for Full {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().filter(|body| !body.is_empty()).map(Ok))
    }
}

/// How an exchange failed. The kind says whether the server can have acted on the request.
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// Where an exchange failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request cannot be sent at all. Not sent; never retried.
    Unsendable,
    /// The host's name did not resolve. Not sent; retried.
    Dns,
    /// No connection. Not sent; retried.
    Connect,
    /// No connection in time. Not sent; retried.
    ConnectTimeout,
    /// The proxy refused its credentials. Not sent; never retried: it may lock an account.
    Proxy,
    /// The TLS handshake failed, also when the server refused the client's certificate after the request
    /// was written. Not sent; never retried.
    Tls,
    /// Anything once a part of the request may have been read: the server may have acted.
    Interrupted,
}

impl TransportError {
    /// An error of a kind.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// Adds what lies below. Its texts may be logged: they must hold no URL with a query and no content.
    #[must_use]
    pub fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// Where it failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Unsendable => "the request cannot be sent",
            TransportErrorKind::Dns => "the host's name did not resolve",
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::ConnectTimeout => "no connection in time",
            TransportErrorKind::Proxy => "the proxy refused its credentials",
            TransportErrorKind::Tls => "the TLS handshake failed",
            TransportErrorKind::Interrupted => "the connection broke",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}
