//! A clock that stands still until it is told otherwise.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeZone as _, Utc};

use crate::clock::{BoxFuture, Clock, SystemClock};

/// A clock that tests turn by hand: [`advance`](Self::advance) moves it and wakes whoever waits long enough.
/// It starts at 2026-01-01T00:00:00Z. Clones are the same clock.
///
/// With [`sleeps_pass`](Self::sleeps_pass), waits that are meant (a backoff, a `Retry-After`) end at once and
/// move the clock; limits, such as a timeout, still end only when the clock passes them.
#[derive(Clone, Debug)]
pub struct ManualClock {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    elapsed: Duration,
    sleeps_pass: bool,
    random: f64,
    slept: Vec<Duration>,
    next_timer: u64,
    sleepers: BTreeMap<u64, Duration>,
    wakers: Vec<Waker>,
}

impl ManualClock {
    /// A clock that stands still, whose random number is always the largest: a backoff is its ceiling.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: SystemClock.now(),
            state: Arc::new(Mutex::new(State {
                elapsed: Duration::ZERO,
                sleeps_pass: false,
                random: 1.0,
                slept: Vec::new(),
                next_timer: 0,
                sleepers: BTreeMap::new(),
                wakers: Vec::new(),
            })),
        }
    }

    /// Lets sleeps end at once, moving the clock.
    #[must_use]
    pub fn sleeps_pass(self) -> Self {
        self.state().sleeps_pass = true;
        self
    }

    /// Sets the number that stands in for chance, from 0 to 1.
    #[must_use]
    pub fn with_random(self, random: f64) -> Self {
        self.state().random = random;
        self
    }

    /// Moves the clock and wakes those whose time has come.
    pub fn advance(&self, duration: Duration) {
        let wakers = {
            let mut state = self.state();
            state.elapsed += duration;
            std::mem::take(&mut state.wakers)
        };
        wakers.into_iter().for_each(Waker::wake);
    }

    /// How far the clock was moved since its start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    /// All sleeps so far, in the order in which they started.
    #[must_use]
    pub fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    /// Waits, in real time, until somebody sleeps on the clock, and gives the time left of the shortest sleep.
    pub async fn sleeper(&self) -> Duration {
        loop {
            {
                let state = self.state();
                if let Some(until) = state.sleepers.values().min() {
                    return until.saturating_sub(state.elapsed);
                }
            }
            tokio::task::yield_now().await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn timer(&self, duration: Duration, is_sleep: bool) -> BoxFuture<'static, ()> {
        let (until, sleeper) = {
            let mut state = self.state();
            let until = state.elapsed + duration;
            let id = state.next_timer;
            state.next_timer += 1;
            if is_sleep {
                state.slept.push(duration);
                state.sleepers.insert(id, until);
            }
            (
                until,
                Sleeper {
                    clock: self.clone(),
                    id,
                },
            )
        };
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = sleeper.clock.state();
            if state.elapsed >= until {
                return Poll::Ready(());
            }
            if !state
                .wakers
                .iter()
                .any(|waker| waker.will_wake(context.waker()))
            {
                state.wakers.push(context.waker().clone());
            }
            Poll::Pending
        }))
    }
}

/// Forgets a sleep when it ends or is dropped.
struct Sleeper {
    clock: ManualClock,
    id: u64,
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        self.clock.state().sleepers.remove(&self.id);
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        self.start + self.elapsed()
    }

    fn utc(&self) -> DateTime<Utc> {
        let start = Utc
            .with_ymd_and_hms(2026, 1, 1, 0, 0, 0)
            .single()
            .unwrap_or_default();
        start + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if self.state().sleeps_pass {
            self.state().slept.push(duration);
            self.advance(duration);
            return Box::pin(std::future::ready(()));
        }
        self.timer(duration, true)
    }

    fn limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.timer(duration, false)
    }

    fn random(&self) -> f64 {
        self.state().random
    }
}
