//! The machine's clock, which can be put forward.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use vendor_core::chrono::{DateTime, Utc};
use vendor_core::{BoxFuture, Clock, SystemClock};

/// Waits last as long as they last; only what time it is can be changed. Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub(crate) struct AdjustableClock(Arc<AtomicU32>);

impl AdjustableClock {
    /// Lets a minute pass at once: a failure to get credentials is shared for half of one at most.
    pub(crate) fn pass_a_minute(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn ahead(&self) -> Duration {
        Duration::from_secs(60) * self.0.load(Ordering::Relaxed)
    }
}

impl Clock for AdjustableClock {
    fn now(&self) -> Instant {
        SystemClock.now() + self.ahead()
    }

    fn utc(&self) -> DateTime<Utc> {
        SystemClock.utc() + self.ahead()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }

    fn random(&self) -> f64 {
        SystemClock.random()
    }
}
