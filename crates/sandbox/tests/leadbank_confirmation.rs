//! LeadBank's reception is confirmed, in whichever of four forms.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::json_of;
use client::leadbank::Client;
use vendor_sandbox::leadbank::{NewLead, Stage, VALIDATE_LEADS, Validation, demo};

const FORMS: [(Validation, &str); 4] = [
    (Validation::Integer, "1"),
    (Validation::Ids, "[48101,48102,48103]"),
    (Validation::NoBody, ""),
    (Validation::Json, "{\"done\":true}"),
];

#[tokio::test]
async fn each_form_confirms_the_leads_in_progress() {
    for (form, body) in FORMS {
        let client = Client::start().await;
        client.fetch().await;
        let answer = client.validate(body).await;
        assert_eq!(answer.status(), 200, "{form:?}");
        assert_eq!(json_of(answer).await["Status"], 1);
        assert_eq!(client.vendor().leads_at(Stage::Received), demo::LEADS);
        assert_eq!(client.violations(), [], "{form:?}");
    }
}

#[tokio::test]
async fn a_confirmation_may_be_answered_with_nothing() {
    let client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.confirm_without_body = true);
    client.fetch().await;
    let answer = client.validate("1").await;
    assert_eq!(answer.status(), 200);
    assert!(answer.bytes().await.unwrap().is_empty());
    assert_eq!(client.ledger().applied(VALIDATE_LEADS), 1);
    // An error says so nevertheless.
    let answer = client.validate("[1]").await;
    assert_eq!(json_of(answer).await["Status"], -1);
}

#[tokio::test]
async fn null_counts_as_no_body() {
    let client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.validation = Validation::NoBody);
    assert_eq!(client.validate("null").await.status(), 200);
}

#[tokio::test]
async fn a_list_confirms_its_leads_only() {
    let client = Client::start().await;
    client.fetch().await;
    let [first, second, third] = demo::LEADS;
    client.validate(&format!("[{second}]")).await;
    assert_eq!(client.vendor().leads_at(Stage::Received), [second]);
    assert_eq!(client.fetched().await, [first, third]);
}

#[tokio::test]
async fn the_other_forms_confirm_no_lead_that_was_not_handed_out() {
    for (form, body) in FORMS
        .into_iter()
        .filter(|(form, _)| *form != Validation::Ids)
    {
        let client = Client::start().await;
        client.fetch().await;
        let id = client.vendor().seed_lead(NewLead::new());
        client.validate(body).await;
        assert_eq!(client.vendor().leads_at(Stage::Ready), [id], "{form:?}");
    }
}

#[tokio::test]
async fn a_lead_can_be_there_as_one_that_was_handed_out() {
    let client = Client::start().await;
    let lead = NewLead::new().stage(Stage::InProgress);
    let id = client.vendor().seed_lead(lead);
    client.validate(&format!("[{id}]")).await;
    assert_eq!(client.vendor().leads_at(Stage::Received), [id]);
}

#[tokio::test]
async fn a_lead_may_be_confirmed_twice() {
    let client = Client::start().await;
    client.fetch().await;
    for _ in 0..2 {
        let answer = client.validate(&format!("[{}]", demo::LEADS[0])).await;
        assert_eq!(json_of(answer).await["Status"], 1);
    }
    assert_eq!(client.ledger().applied(VALIDATE_LEADS), 2);
}

#[tokio::test]
async fn a_list_with_a_lead_that_was_never_handed_out_confirms_nothing() {
    let client = Client::start().await;
    client.fetch().await;
    let ready = client.vendor().seed_lead(NewLead::new());
    for stranger in [ready, 1] {
        let answer = client
            .validate(&format!("[{}, {stranger}]", demo::LEADS[0]))
            .await;
        assert_eq!(answer.status(), 200);
        assert_eq!(json_of(answer).await["Status"], -1);
    }
    assert_eq!(client.vendor().leads_at(Stage::Received), [0; 0]);
    assert_eq!(client.ledger().applied(VALIDATE_LEADS), 0);
}

#[tokio::test]
async fn one_form_can_be_made_the_only_one() {
    for (expected, _) in FORMS {
        let client = Client::start().await;
        client.fetch().await;
        client
            .vendor()
            .configure(|settings| settings.validation = expected);
        for (form, body) in FORMS {
            let status = client.validate(body).await.status();
            let found = client.violations();
            if form == expected {
                assert_eq!((status.as_u16(), found), (200, vec![]));
            } else {
                assert_eq!(status, 400, "{form:?} instead of {expected:?}");
                assert_eq!(found, [("body".to_owned(), "form".to_owned())]);
            }
        }
        assert_eq!(client.ledger().applied(VALIDATE_LEADS), 1);
    }
}

#[tokio::test]
async fn what_is_no_json_is_a_bad_request() {
    let client = Client::start().await;
    client.fetch().await;
    let answer = client.validate("[48101").await;
    assert_eq!(answer.status(), 400);
    assert_eq!(json_of(answer).await["Message"], "The request is invalid.");
    assert_eq!(client.vendor().leads_at(Stage::InProgress), demo::LEADS);
}
