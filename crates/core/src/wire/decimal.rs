//! Exact decimals in JSON: `#[serde(with = "vendor_core::wire::decimal")]`.
//!
//! rust_decimal's own serde support reads a JSON number through a float and loses digits from the sixteenth
//! on; its features that change this change it for every crate of a program. This module reads the number's
//! text instead, in whatever way other crates have configured rust_decimal or serde_json. A quoted number is
//! read too; a number is written, with the digits and the scale that it has.
//!
//! It does not work inside `#[serde(flatten)]`, untagged and internally tagged enums, which buffer numbers.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// Writes a JSON number.
pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(value.to_string())
        .map_err(|_| S::Error::custom("a decimal is not a JSON number"))?
        .serialize(serializer)
}

/// Reads a JSON number, or a number in quotes. More than 28 significant digits are an error, not rounded.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    parse(raw.get()).ok_or_else(|| D::Error::custom(EXPECTED))
}

/// serde's own form, so that our errors can tell the expected type from the vendor's text.
const EXPECTED: &str = "invalid value, expected a decimal number of at most 28 digits";

fn parse(json: &str) -> Option<Decimal> {
    let number = json
        .strip_prefix('"')
        .map_or(Some(json), |rest| rest.strip_suffix('"'))?
        .trim();
    // rust_decimal reads more than JSON knows: underscores, a plus sign, a bare point.
    serde_json::from_str::<&RawValue>(number)
        .ok()
        .filter(|_| is_number(number))?;
    let Some((digits, exponent)) = number.split_once(['e', 'E']) else {
        return Decimal::from_str_exact(number).ok();
    };
    // rust_decimal's own reading of exponents rounds what it cannot hold.
    let mut value = Decimal::from_str_exact(digits).ok()?;
    let scale = i64::from(value.scale()).checked_sub(exponent.parse().ok()?)?;
    value.set_scale(u32::try_from(scale.max(0)).ok()?).ok()?;
    for _ in scale..0 {
        value = value.checked_mul(Decimal::TEN)?;
        if value.is_zero() {
            break;
        }
    }
    Some(value)
}

fn is_number(json: &str) -> bool {
    json.starts_with(|c: char| c == '-' || c.is_ascii_digit())
}

/// The same for a member that may be left out.
pub mod option {
    use super::{Decimal, Deserialize, Deserializer, EXPECTED, RawValue, Serializer, parse};
    use serde::de::Error as _;

    /// Writes a JSON number, or null.
    pub fn serialize<S: Serializer>(
        value: &Option<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => super::serialize(value, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a JSON number, a number in quotes, or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Decimal>, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        if raw.get() == "null" {
            return Ok(None);
        }
        parse(raw.get())
            .map(Some)
            .ok_or_else(|| D::Error::custom(EXPECTED))
    }
}

/// The same for a member that may be left out or null.
pub mod nullable {
    use super::{Decimal, Deserializer, Serializer};
    use crate::wire::Nullable;

    /// Writes a JSON number, or null.
    pub fn serialize<S: Serializer>(
        value: &Nullable<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        super::option::serialize(&value.value().copied(), serializer)
    }

    /// Reads a JSON number, a number in quotes, or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Nullable<Decimal>, D::Error> {
        super::option::deserialize(deserializer).map(Nullable::from)
    }
}
