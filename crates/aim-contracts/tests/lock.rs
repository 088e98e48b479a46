//! Locks: one contract or several, and what that means for repetitions.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::{Delivery, Idempotency, LockMode, LockTarget};
use support::{client, idle_client, json, requests, server_with};

#[tokio::test]
async fn the_lock_of_one_is_never_repeated_once_it_may_have_been_done() {
    let server = server_with(json(503, "")).await;
    let call = client(&server).toggle_contract_lock(LockMode::Lock, "W-1");
    assert_eq!(call.to_request().idempotency(), Idempotency::NotIdempotent);
    let error = call.await.expect_err("a server error");
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(requests(&server).await.len(), 1);
}

#[tokio::test]
async fn the_lock_of_several_is_repeated() {
    let server = server_with(json(503, "")).await;
    let call = client(&server).toggle_contract_lock(LockMode::Lock, ["W-1"]);
    assert_eq!(call.to_request().idempotency(), Idempotency::Idempotent);
    let error = call.await.expect_err("a server error");
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert!(requests(&server).await.len() > 1);
}

#[tokio::test]
async fn a_lock_needs_a_contract() {
    for (contracts, field) in [
        (LockTarget::One(String::new()), "WebRef"),
        (LockTarget::Several(Vec::new()), "WebRefs"),
        (LockTarget::from(["W-1", ""]), "WebRefs[1]"),
    ] {
        let error = idle_client()
            .toggle_contract_lock(LockMode::Unlock, contracts)
            .await
            .expect_err("there is no target");
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(error.violations()[0].field(), field);
    }
}

#[tokio::test]
async fn an_error_leaves_open_which_of_several_are_locked() {
    let answer = r#"{"Status":{"StatusCode":"Error","ErrorCode":"E7"}}"#;
    for (contracts, delivery) in [
        (LockTarget::from("W-1"), Delivery::Refused),
        (LockTarget::from(["W-1"]), Delivery::Refused),
        (LockTarget::from(["W-1", "W-2"]), Delivery::Unknown),
    ] {
        for status in [200, 400] {
            let server = server_with(json(status, answer)).await;
            let error = client(&server)
                .toggle_contract_lock(LockMode::Lock, contracts.clone())
                .await
                .expect_err("it says error");
            assert_eq!(error.delivery(), delivery, "{contracts:?} {status}");
        }
    }
}

#[test]
fn the_references_are_not_shown() {
    for contracts in [
        LockTarget::from("W-4711".to_owned()),
        LockTarget::from(vec!["W-4711".to_owned()]),
    ] {
        let call = idle_client().toggle_contract_lock(LockMode::Lock, contracts.clone());
        assert!(!format!("{contracts:?} {call:?}").contains("4711"));
    }
}
