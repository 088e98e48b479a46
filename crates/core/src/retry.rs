//! When a failed attempt is repeated, and how long to wait before.
//!
//! A retry needs all of: a failure that is worth one, an operation that may be repeated after it, an attempt
//! left, a budget, and a wait that fits. The whole rule is the table at [`RetryPolicy`].

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::{Clock, FOREVER};
use crate::delivery::Delivery;
use crate::operation::Idempotency;

/// How often and how soon a call is tried again.
///
/// Which failures are retried is not a setting, since it follows from what may have been done:
///
/// | delivery of the attempt | retried |
/// |---|---|
/// | `NotSent`: DNS, refused or timed-out connect | any operation |
/// | `NotSent`: anything else (certificates, invalid input, credentials) | never |
/// | `Refused`: 4xx but 408 and 499; 301, 304, 307, 308; an answer that says no | 429 only (and one 401, once the credentials were renewed) |
/// | `Unknown`: timeout, broken connection, 408, 499, 5xx, a proxy's page, a success that could not be read of a vendor whose successes may say no | safe and idempotent operations |
/// | `Unknown`: another redirect, an answer that is not clear; of a request for several things, an answer that says no and a 4xx about their contents | never: it would be the same again |
/// | `Done`, but unreadable | safe operations |
///
/// The wait is a random part of an exponentially growing ceiling ("full jitter"), and never less than the
/// vendor's `Retry-After`. A wait that does not fit ends the call at once.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    first_backoff: Duration,
    max_backoff: Duration,
    max_wait: Duration,
}

impl Default for RetryPolicy {
    /// 4 attempts, a backoff of up to 250 ms that doubles up to 20 s, and at most 60 s of `Retry-After`.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            first_backoff: Duration::from_millis(250),
            max_backoff: Duration::from_secs(20),
            max_wait: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// One attempt, no retry.
    #[must_use]
    pub fn never() -> Self {
        Self {
            max_attempts: 1,
            ..Self::default()
        }
    }

    /// Attempts of one call, the first included; 4 by default, at least 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// The ceiling of the wait before the first retry, 250 ms by default; it doubles with each retry.
    #[must_use]
    pub fn first_backoff(mut self, backoff: Duration) -> Self {
        self.first_backoff = backoff;
        self
    }

    /// What the ceiling grows to; 20 s by default.
    #[must_use]
    pub fn max_backoff(mut self, backoff: Duration) -> Self {
        self.max_backoff = backoff;
        self
    }

    /// The longest `Retry-After` that is waited for; 60 s by default. A longer one ends the call, with the
    /// hint in the error.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    /// How long to wait before the next attempt, or why there is none.
    pub(crate) fn decide(
        &self,
        failed: &Failed,
        idempotency: Idempotency,
        remaining: Duration,
        budget: &RetryBudget,
        clock: &dyn Clock,
    ) -> Result<Duration, GaveUp> {
        if !failed.is_worth_repeating(idempotency) {
            return Err(GaveUp::NotRetryable);
        }
        if failed.attempt >= self.max_attempts {
            return Err(GaveUp::Attempts);
        }
        let backoff = self.backoff(failed.attempt, clock.random());
        let wait = self.fit(failed.retry_after, backoff, remaining)?;
        if !budget.withdraw(failed.timed_out) {
            return Err(GaveUp::Budget);
        }
        Ok(wait)
    }

    /// The same for the attempt after the credentials were renewed: at once, unless the vendor asks to wait. It draws
    /// on no budget: there is one such attempt in a call, and a token that has ended fails all calls in flight.
    pub(crate) fn decide_renewal(
        &self,
        retry_after: Option<Duration>,
        remaining: Duration,
    ) -> Result<Duration, GaveUp> {
        self.fit(retry_after, Duration::ZERO, remaining)
    }

    /// The wait, no shorter than the vendor asks for, if it fits.
    fn fit(
        &self,
        retry_after: Option<Duration>,
        wait: Duration,
        remaining: Duration,
    ) -> Result<Duration, GaveUp> {
        let wait = wait.max(retry_after.unwrap_or_default());
        if retry_after.is_some_and(|hint| hint > self.max_wait) {
            Err(GaveUp::Wait)
        } else if wait >= remaining {
            Err(GaveUp::Deadline)
        } else {
            Ok(wait)
        }
    }

    /// The wait after the given attempt (from 1): a random part of the ceiling.
    fn backoff(&self, attempt: u32, random: f64) -> Duration {
        let doublings = attempt.saturating_sub(1).min(31);
        let ceiling = self
            .first_backoff
            .saturating_mul(1 << doublings)
            .min(self.max_backoff);
        part_of(ceiling, random)
    }
}

/// A part of a duration, whatever number a clock of somebody else's gives for chance.
pub(crate) fn part_of(whole: Duration, random: f64) -> Duration {
    // What is longer cannot be multiplied.
    let whole = whole.min(FOREVER);
    if random.is_nan() {
        whole
    } else {
        whole.mul_f64(random.clamp(0.0, 1.0))
    }
}

/// What the decision needs to know of a failed attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failed {
    /// The number of the attempt, from 1.
    pub(crate) attempt: u32,
    pub(crate) delivery: Delivery,
    /// The same request may fare better later.
    pub(crate) transient: bool,
    pub(crate) timed_out: bool,
    pub(crate) retry_after: Option<Duration>,
}

impl Failed {
    fn is_worth_repeating(&self, idempotency: Idempotency) -> bool {
        self.transient
            && match self.delivery {
                Delivery::NotSent | Delivery::Refused => true,
                Delivery::Unknown => idempotency.may_repeat(),
                Delivery::Done => idempotency == Idempotency::Safe,
            }
    }
}

/// Why a call was not tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GaveUp {
    /// A repetition could not help, or could do it twice.
    NotRetryable,
    /// All attempts of the policy are used.
    Attempts,
    /// The vendor asked for a longer wait than the policy allows.
    Wait,
    /// The wait would not end before the call's deadline.
    Deadline,
    /// Too many calls of this client failed lately.
    Budget,
    /// The client's own rate limit had no slot for another attempt before the deadline.
    Throttled,
    /// There were no credentials for another attempt.
    Credentials,
}

impl GaveUp {
    /// A few words for a person.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::NotRetryable => "it could not help, or could do it twice",
            Self::Attempts => "no attempts left",
            Self::Wait => "the vendor asks for a longer wait than allowed",
            Self::Deadline => "the wait would pass the deadline",
            Self::Budget => "the retry budget is empty",
            Self::Throttled => "the client's rate limit has no slot before the deadline",
            Self::Credentials => "there were no credentials for another attempt",
        }
    }
}

/// A bucket that retries draw from, shared by all calls of a client: when a vendor is down, retries stop soon
/// instead of multiplying the load. 100 tokens; a retry costs 5, after a timeout 10; a success gives 1 back.
#[derive(Debug)]
pub(crate) struct RetryBudget(Mutex<u32>);

impl RetryBudget {
    const CAPACITY: u32 = 100;
    const RETRY: u32 = 5;
    const RETRY_AFTER_TIMEOUT: u32 = 10;

    pub(crate) fn full() -> Self {
        Self(Mutex::new(Self::CAPACITY))
    }

    fn withdraw(&self, after_timeout: bool) -> bool {
        let cost = if after_timeout {
            Self::RETRY_AFTER_TIMEOUT
        } else {
            Self::RETRY
        };
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = tokens.checked_sub(cost);
        *tokens = left.unwrap_or(*tokens);
        left.is_some()
    }

    pub(crate) fn credit_success(&self) {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *tokens = (*tokens + 1).min(Self::CAPACITY);
    }
}
