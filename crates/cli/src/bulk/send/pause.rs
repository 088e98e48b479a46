//! A vendor that is asked too fast says so: then no row is started until its wait is over.

use std::time::{Duration, Instant};

/// When the next row may be started.
#[derive(Debug, Default)]
pub(super) struct Pause {
    until: Option<Instant>,
    /// How many pauses there were since a call went through.
    in_a_row: u32,
}

/// Where the vendor does not say how long.
const USUAL: Duration = Duration::from_secs(1);

/// Nobody waits longer at a terminal.
const LONGEST: Duration = Duration::from_secs(300);

/// After so many pauses in a row, waiting does not help.
const MOST: u32 = 5;

impl Pause {
    /// The vendor asks to wait so long. Gives the wait if it is a new one, or nothing if there is none to be had.
    pub(super) fn begin(&mut self, asked: Option<Duration>, now: Instant) -> Asked {
        let wait = asked.unwrap_or(USUAL);
        if wait > LONGEST {
            return Asked::TooLong;
        }
        // Several calls in flight hear the same.
        let is_on = self.until.is_some_and(|until| until > now);
        if !is_on {
            self.in_a_row += 1;
        }
        if self.in_a_row > MOST {
            return Asked::TooLong;
        }
        let until = now + wait;
        self.until = Some(self.until.map_or(until, |known| known.max(until)));
        if is_on {
            Asked::Again
        } else {
            Asked::First(wait)
        }
    }

    /// A call went through.
    pub(super) fn forget(&mut self) {
        self.in_a_row = 0;
    }

    /// How long no row may be started.
    pub(super) fn left(&self, now: Instant) -> Option<Duration> {
        let left = self.until?.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }
}

/// What follows from being asked to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A pause of this length begins.
    First(Duration),
    /// It is on already.
    Again,
    /// Longer or more often than is waited for.
    TooLong,
}

#[cfg(test)]
mod tests {
    use vendor_core::{Clock as _, SystemClock};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn lasts_as_long_as_the_longest_wait_that_was_asked_for() {
        let now = SystemClock.now();
        let mut pause = Pause::default();
        assert_eq!(pause.left(now), None);
        assert_eq!(pause.begin(Some(7 * SECOND), now), Asked::First(7 * SECOND));
        assert_eq!(pause.begin(Some(3 * SECOND), now), Asked::Again);
        assert_eq!(pause.left(now + SECOND), Some(6 * SECOND));
        assert_eq!(pause.left(now + 7 * SECOND), None);
    }

    #[test]
    fn is_not_begun_for_longer_than_anybody_waits() {
        let now = SystemClock.now();
        assert_eq!(
            Pause::default().begin(Some(301 * SECOND), now),
            Asked::TooLong
        );
        assert_eq!(
            Pause::default().begin(Some(300 * SECOND), now),
            Asked::First(300 * SECOND)
        );
    }

    #[test]
    fn is_begun_five_times_until_a_call_goes_through() {
        let mut now = SystemClock.now();
        let mut pause = Pause::default();
        let mut begin = |pause: &mut Pause| {
            now += 10 * SECOND;
            pause.begin(None, now)
        };
        for _ in 0..5 {
            assert_eq!(begin(&mut pause), Asked::First(SECOND));
        }
        assert_eq!(begin(&mut pause), Asked::TooLong);
        pause.forget();
        assert_eq!(begin(&mut pause), Asked::First(SECOND));
    }
}
