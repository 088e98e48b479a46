//! What a stand-in may demand of its callers where the vendor does not say how they are recognised.

use std::fmt;

use crate::request::Request;

/// A header that each call must have. `Debug` does not show its value.
#[derive(Clone, PartialEq, Eq)]
pub struct RequiredHeader {
    name: String,
    value: String,
}

impl RequiredHeader {
    /// This header with exactly this value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }

    pub(crate) fn is_in(&self, request: &Request) -> bool {
        request.header(&self.name) == Some(self.value.as_str())
    }
}

impl fmt::Debug for RequiredHeader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequiredHeader")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
