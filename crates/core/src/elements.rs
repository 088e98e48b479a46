//! Answers that are read as they arrive: the elements of one large array, each decoded by itself.
//!
//! Memory holds one element at a time, whatever the size of the answer.

mod scanner;

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use self::scanner::{ScanError, Scanner};
use crate::clock::{Clock, before};
use crate::decode::{DecodeError, decode};
use crate::echo::Secrets;
use crate::error::{Attempt, Details, Error};
use crate::failure::Unreadable;
use crate::operation::{Idempotency, Operation};
use crate::origin::BaseUrl;
use crate::pipeline::{Pipeline, Reading};
use crate::request::Request;
use crate::response::Head;
use crate::settings::{Limits, Overrides};
use crate::telemetry;
use crate::transport::BodyStream;
use crate::unfold::Unfold;
use crate::wire::RawJson;

/// The elements of an answer's array, in order, as they arrive.
///
/// A stream, with an own [`next`](Self::next) so that no other crate is needed. It ends after the last
/// element, or after an error: a cut is always an error. Nothing is retried once the first element was handed
/// out. What stands around the array is in [`envelope`](Self::envelope) after the end.
///
/// The time limit of the call holds until the first element is there. From then on there is only the idle timeout: a
/// server that sends a little at a time can keep it going for as long as it likes.
#[must_use = "the elements are read as they are asked for"]
pub struct Elements<T> {
    elements: Unfold<State, Result<T, Error>>,
    head: Head,
    envelope: Arc<OnceLock<RawJson>>,
}

struct State {
    pipeline: Pipeline,
    operation: &'static Operation,
    idempotency: Idempotency,
    reader: ElementReader,
    head: Head,
    started: Instant,
    position: usize,
    envelope: Arc<OnceLock<RawJson>>,
}

impl<T: DeserializeOwned + Send + 'static> Elements<T> {
    /// Sends the request and reads up to the first element. `member` is the name of the top-level object's
    /// member that holds the array.
    pub(crate) async fn open(
        pipeline: Pipeline,
        request: Request,
        overrides: &Overrides,
        member: &'static str,
    ) -> Result<Self, Error> {
        let operation = request.operation();
        let idempotency = overrides.idempotency.unwrap_or(request.idempotency());
        let started = pipeline.clock().now();
        let limits = overrides.limits(&pipeline.shared.limits);
        let mut reader = ElementReader::new(member, limits);
        let head = pipeline
            .run(request, overrides, Reading::Elements(&mut reader))
            .await?;
        let envelope = Arc::default();
        let state = State {
            pipeline,
            operation,
            idempotency,
            reader,
            head: head.clone(),
            started,
            position: 0,
            envelope: Arc::clone(&envelope),
        };
        let elements = Unfold::new(state, |mut state| {
            Box::pin(async move {
                match state.next().await {
                    Some(Ok(element)) => (Some(Ok(element)), Some(state)),
                    Some(Err(error)) => (Some(Err(error)), None),
                    None => (None, None),
                }
            })
        });
        Ok(Self {
            elements,
            head,
            envelope,
        })
    }

    /// The next element; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        self.elements.next().await
    }

    /// The answer without its elements (the array is empty in it), once the last element was handed out and
    /// the document has ended well.
    #[must_use]
    pub fn envelope(&self) -> Option<&RawJson> {
        self.envelope.get()
    }

    /// How many attempts it took to get the first element.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.head.attempts()
    }

    /// All headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &http::HeaderMap {
        &self.head.headers
    }
}

impl<T: Unpin> Stream for Elements<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.get_mut().elements).poll_next(context)
    }
}

impl<T> fmt::Debug for Elements<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Elements")
            .field("of", &PhantomData::<T>)
            .finish_non_exhaustive()
    }
}

impl State {
    async fn next<T: DeserializeOwned>(&mut self) -> Option<Result<T, Error>> {
        let found = self.reader.advance(self.pipeline.clock()).await;
        let cause = match found {
            Ok(Some(text)) => {
                let position = self.position;
                self.position += 1;
                match decode(&text) {
                    Ok(element) => return Some(Ok(element)),
                    Err(error) => {
                        let place = format!("{}[{position}]", self.reader.member);
                        Unreadable::Garbled(error.inside(&place), text)
                    }
                }
            }
            Ok(None) => match self.end() {
                Ok(()) => return None,
                Err(cause) => cause,
            },
            Err(cause) => cause,
        };
        Some(Err(self.fail(cause)))
    }

