//! A 200 whose `Status` says error: the client's rule decides, since no page does.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::core::StatusCode;
use leadbank::{
    Acknowledgement, Client, Delivery, Error, ErrorKind, LeadEvent, StatusMeaning, StatusRule,
};
use support::{
    ACKNOWLEDGE, FETCH, VALIDATE, json, post, server_and_client, server_and_client_with,
};
use wiremock::{MockServer, ResponseTemplate};

fn acknowledgement() -> Acknowledgement {
    let date: leadbank::OffsetDateTime = "2024-10-15T05:30:49+02:00".parse().expect("a date");
    Acknowledgement::new(7, [LeadEvent::new(1, date)])
}

async fn with_rule(rule: StatusRule) -> (MockServer, Client) {
    server_and_client_with(|builder| builder.dialect(rule)).await
}

/// The outcomes of the three operations when each is answered with this body.
async fn outcomes(rule: StatusRule, body: &str) -> [Result<(), Error>; 3] {
    let (server, client) = with_rule(rule).await;
    for at in [FETCH, VALIDATE, ACKNOWLEDGE] {
        post(at)
            .respond_with(json(body))
            .expect(1)
            .mount(&server)
            .await;
    }
    [
        client.fetch_leads(1).await.map(|_| ()),
        client.validate_leads([7]).await.map(|_| ()),
        client
            .send_acknowledgements([acknowledgement()])
            .await
            .map(|_| ()),
    ]
}

fn deliveries(outcomes: &[Result<(), Error>]) -> Vec<Option<Delivery>> {
    outcomes
        .iter()
        .map(|outcome| outcome.as_ref().err().map(Error::delivery))
        .collect()
}

const SUCCESS: Option<Delivery> = None;
const REFUSED: Option<Delivery> = Some(Delivery::Refused);
const UNKNOWN: Option<Delivery> = Some(Delivery::Unknown);

#[test]
fn the_rules() {
    use StatusMeaning::{Error, Success, Unknown};
    let odd = StatusRule::of(|status| match status {
        None => Success,
        Some(status) if status % 2 == 1 => Success,
        Some(_) => Error,
    });
    for (rule, zero, one, two, none) in [
        (StatusRule::default(), Unknown, Success, Unknown, Unknown),
        (
            StatusRule::success([0, 2]),
            Success,
            Error,
            Success,
            Unknown,
        ),
        (StatusRule::errors([0, 2]), Error, Success, Error, Unknown),
        (StatusRule::any(), Success, Success, Success, Success),
        (odd, Error, Success, Error, Success),
    ] {
        let judged = [Some(0), Some(1), Some(2), None].map(|status| rule.judge(status));
        assert_eq!(judged, [zero, one, two, none], "{rule:?}");
    }
}

#[tokio::test]
async fn a_status_that_the_configured_rule_calls_an_error_is_refused() {
    let rule = StatusRule::success([0]);
    let outcomes = outcomes(rule, r#"{"Status":3,"Message":"no such dealer"}"#).await;
    assert_eq!(deliveries(&outcomes), [REFUSED, REFUSED, REFUSED]);
    for outcome in outcomes {
        let error = outcome.expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Answer);
        assert_eq!(
            (error.status(), error.code()),
            (Some(StatusCode::OK), Some("3"))
        );
        let problem = error.problem().expect("what the answer says");
        assert_eq!(problem.title(), Some("no such dealer"));
        assert!(
            !error.to_string().contains("dealer"),
            "the vendor's words stay out of it"
        );
    }
}

#[tokio::test]
async fn a_status_that_it_calls_a_success_passes() {
    let answer = r#"{"Message":"fine","Leads":[],"Status":0}"#;
    let outcomes = outcomes(StatusRule::success([0]), answer).await;
    assert_eq!(deliveries(&outcomes), [SUCCESS, SUCCESS, SUCCESS]);
}

