//! Requests and answers against the contract.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::contract::Contract;
use client::{Client, VIN, header, json_of, new_ticket, new_ticket_with};
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::Violation;
use vendor_sandbox::partner::{
    CREATE_PREPARED_TICKET, LIST_PREPARED_TICKETS, OPERATIONS, TOKEN, demo,
};

/// Place, rule and tolerance of everything that was wrong with the latest call.
fn found(client: &Client) -> Vec<(String, String, bool)> {
    let calls = client.sandbox.ledger().calls();
    let violations = &calls.last().unwrap().violations;
    violations
        .iter()
        .map(|found| (found.place.clone(), found.rule.clone(), found.tolerated))
        .collect()
}

fn serious(place: &str, rule: &str) -> (String, String, bool) {
    (place.to_owned(), rule.to_owned(), false)
}

fn tolerated(place: &str) -> (String, String, bool) {
    (place.to_owned(), "unknown".to_owned(), true)
}

#[tokio::test]
async fn a_violation_is_answered_as_the_documented_problem() {
    let client = Client::start().await;
    let answer = client.create(&new_ticket_with("vin", json!("SHORT"))).await;
    assert_eq!(answer.status(), 400);
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    let problem = json_of(answer).await;
    assert_eq!(problem["type"], "/problems/violations");
    assert_eq!(problem["title"], "Bad request");
    assert_eq!(problem["status"], 400);
    assert_eq!(
        problem["detail"],
        "The request violates one or more constraints. Please resolve all of them and try again."
    );
    // The shape of an item is ours.
    assert_eq!(problem["violations"][0]["place"], "body/vin");
    assert_eq!(problem["violations"][0]["rule"], "minLength");
    assert!(!problem.to_string().contains("SHORT"));
    assert_eq!(client.sandbox.ledger().applied(CREATE_PREPARED_TICKET), 0);
}

