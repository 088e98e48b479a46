//! Without any TLS library every https URL is an error that says which features there are: as early as it is known.
#![cfg(all(
    feature = "test-util",
    not(any(feature = "rustls", feature = "rustls-aws-lc", feature = "native-tls"))
))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::{Anything, Script, Server, Step, builder, call, clock, create, headers, json, read};
use vendor_core::credentials::{Authorization, CredentialsError, InvalidCredentials};
use vendor_core::transport::TlsBackend;
use vendor_core::{
    BaseUrl, BaseUrlError, BoxFuture, BuildError, Credentials, Delivery, ErrorKind, Exchange,
    OAuth2ClientCredentials, Operation,
};

#[track_caller]
fn names_the_features(text: &str) {
    for feature in ["\"rustls\"", "\"rustls-aws-lc\"", "\"native-tls\""] {
        assert!(text.contains(feature), "{text}");
    }
}

#[test]
fn an_https_base_url_is_an_error_when_the_client_is_built() {
    assert_eq!(TlsBackend::available(), []);
    let error = builder("https://vendor.example", &clock())
        .build()
        .unwrap_err();
    assert!(matches!(error, BuildError::BaseUrl(BaseUrlError::NoTls)));
    names_the_features(&error.to_string());
}

#[test]
fn an_https_token_url_is_an_error_when_the_client_is_built() {
    let credentials = OAuth2ClientCredentials::new("https://login.example/token", "id", "secret");
    let error = builder("http://127.0.0.1", &clock())
        .credentials(credentials)
        .build()
        .unwrap_err();
    let expected = InvalidCredentials::Url(BaseUrlError::NoTls);
    assert!(matches!(&error, BuildError::Credentials(found) if *found == expected));
    names_the_features(&error.to_string());
}

/// Credentials whose discovery leads to an https URL.
#[derive(Debug)]
struct Discovered;

impl Credentials for Discovered {
    fn authorize<'a>(
        &'a self,
        _: &'static Operation,
        _: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        let at = BaseUrl::parse("https://vendor.example").unwrap();
        let authorization = Authorization::new(headers(&[])).at(at);
        Box::pin(std::future::ready(Ok(authorization)))
    }
}

#[tokio::test]
async fn an_https_url_that_a_discovery_names_is_not_sent_and_never_retried() {
    let client = builder("http://127.0.0.1", &clock())
        .credentials(Discovered)
        .allow_plain_http()
        .allow_host("vendor.example")
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 1);
    names_the_features(&error.report());
}

#[tokio::test]
async fn plain_http_to_this_machine_needs_no_tls() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let client = builder(&server.url(), &clock()).build().unwrap();
    call(&client).json::<Anything>(create()).await.unwrap();
}

#[tokio::test]
async fn a_transport_of_one_s_own_may_have_a_tls_of_its_own() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::json(200, r#"{"access_token":"T"}"#), Step::ok()],
    );
    let credentials = OAuth2ClientCredentials::new("https://login.example/token", "id", "secret");
    let client = script.builder().credentials(credentials).build().unwrap();
    call(&client).json::<Anything>(read()).await.unwrap();
    assert_eq!(script.count(), 2);
}
