//! No secret and no personal data in `Debug`, `Display`, spans or logs: marks are planted everywhere and searched.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::error::Error as StdError;
use std::fmt::Debug;

use serde::{Deserialize, Serialize};
use support::collector::{Collector, LOG, LogCollector};
use support::{
    Act, Anything, CREATE, READ_ONE, Script, Server, Step, answer, builder, call, clock, headers,
    json,
};
use vendor_core::credentials::{Authorization, CredentialsError};
use vendor_core::transport::{ClientCertificate, Proxy, RootCertificate};
use vendor_core::validate::{Validate, Violations};
use vendor_core::wire::{Nullable, RawJson, Redacted};
use vendor_core::{
    BaseUrl, Delivery, Error, ErrorKind, HeaderName, HeaderValue, OAuth2ClientCredentials, Problem,
    Request, Response, RetryPolicy, StaticCredentials, StatusCode,
};

/// What is planted: all that must not be found contains it.
const MARK: &str = "hush";

#[track_caller]
fn assert_silent(text: &str) {
    assert!(!text.to_lowercase().contains(MARK), "{text}");
}

#[track_caller]
fn assert_debug_is_silent(value: &impl Debug) {
    assert_silent(&format!("{value:?}"));
    assert_silent(&format!("{value:#?}"));
}

/// `Display` and `Debug` of an error and of all its sources.
#[track_caller]
fn assert_error_is_silent(error: &Error) {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        assert_silent(&format!("{error}"));
        assert_silent(&format!("{error:?}"));
        assert_silent(&format!("{error:#?}"));
        next = error.source();
    }
}

/// A request with a mark in everything that a caller gives.
fn request() -> Request {
    let mut request = Request::new(&READ_ONE);
    request.path("id", &"hush-id");
    request.query("vin", &"hushVIN0000000000");
    request.header(HeaderName::from_static("x-on-behalf-of"), &"hush-person");
    request.json(&serde_json::json!({"name": "hush-name"}));
    request
}

#[derive(Debug, Deserialize)]
struct Counted {
    #[allow(dead_code)] // only its decoding matters
    count: u32,
}

