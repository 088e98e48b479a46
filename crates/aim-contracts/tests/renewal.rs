//! One session for all callers, and another one when its tokens are refused.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::{Client, Delivery, Error, Fulfillment, StatusCode};
use support::{
    DISCOVERY, LISTING, LOGIN, at, client_with, credentials, first, header, json, listing,
    requests, requests_to, server_with_discovery, with_login,
};
use tokio::task::JoinSet;
use wiremock::matchers::{header as has_header, path};
use wiremock::{Mock, MockServer};

/// Eight calls at once.
async fn eight_listings(client: &Client) -> Vec<Result<(), Error>> {
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        calls.spawn(client.contract_status_listing().send());
    }
    let outcomes = calls.join_all().await;
    outcomes
        .into_iter()
        .map(|outcome| outcome.map(|_| ()))
        .collect()
}

#[tokio::test]
async fn all_callers_share_one_discovery_and_one_login() {
    let server = server_with_discovery().await;
    at(&server, LOGIN, 200, r#"{"Token":"token-1"}"#).await;
    at(&server, LISTING, 200, "{}").await;
    let client = client_with(&server, with_login());
    for outcome in eight_listings(&client).await {
        outcome.expect("it is answered");
    }
    assert_eq!(requests_to(&server, DISCOVERY).await.len(), 1);
    assert_eq!(requests_to(&server, LOGIN).await.len(), 1);
    assert_eq!(requests_to(&server, LISTING).await.len(), 8);
}

#[tokio::test]
async fn all_callers_share_a_failure() {
    let server = server_with_discovery().await;
    at(&server, LOGIN, 403, "").await;
    let client = client_with(&server, with_login());
    for outcome in eight_listings(&client).await {
        let error = outcome.expect_err("no credentials");
        assert_eq!(error.delivery(), Delivery::NotSent);
    }
    assert_eq!(requests_to(&server, LOGIN).await.len(), 1);
    assert_eq!(requests_to(&server, LISTING).await.len(), 0);
}

#[tokio::test]
async fn a_caller_who_goes_away_holds_nobody_up() {
    let server = server_with_discovery().await;
    at(&server, LISTING, 200, "{}").await;
    let client = client_with(&server, credentials());
    let mut gone = Box::pin(client.contract_status_listing().send());
    std::future::poll_fn(|context| {
        assert!(gone.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    drop(gone);
    listing(&client).await.expect("it is answered");
    assert_eq!(requests_to(&server, LISTING).await.len(), 1);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all() {
    let server = server_with_discovery().await;
    first(&server, LOGIN, 200, r#"{"Token":"token-1"}"#).await;
    at(&server, LOGIN, 200, r#"{"Token":"token-2"}"#).await;
    Mock::given(path(LISTING))
        .and(has_header("token", "token-1"))
        .respond_with(json(401, ""))
        .mount(&server)
        .await;
    Mock::given(path(LISTING))
        .and(has_header("token", "token-2"))
        .respond_with(json(200, "{}"))
        .mount(&server)
        .await;
    let client = client_with(&server, with_login());
    for outcome in eight_listings(&client).await {
        outcome.expect("the second token is good");
    }
    assert_eq!(requests_to(&server, LOGIN).await.len(), 2);
    assert_eq!(
        requests_to(&server, DISCOVERY).await.len(),
        2,
        "the 401 may have been about its token"
    );
}

#[tokio::test]
async fn a_fulfillment_with_a_refused_token_is_sent_once_more() {
    let server = server_with_discovery().await;
    first(&server, LOGIN, 200, r#"{"Token":"token-1"}"#).await;
    at(&server, LOGIN, 200, r#"{"Token":"token-2"}"#).await;
    let fulfillment = "/shop/api/ContractFulfillment";
    first(&server, fulfillment, 401, "").await;
    at(&server, fulfillment, 200, "{}").await;
    let answer = client_with(&server, with_login())
        .contract_fulfillment(Fulfillment::new("R-1"))
        .await
        .expect("a 401 did nothing");
    assert_eq!(answer.attempts(), 2);
}

#[tokio::test]
async fn a_session_that_is_forgotten_is_opened_anew() {
    let server = server_with_discovery().await;
    first(&server, LOGIN, 200, r#"{"Token":"token-1"}"#).await;
    at(&server, LOGIN, 200, r#"{"Token":"token-2"}"#).await;
    let expired = r#"{"Status":{"StatusCode":"Error","ErrorCode":"TokenExpired"}}"#;
    first(&server, LISTING, 200, expired).await;
    at(&server, LISTING, 200, "{}").await;
    let credentials = with_login();
    let client = client_with(&server, credentials.clone());
    let error = listing(&client).await.expect_err("the session has ended");
    assert_eq!(error.code(), Some("TokenExpired"));
    credentials.forget_session();
    listing(&client).await.expect("a new session");
    let calls = requests_to(&server, LISTING).await;
    assert_eq!(header(&calls[1], "token"), Some("token-2"));
    assert_eq!(requests_to(&server, DISCOVERY).await.len(), 2);
}

#[tokio::test]
async fn a_second_refusal_is_the_end() {
    let server = server_with_discovery().await;
    first(&server, LOGIN, 200, r#"{"Token":"token-1"}"#).await;
    at(&server, LOGIN, 200, r#"{"Token":"token-2"}"#).await;
    at(&server, LISTING, 401, "").await;
    let error = listing(&client_with(&server, with_login()))
        .await
        .expect_err("both tokens are refused");
    assert_eq!(
        (error.delivery(), error.status()),
        (Delivery::Refused, Some(StatusCode::UNAUTHORIZED))
    );
    assert_eq!(requests_to(&server, LISTING).await.len(), 2);
    assert_eq!(requests_to(&server, LOGIN).await.len(), 2);
}

#[tokio::test]
async fn credentials_that_cannot_be_renewed_are_not_sent_again() {
    let server = MockServer::start().await;
    at(&server, "/api/ContractStatusListing", 401, "").await;
    let credentials = credentials().without_discovery().token("token-1");
    listing(&client_with(&server, credentials))
        .await
        .expect_err("it is refused");
    assert_eq!(requests(&server).await.len(), 1);
}
