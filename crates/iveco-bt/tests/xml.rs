//! Activations in XML: the vendor's framework gets out every value that was put in.
#![cfg(feature = "xml")]
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

#[path = "support/data_contract.rs"]
mod data_contract;
mod support;

use std::sync::LazyLock;

use iveco_bt::core::Request;
use iveco_bt::{Activation, CallOutcome, Client, Delivery, ErrorKind, Format};
use serde_json::Value;
use support::sample;

const OPEN: &str = "<WorkshopActivationBTRequest xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xmlns=\"http://schemas.datacontract.org/2004/07/Reply.Iveco.ANS.ICSSRestAPI.Logic.Requests\">";
const CLOSE: &str = "</WorkshopActivationBTRequest>";

fn request(activation: &Activation) -> Request {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| support::client("http://127.0.0.1:9"));
    let call = CLIENT.workshop_activation(activation.clone());
    call.with_format(Format::Xml).to_request()
}

fn xml(activation: &Activation) -> String {
    let mut request = request(activation);
    assert_eq!(request.violations().as_slice(), []);
    String::from_utf8(request.body_bytes().to_vec()).expect("it is UTF-8")
}

/// What stands between the tags of the root.
fn content(activation: &Activation) -> String {
    let xml = xml(activation);
    let content = xml
        .strip_prefix(OPEN)
        .and_then(|rest| rest.strip_suffix(CLOSE));
    content.expect("the root is the sample's").to_owned()
}

fn json(activation: &Activation) -> Value {
    serde_json::to_value(activation).expect("it encodes")
}

#[test]
fn the_server_gets_every_value_of_the_sample() {
    let activation = sample();
    assert_eq!(data_contract::read(&xml(&activation)), json(&activation));
}

#[test]
fn the_server_gets_every_value_of_the_vendors_own_sample() {
    let read = data_contract::read(include_str!("../samples/activation.xml"));
    assert_eq!(read, json(&sample()));
}

/// Not a test of this crate, but of the reader that the others rely on.
#[test]
fn members_in_the_order_of_json_would_be_lost_without_an_error() {
    let in_order_of_json = "<Source>1</Source><AccountId>a</AccountId><ReasonCode>4</ReasonCode>\
        <Calloutcomes><CalloutComes><Telephone>1</Telephone><OutcomeOfTheCall>3</OutcomeOfTheCall>\
        </CalloutComes></Calloutcomes>";
    let read = data_contract::read(&format!("{OPEN}{in_order_of_json}{CLOSE}"));
    assert_eq!(read, serde_json::json!({ "Source": 1 }));
}

#[test]
fn what_is_absent_is_left_out() {
    assert_eq!(content(&Activation::new(0)), "<ReasonCode>0</ReasonCode>");
    assert_eq!(
        content(&Activation::new(4).call_outcomes([CallOutcome::new(3)])),
        "<Calloutcomes><CalloutComes><OutcomeOfTheCall>3</OutcomeOfTheCall></CalloutComes></Calloutcomes>\
         <ReasonCode>4</ReasonCode>"
    );
}

#[test]
fn what_is_empty_is_an_empty_element() {
    let activation = Activation::new(0).account_id("").call_outcomes([]);
    assert_eq!(
        content(&activation),
        "<AccountId></AccountId><Calloutcomes></Calloutcomes><ReasonCode>0</ReasonCode>"
    );
    assert_eq!(data_contract::read(&xml(&activation)), json(&activation));
}

#[test]
fn text_xml_is_the_same_under_another_name() {
    let client = support::client("http://127.0.0.1:9");
    for format in [Format::Xml, Format::TextXml] {
        let call = client.workshop_activation(sample());
        let request = call.with_format(format).to_request();
        assert_eq!(request.headers()["content-type"], format.media_type());
        assert_eq!(request.body_bytes(), xml(&sample()).as_bytes());
    }
    assert_eq!(Format::Xml.media_type(), "application/xml");
    assert_eq!(Format::TextXml.media_type(), "text/xml");
}

