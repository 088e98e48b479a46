//! The answer: no page describes it, so whatever comes is in the receipt, unless it speaks against success.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

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
async fn the_reason_phrase_is_the_servers_own() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
    let address = listener.local_addr().expect("it has one");
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"}]}") {
            stream.read_exact(&mut byte).expect("a request");
            request.push(byte[0]);
        }
        let answer = "HTTP/1.1 200 Attivazione ricevuta\r\ncontent-length: 0\r\n\r\n";
        stream.write_all(answer.as_bytes()).expect("it is read");
    });
    let receipt = client(&format!("http://{address}"))
        .workshop_activation(sample())
        .await
        .expect("it is answered");
    assert_eq!(receipt.reason(), Some("Attivazione ricevuta"));
    server.join().expect("the server went through");
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
        (
            "{\"Message\":\"saved\",\"StatusCode\":7}",
            "application/json",
        ),
        (
            "{\"IsSuccessStatusCode\":\"True\",\"StatusCode\":\"OK\"}",
            "application/json",
        ),
        ("\"{\\\"IsSuccessStatusCode\\\":true}\"", "application/json"),
        ("<Errors><Error>none</Error></Errors>", "application/xml"),
        (
            "<HttpResponseMessage><StatusCode>OK</StatusCode></HttpResponseMessage>",
            "application/xml",
        ),
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

/// A failed response message, in every form that a server may write it in; `{}` is where its status stands.
const FORMS: [&[u8]; 6] = [
    br#"{"StatusCode":{},"IsSuccessStatusCode":false}"#,
    br#"{"statusCode":{},"ISSUCCESSSTATUSCODE": false}"#,
    br#"{"IsSuccessStatusCode":"False","StatusCode":{}}"#,
    b"\xef\xbb\xbf{\"IsSuccessStatusCode\":false,\"StatusCode\":{}}",
    b"{\"ReasonPhrase\":\"refus\xe9\",\"StatusCode\":{},\"IsSuccessStatusCode\":false}",
    b"\"{\\\"IsSuccessStatusCode\\\":false,\\\"StatusCode\\\":{}}\"",
];

#[cfg(feature = "xml")]
const FORM_IN_XML: &[u8] = b"<HttpResponseMessage xmlns=\"http://schemas.datacontract.org/2004/07/System.Net.Http\">\
    <Content/><StatusCode>{}</StatusCode><IsSuccessStatusCode>false</IsSuccessStatusCode></HttpResponseMessage>";

fn forms(status: &str) -> Vec<Vec<u8>> {
    let forms = FORMS.iter().copied();
    #[cfg(feature = "xml")]
    let forms = forms.chain([FORM_IN_XML]);
    let with_status = |form: &[u8]| {
        let at = form.windows(2).position(|two| two == b"{}");
        let (before, rest) = form.split_at(at.expect("there is one"));
        [before, status.as_bytes(), &rest[2..]].concat()
    };
    forms.map(with_status).collect()
}

async fn failure_of_bytes(body: &[u8]) -> Error {
    let answer = ResponseTemplate::new(200).set_body_bytes(body);
    answered(answer).await.expect_err("it is no success")
}

#[tokio::test]
async fn so_it_is_in_every_form() {
    for status in ["400", "409", "null"] {
        for body in forms(status) {
            // In XML, null is a text.
            if status == "null" && body.starts_with(b"<") {
                continue;
            }
            let error = failure_of_bytes(&body).await;
            let body = String::from_utf8_lossy(&body);
            assert_eq!(error.delivery(), Delivery::Refused, "{body}");
        }
    }
    for (body, media_type) in [
        (
            r#"{"IsSuccessStatusCode":false,"StatusCode":"Conflict"}"#,
            "text/html",
        ),
        (r#"{"IsSuccessStatusCode":false}"#, "text/plain"),
    ] {
        let error = failure(body, media_type).await;
        assert_eq!(error.delivery(), Delivery::Refused, "{body}");
    }
}

#[tokio::test]
async fn one_that_contradicts_itself_or_leaves_it_open_is_of_unknown_outcome() {
    for status in ["200", "302", "500", "503", "408", "5000", "0", "-1"] {
        for body in forms(status) {
            let error = failure_of_bytes(&body).await;
            let body = String::from_utf8_lossy(&body);
            assert_eq!(
                (error.kind(), error.delivery(), error.attempts()),
                (ErrorKind::Answer, Delivery::Unknown, 1),
                "{body}"
            );
        }
    }
    for body in [
        r#"{"IsSuccessStatusCode":false,"StatusCode":"NoSuchStatus"}"#,
        r#"{"IsSuccessStatusCode":false,"StatusCode":"Redirect"}"#,
        r#"{"IsSuccessStatusCode":true,"StatusCode":500}"#,
        r#"{"IsSuccessStatusCode":true,"StatusCode":400}"#,
        r#"{"IsSuccessStatusCode":null,"StatusCode":500}"#,
        r#"{"StatusCode":"BadRequest"}"#,
        r#"{"StatusCode":599}"#,
    ] {
        let error = failure(body, "application/json").await;
        assert_eq!(error.delivery(), Delivery::Unknown, "{body}");
    }
}

#[tokio::test]
async fn an_error_of_the_framework_is_no_success_whatever_the_status_beside_it() {
    for body in [
        r#"{"Message":"An error has occurred.","ExceptionMessage":"timeout"}"#,
        r#"{"exceptionType":"System.TimeoutException"}"#,
        r#"{"Message":"The request is invalid.","ModelState":{"activation.Source":["?"]}}"#,
    ] {
        let error = failure(body, "application/json").await;
        assert_eq!(error.delivery(), Delivery::Unknown, "{body}");
        assert!(error.problem().is_some());
    }
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn nor_is_one_in_xml() {
    for body in [
        "<Error><Message>An error has occurred.</Message></Error>",
        "<?xml version=\"1.0\"?><Error>no</Error>",
        "<Error/>",
        "<HttpResponseMessage><StatusCode>InternalServerError</StatusCode></HttpResponseMessage>",
    ] {
        let error = failure(body, "application/xml").await;
        assert_eq!(error.delivery(), Delivery::Unknown, "{body}");
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
        ("<!-- proxy --><html></html>", "text/plain"),
        (
            "<?xml version=\"1.0\"?><!DOCTYPE html><html>Sign in</html>",
            "application/xhtml+xml",
        ),
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
