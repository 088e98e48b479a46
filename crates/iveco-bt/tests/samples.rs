//! What the vendor documents decodes, and encodes back token for token.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use insta::assert_debug_snapshot;
use iveco_bt::{Activation, Client};
use support::{sample, tokens};

const JSON: &str = include_str!("../samples/activation.json");

#[test]
fn the_activation_in_json() {
    let activation: Activation = serde_json::from_str(JSON).expect("the sample decodes");
    let encoded = serde_json::to_string(&activation).expect("the value encodes");
    assert_eq!(encoded, tokens(JSON));
    assert!(activation == sample(), "the same as by constructors");
    assert_debug_snapshot!(activation);
}

#[test]
fn what_is_sent_is_the_sample_in_json() {
    let client = Client::builder("http://127.0.0.1:9")
        .build()
        .expect("valid settings");
    let request = client.workshop_activation(sample()).to_request();
    assert_eq!(request.body_bytes(), tokens(JSON).as_bytes());
}

#[cfg(feature = "xml")]
#[test]
fn what_is_sent_is_the_sample_in_xml_up_to_white_space_between_elements() {
    let client = Client::builder("http://127.0.0.1:9")
        .build()
        .expect("valid settings");
    let call = client.workshop_activation(sample());
    let request = call.with_format(iveco_bt::Format::Xml).to_request();
    let sample = include_str!("../samples/activation.xml").replace(">\n<", "><");
    let body = std::str::from_utf8(request.body_bytes()).expect("it is UTF-8");
    assert_eq!(body, sample.trim_end());
}

#[test]
fn seven_digits_of_a_fraction_and_the_offset_are_kept_and_more_digits_are_cut() {
    for (written, sent) in [
        (
            "2026-03-06T15:43:32.9776191+01:00",
            "2026-03-06T15:43:32.9776191+01:00",
        ),
        (
            "2026-03-06T15:43:32.9776190+01:00",
            "2026-03-06T15:43:32.9776190+01:00",
        ),
        (
            "2026-03-06T14:43:32.977619187Z",
            "2026-03-06T14:43:32.9776191Z",
        ),
        ("2026-03-06T14:43:32Z", "2026-03-06T14:43:32Z"),
        ("2026-03-06T14:43:32-05:30", "2026-03-06T14:43:32-05:30"),
    ] {
        let activation = Activation::new(0).contact_datetime(support::date(written));
        let json = serde_json::to_string(&activation).expect("the value encodes");
        assert_eq!(
            json,
            format!(r#"{{"ReasonCode":0,"ContactDatetime":"{sent}"}}"#)
        );
        let read: Activation = serde_json::from_str(&json).expect("it decodes");
        assert_eq!(serde_json::to_string(&read).expect("it encodes"), json);
    }
}
