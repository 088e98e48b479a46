//! When to stop.

use std::future::Future;
use std::io;

/// Ends with Ctrl-C, or with SIGTERM, which service managers and containers send. Both are listened for from the
/// call on, not from the first poll.
#[cfg(unix)]
pub(super) fn asked() -> io::Result<impl Future<Output = io::Result<()>>> {
    use std::future::poll_fn;
    use std::task::Poll;

    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(poll_fn(move |context| {
        let is_asked =
            interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready();
        if is_asked {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    }))
}

/// Ends with Ctrl-C.
#[cfg(not(unix))]
pub(super) fn asked() -> io::Result<impl Future<Output = io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}
