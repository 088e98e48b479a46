//! Reading all tickets, page by page.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use prepared_tickets::core::Position;
use prepared_tickets::{Delivery, PreparedTicket};
use support::{House, house};
use vendor_core::StatusCode;
use vendor_sandbox::partner::{self, NewTicket};
use vendor_sandbox::{Fault, Operation};

const LIST: Operation = partner::LIST_PREPARED_TICKETS;

async fn house_with_tickets(count: usize) -> House {
    let house = house().await;
    house.sandbox.partner().remove_all_tickets();
    for number in 0..count {
        let ticket = NewTicket::new(
            partner::demo::CUSTOMERS[0],
            partner::demo::VEHICLE_MODELS[0],
        )
        .preparer_external_reference(format!("ERP-{number}"));
        house.sandbox.partner().add_ticket(ticket);
    }
    house
}

fn reference(ticket: &PreparedTicket) -> &str {
    ticket
        .preparer_external_reference
        .as_deref()
        .expect("the sandbox gives one")
}

#[tokio::test]
async fn all_tickets_come_in_order_in_as_few_requests_as_needed() {
    let house = house_with_tickets(7).await;
    let mut tickets = house.client.list_prepared_tickets().limit(3).items();
    let mut seen = Vec::new();
    while let Some(ticket) = tickets.next().await {
        seen.push(reference(&ticket.expect("it is read")).to_owned());
    }
    assert_eq!(
        seen,
        (0..7)
            .map(|number| format!("ERP-{number}"))
            .collect::<Vec<_>>()
    );
    assert_eq!(house.sandbox.ledger().calls_of(LIST).len(), 3);
}

#[tokio::test]
async fn a_list_that_fills_its_last_page_takes_no_further_request() {
    let house = house_with_tickets(6).await;
    let mut pages = house.client.list_prepared_tickets().limit(3).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("it is read").items.len());
    }
    assert_eq!(sizes, [3, 3]);
    assert_eq!(house.sandbox.ledger().calls_of(LIST).len(), 2);
}

#[tokio::test]
async fn an_empty_list_ends_at_once() {
    let house = house_with_tickets(0).await;
    assert!(
        house
            .client
            .list_prepared_tickets()
            .items()
            .next()
            .await
            .is_none()
    );
    assert_eq!(house.sandbox.ledger().calls_of(LIST).len(), 1);
}

#[tokio::test]
async fn a_stream_goes_on_at_a_position_that_was_stored() {
    let house = house_with_tickets(7).await;
    for stop in 0..7 {
        let mut tickets = house.client.list_prepared_tickets().limit(3).items();
        for _ in 0..stop {
            tickets
                .next()
                .await
                .expect("there are more")
                .expect("it is read");
        }
        let position: Position<i64> = tickets.position().expect("there are more");
        let stored = serde_json::to_string(&position).expect("it encodes");
        let position = serde_json::from_str(&stored).expect("it decodes");
        let mut rest = house
            .client
            .list_prepared_tickets()
            .limit(3)
            .items_from(position);
        let next = rest
            .next()
            .await
            .expect("there are more")
            .expect("it is read");
        assert_eq!(reference(&next), format!("ERP-{stop}"));
    }
}

#[tokio::test]
async fn a_page_that_fails_ends_the_stream_with_an_error_and_keeps_the_position() {
    let house = house_with_tickets(7).await;
    let mut tickets = house.client.list_prepared_tickets().limit(3).items();
    for _ in 0..3 {
        tickets
            .next()
            .await
            .expect("there are more")
            .expect("it is read");
    }
    let status = StatusCode::FORBIDDEN;
    house.sandbox.faults().inject(
        LIST,
        Fault::Refuse {
            status,
            retry_after: None,
        },
    );
    let error = tickets
        .next()
        .await
        .expect("not silently")
        .expect_err("it fails");
    assert_eq!(error.delivery(), Delivery::Refused);
    assert!(tickets.next().await.is_none());
    assert_eq!(tickets.position(), Some(Position { cursor: 3, skip: 0 }));
}

#[tokio::test]
async fn the_filters_hold_for_every_page() {
    let house = house_with_tickets(5).await;
    let other = NewTicket::new(
        partner::demo::CUSTOMERS[1],
        partner::demo::VEHICLE_MODELS[0],
    );
    house.sandbox.partner().add_ticket(other);
    let list = house
        .client
        .list_prepared_tickets()
        .customer_id(partner::demo::CUSTOMERS[0]);
    let mut tickets = list.limit(2).items();
    let mut count = 0;
    while let Some(ticket) = tickets.next().await {
        assert_eq!(
            ticket.expect("it is read").customer_id,
            Some(partner::demo::CUSTOMERS[0])
        );
        count += 1;
    }
    assert_eq!(count, 5);
}

#[tokio::test]
async fn pages_of_no_tickets_are_refused_instead_of_ending_at_once() {
    let house = house_with_tickets(3).await;
    let mut tickets = house.client.list_prepared_tickets().limit(0).items();
    let error = tickets
        .next()
        .await
        .expect("not silently")
        .expect_err("it is refused");
    assert_eq!(error.violations().len(), 1);
    assert_eq!(house.sandbox.ledger().calls_of(LIST).len(), 0);
}
