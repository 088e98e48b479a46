//! Counting calls.

use std::time::Duration;

use super::settings::Throttle;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How much of the limits is used up.
#[derive(Debug, Default)]
pub(super) struct Usage {
    /// When the bucket will be full again: each call moves this on by its share of a second.
    full_at: Duration,
    day_began: Option<Duration>,
    calls_of_the_day: u32,
}

impl Usage {
    /// Counts a call; the error is how long it has to wait. A rejected call does not count.
    pub(super) fn count(&mut self, now: Duration, limits: Throttle) -> Result<(), Duration> {
        let share = Duration::from_secs(1) / limits.per_second.max(1);
        let full_at = self.full_at.max(now);
        let most_ahead = share * (limits.burst.max(1) - 1);
        let too_early = full_at.saturating_sub(now).saturating_sub(most_ahead);
        if !too_early.is_zero() {
            return Err(too_early);
        }
        let day_began = self
            .day_began
            .filter(|began| now < *began + DAY)
            .unwrap_or_else(|| {
                self.calls_of_the_day = 0;
                now
            });
        self.day_began = Some(day_began);
        if self.calls_of_the_day >= limits.per_day {
            return Err((day_began + DAY).saturating_sub(now));
        }
        self.calls_of_the_day += 1;
        self.full_at = full_at + share;
        Ok(())
    }
}
