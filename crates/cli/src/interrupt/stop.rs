//! For work that ends between two steps: the first signal asks for it, the second does not ask.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::{process, thread};

use tokio::sync::{oneshot, watch};

use super::{Interruption, next_signal};

/// Whether somebody has asked the command to stop.
#[derive(Debug)]
pub(crate) struct Stop(watch::Receiver<Option<Interruption>>);

impl Stop {
    /// Listens from now on. The first signal is told at once, while the work may still take its time.
    pub(crate) async fn listen(tell: impl FnOnce(Interruption) + Send + 'static) -> Self {
        let (listening, listens) = oneshot::channel();
        let (ask, asked) = watch::channel(None);
        thread::spawn(move || listen(listening, ask, tell));
        // Where no signal can be heard, the work is done all the same.
        let _ = listens.await;
        Self(asked)
    }

    /// The signal that came, if one did.
    pub(crate) fn asked(&self) -> Option<Interruption> {
        *self.0.borrow()
    }

    /// Waits until the signal that came has been told: what the process says at its end comes after it.
    pub(crate) async fn told(&self) {
        let mut asked = self.0.clone();
        while asked.changed().await.is_ok() {}
    }

    /// Does what may be given up at any moment, unless a signal comes first.
    pub(crate) async fn or<T>(&self, work: impl Future<Output = T>) -> Result<T, Interruption> {
        let mut asked = self.0.clone();
        let mut work = pin!(work);
        let mut signal = pin!(async move {
            match asked.wait_for(Option::is_some).await {
                Ok(way) => *way,
                // Nobody listens.
                Err(_) => None,
            }
        });
        let mut is_heard = false;
        poll_fn(|context| {
            if !is_heard && let Poll::Ready(way) = signal.as_mut().poll(context) {
                is_heard = true;
                if let Some(way) = way {
                    return Poll::Ready(Err(way));
                }
            }
            work.as_mut().poll(context).map(Ok)
        })
        .await
    }
}

/// Threads of their own, so that the second signal is heard whatever holds the others up: nobody may read what is told.
#[expect(
    clippy::exit,
    reason = "the thread that could return from main may be held up"
)]
fn listen(
    listening: oneshot::Sender<()>,
    ask: watch::Sender<Option<Interruption>>,
    tell: impl FnOnce(Interruption),
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    // Without it the signals end the process, as they always did.
    let Ok(runtime) = runtime else { return };
    let way = runtime.block_on(next_signal(listening));
    let _ = ask.send(Some(way));
    let (listening, listens) = oneshot::channel();
    thread::spawn(move || {
        let way = runtime.block_on(next_signal(listening));
        process::exit(way.exit().code().into());
    });
    let _ = listens.blocking_recv();
    tell(way);
    // Nothing more is asked: that is how it is known to be told.
    drop(ask);
}
