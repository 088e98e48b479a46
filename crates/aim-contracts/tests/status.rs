//! What an answer says in its body: the rule for `Status`, and the web framework's own errors.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::core::testing::ManualClock;
use aim_contracts::{
    AimDialect, AimStatus, Client, Delivery, Error, ErrorKind, Fulfillment, StatusCode,
    StatusMeaning,
};
use support::{client, credentials, json, requests, server_with, tokens};

/// The fulfilment of one contract that is answered with this.
async fn fulfilled(status: u16, answer: &str) -> Result<(), Error> {
    let server = server_with(json(status, answer)).await;
    let outcome = client(&server)
        .contract_fulfillment(Fulfillment::new("R-1"))
        .await;
    assert_eq!(requests(&server).await.len(), 1, "nothing is repeated");
    outcome.map(|_| ())
}

#[tokio::test]
async fn a_status_code_of_error_is_refused_in_whatever_capitals() {
    for code in ["Error", "ERROR", "error", " Error "] {
        let answer = format!(
            r#"{{"MassUpdateErrors":[],"Status":{{"StatusCode":"{code}","Login":"ann","ErrorCode":"E7",
            "ErrorDisplayText":"Cannot be delivered","ErrorMessage":"The serial number is in use"}}}}"#
        );
        let error = fulfilled(200, &answer).await.expect_err("it says error");
        assert_eq!(
            (error.delivery(), error.kind(), error.status()),
            (Delivery::Refused, ErrorKind::Answer, Some(StatusCode::OK))
        );
        let problem = error.problem().expect("there is one");
        assert_eq!(problem.code(), Some("E7"));
        assert_eq!(problem.title(), Some("Cannot be delivered"));
        assert_eq!(problem.detail(), Some("The serial number is in use"));
        assert!(!format!("{error} {error:?}").contains("serial number is in use"));
        assert!(error.report().contains("serial number is in use"));
    }
}

