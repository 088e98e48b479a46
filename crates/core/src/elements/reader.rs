//! Reads a body up to its next element, and no further than that.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::scanner::{ScanError, Scanned, Scanner};
use crate::clock::{BoxFuture, Clock};
use crate::decode::DecodeError;
use crate::echo::Secrets;
use crate::failure::Unreadable;
use crate::origin::BaseUrl;
use crate::settings::Limits;
use crate::transport::BodyStream;

/// Reads the elements out of a body.
pub(crate) struct ElementReader {
    pub(super) member: &'static str,
    limits: Limits,
    scanner: Scanner,
    body: Option<BodyStream>,
    /// The chunk that came last, and how much of it is read.
    chunk: Bytes,
    read: usize,
    /// The text of an element that was read ahead.
    ready: Option<Bytes>,
    /// The limit of the wait for the next chunk, while there is one.
    silence: Option<BoxFuture<'static, ()>>,
    /// Where the answer comes from, and what of its request must not be repeated.
    pub(super) origin: Option<(BaseUrl, Secrets)>,
}

/// What a body goes on with.
pub(super) enum Next {
    /// An element that is an object, at the start of what is [at hand](ElementReader::at_hand): if not all of it is
    /// there, or it is not [passed over](ElementReader::pass_over), its text comes next.
    Object,
    /// The text of an element.
    Text(Bytes),
    /// The document has ended.
    End,
}

impl ElementReader {
    pub(super) fn new(member: &'static str, limits: Limits) -> Self {
        Self {
            member,
            limits,
            scanner: Scanner::new(member, limits.element_cap),
            body: None,
            chunk: Bytes::new(),
            read: 0,
            ready: None,
            silence: None,
            origin: None,
        }
    }

    /// Notes where the answer comes from, for the error of one that breaks off.
    pub(crate) fn read_from(&mut self, base: &BaseUrl, secrets: Secrets) {
        self.origin = Some((base.clone(), secrets));
    }

    /// Starts on the body of a new attempt, and reads up to the end of its first element.
    pub(crate) async fn start(
        &mut self,
        body: BodyStream,
        clock: &dyn Clock,
    ) -> Result<(), Unreadable> {
        *self = Self::new(self.member, self.limits);
        self.body = Some(body);
        loop {
            let next = std::future::poll_fn(|context| self.poll_next(context, clock));
            match next.await? {
                Next::Object => {}
                Next::Text(text) => {
                    self.ready = Some(text);
                    return Ok(());
                }
                Next::End => return Ok(()),
            }
        }
    }

    /// Lets the body go, and its connection with it.
    pub(crate) fn stop(&mut self) {
        self.body = None;
        self.chunk = Bytes::new();
        self.read = 0;
        self.silence = None;
    }

    /// Reads until there is an element, or the document has ended. A body that failed is let go, and its connection
    /// with it.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
        clock: &dyn Clock,
    ) -> Poll<Result<Next, Unreadable>> {
        if let Some(text) = self.ready.take() {
            return Poll::Ready(Ok(Next::Text(text)));
        }
        let next = ready!(self.poll_scan(context, clock));
        if next.is_err() {
            self.stop();
        }
        Poll::Ready(next)
    }

    /// The bytes that are here already, as far as they may belong to one element.
    pub(super) fn at_hand(&self) -> &[u8] {
        let bytes = &self.chunk[self.read..];
        &bytes[..bytes.len().min(self.limits.element_cap)]
    }

    /// Passes over the object that is at hand, with so many bytes.
    pub(super) fn pass_over(&mut self, length: usize) {
        self.scanner.pass_over();
        self.read += length;
    }

    /// What the document says beside its elements.
    pub(super) fn take_envelope(&mut self) -> Bytes {
        std::mem::take(&mut self.scanner.envelope).into()
    }

    fn poll_scan(
        &mut self,
        context: &mut Context<'_>,
        clock: &dyn Clock,
    ) -> Poll<Result<Next, Unreadable>> {
        loop {
            let mut unread = &self.chunk[self.read..];
            let scanned = self.scanner.advance(&mut unread);
            self.read = self.chunk.len() - unread.len();
            return Poll::Ready(match scanned {
                Ok(Scanned::ObjectAhead) => Ok(Next::Object),
                Ok(Scanned::Element(text)) => Ok(Next::Text(text)),
                Ok(Scanned::Nothing) => match ready!(self.poll_chunk(context, clock)) {
                    Ok(Some(chunk)) => {
                        self.chunk = chunk;
                        self.read = 0;
                        continue;
                    }
                    Ok(None) => Ok(Next::End),
                    Err(cause) => Err(cause),
                },
                Err(ScanError::TooLarge) => Err(Unreadable::TooLarge(Bytes::new())),
                Err(ScanError::Unexpected) => {
                    Err(Unreadable::Garbled(self.malformed(), self.chunk.clone()))
                }
            });
        }
    }

    /// The next chunk; `None` after a document that has ended.
    fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
        clock: &dyn Clock,
    ) -> Poll<Result<Option<Bytes>, Unreadable>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(Ok(None));
        };
        let idle_timeout = self.limits.idle_timeout;
        let silence = self
            .silence
            .get_or_insert_with(|| clock.limit(idle_timeout));
        // The body is asked first, so that what has come is not lost to the limit.
        let Poll::Ready(chunk) = Pin::new(&mut body.chunk()).poll(context) else {
            let timed_out = Err(Unreadable::TimedOut(Bytes::new()));
            return silence.as_mut().poll(context).map(|()| timed_out);
        };
        self.silence = None;
        Poll::Ready(match chunk {
            Some(Ok(chunk)) => Ok(Some(chunk)),
            Some(Err(error)) => Err(Unreadable::Broken(error, Bytes::new())),
            None => {
                self.stop();
                if self.scanner.has_ended() {
                    Ok(None)
                } else {
                    let cut = DecodeError::cut_short(self.member);
                    Err(Unreadable::Garbled(cut, Bytes::new()))
                }
            }
        })
    }

    fn malformed(&self) -> DecodeError {
        DecodeError::at_root(&format!("a JSON object with one array \"{}\"", self.member))
    }
}
