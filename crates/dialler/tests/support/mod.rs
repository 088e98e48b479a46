//! What the tests of this crate share.
#![allow(dead_code)] // each test file uses a part of it

use std::collections::BTreeMap;

use dialler::core::ClientBuilder;
use dialler::core::testing::ManualClock;
use dialler::{Client, NewContact, RawJson, StaticCredentials};
use wiremock::matchers::{header, header_regex, method, path};
use wiremock::{Mock, MockBuilder, MockServer, ResponseTemplate};

/// What the documented base URL has after the server, for the client account 1.
pub(crate) const PREFIX: &str = "/rest/v1.0/1";

/// A client of a server, for the client account 1, whose backoffs take no time.
pub(crate) fn client(server: &MockServer) -> Client {
    builder(&server.uri()).build().expect("valid settings")
}

pub(crate) fn builder(server: &str) -> ClientBuilder<Client> {
    Client::builder_for(server, 1)
        .credentials(StaticCredentials::bearer("my-token"))
        .clock(ManualClock::new().sleeps_pass())
}

/// A client that is never sent with.
pub(crate) fn client_of_nobody() -> Client {
    builder("http://127.0.0.1:9")
        .build()
        .expect("valid settings")
}

/// A request with the documented credentials, below the base URL.
pub(crate) fn request(verb: &str, below: &str) -> MockBuilder {
    Mock::given(method(verb))
        .and(path(format!("{PREFIX}{below}")))
        .and(header("authorization", "Bearer my-token"))
        .and(header("accept", "application/json"))
        .and(header_regex("user-agent", r"^dialler/\d+\.\d+\.\d+$"))
}

pub(crate) fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

pub(crate) fn contact() -> NewContact {
    NewContact::new(538, "Mustermann").phone_number1("+4989461495000")
}

/// The error that the server's words and status make of a `get_contact`.
pub(crate) async fn error_of(answer: ResponseTemplate) -> dialler::Error {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(answer)
        .mount(&server)
        .await;
    client(&server)
        .get_contact(7)
        .await
        .expect_err("it is an error")
}

/// A JSON text without white space, its members in alphabetical order, every value as it was written.
pub(crate) fn in_order(json: &str) -> String {
    let raw: RawJson = json.parse().expect("it is JSON");
    if raw.get().starts_with('{') {
        let members: BTreeMap<String, RawJson> = raw.decode().expect("an object");
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("{name:?}:{}", in_order(value.get())))
            .collect();
        format!("{{{}}}", members.join(","))
    } else if raw.get().starts_with('[') {
        let items: Vec<RawJson> = raw.decode().expect("a list");
        let items: Vec<String> = items.iter().map(|item| in_order(item.get())).collect();
        format!("[{}]", items.join(","))
    } else {
        raw.get().to_owned()
    }
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
