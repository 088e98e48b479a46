//! Token requests that are left unfinished, break down or answer nonsense: nothing leaks and nothing is stuck.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Anything, builder, call, clock, poll_once, read, seconds};
use vendor_core::transport::{BodyStream, TransportError, TransportRequest, TransportResponse};
use vendor_core::{
    BoxFuture, Delivery, ErrorKind, HeaderMap, OAuth2ClientCredentials, Pipeline, StatusCode,
    Transport,
};

const URL: &str = "http://127.0.0.1:9";

/// What the token endpoint does with its requests, by their number from 0.
type TokenEndpoint = fn(usize) -> BoxFuture<'static, &'static str>;

/// A network without sockets; all other requests are answered at once.
#[derive(Debug, Clone)]
struct Network {
    token: TokenEndpoint,
    token_requests: Arc<AtomicUsize>,
    /// Held by every clone: it tells when the last one is gone.
    alive: Arc<()>,
}

impl Network {
    fn new(token: TokenEndpoint) -> Self {
        Self {
            token,
            token_requests: Arc::default(),
            alive: Arc::default(),
        }
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let body = if request.url.path() == "/token" {
                (self.token)(self.token_requests.fetch_add(1, Ordering::SeqCst)).await
            } else {
                "{}"
            };
            Ok(TransportResponse::new(
                StatusCode::OK,
                HeaderMap::new(),
                BodyStream::full(body),
            ))
        })
    }
}

fn client_of(network: &Network, clock: &vendor_core::testing::ManualClock) -> Pipeline {
    let token_url = format!("{URL}/token");
    builder(URL, clock)
        .transport(network.clone())
        .credentials(OAuth2ClientCredentials::new(
            &token_url,
            "id",
            "hush-secret",
        ))
        .build()
        .unwrap()
}

fn never(_: usize) -> BoxFuture<'static, &'static str> {
    Box::pin(std::future::pending())
}

fn first_then_never(number: usize) -> BoxFuture<'static, &'static str> {
    match number {
        0 => Box::pin(async { r#"{"access_token":"a","expires_in":100}"# }),
        _ => never(number),
    }
}

fn panics_first(number: usize) -> BoxFuture<'static, &'static str> {
    Box::pin(async move {
        assert!(number > 0, "the first one breaks down");
        r#"{"access_token":"a"}"#
    })
}

#[tokio::test]
async fn a_client_whose_token_request_was_cancelled_leaves_nothing_behind() {
    let network = Network::new(never);
    let client = client_of(&network, &clock());
    let mut pending = Box::pin(call(&client).json::<Anything>(read()));
    assert!(poll_once(&mut pending).await.is_none());
    assert_eq!(network.token_requests.load(Ordering::SeqCst), 1);
    drop(pending);
    drop(client);
    assert_eq!(Arc::strong_count(&network.alive), 1);
}

#[tokio::test]
async fn a_client_whose_renewal_was_left_leaves_nothing_behind() {
    let (network, clock) = (Network::new(first_then_never), clock());
    let client = client_of(&network, &clock);
    call(&client).json::<Anything>(read()).await.unwrap();
    clock.advance(seconds(85));
    call(&client).json::<Anything>(read()).await.unwrap();
    assert_eq!(
        network.token_requests.load(Ordering::SeqCst),
        2,
        "the renewal has started"
    );
    drop(client);
    assert_eq!(Arc::strong_count(&network.alive), 1);
}

#[test]
fn a_token_request_that_panics_is_made_anew_by_the_next_call() {
    let network = Network::new(panics_first);
    let client = client_of(&network, &clock());
    let get = || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(call(&client).json::<Anything>(read()))
    };
    assert!(std::panic::catch_unwind(AssertUnwindSafe(get)).is_err());
    get().unwrap();
}

#[test]
fn a_token_request_of_a_runtime_that_ended_is_made_anew_on_the_next_one() {
    let network = Network::new(|number| match number {
        0 => never(number),
        _ => Box::pin(async { r#"{"access_token":"a"}"# }),
    });
    let client = client_of(&network, &clock());
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    runtime().block_on(async {
        let mut pending = Box::pin(call(&client).json::<Anything>(read()));
        assert!(poll_once(&mut pending).await.is_none());
    });
    runtime()
        .block_on(call(&client).json::<Anything>(read()))
        .unwrap();
    assert_eq!(network.token_requests.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_empty_token_is_no_token() {
    let network = Network::new(|_| Box::pin(async { r#"{"access_token":""}"# }));
    let client = client_of(&network, &clock());
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Credentials, Delivery::NotSent)
    );
}

#[tokio::test]
async fn a_token_answer_that_does_not_decode_is_not_shown_anywhere() {
    let network =
        Network::new(|_| Box::pin(async { r#"{"access_token":"hush-token","expires_in":1,}"# }));
    let client = client_of(&network, &clock());
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    let shown = format!("{error} {error:?} {}", error.report());
    assert!(!shown.contains("hush"), "{shown}");
    assert!(shown.contains("does not decode"), "{shown}");
}

#[tokio::test]
async fn a_plain_token_endpoint_on_this_machine_is_for_clients_of_this_machine_only() {
    let network = Network::new(|_| Box::pin(async { r#"{"access_token":"a"}"# }));
    let client: Pipeline = builder("https://vendor.example", &clock())
        .transport(network.clone())
        .credentials(OAuth2ClientCredentials::new(
            &format!("{URL}/token"),
            "id",
            "hush-secret",
        ))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Credentials, Delivery::NotSent)
    );
    assert_eq!(network.token_requests.load(Ordering::SeqCst), 0);
}