#[tokio::test]
async fn without_an_error_code_the_status_code_is_the_code() {
    let error = fulfilled(200, r#"{"Status":{"StatusCode":"Error","ErrorCode":""}}"#)
        .await
        .expect_err("it says error");
    assert_eq!(error.code(), Some("Error"));
}

#[tokio::test]
async fn whatever_else_the_status_code_is_counts_as_success() {
    for answer in [
        "{}",
        r#"{"Status":null}"#,
        r#"{"Status":{}}"#,
        r#"{"Status":{"StatusCode":"Success"}}"#,
        r#"{"Status":{"StatusCode":"OK","ErrorCode":"0","ErrorMessage":"none"}}"#,
        r#"{"Status":{"StatusCode":"","ErrorCode":"","ErrorMessage":null,"ErrorDisplayText":" "}}"#,
    ] {
        fulfilled(200, answer).await.expect(answer);
    }
}

#[tokio::test]
async fn an_error_without_a_status_code_is_unclear() {
    for answer in [
        r#"{"Status":{"ErrorCode":"E7"}}"#,
        r#"{"Status":{"StatusCode":null,"ErrorMessage":"locked"}}"#,
        r#"{"Status":{"StatusCode":" ","ErrorDisplayText":"locked"}}"#,
    ] {
        let error = fulfilled(200, answer).await.expect_err("it is no success");
        assert_eq!(
            (error.delivery(), error.kind()),
            (Delivery::Unknown, ErrorKind::Answer)
        );
        assert!(
            error.to_string().contains("AimDialect::with_rule"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_rule_can_be_replaced() {
    let server = server_with(json(200, r#"{"Status":{"StatusCode":"Failed"}}"#)).await;
    let with = |rule: fn(&AimStatus) -> StatusMeaning| {
        Client::builder(server.uri())
            .credentials(credentials().without_discovery())
            .dialect(AimDialect::with_rule(rule))
            .clock(ManualClock::new().sleeps_pass())
            .build()
            .expect("valid settings")
            .contract_fulfillment(Fulfillment::new("R-1"))
    };
    with(StatusMeaning::of)
        .await
        .expect("the default rule does not know the word");
    let only_ok = |status: &AimStatus| match status.status_code.as_deref() {
        Some("OK") => StatusMeaning::Success,
        _ => StatusMeaning::Error,
    };
    let error = with(only_ok).await.expect_err("it is not OK");
    assert_eq!(
        (error.delivery(), error.code()),
        (Delivery::Refused, Some("Failed"))
    );
    let error = with(|_| StatusMeaning::Unclear)
        .await
        .expect_err("it is no success");
    assert_eq!(error.delivery(), Delivery::Unknown);
}

#[tokio::test]
async fn errors_of_a_mass_update_in_the_answer_for_one_contract_are_not_overlooked() {
    let answer = r#"{"MassUpdateErrors":[{"Ref":"R-1","ErrorMessage":"locked"}],"Status":{"StatusCode":"Success"}}"#;
    let error = fulfilled(200, answer).await.expect_err("it lists an error");
    assert_eq!(error.delivery(), Delivery::Unknown);
    let problem = error.problem().expect("there is one");
    assert_eq!(problem.detail(), Some("locked"));
}

#[tokio::test]
async fn a_read_that_says_error_is_refused_too() {
    let answer = r#"{"Status":{"StatusCode":"Error","ErrorCode":"E1"}}"#;
    let server = server_with(json(200, answer)).await;
    let error = client(&server)
        .contract_status_listing()
        .await
        .expect_err("it says error");
    assert_eq!(
        (error.delivery(), error.code()),
        (Delivery::Refused, Some("E1"))
    );
    assert_eq!(requests(&server).await.len(), 1);
}

const OF_FRAMEWORK: &str = r#"{"ResponseStatus":{"ErrorCode":"SerializationException",
    "Message":"Cannot read 'Ann'","StackTrace":"at ServiceStack","Errors":[{"FieldName":"Sub"},{"FieldName":"Acct"}]}}"#;

#[tokio::test]
async fn the_error_of_the_web_framework_is_read_in_an_error_and_in_a_success() {
    for (status, delivery) in [
        (200, Delivery::Refused),
        (400, Delivery::Refused),
        (500, Delivery::Unknown),
    ] {
        let error = fulfilled(status, OF_FRAMEWORK)
            .await
            .expect_err("it says error");
        assert_eq!(error.delivery(), delivery, "{status}");
        let problem = error.problem().expect("there is one");
        assert_eq!(problem.code(), Some("SerializationException"));
        assert_eq!(problem.detail(), Some("Cannot read 'Ann'"));
        assert_eq!(
            problem.violations().map(|errors| tokens(errors.get())),
            Some(r#"[{"FieldName":"Sub"},{"FieldName":"Acct"}]"#.to_owned())
        );
    }
}

#[tokio::test]
async fn an_empty_response_status_is_no_error() {
    for answer in [
        r#"{"ResponseStatus":null}"#,
        r#"{"ResponseStatus":{}}"#,
        r#"{"ResponseStatus":{"ErrorCode":"","Message":"","Errors":null}}"#,
    ] {
        fulfilled(200, answer).await.expect(answer);
    }
}

#[tokio::test]
async fn a_response_status_that_cannot_be_read_is_no_success() {
    for answer in [
        r#"{"ResponseStatus":"failed"}"#,
        r#"{"ResponseStatus":{"ErrorCode":404}}"#,
    ] {
        let error = fulfilled(200, answer).await.expect_err(answer);
        assert_eq!(
            (error.delivery(), error.kind()),
            (Delivery::Unknown, ErrorKind::Answer)
        );
    }
}

#[tokio::test]
async fn an_empty_response_status_does_not_hide_the_status() {
    let answer = r#"{"ResponseStatus":{},"Status":{"StatusCode":"Error","ErrorCode":"E9"}}"#;
    for status in [200, 400] {
        let error = fulfilled(status, answer).await.expect_err("it says error");
        assert_eq!(
            (error.delivery(), error.code()),
            (Delivery::Refused, Some("E9"))
        );
    }
}

#[tokio::test]
async fn an_error_with_a_status_tells_code_and_texts() {
    let answer =
        r#"{"Status":{"StatusCode":"Error","ErrorCode":"E9","ErrorMessage":"no such contract"}}"#;
    let error = fulfilled(404, answer).await.expect_err("a 404");
    assert_eq!(
        (error.delivery(), error.code()),
        (Delivery::Refused, Some("E9"))
    );
    let problem = error.problem().expect("there is one");
    assert_eq!(problem.detail(), Some("no such contract"));
}

#[tokio::test]
async fn an_error_in_another_form_keeps_its_body() {
    for answer in ["oops", "{}", r#"{"Status":"broken"}"#, ""] {
        let error = fulfilled(400, answer).await.expect_err("a 400");
        assert_eq!(error.problem(), None);
        assert_eq!(error.body().as_ref(), answer.as_bytes());
    }
}

#[tokio::test]
async fn a_web_page_in_place_of_an_error_hints_at_the_base_url() {
    let error = fulfilled(404, "<!DOCTYPE html><title>Not found</title>")
        .await
        .expect_err("a 404");
    assert_eq!(error.delivery(), Delivery::Refused);
    assert!(error.to_string().contains("check the base URL"), "{error}");
}

#[tokio::test]
async fn an_answer_without_a_body_is_no_confirmation_that_can_be_read() {
    let error = fulfilled(200, "").await.expect_err("there is no JSON");
    assert_eq!(
        (error.delivery(), error.kind()),
        (Delivery::Done, ErrorKind::Decode)
    );
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_done() {
    let error = fulfilled(200, r#"{"Status":{"StatusCode":7}}"#)
        .await
        .expect_err("a number is no text");
    assert_eq!(
        (error.delivery(), error.kind()),
        (Delivery::Done, ErrorKind::Decode)
    );
    assert_eq!(error.json_path(), Some("Status.StatusCode"));
}

#[test]
fn the_meaning_of_a_status_can_be_asked_for() {
    let mut status = AimStatus::default();
    assert_eq!(StatusMeaning::of(&status), StatusMeaning::Success);
    status.error_code = Some("E7".to_owned());
    assert_eq!(StatusMeaning::of(&status), StatusMeaning::Unclear);
    status.status_code = Some("error".to_owned());
    assert_eq!(StatusMeaning::of(&status), StatusMeaning::Error);
}
