//! Answers that are read as they arrive: the elements of one large array, each decoded by itself.
//!
//! Memory holds one element at a time, whatever the size of the answer.

mod element;
mod reader;
mod scanner;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use self::element::Decoding;
pub use self::element::Element;
pub(crate) use self::reader::ElementReader;
use self::reader::Next;
use crate::decode::decode;
use crate::error::{Attempt, Details, Error};
use crate::failure::Unreadable;
use crate::operation::{Idempotency, Operation};
use crate::pipeline::{Pipeline, Reading};
use crate::request::Request;
use crate::response::Head;
use crate::settings::Overrides;
use crate::telemetry;
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
    state: Box<State>,
    of: PhantomData<fn() -> T>,
}

struct State {
    pipeline: Pipeline,
    operation: &'static Operation,
    idempotency: Idempotency,
    reader: ElementReader,
    head: Head,
    started: Instant,
    position: usize,
    envelope: Option<RawJson>,
    has_ended: bool,
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
        let state = State {
            pipeline,
            operation,
            idempotency,
            reader,
            head,
            started,
            position: 0,
            envelope: None,
            has_ended: false,
        };
        Ok(Self {
            state: Box::new(state),
            of: PhantomData,
        })
    }

    /// The next element; `None` after the last one. The future may be dropped and made anew: no element is lost.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// The next element with its text, for those who keep what was sent, or who go on after an element that does not
    /// decode: it is not an error of the stream here. What is no JSON is one. It may take turns with
    /// [`next`](Self::next), and it makes the same promises.
    pub async fn next_with_json(&mut self) -> Option<Result<Element<T>, Error>> {
        std::future::poll_fn(|context| self.state.poll(context, &Decoding::with_json())).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        self.state.poll(context, &Decoding::value())
    }
}

impl<T> Elements<T> {
    /// The answer without its elements (the array is empty in it), once the last element was handed out and
    /// the document has ended well.
    #[must_use]
    pub fn envelope(&self) -> Option<&RawJson> {
        self.state.envelope.as_ref()
    }

    /// How many attempts it took to get the first element.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.state.head.attempts()
    }

    /// All headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &http::HeaderMap {
        &self.state.head.headers
    }
}

impl<T: DeserializeOwned + Send + 'static> Stream for Elements<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
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
    fn poll<E>(
        &mut self,
        context: &mut Context<'_>,
        how: &Decoding<E>,
    ) -> Poll<Option<Result<E, Error>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let cause = loop {
            match ready!(self.reader.poll_next(context, self.pipeline.clock())) {
                Ok(Next::Object) => {
                    if let Some((element, length)) = (how.at_hand)(self.reader.at_hand()) {
                        self.reader.pass_over(length);
                        self.position += 1;
                        return Poll::Ready(Some(Ok(element)));
                    }
                }
                Ok(Next::Text(text)) => match (how.text)(&text) {
                    Ok(element) => {
                        self.position += 1;
                        return Poll::Ready(Some(Ok(element)));
                    }
                    Err(error) => {
                        let place = format!("{}[{}]", self.reader.member, self.position);
                        break Unreadable::Garbled(error.inside(&place), text);
                    }
                },
                Ok(Next::End) => match self.end() {
                    Ok(()) => {
                        self.has_ended = true;
                        return Poll::Ready(None);
                    }
                    Err(cause) => break cause,
                },
                Err(cause) => break cause,
            }
        };
        self.has_ended = true;
        self.reader.stop();
        Poll::Ready(Some(Err(self.fail(cause))))
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
        let text = self.reader.take_envelope();
        let head = &self.head;
        self.pipeline
            .received(self.operation, head.status, &head.headers)
            .verdict(&text, None)?;
        let envelope = decode(&text).map_err(|error| Unreadable::Undecodable(error, text))?;
        self.envelope = Some(envelope);
        Ok(())
    }
}
