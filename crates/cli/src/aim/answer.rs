//! What all answers of the vendor have in common.

use aim_contracts::{AimStatus, Error, Response};
use vendor_core::Operation;

use super::advice;
use crate::failure::{CallFailure, Failure};
use crate::output::Output;

/// A call failed.
pub(super) fn failed(operation: &'static Operation) -> impl Fn(Error) -> CallFailure {
    move |error| {
        let advice = advice::after(&error);
        CallFailure::new(operation, error).advice(advice)
    }
}

/// Shows that a change was made.
pub(super) fn done<T>(
    answer: &Response<T>,
    output: &Output,
    status: impl FnOnce(&T) -> Option<&AimStatus>,
) -> Result<(), Failure> {
    output.answer(answer, |answer| {
        let code = status(answer).and_then(|status| status.status_code.as_deref());
        match code {
            Some(code) => format!("done; the vendor's status is {code}"),
            None => "done".to_owned(),
        }
    })
}
