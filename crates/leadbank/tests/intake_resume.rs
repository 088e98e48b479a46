//! At least once: wherever a pass is cut off, the next one takes it up, and no lead is confirmed that was not
//! handled.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use leadbank::{Client, Confirmation, Delivery, Handling, IntakeError, IntakeReport};
use support::{Store, client};
use tokio::task::yield_now;
use vendor_sandbox::leadbank::{FETCH_LEADS, LeadBank, Stage, VALIDATE_LEADS, demo};
use vendor_sandbox::{Fault, Sandbox};

/// A future that is dropped after so many polls; `None` when it was.
async fn dropped_after<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

async fn pass(
    client: &Client,
    confirmation: &Confirmation,
    store: &Store,
) -> Result<IntakeReport, IntakeError> {
    client
        .intake(1)
        .confirm_by(confirmation.clone())
        .run(async |lead| {
            // Two points at which a handler can be cut off: before it has stored the lead and after it.
            yield_now().await;
            let handling = store.keep(&lead);
            yield_now().await;
            handling
        })
        .await
}

fn assert_that_none_is_lost(vendor: &LeadBank, store: &Store) {
    let stored: BTreeSet<i64> = store.ids().into_iter().collect();
    for received in vendor.leads_at(Stage::Received) {
        assert!(
            stored.contains(&received),
            "{received} was confirmed, and not handled"
        );
    }
}

#[tokio::test]
async fn a_pass_that_is_dropped_at_any_point_is_taken_up_by_the_next() {
    for confirmation in [Confirmation::Leads, Confirmation::Integer(1)] {
        let mut polls = 0;
        loop {
            let sandbox = Sandbox::start().await.expect("a free port on loopback");
            let vendor = sandbox.leadbank();
            let client = client(vendor.base_url(), |builder| builder);
            let store = Store::default();

            let first = dropped_after(polls, pass(&client, &confirmation, &store)).await;
            assert_that_none_is_lost(vendor, &store);

            let second = pass(&client, &confirmation, &store).await;
            second.expect("the second pass runs to its end");
            assert_that_none_is_lost(vendor, &store);
            assert_eq!(vendor.leads_at(Stage::Received), demo::LEADS);
            if first.is_some() {
                break;
            }
            polls += 1;
        }
        assert!(
            polls > demo::LEADS.len(),
            "the pass was dropped in the middle too"
        );
    }
}

/// Runs a pass in which this goes wrong, and then one in which nothing does.
async fn failed_and_resumed(
    operation: vendor_sandbox::Operation,
    fault: Fault,
    times: usize,
) -> (Result<IntakeReport, IntakeError>, Store) {
    let sandbox = Sandbox::start().await.expect("a free port on loopback");
    let vendor = sandbox.leadbank();
    let client = client(vendor.base_url(), |builder| builder);
    let store = Store::default();
    sandbox.faults().inject_times(operation, times, fault);

    let first = pass(&client, &Confirmation::Integer(1), &store).await;
    assert_that_none_is_lost(vendor, &store);
    sandbox.faults().clear();
    pass(&client, &Confirmation::Integer(1), &store)
        .await
        .expect("the second pass runs to its end");
    assert_that_none_is_lost(vendor, &store);
    assert_eq!(vendor.leads_at(Stage::Received), demo::LEADS);
    assert!(sandbox.ledger().violations().is_empty());
    (first, store)
}

#[tokio::test]
async fn an_answer_that_is_cut_on_the_way_confirms_nothing_and_comes_again() {
    let (first, store) = failed_and_resumed(FETCH_LEADS, Fault::CutBody, 1).await;
    let error = first.expect_err("it is cut");
    assert_eq!(
        error.call_error().map(leadbank::Error::delivery),
        Some(Delivery::Unknown)
    );
    let [first, second, third] = demo::LEADS;
    assert_eq!(
        store.ids(),
        [first, first, second, third],
        "the first lead came twice"
    );
}

#[tokio::test]
async fn a_fetch_whose_answer_was_lost_is_asked_for_again_at_once() {
    let (first, store) = failed_and_resumed(FETCH_LEADS, Fault::DropAfterActing, 1).await;
    assert_eq!(first.expect("the second attempt").handled, demo::LEADS);
    assert_eq!(store.ids(), demo::LEADS);
}

#[tokio::test]
async fn a_confirmation_whose_answer_was_lost_is_an_unknown_one_and_every_lead_is_stored() {
    for fault in [Fault::DropAfterActing, Fault::DropBeforeActing] {
        let acts = fault.acts();
        let (first, store) = failed_and_resumed(VALIDATE_LEADS, fault, 1).await;
        let error = first.expect_err("unknown");
        assert_eq!(
            error.call_error().map(leadbank::Error::delivery),
            Some(Delivery::Unknown)
        );
        assert_eq!(error.done().handled, demo::LEADS);
        // Where the vendor has not done it, all leads come again.
        assert_eq!(store.ids().len(), if acts { 3 } else { 6 });
    }
}

#[tokio::test]
async fn a_handler_that_fails_gets_all_leads_again() {
    let sandbox = Sandbox::start().await.expect("a free port on loopback");
    let vendor = sandbox.leadbank();
    let client = client(vendor.base_url(), |builder| builder);
    let store = Store::default();
    let [first, second, third] = demo::LEADS;
    let failing = async |lead: leadbank::ReceivedLead| match lead.id_lead_bank {
        Some(id) if id == second => Handling::failed("the database is away"),
        _ => store.keep(&lead),
    };
    client.intake(1).run(failing).await.expect_err("it fails");
    assert_eq!(vendor.leads_at(Stage::InProgress), demo::LEADS);
    pass(&client, &Confirmation::Leads, &store)
        .await
        .expect("all is well");
    assert_eq!(store.ids(), [first, first, second, third]);
    assert_eq!(vendor.leads_at(Stage::Received), demo::LEADS);
}