#[tokio::test]
async fn nothing_of_a_call_is_traced_or_logged_beyond_our_own_words() {
    let (collector, _guard) = Collector::start();
    LogCollector::start();
    let server = Server::start(|number, request| match (number, request.target.as_str()) {
        (_, "/token") => json(200, r#"{"access_token":"hush-token","expires_in":60}"#),
        (1, _) => Act::Send(answer(
            503,
            &[
                ("content-type", "application/problem+json"),
                ("set-cookie", "a=hush"),
            ],
            r#"{"type":"/problems/x","title":"hush-title","detail":"hush-detail"}"#,
        )),
        (2, _) => Act::Close,
        (3, _) => json(200, r#"{"count":"hush-text"}"#),
        _ => json(400, "hush-body"),
    })
    .await;
    let client = builder(&server.url(), &clock())
        .credentials(
            OAuth2ClientCredentials::new(
                &format!("{}/token", server.url()),
                "the-client",
                "hush-secret",
            )
            .with_header(HeaderName::from_static("x-api-key"), "hush-key"),
        )
        .build()
        .unwrap();

    let error = call(&client)
        .with_header(
            HeaderName::from_static("x-extra"),
            HeaderValue::from_static("hush-extra"),
        )
        .json::<Counted>(request())
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.attempts(), 4);
    assert_error_is_silent(&error);
    assert!(error.report().contains("hush-body"), "a report has it");

    let traced = collector.text();
    assert!(traced.contains("vendor.attempt"), "something was traced");
    assert_silent(&traced);
    let logged = LOG.text();
    assert_silent(&logged);
    let sent = server.requests();
    assert_eq!(sent[1].header("authorization"), Some("Bearer hush-token"));
    assert_eq!(sent[1].header("x-api-key"), Some("hush-key"));
    assert_eq!(sent[1].header("x-extra"), Some("hush-extra"));
}

#[tokio::test]
async fn the_password_of_a_proxy_is_traced_and_logged_nowhere() {
    let (collector, _guard) = Collector::start();
    LogCollector::start();
    let proxy = Server::start(|_, _| json(200, "{}")).await;
    let url = format!("http://hush-user:hush-password@127.0.0.1:{}", proxy.port());
    let builder = builder("http://vendor.example", &clock())
        .allow_plain_http()
        .proxy(Proxy::Url(url.clone().into()));
    assert_debug_is_silent(&builder);
    assert_debug_is_silent(&Proxy::Url(url.into()));
    let client = builder.build().unwrap();
    assert_debug_is_silent(&client);
    call(&client).json::<Anything>(request()).await.unwrap();
    assert_eq!(
        proxy.requests()[0].header("proxy-authorization"),
        // hush-user:hush-password
        Some("Basic aHVzaC11c2VyOmh1c2gtcGFzc3dvcmQ=")
    );
    assert_silent(&collector.text());
    assert_silent(&LOG.text());
    assert!(!collector.text().contains("aHVzaC"));
    assert!(!LOG.text().contains("aHVzaC"));
}

#[test]
fn a_proxy_that_cannot_be_used_is_not_shown() {
    for url in [
        "hush://hush:hush@hush:99999",
        "http://hush-user:hush-password@",
        "\0hush",
    ] {
        let error = builder("https://vendor.example", &clock())
            .proxy(Proxy::Url(url.into()))
            .build()
            .unwrap_err();
        assert_silent(&format!("{error} {error:?}"));
    }
}

#[tokio::test]
async fn a_proxy_that_refuses_connections_is_not_shown_in_the_error() {
    let nobody = support::Refusing::new();
    let url = nobody
        .url()
        .replace("http://", "http://hush-user:hush-password@");
    for base in ["http://vendor.example", "https://vendor.example"] {
        if base.starts_with("https") && !support::TLS {
            continue;
        }
        let client = builder(base, &clock())
            .allow_plain_http()
            .proxy(Proxy::Url(url.clone().into()))
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(request()).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_error_is_silent(&error);
    }
}

#[test]
fn debug_of_what_holds_a_secret_shows_none_of_it() {
    let basic = StaticCredentials::basic("user", "hush-password");
    assert_debug_is_silent(&basic);
    assert!(
        !format!("{basic:?}").contains("dXNlcjpodXNo"),
        "nor in base64"
    );
    assert_debug_is_silent(&StaticCredentials::bearer("hush-token"));
    assert_debug_is_silent(
        &StaticCredentials::none().with_header(HeaderName::from_static("x-api-key"), "hush-key"),
    );
    let oauth2 = OAuth2ClientCredentials::new("https://vendor.example/token", "id", "hush-secret")
        .with_header(HeaderName::from_static("x-api-key"), "hush-key");
    assert_debug_is_silent(&oauth2);
    assert_debug_is_silent(&Authorization::new(headers(&[("authorization", "hush")])));
    assert_debug_is_silent(&ClientCertificate::from_pem("hush", "hush-private-key"));
    assert_debug_is_silent(&RootCertificate::from_pem("hush"));

    let builder = builder("https://vendor.example", &clock())
        .credentials(oauth2)
        .client_certificate(ClientCertificate::from_pem("hush", "hush-private-key"));
    assert_debug_is_silent(&builder);
    let error = builder.build().unwrap_err();
    assert_silent(&format!("{error} {error:?}"));
}

#[test]
fn debug_of_what_holds_personal_data_shows_none_of_it() {
    assert_debug_is_silent(&request());
    assert_debug_is_silent(&"{\"name\":\"hush\"}".parse::<RawJson>().unwrap());
    let problem = Problem::new()
        .with_code("hush: a person's name is no code")
        .with_title("hush")
        .with_detail("hush")
        .with_violations("\"hush\"".parse().unwrap());
    assert_debug_is_silent(&problem);
    assert_debug_is_silent(&vendor_core::Verdict::Refused(problem));
    assert_eq!(format!("{Redacted:?}"), "[redacted]");
    assert_debug_is_silent(&Nullable::Value(Redacted));
}

#[test]
fn a_call_shows_no_value_of_its_headers() {
    let clock = clock();
    let script = Script::new(&clock, []);
    let call = call(&script.client()).with_header(
        HeaderName::from_static("x-api-key"),
        HeaderValue::from_static("hush-key"),
    );
    assert_debug_is_silent(&call);
}

#[tokio::test]
async fn an_answer_shows_neither_its_headers_nor_its_body() {
    let clock = clock();
    let step = || Step::Answer(200, headers(&[("x-token", "hush")]), "\"hush-body\"".into());
    let script = Script::new(&clock, [step()]);
    let answer = call(&script.client())
        .json::<RawJson>(request())
        .await
        .unwrap();
    assert_debug_is_silent(&answer);
    assert_eq!(answer.body(), "\"hush-body\"");
    assert_debug_is_silent(&Response::from_value(Redacted));
}

#[tokio::test]
async fn the_requests_that_a_transport_gets_show_no_value() {
    let clock = clock();
    let script = Script::new(&clock, [Step::ok()]);
    let client = script
        .builder()
        .credentials(StaticCredentials::bearer("hush-token"))
        .build()
        .unwrap();
    call(&client).json::<Anything>(request()).await.unwrap();
    let sent = script.sent();
    assert_debug_is_silent(&sent[0]);
    assert!(sent[0].headers["authorization"].is_sensitive());
    assert_silent(&format!("{:?}", sent[0].headers["authorization"]));
}

#[tokio::test]
async fn an_error_of_the_vendor_is_shown_without_the_vendor_s_text() {
    let body = r#"{"type":"/problems/violations","title":"hush-title","detail":"hush-detail","instance":"/hush","violations":[{"field":"hush","message":"hush"}]}"#;
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Answer(
            400,
            headers(&[
                ("content-type", "application/problem+json"),
                ("location", "https://hush.example"),
                ("set-cookie", "session=hush"),
                ("www-authenticate", "Bearer error_description=hush"),
                ("x-request-id", "r-1"),
            ]),
            body.into(),
        )],
    );
    let error = call(&script.client())
        .json::<Anything>(request())
        .await
        .unwrap_err();
    assert_error_is_silent(&error);
    assert_eq!(error.problem().unwrap().title(), Some("hush-title"));
    assert_eq!(
        error.to_string(),
        "readThing: refused: 400 Bad Request, code /problems/violations, request id r-1 (1 attempt, 0 ms)"
    );
}

