//! What the page "Return Codes" says of errors, and what it does not.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::{Delivery, Error, ErrorKind};
use support::{client, client_of_nobody, contact, error_of, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[tokio::test]
async fn every_documented_status_has_a_hint_of_our_own() {
    for (status, hint) in [
        (400, "a required parameter is missing"),
        (401, "the token or the ClientsID in the base URL is wrong"),
        (404, "there is no such contact or campaign"),
        (409, "exists already, or another precondition is not met"),
        (500, "an internal error of the server"),
    ] {
        let body = format!(r#"{{"status":{status},"error":"Herr Mustermann"}}"#);
        let error = error_of(json(status, &body)).await;
        let line = error.to_string();
        assert!(line.contains(hint), "{line}");
        assert!(
            !line.contains("Mustermann"),
            "the server's words are not for logs"
        );
        let problem = error.problem().expect("there is one");
        assert_eq!(problem.detail(), Some("Herr Mustermann"));
    }
}

#[tokio::test]
async fn a_wrong_token_is_refused_at_once() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(401))
        .expect(1)
        .mount(&server)
        .await;
    let error = client(&server)
        .list_campaigns()
        .await
        .expect_err("it is refused");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Refused, 1));
}

#[tokio::test]
async fn an_error_may_have_no_body_or_one_that_is_not_the_documented_one() {
    for body in [
        "",
        "<html>",
        "null",
        "[]",
        r#"{"status":"#,
        r#""error""#,
        "\u{feff}{}",
    ] {
        let error = error_of(json(409, body)).await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Status, Delivery::Refused)
        );
        assert_eq!(error.body().as_ref(), body.as_bytes());
        assert_eq!(error.problem().and_then(|problem| problem.detail()), None);
    }
}

