//! Who the caller is, and where that goes.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::{
    Act, Anything, READ, Script, Server, Step, answer, builder, call, client, clock, create,
    headers, read,
};
use vendor_core::credentials::{Authorization, CredentialsError, InvalidCredentials};
use vendor_core::{
    BaseUrl, BoxFuture, BuildError, Credentials, Delivery, ErrorKind, Exchange, HeaderName,
    HeaderValue, Operation, Request, StaticCredentials,
};

#[tokio::test]
async fn static_credentials_are_sent_with_every_call() {
    let cases = [
        (
            StaticCredentials::bearer("token"),
            "authorization",
            "Bearer token",
        ),
        (
            StaticCredentials::basic("Aladdin", "open sesame"),
            "authorization",
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ),
        // RFC 7617, section 2.1: UTF-8.
        (
            StaticCredentials::basic("test", "123\u{a3}"),
            "authorization",
            "Basic dGVzdDoxMjPCow==",
        ),
        (
            StaticCredentials::none().with_header(HeaderName::from_static("x-api-key"), "key"),
            "x-api-key",
            "key",
        ),
    ];
    for (credentials, name, value) in cases {
        let clock = clock();
        let script = Script::new(&clock, [Step::ok()]);
        let client = script.builder().credentials(credentials).build().unwrap();
        call(&client).json::<Anything>(create()).await.unwrap();
        let sent = &script.sent()[0].headers;
        assert_eq!(sent[name], value);
        assert!(sent[name].is_sensitive());
    }
}

#[test]
fn credentials_that_no_header_can_carry_are_an_error_when_the_client_is_built() {
    let cases = [
        (
            StaticCredentials::bearer("token\n"),
            InvalidCredentials::Header(HeaderName::from_static("authorization")),
        ),
        (
            StaticCredentials::none().with_header(HeaderName::from_static("x-api-key"), "a\r\nb"),
            InvalidCredentials::Header(HeaderName::from_static("x-api-key")),
        ),
        (
            StaticCredentials::basic("user:name", "password"),
            InvalidCredentials::UserName,
        ),
    ];
    for (credentials, expected) in cases {
        let error = builder("https://vendor.example", &clock())
            .credentials(credentials)
            .build()
            .unwrap_err();
        let BuildError::Credentials(found) = error else {
            panic!("{error:?}");
        };
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn a_401_to_static_credentials_is_never_retried() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(401)]);
    let client = script
        .builder()
        .credentials(StaticCredentials::bearer("token"))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.attempts(), 1);
    assert_eq!(script.count(), 1);
}

#[tokio::test]
async fn credentials_win_over_headers_of_a_call_and_of_a_request() {
    let clock = clock();
    let script = Script::new(&clock, [Step::ok()]);
    let client = script
        .builder()
        .credentials(StaticCredentials::bearer("token"))
        .build()
        .unwrap();
    let mut request = read();
    request.header(HeaderName::from_static("authorization"), &"of the request");
    call(&client)
        .with_header(
            HeaderName::from_static("authorization"),
            HeaderValue::from_static("of the call"),
        )
        .json::<Anything>(request)
        .await
        .unwrap();
    let sent = &script.sent()[0].headers;
    assert_eq!(sent.get_all("authorization").iter().count(), 1);
    assert_eq!(sent["authorization"], "Bearer token");
}

#[tokio::test]
async fn redirects_are_not_followed_and_no_credentials_go_elsewhere() {
    let elsewhere = Server::start(|_, _| support::json(200, "{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/things", elsewhere.url());
        let server =
            Server::start(move |_, _| Act::Send(answer(status, &[("location", &location)], "")))
                .await;
        let client = builder(&server.url(), &clock())
            .credentials(StaticCredentials::bearer("token"))
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(read()).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.attempts(), 1);
        assert_eq!(server.count(), 1);
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn a_link_to_another_origin_is_refused_before_anything_is_sent_or_asked_for() {
    for link in [
        "https://other.example/api/things",
        "http://vendor.example/api/things",
        "https://vendor.example:8443/api/things",
        "//other.example/things",
        "/\\other.example/things",
        "\\\\other.example/things",
        "https:\\\\other.example/things",
        "https://user:password@vendor.example/things",
        "https://vendor.example@other.example/",
        "https://vendor.example.other.example/",
        "ftp://vendor.example/things",
        "data:,x",
        "https://",
    ] {
        let clock = clock();
        let script = Script::new(&clock, []);
        let client = script.builder().credentials(NeverAsked).build().unwrap();
        let error = call(&client)
            .json::<Anything>(Request::follow(&READ, link))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForbiddenOrigin, "{link}");
        assert_eq!(error.delivery(), Delivery::NotSent, "{link}");
        assert_eq!(error.attempts(), 0, "{link}");
    }
}

