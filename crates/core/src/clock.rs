//! Time, sleep and randomness, injected: everything here that waits asks a clock, so that tests turn it by hand.
//!
//! Only this file may ask the operating system for the time.

use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher as _, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Utc};

/// A boxed future, as the traits of this crate return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A year: a time further away is as good as never, and this one keeps the arithmetic of instants safe.
pub(crate) const FOREVER: Duration = Duration::from_secs(31_536_000);

/// Where time and chance come from.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// The monotonic time: for deadlines, throttles and the life of tokens.
    fn now(&self) -> Instant;

    /// The calendar time: for `Retry-After` with a date.
    fn utc(&self) -> DateTime<Utc>;

    /// Ends after the duration. For waits that we mean: a backoff, a throttle.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Ends after the duration. For limits that we hope not to reach: deadlines and timeouts. A clock for
    /// tests may let sleeps pass by themselves, and limits only when told to.
    fn limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep(duration)
    }

    /// A number from 0 up to, but not including, 1: for jitter.
    fn random(&self) -> f64;
}

/// The clock of the operating system. Needs a Tokio runtime with time enabled.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[allow(clippy::disallowed_methods)] // the one place that may
impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn utc(&self) -> DateTime<Utc> {
        SystemTime::now().into()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    #[allow(clippy::cast_precision_loss)] // 53 bits fit
    fn random(&self) -> f64 {
        // The standard library seeds every hasher anew: good enough to spread retries, and no dependency.
        let bits = RandomState::new().hash_one(0_u8) >> 11;
        bits as f64 / (1_u64 << 53) as f64
    }
}

/// Waits for a future until a limit ends; `None` when the limit ended first. The future is asked first, so
/// that an answer which is there already is never lost to a limit.
///
/// The future is pinned by the caller: it would be moved otherwise, and there would be room for it twice.
pub(crate) fn before<T>(
    limit: &mut BoxFuture<'_, ()>,
    future: impl Future<Output = T> + Unpin,
) -> impl Future<Output = Option<T>> {
    until(future, move |context| limit.as_mut().poll(context))
}

/// The same with a limit that is made only if the future is not there at once.
pub(crate) fn within<T>(
    clock: &dyn Clock,
    longest: Duration,
    future: impl Future<Output = T> + Unpin,
) -> impl Future<Output = Option<T>> {
    let mut limit = None;
    until(future, move |context| {
        let limit = limit.get_or_insert_with(|| clock.limit(longest));
        limit.as_mut().poll(context)
    })
}

fn until<T>(
    mut future: impl Future<Output = T> + Unpin,
    mut limit: impl FnMut(&mut Context<'_>) -> Poll<()>,
) -> impl Future<Output = Option<T>> {
    std::future::poll_fn(move |context| match Pin::new(&mut future).poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => limit(context).map(|()| None),
    })
}

/// Waits for a future and drives another one as long as that takes. What the other one has not done by then
/// is left to whoever drives it next.
pub(crate) fn beside<T>(
    mut future: impl Future<Output = T> + Unpin,
    mut other: Option<BoxFuture<'static, ()>>,
) -> impl Future<Output = T> {
    std::future::poll_fn(move |context| {
        if other
            .as_mut()
            .is_some_and(|other| other.as_mut().poll(context).is_ready())
        {
            other = None;
        }
        Pin::new(&mut future).poll(context)
    })
}