    /// The error of an answer that broke off: its attempt and those before it.
    fn fail(&self, cause: Unreadable) -> Error {
        let head = &self.head;
        let received = self
            .pipeline
            .received(self.operation, head.status, &head.headers);
        let mut details = received.unreadable(cause);
        details.idempotency = self.idempotency;
        if let Some((base, secrets)) = &self.reader.origin {
            details.server = Some(base.server());
            details.base = Some(base.clone());
            secrets.blot(&mut details);
        }
        let elapsed = self.pipeline.clock().now() - self.started;
        let mut attempts = head.earlier.clone();
        let Details {
            delivery,
            kind,
            status,
            ..
        } = *details;
        attempts.push(Attempt {
            delivery,
            kind,
            status,
            elapsed,
        });
        let error = Error::from(details.after(attempts, elapsed));
        telemetry::record_broken_stream(&error);
        error
    }

    /// The document has ended well: what does the rest of it say?
    fn end(&mut self) -> Result<(), Unreadable> {
        let text = Bytes::from(std::mem::take(&mut self.reader.scanner.envelope));
        let head = &self.head;
        self.pipeline
            .received(self.operation, head.status, &head.headers)
            .verdict(&text)?;
        let envelope = decode(&text).map_err(|error| Unreadable::Undecodable(error, text))?;
        self.envelope.get_or_init(|| envelope);
        Ok(())
    }
}

/// Reads the texts of the elements out of a body.
pub(crate) struct ElementReader {
    member: &'static str,
    limits: Limits,
    scanner: Scanner,
    body: Option<BodyStream>,
    ready: VecDeque<Bytes>,
    /// What is wrong behind the elements that are ready.
    failed: Option<Unreadable>,
    /// Where the answer comes from, and what of its request must not be repeated.
    origin: Option<(BaseUrl, Secrets)>,
}

impl ElementReader {
    fn new(member: &'static str, limits: Limits) -> Self {
        Self {
            member,
            limits,
            scanner: Scanner::new(member, limits.element_cap),
            body: None,
            ready: VecDeque::new(),
            failed: None,
            origin: None,
        }
    }

    /// Notes where the answer comes from, for the error of one that breaks off.
    pub(crate) fn read_from(&mut self, base: &BaseUrl, secrets: Secrets) {
        self.origin = Some((base.clone(), secrets));
    }

    /// Starts on the body of a new attempt, and reads up to its first element.
    pub(crate) async fn start(
        &mut self,
        body: BodyStream,
        clock: &dyn Clock,
    ) -> Result<(), Unreadable> {
        *self = Self::new(self.member, self.limits);
        self.body = Some(body);
        self.fill(clock).await
    }

    /// Lets the body go, and its connection with it.
    pub(crate) fn stop(&mut self) {
        self.body = None;
    }

    async fn advance(&mut self, clock: &dyn Clock) -> Result<Option<Bytes>, Unreadable> {
        self.fill(clock).await?;
        Ok(self.ready.pop_front())
    }

    /// Reads until an element is ready, or the document has ended. A body that failed is let go, and its connection
    /// with it.
    async fn fill(&mut self, clock: &dyn Clock) -> Result<(), Unreadable> {
        let filled = self.read(clock).await;
        if filled.is_err() {
            self.stop();
        }
        filled
    }

    async fn read(&mut self, clock: &dyn Clock) -> Result<(), Unreadable> {
        while self.ready.is_empty() {
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            let Some(body) = &mut self.body else {
                return Ok(());
            };
            let mut limit = clock.limit(self.limits.idle_timeout);
            match before(&mut limit, body.chunk()).await {
                None => return Err(Unreadable::TimedOut(Bytes::new())),
                Some(Some(Err(error))) => return Err(Unreadable::Broken(error, Bytes::new())),
                Some(Some(Ok(chunk))) => {
                    let scanned = self.scanner.push(&chunk, &mut self.ready);
                    let Err(error) = scanned else { continue };
                    let error = match error {
                        ScanError::TooLarge => Unreadable::TooLarge(Bytes::new()),
                        ScanError::Unexpected => Unreadable::Garbled(self.malformed(), chunk),
                    };
                    if self.ready.is_empty() {
                        return Err(error);
                    }
                    // The elements before it come first, wherever the network has cut the answer.
                    self.body = None;
                    self.failed = Some(error);
                }
                Some(None) => {
                    self.body = None;
                    if !self.scanner.has_ended() {
                        let cut = DecodeError::cut_short(self.member);
                        return Err(Unreadable::Garbled(cut, Bytes::new()));
                    }
                }
            }
        }
        Ok(())
    }

    fn malformed(&self) -> DecodeError {
        DecodeError::at_root(&format!("a JSON object with one array \"{}\"", self.member))
    }
}
