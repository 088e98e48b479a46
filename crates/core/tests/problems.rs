//! What vendors write in place of success, and what is made of it.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use bytes::Bytes;
use support::{Anything, Script, Step, call, clock, headers, read};
use vendor_core::{
    Answer, Delivery, Dialect, HeaderMap, Idempotency, Method, Operation, Problem, RetryPolicy,
    StaticCredentials, StatusCode, Verdict,
};

#[test]
fn a_list_is_no_problem_whatever_it_holds() {
    for text in [
        r#"["Max.Mustermann","b","c","d",[1]]"#,
        r#" ["a","b"]"#,
        "\u{feff}[]",
        "\"a\"",
        "null",
        "",
    ] {
        assert_eq!(Problem::from_json(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn members_of_another_type_are_kept_as_they_are_written() {
    let problem = Problem::from_json(
        br#"{"type":"/a","title":{"en":"no"},"detail":404,"instance":null,"violations":null}"#,
    )
    .unwrap();
    assert_eq!(problem.code(), Some("/a"));
    assert_eq!(problem.title(), Some(r#"{"en":"no"}"#));
    assert_eq!(problem.detail(), Some("404"));
    assert_eq!(problem.instance(), None);
    assert_eq!(problem.violations(), None);

    let twice = Problem::from_json(br#"{"title":"first","title":"last"}"#).unwrap();
    assert_eq!(twice.title(), Some("last"));
    assert_eq!(Problem::from_json(br#"{"violations":null}"#), None);
}

#[test]
fn an_error_of_aspnet_is_a_problem() {
    let problem = Problem::from_aspnet(
        br#"{"Message":"The request is invalid.","MessageDetail":"no action",
            "ModelState":{"id":["must be a number"]}}"#,
    )
    .unwrap();
    assert_eq!(problem.title(), Some("The request is invalid."));
    assert_eq!(problem.detail(), Some("no action"));
    let violations = problem.violations().unwrap().get();
    assert_eq!(violations, r#"{"id":["must be a number"]}"#);

    let problem = Problem::from_aspnet(
        br#"{"message":"An error has occurred.","exceptionMessage":"no such table",
            "exceptionType":"System.Data.SqlException","messageDetail":"less telling"}"#,
    )
    .unwrap();
    assert_eq!(problem.code(), Some("System.Data.SqlException"));
    assert_eq!(problem.detail(), Some("less telling no such table"));

    let problem = Problem::from_aspnet(br#"{"Message":"No","MessageDetail":"","ModelState":null}"#);
    assert_eq!(problem, Some(Problem::new().with_title("No")));
}

#[test]
fn a_member_of_another_type_is_kept_as_its_json() {
    let problem = Problem::from_aspnet(br#"{"Message":{"en":"no"},"ExceptionMessage":null}"#);
    let problem = problem.unwrap();
    assert_eq!(problem.title(), Some(r#"{"en":"no"}"#));
    assert_eq!(problem.detail(), None);
}

#[test]
fn what_is_no_error_of_aspnet_is_no_problem() {
    for text in ["", "[]", "{}", r#"{"Status":1}"#, "<Error/>"] {
        assert_eq!(Problem::from_aspnet(text.as_bytes()), None, "{text}");
    }
}

/// Takes a page for a failure.
#[derive(Debug)]
struct NoPages;

impl Dialect for NoPages {
    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if answer.is_html() {
            Verdict::Unknown(Problem::new())
        } else {
            Verdict::Accepted
        }
    }
}

async fn delivery_of(content_type: &str, body: &'static str) -> Option<Delivery> {
    let clock = clock();
    let headers = headers(&[("content-type", content_type)]);
    let answer = Step::Answer(200, headers, Bytes::from_static(body.as_bytes()));
    let script = Script::new(&clock, [answer]);
    let client = script.builder().dialect(NoPages).build().unwrap();
    let answer = call(&client).with_retry(RetryPolicy::never());
    let answer = answer.raw(read()).await;
    answer.err().map(|error| error.delivery())
}

#[tokio::test]
async fn a_page_is_known_by_its_beginning_or_by_its_media_type() {
    for (content_type, body) in [
        ("text/plain", "<!DOCTYPE html><p>Log in"),
        ("application/json", "\u{feff} <HTML>"),
        ("text/html; charset=utf-8", "Log in"),
        ("Text/HTML", "<p>Log in</p>"),
        ("application/xhtml+xml", "<p/>"),
        (
            "text/plain",
            "<?xml version='1.0'?> <!-- a --><!-- b -->\n<html/>",
        ),
    ] {
        assert_eq!(
            delivery_of(content_type, body).await,
            Some(Delivery::Unknown),
            "{body}"
        );
    }
    for (content_type, body) in [
        ("text/html", r#"{"Status":1}"#),
        ("text/html", ""),
        ("text/plain", "OK"),
        ("application/xml", "<Receipt/>"),
    ] {
        assert_eq!(delivery_of(content_type, body).await, None, "{body}");
    }
}

#[tokio::test]
async fn of_a_problem_without_end_as_much_is_kept_as_of_the_body() {
    let clock = clock();
    let long = "ä".repeat(400_000);
    let body = format!(r#"{{"type":"/long","title":"{long}","violations":["{long}"]}}"#);
    let script = Script::new(&clock, [Step::json(400, body)]);
    let error = call(&script.client()).raw(read()).await.unwrap_err();
    let problem = error.problem().unwrap();
    assert_eq!(problem.code(), Some("/long"));
    assert_eq!(problem.title().unwrap().len(), 256 * 1024);
    assert!(
        problem.violations().is_none(),
        "cut, it is not JSON any more"
    );
}

#[tokio::test]
async fn a_byte_order_mark_in_front_of_json_is_ignored() {
    let clock = clock();
    let script = Script::new(&clock, [Step::json(200, "\u{feff}{}")]);
    call(&script.client())
        .json::<Anything>(read())
        .await
        .unwrap();

    let script = Script::new(&clock, [Step::json(200, "\u{feff}{\"all\":[1,2]}")]);
    let elements = call(&script.client()).elements::<u8>(read(), "all").await;
    let mut elements = elements.unwrap();
    let mut found = Vec::new();
    while let Some(element) = elements.next().await {
        found.push(element.unwrap());
    }
    assert_eq!(found, [1, 2]);
}

#[tokio::test]
async fn a_401_to_a_client_without_credentials_says_so() {
    let hint_of = async |credentials: StaticCredentials| {
        let clock = clock();
        let script = Script::new(&clock, [Step::status(401)]);
        let client = script.builder().credentials(credentials).build().unwrap();
        let error = call(&client).json::<Anything>(read()).await.unwrap_err();
        error.problem().and_then(Problem::hint)
    };
    assert_eq!(
        hint_of(StaticCredentials::none()).await,
        Some("the client was built without credentials")
    );
    assert_eq!(hint_of(StaticCredentials::bearer("T")).await, None);
}

#[tokio::test]
async fn a_404_that_says_nothing_of_the_api_makes_one_look_at_the_base_url() {
    let hint_of = async |step| {
        let clock = clock();
        let script = Script::new(&clock, [step]);
        let answer = call(&script.client()).json::<Anything>(read()).await;
        answer.unwrap_err().problem().and_then(Problem::hint)
    };
    let hint = hint_of(Step::status(404)).await;
    assert!(
        hint.is_some_and(|hint| hint.contains("base URL")),
        "{hint:?}"
    );
    let of_the_vendor = Step::json(404, r#"{"title":"no such ticket"}"#);
    assert_eq!(hint_of(of_the_vendor).await, None);
}

#[tokio::test]
async fn the_report_names_the_base_url() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(404)]);
    let client = support::builder("https://vendor.example/rest/v1.0/7", &clock)
        .transport(script)
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    let report = error.report();
    assert!(
        report.contains("GET /things below https://vendor.example/rest/v1.0/7"),
        "{report}"
    );
}

#[test]
fn a_dialect_of_one_s_own_can_be_tested_without_a_server() {
    static READ: Operation = Operation::new("read", Method::GET, "/", Idempotency::Safe);
    let headers = HeaderMap::new();
    let page = Bytes::from_static(b"<html>");
    let answer = Answer::new(&READ, StatusCode::OK, &headers, &page);
    assert!(matches!(NoPages.verdict(&answer), Verdict::Unknown(_)));
}
