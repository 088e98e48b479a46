//! Reading contracts, their customers and their locks.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::aim::Client;
use client::contract::Contract;
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::aim::{Rental, TOGGLE_CONTRACT_LOCK, demo};

#[tokio::test]
async fn details_are_found_by_either_reference() {
    let client = Client::start().await;
    let [_, reference, ..] = demo::CONTRACTS;
    let by_web = client
        .post("GetContractDetails", &json!({ "Ref": reference }))
        .await;
    let by_aim = client
        .post("GetContractDetails", &json!({ "Ref": "4401-2", "Sub": 2 }))
        .await;
    assert_eq!(by_web, by_aim);
    contract().assert_valid("ContractDetailsResponse", &by_web);
    assert_eq!(by_web["AccountSub"], "4401-2");
    assert_eq!(by_web["Inventory"][0]["Serial"], demo::SERIALS[0]);
    for body in [
        json!({ "Ref": "W9999" }),
        json!({ "Ref": reference, "Sub": 1 }),
    ] {
        assert_eq!(
            client.refused("GetContractDetails", &body).await,
            "NotFound"
        );
    }
}

#[tokio::test]
async fn money_and_members_are_written_as_the_vendor_writes_them() {
    let client = Client::start().await;
    let mut rental = Rental::new("W2001", 500, 7);
    rental.payment = "19.50".to_owned();
    rental.balance = "123456789012345678.90".to_owned();
    rental.first_due = "2026-04-01T12:30:00.1234567".parse().ok();
    client.vendor().put_contract(rental);
    let request = client.request(Method::POST, "GetContractDetails");
    let request = request.json(&json!({ "Ref": "W2001" }));
    let text = request.send().await.unwrap().text().await.unwrap();
    // In the documented order, seven digits, no offset, no digit lost; what has no value is not there.
    let beginning = r#"{"AccountSub":"500-7","NextDueDate":"2026-04-01T12:30:00.1234567","PaymentAmount":19.50,"PastDueAmount":0.00,"#;
    assert!(text.starts_with(beginning), "{text}");
    assert!(text.contains(
        r#""CurrentBalance":123456789012345678.90,"TotalPayoff":123456789012345678.90,"Status":{"#
    ));
    assert!(
        !text.contains("PayoffDate") && !text.contains("null"),
        "{text}"
    );
}

#[tokio::test]
async fn full_details_are_found_by_reference_or_by_filter() {
    let client = Client::start().await;
    let [first, second, third, fourth, fifth] = demo::CONTRACTS;
    for (query, expected, remaining) in [
        ("", vec![first, second, third, fourth, fifth], 0),
        ("?AIMRef=4401-2", vec![second], 0),
        ("?WebRef=W1003", vec![third], 0),
        ("?WebRef=W1003&CalculationsDate=2026-01-01", vec![third], 0),
        ("?WebRef=W9999", vec![], 0),
        ("?Acct=4401", vec![first, second], 0),
        ("?Acct=4401&Sub=2", vec![second], 0),
        ("?SerialNumber=SN-2005", vec![fifth], 0),
        ("?ChangedDate=2025-07-23T00:00:00", vec![fourth, fifth], 0),
        ("?RecordCount=2", vec![first, second], 3),
        ("?StartOffset=3&RecordCount=1", vec![fourth], 1),
        ("?StartOffset=9", vec![], 0),
    ] {
        let answer = client.read(&format!("ContractFullDetails{query}")).await;
        contract().assert_valid("ContractFullDetailsResponse", &answer);
        assert_eq!(texts(&answer["Contracts"], "WebRef"), expected, "{query}");
        assert_eq!(answer["RemainingRecords"], remaining, "{query}");
    }
}

#[tokio::test]
async fn references_go_neither_with_each_other_nor_with_a_filter() {
    let client = Client::start().await;
    for query in [
        "AIMRef=4401-2&WebRef=W1002",
        "AIMRef=4401-2&Acct=4401",
        "WebRef=W1002&Sub=2",
        "WebRef=W1002&ChangedDate=2025-07-23T00:00:00",
        "WebRef=W1002&SerialNumber=S",
        "AIMRef=4401-2&StartOffset=0",
        "AIMRef=4401-2&RecordCount=1",
    ] {
        let answer = client.get(&format!("ContractFullDetails?{query}")).await;
        assert_eq!(client.error_in(answer).await, "InvalidRequest", "{query}");
    }
}

#[tokio::test]
async fn statuses_and_defaults_are_listed() {
    let client = Client::start().await;
    let answer = client.read("ContractStatusListing").await;
    contract().assert_valid("ContractStatusListingResponse", &answer);
    assert_eq!(
        texts(&answer["ContractStatuses"], "Description"),
        demo::STATUSES.map(|(_, description, _)| description)
    );
    let answer = client.read("ContractDefaultListing").await;
    contract().assert_valid("ContractDefaultListingResponse", &answer);
    assert_eq!(answer["ContractDefaults"][1]["Id"], demo::DEFAULTS[1].0);
}

