//! What the tests of this crate share.
#![allow(dead_code)] // each test file uses a part of it

use std::sync::{Arc, Mutex};

use leadbank::core::ClientBuilder;
use leadbank::core::testing::ManualClock;
use leadbank::{Client, Handling, ReceivedLead};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockBuilder, MockServer, ResponseTemplate};

pub(crate) const FETCH: &str = "/api/leads";
pub(crate) const VALIDATE: &str = "/api/leads/ValidateGetLeads";
pub(crate) const ACKNOWLEDGE: &str = "/api/leads/SendAcknos";

/// A server that knows nothing yet, and a client of it whose backoffs take no time.
pub(crate) async fn server_and_client() -> (MockServer, Client) {
    server_and_client_with(|builder| builder).await
}

pub(crate) async fn server_and_client_with(
    change: impl FnOnce(ClientBuilder<Client>) -> ClientBuilder<Client>,
) -> (MockServer, Client) {
    let server = MockServer::start().await;
    let client = client(&server.uri(), change);
    (server, client)
}

pub(crate) fn client(
    base_url: &str,
    change: impl FnOnce(ClientBuilder<Client>) -> ClientBuilder<Client>,
) -> Client {
    let builder = Client::builder(base_url).clock(ManualClock::new().sleeps_pass());
    change(builder).build().expect("valid settings")
}

pub(crate) fn post(at: &str) -> MockBuilder {
    Mock::given(method("POST")).and(path(at))
}

pub(crate) fn json(body: impl Into<String>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body.into(), "application/json; charset=utf-8")
}

/// An answer to a fetch with these leads (as JSON) and this `Status`, which stands before or after them.
pub(crate) fn leads(leads: &[&str], status: i64) -> String {
    let leads = leads.join(",");
    format!(r#"{{"Status":{status},"Message":"ok","Leads":[{leads}]}}"#)
}

/// The bodies that were sent to this path.
pub(crate) async fn bodies(server: &MockServer, at: &str) -> Vec<String> {
    let requests = server.received_requests().await.expect("they are recorded");
    requests
        .iter()
        .filter(|request| request.url.path() == at)
        .map(|request| String::from_utf8(request.body.clone()).expect("it is text"))
        .collect()
}

/// A handler's memory: which leads it was given.
#[derive(Clone, Default)]
pub(crate) struct Store(Arc<Mutex<Vec<Option<i64>>>>);

impl Store {
    pub(crate) fn keep(&self, lead: &ReceivedLead) -> Handling {
        self.0.lock().expect("no panic").push(lead.id_lead_bank);
        Handling::Handled
    }

    pub(crate) fn ids(&self) -> Vec<i64> {
        let kept = self.0.lock().expect("no panic");
        kept.iter().map(|id| id.unwrap_or(-1)).collect()
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
