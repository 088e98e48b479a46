//! Whether this machine's clock is right: by the time at which an answer was made.

use vendor_core::HeaderMap;
use vendor_core::chrono::{DateTime, TimeDelta, Utc};

/// Tokens and certificates are valid from and until a time; a minute is more than an answer takes.
const TOLERATED: TimeDelta = TimeDelta::seconds(60);

/// The time of an answer has no parts of a second, and is as old as the way is long.
const UNNOTICED: TimeDelta = TimeDelta::seconds(5);

/// How far a clock is ahead of that of the server; nothing if a cache may have kept the answer for a while.
pub(super) fn ahead(headers: &HeaderMap, now: DateTime<Utc>) -> Option<TimeDelta> {
    if headers.contains_key("age") {
        return None;
    }
    let date = headers.get("date")?.to_str().ok()?;
    let date = DateTime::parse_from_rfc2822(date).ok()?;
    Some(now.signed_duration_since(date))
}

pub(super) fn is_tolerated(ahead: TimeDelta) -> bool {
    ahead.abs() < TOLERATED
}

/// In words, from this machine's side.
pub(super) fn describe(ahead: TimeDelta, server: &str) -> String {
    let by = roughly(ahead.abs());
    if ahead.abs() < UNNOTICED {
        format!("as {server} has it")
    } else if ahead > TimeDelta::zero() {
        format!("{by} ahead of {server}")
    } else {
        format!("{by} behind {server}")
    }
}

fn roughly(difference: TimeDelta) -> String {
    match difference.num_seconds() {
        seconds @ ..120 => format!("{seconds} s"),
        seconds @ 120..7_200 => format!("{} min", seconds / 60),
        seconds @ 7_200..172_800 => format!("{} h", seconds / 3_600),
        seconds => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use vendor_core::HeaderValue;

    use super::*;

    fn ahead_of(headers: &[(&'static str, &'static str)]) -> Option<TimeDelta> {
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap_or_default();
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        ahead(&headers, now)
    }

    #[test]
    fn the_difference_to_the_servers_time_is_told_from_our_side() {
        // 1,700,000,000 is 22:13:20.
        let behind = ahead_of(&[("date", "Tue, 14 Nov 2023 22:15:00 GMT")]);
        assert_eq!(behind, Some(TimeDelta::seconds(-100)));
        let ahead = ahead_of(&[("date", "Tue, 14 Nov 2023 22:13:00 GMT")]);
        assert_eq!(ahead, Some(TimeDelta::seconds(20)));
        assert_eq!(
            describe(TimeDelta::seconds(-100), "a:1"),
            "100 s behind a:1"
        );
        assert_eq!(describe(TimeDelta::seconds(20), "a:1"), "20 s ahead of a:1");
        assert_eq!(
            describe(TimeDelta::minutes(61), "a:1"),
            "61 min ahead of a:1"
        );
        assert_eq!(describe(TimeDelta::hours(-3), "a:1"), "3 h behind a:1");
        assert_eq!(
            describe(TimeDelta::days(400), "a:1"),
            "400 days ahead of a:1"
        );
        assert_eq!(describe(TimeDelta::seconds(-2), "a:1"), "as a:1 has it");
    }

    #[test]
    fn a_minute_is_too_much() {
        assert!(is_tolerated(TimeDelta::milliseconds(-59_999)));
        assert!(!is_tolerated(TimeDelta::seconds(60)));
        assert!(!is_tolerated(TimeDelta::seconds(-60)));
    }

    #[test]
    fn no_time_is_taken_from_a_cache_or_from_nonsense() {
        let date = ("date", "Tue, 14 Nov 2023 22:15:00 GMT");
        assert_eq!(ahead_of(&[date, ("age", "90")]), None);
        assert_eq!(ahead_of(&[("date", "yesterday")]), None);
        assert_eq!(ahead_of(&[]), None);
    }
}
