//! One id is one segment of the path, whatever it holds; and no value of a query starts another parameter.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::{Anything, READ, READ_ONE, Server, call, client, clock, json};
use vendor_core::{Delivery, ErrorKind, HeaderName, Idempotency, Method, Operation, Request};

/// What the server saw of a request, over a real connection.
async fn target_of(request: Request) -> String {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let url = format!("{}/api/v1", server.url());
    call(&client(&url, &clock()))
        .json::<Anything>(request)
        .await
        .unwrap();
    server.requests()[0].target.clone()
}

#[tokio::test]
async fn an_id_arrives_as_one_segment_whatever_it_holds() {
    for (id, segment) in [
        ("7", "7"),
        ("a/b", "a%2Fb"),
        ("a\\b", "a%5Cb"),
        ("../admin", "..%2Fadmin"),
        ("..\\admin", "..%5Cadmin"),
        ("%2e%2e", "%252e%252e"),
        ("%2E", "%252E"),
        ("%2f", "%252f"),
        ("...", "..."),
        ("a.b", "a.b"),
        (".hidden", ".hidden"),
        ("what?x=1", "what%3Fx%3D1"),
        ("a#b", "a%23b"),
        ("a%b", "a%25b"),
        ("a b+c", "a%20b%2Bc"),
        ("a;b,c:d@e", "a%3Bb%2Cc%3Ad%40e"),
        ("{id}", "%7Bid%7D"),
        ("-_~", "-_~"),
        ("\u{fc}\u{1f697}", "%C3%BC%F0%9F%9A%97"),
        ("\u{202e}\u{0}\r\n", "%E2%80%AE%00%0D%0A"),
        (" ", "%20"),
    ] {
        let mut request = Request::new(&READ_ONE);
        request.path("id", &id);
        assert_eq!(request.to_path(), format!("/things/{segment}"));
        assert_eq!(
            target_of(request).await,
            format!("/api/v1/things/{segment}"),
            "{id:?}"
        );
    }
}

#[tokio::test]
async fn an_id_that_would_address_something_else_is_refused_before_any_connection() {
    for id in ["", ".", ".."] {
        let server = Server::start(|_, _| json(200, "{}")).await;
        let mut request = Request::new(&READ_ONE);
        request.path("id", &id);
        let error = call(&client(&server.url(), &clock()))
            .json::<Anything>(request)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{id:?}");
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(error.attempts(), 0);
        assert_eq!(error.violations()[0].field(), "id");
        assert_eq!(server.connections(), 0);
    }
}

#[tokio::test]
async fn an_id_that_is_missing_is_refused_before_any_connection() {
    let none: Option<i64> = None;
    let mut without_value = Request::new(&READ_ONE);
    without_value.path("id", &none);
    for request in [Request::new(&READ_ONE), without_value] {
        let server = Server::start(|_, _| json(200, "{}")).await;
        let error = call(&client(&server.url(), &clock()))
            .json::<Anything>(request)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(error.violations().len(), 1);
        assert_eq!(error.violations()[0].field(), "id");
        assert_eq!(server.connections(), 0);
    }
}

#[tokio::test]
async fn several_ids_stay_in_their_places() {
    static NESTED: Operation = Operation::new(
        "readPart",
        Method::GET,
        "/things/{thing}/parts/{part}.json",
        Idempotency::Safe,
    );
    let mut request = Request::new(&NESTED);
    request.path("part", &"{thing}");
    request.path("thing", &"a/{part}");
    assert_eq!(
        target_of(request).await,
        "/api/v1/things/a%2F%7Bpart%7D/parts/%7Bthing%7D.json"
    );
}

#[tokio::test]
async fn a_value_of_a_query_arrives_as_one_value() {
    let mut request = Request::new(&READ);
    request.query("q", &"a&b=c#d?e+f g%");
    request.query("with space", &"\u{fc}");
    request.query("flag", &true);
    request.query("none", &None::<String>);
    request.query("count", &Some(-7));
    request.query("empty", &"");
    assert_eq!(
        target_of(request).await,
        "/api/v1/things?q=a%26b%3Dc%23d%3Fe%2Bf%20g%25&with%20space=%C3%BC&flag=true&count=-7&empty="
    );
}

#[cfg(feature = "uuid")]
#[tokio::test]
async fn a_uuid_in_a_query_is_written_with_its_hyphens() {
    let mut request = Request::new(&READ);
    request.query("id", &uuid::Uuid::nil());
    assert_eq!(
        target_of(request).await,
        "/api/v1/things?id=00000000-0000-0000-0000-000000000000"
    );
}

#[tokio::test]
async fn a_date_in_a_query_is_written_as_it_was_read() {
    let mut request = Request::new(&READ);
    let offset: vendor_core::wire::OffsetDateTime =
        "2024-10-15T05:29:19.120+02:00".parse().unwrap();
    let local: vendor_core::wire::LocalDateTime = "2024-10-15T05:29:19".parse().unwrap();
    request.query("since", &offset);
    request.query("until", &local);
    assert_eq!(
        request.to_query(),
        Some("since=2024-10-15T05%3A29%3A19.120%2B02%3A00&until=2024-10-15T05%3A29%3A19")
    );
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_a_violation_and_no_second_header() {
    let mut request = Request::new(&READ);
    request.header(HeaderName::from_static("x-note"), &"a\r\nx-admin: true");
    request.header(HeaderName::from_static("x-none"), &None::<String>);
    let error = call(&client("http://127.0.0.1:1", &clock()))
        .json::<Anything>(request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.violations().len(), 1);
    assert_eq!(error.violations()[0].field(), "x-note");
}

#[test]
fn a_request_can_be_looked_at_before_it_is_sent() {
    let mut request = Request::new(&READ_ONE);
    request.path("id", &"7");
    request.form(&[("a b", "c&d"), ("e", "\u{fc}")]);
    assert_eq!(request.operation().id(), "readThing");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(request.body_bytes(), "a%20b=c%26d&e=%C3%BC");
    assert_eq!(request.to_query(), None);
}