#[tokio::test]
async fn words_that_are_no_text_are_kept_as_json() {
    let error = error_of(json(409, r#"{"error":{"code":7}}"#)).await;
    let problem = error.problem().expect("there is one");
    assert_eq!(problem.detail(), Some(r#"{"code":7}"#));
}

#[tokio::test]
async fn a_200_whose_body_says_4xx_is_refused() {
    let error = error_of(json(200, r#"{"status":409,"error":"exists"}"#)).await;
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Answer, Delivery::Refused)
    );
    assert_eq!((error.code(), error.attempts()), (Some("409"), 1));
    assert_eq!(
        error.problem().and_then(|problem| problem.detail()),
        Some("exists")
    );
}

/// How a read, an import, a deletion and a stream end that are all answered with 200 and this body; the import
/// with a contact in it.
async fn outcomes(body: &str) -> [Result<(), Error>; 4] {
    let server = MockServer::start().await;
    let with_a_contact = body.replacen('{', r#"{"records":[{"ID":7}],"#, 1);
    Mock::given(method("POST"))
        .respond_with(json(200, &with_a_contact.replace(",}", "}")))
        .mount(&server)
        .await;
    Mock::given(wiremock::matchers::any())
        .respond_with(json(200, body))
        .mount(&server)
        .await;
    let client = client(&server);
    let mut listed = Ok(());
    let mut contacts = client.list_contacts().stream().await.expect("a document");
    while let Some(contact) = contacts.next().await {
        listed = contact.map(|_| ());
    }
    [
        client.get_contact(7).await.map(|_| ()),
        client.import_contact(contact()).await.map(|_| ()),
        client.delete_contact(7).await.map(|_| ()),
        listed,
    ]
}

#[tokio::test]
async fn a_200_whose_body_says_no_success_in_any_form_is_refused_or_unknown() {
    for (body, delivery) in [
        (r#"{"status":404,"error":"none"}"#, Delivery::Refused),
        (r#"{"status":409}"#, Delivery::Refused),
        (r#"{"status":"404","error":"none"}"#, Delivery::Refused),
        (r#"{"Status":400.0,"Error":"none"}"#, Delivery::Refused),
        (r#"{"status":408,"error":"late"}"#, Delivery::Unknown),
        (r#"{"status":500,"error":"none"}"#, Delivery::Unknown),
        (r#"{"Status":500,"Error":"none"}"#, Delivery::Unknown),
        (r#"{"status":302}"#, Delivery::Unknown),
        (r#"{"status":0,"error":"db"}"#, Delivery::Unknown),
        (r#"{"status":0}"#, Delivery::Unknown),
        (r#"{"status":-1}"#, Delivery::Unknown),
        (r#"{"status":"failed"}"#, Delivery::Unknown),
        (r#"{"status":{"code":500}}"#, Delivery::Unknown),
        (r#"{"status":200,"error":"no campaign"}"#, Delivery::Unknown),
        (r#"{"error":"no campaign"}"#, Delivery::Unknown),
        (r#"{"error":{"code":7}}"#, Delivery::Unknown),
    ] {
        for outcome in outcomes(body).await {
            let error = outcome.expect_err(body);
            assert_eq!(
                (error.kind(), error.delivery(), error.attempts()),
                (ErrorKind::Answer, delivery, 1),
                "{body}"
            );
        }
    }
}

#[tokio::test]
async fn a_200_whose_body_says_nothing_against_it_is_a_success() {
    for body in [
        r#"{"status":200}"#,
        r#"{"status":201,"error":null}"#,
        r#"{"status":null,"error":""}"#,
        r#"{"error":[]}"#,
        "{}",
    ] {
        for outcome in outcomes(body).await {
            assert!(outcome.is_ok(), "{body}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_success_that_is_contradicted_says_so() {
    let error = error_of(json(200, r#"{"status":200,"error":"Herr Mustermann"}"#)).await;
    let line = error.to_string();
    assert!(line.contains("a success by its status"), "{line}");
    assert!(!line.contains("Mustermann"), "{line}");
    assert_eq!(error.code(), None);
    assert!(error.report().contains("Mustermann"));
}

#[tokio::test]
async fn a_200_whose_body_says_5xx_is_unknown() {
    let error = error_of(json(200, r#"{"records":[],"status":500}"#)).await;
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Answer, Delivery::Unknown)
    );
    assert_eq!(error.code(), Some("500"));
}

#[tokio::test]
async fn deletions_too_are_read_for_what_they_say() {
    let server = MockServer::start().await;
    Mock::given(method("DELETE"))
        .respond_with(json(200, r#"{"status":404,"error":"Contact not found"}"#))
        .mount(&server)
        .await;
    let by_id = client(&server)
        .delete_contact(7)
        .await
        .expect_err("it is refused");
    let by_key = client(&server)
        .delete_contact_by_user_data("A")
        .await
        .expect_err("it is refused");
    assert_eq!(
        (by_id.delivery(), by_key.delivery()),
        (Delivery::Refused, Delivery::Refused)
    );
}

#[tokio::test]
async fn the_page_of_a_proxy_is_not_taken_for_success() {
    let server = MockServer::start().await;
    Mock::given(path("/rest/v1.0/1/dialler/contacts/contact"))
        .respond_with(ResponseTemplate::new(200).set_body_raw("<html>", "text/html"))
        .mount(&server)
        .await;
    let error = client(&server)
        .delete_contact_by_user_data("CON6174")
        .await
        .expect_err("it is no answer of the vendor");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
}

#[tokio::test]
async fn without_a_server_nothing_is_sent() {
    // A port that is reserved, and served by nobody.
    let client = client_of_nobody();
    let error = client
        .import_contact(contact())
        .await
        .expect_err("nobody is there");
    assert_eq!(
        (error.delivery(), error.kind()),
        (Delivery::NotSent, ErrorKind::Connect)
    );
    assert_eq!(
        error.attempts(),
        4,
        "even an import is tried again, for nothing was sent"
    );
}
