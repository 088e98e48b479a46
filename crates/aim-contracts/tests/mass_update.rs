//! A mass update: what came of each contract, and that no failure is overlooked.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::models::ContractFulfillmentResponse;
use aim_contracts::{
    Delivery, ErrorKind, ItemOutcome, MassUpdateError, MassUpdateItem, MassUpdateOutcome, Response,
};
use support::{client, json, requests, server_with};

/// The outcome of updates with these `Ref`s, for an answer with these errors.
fn outcome(sent: &[&str], errors: &str) -> MassUpdateOutcome {
    let answer = format!(r#"{{"MassUpdateErrors":{errors}}}"#);
    let answer: ContractFulfillmentResponse = serde_json::from_str(&answer).expect("it decodes");
    let sent = sent.iter().map(|reference| (*reference).to_owned());
    MassUpdateOutcome::new(sent, Response::from_value(answer))
}

fn failed(messages: &[&str]) -> ItemOutcome {
    ItemOutcome::Failed(messages.iter().map(|text| (*text).to_owned()).collect())
}

fn ambiguous(messages: &[&str]) -> ItemOutcome {
    ItemOutcome::Ambiguous(messages.iter().map(|text| (*text).to_owned()).collect())
}

fn outcomes(outcome: &MassUpdateOutcome) -> Vec<(&str, ItemOutcome)> {
    outcome
        .results()
        .iter()
        .map(|result| (result.reference.as_str(), result.outcome.clone()))
        .collect()
}

fn items() -> Vec<MassUpdateItem> {
    vec![MassUpdateItem::new("R-1"), MassUpdateItem::new("R-2")]
}

#[test]
fn without_errors_every_update_counts_as_done() {
    for errors in ["[]", "null"] {
        let outcome = outcome(&["R-1", "R-2"], errors);
        assert_eq!(
            outcomes(&outcome),
            [("R-1", ItemOutcome::NoError), ("R-2", ItemOutcome::NoError)]
        );
        assert!(outcome.into_result().is_ok());
    }
}

#[test]
fn an_error_is_matched_to_its_update_by_ref() {
    let outcome = outcome(
        &["R-1", "R-2", "R-3"],
        r#"[{"Ref":"R-3","ErrorMessage":"locked"},{"Ref":"R-1"},{"Ref":"R-3","ErrorMessage":"no stock"}]"#,
    );
    assert_eq!(
        outcomes(&outcome),
        [
            ("R-1", failed(&[""])),
            ("R-2", ItemOutcome::NoError),
            ("R-3", failed(&["locked", "no stock"])),
        ]
    );
    assert_eq!(outcome.with_error().count(), 2);
    assert_eq!(outcome.without_error().count(), 1);
    let failure = outcome.into_result().expect_err("two failed");
    assert_eq!(failure.to_string(), "of 3 updates 2 failed");
    assert_eq!(failure.into_outcome().results().len(), 3, "nothing is lost");
}

#[test]
fn updates_that_share_a_ref_share_the_doubt() {
    let outcome = outcome(
        &["R-1", "R-2", "R-1"],
        r#"[{"Ref":"R-1","ErrorMessage":"locked"}]"#,
    );
    assert_eq!(
        outcomes(&outcome),
        [
            ("R-1", ambiguous(&["locked"])),
            ("R-2", ItemOutcome::NoError),
            ("R-1", ambiguous(&["locked"])),
        ]
    );
    assert_eq!(
        outcome.into_result().expect_err("one failed").to_string(),
        "of 3 updates 0 failed, 2 share their Ref with one that failed"
    );
}

#[test]
fn an_error_that_belongs_to_nothing_that_was_sent_is_reported_too() {
    let outcome = outcome(
        &["R-1"],
        r#"[{"Ref":"R-9","ErrorMessage":"unknown"},{"ErrorMessage":"no Ref"},{"Ref":null},{"Ref":"r-1"}]"#,
    );
    assert_eq!(outcomes(&outcome), [("R-1", ItemOutcome::NoError)]);
    let unmatched: Vec<_> = outcome
        .unmatched()
        .iter()
        .map(|error| (error.reference.as_deref(), error.error_message.as_deref()))
        .collect();
    assert_eq!(
        unmatched,
        [
            (Some("R-9"), Some("unknown")),
            (None, Some("no Ref")),
            (None, None),
            (Some("r-1"), None),
        ]
    );
    assert!(!outcome.is_free_of_errors());
    assert_eq!(
        outcome.into_result().expect_err("errors").to_string(),
        "of 1 updates 0 failed; 4 errors belong to none of them by their Ref"
    );
}

#[test]
fn neither_refs_nor_messages_are_shown() {
    let outcome = outcome(
        &["R-4711", "R-4712"],
        r#"[{"Ref":"R-4711","ErrorMessage":"Ann Bow owes"},{"Ref":"R-4713","ErrorMessage":"Bob"}]"#,
    );
    let failure = outcome.into_result().expect_err("one failed");
    let shown = format!("{failure} {failure:?} {:?}", failure.outcome());
    for secret in ["R-471", "Ann", "Bob"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn a_partial_failure_is_an_answer_with_every_result() {
    let answer = r#"{"MassUpdateErrors":[{"Ref":"R-2","ErrorMessage":"locked"}],"Status":{"StatusCode":"Success"}}"#;
    let server = server_with(json(200, answer)).await;
    let outcome = client(&server)
        .mass_update(items())
        .await
        .expect("it is answered");
    assert_eq!(
        outcomes(&outcome),
        [("R-1", ItemOutcome::NoError), ("R-2", failed(&["locked"]))]
    );
    assert_eq!(outcome.response().body().as_ref(), answer.as_bytes());
}

#[tokio::test]
async fn an_error_of_the_whole_leaves_open_what_was_done_and_keeps_the_results() {
    let answer = r#"{"MassUpdateErrors":[{"Ref":"R-2","ErrorMessage":"locked"}],
        "Status":{"StatusCode":"Error","ErrorCode":"E7","ErrorMessage":"some failed"}}"#;
    let server = server_with(json(200, answer)).await;
    for call in [
        client(&server).mass_update(items()),
        client(&server).mass_update(items()).by_old_route(),
    ] {
        let error = call.await.expect_err("the Status says so");
        assert_eq!(
            (error.delivery(), error.kind()),
            (Delivery::Unknown, ErrorKind::Answer)
        );
        assert_eq!(error.code(), Some("E7"));
        let results = MassUpdateError::in_body_of(&error);
        assert_eq!(results.len(), 1);
        assert_eq!(results[0].reference.as_deref(), Some("R-2"));
    }
    assert_eq!(requests(&server).await.len(), 2, "nothing is repeated");
}

#[tokio::test]
async fn an_error_by_http_status_leaves_open_what_was_done() {
    let answer = r#"{"MassUpdateErrors":[{"Ref":"R-2","ErrorMessage":"locked"}],
        "Status":{"StatusCode":"Error","ErrorCode":"E7"}}"#;
    for (status, delivery) in [
        (400, Delivery::Unknown),
        (409, Delivery::Unknown),
        (422, Delivery::Unknown),
        (403, Delivery::Refused),
    ] {
        let server = server_with(json(status, answer)).await;
        let error = client(&server)
            .mass_update(items())
            .await
            .expect_err("an error");
        assert_eq!(error.delivery(), delivery, "{status}");
        assert_eq!(MassUpdateError::in_body_of(&error).len(), 1);
        assert_eq!(requests(&server).await.len(), 1, "nothing is repeated");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_leaves_open_what_was_done() {
    for (answer, errors) in [
        (
            r#"{"MassUpdateErrors":[{"Ref":"R-2"}],"Status":"Error"}"#,
            1,
        ),
        (
            r#"{"Status":{"StatusCode":7},"MassUpdateErrors":[{"Ref":"R-1"},{"Ref":"R-2"}]}"#,
            2,
        ),
        (
            r#"{"MassUpdateErrors":{"Ref":"R-2","ErrorMessage":"locked"}}"#,
            0,
        ),
        (r#"{"MassUpdateErrors":[{"Ref":5}]}"#, 0),
        (r#"{"MassUpdateErrors":[null]}"#, 0),
        (r#"{"MassUpdateErrors":"R-2 failed"}"#, 0),
        ("[]", 0),
        ("", 0),
    ] {
        let server = server_with(json(200, answer)).await;
        let error = client(&server)
            .mass_update(items())
            .await
            .expect_err("it cannot be read");
        assert_eq!(error.delivery(), Delivery::Unknown, "{answer}");
        assert_eq!(
            MassUpdateError::in_body_of(&error).len(),
            errors,
            "{answer}"
        );
    }
}

#[tokio::test]
async fn an_update_of_one_is_a_mass_update_all_the_same() {
    let answer = r#"{"MassUpdateErrors":[{"Ref":"R-1","ErrorMessage":"locked"}]}"#;
    let server = server_with(json(200, answer)).await;
    let outcome = client(&server)
        .mass_update([MassUpdateItem::new("R-1")])
        .await
        .expect("it is answered");
    assert_eq!(outcomes(&outcome), [("R-1", failed(&["locked"]))]);
}

#[tokio::test]
async fn an_error_without_results_has_none() {
    let server = server_with(json(500, "oops")).await;
    let error = client(&server)
        .mass_update(items())
        .await
        .expect_err("a server error");
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(MassUpdateError::in_body_of(&error), []);
    assert_eq!(requests(&server).await.len(), 1, "nothing is repeated");
}
