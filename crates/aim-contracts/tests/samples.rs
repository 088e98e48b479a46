//! What the vendor documents decodes, and encodes back token for token.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::models::{
    ContractFulfillmentResponse, PutScheduledReturnsRequest, SetContractCustomerRequest,
    ToggleContractLockRequest,
};
use aim_contracts::{Fulfillment, MassUpdateItem};
use insta::assert_debug_snapshot;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use support::{idle_client, tokens};

const FULFILLMENT: &str = include_str!("../samples/contract-fulfillment.json");

fn decode<T: DeserializeOwned>(sample: &str) -> T {
    serde_json::from_str(sample).expect("the sample decodes")
}

fn encode(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("the value encodes")
}

/// The sample without the five members that are headers.
fn without_headers(sample: &str) -> String {
    let mut rest = tokens(sample);
    for name in ["Token", "DeviceId", "AppId", "ApiKey", "OAuthToken"] {
        let member = format!(r#","{name}":"String""#);
        assert_eq!(rest.matches(&member).count(), 1, "{name} stands there once");
        rest = rest.replace(&member, "");
    }
    rest
}

fn text(body: &[u8]) -> &str {
    std::str::from_utf8(body).expect("JSON is UTF-8")
}

#[test]
fn the_request_of_a_fulfillment_is_both_forms_together_less_the_five_headers() {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Several {
        mass_update_items: Vec<MassUpdateItem>,
    }
    let fulfillment: Fulfillment = decode(FULFILLMENT);
    let several: Several = decode(FULFILLMENT);
    assert_debug_snapshot!((&fulfillment, &several.mass_update_items));
    let client = idle_client();
    let one = client.contract_fulfillment(fulfillment).to_request();
    let several = client.mass_update(several.mass_update_items).to_request();
    let together = format!(
        "{},{}",
        text(one.body_bytes()).strip_suffix('}').expect("an object"),
        text(several.body_bytes())
            .strip_prefix('{')
            .expect("an object"),
    );
    assert_eq!(together, without_headers(FULFILLMENT));
}

#[test]
fn the_answer_of_a_fulfillment() {
    let sample = include_str!("../samples/contract-fulfillment-response.json");
    let answer: ContractFulfillmentResponse = decode(sample);
    assert_eq!(encode(&answer), tokens(sample));
    assert_debug_snapshot!(answer);
}

#[test]
fn the_request_of_put_scheduled_returns() {
    let sample = include_str!("../samples/put-scheduled-returns.json");
    let request: PutScheduledReturnsRequest = decode(sample);
    assert_eq!(encode(&request), without_headers(sample));
    assert_debug_snapshot!(request);
}

#[test]
fn the_request_of_set_contract_customer() {
    let sample = include_str!("../samples/set-contract-customer.json");
    let request: SetContractCustomerRequest = decode(sample);
    assert_eq!(encode(&request), without_headers(sample));
    assert_debug_snapshot!(request);
}

#[test]
fn the_request_of_toggle_contract_lock() {
    let sample = include_str!("../samples/toggle-contract-lock.json");
    let request: ToggleContractLockRequest = decode(sample);
    assert_eq!(encode(&request), without_headers(sample));
    assert_debug_snapshot!(request);
}

#[test]
fn the_json_is_what_the_page_prints() {
    for (printed, json) in [
        (
            include_str!("../samples/contract-fulfillment.txt"),
            FULFILLMENT,
        ),
        (
            include_str!("../samples/contract-fulfillment-response.txt"),
            include_str!("../samples/contract-fulfillment-response.json"),
        ),
        (
            include_str!("../samples/put-scheduled-returns.txt"),
            include_str!("../samples/put-scheduled-returns.json"),
        ),
        (
            include_str!("../samples/set-contract-customer.txt"),
            include_str!("../samples/set-contract-customer.json"),
        ),
        (
            include_str!("../samples/toggle-contract-lock.txt"),
            include_str!("../samples/toggle-contract-lock.json"),
        ),
    ] {
        assert!(printed.ends_with(json), "{json}");
    }
}