#[tokio::test]
async fn each_member_of_a_new_ticket_is_checked() {
    let client = Client::start().await;
    for (member, value, rule) in [
        ("customer_id", json!("no uuid"), "format"),
        ("customer_id", Value::Null, "type"),
        ("vehicle_model_id", json!("7"), "type"),
        ("vehicle_model_id", json!(1.5), "type"),
        (
            "vehicle_model_id",
            json!(9_223_372_036_854_775_808_u64),
            "maximum",
        ),
        ("vin", json!("JH4KA7630PC0076490"), "maxLength"),
        ("voucher_code", json!("abcd"), "pattern"),
        ("voucher_code", json!("ABC"), "pattern"),
        ("preparer_external_reference", Value::Null, "type"),
        (
            "preparer_external_reference",
            json!("x".repeat(256)),
            "maxLength",
        ),
    ] {
        let answer = client.create(&new_ticket_with(member, value)).await;
        assert_eq!(answer.status(), 400, "{member} {rule}");
        assert_eq!(found(&client), [serious(&format!("body/{member}"), rule)]);
    }
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let client = Client::start().await;
    let problem = json_of(client.create(&json!({ "vin": "SHORT" })).await).await;
    assert_eq!(problem["violations"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn an_update_must_have_all_members() {
    let client = Client::start().await;
    let update = json!({ "vehicle_model_id": 0, "vin": VIN, "preparer_external_reference": "" });
    let answer = client.update(demo::TICKETS[0], &update).await;
    assert_eq!(answer.status(), 400);
    assert_eq!(found(&client), [serious("body", "required")]);
}

#[tokio::test]
async fn parameters_are_checked() {
    let client = Client::start().await;
    for (query, place, rule) in [
        ("?limit=1001", "query/limit", "maximum"),
        ("?limit=-1", "query/limit", "minimum"),
        ("?limit=many", "query/limit", "type"),
        ("?offset=-1", "query/offset", "minimum"),
        ("?customer_id=", "query/customer_id", "format"),
        ("?created_after=yesterday", "query/created_after", "format"),
        (
            "?created_after=2019-08-24T14:15:22",
            "query/created_after",
            "format",
        ),
        ("?vin=SHORT", "query/vin", "minLength"),
        ("?limit=1&limit=2", "query/limit", "repeated"),
    ] {
        assert_eq!(client.list(query).await.status(), 400, "{query}");
        assert_eq!(found(&client), [serious(place, rule)], "{query}");
    }
    assert_eq!(client.get("no-uuid").await.status(), 400);
    assert_eq!(
        found(&client),
        [serious("path/prepared-ticket-id", "format")]
    );
}

#[tokio::test]
async fn what_the_contract_does_not_know_is_recorded_and_tolerated() {
    let client = Client::start().await;
    assert_eq!(
        client
            .create(&new_ticket_with("colour", json!("red")))
            .await
            .status(),
        201
    );
    assert_eq!(found(&client), [tolerated("body/colour")]);
    assert_eq!(client.list("?sort=vin").await.status(), 200);
    assert_eq!(found(&client), [tolerated("query/sort")]);
    let path = format!("/v2/tickets/prepared-tickets/{}", demo::TICKETS[0]);
    client
        .request(Method::DELETE, &path)
        .body("now")
        .send()
        .await
        .unwrap();
    assert_eq!(found(&client), [tolerated("body")]);
}

#[tokio::test]
async fn the_body_must_be_json_and_say_so() {
    let client = Client::start().await;
    for (media_type, body, expected) in [
        (
            "text/plain",
            new_ticket().to_string(),
            serious("header/content-type", "mediaType"),
        ),
        (
            "application/json",
            "{".to_owned(),
            serious("body", "syntax"),
        ),
        (
            "application/json",
            String::new(),
            serious("body", "required"),
        ),
    ] {
        let request = client.request(Method::POST, "/v2/tickets/prepared-tickets");
        let answer = request
            .header("content-type", media_type)
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 400);
        assert_eq!(found(&client), [expected]);
    }
    let request = client.request(Method::POST, "/v2/tickets/prepared-tickets");
    let request = request
        .header("content-type", "Application/JSON; charset=utf-8")
        .body(new_ticket().to_string());
    assert_eq!(request.send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn the_token_form_is_checked_by_hand() {
    let client = Client::start().await;
    let [grant_type, client_id, client_secret] = client.credentials();
    client.ask_for_token(&[grant_type, client_id]).await;
    assert_eq!(found(&client), [serious("body/client_secret", "required")]);
    client
        .ask_for_token(&[grant_type, client_id, client_secret, ("scope", "all")])
        .await;
    // Not named, since of a form gone wrong it may be the secret itself.
    assert_eq!(found(&client), [tolerated("body")]);
}

#[tokio::test]
async fn a_violation_never_shows_the_value() {
    let client = Client::start().await;
    client
        .create(&new_ticket_with("vin", json!("SECRETVIN")))
        .await;
    client.list("?vin=SECRETVIN").await;
    let violations: Vec<Violation> = client
        .sandbox
        .ledger()
        .violations()
        .into_iter()
        .flat_map(|call| call.violations)
        .collect();
    assert_eq!(violations.len(), 2);
    assert!(!format!("{violations:?}").contains("SECRETVIN"));
    assert_eq!(client.sandbox.ledger().applied(LIST_PREPARED_TICKETS), 0);
}

#[test]
fn the_operations_are_those_of_the_contract() {
    let operations: Vec<_> = OPERATIONS
        .into_iter()
        .filter(|operation| *operation != TOKEN)
        .collect();
    contract().assert_operations(&operations);
}

#[tokio::test]
async fn the_answers_keep_to_the_contract() {
    let client = Client::start().await;
    let contract = contract();
    let created = json_of(client.create(&new_ticket()).await).await;
    contract.assert_valid("PreparedTicket", &created);
    contract.assert_valid(
        "PreparedTicketList",
        &json_of(client.list("?limit=2").await).await,
    );
    contract.assert_valid("Problem", &json_of(client.create(&json!({})).await).await);
    contract.assert_valid(
        "Problem",
        &json_of(client.get(demo::CUSTOMERS[0]).await).await,
    );
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/prepared-tickets.yaml"))
}
