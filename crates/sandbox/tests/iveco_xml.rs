//! Activations in XML, as the .NET `DataContractSerializer` reads them: forward only.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::iveco::{Client, NAMESPACE, SAMPLE_MEMBERS, assert_is_sample, serious, tolerated, xml};
use vendor_sandbox::iveco::{Activation, WORKSHOP_ACTIVATION};

/// What is read of these members, and what is wrong with them.
async fn read(members: &str) -> (Activation, Vec<(String, String, bool)>) {
    let client = Client::start().await;
    assert_eq!(client.report_xml(members).await.status(), 200, "{members}");
    (client.activation(), client.found())
}

#[tokio::test]
async fn the_documented_sample_is_read_whole() {
    for media_type in ["application/xml", "text/xml", "Text/XML; charset=utf-8"] {
        let client = Client::start().await;
        let answer = client.send(media_type, xml(SAMPLE_MEMBERS)).await;
        assert_eq!(answer.status(), 200, "{media_type}");
        assert_is_sample(&client.activation());
        assert_eq!(client.found(), []);
    }
}

#[tokio::test]
async fn members_in_the_order_of_the_json_sample_are_lost_but_for_the_first() {
    let (activation, found) = read(
        "<Source>1</Source><DossierNumber>D</DossierNumber><AccountId>A</AccountId>\
         <ReasonCode>4</ReasonCode><Calloutcomes/>",
    )
    .await;
    assert_eq!(activation.source, Some(1));
    assert_eq!(activation.reason_code, 0);
    assert_eq!(
        (activation.dossier_number, activation.account_id),
        (None, None)
    );
    let lost = |name| tolerated(&format!("body/{name}"), "order");
    assert_eq!(
        found,
        ["DossierNumber", "AccountId", "ReasonCode", "Calloutcomes"].map(lost)
    );
}

#[tokio::test]
async fn inside_a_call_the_order_counts_as_well() {
    let (activation, found) = read(
        "<Calloutcomes><CalloutComes><Telephone>T</Telephone><UTCTimestamp>2026-01-01T00:00:00Z</UTCTimestamp>\
         <OutcomeOfTheCall>3</OutcomeOfTheCall></CalloutComes></Calloutcomes>",
    )
    .await;
    let outcome = &activation.call_outcomes[0];
    assert_eq!(outcome.telephone.as_deref(), Some("T"));
    assert_eq!(outcome.outcome_of_the_call, 0);
    assert_eq!(
        found,
        [tolerated("body/Calloutcomes/0/OutcomeOfTheCall", "order")]
    );
}

#[tokio::test]
async fn of_a_member_that_is_given_twice_the_first_wins() {
    let (activation, found) =
        read("<AccountId>first</AccountId><AccountId>second</AccountId>").await;
    assert_eq!(activation.account_id.as_deref(), Some("first"));
    assert_eq!(found, [tolerated("body/AccountId", "repeated")]);
}

#[tokio::test]
async fn what_is_not_known_is_passed_over() {
    for (members, place, rule) in [
        ("<Colour>red</Colour>", "body/Colour", "unknown"),
        ("<accountId>A</accountId>", "body/accountId", "unknown"),
        (
            "<AccountId xmlns=\"urn:other\">A</AccountId>",
            "body/AccountId",
            "namespace",
        ),
        (
            "<Calloutcomes><Calloutcomes/></Calloutcomes>",
            "body/Calloutcomes/0",
            "unknown",
        ),
    ] {
        let (activation, found) = read(members).await;
        assert_eq!(activation.account_id, None);
        assert_eq!(found, [tolerated(place, rule)], "{members}");
    }
}

#[tokio::test]
async fn what_is_left_out_is_nothing_or_zero() {
    let (activation, found) = read("").await;
    assert_eq!((activation.source, activation.reason_code), (None, 0));
    assert_eq!(activation.dossier_number, None);
    assert_eq!(activation.call_outcomes, []);
    assert_eq!(found, []);
}

#[tokio::test]
async fn nil_is_nothing_and_empty_is_empty_text() {
    let (activation, found) = read(
        "<AccountId i:nil=\"true\"/><Calloutcomes i:nil=\"true\"/><ContactDatetime i:nil=\"1\"/>\
         <DossierNumber></DossierNumber><Source i:nil=\"true\"/>",
    )
    .await;
    assert_eq!(activation.account_id, None);
    assert_eq!(activation.contact_datetime, None);
    assert_eq!(activation.source, None);
    assert_eq!(activation.dossier_number.as_deref(), Some(""));
    assert_eq!(found, []);
}

