//! Dates of all forms.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use vendor_core::chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use vendor_core::wire::{DotnetDateTime, LocalDateTime, OffsetDateTime, datetime};

use crate::chance::Chance;
use crate::group::Group;

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct DotnetOffset(#[serde(with = "datetime::dotnet_offset")] OffsetDateTime);

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Naive(#[serde(with = "datetime::naive")] LocalDateTime);

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Naive7(#[serde(with = "datetime::naive_7")] LocalDateTime);

#[test]
fn dates() {
    let mut dates = Group::new("dates");
    dates.holds("with an offset: written as it was read", with_an_offset);
    dates.holds(
        "of .NET: written as it was read, with an offset and without",
        of_dotnet,
    );
    dates.holds(
        "with an offset for .NET: what is more than seven digits is cut",
        with_an_offset_for_dotnet,
    );
    dates.holds(
        "without an offset: written as it was read",
        without_an_offset,
    );
    dates.holds(
        "without an offset for AIM: always with seven digits",
        of_aim,
    );
    dates.holds(
        "/Date(..)/: milliseconds since 1970, moved by the offset",
        in_milliseconds,
    );
    dates.holds(
        "what is on no calendar or clock is read by nobody",
        impossible_ones,
    );
    dates.holds(
        "an instant is the same at any offset, and in the same order",
        instants,
    );
    dates.holds(
        "what four digits of a year cannot write is refused, the rest is written",
        unwritable_ones,
    );
}

fn with_an_offset(chance: &mut Chance) {
    let text = with_offset(chance, 9);
    assert_eq!(rewritten::<OffsetDateTime>(&text), Ok(text));
}

fn of_dotnet(chance: &mut Chance) {
    let text = if chance.flip() {
        with_offset(chance, 7)
    } else {
        without_offset(chance, 7)
    };
    assert_eq!(rewritten::<DotnetDateTime>(&text), Ok(text));
}

fn with_an_offset_for_dotnet(chance: &mut Chance) {
    let digits = chance.below(10);
    let date = date_and_time(chance);
    let (fraction, offset) = (fraction(chance, digits), offset(chance));
    let cut = fraction.get(..8).unwrap_or(&fraction);
    let text = format!("{date}{fraction}{offset}");
    let expected = format!("{date}{cut}{offset}");
    assert_eq!(rewritten::<DotnetOffset>(&text), Ok(expected));
}

fn without_an_offset(chance: &mut Chance) {
    let text = without_offset(chance, 9);
    assert_eq!(rewritten::<Naive>(&text), Ok(text.clone()));
    assert_eq!(rewritten::<LocalDateTime>(&text), Ok(text));
}

fn of_aim(chance: &mut Chance) {
    let digits = chance.below(10);
    let (date, fraction) = (date_and_time(chance), fraction(chance, digits));
    let padded = format!("{:0<7.7}", fraction.trim_start_matches('.'));
    let expected = format!("{date}.{padded}");
    assert_eq!(
        rewritten::<Naive7>(&format!("{date}{fraction}")),
        Ok(expected)
    );
}

fn in_milliseconds(chance: &mut Chance) {
    let at: NaiveDateTime = date_and_time(chance).parse().expect("a date");
    let milliseconds = at.and_utc().timestamp_millis() + chance.integer(0, 999);
    let hours = chance.integer(-12, 14);
    let text = format!("/Date({milliseconds}{hours:+03}00)/");
    let expected = DateTime::from_timestamp_millis(milliseconds + hours * 3_600_000);
    let expected = expected
        .expect("it is in range")
        .format("%FT%T.%3f0000")
        .to_string();
    // At the ends of the calendar the year may be none that four digits can write.
    if expected.len() == "2024-10-15T05:29:19.0000000".len() && !expected.starts_with("0000") {
        assert_eq!(rewritten::<Naive7>(&text), Ok(expected));
    } else {
        assert!(rewritten::<Naive7>(&text).is_err(), "{text}");
    }
}

fn impossible_ones(chance: &mut Chance) {
    let text = impossible(chance);
    for text in [text.clone(), format!("{text}Z"), format!("{text}+01:00")] {
        assert!(rewritten::<OffsetDateTime>(&text).is_err(), "{text}");
        assert!(rewritten::<DotnetDateTime>(&text).is_err(), "{text}");
        assert!(rewritten::<DotnetOffset>(&text).is_err(), "{text}");
        assert!(rewritten::<Naive>(&text).is_err(), "{text}");
        assert!(rewritten::<Naive7>(&text).is_err(), "{text}");
    }
}

fn instants(chance: &mut Chance) {
    let (one, other) = (instant(chance), instant(chance));
    let shifted = one.with_timezone(&zone(chance));
    assert_eq!(OffsetDateTime::from(one), OffsetDateTime::from(shifted));
    let ours = OffsetDateTime::from(shifted).cmp(&OffsetDateTime::from(other));
    assert_eq!(ours, one.cmp(&other));
}

fn unwritable_ones(chance: &mut Chance) {
    let at = instant(chance).with_timezone(&odd_zone(chance));
    let is_writable = is_writable(&at);
    let date = OffsetDateTime::from(at);
    let outcomes = [
        serde_json::to_string(&date).is_ok(),
        serde_json::to_string(&DotnetOffset(date)).is_ok(),
        serde_json::to_string(&DotnetDateTime::Offset(date)).is_ok(),
    ];
    assert_eq!(outcomes, [is_writable; 3], "{date}");
    if is_writable {
        let again: OffsetDateTime = date.to_string().parse().expect("it was written by us");
        assert_eq!(again, date);
    }
}

/// A text read as a date, and the date written again.
fn rewritten<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let json = serde_json::to_string(text).expect("a text");
    let date: T = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let written = serde_json::to_string(&date).map_err(|error| error.to_string())?;
    serde_json::from_str(&written).map_err(|error| error.to_string())
}

/// A date and time of the years 1 to 9999, to the second.
pub(crate) fn date_and_time(chance: &mut Chance) -> String {
    let first = NaiveDate::from_ymd_opt(1, 1, 1).expect("a date");
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");
    let leap = NaiveDate::from_ymd_opt(2024, 2, 29).expect("a date");
    let days = (last - first).num_days();
    let date = match chance.below(8) {
        0 => first,
        1 => last,
        2 => leap,
        _ => first + Days::new(chance.integer(0, days).unsigned_abs()),
    };
    let seconds = chance.integer(0, 86_399);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!(
        "{}T{hour:02}:{minute:02}:{second:02}",
        date.format("%Y-%m-%d")
    )
}

/// So many digits, after a point; nothing for none.
fn fraction(chance: &mut Chance, digits: usize) -> String {
    let digits: String = (0..digits)
        .map(|_| chance.pick(&['0', '5', '9', '1']))
        .collect();
    if digits.is_empty() {
        digits
    } else {
        format!(".{digits}")
    }
}

fn offset(chance: &mut Chance) -> String {
    if chance.flip() {
        return "Z".to_owned();
    }
    let (hours, minutes) = (chance.integer(-23, 23), chance.integer(0, 59));
    // RFC 3339 has it for an offset that nobody knows; it is written as +00:00.
    format!("{hours:+03}:{minutes:02}")
}

pub(crate) fn with_offset(chance: &mut Chance, most_digits: usize) -> String {
    let text = without_offset(chance, most_digits);
    format!("{text}{}", offset(chance))
}

pub(crate) fn without_offset(chance: &mut Chance, most_digits: usize) -> String {
    let digits = chance.below(most_digits + 1);
    let text = date_and_time(chance);
    format!("{text}{}", fraction(chance, digits))
}

/// A date and time without an offset that does not exist.
fn impossible(chance: &mut Chance) -> String {
    let year = chance.pick(&["1900", "2023", "0001", "9999"]);
    let date = chance.pick(&["13-01", "00-10", "04-31", "02-29", "10-00", "12-32"]);
    let time = chance.pick(&["24:00:00", "12:60:00", "12:00:61", "99:99:99"]);
    match chance.below(4) {
        0 => format!("{year}-{date}T05:29:19"),
        1 => format!("{year}-10-15T{time}"),
        2 => format!("{year}-10-15"),
        _ => format!(
            "{year}-10-15T05:29:19{}",
            chance.pick(&["x", ",5", ".", " ", "Z+"])
        ),
    }
}

/// Any instant that chrono has, most often one that a calendar has too.
pub(crate) fn instant(chance: &mut Chance) -> DateTime<Utc> {
    let seconds = match chance.below(4) {
        0 => DateTime::<Utc>::MIN_UTC.timestamp(),
        1 => DateTime::<Utc>::MAX_UTC.timestamp(),
        2 => chance.pick(&[-62_135_596_800, 253_402_300_799]) + chance.integer(-86_400, 86_400),
        _ => chance.integer(-62_135_596_800, 253_402_300_799),
    };
    let nanoseconds = u32::try_from(chance.integer(0, 999_999_999)).expect("below a second");
    DateTime::from_timestamp(seconds, nanoseconds).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

fn zone(chance: &mut Chance) -> FixedOffset {
    let minutes = i32::try_from(chance.integer(-1439, 1439)).expect("less than a day");
    FixedOffset::east_opt(minutes * 60).expect("less than a day")
}

/// One that need not be a whole number of minutes.
fn odd_zone(chance: &mut Chance) -> FixedOffset {
    if chance.flip() {
        return zone(chance);
    }
    let seconds = i32::try_from(chance.integer(-86_399, 86_399)).expect("less than a day");
    FixedOffset::east_opt(seconds).expect("less than a day")
}

/// Whether its local year has four digits, and its offset no seconds: by arithmetic on seconds alone.
pub(crate) fn is_writable(at: &DateTime<FixedOffset>) -> bool {
    let seconds = i64::from(at.offset().local_minus_utc());
    let local = at.timestamp() + seconds;
    let years = -62_135_596_800..253_402_300_800;
    years.contains(&local) && seconds % TimeDelta::minutes(1).num_seconds() == 0
}
