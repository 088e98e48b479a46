//! What became of a row, for machines.

use serde::Serialize;
use vendor_core::wire::RawJson;
use vendor_core::{Delivery, Response};

use crate::failure::CallFailure;

/// Every member is always there, `null` where there is nothing to say.
#[derive(Serialize)]
pub(super) struct RowResult<'a> {
    line: u64,
    delivery: &'a str,
    /// As it came.
    answer: Option<RawJson>,
    error: Option<String>,
}

impl RowResult<'_> {
    pub(super) fn of<A>(line: u64, outcome: &Result<Response<A>, CallFailure>) -> Self {
        let (delivery, answer, error) = match outcome {
            // A body that was decoded as JSON is JSON.
            Ok(answer) => (
                Delivery::Done,
                vendor_core::decode(answer.body()).ok(),
                None,
            ),
            Err(failure) => (failure.error.delivery(), None, Some(failure.to_string())),
        };
        Self {
            line,
            delivery: delivery.as_str(),
            answer,
            error,
        }
    }
}
