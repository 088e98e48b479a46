//! Calls that are in flight at the same time.

use std::future::Future;
use std::panic;

use tokio::task::JoinSet;

/// At most so many calls; a place is free again as soon as any one of them ends.
#[derive(Debug)]
pub(super) struct Pool<T> {
    calls: JoinSet<T>,
    places: usize,
}

impl<T: Send + 'static> Pool<T> {
    pub(super) fn of(places: usize) -> Self {
        Self {
            calls: JoinSet::new(),
            places,
        }
    }

    pub(super) fn has_room(&self) -> bool {
        self.calls.len() < self.places
    }

    /// It goes on whatever its owner waits for.
    pub(super) fn start(&mut self, call: impl Future<Output = T> + Send + 'static) {
        self.calls.spawn(call);
    }

    /// What the call that ends next has come to; `None` if none is in flight.
    pub(super) async fn next(&mut self) -> Option<T> {
        match self.calls.join_next().await? {
            Ok(outcome) => Some(outcome),
            // None is ever given up, so it has panicked.
            Err(panicked) => panic::resume_unwind(panicked.into_panic()),
        }
    }
}
