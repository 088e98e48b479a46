//! Login: what it sends, and where; and credentials that are given without it.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::error::Error as _;

use aim_contracts::core::BuildError;
use aim_contracts::{AimCredentials, AimDialect, Client, Delivery, ErrorKind, StatusMeaning};
use support::{
    LISTING, LOGIN, at, cause, client_with, credentials, header, line, listing, requests,
    requests_to, server_with_discovery, with_login,
};
use wiremock::MockServer;

#[tokio::test]
async fn login_sends_user_and_password_in_the_query_and_the_rest_in_headers() {
    let server = server_with_discovery().await;
    at(
        &server,
        LOGIN,
        200,
        r#"{"Token":"token-1","OAuthToken":"oauth-of-login"}"#,
    )
    .await;
    at(&server, LISTING, 200, "{}").await;
    listing(&client_with(&server, with_login().device_id("device-1")))
        .await
        .expect("it is answered");
    let requests = requests(&server).await;
    assert_eq!(requests.len(), 3);
    let (login, call) = (&requests[1], &requests[2]);
    assert_eq!(
        line(login),
        "POST /shop/api/Security?Username=ann%40example.com&Password=pass%26word%20%2B1\
         &AppId=app-1&DeviceId=device-1"
    );
    assert!(login.body.is_empty());
    let sent = |request, name| header(request, name);
    for (name, at_login, at_call) in [
        ("apikey", Some("key-1"), Some("key-1")),
        ("appid", Some("app-1"), Some("app-1")),
        ("deviceid", Some("device-1"), Some("device-1")),
        ("oauthtoken", Some("oauth-1"), Some("oauth-1")),
        ("token", None, Some("token-1")),
    ] {
        assert_eq!(
            (sent(login, name), sent(call, name)),
            (at_login, at_call),
            "{name}"
        );
    }
}

#[tokio::test]
async fn login_without_discovery_asks_the_base_url() {
    let server = MockServer::start().await;
    at(
        &server,
        "/api/Security",
        200,
        r#"{"Token":"token-1","OAuthToken":"oauth-1"}"#,
    )
    .await;
    at(&server, "/api/ContractStatusListing", 200, "{}").await;
    listing(&client_with(&server, with_login().without_discovery()))
        .await
        .expect("it is answered");
    let requests = requests(&server).await;
    assert_eq!(
        line(&requests[0]),
        "POST /api/Security?Username=ann%40example.com&Password=pass%26word%20%2B1&AppId=app-1"
    );
    assert_eq!(header(&requests[1], "oauthtoken"), Some("oauth-1"));
    assert_eq!(header(&requests[1], "token"), Some("token-1"));
}

#[tokio::test]
async fn tokens_that_are_fixed_are_sent_whatever_the_vendor_gives() {
    let server = server_with_discovery().await;
    at(&server, LOGIN, 200, r#"{"Token":"token-1"}"#).await;
    at(&server, LISTING, 200, "{}").await;
    let credentials = with_login().oauth_token("oauth-mine").token("token-mine");
    listing(&client_with(&server, credentials))
        .await
        .expect("it is answered");
    let call = &requests_to(&server, LISTING).await[0];
    assert_eq!(header(call, "oauthtoken"), Some("oauth-mine"));
    assert_eq!(header(call, "token"), Some("token-mine"));
}

#[tokio::test]
async fn a_login_that_says_error_is_refused_with_its_code_alone() {
    let server = server_with_discovery().await;
    let answer = r#"{"Token":null,"Status":{"StatusCode":"Error","ErrorCode":"L1","ErrorMessage":"Locked out"}}"#;
    at(&server, LOGIN, 200, answer).await;
    let error = listing(&client_with(&server, with_login()))
        .await
        .expect_err("the login says error");
    assert_eq!(
        (error.delivery(), error.kind()),
        (Delivery::NotSent, ErrorKind::CredentialsRefused)
    );
    let login = cause(&error);
    assert_eq!((login.operation(), login.code()), ("login", Some("L1")));
    assert!(
        !error.report().contains("Locked out"),
        "a text may repeat the URL of the login"
    );
    assert_eq!(requests_to(&server, LISTING).await.len(), 0);
}

#[tokio::test]
async fn a_login_that_gives_no_token_is_no_login() {
    for answer in ["{}", r#"{"Token":""}"#, r#"{"Token":null}"#] {
        let server = server_with_discovery().await;
        at(&server, LOGIN, 200, answer).await;
        let error = listing(&client_with(&server, with_login()))
            .await
            .expect_err("there is no token");
        assert_eq!(error.delivery(), Delivery::NotSent);
        let cause = error.source().expect("there is one").to_string();
        assert_eq!(cause, "the login gave no Token");
    }
}

#[tokio::test]
async fn discovery_and_login_are_judged_by_the_rule_of_the_client() {
    let server = server_with_discovery().await;
    let answer = r#"{"Token":"token-1","Status":{"StatusCode":"Failed"}}"#;
    at(&server, LOGIN, 200, answer).await;
    at(&server, LISTING, 200, "{}").await;
    let with = |dialect| {
        Client::builder(server.uri())
            .credentials(with_login())
            .dialect(dialect)
            .build()
            .expect("valid settings")
    };
    listing(&with(AimDialect::new()))
        .await
        .expect("the default rule does not know the word");
    let only_ok = AimDialect::with_rule(|status| match status.status_code.as_deref() {
        Some("OK") => StatusMeaning::Success,
        _ => StatusMeaning::Error,
    });
    let error = listing(&with(only_ok)).await.expect_err("it is not OK");
    assert_eq!(error.kind(), ErrorKind::CredentialsRefused);
    assert_eq!(cause(&error).code(), Some("Failed"));
    assert_eq!(requests_to(&server, LISTING).await.len(), 1);
}

#[test]
fn what_a_header_cannot_carry_is_an_error_when_the_client_is_built() {
    for credentials in [
        AimCredentials::new("key\n", "app-1"),
        AimCredentials::new("key-1", "app\n"),
        credentials().device_id("device\n"),
        credentials().oauth_token("oauth\n"),
        credentials().token("token\n"),
        credentials().token("token\n").device_id("device-1"),
    ] {
        let built = Client::builder("http://localhost")
            .credentials(credentials)
            .build();
        assert!(
            matches!(built, Err(BuildError::Credentials(_))),
            "{built:?}"
        );
    }
}

#[test]
fn what_is_set_again_counts_as_it_was_set_last() {
    let built = Client::builder("http://localhost")
        .credentials(credentials().token("token\n").token("token-1"))
        .build();
    assert!(built.is_ok(), "{built:?}");
}
