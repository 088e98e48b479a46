//! What the vendor documents decodes, and encodes back token for token.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use insta::assert_debug_snapshot;
use leadbank::{Acknowledgement, LeadResponse, Receipt};
use serde::Serialize;
use serde::de::DeserializeOwned;
use support::tokens;

fn round_trip<T: DeserializeOwned + Serialize>(sample: &str) -> T {
    let value: T = serde_json::from_str(sample).expect("the sample decodes");
    let encoded = serde_json::to_string(&value).expect("the value encodes");
    assert_eq!(encoded, tokens(sample));
    value
}

#[test]
fn the_leads() {
    let answer: LeadResponse = round_trip(include_str!("../samples/leads.json"));
    assert_eq!(answer.leads.len(), 2);
    assert_debug_snapshot!(answer);
}

#[test]
fn the_acknowledgements() {
    let body: Vec<Acknowledgement> = round_trip(include_str!("../samples/acknowledgements.json"));
    assert_debug_snapshot!(body);
}

#[test]
fn the_receipt() {
    let receipt: Receipt = round_trip(include_str!("../samples/receipt.json"));
    assert_eq!(
        (receipt.status, receipt.message.as_deref()),
        (Some(1), Some("sample string 2"))
    );
}

#[test]
fn the_integer_of_a_fetch() {
    let client = support::client("http://127.0.0.1:1", |builder| builder);
    let request = client.fetch_leads(1).to_request();
    let sample = include_str!("../samples/fetch.json");
    assert_eq!(request.body_bytes(), tokens(sample).as_bytes());
}

#[test]
fn the_page_and_the_sample_differ_in_nothing() {
    for (printed, sample) in [
        (
            include_str!("../samples/fetch.txt"),
            include_str!("../samples/fetch.json"),
        ),
        (
            include_str!("../samples/leads.txt"),
            include_str!("../samples/leads.json"),
        ),
        (
            include_str!("../samples/acknowledgements.txt"),
            include_str!("../samples/acknowledgements.json"),
        ),
        (
            include_str!("../samples/receipt.txt"),
            include_str!("../samples/receipt.json"),
        ),
    ] {
        assert_eq!(printed, sample);
    }
}
