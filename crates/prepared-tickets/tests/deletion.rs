//! Deleting, and deleting what may be deleted already.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use prepared_tickets::{Deletion, Delivery};
use support::house;
use uuid::Uuid;
use vendor_core::{RetryPolicy, StatusCode};
use vendor_sandbox::{Fault, partner};

const DELETE: vendor_sandbox::Operation = partner::DELETE_PREPARED_TICKET;

fn some_ticket(house: &support::House) -> Uuid {
    house.sandbox.partner().tickets()[0].id
}

#[tokio::test]
async fn a_ticket_is_deleted() {
    let house = house().await;
    let id = some_ticket(&house);
    let deletion = house
        .client
        .delete_prepared_ticket(id)
        .await
        .expect("it is deleted");
    assert_eq!(*deletion, Deletion::Deleted);
    assert_eq!(deletion.status(), StatusCode::NO_CONTENT);
    assert_eq!(house.sandbox.partner().ticket(id), None);
}

#[tokio::test]
async fn a_retry_after_an_unknown_outcome_that_finds_nothing_says_gone() {
    let house = house().await;
    let id = some_ticket(&house);
    house
        .sandbox
        .faults()
        .inject(DELETE, Fault::DropAfterActing);
    let deletion = house
        .client
        .delete_prepared_ticket(id)
        .await
        .expect("it is gone");
    assert_eq!((*deletion, deletion.attempts()), (Deletion::Gone, 2));
    assert_eq!(house.sandbox.ledger().applied(DELETE), 1);
}

#[tokio::test]
async fn a_ticket_that_was_never_there_is_an_error() {
    let house = house().await;
    let error = house
        .client
        .delete_prepared_ticket(Uuid::nil())
        .await
        .expect_err("there is none");
    assert!(error.is_not_found());
    assert_eq!(error.delivery(), Delivery::Refused);
}

#[tokio::test]
async fn nothing_found_after_an_attempt_that_was_not_sent_or_was_refused_is_an_error() {
    let house = house().await;
    let status = StatusCode::TOO_MANY_REQUESTS;
    house.sandbox.faults().inject(
        DELETE,
        Fault::Refuse {
            status,
            retry_after: None,
        },
    );
    let error = house
        .client
        .delete_prepared_ticket(Uuid::nil())
        .await
        .expect_err("there is none");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Refused, 2));
}

#[tokio::test]
async fn without_retries_a_lost_answer_is_unknown() {
    let house = house().await;
    let id = some_ticket(&house);
    house
        .sandbox
        .faults()
        .inject(DELETE, Fault::DropAfterActing);
    let delete = house
        .client
        .delete_prepared_ticket(id)
        .with_retry(RetryPolicy::never());
    assert_eq!(
        delete.await.expect_err("it is lost").delivery(),
        Delivery::Unknown
    );
}
