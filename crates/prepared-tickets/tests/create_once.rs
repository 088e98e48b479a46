//! Creating exactly once, over answers that get lost.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::time::Duration;

use prepared_tickets::core::wire::Nullable;
use prepared_tickets::{CreateOnceError, Created, Delivery, ErrorKind};
use support::{House, house, ticket};
use vendor_core::StatusCode;
use vendor_sandbox::{Fault, partner};

const CREATE: vendor_sandbox::Operation = partner::CREATE_PREPARED_TICKET;
const LIST: vendor_sandbox::Operation = partner::LIST_PREPARED_TICKETS;

fn created(house: &House) -> usize {
    house.sandbox.ledger().applied(CREATE)
}

#[tokio::test]
async fn a_creation_that_goes_well_is_not_looked_for() {
    let house = house().await;
    let outcome = house
        .client
        .create_once(ticket("ERP-1"))
        .await
        .expect("it is created");
    assert!(matches!(outcome, Created::Now(_)));
    assert_eq!(house.sandbox.ledger().calls_of(LIST).len(), 0);
}

#[tokio::test]
async fn a_lost_answer_gives_the_one_ticket_found_after_the_settle_time() {
    let house = house().await;
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropAfterActing);
    let outcome = house
        .client
        .create_once(ticket("ERP-1"))
        .await
        .expect("it is found");
    let Created::Found(found) = outcome else {
        panic!("it was not created twice: {outcome:?}")
    };
    assert_eq!(found.preparer_external_reference.as_deref(), Some("ERP-1"));
    assert_eq!(house.clock.slept(), [Duration::from_secs(10)]);
    assert_eq!(created(&house), 1);
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_gives_the_ticket_found() {
    for fault in [Fault::CutBody, Fault::GarbageBody] {
        let house = house().await;
        house.sandbox.faults().inject(CREATE, fault);
        let outcome = house
            .client
            .create_once(ticket("ERP-1"))
            .settle(Duration::ZERO)
            .await;
        assert!(matches!(outcome, Ok(Created::Found(_))), "{outcome:?}");
        assert_eq!(created(&house), 1);
    }
}

#[tokio::test]
async fn a_request_that_was_lost_is_an_error_and_nothing_is_created_again() {
    let house = house().await;
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropBeforeActing);
    let error = house
        .client
        .create_once(ticket("ERP-1"))
        .await
        .expect_err("there is no ticket");
    assert!(
        matches!(error, CreateOnceError::NotFound { .. }),
        "{error:?}"
    );
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(created(&house), 0);
}

#[tokio::test]
async fn it_creates_again_where_the_caller_asked_for_it() {
    let house = house().await;
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropBeforeActing);
    let outcome = house
        .client
        .create_once(ticket("ERP-1"))
        .recreate_if_absent()
        .await;
    assert!(matches!(outcome, Ok(Created::Now(_))), "{outcome:?}");
    assert_eq!(created(&house), 1);
}

#[tokio::test]
async fn a_second_creation_that_is_refused_leaves_the_outcome_of_the_first_unknown() {
    let house = house().await;
    let status = StatusCode::CONFLICT;
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropBeforeActing);
    house.sandbox.faults().inject(
        CREATE,
        Fault::Refuse {
            status,
            retry_after: None,
        },
    );
    let create = house
        .client
        .create_once(ticket("ERP-1"))
        .recreate_if_absent();
    let error = create.await.expect_err("it is refused");
    let CreateOnceError::Recreate { recreate, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(recreate.delivery(), Delivery::Refused);
    assert_eq!(error.delivery(), Delivery::Unknown);
}

#[tokio::test]
async fn it_does_not_create_again_what_the_vendor_says_is_done() {
    let house = house().await;
    house.sandbox.faults().inject(CREATE, Fault::GarbageBody);
    let create = house
        .client
        .create_once(ticket("ERP-1"))
        .recreate_if_absent();
    create.await.expect("the look-up is retried");
    assert_eq!(house.sandbox.ledger().calls_of(CREATE).len(), 1);
}

#[tokio::test]
async fn several_tickets_of_the_reference_are_an_error_with_all_of_them() {
    let house = house().await;
    house
        .client
        .create_prepared_ticket(ticket("ERP-1"))
        .await
        .expect("it is created");
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropAfterActing);
    let error = house
        .client
        .create_once(ticket("ERP-1"))
        .await
        .expect_err("there are two");
    let CreateOnceError::Several { found, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(found.len(), 2);
}

#[tokio::test]
async fn a_refusal_is_passed_on_and_not_looked_for() {
    let house = house().await;
    let status = StatusCode::CONFLICT;
    house.sandbox.faults().inject(
        CREATE,
        Fault::Refuse {
            status,
            retry_after: None,
        },
    );
    let error = house
        .client
        .create_once(ticket("ERP-1"))
        .await
        .expect_err("it is refused");
    assert!(matches!(error, CreateOnceError::Create(_)), "{error:?}");
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(house.sandbox.ledger().calls_of(LIST).len(), 0);
}

#[tokio::test]
async fn a_failed_look_up_is_an_error_with_both_failures() {
    let house = house().await;
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropAfterActing);
    let status = StatusCode::FORBIDDEN;
    house.sandbox.faults().inject(
        LIST,
        Fault::Refuse {
            status,
            retry_after: None,
        },
    );
    let error = house
        .client
        .create_once(ticket("ERP-1"))
        .await
        .expect_err("it is not found");
    let CreateOnceError::LookUp { create, look_up } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(create.kind(), ErrorKind::Interrupted);
    assert_eq!(look_up.status(), Some(StatusCode::FORBIDDEN));
}

#[tokio::test]
async fn an_empty_reference_is_refused_before_anything_is_sent() {
    let house = house().await;
    let error = house
        .client
        .create_once(ticket(""))
        .await
        .expect_err("it is refused");
    assert!(matches!(error, CreateOnceError::EmptyReference));
    assert_eq!(house.sandbox.ledger().calls().len(), 0);
}

#[tokio::test]
async fn the_errors_never_show_the_reference_or_the_vin() {
    let house = house().await;
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropAfterActing);
    house
        .client
        .create_prepared_ticket(ticket("SECRET-REFERENCE"))
        .await
        .expect_err("it is lost");
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropAfterActing);
    let create = house.client.create_once(ticket("SECRET-REFERENCE"));
    let call = format!("{create:?}");
    let error = create.await.expect_err("there are two");
    let shown = format!("{call} {error} {error:?}");
    assert!(
        !shown.contains("SECRET") && !shown.contains("JH4KA"),
        "{shown}"
    );
}

#[tokio::test]
async fn an_older_ticket_with_the_reference_but_other_contents_is_not_taken_for_it() {
    let house = house().await;
    let mut older = ticket("ERP-1");
    older.vin = None;
    house
        .client
        .create_prepared_ticket(older)
        .await
        .expect("it is created");
    house
        .sandbox
        .faults()
        .inject(CREATE, Fault::DropBeforeActing);
    let error = house
        .client
        .create_once(ticket("ERP-1"))
        .await
        .expect_err("it is another one");
    let CreateOnceError::Different { found, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(found.vin, Nullable::Null);
    assert_eq!(error.delivery(), Delivery::Unknown);
}
