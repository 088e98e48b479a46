//! Discovery: what it asks, what it gives, and where nothing may go.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aim_contracts::core::testing::ManualClock;
use aim_contracts::core::transport::{
    BodyStream, Transport, TransportError, TransportRequest, TransportResponse,
};
use aim_contracts::core::{BoxFuture, HeaderMap, HeaderValue};
use aim_contracts::{
    AimCredentials, Client, Delivery, ErrorKind, OBSERVED_HOST_SUFFIX, StatusCode,
};
use support::{
    DISCOVERY, LISTING, LOGIN, at, cause, client_with, credentials, first, header, line, listing,
    requests, server_with_discovery, with_login,
};
use wiremock::MockServer;

#[tokio::test]
async fn discovery_names_the_endpoint_and_the_oauth_token() {
    let server = server_with_discovery().await;
    at(&server, LISTING, 200, "{}").await;
    let client = client_with(&server, credentials());
    for _ in 0..2 {
        listing(&client).await.expect("it is answered");
    }
    let requests = requests(&server).await;
    let lines: Vec<String> = requests.iter().map(line).collect();
    let called = format!("GET {LISTING}");
    assert_eq!(lines, [format!("GET {DISCOVERY}"), called.clone(), called]);
    let sent =
        |request, names: [&str; 4]| names.map(|name| header(request, name).map(str::to_owned));
    let names = ["apikey", "appid", "oauthtoken", "token"];
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        sent(&requests[0], names),
        [some("key-1"), some("app-1"), None, None]
    );
    assert_eq!(
        sent(&requests[1], names),
        [some("key-1"), some("app-1"), some("oauth-1"), None]
    );
}

#[tokio::test]
async fn an_endpoint_that_is_not_allowed_is_not_kept() {
    let server = server_with_discovery().await;
    let elsewhere = r#"{"NewEndpointDomain":"https://evil.example"}"#;
    first(&server, DISCOVERY, 200, elsewhere).await;
    at(&server, LISTING, 200, "{}").await;
    let clock = ManualClock::new();
    let client = Client::builder(server.uri())
        .credentials(credentials())
        .clock(clock.clone())
        .build()
        .expect("valid settings");
    let error = listing(&client).await.expect_err("it is not allowed");
    assert_eq!(error.kind(), ErrorKind::ForbiddenOrigin);
    // A failure is shared with those who come at once.
    clock.advance(Duration::from_secs(2));
    listing(&client)
        .await
        .expect("the next discovery names another");
}

#[tokio::test]
async fn a_discovery_that_names_nothing_says_so() {
    for answer in ["{}", r#"{"NewEndpointDomain":null,"OAuthToken":"oauth-1"}"#] {
        let server = MockServer::start().await;
        at(&server, DISCOVERY, 200, answer).await;
        let error = listing(&client_with(&server, credentials()))
            .await
            .expect_err("there is no endpoint");
        assert_eq!(error.delivery(), Delivery::NotSent);
        let cause = error.source().expect("there is one").to_string();
        assert_eq!(cause, "the discovery named no endpoint");
    }
}

