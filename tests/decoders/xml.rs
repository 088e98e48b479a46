//! Answers in XML.

use std::fmt::Write as _;

use http::StatusCode;
use iveco_bt::Client;
use iveco_bt::operations::WORKSHOP_ACTIVATION;
use vendor_core::{Error, Request};

use super::{choice, texts};
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

/// As an answer; and as the text of an error, which comes out as it was put in.
pub(super) fn check(bytes: &[u8]) {
    let (choice, body) = choice(bytes);
    let status = [StatusCode::OK, StatusCode::BAD_REQUEST][choice % 2];
    let said = failure(status, body);
    assert!(said.is_some() || status.is_success());

    let Ok(text) = std::str::from_utf8(body) else {
        return;
    };
    if text.chars().all(is_xml) && !text.is_empty() {
        let error = format!("<Error><Message>{}</Message></Error>", escaped(text));
        let said = failure(StatusCode::BAD_REQUEST, error.as_bytes()).expect("a 400 is an error");
        let title = said.problem().and_then(|problem| problem.title());
        assert_eq!(title, Some(text));
    }
}

fn failure(status: StatusCode, body: &[u8]) -> Option<Error> {
    let vendor = Scripted::new([Reply::in_pieces(status, body, body.len().max(1))]);
    let client = vendor.client(Client::builder(BASE_URL));
    let request = Request::new(&WORKSHOP_ACTIVATION);
    settled(client.pipeline().send(request, |_| Ok(()))).err()
}

/// Every character that is no letter by its number.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            escaped.push(c);
        } else {
            write!(escaped, "&#{};", u32::from(c)).expect("a string takes everything");
        }
    }
    escaped
}

/// What XML 1.0 can hold.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    texts([
        "<Error><Message>m</Message><ExceptionType>T</ExceptionType></Error>",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- c --><Error xmlns:i=\"x\"><InnerException><Message>&lt;&#x41;&#66;</Message></InnerException></Error>",
        "<HttpResponseMessage xmlns=\"u\"><IsSuccessStatusCode>false</IsSuccessStatusCode><StatusCode>NotFound</StatusCode></HttpResponseMessage>",
        "<a:Error xmlns:a=\"u\"><a:Message><![CDATA[x]]></a:Message></a:Error>",
        "<!DOCTYPE x [<!ENTITY a \"b\">]><Error><Message>&a;</Message></Error>",
        "<Error><Message a='1' b=2/></Error>",
        "<Error>",
    ])
}