#[tokio::test]
async fn without_a_rule_of_yours_only_the_1_of_the_samples_passes_and_others_are_unknown() {
    let sample = outcomes(StatusRule::default(), r#"{"Status":1}"#).await;
    assert_eq!(deliveries(&sample), [SUCCESS, SUCCESS, SUCCESS]);
    let other = outcomes(StatusRule::default(), r#"{"Status":0}"#).await;
    assert_eq!(deliveries(&other), [UNKNOWN, UNKNOWN, UNKNOWN]);
    for outcome in other {
        let error = outcome.expect_err("unknown");
        let hint = error.problem().and_then(leadbank::core::Problem::hint);
        assert!(
            hint.is_some_and(|hint| hint.contains("StatusRule")),
            "{hint:?}"
        );
        assert_eq!(error.attempts(), 1, "asking again would not help");
    }
}

#[tokio::test]
async fn an_answer_without_a_status_passes_where_none_is_documented() {
    for body in ["{}", r#"{"Status":null,"Message":null,"Leads":null}"#] {
        let by_default = outcomes(StatusRule::default(), body).await;
        assert_eq!(deliveries(&by_default), [UNKNOWN, SUCCESS, UNKNOWN]);
        let by_http_status = outcomes(StatusRule::any(), body).await;
        assert_eq!(deliveries(&by_http_status), [SUCCESS, SUCCESS, SUCCESS]);
    }
}

#[tokio::test]
async fn a_status_that_is_no_integer_is_not_taken_for_success() {
    for body in [r#"{"Status":"OK"}"#, r#"{"Status":1.5}"#] {
        let outcomes = outcomes(StatusRule::any(), body).await;
        assert_eq!(deliveries(&outcomes), [UNKNOWN, UNKNOWN, UNKNOWN]);
    }
}

#[tokio::test]
async fn a_streamed_answer_is_judged_at_its_end_wherever_the_status_stands() {
    for body in [
        r#"{"Status":3,"Leads":[{"IDLeadBank":7}]}"#,
        r#"{"Leads":[{"IDLeadBank":7}],"Status":3}"#,
    ] {
        let (server, client) = with_rule(StatusRule::success([1])).await;
        post(FETCH).respond_with(json(body)).mount(&server).await;
        let mut leads = client.fetch_leads(1).stream().await.expect("a first lead");
        let first = leads.next().await.expect("a lead").expect("it decodes");
        assert_eq!(first.id_lead_bank, Some(7));
        let error = leads
            .next()
            .await
            .expect("not the end")
            .expect_err("the status");
        assert_eq!(
            (error.delivery(), error.code()),
            (Delivery::Refused, Some("3"))
        );
        assert!(leads.next().await.is_none());
        assert!(leads.envelope().is_none());
    }
}

#[tokio::test]
async fn what_speaks_against_a_confirmation_is_not_taken_for_one() {
    for (body, media_type) in [
        ("<html><body>Sign in</body></html>", "text/html"),
        ("\r\n  <!DOCTYPE html>", "application/json"),
        (
            "\u{feff}<?xml version=\"1.0\"?><Error/>",
            "application/json",
        ),
        ("false", "application/json"),
        ("\"False\"", "application/json"),
        (r#"{"Status":"failed"}"#, "application/json"),
        (
            r#"{"status":-1,"message":"not confirmed"}"#,
            "application/json",
        ),
        (r#"{"STATUS":1}"#, "application/json"),
        (r#"{"Status":1"#, "application/json"),
        (
            r#"{"Message":"An error has occurred.","ExceptionMessage":"boom"}"#,
            "application/json",
        ),
        (
            r#"{"message":"The request is invalid.","modelState":{"ids":["an integer"]}}"#,
            "text/json",
        ),
    ] {
        let (server, client) = server_and_client().await;
        post(VALIDATE)
            .respond_with(ResponseTemplate::new(200).set_body_raw(body, media_type))
            .mount(&server)
            .await;
        let error = client
            .validate_leads(1)
            .await
            .expect_err("it is no success");
        assert_eq!(error.delivery(), Delivery::Unknown, "{body}");
        assert_eq!(error.body().as_ref(), body.as_bytes());
    }
}

#[tokio::test]
async fn an_answer_to_a_confirmation_that_says_nothing_against_it_passes() {
    for body in [
        "",
        "ok",
        "true",
        "3",
        "null",
        "[7,8]",
        r#"{"Message":"2 leads"}"#,
    ] {
        let (server, client) = server_and_client().await;
        post(VALIDATE).respond_with(json(body)).mount(&server).await;
        let receipt = client.validate_leads([7, 8]).await.expect("confirmed");
        assert!(receipt.receipt().is_none(), "{body}");
        assert_eq!(receipt.text(), Some(body));
    }
}

#[tokio::test]
async fn a_list_is_not_taken_for_the_members_of_an_answer_in_their_order() {
    let outcomes = outcomes(StatusRule::any(), r#"[1,"sample"]"#).await;
    assert_eq!(deliveries(&outcomes), [UNKNOWN, SUCCESS, UNKNOWN]);
}

#[tokio::test]
async fn a_page_of_a_proxy_in_place_of_leads_is_unknown() {
    let (server, client) = server_and_client().await;
    let page = ResponseTemplate::new(200).set_body_raw("<html></html>", "text/html");
    post(FETCH).respond_with(page).mount(&server).await;
    let error = client.fetch_leads(1).await.expect_err("it is no success");
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Decode, Delivery::Unknown)
    );
}

#[tokio::test]
async fn the_errors_of_the_framework_become_the_problem() {
    let (server, client) = server_and_client().await;
    let body = r#"{"Message":"The request is invalid.","ModelState":{"id":["not a number"]},
        "ExceptionMessage":"boom","ExceptionType":"System.FormatException","StackTrace":"at .."}"#;
    post(FETCH)
        .respond_with(ResponseTemplate::new(400).set_body_raw(body, "application/json"))
        .mount(&server)
        .await;
    let error = client.fetch_leads(1).await.expect_err("refused");
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.code(), Some("System.FormatException"));
    let problem = error.problem().expect("what the answer says");
    assert_eq!(problem.title(), Some("The request is invalid."));
    assert_eq!(problem.detail(), Some("boom"));
    let violations = problem.violations().map(leadbank::RawJson::get);
    assert_eq!(violations, Some(r#"{"id":["not a number"]}"#));
}

#[tokio::test]
async fn an_error_status_may_have_a_message_detail_or_a_status_of_its_own_or_nothing() {
    for (body, code, title, detail) in [
        (
            r#"{"Message":"No HTTP resource was found","MessageDetail":"No action"}"#,
            None,
            Some("No HTTP resource was found"),
            Some("No action"),
        ),
        (
            r#"{"Status":9,"Message":"closed"}"#,
            Some("9"),
            Some("closed"),
            None,
        ),
        ("", None, None, None),
        ("<html></html>", None, None, None),
        ("{}", None, None, None),
    ] {
        let (server, client) = server_and_client().await;
        post(ACKNOWLEDGE)
            .respond_with(ResponseTemplate::new(404).set_body_raw(body, "text/json"))
            .mount(&server)
            .await;
        let error = client
            .send_acknowledgements([acknowledgement()])
            .await
            .expect_err("refused");
        assert_eq!(error.delivery(), Delivery::Refused);
        let problem = error.problem().cloned().unwrap_or_default();
        assert_eq!(
            (problem.code(), problem.title(), problem.detail()),
            (code, title, detail)
        );
    }
}
