//! How long to wait between two passes, as people say it.

use std::time::Duration;

/// Shorter ones would be no wait.
const SHORTEST: Duration = Duration::from_millis(100);

pub(super) const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// For the argument parser.
pub(super) fn parse(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let milliseconds: Option<u64> = match &text[digits.len()..] {
        "ms" => Some(1),
        "s" => Some(1_000),
        "m" | "min" => Some(60_000),
        "h" => Some(3_600_000),
        _ => None,
    };
    let number: Option<u64> = digits.trim_end().parse().ok();
    let product = number
        .zip(milliseconds)
        .and_then(|(n, ms)| n.checked_mul(ms));
    product
        .map(Duration::from_millis)
        .filter(|interval| (SHORTEST..=LONGEST).contains(interval))
        .ok_or_else(|| "expected a time from 100ms to 24h, such as 500ms, 30s, 5m or 1h".to_owned())
}