#[tokio::test]
async fn entities_references_and_cdata_are_read_exactly() {
    let (activation, _) = read(
        "<AccountId>&lt;&amp;&gt; &quot;&apos;&#233;&#x1F69A;<!-- no --><![CDATA[<b>]]></AccountId>",
    )
    .await;
    assert_eq!(
        activation.account_id.as_deref(),
        Some("<&> \"'\u{e9}\u{1F69A}<b>")
    );
}

#[tokio::test]
async fn another_prefix_a_declaration_and_a_mark_are_fine() {
    let client = Client::start().await;
    let document = format!(
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<x:WorkshopActivationBTRequest xmlns:x=\"{NAMESPACE}\">\n\
         <x:ReasonCode> 4 </x:ReasonCode></x:WorkshopActivationBTRequest>\n"
    );
    let answer = client.send("application/xml", document).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(client.activation().reason_code, 4);
    assert_eq!(client.found(), []);
}

#[tokio::test]
async fn dates_are_kept_as_sent_and_those_that_lose_something_are_recorded() {
    for (date, violation) in [
        ("2026-03-06T15:43:32.9776191+01:00", None),
        ("2026-03-06T14:43:32Z", None),
        ("2026-03-06T14:43:32", Some("format")),
        ("2026-03-06T14:43:32.12345678Z", Some("precision")),
    ] {
        let (activation, found) = read(&format!("<ContactDatetime>{date}</ContactDatetime>")).await;
        assert_eq!(activation.contact_datetime.as_deref(), Some(date));
        let expected: Vec<_> = violation
            .map(|rule| tolerated("body/ContactDatetime", rule))
            .into_iter()
            .collect();
        assert_eq!(found, expected, "{date}");
    }
}

#[tokio::test]
async fn what_makes_the_serializer_fail_is_answered_with_400() {
    let client = Client::start().await;
    for (members, place, rule) in [
        ("<ReasonCode i:nil=\"true\"/>", "body/ReasonCode", "nil"),
        ("<ReasonCode></ReasonCode>", "body/ReasonCode", "type"),
        ("<ReasonCode>many</ReasonCode>", "body/ReasonCode", "type"),
        ("<Source>2147483648</Source>", "body/Source", "type"),
        (
            "<ContactDatetime>yesterday</ContactDatetime>",
            "body/ContactDatetime",
            "format",
        ),
        ("<AccountId><b/></AccountId>", "body/AccountId", "type"),
        ("text<AccountId/>", "body", "type"),
        ("<AccountId>", "body", "syntax"),
        ("<AccountId>&unknown;</AccountId>", "body", "syntax"),
        ("<AccountId>&#1;</AccountId>", "body", "syntax"),
        ("<y:AccountId>A</y:AccountId>", "body", "syntax"),
    ] {
        let answer = client.report_xml(members).await;
        assert_eq!(answer.status(), 400, "{members}");
        assert_eq!(client.found(), [serious(place, rule)], "{members}");
    }
    assert_eq!(client.vendor().activations(), []);
    assert_eq!(client.ledger().applied(WORKSHOP_ACTIVATION), 0);
}

#[tokio::test]
async fn a_document_that_is_not_the_right_one_is_answered_with_400() {
    let client = Client::start().await;
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    for (document, rule) in [
        (
            "<WorkshopActivationBTRequest><ReasonCode>1</ReasonCode></WorkshopActivationBTRequest>"
                .to_owned(),
            "namespace",
        ),
        (
            xml("").replace("WorkshopActivationBTRequest", "Activation"),
            "namespace",
        ),
        (
            xml("").replacen("xmlns:i", "i:nil=\"true\" xmlns:i", 1),
            "required",
        ),
        ("{}".to_owned(), "syntax"),
        (format!("<!DOCTYPE x>{}", xml("")), "syntax"),
        (xml(&deep), "syntax"),
        (String::new(), "required"),
    ] {
        let answer = client.send("application/xml", document.clone()).await;
        assert_eq!(answer.status(), 400, "{document:.80}");
        assert_eq!(client.found(), [serious("body", rule)], "{document:.80}");
    }
    let answer = client
        .request()
        .header("content-type", "application/xml")
        .body(b"\xFF\xFE<\0".to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(client.found(), [serious("body", "syntax")]);
}
