//! Bodies as they go out: whole, or as a fault has them.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::clock::{Clock, Sleep};

/// A response body.
pub(crate) enum Body {
    Whole(Bytes),
    /// So much and no more, then the connection breaks.
    Cut(Cut),
    Drip(Drip),
    Padded {
        body: Bytes,
        padding: u64,
    },
    /// Whatever a task has to say, for as long as it goes on.
    #[cfg(feature = "inspector")]
    Fed(tokio::sync::mpsc::Receiver<Bytes>),
}

pub(crate) enum Cut {
    Part(Bytes),
    /// The part must leave the process before the connection breaks: a turn without data makes hyper flush.
    Flushing,
    Broken,
}

pub(crate) struct Drip {
    rest: Bytes,
    piece: usize,
    pause: Duration,
    clock: Arc<dyn Clock>,
    pausing: Option<Sleep>,
}

impl Body {
    pub(crate) fn first_half(body: &Bytes) -> Self {
        Self::Cut(Cut::Part(body.slice(..body.len() / 2)))
    }

    pub(crate) fn drip(body: Bytes, piece: usize, pause: Duration, clock: Arc<dyn Clock>) -> Self {
        Self::Drip(Drip {
            rest: body,
            piece: piece.max(1),
            pause,
            clock,
            pausing: None,
        })
    }
}

/// The error that makes hyper break the connection off.
#[derive(Debug, thiserror::Error)]
#[error("the body is cut on request")]
pub(crate) struct CutOff;

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        let data = match &mut *self {
            Self::Padded { body, padding } if body.is_empty() => spaces(padding),
            Self::Whole(body) | Self::Padded { body, .. } => std::mem::take(body),
            Self::Cut(cut) => ready!(cut.poll(context))?,
            Self::Drip(drip) => ready!(drip.poll(context)),
            #[cfg(feature = "inspector")]
            Self::Fed(feed) => ready!(feed.poll_recv(context)).unwrap_or_default(),
        };
        Poll::Ready((!data.is_empty()).then(|| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(body) if body.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => SizeHint::with_exact(body.len() as u64),
            _ => SizeHint::default(),
        }
    }
}

impl Cut {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Bytes, CutOff>> {
        match self {
            Self::Part(part) if !part.is_empty() => {
                let part = std::mem::take(part);
                *self = Self::Flushing;
                Poll::Ready(Ok(part))
            }
            Self::Part(_) | Self::Flushing => {
                *self = Self::Broken;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Broken => Poll::Ready(Err(CutOff)),
        }
    }
}

impl Drip {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Bytes> {
        if !self.rest.is_empty() {
            let pausing = self
                .pausing
                .get_or_insert_with(|| self.clock.sleep(self.pause));
            ready!(pausing.as_mut().poll(context));
            self.pausing = None;
        }
        Poll::Ready(self.rest.split_to(self.piece.min(self.rest.len())))
    }
}

fn spaces(padding: &mut u64) -> Bytes {
    static SPACES: [u8; 16 * 1024] = [b' '; 16 * 1024];
    let length = usize::try_from(*padding)
        .unwrap_or(usize::MAX)
        .min(SPACES.len());
    *padding -= length as u64;
    Bytes::from_static(&SPACES[..length])
}
