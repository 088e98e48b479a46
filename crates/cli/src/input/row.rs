//! One of many requests, each of which is a text of its own.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use vendor_core::validate::{Violation, Violations};

use super::mistakes;

/// What is wrong with a row, in words that follow its name.
#[derive(Debug)]
pub(crate) enum RowMistakes {
    NoJson { column: usize },
    Members(Vec<Violation>),
}

/// Reads a request by the rules of [`one`](super::one).
pub(crate) fn row<T: DeserializeOwned + Serialize>(
    text: &str,
    rules: impl Fn(&T, &mut Violations),
) -> Result<T, RowMistakes> {
    let value: Value = serde_json::from_str(text).map_err(|error| RowMistakes::NoJson {
        column: error.column(),
    })?;
    match mistakes::of(&value, rules) {
        found if found.is_empty() => {}
        found => return Err(RowMistakes::Members(found)),
    }
    vendor_core::decode(text.as_bytes())
        .map_err(|error| RowMistakes::Members(mistakes::of_decoding(&error)))
}
