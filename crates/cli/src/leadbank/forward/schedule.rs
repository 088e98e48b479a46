//! One pass, or one after the other until something ends it.

use std::time::Duration;

use vendor_core::{Clock as _, Delivery, ErrorKind, SystemClock};

use super::interval;
use super::pass::Forwarder;
use crate::failure::{Failure, is_closed};

pub(super) async fn run(
    mut forwarder: Forwarder<'_>,
    every: Option<Duration>,
) -> Result<(), Failure> {
    loop {
        let (summary, failure) = forwarder.pass().await;
        let is_stopped = forwarder.stop.asked().is_some();
        let told = forwarder
            .output
            .result(&summary, |summary| match summary.leads {
                // Whether there are any, nobody knows then.
                0 if is_stopped || failure.is_some() => "no leads received".to_owned(),
                _ => summary.describe(),
            });
        let wait = match (every, &failure) {
            _ if is_stopped => Duration::ZERO,
            (Some(every), None) => every,
            (Some(every), Some(failure)) if may_pass(failure) => {
                every.max(asked_to_wait(failure).unwrap_or_default())
            }
            _ => return failure.map_or(told.map_err(after_pass), Err),
        };
        if let Some(failure) = &failure {
            forwarder.output.failure(failure);
            if !is_stopped {
                let goes_on = format!("it goes on: the next pass begins in {wait:?}");
                forwarder.output.note(&goes_on);
            }
        }
        told.map_err(after_pass)?;
        if let Err(way) = forwarder.stop.or(SystemClock.sleep(wait)).await {
            forwarder.stop.told().await;
            return Err(Failure::Stopped {
                way,
                note: None,
                next: STOPPED.to_owned(),
            });
        }
    }
}

const STOPPED: &str =
    "The lead in hand is finished, and what was safe is confirmed: whatever is left comes again.";

/// Whether waiting may help. What was refused, or could not be sent, for a reason that stays needs a person.
fn may_pass(failure: &Failure) -> bool {
    let Failure::Call(call) = failure else {
        return false;
    };
    let error = &call.error;
    error.is_transient()
        || error.delivery() >= Delivery::Unknown
        || error.kind() == ErrorKind::Answer
}

/// No longer than a pass may be put off at all: a vendor's slip of the pen would hold it up for years.
fn asked_to_wait(failure: &Failure) -> Option<Duration> {
    match failure {
        Failure::Call(call) => call.error.retry_after(),
        _ => None,
    }
    .map(|wait| wait.min(interval::LONGEST))
}

/// Of a pass, nothing is to be feared from another one.
fn after_pass(failure: Failure) -> Failure {
    match failure {
        Failure::Output(error) if !is_closed(&error) => Failure::Open {
            message: format!(
                "the pass is over, but its result cannot be written: {error}; nothing speaks against running it again"
            ),
            delivery: Delivery::Done,
        },
        failure => failure,
    }
}
