//! One pass, or one after the other until something ends it.

use std::time::Duration;

use vendor_core::{Clock as _, Delivery, ErrorKind, SystemClock};

use super::pass::Forwarder;
use super::summary::Summary;
use crate::failure::{Failure, is_closed};

pub(super) async fn run(
    mut forwarder: Forwarder<'_>,
    every: Option<Duration>,
) -> Result<(), Failure> {
    loop {
        let (summary, failure) = forwarder.pass().await;
        let told = forwarder.output.result(&summary, Summary::describe);
        let wait = match (every, &failure) {
            _ if forwarder.stop.asked().is_some() => Duration::ZERO,
            (Some(every), None) => every,
            (Some(every), Some(failure)) if may_pass(failure) => {
                every.max(asked_to_wait(failure).unwrap_or_default())
            }
            _ => return failure.map_or(told.map_err(after_pass), Err),
        };
        if let Some(failure) = &failure {
            forwarder.output.failure(failure);
        }
        told.map_err(after_pass)?;
        if let Err(way) = forwarder.stop.or(SystemClock.sleep(wait)).await {
            return Err(Failure::Stopped { way });
        }
    }
}

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

fn asked_to_wait(failure: &Failure) -> Option<Duration> {
    match failure {
        Failure::Call(call) => call.error.retry_after(),
        _ => None,
    }
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
