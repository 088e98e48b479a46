//! Fulfilment of one contract and of several: what is changed, and what is refused.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::aim::{Client, accessory};
use client::contract::Contract;
use client::json_of;
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::aim::{CONTRACT_FULFILLMENT, Rental, SET_CONTRACT_SERIAL, demo};
use vendor_sandbox::{Fault, StatusCode};

const FULFILLMENT: &str = "ContractFulfillment";

#[tokio::test]
async fn every_member_is_set() {
    let client = Client::start().await;
    let [reference, ..] = demo::CONTRACTS;
    let [sticks, stand] = demo::ACCESSORIES;
    // As text: money must not pass through a float on the way there either.
    let body = format!(
        r#"{{"Ref":"{reference}","Serial":"SN-9","SerialPk":9007199254740993,"CashPrice":1234.50,
        "NewStatus":"Delivered","Notes":"by the back door","DeliveryDate":"2026-03-06T15:43:32.9776191",
        "DeliveredAccessories":[{{"Id":{stand},"Delivered":true}}],"DeletedAccessoryIds":[{sticks}],
        "AddedAccessories":[{}],"FirstDue":"2026-04-01T00:00:00.0000000","CustomerAcct":77,"Unlock":false}}"#,
        accessory()
    );
    let request = client.request(Method::POST, FULFILLMENT);
    let request = request
        .header("content-type", "application/json")
        .body(body);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(client.found(), []);
    let answer = json_of(answer).await;
    contract().assert_valid("ContractFulfillmentResponse", &answer);
    assert_eq!(answer["Status"]["StatusCode"], "Success");

    let after = client.contract(reference);
    assert_eq!(after.serial.as_deref(), Some("SN-9"));
    assert_eq!(after.serial_key, Some(9_007_199_254_740_993));
    assert_eq!(after.cash_price.as_deref(), Some("1234.50"));
    assert_eq!(after.status, "Delivered");
    assert_eq!(after.notes.as_deref(), Some("by the back door"));
    assert_eq!(
        after.delivery_date.unwrap().to_string(),
        "2026-03-06 15:43:32.977619100"
    );
    assert_eq!(after.first_due.unwrap().to_string(), "2026-04-01 00:00:00");
    assert_eq!(after.account, 77);
    let [old, new] = after.accessories.as_slice() else {
        unreachable!("one was deleted and one was added: {after:?}");
    };
    assert_eq!((old.id, old.delivered), (stand, true));
    assert_eq!((new.id, new.delivered), (stand + 1, false));
    assert_eq!(new.description.as_deref(), Some("Case"));
    assert_eq!((new.price.as_str(), new.category), ("19.9", 12));
    assert_eq!(new.kind.as_deref(), Some("A"));
    assert_eq!(new.sku.as_deref(), Some("CASE-1"));
    assert_eq!(new.report, Some(false));
}

#[tokio::test]
async fn what_is_not_set_stays_as_it_is() {
    let client = Client::start().await;
    let [_, reference, ..] = demo::CONTRACTS;
    let before = client.contract(reference);
    client.post(FULFILLMENT, &json!({ "Ref": reference })).await;
    let after = client.contract(reference);
    assert!(after.changed_at > before.changed_at);
    let unchanged = |mut contract: Rental| {
        contract.changed_at = None;
        contract
    };
    assert_eq!(unchanged(after), unchanged(before));
}

#[tokio::test]
async fn null_is_as_good_as_not_set() {
    let client = Client::start().await;
    let [_, reference, ..] = demo::CONTRACTS;
    let body = json!({ "Ref": reference, "Serial": null, "CashPrice": null });
    let answer = client.send(Method::POST, FULFILLMENT, &body).await;
    assert_eq!(json_of(answer).await["Status"]["StatusCode"], "Success");
    assert_eq!(
        client.contract(reference).serial.as_deref(),
        Some(demo::SERIALS[0])
    );
    // The contract knows no null.
    assert_eq!(client.found().len(), 2);
}