#[tokio::test]
async fn unfinished_contracts_are_filtered() {
    let client = Client::start().await;
    let [first, second, third, fourth, _finished] = demo::CONTRACTS;
    for (query, expected) in [
        ("", vec![first, second, third]),
        (
            "?IncludeContractsEnteredByOtherUsers=true",
            vec![first, second, third, fourth],
        ),
        (
            "?IncludeContractsEnteredByOtherUsers=true&DeliveryDesc=Store%20pickup",
            vec![fourth],
        ),
        ("?Type=RENTAL", vec![first, second, third]),
        ("?Type=SALE", vec![]),
        ("?SearchStr=gra", vec![third]),
        ("?SearchStr=sn-2002", vec![second]),
        ("?DistrictId=22", vec![third]),
        ("?SchoolId=32", vec![second]),
        ("?TeacherId=41", vec![first, second, third]),
        ("?TeacherId=42", vec![]),
        ("?Status=Delivered", vec![]),
        ("?StartOffset=1&RecordCount=1", vec![second]),
    ] {
        let answer = client
            .read(&format!("C2BGetUnfinishedContracts{query}"))
            .await;
        let contracts = &answer["UnfinishedContracts"];
        assert_eq!(texts(contracts, "Ref"), expected, "{query}");
        contract().assert_valid("UnfinishedContractsResponse", &answer);
    }
}

#[tokio::test]
async fn an_unfinished_contract_shows_its_accessories_and_its_lock() {
    let client = Client::start().await;
    let answer = client.read("C2BGetUnfinishedContracts").await;
    let contracts = &answer["UnfinishedContracts"];
    assert_eq!(contracts[0]["Accessories"][0]["Id"], demo::ACCESSORIES[0]);
    assert_eq!(contracts[0]["LockedBy"], Value::Null);
    assert_eq!(contracts[2]["LockedBy"], "clerk");
    assert_eq!(contracts[0]["DateTime"], "2025-07-20T00:00:00.0000000");
    assert_eq!(contracts[0]["Location"]["Id"], 11);
}

#[tokio::test]
async fn the_customer_of_a_contract_can_be_set() {
    let client = Client::start().await;
    let [reference, ..] = demo::CONTRACTS;
    for _ in 0..2 {
        let body = json!({ "WebRef": reference, "Acct": 900 });
        let answer = client.post("C2BSetContractCustomer", &body).await;
        contract().assert_valid("StatusResponse", &answer);
        assert_eq!(client.contract(reference).account, 900);
    }
    let body = json!({ "WebRef": "W9999", "Acct": 900 });
    assert_eq!(
        client.refused("C2BSetContractCustomer", &body).await,
        "NotFound"
    );
}

#[tokio::test]
async fn one_contract_that_is_in_the_wanted_state_already_is_an_error() {
    let client = Client::start().await;
    let [reference, ..] = demo::CONTRACTS;
    let is_locked = || client.contract(reference).locked_by.is_some();
    for (mode, locked) in [("LOCK", true), ("UNLOCK", false)] {
        let body = json!({ "Mode": mode, "WebRef": reference });
        let answer = client.post("C2BToggleContractLock", &body).await;
        contract().assert_valid("StatusResponse", &answer);
        assert_eq!(is_locked(), locked);
        assert_eq!(
            client.refused("C2BToggleContractLock", &body).await,
            "NothingToDo"
        );
        assert_eq!(is_locked(), locked);
    }
    assert_eq!(client.ledger().applied(TOGGLE_CONTRACT_LOCK), 2);
}

#[tokio::test]
async fn several_contracts_may_be_in_the_wanted_state_already() {
    let client = Client::start().await;
    let [first, _, locked, ..] = demo::CONTRACTS;
    let body = json!({ "Mode": "LOCK", "WebRefs": [first, locked] });
    for _ in 0..2 {
        client.post("C2BToggleContractLock", &body).await;
        assert_eq!(
            client.contract(first).locked_by.as_deref(),
            Some(demo::USER_NAME)
        );
        // Whoever had locked it still has.
        assert_eq!(client.contract(locked).locked_by.as_deref(), Some("clerk"));
    }
    let body = json!({ "Mode": "UNLOCK", "WebRefs": [first, "W9999"] });
    assert_eq!(
        client.refused("C2BToggleContractLock", &body).await,
        "NotFound"
    );
    assert!(client.contract(first).locked_by.is_some());
}

#[tokio::test]
async fn a_lock_needs_a_mode_and_one_kind_of_target() {
    let client = Client::start().await;
    for body in [
        json!({ "Mode": "lock", "WebRef": "W1001" }),
        json!({ "WebRef": "W1001" }),
        json!({ "Mode": "LOCK" }),
        json!({ "Mode": "LOCK", "WebRef": "W1001", "WebRefs": ["W1002"] }),
    ] {
        assert_eq!(
            client.refused("C2BToggleContractLock", &body).await,
            "InvalidRequest"
        );
    }
}

#[tokio::test]
async fn contracts_can_be_put_there_and_removed() {
    let client = Client::start().await;
    let mut rental = Rental::new("W3001", 600, 1);
    client.vendor().put_contract(rental.clone());
    rental.status = "Ready".to_owned();
    client.vendor().put_contract(rental.clone());
    assert_eq!(client.vendor().contracts().len(), 6);
    assert_eq!(client.contract("W3001"), rental);
    client.vendor().remove_all_contracts();
    assert_eq!(client.vendor().contracts(), []);
}

fn texts<'a>(list: &'a Value, member: &str) -> Vec<&'a str> {
    let items = list.as_array().unwrap();
    items
        .iter()
        .map(|item| item[member].as_str().unwrap())
        .collect()
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/aim-contracts.yaml"))
}
