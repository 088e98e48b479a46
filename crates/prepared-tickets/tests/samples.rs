//! What the vendor documents decodes, and encodes back token for token.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use insta::assert_debug_snapshot;
use prepared_tickets::{
    NewPreparedTicket, PreparedTicket, PreparedTicketList, PreparedTicketUpdate,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use support::tokens;
use vendor_core::Problem;

fn round_trip<T: DeserializeOwned + Serialize>(sample: &str) -> T {
    let value: T = serde_json::from_str(sample).expect("the sample decodes");
    let encoded = serde_json::to_string(&value).expect("the value encodes");
    assert_eq!(encoded, tokens(sample));
    value
}

#[test]
fn the_resource() {
    let ticket: PreparedTicket = round_trip(include_str!("../samples/prepared-ticket.json"));
    assert_eq!(
        ticket.vin.value().map(String::as_str),
        Some("string"),
        "the placeholder"
    );
    assert_debug_snapshot!(ticket);
}

#[test]
fn the_body_of_create() {
    let ticket: NewPreparedTicket = round_trip(include_str!("../samples/create.json"));
    assert_debug_snapshot!(ticket);
}

#[test]
fn the_body_of_update_without_the_customer_that_its_schema_does_not_have() {
    let update: PreparedTicketUpdate =
        serde_json::from_str(include_str!("../samples/create.json")).expect("the sample decodes");
    let encoded = serde_json::to_string(&update).expect("the value encodes");
    let without_customer = tokens(include_str!("../samples/create.json")).replace(
        r#""customer_id":"160c0c4b-9966-4dc1-a916-8407eb10d74e","#,
        "",
    );
    assert_eq!(encoded, without_customer);
}

#[test]
fn a_list_with_collapsed_members() {
    let list: PreparedTicketList = round_trip(include_str!("../samples/list.json"));
    assert_eq!(list.total, Some(3255));
}

#[test]
fn a_list_that_is_expanded() {
    let list: PreparedTicketList = round_trip(include_str!("../samples/list-expanded.json"));
    assert_debug_snapshot!(list);
}

#[test]
fn a_problem() {
    let problem =
        Problem::from_json(include_bytes!("../samples/problem.json")).expect("it decodes");
    assert_eq!(problem.code(), Some("/problems/violations"));
    assert_eq!(problem.title(), Some("Bad request"));
    assert_eq!(
        problem.detail(),
        Some(
            "The request violates one or more constraints. Please resolve all of them and try again."
        )
    );
    assert_eq!(
        problem
            .violations()
            .map(|violations| tokens(violations.get())),
        Some("[]".to_owned())
    );
}