#[tokio::test]
async fn adding_twice_adds_two() {
    let client = Client::start().await;
    let [_, reference, ..] = demo::CONTRACTS;
    let body = json!({ "Ref": reference, "AddedAccessories": [{ "Desc": "Case" }] });
    for _ in 0..2 {
        client.post(FULFILLMENT, &body).await;
    }
    let accessories = client.contract(reference).accessories;
    assert_eq!(accessories.len(), 2);
    assert_ne!(accessories[0].id, accessories[1].id);
    // Not nullable: left out, they are 0.
    assert_eq!(
        (accessories[0].price.as_str(), accessories[0].category),
        ("0", 0)
    );
}

#[tokio::test]
async fn an_unknown_contract_or_accessory_is_refused_and_nothing_is_changed() {
    let client = Client::start().await;
    let [reference, ..] = demo::CONTRACTS;
    let before = client.contract(reference);
    for body in [
        json!({ "Ref": "W9999", "Serial": "S" }),
        json!({ "Ref": reference, "Serial": "S", "DeletedAccessoryIds": [999] }),
        json!({ "Ref": reference, "Serial": "S", "DeliveredAccessories": [{ "Id": 999, "Delivered": true }] }),
    ] {
        assert_eq!(client.refused(FULFILLMENT, &body).await, "NotFound");
    }
    assert_eq!(client.contract(reference), before);
    assert_eq!(client.ledger().applied(CONTRACT_FULFILLMENT), 0);
}

#[tokio::test]
async fn a_locked_contract_is_changed_only_when_it_is_unlocked() {
    let client = Client::start().await;
    let [_, _, locked, ..] = demo::CONTRACTS;
    let body = json!({ "Ref": locked, "Serial": "S" });
    assert_eq!(client.refused(FULFILLMENT, &body).await, "Locked");
    assert_eq!(client.contract(locked).serial, None);

    let body = json!({ "Ref": locked, "Serial": "S", "Unlock": true });
    client.post(FULFILLMENT, &body).await;
    let after = client.contract(locked);
    assert_eq!(
        (after.serial.as_deref(), after.locked_by),
        (Some("S"), None)
    );
}

#[tokio::test]
async fn without_a_target_nothing_is_done() {
    let client = Client::start().await;
    // Nothing is documented as required, so this is no affair of the framework's.
    for body in [json!({}), json!({ "Serial": "S" })] {
        assert_eq!(client.refused(FULFILLMENT, &body).await, "NotFound");
        assert_eq!(
            client.found(),
            [("body".to_owned(), "required".to_owned(), true)]
        );
    }
    let both = json!({ "Ref": "W1001", "MassUpdateItems": [{ "Ref": "W1001" }] });
    assert_eq!(client.refused(FULFILLMENT, &both).await, "InvalidRequest");
}

#[tokio::test]
async fn the_old_route_does_the_same() {
    let client = Client::start().await;
    let [reference, other, ..] = demo::CONTRACTS;
    let body = json!({ "Ref": reference, "Serial": "S-1" });
    client.post("C2BSetContractSerial", &body).await;
    let body = json!({ "MassUpdateItems": [{ "Ref": other, "Serial": "S-2" }] });
    client.post("C2BSetContractSerial", &body).await;
    assert_eq!(client.contract(reference).serial.as_deref(), Some("S-1"));
    assert_eq!(client.contract(other).serial.as_deref(), Some("S-2"));
    assert_eq!(client.ledger().applied(SET_CONTRACT_SERIAL), 2);
}

#[tokio::test]
async fn a_mass_update_changes_all_of_its_contracts() {
    let client = Client::start().await;
    let [first, second, ..] = demo::CONTRACTS;
    let body = json!({ "MassUpdateItems": [
        { "Ref": first, "Serial": "S-1", "NewCustomerAcct": 81 },
        { "Ref": second, "Notes": "n", "AddedAccessories": [accessory()] },
    ] });
    let answer = client.post(FULFILLMENT, &body).await;
    contract().assert_valid("ContractFulfillmentResponse", &answer);
    assert_eq!(answer["MassUpdateErrors"], json!([]));
    let (first, second) = (client.contract(first), client.contract(second));
    assert_eq!((first.serial.as_deref(), first.account), (Some("S-1"), 81));
    assert_eq!(second.notes.as_deref(), Some("n"));
    assert_eq!(second.accessories.len(), 1);
}

