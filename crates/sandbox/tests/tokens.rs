//! The token endpoint, and what the five operations make of tokens.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use std::time::Duration;

use client::{Client, header, json_of};
use reqwest::Method;
use serde_json::Value;
use vendor_sandbox::partner;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_token_is_answered_as_the_documented_sample() {
    let client = Client::start().await;
    let answer = client.ask_for_token(&client.credentials()).await;
    assert_eq!(answer.status(), 200);
    let answer = json_of(answer).await;
    assert_eq!(answer["token_type"], "Bearer");
    assert_eq!(answer["expires_in"], 3600);
    assert!(answer["access_token"].is_string());
}

#[tokio::test]
async fn asking_again_within_five_minutes_gives_the_same_token() {
    let client = Client::start().await;
    client.clock.advance(4 * MINUTE);
    assert_eq!(client.new_token().await, client.token);
    client.clock.advance(2 * MINUTE);
    assert_ne!(client.new_token().await, client.token);
    // The old one works on, as documented.
    assert_eq!(client.list("").await.status(), 200);
}

#[tokio::test]
async fn without_the_cache_every_token_is_new() {
    let client = Client::start().await;
    client
        .sandbox
        .partner()
        .configure(|settings| settings.token_cache = None);
    assert_ne!(client.new_token().await, client.token);
}

#[tokio::test]
async fn a_token_ends_after_an_hour() {
    let client = Client::start().await;
    client.clock.advance(59 * MINUTE);
    assert_eq!(client.list("").await.status(), 200);
    client.clock.advance(MINUTE);
    let answer = client.list("").await;
    assert_eq!(answer.status(), 401);
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    assert_eq!(header(&answer, "www-authenticate"), "Bearer");
    assert_eq!(json_of(answer).await["type"], "/problems/unauthorized");
}

#[tokio::test]
async fn life_and_announcement_of_a_token_can_be_set() {
    let client = Client::start().await;
    client.sandbox.partner().configure(|settings| {
        settings.token_lifetime = 2 * MINUTE;
        settings.announce_expiry = false;
        settings.token_cache = None;
    });
    let answer = json_of(client.ask_for_token(&client.credentials()).await).await;
    assert_eq!(answer["expires_in"], Value::Null);
    assert!(!answer.as_object().unwrap().contains_key("expires_in"));

    client
        .sandbox
        .partner()
        .configure(|settings| settings.announce_expiry = true);
    let answer = json_of(client.ask_for_token(&client.credentials()).await).await;
    assert_eq!(answer["expires_in"], 120);
}

#[tokio::test]
async fn revoked_tokens_are_refused_and_new_ones_are_not() {
    let mut client = Client::start().await;
    client.sandbox.partner().revoke_tokens();
    assert_eq!(client.list("").await.status(), 401);
    client.token = client.new_token().await;
    assert_eq!(client.list("").await.status(), 200);
}

#[tokio::test]
async fn an_operation_without_a_token_is_refused() {
    let mut client = Client::start().await;
    client.token = "somebody-elses".to_owned();
    assert_eq!(client.list("").await.status(), 401);
    let url = format!(
        "{}/v2/tickets/prepared-tickets",
        client.sandbox.partner().base_url()
    );
    assert_eq!(
        client::http_client()
            .get(url)
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
    assert_eq!(
        client
            .sandbox
            .ledger()
            .applied(partner::LIST_PREPARED_TICKETS),
        0
    );
}

#[tokio::test]
async fn errors_of_the_token_endpoint_are_those_of_rfc_6749() {
    let client = Client::start().await;
    let [grant_type, client_id, client_secret] = client.credentials();
    for (form, status, error) in [
        (
            vec![grant_type, client_id, ("client_secret", "wrong")],
            401,
            "invalid_client",
        ),
        (
            vec![grant_type, ("client_id", "nobody"), client_secret],
            401,
            "invalid_client",
        ),
        (
            vec![("grant_type", "password"), client_id, client_secret],
            400,
            "unsupported_grant_type",
        ),
        (vec![grant_type, client_id], 400, "invalid_request"),
        (
            vec![grant_type, client_id, client_secret, client_id],
            400,
            "invalid_request",
        ),
    ] {
        let answer = client.ask_for_token(&form).await;
        assert_eq!(answer.status(), status, "{error}");
        assert_eq!(json_of(answer).await["error"], error);
    }
}

#[tokio::test]
async fn credentials_in_any_other_way_than_documented_are_refused() {
    let client = Client::start().await;
    let request = || client.request(Method::POST, "/oauth2/token");
    let as_json = request().json(&serde_json::json!({ "client_secret": "sandbox-secret" }));
    let in_the_header = request().basic_auth("sandbox-client", Some("sandbox-secret"));
    let in_the_header = in_the_header.form(&[("grant_type", "client_credentials")]);
    for request in [as_json, in_the_header] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert_eq!(json_of(answer).await["error"], "invalid_request");
    }
    assert!(!format!("{:?}", client.sandbox.ledger().calls()).contains("sandbox-secret"));
}

#[tokio::test]
async fn the_api_key_of_the_oldest_page_can_be_demanded() {
    let client = Client::start().await;
    client
        .sandbox
        .partner()
        .configure(|settings| settings.require_api_key = true);
    assert_eq!(client.list("").await.status(), 403);
    let request = client.request(Method::GET, "/v2/tickets/prepared-tickets");
    let answer = request
        .header("x-api-key", client.sandbox.partner().api_key())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
}
