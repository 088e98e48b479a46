//! Dates and times as vendors write them.
//!
//! Both types remember how many digits of a second's fraction were read, so that a date is written again as
//! it came. Plain serde writes RFC 3339 ([`OffsetDateTime`]) or ISO 8601 without an offset
//! ([`LocalDateTime`]); the modules here are for `#[serde(with = "..")]`, where a vendor wants another form.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::SystemTime;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDateTime, Timelike as _, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date and time with an offset from UTC. Two are equal when they are the same instant.
///
/// Made from a text (`"2024-10-15T05:29:19+02:00".parse()`), from a date of [chrono], or from the system's time:
/// `OffsetDateTime::from(SystemTime::now())`.
#[derive(Clone, Copy)]
pub struct OffsetDateTime {
    at: DateTime<FixedOffset>,
    /// The offset is written as `Z`.
    zulu: bool,
    digits: Option<u8>,
}

/// A date and time without an offset, in a time zone that only the vendor knows.
#[derive(Clone, Copy)]
pub struct LocalDateTime {
    at: NaiveDateTime,
    digits: Option<u8>,
}

/// A date and time as .NET writes a `DateTime`: with an offset where it knows the zone, without one where it
/// does not (what a database gave, or the minimum date of a value that was never set).
///
/// Written as it was read, with at most seven digits of a fraction.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum DotnetDateTime {
    /// With an offset.
    Offset(OffsetDateTime),
    /// Without one: in a time zone that only the vendor knows.
    Local(LocalDateTime),
}

/// A text is not a date and time of the expected form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseDateTimeError(&'static str);

impl fmt::Display for ParseDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(expected) = self;
        write!(f, "expected {expected}")
    }
}

impl std::error::Error for ParseDateTimeError {}

const RFC3339: &str = "a date and time with an offset, as 2024-10-15T05:29:19+02:00";
const LOCAL: &str = "a date and time without an offset, as 2024-10-15T05:29:19";
const UNWRITABLE: &str =
    "a date outside of the years 1 to 9999, or with an offset that is no whole number of minutes";
const DOTNET: &str = "a date and time, as 2024-10-15T05:29:19, with or without an offset";

impl OffsetDateTime {
    /// The instant and its offset.
    #[must_use]
    pub fn at(&self) -> DateTime<FixedOffset> {
        self.at
    }

    /// The instant in UTC.
    #[must_use]
    pub fn to_utc(&self) -> DateTime<Utc> {
        self.at.to_utc()
    }

    /// The date and time at its offset. At the very end of the calendar, where that does not exist, in UTC.
    fn local(&self) -> NaiveDateTime {
        let utc = self.at.naive_utc();
        utc.checked_add_offset(*self.at.offset()).unwrap_or(utc)
    }

    fn is_writable(&self) -> bool {
        is_calendar_year(self.local().year()) && self.at.offset().local_minus_utc() % 60 == 0
    }

    fn write(&self, most_digits: u8) -> String {
        let offset = if self.zulu {
            "Z".to_owned()
        } else {
            self.at.offset().to_string()
        };
        format!(
            "{}{offset}",
            write_local(self.local(), self.digits, most_digits)
        )
    }
}

impl LocalDateTime {
    /// The date and time.
    #[must_use]
    pub fn at(&self) -> NaiveDateTime {
        self.at
    }

    fn is_writable(&self) -> bool {
        is_calendar_year(self.at.year())
    }

    /// `/Date(1729000000000+0200)/`, as older .NET serialisers write it: milliseconds since 1970, in UTC
    /// where no offset is given.
    fn from_dotnet_json(text: &str) -> Option<Self> {
        let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
        let sign = inner
            .char_indices()
            .skip(1)
            .find(|(_, c)| matches!(c, '+' | '-'))
            .map(|(at, _)| at);
        let (milliseconds, offset) = sign.map_or((inner, ""), |at| inner.split_at(at));
        let at = DateTime::from_timestamp_millis(milliseconds.parse().ok()?)?;
        let at = if offset.is_empty() {
            at.naive_utc()
        } else {
            at.naive_utc().checked_add_offset(offset.parse().ok()?)?
        };
        is_calendar_year(at.year()).then_some(Self { at, digits: None })
    }
}

