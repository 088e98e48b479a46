//! Activations in XML are valid by the schema that the vendor's framework exports from classes of these names.
//!
//! Needs `xmllint` (of libxml2); where it is missing, the tests say so and pass.
#![cfg(feature = "xml")]
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;
#[path = "support/xmllint.rs"]
mod xmllint;

use std::io::Write as _;

use iveco_bt::{Activation, CallOutcome, Format};
use support::sample;

fn xml(activation: Activation) -> String {
    let client = support::client("http://127.0.0.1:9");
    let call = client.workshop_activation(activation);
    let request = call.with_format(Format::Xml).to_request();
    String::from_utf8(request.body_bytes().to_vec()).expect("it is UTF-8")
}

/// The program's opinion; `None`, visibly, where it is missing.
fn complaint(document: &str) -> Option<Result<(), String>> {
    let complaint = xmllint::complaint(document);
    if complaint.is_none() {
        // Not by a macro, whose text a passing test would keep to itself.
        let notice = b"SKIPPED: xmllint is not installed (Debian: libxml2-utils)\n";
        std::io::stderr().write_all(notice).expect("stderr is open");
    }
    complaint
}

#[test]
fn every_shape_of_an_activation_is_valid() {
    let shapes = [
        sample(),
        Activation::new(0),
        Activation::new(i32::MIN).source(i32::MAX),
        Activation::new(0).account_id("").dossier_number(" "),
        Activation::new(0).call_outcomes([]),
        Activation::new(0)
            .call_outcomes([CallOutcome::new(0), CallOutcome::new(-1).tentative("2")]),
        Activation::new(0)
            .dmd_outlet_code("<&>'\"]]>\r\n\t\u{85}\u{2028}\u{1f600}")
            .contact_datetime(support::date("0001-01-01T00:00:00Z"))
            .acceptance_refusal_datetime(support::date("9999-12-31T23:59:59.9999999-14:00")),
    ];
    for shape in shapes {
        let document = xml(shape);
        let Some(complaint) = complaint(&document) else {
            return;
        };
        assert_eq!(complaint, Ok(()), "{document}");
    }
}

#[test]
fn the_vendors_sample_is_valid_by_it_and_one_in_another_order_is_not() {
    let sample = include_str!("../samples/activation.xml");
    let Some(of_sample) = complaint(sample) else {
        return;
    };
    assert_eq!(of_sample, Ok(()));
    let source = "<Source>1</Source>\n";
    let account = "<AccountId>";
    let moved = sample
        .replace(source, "")
        .replace(account, &format!("{source}{account}"));
    let complaint = complaint(&moved).expect("it is installed");
    assert!(complaint.is_err_and(|text| text.contains("AccountId")));
}
