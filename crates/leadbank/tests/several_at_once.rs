//! Where several things were asked for, a refusal leaves open whether some of them were done: no page says that a
//! call is all or nothing.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{
    Acknowledgement, Client, Delivery, Error, LeadEvent, RawJson, StatusRule, Validation,
};
use support::{ACKNOWLEDGE, VALIDATE, json, post, server_and_client_with};
use wiremock::ResponseTemplate;

fn acknowledgement(events: usize) -> Acknowledgement {
    let date: leadbank::OffsetDateTime = "2024-10-15T05:30:49+02:00".parse().expect("a date");
    Acknowledgement::new(7, vec![LeadEvent::new(1, date); events])
}

fn own() -> RawJson {
    "[7]".parse().expect("JSON")
}

/// The calls that are about one thing, and those that are, or may be, about several.
async fn outcomes(answer: ResponseTemplate) -> (Vec<Error>, Vec<Error>) {
    let rule = |builder: leadbank::ClientBuilder<Client>| builder.dialect(StatusRule::success([0]));
    let (server, client) = server_and_client_with(rule).await;
    for at in [VALIDATE, ACKNOWLEDGE] {
        post(at).respond_with(answer.clone()).mount(&server).await;
    }
    let acknowledge = async |acknowledgements: Vec<Acknowledgement>| {
        let sent = client.send_acknowledgements(acknowledgements).await;
        sent.expect_err("it fails")
    };
    let validate = async |validation: Validation| {
        let sent = client.validate_leads(validation).await;
        sent.expect_err("it fails")
    };
    let of_one = vec![
        acknowledge(vec![acknowledgement(1)]).await,
        acknowledge(vec![acknowledgement(0)]).await,
        validate(Validation::from([7])).await,
    ];
    let of_several = vec![
        acknowledge(vec![acknowledgement(1), acknowledgement(1)]).await,
        acknowledge(vec![acknowledgement(2)]).await,
        acknowledge(vec![acknowledgement(0), acknowledgement(0)]).await,
        validate(Validation::from([7, 8])).await,
        validate(Validation::Integer(1)).await,
        validate(Validation::None).await,
        validate(Validation::Json(own())).await,
    ];
    (of_one, of_several)
}

fn assert_all(errors: &[Error], delivery: Delivery) {
    for error in errors {
        assert_eq!(error.delivery(), delivery, "{error}");
        assert_eq!(error.attempts(), 1, "{error}");
    }
}

#[tokio::test]
async fn a_status_that_says_error() {
    let (of_one, of_several) = outcomes(json(r#"{"Status":-1}"#)).await;
    assert_all(&of_one, Delivery::Refused);
    assert_all(&of_several, Delivery::Unknown);
    let error = of_several.first().expect("one of them");
    assert!(
        error
            .to_string()
            .contains("some of what was asked for may be done"),
        "{error}"
    );
}

#[tokio::test]
async fn an_http_status_that_speaks_of_what_was_sent() {
    for status in [400, 409, 422] {
        let (of_one, of_several) = outcomes(ResponseTemplate::new(status)).await;
        assert_all(&of_one, Delivery::Refused);
        assert_all(&of_several, Delivery::Unknown);
    }
}

#[tokio::test]
async fn an_http_status_that_turns_the_call_away_at_the_door_is_a_refusal_of_all() {
    for status in [401, 403, 404, 405, 415] {
        let (of_one, of_several) = outcomes(ResponseTemplate::new(status)).await;
        assert_all(&of_one, Delivery::Refused);
        assert_all(&of_several, Delivery::Refused);
    }
}
