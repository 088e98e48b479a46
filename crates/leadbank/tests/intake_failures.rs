//! Whatever goes wrong before all leads are safe: nothing is confirmed.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::error::Error as _;

use leadbank::{
    Confirmed, Delivery, ErrorKind, Handling, IntakeError, IntakeFailure, IntakeReport, RawJson,
    ReceivedLead, SetAside, StatusRule,
};
use support::{FETCH, Store, VALIDATE, bodies, json, leads, post, server_and_client_with};
use wiremock::ResponseTemplate;

/// Runs a pass over this answer that must fail, and gives what the handler was given.
async fn failed_pass(answer: ResponseTemplate) -> (IntakeError, Vec<i64>) {
    let (server, client) =
        server_and_client_with(|builder| builder.dialect(StatusRule::success([1]))).await;
    post(FETCH).respond_with(answer).mount(&server).await;
    let store = Store::default();
    let error = client
        .intake(1)
        .run(async |lead| store.keep(&lead))
        .await
        .expect_err("it fails");
    assert!(
        bodies(&server, VALIDATE).await.is_empty(),
        "confirmed nevertheless"
    );
    assert!(matches!(error.done().confirmed, Confirmed::NotReached));
    (error, store.ids())
}

#[tokio::test]
async fn an_answer_that_is_cut_short_anywhere() {
    let whole = leads(&[r#"{"IDLeadBank":7}"#, r#"{"IDLeadBank":8}"#], 1);
    for end in 0..whole.len() {
        let start = whole.get(..end).expect("ASCII");
        let (error, handed_over) = failed_pass(json(start)).await;
        assert_eq!(error.done().handled, handed_over);
        assert!(matches!(error.failure(), IntakeFailure::Fetch(_)));
        let call = error.call_error().expect("the call's error");
        assert_eq!(call.delivery(), Delivery::Unknown, "{start}");
    }
}

#[tokio::test]
async fn a_status_that_says_error_before_the_leads_or_after_them() {
    for answer in [
        r#"{"Status":5,"Leads":[{"IDLeadBank":7}]}"#,
        r#"{"Leads":[{"IDLeadBank":7}],"Status":5}"#,
    ] {
        let (error, handed_over) = failed_pass(json(answer)).await;
        assert_eq!(handed_over, [7]);
        let call = error.call_error().expect("the call's error");
        assert_eq!(
            (call.delivery(), call.code()),
            (Delivery::Refused, Some("5"))
        );
    }
}

#[tokio::test]
async fn a_status_that_is_missing_or_no_number() {
    for answer in [
        r#"{"Leads":[{"IDLeadBank":7}]}"#,
        r#"{"Leads":[{"IDLeadBank":7}],"Status":null}"#,
        r#"{"Leads":[{"IDLeadBank":7}],"Status":"1"}"#,
    ] {
        let (error, _) = failed_pass(json(answer)).await;
        let call = error.call_error().expect("the call's error");
        assert_eq!(
            (call.kind(), call.delivery()),
            (ErrorKind::Answer, Delivery::Unknown)
        );
    }
}

#[tokio::test]
async fn an_answer_that_is_no_leads() {
    for answer in [
        json("[]"),
        json("null"),
        json(r#"{"Status":1,"Leads":{}}"#),
        ResponseTemplate::new(200).set_body_raw("<html></html>", "text/html"),
        ResponseTemplate::new(401),
        ResponseTemplate::new(500),
    ] {
        let (error, handed_over) = failed_pass(answer).await;
        assert!(handed_over.is_empty());
        assert!(matches!(error.failure(), IntakeFailure::Fetch(_)));
    }
}

#[tokio::test]
async fn a_lead_larger_than_the_cap() {
    let (server, client) = server_and_client_with(|builder| builder.element_cap(100)).await;
    let large = format!(r#"{{"IDLeadBank":8,"NameProvider":"{:200}"}}"#, "");
    let answer = leads(&[r#"{"IDLeadBank":7}"#, &large], 1);
    post(FETCH).respond_with(json(answer)).mount(&server).await;
    let error = client
        .intake(1)
        .run(async |_| Handling::Handled)
        .await
        .expect_err("it fails");
    assert_eq!(
        error.call_error().map(leadbank::Error::kind),
        Some(ErrorKind::TooLarge)
    );
    assert!(bodies(&server, VALIDATE).await.is_empty());
}

#[tokio::test]
async fn a_handler_that_fails_ends_the_pass_with_its_error() {
    let (server, client) = server_and_client_with(|builder| builder).await;
    let answer = leads(
        &[
            r#"{"IDLeadBank":7}"#,
            r#"{"IDLeadBank":8}"#,
            r#"{"IDLeadBank":9}"#,
        ],
        1,
    );
    post(FETCH).respond_with(json(answer)).mount(&server).await;
    let store = Store::default();
    let error = client
        .intake(1)
        .run(async |lead| match lead.id_lead_bank {
            Some(8) => Handling::failed(std::io::Error::other("the disk of Ada is full")),
            _ => store.keep(&lead),
        })
        .await
        .expect_err("it fails");
    assert_eq!(store.ids(), [7]);
    assert!(bodies(&server, VALIDATE).await.is_empty());
    assert_eq!(
        error.to_string(),
        "handling lead 8 failed; 1 lead was handled, none is confirmed"
    );
    assert!(!format!("{error:?}").contains("Ada"));
    let source = error.source().expect("the handler's error");
    assert!(source.downcast_ref::<std::io::Error>().is_some());
    let (failure, report) = error.into_parts();
    assert!(matches!(
        failure,
        IntakeFailure::Handler {
            id_lead_bank: Some(8),
            ..
        }
    ));
    assert_eq!(report.handled, [7]);
}

#[tokio::test]
async fn a_handler_may_give_a_result() {
    let (server, client) = server_and_client_with(|builder| builder).await;
    let answer = leads(&[r#"{"IDLeadBank":7}"#], 1);
    post(FETCH).respond_with(json(answer)).mount(&server).await;
    post(VALIDATE).respond_with(json("")).mount(&server).await;
    let store = async |fails: bool| {
        if fails {
            Err("the database is away")
        } else {
            Ok(())
        }
    };

    let report = client
        .intake(1)
        .run(async |_| store(false).await.into())
        .await;
    assert_eq!(report.expect("all is well").handled, [7]);
    let error = client
        .intake(1)
        .run(async |_| store(true).await.into())
        .await;
    assert!(matches!(
        error.expect_err("it fails").failure(),
        IntakeFailure::Handler { .. }
    ));
    let rejecting = async |_| Ok::<_, std::io::Error>(Handling::rejected("no")).into();
    let error = client.intake(1).run(rejecting).await;
    assert!(matches!(
        error.expect_err("it stops").failure(),
        IntakeFailure::Rejected
    ));
}

#[test]
fn an_error_can_be_made_for_tests_of_code_that_handles_one() {
    let json: RawJson = r#"{"IDLeadBank":8}"#.parse().expect("JSON");
    let lead = ReceivedLead::from_json(json).expect("a lead");
    let mut report = IntakeReport::default();
    report.handled.push(7);
    report
        .set_aside
        .push(SetAside::rejected(lead, "no such dealer"));
    let error = IntakeError::new(IntakeFailure::Rejected, report);
    assert_eq!(
        error.to_string(),
        "lead 8 was rejected; 1 lead was handled, none is confirmed"
    );
    let json: RawJson = "[]".parse().expect("JSON");
    let undecodable = ReceivedLead::from_json(json.clone()).expect_err("no lead");
    let mut report = IntakeReport::default();
    report
        .set_aside
        .push(SetAside::unreadable(json, undecodable));
    let error = IntakeError::new(IntakeFailure::Rejected, report);
    assert!(
        error
            .to_string()
            .starts_with("a lead without a number does not decode ("),
        "{error}"
    );
}
