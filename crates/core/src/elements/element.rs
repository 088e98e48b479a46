//! How one element is decoded.

use serde::de::DeserializeOwned;

use crate::decode::{DecodeError, decode};
use crate::wire::RawJson;

/// An element with the text that it was decoded from: see [`Elements::next_with_json`](crate::Elements::next_with_json).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Element<T> {
    /// The element as it came.
    pub json: RawJson,
    /// The element, or why it does not decode; the error's path begins in the element.
    pub value: Result<T, DecodeError>,
}

impl<T: DeserializeOwned> Element<T> {
    fn at_hand(bytes: &[u8]) -> Option<(Self, usize)> {
        let (value, length) = object_at_hand(bytes)?;
        let text = str::from_utf8(&bytes[..length]).ok()?;
        let element = Self {
            json: RawJson::of_decoded(text),
            value: Ok(value),
        };
        Some((element, length))
    }

    fn of_text(text: &[u8]) -> Result<Self, DecodeError> {
        let json: RawJson = decode(text)?;
        let value = json.decode();
        Ok(Self { json, value })
    }
}

/// How an element is made.
pub(super) struct Decoding<E> {
    /// Of the object that the bytes begin with, and with how many of them; `None` if it does not decode, or is not all
    /// there. A shortcut: then the object's text is cut out, and `text` says what is wrong with it.
    pub(super) at_hand: fn(&[u8]) -> Option<(E, usize)>,
    /// Of its text.
    pub(super) text: fn(&[u8]) -> Result<E, DecodeError>,
}

impl<T: DeserializeOwned> Decoding<T> {
    pub(super) fn value() -> Self {
        Self {
            at_hand: object_at_hand,
            text: decode,
        }
    }
}

impl<T: DeserializeOwned> Decoding<Element<T>> {
    pub(super) fn with_json() -> Self {
        Self {
            at_hand: Element::at_hand,
            text: Element::of_text,
        }
    }
}

/// Decodes an object while it looks for the object's end.
fn object_at_hand<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, usize)> {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter();
    let value = values.next()?.ok()?;
    let length = values.byte_offset();
    // Nothing, for a type that does not look at what it is decoded from.
    (length > 0).then_some((value, length))
}
