//! JSON that no page describes, kept as it was written.

use std::fmt;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::decode::{DecodeError, decode};

/// A JSON value as the text that the vendor wrote: no digit of a number is lost, and members keep their order.
///
/// Texts are compared: `1.0` and `1.00` differ. `Debug` shows its length only, since it may hold personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct RawJson(Box<str>);

impl RawJson {
    /// The text of an object that was decoded from it, and which therefore is JSON.
    pub(crate) fn of_decoded(object: &str) -> Self {
        Self(object.into())
    }

    /// The JSON text.
    #[must_use]
    pub fn get(&self) -> &str {
        &self.0
    }

    /// Decodes the text into a type of yours.
    ///
    /// # Errors
    /// A [`DecodeError`] that names the path of the member that did not fit.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode(self.get().as_bytes())
    }
}

impl FromStr for RawJson {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        decode(text.as_bytes())
    }
}

/// JSON null.
impl Default for RawJson {
    fn default() -> Self {
        Self(RawValue::NULL.get().into())
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawJson({} bytes)", self.get().len())
    }
}

/// As it was written, by serde_json.
impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Only serde_json's own type is written as it is, and is made in no other way than by a look at the text.
        let raw: &RawValue = serde_json::from_str(&self.0).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(|raw| Self(raw.into()))
    }
}
