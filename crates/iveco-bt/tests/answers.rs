//! The answer: no page describes it, so whatever comes is in the receipt, unless it speaks against success.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use iveco_bt::core::ErrorKind;
use iveco_bt::{Delivery, Error, HeaderMap, Receipt, Response, StatusCode};
use support::{client, sample};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

async fn answered(answer: ResponseTemplate) -> Result<Receipt, Error> {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    client(&server.uri()).workshop_activation(sample()).await
}

async fn receipt(answer: ResponseTemplate) -> Receipt {
    answered(answer).await.expect("nothing speaks against it")
}

async fn failure(body: &str, media_type: &str) -> Error {
    let answer = ResponseTemplate::new(200).set_body_raw(body, media_type);
    answered(answer).await.expect_err("it is no success")
}

#[tokio::test]
async fn an_empty_200_is_a_receipt() {
    let receipt = receipt(ResponseTemplate::new(200)).await;
    assert_eq!(receipt.status(), StatusCode::OK);
    assert_eq!(receipt.reason(), Some("OK"));
    assert_eq!(receipt.text(), "");
    assert!(receipt.body().is_empty());
    assert_eq!(receipt.response().attempts(), 1);
}

#[tokio::test]
async fn so_is_a_204() {
    let receipt = receipt(ResponseTemplate::new(204)).await;
    assert_eq!(
        (receipt.status(), receipt.reason()),
        (StatusCode::NO_CONTENT, Some("No Content"))
    );
}

#[tokio::test]
async fn an_empty_answer_that_is_said_to_be_a_page_is_none() {
    assert_eq!(
        receipt(ResponseTemplate::new(200).insert_header("content-type", "text/html"))
            .await
            .text(),
        ""
    );
}

#[tokio::test]
async fn text_headers_and_body_are_kept_whatever_they_are() {
    for (body, media_type) in [
        ("ricevuto: è tutto", "text/plain; charset=utf-8"),
        ("\"OK\"", "application/json"),
        ("null", "application/json"),
        ("[]", "application/json"),
        (
            "{\"Id\":7,\"IsSuccessStatusCode\":true,\"StatusCode\":200}",
            "application/json",
        ),
        ("{\"IsSuccessStatusCode\":null}", "application/json"),
        ("{ not JSON", "application/json"),
        ("<string>OK</string>", "application/xml"),
        ("\"OK\"", "text/html"),
        ("OK", "application/x-unheard-of"),
    ] {
        let answer = ResponseTemplate::new(200)
            .insert_header("x-operation", "4711")
            .set_body_raw(body, media_type);
        let receipt = receipt(answer).await;
        assert_eq!(receipt.text(), body);
        assert_eq!(receipt.headers()["x-operation"], "4711");
        assert_eq!(receipt.headers()["content-type"], media_type);
    }
}

#[tokio::test]
async fn what_is_no_utf_8_is_kept_as_bytes() {
    let latin = b"gi\xe0 ricevuto".as_slice();
    let receipt = receipt(ResponseTemplate::new(200).set_body_bytes(latin)).await;
    assert_eq!(receipt.text(), "gi\u{fffd} ricevuto");
    assert_eq!(receipt.body().as_ref(), latin);
}

#[tokio::test]
async fn a_body_above_the_cap_is_not_read_to_its_end_and_may_say_anything_there() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200).set_body_raw("x".repeat(4096), "text/plain"))
        .expect(1)
        .mount(&server)
        .await;
    let call = client(&server.uri()).workshop_activation(sample());
    let error = call.with_body_cap(1024).await.expect_err("it is too large");
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::TooLarge, Delivery::Unknown)
    );
    assert!(error.body_is_cut());
}

