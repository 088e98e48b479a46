//! What a person is told of a pass: a line that may be logged, and a report that may not.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{
    Client, Confirmation, Handling, IntakeError, IntakeReport, OnRejection, ReceivedLead,
};
use support::{FETCH, VALIDATE, json, leads, post, server_and_client};
use wiremock::{MockServer, ResponseTemplate};

const LEADS: [&str; 4] = [
    r#"{"IDLeadBank":7}"#,
    r#"{"IDLeadBank":8}"#,
    r#"{"IDLeadBank":9,"CreateDate":"no"}"#,
    r#"{"NameProvider":"a"}"#,
];

async fn with_leads(leads_of_it: &[&str]) -> (MockServer, Client) {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(leads_of_it, 1)))
        .mount(&server)
        .await;
    (server, client)
}

/// Handles number 7 only.
fn only_7(lead: &ReceivedLead) -> Handling {
    match lead.id_lead_bank {
        Some(7) => Handling::Handled,
        _ => Handling::rejected("Ada has no car"),
    }
}

async fn pass(
    client: &Client,
    confirmation: Confirmation,
    on_rejection: OnRejection,
) -> Result<IntakeReport, IntakeError> {
    client
        .intake(1)
        .confirm_by(confirmation)
        .on_rejection(on_rejection)
        .run(async |lead| only_7(&lead))
        .await
}

#[tokio::test]
async fn a_report_is_a_line_of_numbers() {
    let (server, client) = with_leads(&LEADS).await;
    post(VALIDATE).respond_with(json("")).mount(&server).await;
    let by_list = pass(&client, Confirmation::Leads, OnRejection::SetAside).await;
    assert_eq!(
        by_list.expect("it goes on").to_string(),
        "1 lead was handled, 3 set aside; what was handled is confirmed"
    );
    let whole = pass(&client, Confirmation::NoBody, OnRejection::SetAside).await;
    assert_eq!(
        whole.expect("it goes on").to_string(),
        "1 lead was handled, 3 set aside; nothing is confirmed, since not all were handled"
    );
    assert_eq!(
        IntakeReport::default().to_string(),
        "0 leads were handled; nothing is confirmed"
    );
}

#[tokio::test]
async fn a_lead_that_was_set_aside_tells_its_number_and_the_reason() {
    let (server, client) = with_leads(&LEADS).await;
    post(VALIDATE).respond_with(json("")).mount(&server).await;
    let report = pass(&client, Confirmation::Leads, OnRejection::SetAside)
        .await
        .expect("it goes on");
    let lines: Vec<String> = report.set_aside.iter().map(ToString::to_string).collect();
    let [eight, nine, nameless] = lines.as_slice() else {
        panic!("three: {lines:?}");
    };
    assert_eq!(eight, "lead 8: Ada has no car");
    assert!(
        nine.starts_with("lead 9: CreateDate does not decode"),
        "{nine}"
    );
    assert_eq!(nameless, "a lead without a number: Ada has no car");
}

#[tokio::test]
async fn an_error_is_a_line_without_the_reason_and_a_report_with_it() {
    let (_server, client) = with_leads(&LEADS).await;
    let error = pass(&client, Confirmation::Leads, OnRejection::Stop)
        .await
        .expect_err("it stops");
    let line = "lead 8 was rejected; 1 lead was handled, none is confirmed";
    assert_eq!(error.to_string(), line);
    assert_eq!(
        error.report(),
        format!("{line}\n  set aside   lead 8: Ada has no car\n")
    );
    assert!(!format!("{error:?}").contains("Ada"), "{error:?}");
}

#[tokio::test]
async fn the_report_of_a_call_that_failed_is_in_it() {
    let (server, client) = with_leads(&LEADS).await;
    let refusal = ResponseTemplate::new(403).set_body_raw(r#"{"Message":"for Ada"}"#, "text/json");
    post(VALIDATE).respond_with(refusal).mount(&server).await;
    let error = pass(&client, Confirmation::Leads, OnRejection::SetAside)
        .await
        .expect_err("refused");
    let call = error.call_error().expect("the call's error");
    let report = error.report();
    assert!(report.contains("  set aside   lead 8: Ada has no car\n"));
    assert!(report.ends_with(&call.report()), "{report}");
    assert!(!error.to_string().contains("Ada"));
    assert_eq!(
        error.done().to_string(),
        "1 lead was handled, 3 set aside; the confirmation failed, nothing is confirmed"
    );
}

#[tokio::test]
async fn the_errors_of_a_handler_are_in_it() {
    let (_server, client) = with_leads(&LEADS).await;
    let error = client
        .intake(1)
        .run(async |_| Handling::failed(std::io::Error::other("the disk of Ada is full")))
        .await
        .expect_err("it fails");
    assert_eq!(
        error.report(),
        "handling lead 7 failed; 0 leads were handled, none is confirmed\n  \
         caused by   the disk of Ada is full\n"
    );
}
