//! For work that ends between two steps: the first signal asks for it, the second does not ask.

use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::{process, thread};

use tokio::sync::{oneshot, watch};
use vendor_core::{Clock as _, SystemClock};

use super::{GRACE, Interruption, next_signal};

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
        let mut work = pin!(work);
        let mut signal = pin!(self.heard());
        poll_fn(|context| match signal.as_mut().poll(context) {
            Poll::Ready(way) => Poll::Ready(Err(way)),
            Poll::Pending => work.as_mut().poll(context).map(Ok),
        })
        .await
    }

    /// Does what waits for somebody else. `None` if it still waits once a signal has come.
    pub(crate) async fn or_waits<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        work_or(work, self.heard()).await
    }

    /// The same, but that it has a moment after the signal.
    pub(crate) async fn or_still_waits<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let moment = async {
            let way = self.heard().await;
            SystemClock.sleep(GRACE).await;
            way
        };
        work_or(work, moment).await
    }

    async fn heard(&self) -> Interruption {
        let mut asked = self.0.clone();
        let way = asked.wait_for(Option::is_some).await.map(|way| *way);
        match way {
            Ok(Some(way)) => way,
            // Nobody listens.
            Ok(None) | Err(_) => pending().await,
        }
    }
}

async fn work_or<T>(
    work: impl Future<Output = T>,
    signal: impl Future<Output = Interruption>,
) -> Option<T> {
    let mut work = pin!(work);
    let mut signal = pin!(signal);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending => signal.as_mut().poll(context).map(|_| None),
    })
    .await
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
