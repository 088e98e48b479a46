//! What goes over the wire, byte for byte, and by which headers the caller may be known.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use insta::assert_snapshot;
use iveco_bt::core::ClientBuilder;
use iveco_bt::{
    Activation, CallOutcome, Client, Format, HeaderName, OAuth2ClientCredentials, StaticCredentials,
};
use support::{date, sample};
use wiremock::matchers::{body_string_contains, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const PATH: &str = "/ANS73/btcontroller/workshopactivationbt";

async fn server() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(PATH))
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    server
}

fn activation() -> Activation {
    Activation::new(2)
        .source(1)
        .dossier_number("D-2026-000123")
        .contact_datetime(date("2026-03-06T15:43:32.9776191+01:00"))
        .call_outcomes([CallOutcome::new(3)
            .telephone("+39 011 000 00 00")
            .tentative("1")
            .utc_timestamp(date("2026-03-06T14:43:32Z"))])
}

/// The only request that a server has seen, as text, without what differs from run to run.
async fn seen(server: &MockServer) -> String {
    let requests = server.received_requests().await.expect("they are recorded");
    let [request] = requests.as_slice() else {
        panic!("one request, not {}", requests.len());
    };
    let mut lines = vec![format!("{} {}", request.method, request.url.path())];
    let mut headers: Vec<String> = request
        .headers
        .iter()
        .filter(|(name, _)| !["host", "user-agent", "accept-encoding"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().expect("a text")))
        .collect();
    headers.sort();
    lines.extend(headers);
    lines.push(String::new());
    lines.push(String::from_utf8(request.body.clone()).expect("it is UTF-8"));
    lines.join("\n")
}

async fn sent(format: Format) -> String {
    let server = server().await;
    support::client(&server.uri())
        .workshop_activation(activation())
        .with_format(format)
        .await
        .expect("it is answered");
    seen(&server).await
}

#[tokio::test]
async fn json() {
    assert_snapshot!(sent(Format::Json).await);
}

#[tokio::test]
async fn text_json() {
    assert_snapshot!(sent(Format::TextJson).await);
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn xml() {
    assert_snapshot!(sent(Format::Xml).await);
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn text_xml() {
    assert_snapshot!(sent(Format::TextXml).await);
}

#[tokio::test]
async fn the_path_stands_below_that_of_the_base_url() {
    let server = MockServer::start().await;
    Mock::given(path(format!("/application{PATH}")))
        .respond_with(ResponseTemplate::new(200))
        .expect(1)
        .mount(&server)
        .await;
    support::client(&format!("{}/application/", server.uri()))
        .workshop_activation(sample())
        .await
        .expect("it is answered");
}

/// Sends an activation that the server takes only with this header.
async fn is_known_by(
    name: &'static str,
    value: &'static str,
    change: impl FnOnce(ClientBuilder<Client>, &str) -> ClientBuilder<Client>,
) {
    let server = MockServer::start().await;
    Mock::given(path("/token"))
        .and(body_string_contains("grant_type=client_credentials"))
        .respond_with(ResponseTemplate::new(200).set_body_raw(
            r#"{"access_token":"fresh","token_type":"Bearer","expires_in":3600}"#,
            "application/json",
        ))
        .mount(&server)
        .await;
    Mock::given(path(PATH))
        .and(header(name, value))
        .respond_with(ResponseTemplate::new(200))
        .expect(1)
        .mount(&server)
        .await;
    change(Client::builder(server.uri()), &server.uri())
        .build()
        .expect("valid settings")
        .workshop_activation(sample())
        .await
        .expect("the server knows the caller");
}

#[tokio::test]
async fn by_default_nobody_says_who_they_are() {
    let server = server().await;
    support::client(&server.uri())
        .workshop_activation(sample())
        .await
        .expect("it is answered");
    assert!(!seen(&server).await.contains("authorization"));
}

#[tokio::test]
async fn a_bearer_token() {
    is_known_by("authorization", "Bearer secret", |builder, _| {
        builder.credentials(StaticCredentials::bearer("secret"))
    })
    .await;
}

#[tokio::test]
async fn a_user_name_and_a_password() {
    is_known_by("authorization", "Basic dXNlcjpzZWNyZXQ=", |builder, _| {
        builder.credentials(StaticCredentials::basic("user", "secret"))
    })
    .await;
}

#[tokio::test]
async fn a_header_of_the_vendors_own() {
    is_known_by("x-api-key", "secret", |builder, _| {
        let name = HeaderName::from_static("x-api-key");
        builder.credentials(StaticCredentials::none().with_header(name, "secret"))
    })
    .await;
}

#[tokio::test]
async fn client_credentials_of_oauth2() {
    is_known_by("authorization", "Bearer fresh", |builder, base_url| {
        let token_url = format!("{base_url}/token");
        builder.credentials(OAuth2ClientCredentials::new(&token_url, "id", "secret"))
    })
    .await;
}
