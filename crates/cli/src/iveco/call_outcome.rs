//! `--call`: one call to the workshop, as `telephone=+390110071111,attempt=1,at=2026-03-06T15:40:00Z,outcome=3`.

use iveco_bt::CallOutcome;

use super::activate::{NUMBER, TIME};
use crate::input::{Options, pairs};

/// Reads the `position`th call; `None` if it cannot be sent.
pub(super) fn read(position: usize, text: &str, options: &mut Options) -> Option<CallOutcome> {
    let option = format!("--call {position}");
    let keys = ["telephone", "attempt", "at", "outcome"];
    let [telephone, attempt, at, outcome] = pairs(&option, text, keys, options);
    if outcome.is_none() {
        options.wrong(&option, "lacks outcome=CODE");
    }
    let at = options.value(&format!("{option}: at"), at, TIME);
    let outcome = options.value(&format!("{option}: outcome"), outcome, NUMBER);
    let mut call = CallOutcome::new(outcome?);
    call.telephone = telephone.map(str::to_owned);
    call.tentative = attempt.map(str::to_owned);
    call.utc_timestamp = at;
    Some(call)
}
