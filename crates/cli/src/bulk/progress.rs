//! How far long work is, told from time to time.

use std::time::{Duration, Instant};

/// Rows that are done, of how many.
#[derive(Debug)]
pub(super) struct Progress {
    done: u64,
    rows: u64,
    told: Instant,
}

/// Often enough to see that it goes on, seldom enough for a log.
const BETWEEN: Duration = Duration::from_secs(10);

impl Progress {
    pub(super) fn of(rows: u64, now: Instant) -> Self {
        Self {
            done: 0,
            rows,
            told: now,
        }
    }

    /// What there is to tell after one more row.
    pub(super) fn one_more(&mut self, now: Instant) -> Option<String> {
        self.done += 1;
        if now.saturating_duration_since(self.told) < BETWEEN {
            return None;
        }
        self.told = now;
        Some(format!("{} of {} rows are done", self.done, self.rows))
    }
}

#[cfg(test)]
mod tests {
    use vendor_core::{Clock as _, SystemClock};

    use super::*;

    #[test]
    fn is_told_every_ten_seconds() {
        let start = SystemClock.now();
        let mut progress = Progress::of(9, start);
        let mut after = |seconds| progress.one_more(start + Duration::from_secs(seconds));
        assert_eq!(after(1), None);
        assert_eq!(after(10).as_deref(), Some("2 of 9 rows are done"));
        assert_eq!(after(19), None);
        assert_eq!(after(31).as_deref(), Some("4 of 9 rows are done"));
    }
}
