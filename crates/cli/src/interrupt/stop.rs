//! For work that ends between two steps: the first signal asks for it, the second does not ask.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::{process, thread};

use tokio::sync::{oneshot, watch};

use super::{Interruption, first_signal, signal};

/// Whether somebody has asked the command to stop.
#[derive(Debug)]
pub(crate) struct Stop(watch::Receiver<Option<Interruption>>);

impl Stop {
    /// Listens from now on. The first signal is told at once, while the work may still take its time.
    pub(crate) async fn listen(tell: impl FnOnce(Interruption) + Send + 'static) -> Self {
        let (listening, listens) = oneshot::channel();
        let (ask, asked) = watch::channel(None);
        thread::spawn(move || listen(listening, &ask, tell));
        // Where no signal can be heard, the work is done all the same.
        let _ = listens.await;
        Self(asked)
    }

    /// The signal that came, if one did.
    pub(crate) fn asked(&self) -> Option<Interruption> {
        *self.0.borrow()
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

/// A thread of its own, so that the second signal is heard whatever holds the other one up.
#[expect(
    clippy::exit,
    reason = "the thread that could return from main may be held up"
)]
fn listen(
    listening: oneshot::Sender<()>,
    ask: &watch::Sender<Option<Interruption>>,
    tell: impl FnOnce(Interruption),
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    // Without it the signals end the process, as they always did.
    let Ok(runtime) = runtime else { return };
    let way = runtime.block_on(first_signal(listening));
    let _ = ask.send(Some(way));
    tell(way);
    let way = runtime.block_on(signal());
    process::exit(way.exit().code().into());
}