#[derive(Debug)]
struct NeverAsked;

impl Credentials for NeverAsked {
    fn authorize<'a>(
        &'a self,
        _: &'static Operation,
        _: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        panic!("nobody should ask")
    }
}

/// Credentials whose discovery leads to another base URL.
#[derive(Debug)]
struct At(&'static str);

impl Credentials for At {
    fn authorize<'a>(
        &'a self,
        _: &'static Operation,
        _: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        let authorization = Authorization::new(headers(&[("authorization", "secret")]))
            .at(BaseUrl::parse(self.0).unwrap());
        Box::pin(std::future::ready(Ok(authorization)))
    }
}

#[tokio::test]
async fn a_discovered_host_gets_requests_if_it_is_on_the_list() {
    for at in [
        "https://vendor.example/v2",
        "https://exact.example/v2",
        "https://EXACT.example/v2",
        "https://below.example/v2",
        "https://a.b.below.example/v2",
        "https://exact.example:8443/v2",
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::ok()]);
        let client = script
            .builder()
            .credentials(At(at))
            .allow_host("Exact.example")
            .allow_host_suffix(".below.example")
            .build()
            .unwrap();
        call(&client).json::<Anything>(read()).await.unwrap();
        let url = script.sent()[0].url.to_string();
        assert_eq!(url, format!("{}/things", at.to_lowercase()));
    }
}

#[tokio::test]
async fn a_discovered_host_that_is_not_on_the_list_gets_nothing() {
    for at in [
        "https://other.example/v2",
        "https://sub.exact.example/v2",
        "https://evilbelow.example/v2",
        "https://below.example.evil.example/v2",
        "http://exact.example/v2",
        "http://vendor.example/v2",
        "https://vendor.example:8443/v2",
    ] {
        let clock = clock();
        let script = Script::new(&clock, []);
        let client = script
            .builder()
            .credentials(At(at))
            .allow_host("exact.example")
            .allow_host_suffix("below.example")
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(create()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ForbiddenOrigin, "{at}");
        assert_eq!(error.delivery(), Delivery::NotSent, "{at}");
        assert_eq!(error.attempts(), 0, "{at}");
        assert_eq!(script.count(), 0);
    }
}

#[tokio::test]
async fn a_host_that_was_named_over_plain_http_is_trusted_on_loopback_only() {
    for (at, allowed) in [
        ("https://exact.example", false),
        ("http://127.0.0.1:9", true),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::ok()]);
        let client = builder("http://127.0.0.1:8", &clock)
            .transport(script.clone())
            .credentials(At(at))
            .allow_host("exact.example")
            .allow_host("127.0.0.1")
            .build()
            .unwrap();
        let outcome = call(&client).json::<Anything>(read()).await;
        assert_eq!(outcome.is_ok(), allowed, "{at}");
    }
}

#[tokio::test]
async fn a_link_is_followed_within_the_discovered_origin_only() {
    for (link, allowed) in [
        ("https://exact.example/v2/things?page=2", true),
        ("/v2/things?page=2", true),
        ("https://other.example/v2/things?page=2", false),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::ok()]);
        let client = script
            .builder()
            .credentials(At("https://exact.example/v2"))
            .allow_host("exact.example")
            .build()
            .unwrap();
        let outcome = call(&client)
            .json::<Anything>(Request::follow(&READ, link))
            .await;
        assert_eq!(outcome.is_ok(), allowed, "{link}");
        if allowed {
            let url = script.sent()[0].url.to_string();
            assert_eq!(url, "https://exact.example/v2/things?page=2");
        }
    }
}

#[tokio::test]
async fn credentials_that_cannot_be_had_fail_the_call_with_not_sent() {
    #[derive(Debug)]
    struct Missing;
    impl Credentials for Missing {
        fn authorize<'a>(
            &'a self,
            _: &'static Operation,
            _: &'a Exchange,
        ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
            let cause = std::io::Error::other("the vault is closed");
            Box::pin(std::future::ready(Err(CredentialsError::new(cause))))
        }
    }
    let clock = clock();
    let script = Script::new(&clock, []);
    let client = script.builder().credentials(Missing).build().unwrap();
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 0);
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.is::<std::io::Error>(), "the cause itself");
    assert_eq!(source.to_string(), "the vault is closed");
}

#[tokio::test]
async fn nobody_is_anonymous_by_accident() {
    let server = Server::start(|_, _| support::json(200, "{}")).await;
    call(&client(&server.url(), &clock()))
        .json::<Anything>(read())
        .await
        .unwrap();
    assert_eq!(server.requests()[0].header("authorization"), None);
}