impl DotnetDateTime {
    /// The date and time where it was taken: at its offset, if it has one.
    #[must_use]
    pub fn local(&self) -> LocalDateTime {
        match self {
            Self::Offset(date) => LocalDateTime {
                at: date.local(),
                digits: date.digits,
            },
            Self::Local(date) => *date,
        }
    }

    fn is_writable(&self) -> bool {
        match self {
            Self::Offset(date) => date.is_writable(),
            Self::Local(date) => date.is_writable(),
        }
    }

    /// With its offset, if it has one.
    #[must_use]
    pub fn offset(&self) -> Option<OffsetDateTime> {
        match self {
            Self::Offset(date) => Some(*date),
            Self::Local(_) => None,
        }
    }
}

/// The years that four digits can write, and .NET can read.
fn is_calendar_year(year: i32) -> bool {
    (1..=9999).contains(&year)
}

impl FromStr for OffsetDateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| ParseDateTimeError(RFC3339))?;
        Ok(Self {
            at,
            zulu: text.ends_with(['Z', 'z']),
            digits: Some(count_digits(text)),
        })
    }
}

impl FromStr for LocalDateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
            .ok()
            .filter(|at| is_calendar_year(at.year()))
            .ok_or(ParseDateTimeError(LOCAL))?;
        Ok(Self {
            at,
            digits: Some(count_digits(text)),
        })
    }
}

impl FromStr for DotnetDateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        let offset = text.parse().map(Self::Offset);
        offset
            .or_else(|_| text.parse().map(Self::Local))
            .map_err(|_: ParseDateTimeError| ParseDateTimeError(DOTNET))
    }
}

/// How many digits of a fraction a text has; more than the nine that are kept count as nine.
fn count_digits(text: &str) -> u8 {
    let fraction = text.split_once('.').map_or("", |(_, rest)| rest);
    fraction
        .bytes()
        .take(9)
        .take_while(u8::is_ascii_digit)
        .map(|_| 1)
        .sum()
}

/// With the given number of digits, or without one as many as the value needs.
fn write_local(at: NaiveDateTime, digits: Option<u8>, most_digits: u8) -> String {
    // A leap second is a nanosecond count above the second.
    let nanoseconds = at.nanosecond() % 1_000_000_000;
    let fraction = format!("{nanoseconds:09}");
    let needed = fraction.trim_end_matches('0').len();
    let digits = digits
        .map_or(needed, usize::from)
        .min(usize::from(most_digits));
    let seconds = at.format("%Y-%m-%dT%H:%M:%S");
    match fraction.get(..digits) {
        Some(fraction) if digits > 0 => format!("{seconds}.{fraction}"),
        _ => seconds.to_string(),
    }
}

impl From<DateTime<Utc>> for OffsetDateTime {
    fn from(at: DateTime<Utc>) -> Self {
        Self {
            at: at.fixed_offset(),
            zulu: true,
            digits: None,
        }
    }
}

impl From<SystemTime> for OffsetDateTime {
    fn from(at: SystemTime) -> Self {
        DateTime::<Utc>::from(at).into()
    }
}

impl From<DateTime<FixedOffset>> for OffsetDateTime {
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self {
            at,
            zulu: false,
            digits: None,
        }
    }
}

impl From<NaiveDateTime> for LocalDateTime {
    fn from(at: NaiveDateTime) -> Self {
        Self { at, digits: None }
    }
}

/// Up to nine digits of a fraction: what chrono can hold.
impl fmt::Display for OffsetDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write(9))
    }
}

/// Up to nine digits of a fraction: what chrono can hold.
impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_local(self.at, self.digits, 9))
    }
}

/// Up to seven digits of a fraction: what .NET can hold.
impl fmt::Display for DotnetDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(date) => f.write_str(&date.write(7)),
            Self::Local(date) => f.write_str(&write_local(date.at, date.digits, 7)),
        }
    }
}

