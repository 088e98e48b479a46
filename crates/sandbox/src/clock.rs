//! The only place where the sandbox asks for the time or waits.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

/// What [`Clock::sleep`] gives: a future that ends when the time has come.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where the sandbox takes time from: token life, throttling, delays, dripping and dates of creation.
///
/// It is the vendor's time only. A client has a clock of its own, of a type of its own (the sandbox depends on no
/// client): a test that turns both is shown in the README under "Two clocks".
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// Time since some fixed moment; never goes backwards.
    fn now(&self) -> Duration;

    /// The time of day.
    fn utc(&self) -> DateTime<Utc>;

    /// Waits for that long, beginning with this call and not with the first poll.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// The machine's own time, used unless the builder is given another clock.
#[derive(Debug, Clone)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// A clock that reads the machine's time.
    #[allow(clippy::disallowed_methods)] // this is the clock that the others are told to ask
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.started.elapsed()
    }

    #[allow(clippy::disallowed_methods)] // this is the clock that the others are told to ask
    fn utc(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[allow(clippy::disallowed_methods)] // this is the clock that the others are told to ask
    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A clock that stands still until it is turned by hand. Clones show the same time.
///
/// It has nothing to do with a client's clock of the same name: see [`Clock`].
#[derive(Debug, Clone)]
pub struct ManualClock {
    began: DateTime<Utc>,
    elapsed: Arc<watch::Sender<Duration>>,
    sleepers: Arc<watch::Sender<usize>>,
}

impl ManualClock {
    /// A clock that shows 2026-01-01T00:00:00Z.
    pub fn new() -> Self {
        Self::starting_at(DateTime::UNIX_EPOCH + TimeDelta::days(20_454))
    }

    /// A clock that shows this time.
    pub fn starting_at(utc: DateTime<Utc>) -> Self {
        Self {
            began: utc,
            elapsed: Arc::new(watch::Sender::new(Duration::ZERO)),
            sleepers: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Turns the clock forward and wakes everyone whose time has come.
    pub fn advance(&self, by: Duration) {
        self.elapsed
            .send_modify(|elapsed| *elapsed = elapsed.saturating_add(by));
    }

    /// Waits until at least this many are asleep on this clock, so that a test does not turn it too early.
    pub async fn until_asleep(&self, sleepers: usize) {
        // An error would mean that the sender is gone, and `self` holds it.
        let _ = self
            .sleepers
            .subscribe()
            .wait_for(|asleep| *asleep >= sleepers)
            .await;
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Duration {
        *self.elapsed.borrow()
    }

    fn utc(&self) -> DateTime<Utc> {
        TimeDelta::from_std(self.now())
            .ok()
            .and_then(|elapsed| self.began.checked_add_signed(elapsed))
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let until = self.now().saturating_add(duration);
        let mut elapsed = self.elapsed.subscribe();
        let asleep = Asleep::new(&self.sleepers);
        Box::pin(async move {
            // An error would mean that the clock itself is gone: nobody is left to turn it.
            let _ = elapsed.wait_for(|now| *now >= until).await;
            drop(asleep);
        })
    }
}

/// Counts one sleeper for as long as it lives, also when its sleep is cut off.
struct Asleep(Arc<watch::Sender<usize>>);

impl Asleep {
    fn new(sleepers: &Arc<watch::Sender<usize>>) -> Self {
        sleepers.send_modify(|count| *count += 1);
        Self(Arc::clone(sleepers))
    }
}

impl Drop for Asleep {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}
