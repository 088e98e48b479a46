//! The requests as values: what would be sent, and what is refused before it is.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use prepared_tickets::core::validate::Violation;
use prepared_tickets::core::wire::{Nullable, OffsetDateTime};
use prepared_tickets::core::{Method, Request};
use prepared_tickets::{
    Client, Delivery, ErrorKind, NewPreparedTicket, PreparedTicketUpdate, VinFilter,
};
use support::{house, ticket};
use vendor_sandbox::partner;

fn client() -> Client {
    Client::builder("http://127.0.0.1:9")
        .build()
        .expect("valid settings")
}

fn body(request: &Request) -> &str {
    std::str::from_utf8(request.body_bytes()).expect("JSON is UTF-8")
}

#[test]
fn a_list_without_filters_sends_no_query() {
    let request = client().list_prepared_tickets().to_request();
    assert_eq!(request.operation().method(), Method::GET);
    assert_eq!(request.to_path(), "/v2/tickets/prepared-tickets");
    assert_eq!(request.to_query(), None);
}

#[test]
fn a_list_sends_every_documented_filter() {
    let after: OffsetDateTime = "2024-01-01T00:00:00+02:00".parse().expect("a date");
    let before: OffsetDateTime = "2024-02-01T00:00:00Z".parse().expect("a date");
    let request = client()
        .list_prepared_tickets()
        .created_after(after)
        .created_before(before)
        .customer_id(
            "160c0c4b-9966-4dc1-a916-8407eb10d74e"
                .parse()
                .expect("a uuid"),
        )
        .limit(1000)
        .offset(50)
        .preparer_external_reference("A&B=ü 1+2/3")
        .product_id(
            "497f6eca-6276-4993-bfeb-53cbbbba6f08"
                .parse()
                .expect("a uuid"),
        )
        .ticket_number(7_179_072)
        .vin("JH4KA7630PC007649")
        .to_request();
    let query: Vec<&str> = request
        .to_query()
        .expect("there is one")
        .split('&')
        .collect();
    assert_eq!(
        query,
        [
            "created_after=2024-01-01T00%3A00%3A00%2B02%3A00",
            "created_before=2024-02-01T00%3A00%3A00Z",
            "customer_id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
            "limit=1000",
            "offset=50",
            "preparer_external_reference=A%26B%3D%C3%BC%201%2B2%2F3",
            "product_id=497f6eca-6276-4993-bfeb-53cbbbba6f08",
            "ticket_number=7179072",
            "vin=JH4KA7630PC007649",
        ]
    );
}

#[test]
fn the_vin_filter_has_three_states() {
    let list = |vin: VinFilter| client().list_prepared_tickets().vin(vin).to_request();
    assert_eq!(list(VinFilter::Any).to_query(), None);
    assert_eq!(list(VinFilter::Without).to_query(), Some("vin="));
    assert_eq!(
        list("JH4KA7630PC007649".into()).to_query(),
        Some("vin=JH4KA7630PC007649")
    );
}

#[test]
fn create_always_sends_the_vin_and_leaves_out_a_voucher_that_is_not_set() {
    let id = "160c0c4b-9966-4dc1-a916-8407eb10d74e"
        .parse()
        .expect("a uuid");
    let ticket = NewPreparedTicket::new(id, 7, None, "");
    let request = client().create_prepared_ticket(ticket.clone()).to_request();
    assert_eq!(
        body(&request),
        r#"{"customer_id":"160c0c4b-9966-4dc1-a916-8407eb10d74e","vehicle_model_id":7,"vin":null,"preparer_external_reference":""}"#
    );
    let request = client()
        .create_prepared_ticket(ticket.voucher_code(Nullable::Null))
        .to_request();
    assert!(body(&request).contains(r#""voucher_code":null"#));
}

#[test]
fn update_always_sends_all_members_and_no_customer() {
    let id = "497f6eca-6276-4993-bfeb-53cbbbba6f08"
        .parse()
        .expect("a uuid");
    let update = PreparedTicketUpdate::new(7, None, None, "ERP-1");
    let request = client().update_prepared_ticket(id, update).to_request();
    assert_eq!(request.operation().method(), Method::PUT);
    assert_eq!(
        request.to_path(),
        "/v2/tickets/prepared-tickets/497f6eca-6276-4993-bfeb-53cbbbba6f08"
    );
    assert_eq!(
        body(&request),
        r#"{"vehicle_model_id":7,"vin":null,"voucher_code":null,"preparer_external_reference":"ERP-1"}"#
    );
}

#[tokio::test]
async fn bad_input_is_refused_before_it_is_sent_with_all_violations_at_once() {
    let house = house().await;
    let mut bad = ticket(&"x".repeat(256)).voucher_code("wq4mm3");
    bad.vin = Some("JH4KA7630PC00764".to_owned());
    let error = house
        .client
        .create_prepared_ticket(bad)
        .await
        .expect_err("it is refused");
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::InvalidRequest, Delivery::NotSent)
    );
    assert_eq!(error.attempts(), 0);
    let violations: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(
        violations,
        [
            "vin must have exactly 17 characters, not 16",
            "voucher_code may hold only characters of A-Z, 0-9, which the one at position 1 is not",
            "preparer_external_reference must have at most 255 characters, not 256",
        ]
    );
    assert!(
        house.sandbox.ledger().calls().is_empty(),
        "not even a token was asked for"
    );
}

#[tokio::test]
async fn a_limit_above_1000_a_negative_offset_and_a_short_vin_are_refused_together() {
    let house = house().await;
    let list = house
        .client
        .list_prepared_tickets()
        .limit(1001)
        .offset(-1)
        .vin("short");
    let error = list.await.expect_err("it is refused");
    let fields: Vec<&str> = error.violations().iter().map(Violation::field).collect();
    assert_eq!(fields, ["limit", "offset", "vin"]);
    assert!(house.sandbox.ledger().calls().is_empty());
}

#[tokio::test]
async fn what_the_page_allows_is_sent_a_limit_of_0_an_empty_reference_255_characters() {
    let house = house().await;
    let none = house
        .client
        .list_prepared_tickets()
        .limit(0)
        .await
        .expect("0 is in the range");
    assert!(none.result.is_empty());
    for reference in [String::new(), "ü".repeat(255)] {
        house
            .client
            .create_prepared_ticket(ticket(&reference))
            .await
            .expect("it is in the range");
    }
    assert!(house.sandbox.ledger().violations().is_empty());
    assert_eq!(
        house
            .sandbox
            .ledger()
            .applied(partner::CREATE_PREPARED_TICKET),
        2
    );
}
