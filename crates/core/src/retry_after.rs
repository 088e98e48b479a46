//! The `Retry-After` header: seconds, or a date in one of the three forms of RFC 9110.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, NaiveDateTime, Utc};
use http::HeaderMap;
use http::header::RETRY_AFTER;

use crate::clock::Clock;

/// How long the vendor asks to wait. A date in the past is zero; what is neither is ignored.
pub(crate) fn parse(headers: &HeaderMap, clock: &dyn Clock) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() {
        // More digits than a u64 holds still mean "very long".
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let now = clock.utc();
    let date = parse_http_date(value, now)?;
    Some((date - now).to_std().unwrap_or_default())
}

fn parse_http_date(value: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    ["%a, %d %b %Y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(value, form).ok())
        .or_else(|| parse_rfc850_date(value, now))
        .map(|date| date.and_utc())
}

/// The form with a year of two digits, which means the last such year that is no more than 50 years ahead.
fn parse_rfc850_date(value: &str, now: DateTime<Utc>) -> Option<NaiveDateTime> {
    let (day, rest) = value.rsplit_once('-')?;
    let (year, time) = rest.split_at_checked(2)?;
    let year: i32 = year.parse::<u8>().ok().map(i32::from)?;
    let latest = now.year() + 50;
    let year = latest - (latest - year).rem_euclid(100);
    let text = format!("{day}-{year}{time}");
    NaiveDateTime::parse_from_str(&text, "%A, %d-%b-%Y %H:%M:%S GMT").ok()
}