#[tokio::test]
async fn an_answer_that_repeats_the_credentials_is_kept_without_them() {
    let clock = clock();
    let body = r#"{"type":"bad-HUSH-token/1","title":"hush-token%2F1","detail":"sent: hush-token/1!","instance":"kept"}"#;
    let headers = headers(&[("x-request-id", "hush-token/1"), ("server", "kept")]);
    let script = Script::new(&clock, [Step::Answer(400, headers, body.into())]);
    let client = script
        .builder()
        .credentials(StaticCredentials::bearer("hush-token/1"))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(request()).await.unwrap_err();
    assert_error_is_silent(&error);
    assert_silent(&error.report());
    assert_silent(&String::from_utf8_lossy(error.body()));
    let problem = error.problem().unwrap();
    assert_eq!(problem.code(), Some("bad-[redacted]"));
    assert_eq!(problem.title(), Some("[redacted]"));
    assert_eq!(problem.detail(), Some("sent: [redacted]!"));
    assert_eq!(problem.instance(), Some("kept"));
    assert_eq!(error.headers().len(), 1);
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn a_token_endpoint_that_repeats_the_secret_does_not_bring_it_into_a_report() {
    let server = Server::start(|_, _| {
        json(
            400,
            r#"{"error":"hush\"secret","error_description":"client_id=the-client&client_secret=hush%22secret"}"#,
        )
    })
    .await;
    let client = builder(&server.url(), &clock())
        .credentials(OAuth2ClientCredentials::new(
            &server.url(),
            "the-client",
            "hush\"secret",
        ))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(request()).await.unwrap_err();
    assert_error_is_silent(&error);
    assert_silent(&error.report());
    assert!(
        error.report().contains("the-client"),
        "what is public is kept"
    );
}

#[tokio::test]
async fn a_code_that_looks_like_a_sentence_is_not_shown() {
    for code in [
        "hush street 7",
        "hush@example.com",
        "hush\\nhush",
        "hüsh",
        &"hush".repeat(17),
    ] {
        let clock = clock();
        let body = format!(r#"{{"type":"{code}"}}"#);
        let script = Script::new(&clock, [Step::json(400, body)]);
        let error = call(&script.client())
            .json::<Anything>(request())
            .await
            .unwrap_err();
        assert!(error.code().is_some());
        assert_error_is_silent(&error);
        assert!(!error.to_string().contains("code"), "{error}");
    }
}

#[tokio::test]
async fn a_request_id_of_the_vendor_starts_no_new_line() {
    let clock = clock();
    let long = format!("id {}", "x".repeat(100));
    let script = Script::new(
        &clock,
        [Step::Answer(
            400,
            headers(&[("x-request-id", &long)]),
            "".into(),
        )],
    );
    let error = call(&script.client())
        .json::<Anything>(request())
        .await
        .unwrap_err();
    assert_eq!(error.request_id(), Some(long.as_str()));
    let shown = format!("request id id{} (", "x".repeat(62));
    assert!(error.to_string().contains(&shown), "{error}");
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // only its decoding matters
struct Contact {
    age: u32,
    kind: Kind,
    #[serde(default)]
    id: uuid::Uuid,
    #[serde(default)]
    born: Option<vendor_core::wire::OffsetDateTime>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // only its decoding matters
enum Kind {
    Private,
    Business,
}

#[tokio::test]
async fn an_answer_that_does_not_decode_is_shown_without_the_vendor_s_text() {
    for body in [
        r#"{"age":"hush","kind":"Private"}"#,
        r#"{"age":"a, expected hush","kind":"Private"}"#,
        r#"{"age":1,"kind":"hush"}"#,
        r#"{"age":1,"kind":{"hush":1}}"#,
        r#"{"age":1,"kind":"Private","id":"hush"}"#,
        r#"{"age":1,"kind":"Private","born":"hush"}"#,
        r#"{"hush":1"#,
        "hush",
        r#"{"age":1,"kind":"Private"} hush"#,
        r#"["hush"]"#,
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::json(200, body)]);
        let error = call(&script.client())
            .with_retry(RetryPolicy::never())
            .json::<Contact>(request())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_error_is_silent(&error);
        let decode = error.decode_error().unwrap();
        assert_silent(&format!("{decode} {decode:?}"));
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_written_is_shown_without_its_values() {
    struct Unwritable;
    impl Serialize for Unwritable {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("hush"))
        }
    }
    let clock = clock();
    let script = Script::new(&clock, []);
    let mut request = Request::new(&CREATE);
    request.json(&Unwritable);
    request.header(HeaderName::from_static("x-person"), &"hush\n");
    let error = call(&script.client())
        .json::<Anything>(request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.violations().len(), 2);
    assert_error_is_silent(&error);
    assert_silent(&error.report());
}

#[test]
fn violations_name_the_rule_and_not_the_value() {
    struct Vehicle(&'static str);
    impl Validate for Vehicle {
        fn validate(&self, violations: &mut Violations) {
            violations.characters("vin", self.0, 17..=17);
            violations.charset("vin", self.0, &['A'..='Z', '0'..='9']);
            violations.range("doors", 424_242, 1..=5);
            violations.items("parts", &[self.0], 2..);
        }
    }
    let found = Violations::of(&Vehicle("hush-vin"));
    assert_eq!(found.len(), 4);
    for violation in found {
        assert_silent(&format!("{violation} {violation:?}"));
        assert!(!violation.to_string().contains("424"));
    }
}

#[test]
fn a_base_url_with_a_password_is_refused_without_showing_it() {
    let error = BaseUrl::parse("https://user:hush@vendor.example").unwrap_err();
    assert_silent(&format!("{error} {error:?}"));
    let error = builder("https://user:hush@vendor.example", &clock())
        .build()
        .unwrap_err();
    assert_silent(&format!("{error} {error:?}"));
}

#[tokio::test]
async fn the_error_of_a_failed_token_request_shows_neither_the_secret_nor_the_endpoint_s_text() {
    let server = Server::start(|_, _| {
        json(
            400,
            r#"{"error":"invalid_client","error_description":"hush hush-secret","access_token":"hush"}"#,
        )
    })
    .await;
    let client = builder(&server.url(), &clock())
        .credentials(OAuth2ClientCredentials::new(
            &server.url(),
            "id",
            "hush-secret",
        ))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(request()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CredentialsRefused);
    assert_error_is_silent(&error);
    assert!(format!("{}", error.source().unwrap()).contains("invalid_client"));
}

#[test]
fn an_error_of_credentials_shows_its_cause_only() {
    let cause = vendor_core::testing::ErrorBuilder::status(StatusCode::BAD_REQUEST)
        .body("hush")
        .problem(Problem::new().with_detail("hush"))
        .build();
    let error = CredentialsError::new(cause);
    assert_silent(&format!("{error} {error:?}"));
}