#[tokio::test]
async fn a_response_message_that_says_no_is_refused() {
    let body = r#"{"Version":{"_Major":1,"_Minor":1},"Content":null,"StatusCode":400,
        "ReasonPhrase":"Bad Request","Headers":[],"RequestMessage":null,"IsSuccessStatusCode":false}"#;
    let error = failure(body, "application/json; charset=utf-8").await;
    assert_eq!(
        (error.kind(), error.delivery(), error.status()),
        (ErrorKind::Answer, Delivery::Refused, Some(StatusCode::OK))
    );
    let problem = error.problem().expect("there is one");
    assert_eq!(
        (problem.code(), problem.title()),
        (Some("400"), Some("Bad Request"))
    );
    assert_eq!(error.body().as_ref(), body.as_bytes());
}

#[tokio::test]
async fn so_it_is_in_any_case_of_names_with_any_media_type_and_without_a_status_that_fits() {
    for (body, media_type) in [
        (
            r#"{"isSuccessStatusCode":false,"statusCode":404}"#,
            "application/json",
        ),
        (r#"{"ISSUCCESSSTATUSCODE": false}"#, "text/plain"),
        (
            r#"{"IsSuccessStatusCode":false,"StatusCode":"Conflict"}"#,
            "text/html",
        ),
        (
            r#"{"IsSuccessStatusCode":false,"StatusCode":200}"#,
            "application/json",
        ),
        (
            r#"{"IsSuccessStatusCode":false,"StatusCode":"NoSuchStatus"}"#,
            "application/json",
        ),
        (
            "\u{feff}{\"IsSuccessStatusCode\":false}",
            "application/json",
        ),
    ] {
        let error = failure(body, media_type).await;
        assert_eq!(error.delivery(), Delivery::Refused, "{body}");
    }
}

#[tokio::test]
async fn a_response_message_with_a_status_that_leaves_it_open_is_of_unknown_outcome() {
    for status in [
        "500",
        "503",
        "408",
        "\"InternalServerError\"",
        "\"gatewayTimeout\"",
    ] {
        let body = format!(r#"{{"StatusCode":{status},"IsSuccessStatusCode":false}}"#);
        let error = failure(&body, "application/json").await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Answer, Delivery::Unknown),
            "{body}"
        );
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_page_is_no_success_and_the_error_says_why() {
    for (body, media_type) in [
        (
            "<!DOCTYPE html><title>Sign in</title>",
            "text/html; charset=utf-8",
        ),
        ("\u{feff}\r\n <!doctype HTML>", "application/octet-stream"),
        ("<HTML><body>blocked</body></HTML>", "text/plain"),
        ("<!-- proxy --><html></html>", "Text/HTML"),
    ] {
        let error = failure(body, media_type).await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Answer, Delivery::Unknown),
            "{body}"
        );
        let hint = error.problem().and_then(iveco_bt::core::Problem::hint);
        assert!(hint.is_some_and(|hint| hint.contains("HTML page")));
        assert!(error.to_string().contains("HTML page"), "{error}");
    }
}

#[tokio::test]
async fn debug_of_a_receipt_shows_no_text_of_the_vendor() {
    let answer = ResponseTemplate::new(200)
        .insert_header("x-caller", "PERSONAL")
        .set_body_raw("PERSONAL", "text/plain");
    let receipt = receipt(answer).await;
    assert_eq!(
        format!("{receipt:?}"),
        "Receipt { status: 200, body_length: 8, .. }"
    );
}

#[test]
fn a_receipt_can_be_made_by_hand_for_tests_of_your_own() {
    let mut headers = HeaderMap::new();
    headers.insert("x-operation", "4711".parse().expect("a header's value"));
    let answer = Response::from_value(())
        .with_status(StatusCode::ACCEPTED)
        .with_headers(headers)
        .with_body("later");
    let receipt = Receipt::from(answer);
    assert_eq!(
        (receipt.status(), receipt.reason(), &*receipt.text()),
        (StatusCode::ACCEPTED, Some("Accepted"), "later")
    );
    assert_eq!(receipt.headers()["x-operation"], "4711");
}
