//! Answers are read leniently: the vendor may add, leave out and null.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use prepared_tickets::core::wire::Nullable;
use prepared_tickets::{PreparedTicket, PreparedTicketList};
use support::tokens;

#[test]
fn every_member_may_be_absent() {
    let ticket: PreparedTicket = serde_json::from_str("{}").expect("it decodes");
    assert_eq!(ticket, PreparedTicket::default());
    let list: PreparedTicketList = serde_json::from_str("{}").expect("it decodes");
    assert_eq!(list, PreparedTicketList::default());
}

#[test]
fn every_member_may_be_null() {
    let all_null = r#"{"id":null,"created_at":null,"customer_id":null,"ticket_number":null,
        "vehicle_model_id":null,"vin":null,"voucher_code":null,"preparer_external_reference":null}"#;
    let ticket: PreparedTicket = serde_json::from_str(all_null).expect("it decodes");
    assert_eq!(
        (ticket.vin, ticket.voucher_code),
        (Nullable::Null, Nullable::Null)
    );
    assert_eq!((ticket.id, ticket.ticket_number), (None, None));
    let list: PreparedTicketList =
        serde_json::from_str(r#"{"query":null,"result":null,"total":null}"#).expect("it decodes");
    assert_eq!(list, PreparedTicketList::default());
}

#[test]
fn null_and_absent_stay_apart() {
    for json in [
        r#"{"vin":null}"#,
        r"{}",
        r#"{"vin":"JH4KA7630PC007649","voucher_code":null}"#,
    ] {
        let ticket: PreparedTicket = serde_json::from_str(json).expect("it decodes");
        assert_eq!(serde_json::to_string(&ticket).expect("it encodes"), json);
    }
}

#[test]
fn unknown_members_are_let_pass() {
    let json =
        r#"{"ticket_number":7,"state":"prepared","product_lines":[{"price":{"amount":1.10}}]}"#;
    let ticket: PreparedTicket = serde_json::from_str(json).expect("it decodes");
    assert_eq!(ticket.ticket_number, Some(7));
}

#[test]
fn a_date_keeps_its_digits_and_its_offset() {
    for date in [
        "2019-08-24T14:15:22Z",
        "2019-08-24T14:15:22.10Z",
        "2019-08-24T16:15:22.000+02:00",
    ] {
        let json = format!(r#"{{"created_at":"{date}"}}"#);
        let ticket: PreparedTicket = serde_json::from_str(&json).expect("it decodes");
        assert_eq!(
            serde_json::to_string(&ticket).expect("it encodes"),
            tokens(&json)
        );
    }
}
