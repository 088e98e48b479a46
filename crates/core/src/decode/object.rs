//! Whether a type is read from a JSON object.

use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;

/// Whether the type is a struct with named members.
pub(super) fn is_meant_by<T: DeserializeOwned>() -> bool {
    matches!(T::deserialize(Question), Err(Asked::ForStruct))
}

/// Holds no value: it only hears what a type asks for first.
struct Question;

#[derive(Debug)]
enum Asked {
    ForStruct,
    ForAnythingElse,
}

impl<'de> Deserializer<'de> for Question {
    type Error = Asked;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Asked> {
        Err(Asked::ForStruct)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        Err(Asked::ForAnythingElse)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no value")
    }
}

impl std::error::Error for Asked {}

impl Error for Asked {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::ForAnythingElse
    }
}
