//! A decoder and the value that it gave, for those who do not know its type.

use std::any::Any;

use bytes::Bytes;

use crate::decode::DecodeError;

/// Decodes the body of an attempt's answer. Of several attempts the last value counts.
pub(crate) trait Decoding: Send {
    fn decode(&mut self, body: &Bytes) -> Result<(), DecodeError>;

    /// What the body was decoded to.
    fn value(&self) -> Option<&dyn Any>;
}

/// A decoder and the place for its value.
pub(crate) struct Decoded<F, T> {
    decode: F,
    value: Option<T>,
}

impl<F, T> Decoded<F, T> {
    pub(crate) fn by(decode: F) -> Self {
        Self {
            decode,
            value: None,
        }
    }

    pub(crate) fn into_value(self) -> Option<T> {
        self.value
    }
}

impl<F, T> Decoding for Decoded<F, T>
where
    F: FnMut(&Bytes) -> Result<T, DecodeError> + Send,
    T: Send + 'static,
{
    fn decode(&mut self, body: &Bytes) -> Result<(), DecodeError> {
        self.value = None;
        self.value = Some((self.decode)(body)?);
        Ok(())
    }

    fn value(&self) -> Option<&dyn Any> {
        let value = self.value.as_ref()?;
        Some(value)
    }
}
