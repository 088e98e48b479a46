//! LeadBank refuses, each time in the form that its framework has for it.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::leadbank::{Client, acknowledgement};
use client::{header, json_of};
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::leadbank::{
    FETCH_LEADS, OPERATIONS, SEND_ACKNOWLEDGEMENTS, Stage, VALIDATE_LEADS, demo,
};
use vendor_sandbox::{Fault, RequiredHeader, StatusCode};

#[tokio::test]
async fn no_credentials_are_needed_unless_a_header_is_required() {
    let client = Client::start().await;
    let required = RequiredHeader::new("X-Api-Key", "s3cret");
    assert!(!format!("{required:?}").contains("s3cret"));
    client
        .vendor()
        .configure(|settings| settings.required_header = Some(required));
    for value in [None, Some("wrong")] {
        let request = client.request("/api/leads").json(&1);
        let request = match value {
            Some(value) => request.header("x-api-key", value),
            None => request,
        };
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        assert_eq!(
            json_of(answer).await["Message"],
            "Authorization has been denied for this request."
        );
    }
    let request = client.request("/api/leads").header("x-api-key", "s3cret");
    assert_eq!(request.json(&1).send().await.unwrap().status(), 200);
    assert_eq!(client.ledger().applied(FETCH_LEADS), 1);
}

#[tokio::test]
async fn the_next_call_can_be_refused_in_a_200() {
    let client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.error_status = 99);
    for operation in OPERATIONS {
        client.vendor().refuse_next(operation);
    }
    let answer = client.fetch().await;
    assert_eq!(
        (&answer["Status"], answer.get("Leads")),
        (&json!(99), Some(&Value::Null))
    );
    assert_eq!(client.vendor().leads_at(Stage::Ready), demo::LEADS);
    assert_eq!(client.ledger().applied(FETCH_LEADS), 0);
    // Once each.
    assert_eq!(client.fetched().await, demo::LEADS);

    assert_eq!(json_of(client.validate("1").await).await["Status"], 99);
    assert_eq!(client.vendor().leads_at(Stage::InProgress), demo::LEADS);
    let body = json!([acknowledgement(demo::LEADS[0])]);
    assert_eq!(json_of(client.acknowledge(&body).await).await["Status"], 99);
    assert_eq!(client.ledger().applied(SEND_ACKNOWLEDGEMENTS), 0);
}

#[tokio::test]
async fn a_media_type_that_the_framework_does_not_read_is_415() {
    let client = Client::start().await;
    for path in [
        "/api/leads",
        "/api/leads/ValidateGetLeads",
        "/api/leads/SendAcknos",
    ] {
        let answer = client.send(path, "text/plain", "1").await;
        assert_eq!(answer.status(), 415, "{path}");
        assert!(json_of(answer).await["Message"].is_string());
    }
    assert_eq!(client.vendor().leads_at(Stage::Ready), demo::LEADS);
}

#[tokio::test]
async fn a_path_that_is_not_documented_is_not_found() {
    let client = Client::start().await;
    let answer = client
        .send("/api/leads/GetLeads", "application/json", "1")
        .await;
    assert_eq!(answer.status(), 404);
    assert!(json_of(answer).await["Message"].is_string());
    let url = format!("{}/api/leads", client.vendor().base_url());
    let request = client::http_client().request(Method::GET, url);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 405);
    assert_eq!(
        header(&answer, "content-type"),
        "application/json; charset=utf-8"
    );
}

#[tokio::test]
async fn a_fault_speaks_as_the_framework_does() {
    let client = Client::start().await;
    for status in [
        StatusCode::INTERNAL_SERVER_ERROR,
        StatusCode::SERVICE_UNAVAILABLE,
    ] {
        let fault = Fault::Refuse {
            status,
            retry_after: None,
        };
        client.sandbox.faults().inject(FETCH_LEADS, fault);
        let answer = client.send("/api/leads", "text/json", "1").await;
        assert_eq!(answer.status(), status.as_u16());
        assert_eq!(header(&answer, "content-type"), "text/json; charset=utf-8");
        assert_eq!(
            json_of(answer).await,
            json!({ "Message": "An error has occurred." })
        );
    }
    client
        .sandbox
        .faults()
        .inject(FETCH_LEADS, Fault::ExpiredToken);
    let answer = client.send("/api/leads", "application/json", "1").await;
    assert_eq!(answer.status(), 401);
    assert_eq!(client.fetched().await, demo::LEADS);
}

#[tokio::test]
async fn leads_whose_answer_was_lost_come_again() {
    let client = Client::start().await;
    client
        .sandbox
        .faults()
        .inject(FETCH_LEADS, Fault::DropAfterActing);
    assert!(client.request("/api/leads").json(&1).send().await.is_err());
    assert_eq!(client.vendor().leads_at(Stage::InProgress), demo::LEADS);
    assert_eq!(client.fetched().await, demo::LEADS);
}

#[tokio::test]
async fn a_lost_confirmation_was_one_nevertheless() {
    let client = Client::start().await;
    client.fetch().await;
    client
        .sandbox
        .faults()
        .inject(VALIDATE_LEADS, Fault::DropAfterActing);
    let request = client.request("/api/leads/ValidateGetLeads").json(&1);
    assert!(request.send().await.is_err());
    assert_eq!(client.vendor().leads_at(Stage::Received), demo::LEADS);
}

#[tokio::test]
async fn a_lost_acknowledgement_was_kept_nevertheless() {
    let client = Client::start().await;
    let [id, ..] = demo::LEADS;
    let faults = client.sandbox.faults();
    faults.inject(SEND_ACKNOWLEDGEMENTS, Fault::DropAfterActing);
    faults.inject(SEND_ACKNOWLEDGEMENTS, Fault::DropBeforeActing);
    for _ in 0..2 {
        let request = client.request("/api/leads/SendAcknos");
        let outcome = request.json(&json!([acknowledgement(id)])).send().await;
        assert!(outcome.is_err());
    }
    assert_eq!(client.vendor().lead(id).unwrap().acknowledgements.len(), 1);
}