#[tokio::test]
async fn a_discovery_that_is_refused_is_told_apart() {
    for (status, answer) in [
        (401, ""),
        (200, r#"{"Status":{"StatusCode":"Error","ErrorCode":"K1"}}"#),
    ] {
        let server = MockServer::start().await;
        at(&server, DISCOVERY, status, answer).await;
        let error = listing(&client_with(&server, credentials()))
            .await
            .expect_err("it is refused");
        assert_eq!(error.kind(), ErrorKind::CredentialsRefused);
        assert_eq!(cause(&error).operation(), "getEndPoint");
    }
}

#[tokio::test]
async fn a_session_belongs_to_one_base_url() {
    let (server, other) = (server_with_discovery().await, server_with_discovery().await);
    at(&server, LISTING, 200, "{}").await;
    at(&other, LISTING, 200, "{}").await;
    let credentials = credentials();
    listing(&client_with(&server, credentials.clone()))
        .await
        .expect("the first client");
    let error = listing(&client_with(&other, credentials))
        .await
        .expect_err("another base URL");
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(requests(&other).await.len(), 0);
}

#[tokio::test]
async fn an_endpoint_elsewhere_gets_nothing_unless_it_is_allowed() {
    let (server, elsewhere) = (MockServer::start().await, MockServer::start().await);
    let found = format!(
        r#"{{"NewEndpointDomain":"{}/shop","OAuthToken":"oauth-1"}}"#,
        elsewhere.uri()
    );
    at(&server, DISCOVERY, 200, &found).await;
    at(&elsewhere, LOGIN, 200, r#"{"Token":"token-1"}"#).await;
    at(&elsewhere, LISTING, 200, "{}").await;
    for credentials in [credentials(), with_login()] {
        let error = listing(&client_with(&server, credentials))
            .await
            .expect_err("nobody has allowed it");
        assert_eq!(error.delivery(), Delivery::NotSent);
    }
    assert_eq!(requests(&elsewhere).await.len(), 0);
    let client = Client::builder(server.uri())
        .credentials(with_login())
        .allow_host("127.0.0.1")
        .build()
        .expect("valid settings");
    listing(&client).await.expect("it is allowed");
    assert_eq!(requests(&elsewhere).await.len(), 2);
}

/// A network in which discovery names this endpoint, and all else is answered with an empty object.
#[derive(Clone, Debug)]
struct Network {
    named: &'static str,
    urls: Arc<Mutex<Vec<String>>>,
}

impl Network {
    fn naming(named: &'static str) -> Self {
        let urls = Arc::default();
        Self { named, urls }
    }

    fn urls(&self) -> Vec<String> {
        self.urls.lock().expect("no test panics with it").clone()
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let answer = if request.url.path() == DISCOVERY {
            format!(
                r#"{{"NewEndpointDomain":"{}","OAuthToken":"oauth-1"}}"#,
                self.named
            )
        } else {
            "{}".to_owned()
        };
        self.urls
            .lock()
            .expect("no test panics with it")
            .push(request.url.to_string());
        for name in ["apikey", "oauthtoken"] {
            let value = request.headers.get(name);
            assert!(value.is_none_or(HeaderValue::is_sensitive), "{name}");
        }
        Box::pin(async move {
            Ok(TransportResponse::new(
                StatusCode::OK,
                HeaderMap::new(),
                BodyStream::full(answer),
            ))
        })
    }
}

fn client_in(network: &Network, credentials: AimCredentials) -> Client {
    Client::builder("https://discovery.example")
        .credentials(credentials)
        .allow_host_suffix(OBSERVED_HOST_SUFFIX)
        .transport(network.clone())
        .build()
        .expect("valid settings")
}

#[tokio::test]
async fn an_endpoint_may_lack_its_scheme_and_is_reached_over_https() {
    for (named, called) in [
        (
            "10846.active-e.net:7890",
            "https://10846.active-e.net:7890/api/ContractStatusListing",
        ),
        (
            "https://10846.active-e.net:7890/",
            "https://10846.active-e.net:7890/api/ContractStatusListing",
        ),
        (
            " https://sandbox.active-e.net/v1 ",
            "https://sandbox.active-e.net/v1/api/ContractStatusListing",
        ),
    ] {
        let network = Network::naming(named);
        listing(&client_in(&network, credentials()))
            .await
            .expect(named);
        assert_eq!(network.urls()[1], called);
    }
}

#[tokio::test]
async fn an_endpoint_that_is_not_safe_gets_nothing() {
    for (named, kind) in [
        ("http://10846.active-e.net", ErrorKind::ForbiddenOrigin),
        (
            "https://active-e.net.evil.example",
            ErrorKind::ForbiddenOrigin,
        ),
        ("https://evil-active-e.net", ErrorKind::ForbiddenOrigin),
        ("https://evil.example", ErrorKind::ForbiddenOrigin),
        ("evil.example", ErrorKind::ForbiddenOrigin),
        (
            "https://user:secret@10846.active-e.net",
            ErrorKind::Credentials,
        ),
        ("https://10846.active-e.net?x=1", ErrorKind::Credentials),
        ("ftp://10846.active-e.net", ErrorKind::Credentials),
        ("not a host", ErrorKind::Credentials),
        ("", ErrorKind::Credentials),
    ] {
        for credentials in [credentials(), with_login()] {
            let network = Network::naming(named);
            let client = client_in(&network, credentials);
            for discoveries in 1..=2 {
                let error = listing(&client).await.expect_err("it is not allowed");
                assert_eq!(
                    (error.delivery(), error.kind()),
                    (Delivery::NotSent, kind),
                    "{named}"
                );
                assert!(!format!("{error:?} {}", error.report()).contains("secret"));
                let urls = network.urls();
                assert!(urls.len() <= discoveries, "{urls:?}");
                assert!(urls.iter().all(|url| url.ends_with(DISCOVERY)), "{urls:?}");
            }
        }
    }
}
