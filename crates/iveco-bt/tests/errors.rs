//! The vendor's account of an error: the bodies of ASP.NET Web API become the problem.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use iveco_bt::core::ErrorKind;
use iveco_bt::core::wire::RawJson;
use iveco_bt::{Delivery, Error};
use support::{client, sample};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

async fn refusal(status: u16, body: &str, media_type: &str) -> Error {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(status).set_body_raw(body, media_type))
        .expect(1)
        .mount(&server)
        .await;
    client(&server.uri())
        .workshop_activation(sample())
        .await
        .expect_err("it is an error")
}

/// Code, title, detail and violations of the problem.
fn parts(error: &Error) -> Option<[Option<&str>; 4]> {
    let problem = error.problem()?;
    Some([
        problem.code(),
        problem.title(),
        problem.detail(),
        problem.violations().map(RawJson::get),
    ])
}

#[tokio::test]
async fn an_invalid_model_names_its_members() {
    let model =
        r#"{"activation.ContactDatetime":["Could not convert string to DateTime: yesterday."]}"#;
    for (message, state) in [("Message", "ModelState"), ("message", "modelState")] {
        let body = format!(r#"{{"{message}":"The request is invalid.","{state}":{model}}}"#);
        let error = refusal(400, &body, "application/json; charset=utf-8").await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Status, Delivery::Refused)
        );
        assert_eq!(
            parts(&error),
            Some([None, Some("The request is invalid."), None, Some(model)])
        );
        assert!(!error.to_string().contains("yesterday"), "{error}");
        assert!(error.report().contains("yesterday"), "{}", error.report());
    }
}

#[tokio::test]
async fn a_route_that_is_not_there_says_so_in_the_detail() {
    let body = r#"{"Message":"No HTTP resource was found.","MessageDetail":"No type was found."}"#;
    let error = refusal(404, body, "application/json").await;
    assert!(error.is_not_found());
    assert_eq!(
        parts(&error),
        Some([
            None,
            Some("No HTTP resource was found."),
            Some("No type was found."),
            None
        ])
    );
}

#[tokio::test]
async fn an_exception_gives_its_type_as_the_code_and_its_message_as_the_detail() {
    let body = r#"{"Message":"An error has occurred.","ExceptionMessage":"Dossier not found.",
        "ExceptionType":"System.InvalidOperationException","StackTrace":"   at Logic.Run()"}"#;
    let error = refusal(500, body, "application/json").await;
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    assert_eq!(
        parts(&error),
        Some([
            Some("System.InvalidOperationException"),
            Some("An error has occurred."),
            Some("Dossier not found."),
            None
        ])
    );
}

#[tokio::test]
async fn both_details_are_kept_and_empty_texts_say_nothing() {
    let body =
        r#"{"Message":"","MessageDetail":"Where.","ExceptionMessage":"Why.","ExceptionType":""}"#;
    let error = refusal(500, body, "application/json").await;
    assert_eq!(parts(&error), Some([None, None, Some("Where. Why."), None]));
}

#[tokio::test]
async fn members_of_other_types_are_kept_as_json() {
    let body =
        r#"{"Message":{"en":"no"},"MessageDetail":null,"ExceptionType":7,"ModelState":null}"#;
    let error = refusal(400, body, "application/json").await;
    assert_eq!(
        parts(&error),
        Some([Some("7"), Some(r#"{"en":"no"}"#), None, None])
    );
}

#[tokio::test]
async fn a_problem_of_rfc_9457_and_a_response_message_are_read_too() {
    let body = r#"{"type":"about:blank","title":"Bad Request","detail":"no body"}"#;
    let error = refusal(400, body, "application/problem+json").await;
    assert_eq!(
        parts(&error),
        Some([None, Some("Bad Request"), Some("no body"), None])
    );
    let body = r#"{"StatusCode":409,"ReasonPhrase":"Conflict","IsSuccessStatusCode":false}"#;
    let error = refusal(409, body, "application/json").await;
    assert_eq!(
        parts(&error),
        Some([Some("409"), Some("Conflict"), None, None])
    );
}

#[tokio::test]
async fn a_page_gives_a_hint_and_what_is_unreadable_gives_nothing_but_the_body() {
    let page = refusal(502, "<html><h1>Bad Gateway</h1></html>", "text/html").await;
    assert!(page.to_string().contains("HTML page"), "{page}");
    for (body, media_type) in [
        ("", "application/json"),
        ("{\"Message\":\"cut", "application/json"),
        ("\"just a text\"", "application/json"),
        ("{\"other\":1}", "application/json"),
        ("<Error><Message>cut", "application/xml"),
        ("<string>no</string>", "application/xml"),
        ("<Error>no members</Error>", "application/xml"),
    ] {
        let error = refusal(400, body, media_type).await;
        assert_eq!(parts(&error), None, "{body}");
        assert_eq!(error.body().as_ref(), body.as_bytes());
    }
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn in_xml_the_same_members_are_read() {
    let body = "<?xml version=\"1.0\"?>\r\n<Error xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\n  \
        <Message>The request is invalid &amp; &#x75;nread.</Message>\n  \
        <MessageDetail><![CDATA[a < b]]></MessageDetail>\n  <ModelState>\n    \
        <activation.ReasonCode>\"x\" is no number</activation.ReasonCode>\n    <activation.Source/>\n  \
        </ModelState>\n</Error>";
    for media_type in ["application/xml; charset=utf-8", "text/xml", "text/plain"] {
        let error = refusal(400, body, media_type).await;
        assert_eq!(
            parts(&error),
            Some([
                None,
                Some("The request is invalid & unread."),
                Some("a < b"),
                Some(r#"{"activation.ReasonCode":"\"x\" is no number","activation.Source":""}"#)
            ])
        );
    }
    let body = "\u{feff}<Error><Message>An error has occurred.</Message><ExceptionMessage>Expected Calloutcomes\
        </ExceptionMessage><ExceptionType>System.FormatException</ExceptionType><StackTrace/>\
        <InnerException><Message>inner</Message></InnerException></Error>";
    let error = refusal(500, body, "application/xml").await;
    assert_eq!(
        parts(&error),
        Some([
            Some("System.FormatException"),
            Some("An error has occurred."),
            Some("Expected Calloutcomes"),
            None
        ])
    );
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn exceptions_inside_exceptions_are_read_over() {
    let inner = "<InnerException><Message>inner</Message>".repeat(20);
    let ends = "</InnerException>".repeat(20);
    let body = format!("<Error>{inner}{ends}<Message>An error has occurred.</Message></Error>");
    let error = refusal(500, &body, "application/xml").await;
    assert_eq!(
        parts(&error),
        Some([None, Some("An error has occurred."), None, None])
    );
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn hostile_xml_is_nothing_but_a_body() {
    let nested = format!("<Error>{}", "<a>".repeat(100_000));
    let entity = "<!DOCTYPE Error [<!ENTITY a \"b\">]><Error><Message>&a;</Message></Error>";
    for body in [
        &nested,
        entity,
        "<Error><Message>x</Error></Message>",
        "<Error><a>&#0;</a></Error>",
    ] {
        let error = refusal(400, body, "application/xml").await;
        assert_eq!(parts(&error), None);
    }
}

#[cfg(not(feature = "xml"))]
#[tokio::test]
async fn without_the_feature_xml_is_kept_as_the_body() {
    let body = "<Error><Message>The request is invalid.</Message></Error>";
    let error = refusal(400, body, "application/xml").await;
    assert_eq!(parts(&error), None);
    assert_eq!(error.body().as_ref(), body.as_bytes());
}
