//! Calls that are in flight at the same time.

use std::future::Future;
use std::panic;

use tokio::task::{JoinError, JoinSet};

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

    /// So many more calls may be started.
    pub(super) fn room(&self) -> usize {
        self.places.saturating_sub(self.calls.len())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// It goes on whatever its owner waits for.
    pub(super) fn start(&mut self, call: impl Future<Output = T> + Send + 'static) {
        self.calls.spawn(call);
    }

    /// What the call that ends next has come to; `None` if none is in flight. It may be given up at any moment.
    pub(super) async fn next(&mut self) -> Option<T> {
        self.calls.join_next().await.map(outcome)
    }

    /// The same of a call that has ended already.
    pub(super) fn next_ended(&mut self) -> Option<T> {
        self.calls.try_join_next().map(outcome)
    }
}

fn outcome<T>(joined: Result<T, JoinError>) -> T {
    match joined {
        Ok(outcome) => outcome,
        // None is ever given up, so it has panicked.
        Err(panicked) => panic::resume_unwind(panicked.into_panic()),
    }
}
