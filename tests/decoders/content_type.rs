//! The media type of an answer.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use vendor_core::wire::RawJson;
use vendor_core::{
    Answer, ClientBuilder, Delivery, Idempotency, Method, Operation, Pipeline, Request, decode,
};

use super::texts;
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

const LISTED: &[&str] = &["application/json", "text/json"];

static READ: Operation =
    Operation::new("read", Method::GET, "/things", Idempotency::Safe).answers(LISTED);

pub(super) fn check(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let essence = value.to_str().ok().map(|text| {
        let (essence, _) = text.split_once(';').unwrap_or((text, ""));
        essence.trim().to_ascii_lowercase()
    });
    let is_one_of = |known: &[&str]| {
        let essence = essence.as_deref();
        essence.is_some_and(|essence| known.contains(&essence))
    };

    let body = bytes::Bytes::from_static(b"no JSON");
    let reply = Reply::in_pieces(StatusCode::OK, &body, 64);
    let vendor = Scripted::new([reply.with_header(CONTENT_TYPE, value.clone())]);
    let client: Pipeline = vendor.client(ClientBuilder::new("check/1", BASE_URL));
    let outcome = settled(client.send(Request::new(&READ), |body| decode::<RawJson>(body)));
    let expected = if is_one_of(LISTED) {
        Delivery::Done
    } else {
        Delivery::Unknown
    };
    let error = outcome.expect_err("it does not decode");
    assert_eq!(error.delivery(), expected);

    let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
    let answer = Answer::new(&READ, StatusCode::OK, &headers, &body);
    let is_page = is_one_of(&["text/html", "application/xhtml+xml"]);
    assert_eq!(answer.is_html(), is_page);
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    texts([
        "application/json",
        "Application/JSON; charset=utf-8",
        " text/json ;x",
        "text/html",
        "application/problem+json",
        "application/json, text/html",
        "application/jsonp",
        ";application/json",
        "",
    ])
}
