//! A stream from a state and an async step: the shape that pages and items share.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::clock::BoxFuture;

/// What a step gives: an item, and the state to go on with. Without a state the stream ends after the item;
/// without an item it ends at once.
type Step<S, T> = (Option<T>, Option<S>);

pub(crate) struct Unfold<S, T> {
    step: Box<dyn FnMut(S) -> BoxFuture<'static, Step<S, T>> + Send>,
    at: At<S, T>,
}

enum At<S, T> {
    Rest(S),
    Step(BoxFuture<'static, Step<S, T>>),
    End,
}

impl<S, T> Unfold<S, T> {
    pub(crate) fn new(
        state: S,
        step: impl FnMut(S) -> BoxFuture<'static, Step<S, T>> + Send + 'static,
    ) -> Self {
        Self {
            step: Box::new(step),
            at: At::Rest(state),
        }
    }

    pub(crate) async fn next(&mut self) -> Option<T> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.at = match std::mem::replace(&mut self.at, At::End) {
            At::Rest(state) => At::Step((self.step)(state)),
            other => other,
        };
        let At::Step(future) = &mut self.at else {
            return Poll::Ready(None);
        };
        let (item, state) = ready!(future.as_mut().poll(context));
        self.at = match (&item, state) {
            (Some(_), Some(state)) => At::Rest(state),
            _ => At::End,
        };
        Poll::Ready(item)
    }
}

impl<S: Unpin, T> Stream for Unfold<S, T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.get_mut().poll(context)
    }
}
