//! A vendor that says what it is told to: a transport without a network, whose answers are written beforehand.
#![allow(clippy::expect_used, clippy::panic)] // a check that cannot run must fail

use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use vendor_core::testing::ManualClock;
use vendor_core::transport::{
    BodyStream, TransportError, TransportErrorKind, TransportRequest, TransportResponse,
};
use vendor_core::{BoxFuture, ClientBuilder, Pipeline, RetryPolicy, Transport};

/// Where every client here talks to.
pub const BASE_URL: &str = "https://vendor.example/base";

/// An answer, written beforehand.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    chunks: VecDeque<Bytes>,
}

impl Reply {
    /// An answer with a JSON body, in one piece.
    #[must_use]
    pub fn json(status: StatusCode, body: &[u8]) -> Self {
        let json = HeaderValue::from_static("application/json");
        Self::in_pieces(status, body, body.len().max(1))
            .with_header(http::header::CONTENT_TYPE, json)
    }

    /// An answer whose body comes in pieces of the given size, without a media type.
    #[must_use]
    pub fn in_pieces(status: StatusCode, body: &[u8], size: usize) -> Self {
        let pieces = body.chunks(size).map(Bytes::copy_from_slice);
        Self::in_chunks(status, pieces.collect())
    }

    /// An answer whose body comes in these pieces, without a media type.
    #[must_use]
    pub fn in_chunks(status: StatusCode, chunks: Vec<Bytes>) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            chunks: chunks.into(),
        }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }
}

/// The transport: one reply after another, and then no connection. It remembers what was sent.
#[derive(Clone, Debug)]
pub struct Scripted(Arc<Mutex<Script>>);

#[derive(Debug)]
struct Script {
    replies: VecDeque<Reply>,
    sent: Vec<TransportRequest>,
}

impl Scripted {
    /// A vendor that gives these answers.
    #[must_use]
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self(Arc::new(Mutex::new(Script {
            replies: replies.into_iter().collect(),
            sent: Vec::new(),
        })))
    }

    /// A client of this vendor: one attempt a call, on a clock that stands still.
    ///
    /// # Panics
    /// If the builder's settings do not fit together.
    pub fn client<C: From<Pipeline>>(&self, builder: ClientBuilder<C>) -> C {
        builder
            .no_throttle()
            .retry(RetryPolicy::never())
            .clock(ManualClock::new())
            .transport(self.clone())
            .build()
            .expect("valid settings")
    }

    /// What was sent since the last time that this was asked.
    ///
    /// # Panics
    /// If another thread panicked while it sent.
    #[must_use]
    pub fn take_sent(&self) -> Vec<TransportRequest> {
        std::mem::take(&mut self.0.lock().expect("nobody panics").sent)
    }
}

impl Transport for Scripted {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let mut script = self.0.lock().expect("nobody panics");
        script.sent.push(request);
        let reply = script.replies.pop_front();
        Box::pin(async move {
            let Some(reply) = reply else {
                return Err(TransportError::new(TransportErrorKind::Connect));
            };
            let body = BodyStream::new(Pieces(reply.chunks));
            Ok(TransportResponse::new(reply.status, reply.headers, body))
        })
    }
}

struct Pieces(VecDeque<Bytes>);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

/// The outcome of what waits for nothing, without a runtime.
///
/// # Panics
/// If it waits after all: then nobody would wake it.
pub fn settled<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    // A future may ask to be polled again at once.
    for _ in 0..16 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("a scripted call never waits")
}
