//! Scheduled returns and exchanges.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::aim::Client;
use client::contract::Contract;
use client::json_of;
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::aim::{
    PUT_SCHEDULED_RETURNS, SCHEDULE_EXCHANGE, SCHEDULE_RETURN, ScheduledReturn, demo,
};

const RETURNS: &str = "ContractScheduledReturns";
const EXCHANGES: &str = "ScheduledExchanges";

/// A return of a contract on a day of June.
fn a_return(contract: usize, day: u32) -> Value {
    json!({
        "Acct": demo::ACCOUNTS[contract],
        "Sub": demo::SUBS[contract],
        "OptionId": contract + 1,
        "ReturnDate": format!("2026-06-{day:02}T00:00:00.0000000"),
    })
}

fn an_exchange(contract: usize, day: u32) -> Value {
    json!({
        "Acct": demo::ACCOUNTS[contract],
        "Sub": demo::SUBS[contract],
        "ExchangedItemID": 7,
        "PostingDate": "2026-06-01T00:00:00.0000000",
        "ScheduledDate": format!("2026-06-{day:02}T00:00:00.0000000"),
    })
}

#[tokio::test]
async fn a_return_is_scheduled_with_everything_there_is() {
    let client = Client::start().await;
    let mut body = a_return(1, 30);
    body["ReturnNotes"] = json!("ring twice");
    body["AutoPayHoldDate"] = json!("2026-07-01T00:00:00");
    body["StatusId"] = json!(4);
    let answer = client.post(RETURNS, &body).await;
    contract().assert_valid("ScheduleReturnResponse", &answer);
    assert_eq!(answer["RefNumber"], "R1");
    let [scheduled]: [ScheduledReturn; 1] = client.vendor().scheduled_returns().try_into().unwrap();
    assert_eq!((scheduled.account, scheduled.sub), (4_401, 2));
    assert_eq!(scheduled.option_id, 2);
    assert_eq!(
        scheduled.return_date.unwrap().to_string(),
        "2026-06-30 00:00:00"
    );
    assert_eq!(scheduled.notes.as_deref(), Some("ring twice"));
    assert!(scheduled.auto_pay_hold_date.is_some());
    assert_eq!(scheduled.status_id, Some(4));
    assert_eq!(scheduled.returned_date, None);
    assert!(!format!("{scheduled:?}").contains("ring twice"));

    let answer = client.read(RETURNS).await;
    contract().assert_valid("ScheduledReturnsResponse", &answer);
    let listed = &answer["Contracts"][0];
    assert_eq!(listed["ScheduledReturnDate"], "2026-06-30T00:00:00.0000000");
    assert_eq!(listed["AutoPayHoldDate"], "2026-07-01T00:00:00.0000000");
    assert_eq!(listed["ScheduledReturnedRef"], "R1");
    assert_eq!(listed["Serial"], demo::SERIALS[0]);
    assert_eq!(listed["ReturnedDate"], Value::Null);
}

#[tokio::test]
async fn a_date_that_is_missing_or_the_smallest_there_is_left_out() {
    let client = Client::start().await;
    let mut body = a_return(0, 1);
    body["ReturnDate"] = json!("0001-01-01T00:00:00.0000000");
    client.post(RETURNS, &body).await;
    let answer = client.read(RETURNS).await;
    assert!(answer["Contracts"][0].get("ScheduledReturnDate").is_none());

    let mut body = an_exchange(0, 1);
    body.as_object_mut().unwrap().remove("PostingDate");
    let answer = client.send(Method::POST, EXCHANGES, &body).await;
    assert_eq!(json_of(answer).await["Status"]["StatusCode"], "Success");
    let missing = ("body".to_owned(), "required".to_owned(), true);
    assert_eq!(client.found(), [missing]);
    let answer = client.read(EXCHANGES).await;
    let listed = &answer["ScheduledExchanges"][0];
    assert!(listed.get("PostingDate").is_none());
}

#[tokio::test]
async fn scheduling_twice_gives_two_returns() {
    let client = Client::start().await;
    for reference in ["R1", "R2"] {
        let answer = client.post(RETURNS, &a_return(0, 30)).await;
        assert_eq!(answer["RefNumber"], reference);
    }
    assert_eq!(client.ledger().applied(SCHEDULE_RETURN), 2);
}

#[tokio::test]
async fn a_return_or_an_exchange_needs_a_contract() {
    let client = Client::start().await;
    for (operation, mut body) in [(RETURNS, a_return(0, 1)), (EXCHANGES, an_exchange(0, 1))] {
        body["Sub"] = json!(99);
        assert_eq!(client.refused(operation, &body).await, "NotFound");
    }
    assert!(client.vendor().scheduled_returns().is_empty());
    assert!(client.vendor().scheduled_exchanges().is_empty());
}

