//! A span per call and one per attempt, with the names of OpenTelemetry, and of low cardinality.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::collector::Collector;
use support::{
    Anything, READ_ONE, Script, Step, call, clock, create, headers, read, replace, seconds,
};
use vendor_core::transport::TransportErrorKind;
use vendor_core::{Request, RetryPolicy};

#[tokio::test]
async fn a_call_has_a_span_and_so_has_each_of_its_attempts_inside_it() {
    let (collector, _guard) = Collector::start();
    let clock = clock();
    let script = Script::new(&clock, [Step::status(503), Step::ok()]);
    let mut request = Request::new(&READ_ONE);
    request.path("id", &"SECRET-ID");
    request.query("q", &"SECRET-QUERY");
    call(&script.client())
        .json::<Anything>(request)
        .await
        .unwrap();

    let calls = collector.spans("vendor.call");
    assert_eq!(calls.len(), 1);
    let span = &calls[0];
    assert_eq!(span.field("vendor.operation"), Some("readThing"));
    assert_eq!(span.field("http.request.method"), Some("GET"));
    assert_eq!(span.field("url.template"), Some("/things/{id}"));
    assert_eq!(span.field("http.response.status_code"), Some("200"));
    assert_eq!(span.field("error.type"), None);

    let attempts = collector.spans("vendor.attempt");
    assert_eq!(attempts.len(), 2);
    for attempt in &attempts {
        assert_eq!(attempt.parent, collector.id_of("vendor.call"));
        assert_eq!(attempt.field("otel.kind"), Some("client"));
        assert_eq!(attempt.field("otel.name"), Some("GET /things/{id}"));
        assert_eq!(attempt.field("vendor.operation"), Some("readThing"));
        assert_eq!(attempt.field("http.request.method"), Some("GET"));
        assert_eq!(attempt.field("url.template"), Some("/things/{id}"));
        assert_eq!(attempt.field("server.address"), Some("vendor.example"));
        assert_eq!(attempt.field("server.port"), Some("443"));
    }
    assert_eq!(attempts[0].field("http.request.resend_count"), None);
    assert_eq!(attempts[0].field("http.response.status_code"), Some("503"));
    assert_eq!(attempts[0].field("error.type"), Some("503"));
    assert_eq!(attempts[1].field("http.request.resend_count"), Some("1"));
    assert_eq!(attempts[1].field("http.response.status_code"), Some("200"));
    assert_eq!(attempts[1].field("error.type"), None);
    assert!(!collector.text().contains("SECRET"));
}

#[tokio::test]
async fn the_span_of_a_failed_call_says_what_became_of_it() {
    let cases = [
        (Step::status(404), "404", Some("404"), "refused"),
        (Step::status(503), "503", Some("503"), "unknown"),
        (Step::json(200, "x"), "decode", Some("200"), "done"),
        (Step::Fail(TransportErrorKind::Tls), "tls", None, "not sent"),
        (Step::Silence(seconds(30)), "timeout", None, "unknown"),
    ];
    for (step, error_type, status, delivery) in cases {
        let (collector, _guard) = Collector::start();
        let clock = clock();
        let script = Script::new(&clock, [step]);
        call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap_err();
        let span = &collector.spans("vendor.call")[0];
        assert_eq!(span.field("error.type"), Some(error_type));
        assert_eq!(span.field("http.response.status_code"), status);
        assert_eq!(span.field("vendor.delivery"), Some(delivery));
        assert_eq!(span.field("vendor.attempts"), Some("1"));
        let attempt = &collector.spans("vendor.attempt")[0];
        assert_eq!(attempt.field("error.type"), Some(error_type));
    }
}

#[tokio::test]
async fn a_call_that_fails_before_it_is_sent_has_no_span_of_an_attempt() {
    let (collector, _guard) = Collector::start();
    let clock = clock();
    let script = Script::new(&clock, []);
    let mut request = Request::new(&READ_ONE);
    request.path("id", &"..");
    call(&script.client())
        .json::<Anything>(request)
        .await
        .unwrap_err();
    let span = &collector.spans("vendor.call")[0];
    assert_eq!(span.field("error.type"), Some("invalid_request"));
    assert_eq!(span.field("vendor.delivery"), Some("not sent"));
    assert_eq!(collector.spans("vendor.attempt").len(), 0);
}

#[tokio::test]
async fn a_wait_before_a_retry_is_an_event_inside_the_call() {
    let (collector, _guard) = Collector::start();
    let clock = clock();
    let too_many = Step::Answer(429, headers(&[("retry-after", "2")]), "".into());
    let script = Script::new(&clock, [too_many, Step::ok()]);
    call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap();
    let events = collector.events();
    let retry = events
        .iter()
        .find(|event| event.field("wait_ms").is_some())
        .expect("an event with the wait");
    assert_eq!(retry.field("wait_ms"), Some("2000"));
    assert_eq!(retry.level, "DEBUG");
    assert_eq!(retry.parent, collector.id_of("vendor.call"));
}

#[tokio::test]
async fn a_token_request_is_a_call_of_its_own_inside_the_call_that_needed_it() {
    use support::{Server, builder, json};
    let (collector, _guard) = Collector::start();
    let server = Server::start(|_, request| match request.target.as_str() {
        "/token" => json(200, r#"{"access_token":"SECRET-TOKEN"}"#),
        _ => json(200, "{}"),
    })
    .await;
    let client = builder(&server.url(), &clock())
        .credentials(vendor_core::OAuth2ClientCredentials::new(
            &format!("{}/token", server.url()),
            "id",
            "SECRET-SECRET",
        ))
        .build()
        .unwrap();
    call(&client).json::<Anything>(read()).await.unwrap();
    let operations: Vec<_> = collector
        .spans("vendor.call")
        .iter()
        .map(|span| span.field("vendor.operation").unwrap().to_owned())
        .collect();
    assert_eq!(operations, ["readThings", "oauth2Token"]);
    assert_eq!(
        collector.spans("vendor.call")[1].parent,
        collector.id_of("vendor.call")
    );
    assert!(!collector.text().contains("SECRET"));
}

#[tokio::test]
async fn the_address_of_an_attempt_is_where_it_really_went() {
    use support::{Refusing, builder};
    let (collector, _guard) = Collector::start();
    let nobody = Refusing::new();
    let client = builder(&nobody.url(), &clock())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    call(&client).json::<Anything>(replace()).await.unwrap_err();
    let attempt = &collector.spans("vendor.attempt")[0];
    assert_eq!(attempt.field("server.address"), Some("127.0.0.1"));
    let port = nobody.url().rsplit(':').next().unwrap().to_owned();
    assert_eq!(attempt.field("server.port"), Some(port.as_str()));
    assert_eq!(attempt.field("error.type"), Some("connect"));
}
