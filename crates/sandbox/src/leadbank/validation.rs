//! The forms in which reception is confirmed. No page documents the body of `ValidateGetLeads`.

use serde_json::Value;

use crate::request::Request;

/// Which form of `ValidateGetLeads` the stand-in accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Validation {
    /// Each of them.
    #[default]
    Any,
    /// A bare integer, which confirms all leads in progress.
    Integer,
    /// An array of `IDLeadBank`, which confirms these.
    Ids,
    /// An empty body or `null`, which confirms all leads in progress.
    NoBody,
    /// Any other JSON, which confirms all leads in progress.
    Json,
}

/// The body of a confirmation.
pub(super) enum Confirmation {
    Integer,
    Ids(Vec<i64>),
    NoBody,
    Json,
}

impl Confirmation {
    /// `None` if the body is not JSON.
    pub(super) fn read(request: &Request) -> Option<Self> {
        if request.body.is_empty() {
            return Some(Self::NoBody);
        }
        let body = serde_json::from_slice(&request.body).ok()?;
        Some(match &body {
            Value::Null => Self::NoBody,
            Value::Number(number) if number.is_i64() => Self::Integer,
            Value::Array(items) => match items.iter().map(Value::as_i64).collect() {
                Some(ids) => Self::Ids(ids),
                None => Self::Json,
            },
            _ => Self::Json,
        })
    }

    pub(super) fn is_accepted_by(&self, expected: Validation) -> bool {
        match expected {
            Validation::Any => true,
            Validation::Integer => matches!(self, Self::Integer),
            Validation::Ids => matches!(self, Self::Ids(_)),
            Validation::NoBody => matches!(self, Self::NoBody),
            Validation::Json => matches!(self, Self::Json),
        }
    }
}
