//! A limit on our own rate of requests, for vendors that reject what comes too fast.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::clock::BoxFuture;
use crate::operation::Operation;

/// Decides when the next attempt may be sent. Implement it to share one limit between processes: limits
/// usually count per credential, not per process.
pub trait Throttle: fmt::Debug + Send + Sync + 'static {
    /// Takes the next free slot, and tells how long to wait for it. `now` is the client's clock.
    ///
    /// # Errors
    /// [`TooLate`] when the slot is not before `longest` has passed; then none is taken.
    fn acquire<'a>(
        &'a self,
        operation: &'static Operation,
        now: Instant,
        longest: Duration,
    ) -> BoxFuture<'a, Result<Duration, TooLate>>;
}

/// The next free slot is later than the call can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLate {
    /// How long the wait would have been.
    pub wait: Duration,
}

/// So many requests a second, with a burst: the usual token bucket, as a schedule.
#[derive(Debug)]
pub struct RateLimit {
    interval: Duration,
    burst: Duration,
    /// When the bucket would be full again.
    full_at: Mutex<Option<Instant>>,
}

impl RateLimit {
    /// `per_second` requests on the long run, and up to `burst` at once after a pause. A burst of 0 counts
    /// as 1; a rate that is not positive counts as one request a day.
    #[must_use]
    pub fn new(per_second: f64, burst: u32) -> Self {
        let day = Duration::from_secs(86_400);
        let interval = if per_second > 0.0 {
            Duration::try_from_secs_f64(1.0 / per_second).map_or(day, |interval| interval.min(day))
        } else {
            day
        };
        Self {
            interval,
            burst: interval.saturating_mul(burst.max(1)),
            full_at: Mutex::new(None),
        }
    }

    fn reserve(&self, now: Instant, longest: Duration) -> Result<Duration, TooLate> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let next = full_at.map_or(now, |at| at.max(now)) + self.interval;
        let wait = next
            .saturating_duration_since(now)
            .saturating_sub(self.burst);
        if wait >= longest {
            return Err(TooLate { wait });
        }
        *full_at = Some(next);
        Ok(wait)
    }
}

impl Throttle for RateLimit {
    fn acquire<'a>(
        &'a self,
        _operation: &'static Operation,
        now: Instant,
        longest: Duration,
    ) -> BoxFuture<'a, Result<Duration, TooLate>> {
        Box::pin(std::future::ready(self.reserve(now, longest)))
    }
}