#[test]
fn markup_and_white_space_are_escaped() {
    let activation = Activation::new(0).account_id(" a&b<c>d\"e'f]]>\r\n\tg ");
    assert_eq!(
        content(&activation),
        "<AccountId> a&amp;b&lt;c&gt;d\"e'f]]&gt;&#xD;&#xA;&#x9;g </AccountId><ReasonCode>0</ReasonCode>"
    );
}

#[test]
fn awkward_texts_arrive_as_they_were_sent() {
    let pieces = [
        "&",
        "&amp;",
        "&#13;",
        "<",
        "</AccountId>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "]]",
        ">",
        "\"",
        "'",
        " ",
        "  ",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffd}",
        "é",
        "e\u{301}",
        "\u{202e}",
        "日本",
        "\u{d7ff}",
        "\u{e000}",
        "😀",
        "\u{10ffff}",
        "a",
        "0",
        "",
    ];
    // A linear congruential generator with a fixed seed: the same texts every time.
    let mut state: u64 = 20_260_306;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    for _ in 0..500 {
        let mut text = || -> String { (0..next(8)).map(|_| pieces[next(pieces.len())]).collect() };
        let activation = Activation::new(0)
            .dossier_number(text())
            .account_id(text())
            .dmd_outlet_code(text())
            .call_outcomes([CallOutcome::new(0).telephone(text()).tentative(text())]);
        let xml = xml(&activation);
        assert_eq!(data_contract::read(&xml), json(&activation), "{xml}");
    }
}

#[tokio::test]
async fn characters_that_xml_cannot_hold_are_refused_before_anything_is_sent_each_member_named() {
    let server = wiremock::MockServer::start().await;
    let activation = Activation::new(0)
        .dossier_number("ok")
        .account_id("nul \0 and \u{1b}")
        .dmd_outlet_code("\u{ffff}")
        .call_outcomes([
            CallOutcome::new(0),
            CallOutcome::new(0)
                .telephone("+39\u{b}")
                .tentative("\u{fffe}"),
        ]);
    let call = support::client(&server.uri()).workshop_activation(activation);
    let error = call
        .with_format(Format::Xml)
        .await
        .expect_err("it is refused");
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::InvalidRequest, Delivery::NotSent)
    );
    let violations: Vec<String> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(
        violations,
        [
            "AccountId may not hold U+0000 in XML, as the one at position 5",
            "Calloutcomes[1].Telephone may not hold U+000B in XML, as the one at position 4",
            "Calloutcomes[1].Tentative may not hold U+FFFE in XML, as the one at position 1",
            "DMDOutletCode may not hold U+FFFF in XML, as the one at position 1",
        ]
    );
    let received = server.received_requests().await.expect("they are recorded");
    assert!(received.is_empty());
}

#[test]
fn the_characters_of_xml_1_0_are_allowed_and_no_others() {
    for code in 0..=0xFFFF {
        let Some(c) = char::from_u32(code) else {
            continue;
        };
        let mut request = request(&Activation::new(0).account_id(c));
        // Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
        let is_allowed = matches!(code, 0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD);
        assert_eq!(
            request.violations().as_slice().is_empty(),
            is_allowed,
            "U+{code:04X}"
        );
    }
}

/// The same in JSON: see `requests.rs`.
#[test]
fn a_date_that_nobody_can_read_is_a_violation() {
    for date in support::unreadable_dates() {
        let mut request = request(&Activation::new(4).contact_datetime(date));
        assert_eq!(violations(&mut request), [UNREADABLE]);
        let call = CallOutcome::new(3).utc_timestamp(date);
        let mut request = self::request(&Activation::new(4).call_outcomes([call]));
        assert_eq!(violations(&mut request), [UNREADABLE]);
    }
}

const UNREADABLE: &str =
    "the body cannot be written as XML: a date outside of the years 1 to 9999, perhaps";

fn violations(request: &mut Request) -> Vec<String> {
    let violations = request.violations().as_slice().iter();
    violations.map(ToString::to_string).collect()
}
