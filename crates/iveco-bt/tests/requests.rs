//! The requests as values: what would be sent, and in which format.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use iveco_bt::core::{Idempotency, Method, Request};
use iveco_bt::{Activation, CallOutcome, Client, Format};
use support::sample;

fn client() -> Client {
    support::client("http://127.0.0.1:9")
}

fn body(request: &Request) -> &str {
    std::str::from_utf8(request.body_bytes()).expect("it is UTF-8")
}

fn content_type(request: &Request) -> &str {
    let value = request.headers().get("content-type").expect("there is one");
    value.to_str().expect("it is a text")
}

#[test]
fn an_activation_is_a_post_that_must_not_be_repeated() {
    let request = client().workshop_activation(sample()).to_request();
    assert_eq!(request.operation().id(), "workshopActivation");
    assert_eq!(request.operation().method(), Method::POST);
    assert_eq!(
        request.to_path(),
        "/ANS73/btcontroller/workshopactivationbt"
    );
    assert_eq!(request.to_query(), None);
    assert_eq!(request.idempotency(), Idempotency::NotIdempotent);
}

#[test]
fn what_is_absent_is_left_out_and_what_is_required_is_sent_even_as_0() {
    let outcomes = [CallOutcome::new(0)];
    let request = client()
        .workshop_activation(Activation::new(0).call_outcomes(outcomes))
        .to_request();
    assert_eq!(
        body(&request),
        r#"{"ReasonCode":0,"Calloutcomes":[{"OutcomeOfTheCall":0}]}"#
    );
}

#[test]
fn no_list_and_an_empty_list_are_two_things() {
    let with = client()
        .workshop_activation(Activation::new(1).call_outcomes([]))
        .to_request();
    assert_eq!(body(&with), r#"{"ReasonCode":1,"Calloutcomes":[]}"#);
    let without = client()
        .workshop_activation(Activation::new(1))
        .to_request();
    assert_eq!(body(&without), r#"{"ReasonCode":1}"#);
}

#[test]
fn integers_go_to_the_ends_of_32_bits() {
    for code in [i32::MIN, -1, i32::MAX] {
        let activation = Activation::new(code).source(code);
        let request = client().workshop_activation(activation).to_request();
        assert_eq!(
            body(&request),
            format!(r#"{{"Source":{code},"ReasonCode":{code}}}"#)
        );
    }
}

#[test]
fn json_is_the_default_and_text_json_is_the_same_under_another_name() {
    let default = client().workshop_activation(sample()).to_request();
    assert_eq!(content_type(&default), "application/json");
    for format in [Format::Json, Format::TextJson] {
        let call = client().workshop_activation(sample());
        let request = call.with_format(format).to_request();
        assert_eq!(content_type(&request), format.media_type());
        assert_eq!(request.body_bytes(), default.body_bytes());
    }
    assert_eq!(Format::TextJson.media_type(), "text/json");
}

#[test]
fn in_json_every_text_can_be_sent() {
    let activation = Activation::new(1).dossier_number("\0\u{1b}\u{ffff}\u{1f600}");
    let mut request = client().workshop_activation(activation).to_request();
    assert!(request.violations().as_slice().is_empty());
    assert_eq!(
        body(&request),
        "{\"DossierNumber\":\"\\u0000\\u001b\u{ffff}\u{1f600}\",\"ReasonCode\":1}"
    );
}

/// The same in XML: see `xml.rs`.
#[test]
fn a_date_that_nobody_can_read_is_a_violation() {
    for date in support::unreadable_dates() {
        let mut request = client()
            .workshop_activation(Activation::new(4).contact_datetime(date))
            .to_request();
        let [violation] = request.violations().as_slice() else {
            panic!("one violation, of {date:?}");
        };
        assert!(violation.to_string().contains("cannot be written as JSON"));
    }
}

#[test]
fn debug_shows_nothing_personal() {
    let activation = Activation::new(4)
        .dossier_number("D-PERSONAL")
        .account_id("A-PERSONAL")
        .call_outcomes([CallOutcome::new(3)
            .telephone("+39 PERSONAL")
            .tentative("T-PERSONAL")]);
    let call = client().workshop_activation(activation.clone());
    for text in [
        format!("{activation:?}"),
        format!("{call:?}"),
        format!("{:?}", call.to_request()),
        format!("{:?}", client()),
    ] {
        assert!(!text.contains("PERSONAL"), "{text}");
    }
}