#[tokio::test]
async fn returns_are_filtered() {
    let client = Client::start().await;
    for (contract, day) in [(0, 10), (1, 20), (2, 30)] {
        client.post(RETURNS, &a_return(contract, day)).await;
    }
    for (query, expected) in [
        ("", vec!["R1", "R2", "R3"]),
        ("?DateFrom=2026-06-20T00:00:00", vec!["R2", "R3"]),
        ("?DateTo=2026-06-20T00:00:00", vec!["R1", "R2"]),
        ("?DistrictId=22", vec!["R3"]),
        ("?SchoolId=32", vec!["R2"]),
        ("?LocationId=11", vec!["R1", "R2", "R3"]),
        ("?LocationId=12", vec![]),
        ("?OptionId=2", vec!["R2"]),
        ("?StatusId=1", vec![]),
        ("?LanId=anyone", vec!["R1", "R2", "R3"]),
    ] {
        let answer = client.read(&format!("{RETURNS}{query}")).await;
        let listed: Vec<_> = answer["Contracts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["ScheduledReturnedRef"].as_str().unwrap())
            .collect();
        assert_eq!(listed, expected, "{query}");
    }
}

#[tokio::test]
async fn putting_contracts_marks_their_returns() {
    let client = Client::start().await;
    client.post(RETURNS, &a_return(0, 10)).await;
    client.post(RETURNS, &a_return(1, 20)).await;
    let contract =
        |index: usize| json!({ "Acct": demo::ACCOUNTS[index], "Sub": demo::SUBS[index] });
    let body = json!({ "Contracts": [contract(0)] });
    let answer = client.send(Method::PUT, RETURNS, &body).await;
    assert_eq!(json_of(answer).await["Status"]["StatusCode"], "Success");
    assert_eq!(client.found(), []);

    let listed = |answer: Value| answer["Contracts"].as_array().unwrap().len();
    assert_eq!(listed(client.read(RETURNS).await), 1);
    let all = client
        .read(&format!("{RETURNS}?IncludeReturned=true"))
        .await;
    assert_eq!(
        all["Contracts"][0]["ReturnedDate"],
        "2026-01-01T00:00:00.0000000"
    );
    assert_eq!(listed(all), 2);

    // All or none.
    let body = json!({ "Contracts": [contract(1), contract(0)] });
    let answer = client.send(Method::PUT, RETURNS, &body).await;
    assert_eq!(client.error_in(answer).await, "NotFound");
    assert_eq!(listed(client.read(RETURNS).await), 1);
    assert_eq!(client.ledger().applied(PUT_SCHEDULED_RETURNS), 1);
}

#[tokio::test]
async fn an_exchange_is_scheduled_with_everything_there_is() {
    let client = Client::start().await;
    let mut body = an_exchange(0, 15);
    body["NewSku"] = json!("SKU-2");
    body["OptionId"] = json!(3);
    body["ExchangeNotes"] = json!("gently");
    body["StatusId"] = json!(1);
    body["FormInputList"] = json!([{ "Key": "FAX", "Value": "none" }]);
    let answer = client.post(EXCHANGES, &body).await;
    contract().assert_valid("ScheduleExchangeResponse", &answer);
    assert_eq!(answer["ExchangeID"], 1);
    let call = &client.ledger().calls_of(SCHEDULE_EXCHANGE)[0];
    assert_eq!(call.resource.as_deref(), Some("1"));

    let scheduled = client.vendor().scheduled_exchanges().remove(0);
    assert_eq!(scheduled.exchanged_item_id, 7);
    assert_eq!(scheduled.new_sku.as_deref(), Some("SKU-2"));
    assert_eq!(scheduled.notes.as_deref(), Some("gently"));
    assert_eq!(
        scheduled.form_inputs,
        [("FAX".to_owned(), "none".to_owned())]
    );
    assert!(!format!("{scheduled:?}").contains("gently"));

    let answer = client.read(EXCHANGES).await;
    contract().assert_valid("ScheduledExchangesResponse", &answer);
    let listed = &answer["ScheduledExchanges"][0];
    assert_eq!(listed["ExchangeID"], 1);
    assert_eq!(listed["ScheduledDate"], "2026-06-15T00:00:00.0000000");
    assert_eq!(listed["NewSku"], "SKU-2");
    assert_eq!(listed["Notes"], "gently");
    assert_eq!(listed["Processed"], false);
}

#[tokio::test]
async fn exchanges_are_filtered() {
    let client = Client::start().await;
    for (contract, day) in [(0, 10), (1, 20), (2, 30)] {
        let mut body = an_exchange(contract, day);
        body["Processed"] = json!(contract == 2);
        body["OptionId"] = json!(contract);
        client.post(EXCHANGES, &body).await;
    }
    for (query, expected) in [
        ("", vec![1, 2]),
        ("?IncludeProcessed=true", vec![1, 2, 3]),
        ("?ScheduledDateFrom=2026-06-11T00:00:00", vec![2]),
        ("?ScheduledDateTo=2026-06-11T00:00:00", vec![1]),
        ("?SchoolId=32", vec![2]),
        ("?OptionId=0", vec![1]),
        ("?StatusId=1", vec![]),
    ] {
        let answer = client.read(&format!("{EXCHANGES}{query}")).await;
        let listed: Vec<_> = answer["ScheduledExchanges"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["ExchangeID"].as_i64().unwrap())
            .collect();
        assert_eq!(listed, expected, "{query}");
    }
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/aim-contracts.yaml"))
}

#[tokio::test]
async fn a_return_can_be_there_without_a_call() {
    let client = Client::start().await;
    let (account, sub) = (demo::ACCOUNTS[1], demo::SUBS[1]);
    assert_eq!(client.vendor().seed_return(account, sub), "R1");
    assert_eq!(client.vendor().seed_return(account, sub), "R2");
    let contracts = json!({ "Contracts": [{ "Acct": account, "Sub": sub }] });
    client.send(Method::PUT, RETURNS, &contracts).await;
    let [first, latest]: [ScheduledReturn; 2] =
        client.vendor().scheduled_returns().try_into().unwrap();
    assert_eq!(first.returned_date, None);
    assert!(latest.returned_date.is_some());
}
