//! Answers are read leniently: the vendor may add, leave out and null.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{Content, Lead, LeadResponse, Receipt, Response, ValidationReceipt};
use support::tokens;

fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("it decodes")
}

#[test]
fn every_member_may_be_absent() {
    assert_eq!(read::<LeadResponse>("{}"), LeadResponse::default());
    assert_eq!(read::<Lead>("{}"), Lead::default());
    assert_eq!(read::<Content>("{}"), Content::default());
    assert_eq!(read::<Receipt>("{}"), Receipt::default());
}

#[test]
fn every_member_may_be_null() {
    let answer = r#"{"Leads":null,"Status":null,"Message":null}"#;
    assert_eq!(read::<LeadResponse>(answer), LeadResponse::default());
    let lead = r#"{"IDLeadBank":null,"IDprovider":null,"NameProvider":null,"IDService":null,
        "NameService":null,"State":null,"IDCampaign":null,"NameCampaign":null,"BandDealerID":null,
        "ExternalLeadID":null,"QualificationDate":null,"CreateDate":null,"Contents":null}"#;
    assert_eq!(read::<Lead>(lead), Lead::default());
    let content = r#"{"ID":null,"Key":null,"Value":null,"Type":null}"#;
    assert_eq!(read::<Content>(content), Content::default());
    let receipt = r#"{"Status":null,"Message":null}"#;
    assert_eq!(read::<Receipt>(receipt), Receipt::default());
}

#[test]
fn unknown_members_are_let_pass() {
    let lead: Lead = read(r#"{"IDLeadBank":7,"Score":1.10,"Contents":[{"Key":"k","Unit":{}}]}"#);
    assert_eq!(lead.id_lead_bank, Some(7));
    assert_eq!(lead.contents.len(), 1);
    let answer: LeadResponse = read(r#"{"Status":1,"Leads":[],"Total":3}"#);
    assert_eq!(answer.status, Some(1));
    let receipt: Receipt = read(r#"{"Status":1,"Errors":[]}"#);
    assert_eq!(receipt.status, Some(1));
}

#[test]
fn a_state_that_nobody_has_heard_of_is_kept() {
    for number in [0, 7, -1, 4_000_000_000_i64] {
        let json = format!(r#"{{"State":{number},"Contents":[]}}"#);
        let lead: Lead = read(&json);
        assert_eq!(lead.state, Some(number));
        assert_eq!(serde_json::to_string(&lead).expect("it encodes"), json);
    }
}

#[test]
fn a_date_comes_with_an_offset_or_without_and_keeps_its_digits() {
    for date in [
        "2024-10-15T05:29:19.5139414+02:00",
        "2024-10-15T05:29:19+02:00",
        "2024-10-15T03:29:19.50Z",
        "2024-10-15T05:29:19.513",
        // What .NET writes for a date that was never set.
        "0001-01-01T00:00:00",
    ] {
        let json =
            format!(r#"{{"QualificationDate":"{date}","CreateDate":"{date}","Contents":[]}}"#);
        let lead: Lead = read(&json);
        assert_eq!(
            serde_json::to_string(&lead).expect("it encodes"),
            tokens(&json)
        );
    }
}

#[test]
fn the_answer_to_a_confirmation_may_be_anything() {
    for body in ["", "true", "3", "OK", "[]", "{}", r#"{"Message":"done"}"#] {
        let receipt = ValidationReceipt::from(Response::from_value(()).with_body(body));
        assert_eq!(receipt.text(), Some(body));
        assert_eq!(receipt.receipt(), None);
    }
    let like_the_others = r#"{"Status":1,"Message":"done","More":[]}"#;
    let receipt = ValidationReceipt::from(Response::from_value(()).with_body(like_the_others));
    assert_eq!(
        receipt.receipt().and_then(|receipt| receipt.status),
        Some(1)
    );
}
