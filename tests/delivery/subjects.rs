//! The table of all operations is complete, and each of its calls does what it says when nothing goes wrong.

use std::collections::BTreeSet;

use behaviours::calls::{self, Inputs, Reading, Route, World};
use vendor_sandbox::Operation;

#[test]
fn every_operation_of_every_vendor_is_called() {
    let names = |operations: &mut dyn Iterator<Item = Operation>| {
        operations
            .map(|operation| operation.to_string())
            .collect::<BTreeSet<_>>()
    };
    let called = names(&mut calls::table().map(|subject| subject.operation));
    assert_eq!(called, names(&mut Operation::all()));
}

#[test]
fn no_two_subjects_have_the_same_name() {
    let names: BTreeSet<_> = calls::table().map(ToString::to_string).collect();
    assert_eq!(names.len(), calls::table().count());
}

#[tokio::test]
async fn a_call_is_carried_out_once_by_state_and_by_ledger() {
    for subject in calls::table() {
        for seed in 0..2 {
            let inputs = Inputs::seeded(seed);
            let mut inputs = if seed == 0 { inputs.in_full() } else { inputs };
            let world = World::start().await;
            let ledger = world.sandbox.ledger();
            let call = subject.prepare(&world.sandbox, &world.clients, "this-call", &mut inputs);
            if let Some(applied) = &call.applied {
                assert_eq!(applied(), 0, "{subject}: before it is sent");
            }
            let answered = call
                .answer
                .await
                .unwrap_or_else(|error| panic!("{subject}: {error}"));
            ledger.settled().await;
            assert_eq!(answered.attempts, 1, "{subject}");
            assert_eq!(ledger.applied(subject.operation), 1, "{subject}");
            if let Some(applied) = &call.applied {
                assert_eq!(applied(), 1, "{subject}");
            }
            if subject.reading == Reading::Streamed {
                assert!(answered.elements > 0, "{subject}");
            }
            assert_eq!(
                ledger.violations().len(),
                0,
                "{subject}: {:?}",
                ledger.violations()
            );
            let sent = ledger.calls_of(subject.operation);
            let is_tagged = sent[0].attempt_id.as_deref() == Some("this-call");
            assert_eq!(is_tagged, subject.route == Route::Method, "{subject}");
        }
    }
}
