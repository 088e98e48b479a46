//! From a vendor's reply to what goes over the wire, as each fault has it.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};

use crate::body::Body;
use crate::clock::Clock;
use crate::fault::RetryAfter;
use crate::reply::Reply;

pub(crate) fn whole(reply: Reply) -> Response<Body> {
    shaped(reply, Body::Whole)
}

pub(crate) fn retry_after(reply: Reply, hint: Option<RetryAfter>) -> Response<Body> {
    let mut response = whole(reply);
    if let Some(value) = hint.and_then(RetryAfter::header_value) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// `None` if there is no body that could be cut.
pub(crate) fn cut(reply: Reply) -> Option<Response<Body>> {
    if reply.body.is_empty() {
        return None;
    }
    let full_length = reply.body.len();
    let mut response = shaped(reply, |body| Body::first_half(&body));
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(full_length));
    Some(response)
}

pub(crate) fn dripped(
    reply: Reply,
    piece: usize,
    pause: Duration,
    clock: Arc<dyn Clock>,
) -> Response<Body> {
    let length = reply.body.len();
    let mut response = shaped(reply, |body| Body::drip(body, piece, pause, clock));
    if length > 0 {
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}

pub(crate) fn padded(reply: Reply, padding: u64) -> Response<Body> {
    shaped(with_room_for_a_body(reply), |body| Body::Padded {
        body,
        padding,
    })
}

pub(crate) fn garbage(reply: Reply) -> Response<Body> {
    // Neither UTF-8 nor the beginning of any JSON or XML.
    shaped(with_room_for_a_body(reply), |_| {
        Body::Whole(Bytes::from_static(b"\xFF\xFE<{\"\x00"))
    })
}

pub(crate) fn html_page() -> Response<Body> {
    const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Gateway</title></head>\
                        <body><h1>Please try again</h1></body></html>\n";
    whole(Reply::new(StatusCode::OK, "text/html; charset=utf-8", PAGE))
}

pub(crate) fn mistyped(reply: Reply) -> Response<Body> {
    let mut response = whole(reply);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

fn shaped(reply: Reply, body: impl FnOnce(Bytes) -> Body) -> Response<Body> {
    let mut response = Response::new(body(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    response
}

/// HTTP allows no body with a 204.
fn with_room_for_a_body(reply: Reply) -> Reply {
    match reply.status {
        StatusCode::NO_CONTENT => Reply {
            status: StatusCode::OK,
            ..reply
        },
        _ => reply,
    }
}
