//! What a confirmation is sent with.

use vendor_core::wire::RawJson;
use vendor_core::{Idempotency, Request};

use crate::operations::ValidateLeads;

/// The body of [`validate_leads`](crate::Client::validate_leads). No page shows it, so the form is yours to
/// choose, as the vendor has agreed it with you. All four are inferred.
///
/// Where nothing was agreed, begin with [`Leads`](Self::Leads): it names what it confirms, so a lead that you
/// have never seen is not confirmed by it, and repeating it is harmless. If the vendor expects something else,
/// the worst is that the leads come again. It is what an [`Intake`](crate::Intake) does by default.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Validation {
    /// A bare integer, as a fetch has one: it confirms the fetch as a whole.
    Integer(i32),
    /// An array of `IDLeadBank`: it confirms these leads. An empty one is refused before it is sent, since
    /// nobody knows whether the vendor takes it for none or for all.
    Leads(Vec<i64>),
    /// No body at all: it confirms the fetch as a whole.
    None,
    /// JSON of your own.
    Json(RawJson),
}

impl Validation {
    pub(crate) fn write_to(&self, request: &mut Request) {
        match self {
            Self::Integer(value) => request.json(value),
            Self::Leads(ids) => {
                request.violations().items("", ids, 1..);
                request.json(ids);
            }
            Self::None => {}
            Self::Json(json) => request.json(json),
        }
    }
}

impl ValidateLeads {
    /// Only a list says which leads it means, however often it is sent (inferred).
    pub(crate) fn idempotency(&self) -> Idempotency {
        match self.body {
            Some(Validation::Leads(_)) => Idempotency::Idempotent,
            _ => Idempotency::NotIdempotent,
        }
    }

    /// Only a list of one is about a single lead.
    pub(crate) fn is_bulk(&self) -> bool {
        !matches!(&self.body, Some(Validation::Leads(ids)) if ids.len() == 1)
    }
}

impl From<i32> for Validation {
    fn from(value: i32) -> Self {
        Self::Integer(value)
    }
}

impl From<Vec<i64>> for Validation {
    fn from(ids: Vec<i64>) -> Self {
        Self::Leads(ids)
    }
}

impl From<&[i64]> for Validation {
    fn from(ids: &[i64]) -> Self {
        Self::Leads(ids.to_vec())
    }
}

impl<const N: usize> From<[i64; N]> for Validation {
    fn from(ids: [i64; N]) -> Self {
        Self::Leads(ids.to_vec())
    }
}

impl From<RawJson> for Validation {
    fn from(json: RawJson) -> Self {
        Self::Json(json)
    }
}
