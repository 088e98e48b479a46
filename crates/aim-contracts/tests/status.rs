//! What an answer says in its body: the rule for `Status`, and the web framework's own errors.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::core::testing::ManualClock;
use aim_contracts::{
    AimDialect, AimStatus, Client, ContractId, Delivery, Error, ErrorKind, Fulfillment,
    LocalDateTime, ScheduleReturnRequest, StatusCode, StatusMeaning,
};
use support::{client, credentials, json, requests, server_with, tokens};
use wiremock::ResponseTemplate;

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
async fn whatever_else_the_status_code_is_counts_as_success_unless_there_is_an_error() {
    for answer in [
        "{}",
        r#"{"Status":null}"#,
        r#"{"Status":{}}"#,
        r#"{"Status":{"StatusCode":"Success"}}"#,
        r#"{"Status":{"StatusCode":"OK","ErrorCode":"0","ErrorMessage":""}}"#,
        r#"{"Status":{"ErrorCode":"0"}}"#,
        r#"{"Status":{"StatusCode":"","ErrorCode":"","ErrorMessage":null,"ErrorDisplayText":" "}}"#,
    ] {
        fulfilled(200, answer).await.expect(answer);
    }
}

#[tokio::test]
async fn an_error_beside_another_status_code_or_none_is_unclear() {
    for answer in [
        // The documented sample: every member is the placeholder "String".
        r#"{"Status":{"StatusCode":"String","Login":"String","ErrorCode":"String","ErrorDisplayText":"String",
            "ErrorMessage":"String","DomainName":"String","IpAddress":"String"}}"#,
        r#"{"Status":{"StatusCode":"Failure","ErrorCode":"17","ErrorMessage":"serial unknown"}}"#,
        r#"{"Status":{"StatusCode":"OK","ErrorCode":"17"}}"#,
        r#"{"Status":{"StatusCode":"OK","ErrorCode":"0","ErrorMessage":"serial unknown"}}"#,
        r#"{"Status":{"StatusCode":"OK","ErrorDisplayText":"locked"}}"#,
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
async fn an_error_leaves_open_which_of_several_returns_were_put() {
    let server = server_with(json(200, r#"{"Status":{"StatusCode":"Error"}}"#)).await;
    let contracts = [ContractId::new(4711, 1), ContractId::new(4711, 2)];
    for (count, delivery) in [(1, Delivery::Refused), (2, Delivery::Unknown)] {
        let error = client(&server)
            .put_scheduled_returns(&contracts[..count])
            .await
            .expect_err("it says error");
        assert_eq!(error.delivery(), delivery, "{count}");
    }
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
async fn errors_of_a_mass_update_are_not_overlooked_on_the_old_route_either() {
    let answer = r#"{"MassUpdateErrors":[{"Ref":"R-1","ErrorMessage":"locked"}]}"#;
    let server = server_with(json(200, answer)).await;
    let error = client(&server)
        .contract_fulfillment(Fulfillment::new("R-1"))
        .by_old_route()
        .await
        .expect_err("it lists an error");
    assert_eq!(error.delivery(), Delivery::Unknown);
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
async fn a_response_status_without_a_code_is_unclear() {
    for answer in [
        r#"{"ResponseStatus":{"Message":"failed"}}"#,
        r#"{"ResponseStatus":{"ErrorCode":"","Message":"failed","Errors":[{"FieldName":"Sub"}]}}"#,
        r#"{"ResponseStatus":{"Errors":[{"FieldName":"Sub"}]},"Status":{"StatusCode":"Success"}}"#,
    ] {
        let error = fulfilled(200, answer).await.expect_err(answer);
        assert_eq!(
            (error.delivery(), error.kind()),
            (Delivery::Unknown, ErrorKind::Answer)
        );
    }
}

#[tokio::test]
async fn what_may_say_error_and_cannot_be_read_is_neither_success_nor_done() {
    for answer in [
        r#"{"ResponseStatus":"failed"}"#,
        r#"{"ResponseStatus":{"ErrorCode":404}}"#,
        r#"{"Status":"Error"}"#,
        r#"{"Status":{"StatusCode":500,"ErrorMessage":"nope"}}"#,
        r#"{"Status":["Error"]}"#,
        r#"{"Status":[{"StatusCode":"Error"}]}"#,
        r#"{"Status":{"StatusCode":"Error","StatusCode":"OK"}}"#,
        r#"{"Status":{"StatusCode":"Error"},"Status":{"StatusCode":"OK"}}"#,
        r#"{"MassUpdateErrors":{"Ref":"R-1","ErrorMessage":"locked"}}"#,
        r#"{"MassUpdateErrors":[null]}"#,
        r#"{"MassUpdateErrors":[{"Ref":5}],"Status":{"StatusCode":"Success"}}"#,
    ] {
        let error = fulfilled(200, answer).await.expect_err(answer);
        assert_eq!(
            (error.delivery(), error.kind()),
            (Delivery::Unknown, ErrorKind::Answer),
            "{answer}"
        );
        assert_eq!(error.body().as_ref(), answer.as_bytes());
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
async fn a_web_page_in_place_of_an_answer_is_nobodys_word() {
    let page = "<html><title>Log in</title></html>";
    // A read is repeated.
    let server = server_with(ResponseTemplate::new(200).set_body_raw(page, "text/html")).await;
    let error = client(&server)
        .contract_status_listing()
        .await
        .expect_err("it is no answer");
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert!(error.attempts() > 1);
    for media_type in ["application/json", "text/html"] {
        let server = server_with(ResponseTemplate::new(200).set_body_raw(page, media_type)).await;
        let error = client(&server)
            .contract_fulfillment(Fulfillment::new("R-1"))
            .await
            .expect_err("it is no answer");
        assert_eq!(error.delivery(), Delivery::Unknown, "{media_type}");
        assert!(error.to_string().contains("check the base URL"), "{error}");
    }
}

#[tokio::test]
async fn an_answer_whose_status_nobody_could_read_leaves_open_what_was_done() {
    for answer in ["", "[]", "OK", r#"{"RefNumber":7,"Status":{"Stat"#] {
        let error = fulfilled(200, answer).await.expect_err("it is no answer");
        assert_eq!(
            (error.delivery(), error.kind()),
            (Delivery::Unknown, ErrorKind::Decode),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn an_answer_that_says_nothing_of_an_error_and_cannot_be_read_is_done() {
    let answer = r#"{"RefNumber":7,"Status":{"StatusCode":"Success"}}"#;
    let server = server_with(json(200, answer)).await;
    let day = "2024-10-15T00:00:00".parse::<LocalDateTime>();
    let schedule = ScheduleReturnRequest::new(4711, 1, 5, day.expect("a date"));
    let error = client(&server)
        .schedule_return(schedule)
        .await
        .expect_err("a number is no text");
    assert_eq!(
        (error.delivery(), error.kind()),
        (Delivery::Done, ErrorKind::Decode)
    );
    assert_eq!(error.json_path(), Some("RefNumber"));
}

#[test]
fn the_meaning_of_a_status_can_be_asked_for() {
    let mut status = AimStatus::default();
    assert_eq!(StatusMeaning::of(&status), StatusMeaning::Success);
    status.error_code = Some("E7".to_owned());
    assert_eq!(StatusMeaning::of(&status), StatusMeaning::Unclear);
    status.status_code = Some("OK".to_owned());
    assert_eq!(StatusMeaning::of(&status), StatusMeaning::Unclear);
    status.status_code = Some("error".to_owned());
    assert_eq!(StatusMeaning::of(&status), StatusMeaning::Error);
}