/// One that succeeds, an unknown one and a locked one.
fn mixed() -> Value {
    let [first, _, locked, ..] = demo::CONTRACTS;
    json!({ "MassUpdateItems": [
        { "Ref": first, "Serial": "S-1" },
        { "Ref": "W9999", "Serial": "S-2" },
        { "Ref": locked, "Serial": "S-3" },
    ] })
}

#[tokio::test]
async fn a_mass_update_can_fail_in_part() {
    let client = Client::start().await;
    let [first, _, locked, ..] = demo::CONTRACTS;
    let answer = client.post(FULFILLMENT, &mixed()).await;
    assert_eq!(
        answer["MassUpdateErrors"],
        json!([
            { "Ref": "W9999", "ErrorMessage": "There is no such contract" },
            { "Ref": locked, "ErrorMessage": "The contract is locked" },
        ])
    );
    assert_eq!(client.contract(first).serial.as_deref(), Some("S-1"));
    assert_eq!(client.contract(locked).serial, None);
    assert_eq!(client.ledger().applied(CONTRACT_FULFILLMENT), 1);
}

#[tokio::test]
async fn a_partial_failure_can_be_an_error_of_the_whole() {
    let client = Client::start().await;
    let [first, ..] = demo::CONTRACTS;
    client.vendor().configure(|settings| {
        settings.partial_failure_is_an_error = true;
        settings.failure_status = StatusCode::INTERNAL_SERVER_ERROR;
    });
    let answer = client.send(Method::POST, FULFILLMENT, &mixed()).await;
    assert_eq!(answer.status(), 500);
    let answer = json_of(answer).await;
    assert_eq!(answer["Status"]["StatusCode"], "Error");
    assert_eq!(answer["MassUpdateErrors"].as_array().unwrap().len(), 2);
    // One of them was changed nevertheless.
    assert_eq!(client.contract(first).serial.as_deref(), Some("S-1"));
    assert_eq!(client.ledger().applied(CONTRACT_FULFILLMENT), 1);
}

#[tokio::test]
async fn a_mass_update_in_which_all_fail_was_not_done() {
    let client = Client::start().await;
    for body in [
        json!({ "MassUpdateItems": [{ "Ref": "W9999" }, {}] }),
        json!({ "MassUpdateItems": [] }),
    ] {
        assert_eq!(client.refused(FULFILLMENT, &body).await, "MassUpdate");
    }
    assert_eq!(client.ledger().applied(CONTRACT_FULFILLMENT), 0);
}

#[tokio::test]
async fn the_account_has_another_name_in_each_form() {
    let client = Client::start().await;
    let [first, ..] = demo::CONTRACTS;
    for (body, place) in [
        (
            json!({ "Ref": first, "NewCustomerAcct": 5 }),
            "body/NewCustomerAcct",
        ),
        (
            json!({ "MassUpdateItems": [{ "Ref": first, "CustomerAcct": 5 }] }),
            "body/MassUpdateItems/0/CustomerAcct",
        ),
    ] {
        let answer = client.send(Method::POST, FULFILLMENT, &body).await;
        assert_eq!(json_of(answer).await["Status"]["StatusCode"], "Success");
        assert_eq!(
            client.found(),
            [(place.to_owned(), "unknown".to_owned(), true)]
        );
    }
    assert_eq!(client.contract(first).account, demo::ACCOUNTS[0]);
}

#[tokio::test]
async fn an_answer_that_gets_lost_has_changed_the_contract() {
    let client = Client::start().await;
    let [first, ..] = demo::CONTRACTS;
    client
        .sandbox
        .faults()
        .inject(CONTRACT_FULFILLMENT, Fault::CutBody);
    let request = client.request(Method::POST, FULFILLMENT);
    let request = request.json(&json!({ "Ref": first, "Serial": "S" }));
    assert!(request.send().await.unwrap().bytes().await.is_err());
    assert_eq!(client.contract(first).serial.as_deref(), Some("S"));
    assert_eq!(client.ledger().applied(CONTRACT_FULFILLMENT), 1);
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/aim-contracts.yaml"))
}
