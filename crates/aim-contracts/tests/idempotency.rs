//! Which operations are repeated after an unknown outcome.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::Idempotency::{Idempotent, NotIdempotent, Safe};
use aim_contracts::operations as op;
use aim_contracts::{Delivery, Fulfillment, Idempotency, MassUpdateItem};
use support::{client, json, requests, server_with};

#[test]
fn each_operation_says_so() {
    let expected: [(_, Idempotency); 16] = [
        (&op::GET_END_POINT, Idempotent),
        (&op::LOGIN, Idempotent),
        (&op::CONTRACT_FULFILLMENT, NotIdempotent),
        (&op::SET_CONTRACT_SERIAL, NotIdempotent),
        (&op::CONTRACT_DETAILS, Safe),
        (&op::CONTRACT_FULL_DETAILS, Safe),
        (&op::CONTRACT_STATUS_LISTING, Safe),
        (&op::CONTRACT_DEFAULT_LISTING, Safe),
        (&op::SCHEDULED_RETURNS, Safe),
        (&op::SCHEDULE_RETURN, NotIdempotent),
        (&op::PUT_SCHEDULED_RETURNS, NotIdempotent),
        (&op::SCHEDULED_EXCHANGES, Safe),
        (&op::SCHEDULE_EXCHANGE, NotIdempotent),
        (&op::SET_CONTRACT_CUSTOMER, Idempotent),
        (&op::TOGGLE_CONTRACT_LOCK, NotIdempotent),
        (&op::UNFINISHED_CONTRACTS, Safe),
    ];
    for (operation, idempotency) in expected {
        assert_eq!(operation.idempotency(), idempotency, "{operation}");
    }
}

#[tokio::test]
async fn a_fulfillment_of_unknown_outcome_is_not_repeated() {
    let server = server_with(json(502, "")).await;
    let client = client(&server);
    let one = client.contract_fulfillment(Fulfillment::new("R-1"));
    let deliveries = [
        one.clone().await.expect_err("a gateway's error").delivery(),
        one.by_old_route()
            .await
            .expect_err("a gateway's error")
            .delivery(),
        client
            .mass_update([MassUpdateItem::new("R-1")])
            .await
            .expect_err("a gateway's error")
            .delivery(),
    ];
    assert_eq!(deliveries, [Delivery::Unknown; 3]);
    assert_eq!(requests(&server).await.len(), 3);
}

#[tokio::test]
async fn a_read_by_post_is_repeated() {
    let server = server_with(json(502, "")).await;
    let error = client(&server)
        .contract_details("R-1")
        .await
        .expect_err("a gateway's error");
    assert!(error.attempts() > 1);
}

#[tokio::test]
async fn a_caller_who_knows_better_can_say_so() {
    let server = server_with(json(502, "")).await;
    let error = client(&server)
        .mass_update([MassUpdateItem::new("R-1")])
        .with_idempotency(Idempotent)
        .await
        .expect_err("a gateway's error");
    assert!(error.attempts() > 1);
}
