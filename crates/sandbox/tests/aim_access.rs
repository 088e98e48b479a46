//! Discovery, login, and the five credentials.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use std::time::Duration;

use client::aim::Client;
use client::contract::Contract;
use client::json_of;
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::aim::{
    CONTRACT_FULFILLMENT, CONTRACT_STATUS_LISTING, GET_END_POINT, LOGIN, OPERATIONS, demo,
};
use vendor_sandbox::{Fault, FaultPlan, StatusCode};

const LISTING: &str = "ContractStatusListing";

/// What a client sends whose login is right.
fn right_login() -> String {
    format!(
        "UserName={}&Password={}&AppId={}",
        demo::USER_NAME,
        demo::PASSWORD,
        demo::APP_ID
    )
}

#[tokio::test]
async fn from_discovery_to_a_contract() {
    let mut client = Client::start().await;
    let endpoint = json_of(client.discovery().send().await.unwrap()).await;
    contract().assert_valid("GetEndPointResponse", &endpoint);
    assert_eq!(endpoint["NewEndpointDomain"], client.vendor().endpoint());
    client.oauth_token = text(&endpoint["OAuthToken"]);
    assert_eq!(client.found(), []);

    let login = client.login(&right_login()).send().await.unwrap();
    let login = json_of(login).await;
    contract().assert_valid("SecurityResponse", &login);
    assert_eq!(login["Status"]["Login"], demo::USER_NAME);
    assert_eq!(client.found(), []);
    client.token = text(&login["Token"]);
    client.read(LISTING).await;
    // The OAuthToken of the login is as good as that of discovery.
    client.oauth_token = text(&login["OAuthToken"]);
    client.read(LISTING).await;
}

#[tokio::test]
async fn discovery_gives_whatever_endpoint_it_is_told() {
    let client = Client::start().await;
    for endpoint in ["10846.active-e.example:7890", "https://shop.example/"] {
        client
            .vendor()
            .configure(|settings| settings.endpoint = Some(endpoint.to_owned()));
        let answer = json_of(client.discovery().send().await.unwrap()).await;
        assert_eq!(answer["NewEndpointDomain"], endpoint);
    }
}

#[tokio::test]
async fn discovery_demands_a_key_and_an_id() {
    let client = Client::start().await;
    let url = client.vendor().discovery_url();
    let bare = || client.bare_request(Method::GET, &url);
    for request in [
        bare(),
        bare().header("ApiKey", client.vendor().api_key()),
        bare()
            .header("ApiKey", "wrong")
            .header("AppId", client.vendor().app_id()),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        assert_eq!(json_of(answer).await["Status"]["StatusCode"], "Error");
    }
    assert_eq!(client.ledger().applied(GET_END_POINT), 0);
}

#[tokio::test]
async fn the_names_of_a_login_count_without_regard_to_case() {
    let client = Client::start().await;
    let query = right_login();
    for query in [
        query.replace("UserName", "Username"),
        query.to_lowercase(),
        format!("{query}&DeviceID=d-1&DeviceName=n&Acct=4401&Token=old"),
    ] {
        let answer = client.login(&query).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{query}");
        assert_eq!(client.found(), []);
    }
}

