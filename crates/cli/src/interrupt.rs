//! What ends a command early, while calls are under way: Ctrl-C, and SIGTERM where there is such a thing.

mod stop;

use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use std::{io, process, thread};

use tokio::sync::oneshot;
use vendor_core::{Clock as _, SystemClock};

pub(crate) use self::stop::Stop;
use crate::exit::Exit;
use crate::failure::{Effect, Failure};

/// The way in which somebody has ended the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Interruption {
    #[error("interrupted")]
    CtrlC,
    #[error("terminated")]
    Terminate,
}

impl Interruption {
    pub(crate) fn exit(self) -> Exit {
        match self {
            Self::CtrlC => Exit::Interrupted,
            Self::Terminate => Exit::Terminated,
        }
    }
}

/// Does the work, unless an interruption comes first.
///
/// Only around calls: whatever reads files or stdin comes before, when a signal still ends the process at once.
pub(crate) async fn unless_interrupted<T>(
    effect: Effect,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let (listening, listens) = oneshot::channel();
    let (interrupt, interrupted) = oneshot::channel();
    thread::spawn(|| listen(listening, interrupt));
    // Nothing is sent before a signal would be heard. Where none can be, the work is done all the same.
    let _ = listens.await;
    let mut work = pin!(work);
    let mut interruption = pin!(async {
        match interrupted.await {
            Ok(way) => way,
            Err(_) => pending().await,
        }
    });
    let outcome = poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Ok(outcome)),
        Poll::Pending => interruption.as_mut().poll(context).map(Err),
    })
    .await;
    match outcome {
        Ok(outcome) => outcome.map_err(|failure| failure.after(&effect)),
        Err(way) => Err(Failure::Interrupted {
            way,
            effect,
            note: None,
        }),
    }
}

/// Passes the first signal on. A thread of its own, since the other one may be held up for ever, writing to
/// somebody who does not read: if that one has not ended the process in time, or at the second signal, this
/// one does.
#[expect(
    clippy::exit,
    reason = "the thread that could return from main is held up"
)]
fn listen(listening: oneshot::Sender<()>, interrupt: oneshot::Sender<Interruption>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    // Without it the signals end the process, as they always did.
    let Ok(runtime) = runtime else { return };
    let way = runtime.block_on(next_signal(listening));
    // The work may just have ended, and left the process to end by itself.
    let _ = interrupt.send(way);
    runtime.block_on(grace());
    process::exit(way.exit().code().into());
}

/// Enough to say what is known; too short to be taken for a hang.
const GRACE: Duration = Duration::from_secs(1);

/// Ends with it, or at the next signal.
async fn grace() {
    let mut over = SystemClock.sleep(GRACE);
    let mut again = pin!(signal());
    poll_fn(|context| match over.as_mut().poll(context) {
        Poll::Ready(()) => Poll::Ready(()),
        Poll::Pending => again.as_mut().poll(context).map(drop),
    })
    .await;
}

/// Tells when it listens: from its first poll on, no signal is missed.
async fn next_signal(listening: oneshot::Sender<()>) -> Interruption {
    let mut listening = Some(listening);
    let mut signal = pin!(signal());
    poll_fn(|context| {
        let heard = signal.as_mut().poll(context);
        if let Some(listening) = listening.take() {
            // The work may have been given up.
            let _ = listening.send(());
        }
        heard
    })
    .await
}

async fn signal() -> Interruption {
    let mut ctrl_c = pin!(heard(tokio::signal::ctrl_c()));
    let mut terminate = pin!(heard(terminate()));
    poll_fn(|context| {
        if ctrl_c.as_mut().poll(context).is_ready() {
            return Poll::Ready(Interruption::CtrlC);
        }
        let terminated = terminate.as_mut().poll(context);
        terminated.map(|()| Interruption::Terminate)
    })
    .await
}

/// A signal that cannot be listened to ends the process, as it always did.
async fn heard(signal: impl Future<Output = io::Result<()>>) {
    if signal.await.is_err() {
        pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminate() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    signal(SignalKind::terminate())?.recv().await;
    Ok(())
}

#[cfg(not(unix))]
async fn terminate() -> io::Result<()> {
    pending().await
}
