//! Ctrl-C, while calls are under way.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use crate::failure::Failure;

/// Does the work, unless Ctrl-C comes first. `changes`: whether the work may change something at the vendor.
///
/// Only around calls: whatever reads files or stdin comes before, when Ctrl-C still ends the process at once.
pub(crate) async fn unless_interrupted<T>(
    changes: bool,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let mut work = pin!(work);
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    let mut listening = true;
    poll_fn(|context| {
        if let Poll::Ready(outcome) = work.as_mut().poll(context) {
            return Poll::Ready(outcome);
        }
        if listening && let Poll::Ready(heard) = interrupt.as_mut().poll(context) {
            if heard.is_ok() {
                return Poll::Ready(Err(Failure::Interrupted { changes }));
            }
            // The signal cannot be listened to: then it ends the process, as it always did.
            listening = false;
        }
        Poll::Pending
    })
    .await
}
