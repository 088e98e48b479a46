//! When an import is repeated, and when it must not be.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::time::Duration;

use dialler::{Delivery, ErrorKind, Idempotency, NewContact, RetryPolicy};
use support::{builder, client, client_of_nobody, contact, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// Fails twice in a way that leaves the outcome unknown, then answers.
async fn server_that_recovers() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(503))
        .up_to_n_times(2)
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(path("/rest/v1.0/1/dialler/contacts/import"))
        .respond_with(json(200, include_str!("../samples/imported.json")))
        .mount(&server)
        .await;
    server
}

async fn received(server: &MockServer) -> Vec<Vec<u8>> {
    let requests = server.received_requests().await.expect("they are recorded");
    requests.into_iter().map(|request| request.body).collect()
}

fn idempotency(contact: NewContact, overwrite: bool) -> Idempotency {
    client_of_nobody()
        .import_contact(contact)
        .overwrite_duplicates(overwrite)
        .to_request()
        .idempotency()
}

#[test]
fn it_is_idempotent_only_if_it_overwrites_and_has_a_user_data() {
    let with_key = || contact().user_data("CON6174");
    assert_eq!(idempotency(with_key(), true), Idempotency::Idempotent);
    assert_eq!(idempotency(with_key(), false), Idempotency::NotIdempotent);
    assert_eq!(idempotency(contact(), true), Idempotency::NotIdempotent);
    assert_eq!(idempotency(contact(), false), Idempotency::NotIdempotent);
}

#[test]
fn a_user_data_counts_only_if_the_vendor_can_find_it_again() {
    for (user_data, is_found) in [
        ("C".to_owned(), true),
        (" CON 6174 ".to_owned(), true),
        ("é".repeat(64), true),
        ("é".repeat(65), false),
        (String::new(), false),
        (" \u{a0}\t\0".to_owned(), false),
    ] {
        let expected = if is_found {
            Idempotency::Idempotent
        } else {
            Idempotency::NotIdempotent
        };
        let contact = contact().user_data(&user_data);
        assert_eq!(idempotency(contact, true), expected, "{user_data:?}");
    }
}

#[tokio::test]
async fn an_idempotent_one_is_repeated_with_the_same_bytes() {
    let server = server_that_recovers().await;
    let imported = client(&server)
        .import_contact(contact().user_data("CON6174"))
        .overwrite_duplicates(true)
        .await
        .expect("the third attempt is answered");
    assert_eq!(imported.attempts(), 3);
    let bodies = received(&server).await;
    assert_eq!(bodies.len(), 3);
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn another_one_is_sent_once_and_its_outcome_is_unknown() {
    for (contact, overwrite) in [
        (contact().user_data("CON6174"), false),
        (contact(), true),
        (contact(), false),
    ] {
        let server = server_that_recovers().await;
        let error = client(&server)
            .import_contact(contact)
            .overwrite_duplicates(overwrite)
            .await
            .expect_err("nobody knows");
        assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
        assert_eq!(received(&server).await.len(), 1);
    }
}

#[tokio::test]
async fn an_answer_without_a_contact_leaves_it_unknown_whether_there_is_one() {
    for body in ["{}", r#"{"records":[],"count":0,"status":200}"#] {
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .respond_with(json(200, body))
            .expect(1)
            .mount(&server)
            .await;
        let error = client(&server)
            .import_contact(contact().user_data("CON6174"))
            .overwrite_duplicates(true)
            .await
            .expect_err("nobody knows");
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Answer, Delivery::Unknown)
        );
        assert!(error.to_string().contains("holds no contact"), "{error}");
    }
}

#[tokio::test]
async fn the_caller_can_say_otherwise() {
    let server = server_that_recovers().await;
    let imported = client(&server)
        .import_contact(contact())
        .with_idempotency(Idempotency::Idempotent)
        .await
        .expect("the third attempt is answered");
    assert_eq!(imported.attempts(), 3);

    let server = server_that_recovers().await;
    let error = client(&server)
        .import_contact(contact().user_data("CON6174"))
        .overwrite_duplicates(true)
        .with_retry(RetryPolicy::never())
        .await
        .expect_err("there is no second attempt");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
}

#[tokio::test]
async fn an_answer_in_time_that_never_comes_is_unknown() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200).set_delay(Duration::from_secs(600)))
        .mount(&server)
        .await;
    let client = builder(&server.uri())
        .clock(dialler::core::SystemClock)
        .attempt_timeout(Duration::from_millis(50))
        .build()
        .expect("valid settings");
    let error = client
        .import_contact(contact())
        .await
        .expect_err("nobody knows");
    assert_eq!(
        (error.delivery(), error.kind(), error.attempts()),
        (Delivery::Unknown, ErrorKind::Timeout, 1)
    );
}

#[tokio::test]
async fn a_refusal_is_final_whatever_the_import() {
    for status in [400, 401, 404, 409] {
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .respond_with(ResponseTemplate::new(status))
            .expect(1)
            .mount(&server)
            .await;
        let error = client(&server)
            .import_contact(contact().user_data("CON6174"))
            .overwrite_duplicates(true)
            .await
            .expect_err("it is refused");
        assert_eq!((error.delivery(), error.attempts()), (Delivery::Refused, 1));
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_means_that_it_is_done() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(json(200, r#"{"records":[{"Name":"Mus"#))
        .expect(1)
        .mount(&server)
        .await;
    let error = client(&server)
        .import_contact(contact().user_data("CON6174"))
        .overwrite_duplicates(true)
        .await
        .expect_err("it cannot be read");
    assert_eq!(
        (error.delivery(), error.kind()),
        (Delivery::Done, ErrorKind::Decode)
    );
}