macro_rules! compare_by_time {
    ($type:ty) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.at == other.at
            }
        }

        impl Eq for $type {}

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.at.cmp(&other.at)
            }
        }

        impl Hash for $type {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.at.hash(state);
            }
        }
    };
}

macro_rules! written_as_text {
    ($type:ty) => {
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.is_writable() {
                    serializer.collect_str(self)
                } else {
                    Err(serde::ser::Error::custom(UNWRITABLE))
                }
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read(deserializer, |text| {
                    text.parse().map_err(|ParseDateTimeError(form)| form)
                })
            }
        }
    };
}

compare_by_time!(OffsetDateTime);
compare_by_time!(LocalDateTime);
written_as_text!(OffsetDateTime);
written_as_text!(LocalDateTime);
written_as_text!(DotnetDateTime);

/// Reads a text by a parser that names the form it expected; the text itself stays out of the error.
fn read<'de, D, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, &'static str>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
    parse(&text)
        .map_err(|form| serde::de::Error::custom(format_args!("invalid value, expected {form}")))
}

/// A serde module for one written form of a date, with twins for optional and nullable members.
macro_rules! written_form {
    ($(#[$doc:meta])+ $name:ident, $type:ident, $write:expr, $read:expr) => {
        $(#[$doc])+
        pub mod $name {
            use serde::{Deserializer, Serializer};

            use super::*;

            /// Writes the date in this form.
            pub fn serialize<S: Serializer>(value: &$type, serializer: S) -> Result<S::Ok, S::Error> {
                if !value.is_writable() {
                    return Err(serde::ser::Error::custom(UNWRITABLE));
                }
                let write: fn(&$type) -> String = $write;
                serializer.serialize_str(&write(value))
            }

            /// Reads the date in this form.
            pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                let parse: fn(&str) -> Result<$type, ParseDateTimeError> = $read;
                read(deserializer, |text| parse(text).map_err(|ParseDateTimeError(form)| form))
            }

            /// The date as serde sees it inside an option.
            struct Wire($type);

            impl Serialize for Wire {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serialize(&self.0, serializer)
                }
            }

            impl<'de> Deserialize<'de> for Wire {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserialize(deserializer).map(Self)
                }
            }

            /// The same for a member that may be left out.
            pub mod option {
                use super::*;

                /// Writes the date in this form, or null.
                pub fn serialize<S: Serializer>(
                    value: &Option<$type>,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    value.map(Wire).serialize(serializer)
                }

                /// Reads the date in this form, or null.
                pub fn deserialize<'de, D: Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Option<$type>, D::Error> {
                    Option::<Wire>::deserialize(deserializer).map(|date| date.map(|Wire(date)| date))
                }
            }

            /// The same for a member that may be left out or null.
            pub mod nullable {
                use super::*;
                use crate::wire::Nullable;

                /// Writes the date in this form, or null.
                pub fn serialize<S: Serializer>(
                    value: &Nullable<$type>,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    super::option::serialize(&value.value().copied(), serializer)
                }

                /// Reads the date in this form, or null.
                pub fn deserialize<'de, D: Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Nullable<$type>, D::Error> {
                    super::option::deserialize(deserializer).map(Nullable::from)
                }
            }
        }
    };
}

written_form!(
    /// With an offset and at most seven digits of a fraction, as .NET reads it; more are cut.
    dotnet_offset,
    OffsetDateTime,
    |date| date.write(7),
    |text| text.parse()
);

written_form!(
    /// Without an offset and always with seven digits of a fraction; `/Date(..)/` is read too.
    naive_7,
    LocalDateTime,
    |date| write_local(date.at, Some(7), 7),
    |text| LocalDateTime::from_dotnet_json(text).map_or_else(|| text.parse(), Ok)
);

written_form!(
    /// Without an offset, with the digits of a fraction that were read or that it needs.
    naive,
    LocalDateTime,
    |date| write_local(date.at, date.digits, 9),
    |text| text.parse()
);
