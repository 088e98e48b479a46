//! Nothing is lost in an error.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use serde::Deserialize;
use support::{Anything, Script, Step, call, clock, create, headers, millis, read};
use vendor_core::retry::GaveUp;
use vendor_core::testing::ErrorBuilder;
use vendor_core::transport::TransportErrorKind;
use vendor_core::{
    Answer, Delivery, Dialect, ErrorKind, HeaderName, Problem, RetryPolicy, StatusCode,
};

const PROBLEM: &str = r#"{"type":"/problems/violations","title":"Invalid","detail":"The name is missing.","instance":"/tickets/1","status":400,"violations":[{"field":"name","message":"blank"}]}"#;

fn problem(status: u16) -> Step {
    Step::Answer(
        status,
        headers(&[
            ("content-type", "application/problem+json"),
            ("x-request-id", "r-17"),
            ("retry-after", "3"),
            ("server", "vendor/1"),
            ("set-cookie", "session=1"),
            ("x-own", "kept on request"),
        ]),
        PROBLEM.into(),
    )
}

#[tokio::test]
async fn an_error_keeps_all_that_the_vendor_said() {
    let clock = clock();
    let script = Script::new(&clock, [problem(400)]);
    let client = script
        .builder()
        .keep_header(HeaderName::from_static("x-own"))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.operation(), "createThing");
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    assert_eq!(error.code(), Some("/problems/violations"));
    let problem = error.problem().unwrap();
    assert_eq!(problem.title(), Some("Invalid"));
    assert_eq!(problem.detail(), Some("The name is missing."));
    assert_eq!(problem.instance(), Some("/tickets/1"));
    assert_eq!(
        problem.violations().unwrap().get(),
        r#"[{"field":"name","message":"blank"}]"#
    );
    assert_eq!(error.body(), PROBLEM);
    assert!(!error.body_is_cut());
    assert_eq!(error.headers()["server"], "vendor/1");
    assert_eq!(error.headers()["x-own"], "kept on request");
    assert!(!error.headers().contains_key("set-cookie"));
    assert_eq!(error.request_id(), Some("r-17"));
    assert_eq!(error.retry_after(), Some(support::seconds(3)));
    assert_eq!(error.gave_up(), Some(GaveUp::NotRetryable));
    assert!(!error.is_not_found());
    assert!(!error.is_timeout());
}

#[tokio::test]
async fn an_error_lists_its_attempts_with_their_times() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [
            Step::Silence(support::seconds(30)),
            Step::Fail(TransportErrorKind::Connect),
            Step::status(404),
        ],
    );
    let error = call(&script.client())
        .json::<Anything>(read())
        .await
        .unwrap_err();
    assert_eq!(error.attempts(), 3);
    let history: Vec<_> = error
        .history()
        .iter()
        .map(|attempt| {
            let status = attempt.status.map(|status| status.as_u16());
            (attempt.delivery, attempt.kind, status, attempt.elapsed)
        })
        .collect();
    assert_eq!(
        history,
        [
            (
                Delivery::Unknown,
                ErrorKind::Timeout,
                None,
                support::seconds(30)
            ),
            (Delivery::NotSent, ErrorKind::Connect, None, millis(0)),
            (Delivery::Refused, ErrorKind::Status, Some(404), millis(0)),
        ]
    );
    assert_eq!(error.elapsed(), support::seconds(30) + millis(750));
}

#[tokio::test]
async fn the_report_of_an_error_has_everything() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(503), problem(400)]);
    let error = call(&script.client())
        .json::<Anything>(read())
        .await
        .unwrap_err();
    let report = error.report();
    for expected in [
        "readThings",
        "unknown",
        "GET /things",
        "400 Bad Request",
        "503",
        "/problems/violations",
        "Invalid",
        "The name is missing.",
        "/tickets/1",
        r#"[{"field":"name","message":"blank"}]"#,
        "not retried",
        "x-request-id: r-17",
        "retry-after: 3",
        PROBLEM,
    ] {
        assert!(report.contains(expected), "{expected} is not in\n{report}");
    }
    assert!(!report.contains("session=1"));
}

#[tokio::test]
async fn the_line_of_an_error_has_our_words_only() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(503), problem(400)]);
    let error = call(&script.client())
        .json::<Anything>(read())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "readThings: unknown: 400 Bad Request, code /problems/violations, retry after 3 s, \
         request id r-17 (2 attempts, 250 ms)"
    );
}

#[tokio::test]
async fn a_2xx_that_does_not_decode_keeps_status_headers_body_and_path() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)] // only its decoding matters
    struct Things {
        result: Vec<Thing>,
    }
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)] // only its decoding matters
    struct Thing {
        id: u32,
    }
    let body = "{\"result\":[{\"id\":1},\n {\"id\":\"two\"}]}";
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Answer(
            201,
            headers(&[
                ("content-type", "application/json"),
                ("x-request-id", "r-1"),
            ]),
            body.into(),
        )],
    );
    let error = call(&script.client())
        .json::<Things>(create())
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status(), Some(StatusCode::CREATED));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.body(), body);
    assert!(!error.body_is_cut());
    assert_eq!(error.json_path(), Some("result[1].id"));
    let decode = error.decode_error().unwrap();
    assert_eq!((decode.line(), decode.column()), (2, 12));
    assert_eq!(decode.expected(), Some("u32"));
    assert_eq!(
        error.to_string(),
        "createThing: done: the answer does not decode (201 Created), result[1].id does not decode \
         (line 2, column 12): expected u32, request id r-1 (1 attempt, 0 ms)"
    );
}

