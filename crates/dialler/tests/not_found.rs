//! The two kinds of 404, and what they mean for a deletion that may have been carried out already.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::{Deletion, Delivery, NotFound, StatusCode};
use support::{client, error_of, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

const NOT_FOUND: &str = include_str!("../samples/failure.json");

/// Answers every deletion with these, one after the other.
async fn server_of_deletions(answers: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    for answer in answers {
        Mock::given(method("DELETE"))
            .respond_with(answer)
            .up_to_n_times(1)
            .expect(1)
            .mount(&server)
            .await;
    }
    server
}

#[tokio::test]
async fn with_a_body_there_is_no_such_object() {
    let error = error_of(json(404, NOT_FOUND)).await;
    assert_eq!(NotFound::of(&error), Some(NotFound::Object));
    assert_eq!(error.delivery(), Delivery::Refused);
    assert!(error.is_not_found());
    let line = error.to_string();
    assert!(
        line.contains("not found: there is no such contact or campaign"),
        "{line}"
    );
    assert!(error.report().contains("Dialler campaign not found"));
}

#[tokio::test]
async fn without_a_body_there_is_no_such_endpoint() {
    let error = error_of(ResponseTemplate::new(404)).await;
    assert_eq!(NotFound::of(&error), Some(NotFound::Endpoint));
    assert_eq!(error.delivery(), Delivery::Refused);
    let line = error.to_string();
    assert!(
        line.contains("no such endpoint: check the base URL"),
        "{line}"
    );
}

#[tokio::test]
async fn the_page_of_a_proxy_is_no_word_of_the_vendor() {
    let page = ResponseTemplate::new(404).set_body_raw("<html>Not Found</html>", "text/html");
    let error = error_of(page).await;
    assert_eq!(NotFound::of(&error), Some(NotFound::Endpoint));
}

/// The words of somebody else: gateways answer in JSON too.
const OF_OTHERS: [&str; 9] = [
    "{}",
    "[]",
    r#"[404,"Contact not found"]"#,
    r#"{"status":404}"#,
    r#"{"status":404,"error":null}"#,
    r#"{"status":404,"error":" "}"#,
    r#"{"message":"no Route matched with those values"}"#,
    r#"{"type":"about:blank","title":"Not Found","status":404}"#,
    r#"{"status":503,"error":"Service Unavailable"}"#,
];

#[tokio::test]
async fn only_an_error_in_words_is_a_word_of_the_vendor() {
    for body in [
        NOT_FOUND,
        r#"{"error":"Contact not found"}"#,
        r#"{"status":"404","error":"Contact not found"}"#,
    ] {
        let error = error_of(json(404, body)).await;
        assert_eq!(NotFound::of(&error), Some(NotFound::Object), "{body}");
    }
    for body in OF_OTHERS {
        let error = error_of(json(404, body)).await;
        assert_eq!(NotFound::of(&error), Some(NotFound::Endpoint), "{body}");
        assert!(error.to_string().contains("no such endpoint"), "{error}");
    }
}

#[tokio::test]
async fn a_200_whose_body_says_404_speaks_of_the_object() {
    let error = error_of(json(200, NOT_FOUND)).await;
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_eq!(NotFound::of(&error), Some(NotFound::Object));
}

#[tokio::test]
async fn other_errors_are_neither() {
    for answer in [
        json(200, r#"{"error":"Contact not found"}"#),
        json(200, r#"{"status":404}"#),
        json(409, r#"{"status":409}"#),
        json(400, "{}"),
        ResponseTemplate::new(401),
    ] {
        assert_eq!(NotFound::of(&error_of(answer).await), None);
    }
}

#[tokio::test]
async fn after_an_unknown_outcome_a_contact_that_is_not_there_is_gone() {
    let answers = vec![ResponseTemplate::new(500), json(404, NOT_FOUND)];
    let server = server_of_deletions(answers).await;
    let deletion = client(&server).delete_contact(7).await.expect("it is gone");
    assert_eq!((*deletion, deletion.attempts()), (Deletion::Gone, 2));
}

#[tokio::test]
async fn after_an_unknown_outcome_an_endpoint_that_is_not_there_says_nothing() {
    let answers = vec![ResponseTemplate::new(500), ResponseTemplate::new(404)];
    let server = server_of_deletions(answers).await;
    let error = client(&server)
        .delete_contact(7)
        .await
        .expect_err("nobody knows");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 2));
    assert_eq!(NotFound::of(&error), Some(NotFound::Endpoint));
}

#[tokio::test]
async fn nor_does_a_404_of_somebody_else() {
    for body in OF_OTHERS {
        let answers = vec![ResponseTemplate::new(502), json(404, body)];
        let server = server_of_deletions(answers).await;
        let error = client(&server)
            .delete_contact(7)
            .await
            .expect_err("nobody knows");
        assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 2));
    }
}

#[tokio::test]
async fn a_contact_that_was_never_there_is_an_error() {
    let server = server_of_deletions(vec![json(404, NOT_FOUND)]).await;
    let error = client(&server)
        .delete_contact(7)
        .await
        .expect_err("there is none");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Refused, 1));
}

#[tokio::test]
async fn a_deletion_by_user_data_is_never_repeated_and_never_gone() {
    for status in [500, 502, 503, 504, 408] {
        let server = server_of_deletions(vec![ResponseTemplate::new(status)]).await;
        let error = client(&server)
            .delete_contact_by_user_data("CON6174")
            .await
            .expect_err("nobody knows");
        assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    }
    let server = server_of_deletions(vec![json(404, NOT_FOUND)]).await;
    let error = client(&server)
        .delete_contact_by_user_data("CON6174")
        .await
        .expect_err("there is none");
    assert_eq!(error.delivery(), Delivery::Refused);
}
