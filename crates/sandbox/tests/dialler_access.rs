//! The jtel dialler's token, its account, and its two kinds of 404.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::dialler::{Client, new_contact};
use client::json_of;
use reqwest::Method;
use vendor_sandbox::Fault;
use vendor_sandbox::dialler::{LIST_CAMPAIGNS, demo};

#[tokio::test]
async fn the_base_url_ends_with_the_account() {
    let client = Client::start().await;
    let address = client.sandbox.address();
    let server = format!("http://{address}/dialler");
    assert_eq!(client.vendor().server_url(), server);
    assert_eq!(client.vendor().base_url(), format!("{server}/rest/v1.0/1"));
    assert_eq!(client.vendor().clients_id(), demo::CLIENTS_ID);
    assert_eq!(client.vendor().token(), demo::TOKEN);
}

#[tokio::test]
async fn a_wrong_token_and_a_wrong_account_are_answered_alike() {
    let client = Client::start().await;
    let http = client::http_client();
    let url = format!("{}/dialler/campaigns", client.vendor().base_url());
    let elsewhere = format!(
        "{}/rest/v1.0/2/dialler/campaigns",
        client.vendor().server_url()
    );
    for request in [
        http.get(&url),
        http.get(&url).bearer_auth("wrong"),
        http.get(&url).basic_auth("sandbox-token", None::<&str>),
        http.get(elsewhere).bearer_auth(demo::TOKEN),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        let error = json_of(answer).await;
        assert_eq!(error["status"], 401);
        assert!(error["error"].is_string());
    }
    assert_eq!(client.ledger().applied(LIST_CAMPAIGNS), 0);
}

#[tokio::test]
async fn the_token_is_looked_at_before_the_request() {
    let client = Client::start().await;
    let url = format!("{}/dialler/contacts/import", client.vendor().base_url());
    let request = client::http_client().post(url).json(&new_contact());
    assert_eq!(request.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_new_token_ends_the_old_one_at_once() {
    let client = Client::start().await;
    let old = client.vendor().token();
    let new = client.vendor().regenerate_token();
    assert_ne!(old, new);
    let url = format!("{}/dialler/campaigns", client.vendor().base_url());
    for (token, expected) in [(old, 401), (new, 200)] {
        let request = client::http_client().get(&url).bearer_auth(token);
        assert_eq!(request.send().await.unwrap().status(), expected);
    }
}

#[tokio::test]
async fn an_expired_token_is_worthless_from_then_on() {
    let client = Client::start().await;
    let request = || client.request(Method::GET, "/dialler/campaigns");
    let (first, second) = (request(), request());
    client
        .sandbox
        .faults()
        .inject(LIST_CAMPAIGNS, Fault::ExpiredToken);
    for request in [first, second] {
        assert_eq!(request.send().await.unwrap().status(), 401);
    }
    // Of the handle, which has the new one.
    assert_eq!(request().send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_endpoint_that_does_not_exist_is_a_404_without_a_body() {
    let client = Client::start().await;
    for (method, path) in [
        (Method::GET, "/dialler"),
        (Method::GET, "/dialler/contact/215387"),
        // Deleting has a segment more than reading.
        (Method::DELETE, "/dialler/contacts/215387"),
        (Method::PUT, "/dialler/contacts"),
        (Method::POST, "/dialler/campaigns"),
    ] {
        let answer = client.request(method, path).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
        assert!(!answer.headers().contains_key("content-type"));
        assert!(answer.bytes().await.unwrap().is_empty());
        let call = client.ledger().calls().pop().unwrap();
        assert_eq!(call.status.unwrap(), 404);
        assert!(!call.acted);
    }
}

#[tokio::test]
async fn an_id_that_is_no_number_is_a_bad_request() {
    let client = Client::start().await;
    for path in [
        "/dialler/contacts/first",
        "/dialler/campaigns/1.5",
        "/dialler/contacts/9223372036854775808",
        "/dialler/contacts?diallerCampaignsID=many",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 400, "{path}");
        assert_eq!(json_of(answer).await["status"], 400);
        assert_eq!(client.violations().len(), 1);
    }
}