#[tokio::test]
async fn a_problem_is_read_leniently() {
    for (body, code, title) in [
        (r#"{"type":"a","title":"b"}"#, Some("a"), Some("b")),
        (
            r#"{"type":7,"title":{"x":1}}"#,
            Some("7"),
            Some(r#"{"x":1}"#),
        ),
        (r#"{"type":null,"title":"b"}"#, None, Some("b")),
        (r#"{"title":"b","other":[1e400]}"#, None, Some("b")),
        (r#"{"type":"\u0061"}"#, Some("a"), None),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::json(400, body)]);
        let error = call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.code(), code, "{body}");
        assert_eq!(error.problem().unwrap().title(), title, "{body}");
    }
    for body in [
        "",
        "[]",
        "{}",
        "<html>",
        r#"{"other":1}"#,
        r#""text""#,
        "null",
        r#"{"type":null}"#,
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::json(400, body)]);
        let error = call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert!(error.problem().is_none(), "{body}");
        assert_eq!(error.body(), body);
    }
}

#[tokio::test]
async fn a_dialect_of_the_vendor_reads_its_own_errors() {
    #[derive(Debug)]
    struct Own;
    impl Dialect for Own {
        fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
            assert_eq!(answer.operation.id(), "createThing");
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert_eq!(answer.headers["x-code"], "E1");
            assert_eq!(answer.body, "details");
            Some(
                Problem::new()
                    .with_code("E1")
                    .with_hint("look at the campaign"),
            )
        }
    }
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Answer(
            409,
            headers(&[("x-code", "E1")]),
            "details".into(),
        )],
    );
    let client = script.builder().dialect(Own).build().unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.code(), Some("E1"));
    assert_eq!(
        error.to_string(),
        "createThing: refused: 409 Conflict, code E1, look at the campaign (1 attempt, 0 ms)"
    );
}

#[tokio::test]
async fn the_request_id_is_found_under_its_usual_names() {
    for name in [
        "x-request-id",
        "request-id",
        "x-correlation-id",
        "x-amzn-requestid",
        "apigw-requestid",
        "x-ms-request-id",
    ] {
        let clock = clock();
        let script = Script::new(
            &clock,
            [Step::Answer(400, headers(&[(name, "r")]), "".into())],
        );
        let error = call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.request_id(), Some("r"), "{name}");
    }
}

#[tokio::test]
async fn not_found_is_404_or_410() {
    for (status, expected) in [(404, true), (410, true), (400, false), (500, false)] {
        let error = ErrorBuilder::status(StatusCode::from_u16(status).unwrap()).build();
        assert_eq!(error.is_not_found(), expected, "{status}");
    }
}

#[tokio::test]
async fn an_error_can_be_sent_between_threads_and_is_small() {
    fn assert_send<T: Send + Sync + 'static>() {}
    assert_send::<vendor_core::Error>();
    assert_eq!(size_of::<vendor_core::Error>(), size_of::<usize>());
}

#[tokio::test]
async fn errors_for_tests_are_as_those_of_a_call() {
    let error = ErrorBuilder::status(StatusCode::TOO_MANY_REQUESTS)
        .operation(&support::CREATE)
        .problem(Problem::new().with_code("slow"))
        .headers(headers(&[("x-request-id", "r")]))
        .body("text")
        .retry_after(support::seconds(9))
        .build();
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.attempts(), 1);
    assert_eq!(
        error.to_string(),
        "createThing: refused: 429 Too Many Requests, code slow, retry after 9 s, request id r \
         (1 attempt, 0 ms)"
    );
    assert_eq!(error.body(), "text");
}

#[test]
fn errors_for_tests_are_transient_where_those_of_a_call_are() {
    for (kind, transient) in [
        (ErrorKind::Dns, true),
        (ErrorKind::Connect, true),
        (ErrorKind::Timeout, true),
        (ErrorKind::Interrupted, true),
        (ErrorKind::Tls, false),
        (ErrorKind::InvalidRequest, false),
        (ErrorKind::Credentials, false),
    ] {
        let error = ErrorBuilder::new(kind, Delivery::NotSent).build();
        assert_eq!(error.is_transient(), transient, "{kind:?}");
    }
    for (status, transient) in [
        (429, true),
        (503, true),
        (408, true),
        (404, false),
        (302, false),
    ] {
        let status = StatusCode::from_u16(status).unwrap();
        let error = ErrorBuilder::status(status).build();
        assert_eq!(error.is_transient(), transient, "{status}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_end_in_time_says_so() {
    let clock = clock();
    let body = vec![
        support::Piece::Data("{"),
        support::Piece::Silence(support::seconds(60)),
    ];
    let script = Script::new(&clock, [Step::pieces(body)]);
    let client = script
        .builder()
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    let line = error.to_string();
    assert!(
        line.contains("the answer did not end in time (200 OK)"),
        "{line}"
    );
}

#[tokio::test]
async fn the_cause_below_a_broken_connection_is_in_its_sources() {
    let server = support::Server::start(|_, _| support::Act::Close).await;
    let client = support::client(&server.url(), &clock());
    let error = call(&client)
        .with_retry(RetryPolicy::never())
        .json::<Anything>(read())
        .await
        .unwrap_err();
    let transport = std::error::Error::source(&error).unwrap();
    assert_eq!(transport.to_string(), "the connection broke");
    assert!(transport.source().is_some(), "and what lies below it");
}
