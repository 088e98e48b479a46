//! All operations against the sandbox, with all kinds of faults: what the vendors really answer, as far as it is known.

use std::time::Duration;

use behaviours::calls::{self, Inputs, World};
use behaviours::effort;
use vendor_sandbox::{Fault, RetryAfter, StatusCode, aim, partner};

use crate::{journal, shown};

/// All kinds but those that need a client which gives up.
fn kinds() -> Vec<Option<Fault>> {
    let refuse = |status, retry_after| Fault::Refuse {
        status,
        retry_after,
    };
    let faults = [
        Fault::Delay(Duration::ZERO),
        refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            Some(RetryAfter::Seconds(1)),
        ),
        refuse(StatusCode::TOO_MANY_REQUESTS, None),
        refuse(StatusCode::BAD_REQUEST, None),
        refuse(StatusCode::UNAUTHORIZED, None),
        refuse(StatusCode::NOT_FOUND, None),
        Fault::CloseBeforeReading,
        Fault::DropBeforeActing,
        Fault::DropAfterActing,
        Fault::CutBody,
        Fault::DripBody {
            piece: 100,
            pause: Duration::ZERO,
        },
        Fault::OversizedBody { padding: 1_000 },
        Fault::GarbageBody,
        Fault::HtmlPage { acts: false },
        Fault::HtmlPage { acts: true },
        Fault::ExpiredToken,
        Fault::WrongContentType,
        Fault::ErrorAfterActing {
            status: StatusCode::INTERNAL_SERVER_ERROR,
        },
    ];
    std::iter::once(None).chain(faults.map(Some)).collect()
}

#[tokio::test]
async fn whatever_goes_wrong_at_a_vendor_nothing_is_shown() {
    let _reader = journal::open();
    let (mut answered, mut failed) = (0, 0);
    for fault in kinds() {
        for subject in calls::table() {
            let world = World::start().await;
            let mut inputs = Inputs::seeded(7).in_full();
            let call = subject.prepare(&world.sandbox, &world.clients, "marked", &mut inputs);
            if let Some(fault) = &fault {
                for operation in [
                    subject.operation,
                    partner::TOKEN,
                    aim::LOGIN,
                    aim::GET_END_POINT,
                ] {
                    world
                        .sandbox
                        .faults()
                        .inject_times(operation, 2, fault.clone());
                }
            }
            match call.answer.await {
                Ok(answer) => {
                    answered += 1;
                    shown::debug(&answer.value);
                }
                Err(error) => {
                    failed += 1;
                    shown::chain(&error);
                }
            }
            shown::debug(&world.sandbox.ledger().calls());
            for call in world.sandbox.ledger().calls() {
                shown::assert_silent("the sandbox's log", &call.to_string());
            }
        }
    }
    let traced = journal::assert_silent();
    assert!(
        traced.contains("vendor.attempt"),
        "our own spans are traced"
    );
    assert!(
        traced.contains("reqwest::connect"),
        "what lies below us logs"
    );
    let kinds = kinds().len() - 1;
    effort::count(&format!(
        "secrets: the sandbox with {kinds} kinds of faults: {answered} calls answered, {failed} errors"
    ));
}
