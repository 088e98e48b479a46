//! What the web framework refuses before the service sees it, and what the service says in its `Status`.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::aim::Client;
use client::contract::Contract;
use client::{header, json_of};
use reqwest::Method;
use serde_json::json;
use vendor_sandbox::aim::{CONTRACT_FULFILLMENT, demo};
use vendor_sandbox::{Fault, StatusCode};

const FULFILLMENT: &str = "ContractFulfillment";

#[tokio::test]
async fn what_cannot_be_read_is_a_response_status() {
    let client = Client::start().await;
    let [reference, ..] = demo::CONTRACTS;
    for (body, place, rule) in [
        (
            json!({ "Ref": reference, "CashPrice": "much" }),
            "body/CashPrice",
            "type",
        ),
        (
            json!({ "Ref": reference, "CustomerAcct": 2_147_483_648_u32 }),
            "body/CustomerAcct",
            "maximum",
        ),
        (
            json!({ "Ref": reference, "DeliveryDate": "2026-03-06T15:43:32+01:00" }),
            "body/DeliveryDate",
            "format",
        ),
        (
            json!({ "MassUpdateItems": [{ "Ref": reference }, { "Ref": 7 }] }),
            "body/MassUpdateItems/1/Ref",
            "type",
        ),
        (
            json!({ "Ref": reference, "AddedAccessories": [{ "Price": true }] }),
            "body/AddedAccessories/0/Price",
            "type",
        ),
    ] {
        let answer = client.send(Method::POST, FULFILLMENT, &body).await;
        assert_eq!(answer.status(), 400, "{body}");
        assert_eq!(
            client.found(),
            [(place.to_owned(), rule.to_owned(), false)],
            "{body}"
        );
        let failure = json_of(answer).await;
        contract().assert_valid("Failure", &failure);
        let error = &failure["ResponseStatus"]["Errors"][0];
        assert_eq!(error["FieldName"], place);
        assert_eq!(error["ErrorCode"], rule);
    }
    let request = client.request(Method::POST, FULFILLMENT);
    let request = request.header("content-type", "application/json").body("{");
    assert_eq!(request.send().await.unwrap().status(), 400);
    assert_eq!(client.ledger().applied(CONTRACT_FULFILLMENT), 0);
}

#[tokio::test]
async fn an_integer_with_a_point_is_not_read() {
    let client = Client::start().await;
    let request = client.request(Method::POST, FULFILLMENT);
    let request = request
        .header("content-type", "application/json")
        .body(r#"{"Ref":"W1001","CustomerAcct":1.0}"#);
    assert_eq!(request.send().await.unwrap().status(), 400);
    assert_eq!(client.contract("W1001").account, demo::ACCOUNTS[0]);
}

#[tokio::test]
async fn parameters_of_a_wrong_type_are_not_read() {
    let client = Client::start().await;
    for query in [
        "ContractFullDetails?Acct=many",
        "ContractFullDetails?ChangedDate=2026-03-06T15:43:32Z",
        "C2BGetUnfinishedContracts?IncludeContractsEnteredByOtherUsers=maybe",
        "ContractScheduledReturns?DistrictId=x",
    ] {
        let answer = client.get(query).await;
        assert_eq!(answer.status(), 400, "{query}");
        assert!(json_of(answer).await["ResponseStatus"].is_object());
    }
}

#[tokio::test]
async fn the_body_must_be_json() {
    let client = Client::start().await;
    let request = client.request(Method::POST, FULFILLMENT);
    let request = request
        .header("content-type", "text/csv")
        .body("Ref\nW1001");
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 415);
    assert_eq!(
        json_of(answer).await["ResponseStatus"]["ErrorCode"],
        "NotSupportedException"
    );
}

#[tokio::test]
async fn other_paths_and_methods_are_the_framework_s_errors() {
    let client = Client::start().await;
    for (method, operation, status) in [
        (Method::GET, "NoSuchOperation", 404),
        (Method::DELETE, "ContractFulfillment", 405),
        (Method::GET, "GetContractDetails", 405),
    ] {
        let answer = client.request(method, operation).send().await.unwrap();
        assert_eq!(answer.status(), status);
        assert!(json_of(answer).await["ResponseStatus"]["Message"].is_string());
    }
}

#[tokio::test]
async fn unknown_members_and_parameters_are_recorded_and_passed_over() {
    let client = Client::start().await;
    let body = json!({ "Ref": demo::CONTRACTS[0], "Colour": "red" });
    let answer = client.send(Method::POST, FULFILLMENT, &body).await;
    assert_eq!(json_of(answer).await["Status"]["StatusCode"], "Success");
    let unknown = |place: &str| (place.to_owned(), "unknown".to_owned(), true);
    assert_eq!(client.found(), [unknown("body/Colour")]);
    client.get("ContractStatusListing?format=json").await;
    assert_eq!(client.found(), [unknown("query/format")]);
}

#[tokio::test]
async fn every_status_has_the_documented_members_in_their_order() {
    let client = Client::start().await;
    let body = |reference: &str| json!({ "Ref": reference });
    let answer = client.send(Method::POST, FULFILLMENT, &body("W1001")).await;
    assert_eq!(
        header(&answer, "content-type"),
        "application/json; charset=utf-8"
    );
    assert_eq!(
        answer.text().await.unwrap(),
        r#"{"Status":{"StatusCode":"Success","Login":"sandbox-user","DomainName":"sandbox","IpAddress":"127.0.0.1"}}"#
    );
    let answer = client.send(Method::POST, FULFILLMENT, &body("W9999")).await;
    assert_eq!(
        answer.text().await.unwrap(),
        r#"{"Status":{"StatusCode":"Error","ErrorCode":"NotFound","ErrorDisplayText":"There is no such contract","ErrorMessage":"There is no such contract","DomainName":"sandbox","IpAddress":"127.0.0.1"}}"#
    );
}

#[tokio::test]
async fn success_and_failure_can_be_told_in_other_ways() {
    let client = Client::start().await;
    client.vendor().configure(|settings| {
        settings.success_code = "OK".to_owned();
        settings.failure_status = StatusCode::CONFLICT;
    });
    let answer = json_of(client.get("ContractStatusListing").await).await;
    assert_eq!(answer["Status"]["StatusCode"], "OK");
    let body = json!({ "Ref": "W9999" });
    let answer = client.send(Method::POST, FULFILLMENT, &body).await;
    assert_eq!(answer.status(), 409);
    assert_eq!(json_of(answer).await["Status"]["ErrorCode"], "NotFound");
}

#[tokio::test]
async fn a_refusal_on_request_is_a_response_status() {
    let client = Client::start().await;
    let fault = Fault::Refuse {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: None,
    };
    client.sandbox.faults().inject(CONTRACT_FULFILLMENT, fault);
    let body = json!({ "Ref": "W1001" });
    let answer = client.send(Method::POST, FULFILLMENT, &body).await;
    assert_eq!(answer.status(), 503);
    assert!(json_of(answer).await["ResponseStatus"]["ErrorCode"].is_string());
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/aim-contracts.yaml"))
}
