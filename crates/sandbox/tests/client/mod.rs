//! A plain client of the sandbox, by hand: what a user's own client would send.

// Each test file is a program of its own and uses its part of this.
#![allow(dead_code)]
// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

pub(crate) mod aim;
pub(crate) mod contract;
pub(crate) mod dialler;
#[cfg(feature = "inspector")]
pub(crate) mod inspector;
pub(crate) mod iveco;
pub(crate) mod leadbank;

use std::fmt::Display;

use reqwest::{Method, Response};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vendor_sandbox::{ManualClock, Sandbox, SandboxBuilder, partner};

pub(crate) const VIN: &str = "JH4KA7630PC007649";

/// A sandbox whose clock stands still, without limits on the number of calls, and a client with a token.
pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: ManualClock,
    pub(crate) token: String,
    http: reqwest::Client,
}

impl Client {
    pub(crate) async fn start() -> Self {
        Self::with(Sandbox::builder()).await
    }

    pub(crate) async fn with(sandbox: SandboxBuilder) -> Self {
        let clock = ManualClock::new();
        let sandbox = sandbox.clock(clock.clone()).start().await.unwrap();
        sandbox
            .partner()
            .configure(|settings| settings.throttle = None);
        let mut client = Self {
            sandbox,
            clock,
            token: String::new(),
            http: http_client(),
        };
        client.token = client.new_token().await;
        client.sandbox.ledger().clear();
        client
    }

    pub(crate) async fn new_token(&self) -> String {
        let answer = self.ask_for_token(&self.credentials()).await;
        json_of(answer).await["access_token"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) fn credentials(&self) -> [(&'static str, &'static str); 3] {
        let partner = self.sandbox.partner();
        [
            ("grant_type", "client_credentials"),
            ("client_id", partner.client_id()),
            ("client_secret", partner.client_secret()),
        ]
    }

    pub(crate) async fn ask_for_token(&self, form: &[(&str, &str)]) -> Response {
        self.http
            .post(self.sandbox.partner().token_url())
            .form(form)
            .send()
            .await
            .unwrap()
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.sandbox.partner().base_url());
        self.http.request(method, url).bearer_auth(&self.token)
    }

    pub(crate) async fn list(&self, query: &str) -> Response {
        self.request(Method::GET, &format!("/v2/tickets/prepared-tickets{query}"))
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn get(&self, id: impl Display) -> Response {
        self.request(Method::GET, &ticket_path(id))
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn create(&self, body: &Value) -> Response {
        self.try_to_create(body).await.unwrap()
    }

    pub(crate) async fn try_to_create(&self, body: &Value) -> reqwest::Result<Response> {
        self.request(Method::POST, "/v2/tickets/prepared-tickets")
            .json(body)
            .send()
            .await
    }

    /// Hangs up as soon as the vendor has the call, as a client does whose time is over.
    pub(crate) async fn create_and_give_up(&self, body: &Value) {
        let arrived = self.sandbox.ledger().calls().len() + 1;
        tokio::select! {
            answer = self.try_to_create(body) => panic!("the vendor was too quick: {answer:?}"),
            () = self.sandbox.ledger().arrived(arrived) => {}
        }
    }

    pub(crate) async fn update(&self, id: impl Display, body: &Value) -> Response {
        self.request(Method::PUT, &ticket_path(id))
            .json(body)
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn delete(&self, id: impl Display) -> Response {
        self.request(Method::DELETE, &ticket_path(id))
            .send()
            .await
            .unwrap()
    }

    /// The bytes of the answer to a creation, up to the end of the connection.
    pub(crate) async fn create_over_a_socket(&self, body: &Value) -> String {
        let body = body.to_string();
        let head = format!(
            "POST /partner/v2/tickets/prepared-tickets HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\
             Authorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.token,
            body.len()
        );
        let mut socket = TcpStream::connect(self.sandbox.address()).await.unwrap();
        socket.write_all((head + &body).as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // A reset counts as the end, too.
        let _ = socket.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }
}

fn ticket_path(id: impl Display) -> String {
    format!("/v2/tickets/prepared-tickets/{id}")
}

/// A ticket that the sandbox accepts.
pub(crate) fn new_ticket() -> Value {
    json!({
        "customer_id": partner::demo::CUSTOMERS[0].to_string(),
        "vehicle_model_id": partner::demo::VEHICLE_MODELS[1],
        "vin": VIN,
        "voucher_code": "AB12",
        "preparer_external_reference": "ORDER-17",
    })
}

/// The same with one member set to another value.
pub(crate) fn new_ticket_with(member: &str, value: Value) -> Value {
    let mut ticket = new_ticket();
    ticket[member] = value;
    ticket
}

pub(crate) async fn json_of(answer: Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

pub(crate) fn header(answer: &Response, name: &str) -> String {
    answer.headers()[name].to_str().unwrap().to_owned()
}

/// A client that can be built whatever features other crates of the build have given reqwest.
pub(crate) fn http_client() -> reqwest::Client {
    // An error means that it is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}
