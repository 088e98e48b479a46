//! What vendors write in place of success, and what is made of it.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use bytes::Bytes;
use support::{Anything, Script, Step, call, clock, headers, read};
use vendor_core::{Answer, Delivery, Dialect, Problem, Verdict};

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
    assert_eq!(problem.detail(), Some("no such table"));
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
    let answer = call(&client).raw(read()).await;
    answer.err().map(|error| error.delivery())
}

#[tokio::test]
async fn a_page_is_known_by_its_beginning_or_by_its_media_type() {
    for (content_type, body) in [
        ("text/plain", "<!DOCTYPE html><p>Log in"),
        ("application/json", "\u{feff} <HTML>"),
        ("text/html; charset=utf-8", "Log in"),
        ("Text/HTML", "<p>Log in</p>"),
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
