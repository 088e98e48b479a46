//! Dates of all forms.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use vendor_core::chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use vendor_core::wire::{DotnetDateTime, LocalDateTime, OffsetDateTime, datetime};

use super::texts;

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct DotnetOffset(#[serde(with = "datetime::dotnet_offset")] OffsetDateTime);

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Naive(#[serde(with = "datetime::naive")] LocalDateTime);

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Naive7(#[serde(with = "datetime::naive_7")] LocalDateTime);

pub(super) fn rfc3339(bytes: &[u8]) {
    let Some((text, date)) = read::<OffsetDateTime>(bytes) else {
        return;
    };
    agrees_with_chrono(&text, date);
    is_written_with(&date, &text, 9);
}

pub(super) fn dotnet_offset(bytes: &[u8]) {
    let Some((text, DotnetOffset(date))) = read::<DotnetOffset>(bytes) else {
        return;
    };
    agrees_with_chrono(&text, date);
    is_written_with(&DotnetOffset(date), &text, 7);
}

pub(super) fn dotnet(bytes: &[u8]) {
    let Some((text, date)) = read::<DotnetDateTime>(bytes) else {
        return;
    };
    match date {
        DotnetDateTime::Offset(date) => agrees_with_chrono(&text, date),
        DotnetDateTime::Local(date) => local_agrees_with_chrono(&text, date),
    }
    is_written_with(&date, &text, 7);
}

pub(super) fn naive(bytes: &[u8]) {
    let Some((text, Naive(date))) = read::<Naive>(bytes) else {
        return;
    };
    local_agrees_with_chrono(&text, date);
    is_written_with(&Naive(date), &text, 9);
}

pub(super) fn naive_7(bytes: &[u8]) {
    let Some((text, Naive7(date))) = read::<Naive7>(bytes) else {
        return;
    };
    if !text.starts_with("/Date(") {
        local_agrees_with_chrono(&text, date);
    }
    let written = serde_json::to_string(&Naive7(date)).expect("what was read is written");
    let written: String = serde_json::from_str(&written).expect("a text");
    assert_eq!(written.len(), "2024-10-15T05:29:19.0000000".len(), "{text}");
    let again: LocalDateTime = written.parse().expect("it was written by us");
    assert_eq!(to_digits(again.at(), 7), to_digits(date.at(), 7), "{text}");
}

/// A date as a JSON text, and the date that it is read as.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<(String, T)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let json = serde_json::to_string(text).expect("a text");
    let date = serde_json::from_str(&json).ok()?;
    Some((text.to_owned(), date))
}

fn agrees_with_chrono(text: &str, date: OffsetDateTime) {
    let theirs = DateTime::parse_from_rfc3339(text).expect("chrono reads it too");
    assert_eq!(theirs, date.at(), "{text}");
    assert_eq!(theirs.offset(), date.at().offset(), "{text}");
}

fn local_agrees_with_chrono(text: &str, date: LocalDateTime) {
    let theirs = text.parse::<NaiveDateTime>().expect("chrono reads it too");
    assert_eq!(theirs, date.at(), "{text}");
}

/// Written with the digits of a fraction that were read, as far as the form has so many; and read again, it is the
/// same. A date that cannot be written, of the year 0 for example, is not.
fn is_written_with<T: Serialize + DeserializeOwned>(date: &T, text: &str, most: usize) {
    let Ok(written) = serde_json::to_string(date) else {
        let year_in = |range: std::ops::RangeInclusive<i32>| {
            DateTime::parse_from_rfc3339(text).is_ok_and(|date| range.contains(&date.year()))
        };
        assert!(!year_in(1..=9999), "{text} can be written");
        return;
    };
    assert_eq!(
        digits(&written),
        digits(text).min(most),
        "{text}: {written}"
    );
    let again: T = serde_json::from_str(&written).expect("it was written by us");
    let again = serde_json::to_string(&again).expect("it was read");
    assert_eq!(again, written, "{text}");
}

/// How many digits of a fraction a date has, as far as chrono holds them.
fn digits(date: &str) -> usize {
    let fraction = date.split_once('.').map_or("", |(_, rest)| rest);
    let digits = fraction.bytes().take_while(u8::is_ascii_digit);
    digits.count().min(9)
}

fn to_digits(date: NaiveDateTime, digits: u32) -> (NaiveDateTime, u32) {
    let nanoseconds = date.nanosecond() % 1_000_000_000;
    let whole = date.with_nanosecond(0).expect("it is in range");
    (whole, nanoseconds / 10_u32.pow(9 - digits))
}

/// An HTTP date in one of the three forms of RFC 9110, read letter by letter. A year of two digits is the one that is
/// not more than 50 years after `now`.
#[must_use]
pub fn http_date(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let words: Vec<&str> = text.split(' ').collect();
    let (weekday, day, month, year, time) = match *words.as_slice() {
        [weekday, day, month, year, time, "GMT"] => {
            let weekday = weekday.strip_suffix(',')?;
            let fits = weekday.len() == 3 && day.len() == 2 && year.len() == 4;
            fits.then_some((weekday, number(day)?, month, number(year)?, time))?
        }
        [weekday, date, time, "GMT"] => {
            let (weekday, date) = (weekday.strip_suffix(',')?, date.split('-'));
            let [day, month, year] = *date.collect::<Vec<_>>() else {
                return None;
            };
            let fits = weekday.len() > 3 && day.len() == 2 && year.len() == 2;
            let year = fits.then_some(number(year)?)? + now.year() / 100 * 100;
            let is_far = year > now.year() + 50;
            let year = if is_far { year - 100 } else { year };
            (weekday, number(day)?, month, year, time)
        }
        [weekday, month, "", day, time, year] if day.len() == 1 && year.len() == 4 => {
            (weekday, number(day)?, month, number(year)?, time)
        }
        [weekday, month, day, time, year] if day.len() == 2 && year.len() == 4 => {
            (weekday, number(day)?, month, number(year)?, time)
        }
        _ => return None,
    };
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = (month.len() == 3).then(|| months.find(month))?? / 3 + 1;
    let [hour, minute, second] = *time.split(':').collect::<Vec<_>>() else {
        return None;
    };
    let part = |text: &str| (text.len() == 2).then(|| number(text)?.try_into().ok())?;
    let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let known = [date.format("%a").to_string(), date.format("%A").to_string()];
    let at = date.and_hms_opt(part(hour)?, part(minute)?, part(second)?)?;
    known
        .iter()
        .any(|name| name == weekday)
        .then(|| at.and_utc())
}

fn number(text: &str) -> Option<i32> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    texts([
        "2024-10-15T05:29:19+02:00",
        "2024-10-15T05:29:19.1234567-11:30",
        "2024-10-15T05:29:19.123456789012Z",
        "2024-10-15t05:29:19z",
        "2016-12-31T23:59:60Z",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59.9999999",
        "2024-10-15T05:29:19",
        "2024-10-15T05:29:19.000",
        "/Date(1729000000000+0200)/",
        "/Date(-62135596800000)/",
    ])
}