#[tokio::test]
async fn the_app_id_of_a_login_may_stand_in_the_header() {
    let client = Client::start().await;
    let query = format!("UserName={}&Password={}", demo::USER_NAME, demo::PASSWORD);
    let answer = client.login(&query).send().await.unwrap();
    assert_eq!(answer.status(), 401);
    let request = client.login(&query).header("AppId", demo::APP_ID);
    assert_eq!(request.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_wrong_login_is_refused() {
    let client = Client::start().await;
    for query in [
        right_login().replace(demo::PASSWORD, "wrong"),
        right_login().replace(demo::USER_NAME, "nobody"),
        format!("AppId={}", demo::APP_ID),
    ] {
        let answer = client.login(&query).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{query}");
        let status = &json_of(answer).await["Status"];
        assert_eq!(status["ErrorCode"], "Unauthorized");
    }
    client.vendor().revoke_oauth_tokens();
    let answer = client.login(&right_login()).send().await.unwrap();
    assert_eq!(answer.status(), 401);
    assert_eq!(client.ledger().applied(LOGIN), 0);
}

#[tokio::test]
async fn an_operation_demands_four_headers() {
    let client = Client::start().await;
    let url = format!("{}/api/{LISTING}", client.vendor().endpoint());
    let headers = [
        ("ApiKey", client.vendor().api_key()),
        ("AppId", client.vendor().app_id()),
        ("OAuthToken", client.oauth_token.as_str()),
        ("Token", client.token.as_str()),
    ];
    for (missing, _) in headers {
        let request = headers.iter().filter(|(name, _)| *name != missing).fold(
            client.bare_request(Method::GET, &url),
            |request, (name, value)| request.header(*name, *value),
        );
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401, "{missing}");
        let text = json_of(answer).await["Status"]["ErrorMessage"].to_string();
        assert!(text.contains(missing), "{text}");
    }
    assert_eq!(client.ledger().applied(CONTRACT_STATUS_LISTING), 0);
}

#[tokio::test]
async fn the_tokens_need_not_be_demanded() {
    let mut client = Client::start().await;
    (client.oauth_token, client.token) = (String::new(), String::new());
    client.vendor().configure(|settings| {
        settings.require_oauth_token = false;
        settings.require_token = false;
    });
    client.read(LISTING).await;
}

#[tokio::test]
async fn tokens_can_be_revoked_and_can_end() {
    let mut client = Client::start().await;
    client.vendor().revoke_tokens();
    assert_eq!(client.get(LISTING).await.status(), 401);

    client.vendor().configure(|settings| {
        settings.token_lifetime = Some(Duration::from_secs(60));
    });
    client.token = client.vendor().issue_token();
    client.clock.advance(Duration::from_secs(59));
    assert_eq!(client.get(LISTING).await.status(), 200);
    client.clock.advance(Duration::from_secs(1));
    assert_eq!(client.get(LISTING).await.status(), 401);

    client.token = client.vendor().issue_token();
    client.vendor().revoke_oauth_tokens();
    assert_eq!(client.get(LISTING).await.status(), 401);
    client.oauth_token = client.vendor().issue_oauth_token();
    assert_eq!(client.get(LISTING).await.status(), 200);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_tokens() {
    let (one, other) = (Client::start().await, Client::start().await);
    assert_eq!(
        (one.oauth_token, one.token),
        (other.oauth_token, other.token)
    );
}

#[tokio::test]
async fn credentials_can_be_refused_in_a_200() {
    let mut client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.credentials_status = StatusCode::OK);
    client.token = "wrong".to_owned();
    let answer = client.get(LISTING).await;
    assert_eq!(client.error_in(answer).await, "Unauthorized");
}

#[tokio::test]
async fn an_expired_token_is_worthless_from_then_on() {
    let mut client = Client::start().await;
    client
        .sandbox
        .faults()
        .inject(CONTRACT_STATUS_LISTING, Fault::ExpiredToken);
    let answer = client.get(LISTING).await;
    assert_eq!(answer.status(), 401);
    assert_eq!(json_of(answer).await["Status"]["ErrorCode"], "Unauthorized");
    assert_eq!(client.get(LISTING).await.status(), 401);
    client.token = client.vendor().issue_token();
    assert_eq!(client.get(LISTING).await.status(), 200);
}

#[tokio::test]
async fn discovery_and_login_meet_faults_as_well() {
    let client = Client::start().await;
    for operation in [GET_END_POINT, LOGIN] {
        client
            .sandbox
            .faults()
            .inject(operation, Fault::DropAfterActing);
    }
    assert!(client.discovery().send().await.is_err());
    assert!(client.login(&right_login()).send().await.is_err());
    assert_eq!(client.ledger().applied(GET_END_POINT), 1);
    assert_eq!(client.ledger().applied(LOGIN), 1);

    let expired = FaultPlan::random(1, 1.0).kinds([Fault::ExpiredToken]);
    client.sandbox.faults().follow(expired);
    let answer = client.discovery().send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(client.get(LISTING).await.status(), 401);
}

#[tokio::test]
async fn the_ledger_keeps_no_secret_of_discovery_and_login() {
    let client = Client::start().await;
    client.discovery().send().await.unwrap();
    client.login(&right_login()).send().await.unwrap();
    for operation in [GET_END_POINT, LOGIN] {
        let call = &client.ledger().calls_of(operation)[0];
        assert_eq!(call.query(), None);
        assert_eq!((call.request_body(), call.answer_body()), (None, None));
    }
    // A parameter that is not known is not named: it may be the secret itself.
    let query = format!("{}&{}", right_login(), demo::PASSWORD);
    client.login(&query).send().await.unwrap();
    assert_eq!(
        client.found(),
        [("query".to_owned(), "unknown".to_owned(), true)]
    );
    let shown = format!(
        "{:?} {:?} {:?}",
        client.ledger().calls(),
        client.vendor(),
        client.vendor().contracts()
    );
    for secret in [
        demo::PASSWORD,
        demo::USER_NAME,
        demo::API_KEY,
        &client.token,
        &client.oauth_token,
        "Ada Byron",
        demo::CONTRACTS[0],
    ] {
        assert!(!shown.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_credential_in_body_or_query_is_recorded_and_passed_over() {
    let mut client = Client::start().await;
    let misplaced = |place: &str| (place.to_owned(), "misplaced".to_owned(), true);
    let body = json!({ "Ref": demo::CONTRACTS[0], "Token": client.token, "AppId": "other" });
    let answer = client
        .send(Method::POST, "ContractFulfillment", &body)
        .await;
    assert_eq!(json_of(answer).await["Status"]["StatusCode"], "Success");
    assert_eq!(
        client.found(),
        [misplaced("body/AppId"), misplaced("body/Token")]
    );

    client
        .get(&format!("{LISTING}?token={}", client.token))
        .await;
    assert_eq!(client.found(), [misplaced("query/token")]);

    for call in client.ledger().calls() {
        assert_eq!((call.query(), call.request_body()), (None, None));
    }

    // It does not count as a credential.
    client.token = "wrong".to_owned();
    let answer = client
        .send(Method::POST, "ContractFulfillment", &body)
        .await;
    assert_eq!(answer.status(), 401);
    assert_eq!(client.ledger().applied(CONTRACT_FULFILLMENT), 1);

    let query = format!("{}&ApiKey={}", right_login(), demo::API_KEY);
    client.login(&query).send().await.unwrap();
    assert_eq!(client.found(), [misplaced("query/ApiKey")]);
}

#[test]
fn the_operations_are_those_of_the_contract() {
    contract().assert_operations(&OPERATIONS);
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/aim-contracts.yaml"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
