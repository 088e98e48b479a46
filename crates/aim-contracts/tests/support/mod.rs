//! What the tests of this crate share.
#![allow(dead_code)] // each test file uses a part of it

use std::error::Error as _;

use aim_contracts::core::testing::ManualClock;
use aim_contracts::{AimCredentials, Client, Error};
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) const DISCOVERY: &str = "/aeServices30/api/GetEndPoint";
pub(crate) const LOGIN: &str = "/shop/api/Security";
pub(crate) const LISTING: &str = "/shop/api/ContractStatusListing";

/// An answer of the vendor.
pub(crate) fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

/// A server that answers everything with this.
pub(crate) async fn server_with(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// A server that names itself as the endpoint; the tests mount the rest.
pub(crate) async fn server_with_discovery() -> MockServer {
    let server = MockServer::start().await;
    let found = format!(
        r#"{{"NewEndpointDomain":"{}/shop","OAuthToken":"oauth-1"}}"#,
        server.uri()
    );
    Mock::given(path(DISCOVERY))
        .respond_with(json(200, &found))
        .mount(&server)
        .await;
    server
}

/// Answers all requests to a path.
pub(crate) async fn at(server: &MockServer, place: &str, status: u16, answer: &str) {
    Mock::given(path(place))
        .respond_with(json(status, answer))
        .mount(server)
        .await;
}

/// Answers the first request to a path, before the others are.
pub(crate) async fn first(server: &MockServer, place: &str, status: u16, answer: &str) {
    Mock::given(path(place))
        .respond_with(json(status, answer))
        .up_to_n_times(1)
        .with_priority(1)
        .mount(server)
        .await;
}

pub(crate) fn credentials() -> AimCredentials {
    AimCredentials::new("key-1", "app-1")
}

pub(crate) fn with_login() -> AimCredentials {
    credentials().login("ann@example.com", "pass&word +1")
}

/// A call that needs no more than credentials.
pub(crate) async fn listing(client: &Client) -> Result<(), Error> {
    client.contract_status_listing().await.map(|_| ())
}

/// The error of the discovery or the login below the error of a call.
pub(crate) fn cause(error: &Error) -> &Error {
    error
        .source()
        .and_then(|source| source.downcast_ref())
        .expect("a call of its own failed")
}

/// A client with these credentials, whose backoffs take no time.
pub(crate) fn client_with(server: &MockServer, credentials: AimCredentials) -> Client {
    Client::builder(server.uri())
        .credentials(credentials)
        .clock(ManualClock::new().sleeps_pass())
        .build()
        .expect("valid settings")
}

/// A client of an endpoint, with tokens that are fixed.
pub(crate) fn client(server: &MockServer) -> Client {
    let credentials = credentials()
        .without_discovery()
        .oauth_token("oauth-1")
        .token("token-1");
    client_with(server, credentials)
}

/// A client that is never asked to send anything.
pub(crate) fn idle_client() -> Client {
    Client::builder("http://127.0.0.1:9")
        .build()
        .expect("valid settings")
}

pub(crate) async fn requests(server: &MockServer) -> Vec<Request> {
    server
        .received_requests()
        .await
        .expect("the server records")
}

pub(crate) async fn requests_to(server: &MockServer, path: &str) -> Vec<Request> {
    let mut requests = requests(server).await;
    requests.retain(|request| request.url.path() == path);
    requests
}

pub(crate) async fn only_request(server: &MockServer) -> Request {
    let mut requests = requests(server).await;
    assert_eq!(requests.len(), 1, "one request");
    requests.remove(0)
}

/// `POST /api/Security?Acct=1`.
pub(crate) fn line(request: &Request) -> String {
    let query = request
        .url
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    format!("{} {}{query}", request.method, request.url.path())
}

pub(crate) fn body(request: &Request) -> &str {
    std::str::from_utf8(&request.body).expect("JSON is UTF-8")
}

pub(crate) fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers.get(name).map(|value| {
        value
            .to_str()
            .expect("the headers of these tests are ASCII")
    })
}

/// A JSON text without the white space between its tokens.
pub(crate) fn tokens(json: &str) -> String {
    let mut in_string = false;
    let mut escaped = false;
    json.chars()
        .filter(|c| {
            let keep = in_string || !c.is_whitespace();
            match c {
                _ if escaped => escaped = false,
                '\\' if in_string => escaped = true,
                '"' => in_string = !in_string,
                _ => {}
            }
            keep
        })
        .collect()
}
