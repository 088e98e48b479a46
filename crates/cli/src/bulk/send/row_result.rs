//! What became of a row, for machines.

use serde::Serialize;
use vendor_core::wire::RawJson;

use super::row_end::RowEnd;

/// Every member is always there, `null` where there is nothing to say.
#[derive(Serialize)]
pub(super) struct RowResult<'a> {
    line: u64,
    delivery: &'a str,
    id: Option<&'a str>,
    /// As it came.
    answer: Option<&'a RawJson>,
    error: Option<&'a str>,
}

impl<'a> RowResult<'a> {
    pub(super) fn of(line: u64, end: &'a RowEnd) -> Self {
        Self {
            line,
            delivery: end.state.as_str(),
            id: end.id.as_deref(),
            answer: end.answer.as_ref(),
            error: end.message.as_deref(),
        }
    }
}
