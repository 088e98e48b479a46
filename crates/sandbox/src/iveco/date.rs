//! Dates, which the vendor's framework reads in more forms than the contract has.

use chrono::{NaiveDate, NaiveDateTime};

use crate::violation::Violation;

/// .NET keeps so many digits of a fraction and forgets the rest.
const FRACTION_DIGITS: usize = 7;

/// What is wrong with a date: it cannot be read, it has no offset, or too many digits.
pub(super) fn check(place: &str, text: &str) -> Option<Violation> {
    if is_dotnet_date(text) {
        return Some(Violation::tolerated(
            place,
            "format",
            "the date is not RFC 3339",
        ));
    }
    let (local, has_offset) = without_offset(text);
    if !is_local(local) {
        return Some(Violation::new(place, "format", "the date cannot be read"));
    }
    if !has_offset {
        return Some(Violation::tolerated(
            place,
            "format",
            "the date has no offset",
        ));
    }
    let fraction = local.split_once('.').map_or("", |(_, digits)| digits);
    (fraction.len() > FRACTION_DIGITS).then(|| {
        Violation::tolerated(
            place,
            "precision",
            "the vendor keeps seven digits of a fraction",
        )
    })
}

/// `/Date(1772808212977+0100)/`
fn is_dotnet_date(text: &str) -> bool {
    text.strip_prefix("/Date(")
        .and_then(|rest| rest.strip_suffix(")/"))
        .is_some_and(|inner| {
            let digits = inner.strip_prefix('-').unwrap_or(inner);
            let (ticks, offset) = digits.split_once(['+', '-']).unwrap_or((digits, "0"));
            [ticks, offset]
                .iter()
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

/// The date before its offset, and whether there is one.
fn without_offset(text: &str) -> (&str, bool) {
    if let Some(local) = text.strip_suffix(['Z', 'z']) {
        return (local, true);
    }
    let offset_at = text.len().saturating_sub("+01:00".len());
    match text.split_at_checked(offset_at) {
        Some((local, offset)) if text.contains('T') && is_offset(offset) => (local, true),
        _ => (text, false),
    }
}

fn is_offset(text: &str) -> bool {
    let Some((hours, minutes)) = text
        .strip_prefix(['+', '-'])
        .and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    hours.parse::<u8>().is_ok_and(|hours| hours <= 14)
        && minutes.parse::<u8>().is_ok_and(|minutes| minutes < 60)
}

fn is_local(text: &str) -> bool {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").is_ok()
        || NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}
