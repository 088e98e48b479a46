//! Bodies without end, that are cut, or that come too slowly: a 2xx was there, so it is done.

use std::time::Duration;

use bytes::Bytes;
use vendor_core::ErrorKind;

use crate::calls::{Call, STREAMED};
use crate::case::Case;
use crate::expected::{KEPT, done, refused, unclear};
use crate::heap::{JUDGED, UP_TO_CAP};
use crate::script::{CHUNKED, JSON, SECOND, Step, chunk, head, send};

const OK: &str = "200 OK";

/// How a body is delimited that has no end.
const ENDLESS: [(&str, &str); 3] = [
    ("chunked", CHUNKED),
    ("without a length", "X-Length: none"),
    ("of 8 EiB", "Content-Length: 9223372036854775807"),
];

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = endless();
    cases.extend(errors());
    cases.extend(cut());
    cases.extend(slow());
    cases
}

fn endless() -> Vec<Case> {
    let mut cases = Vec::new();
    for (framing, header) in ENDLESS {
        let is_chunked = header == CHUNKED;
        let is_declared = framing == "of 8 EiB";
        let pour = move |start: &str, piece: &'static [u8]| {
            let frame = |bytes: &[u8]| {
                if is_chunked {
                    chunk(bytes)
                } else {
                    Bytes::copy_from_slice(bytes)
                }
            };
            let pour = Step::Pour(frame(piece));
            vec![
                Step::Read,
                head(OK, &[JSON, header]),
                send(frame(start.as_bytes())),
                pour,
            ]
        };
        // What says that it is too large is not read at all, where it would be read as a whole.
        let too_large = done(ErrorKind::TooLarge);
        let whole = too_large.keeping_start(if is_declared { 0 } else { KEPT });
        let streamed = too_large.keeping_start(0);
        cases.extend([
            Case::new(
                format!("a text without end, {framing}"),
                move |call: Call| pour(call.opening(), TEXT),
            )
            .fails(whole)
            .streamed(streamed),
            Case::new(format!("white space without end, {framing}"), move |_| {
                pour(" ", BLANKS)
            })
            .fails(whole)
            .streamed(streamed),
            Case::new(
                format!("white space without end after an element, {framing}"),
                move |call: Call| pour(call.first_element(), BLANKS),
            )
            .fails(whole)
            .streamed(streamed.once()),
            Case::new(
                format!("white space without end after the last element, {framing}"),
                move |call: Call| pour(&[call.first_element(), "]"].concat(), BLANKS),
            )
            .fails(whole)
            .streamed(streamed.once()),
            Case::new(
                format!("white space without end after the document, {framing}"),
                move |call: Call| pour(&call.good_body(), BLANKS),
            )
            .fails(whole)
            .streamed(streamed.once()),
        ]);
    }
    cases.into_iter().map(|case| case.heap(UP_TO_CAP)).collect()
}

/// Errors keep the start of their bodies, however large.
fn errors() -> Vec<Case> {
    let mut cases = Vec::new();
    for (status, failure) in [
        ("400 Bad Request", refused(400)),
        ("404 Not Found", refused(404)),
        ("500 Internal Server Error", unclear(500)),
    ] {
        for (framing, header) in ENDLESS.into_iter().chain([HUNDRED_MB]) {
            let piece = if header == CHUNKED {
                chunk(TEXT)
            } else {
                TEXT.into()
            };
            cases.push(
                Case::new(format!("a {status} with a body {framing}"), move |_| {
                    vec![
                        Step::Read,
                        head(status, &[JSON, header]),
                        Step::Pour(piece.clone()),
                    ]
                })
                .fails(failure.keeping_start(KEPT)),
            );
        }
    }
    cases.into_iter().map(|case| case.heap(JUDGED)).collect()
}

const HUNDRED_MB: (&str, &str) = ("of 100 MB", "Content-Length: 100000000");

fn cut() -> Vec<Case> {
    let half = |call: Call| {
        let body = call.good_body();
        body[..body.len() / 2].to_owned()
    };
    let truncated = done(ErrorKind::Truncated);
    let mut cases = Vec::new();
    for (end, step) in [
        ("closes", Step::Close),
        ("resets", Step::Reset),
        ("half-closes", Step::HalfClose),
    ] {
        for header in ["Content-Length: 1000", CHUNKED] {
            let (step, after) = (step.clone(), step.clone());
            let frame = move |body: &str| {
                if header == CHUNKED {
                    chunk(body.as_bytes())
                } else {
                    Bytes::copy_from_slice(body.as_bytes())
                }
            };
            cases.push(
                Case::new(
                    format!("{end} within a body, {header}"),
                    move |call: Call| {
                        let start = [vec![Step::Read], vec![head(OK, &[JSON, header])]].concat();
                        // What has arrived by then is read, also of a connection that is reset.
                        [
                            start,
                            vec![send(frame(&half(call))), Step::Settle, step.clone()],
                        ]
                        .concat()
                    },
                )
                .fails(truncated.keeping_what_came())
                .streamed(truncated.keeping_start(0)),
            );
            cases.push(
                Case::new(
                    format!("{end} after an element, {header}"),
                    move |call: Call| {
                        let start = send(frame(call.first_element()));
                        vec![
                            Step::Read,
                            head(OK, &[JSON, header]),
                            start,
                            Step::Settle,
                            after.clone(),
                        ]
                    },
                )
                .of(&STREAMED)
                .fails(truncated.keeping_start(0).once()),
            );
        }
    }
    // Where the end of the connection is the end of the body, nobody can tell.
    cases.push(
        Case::new("closes within a body that ends so", move |call: Call| {
            vec![Step::Read, head(OK, &[JSON]), send(half(call)), Step::Close]
        })
        .fails(done(ErrorKind::Decode).keeping_the_piece())
        .takes_anything()
        .streamed(done(ErrorKind::Decode)),
    );
    cases.push(
        Case::new("resets within a body that ends so", move |call: Call| {
            let half = send(half(call));
            vec![
                Step::Read,
                head(OK, &[JSON]),
                half,
                Step::Settle,
                Step::Reset,
            ]
        })
        .fails(truncated.keeping_what_came())
        .streamed(truncated.keeping_start(0)),
    );
    cases
}

fn slow() -> Vec<Case> {
    let late = done(ErrorKind::Timeout);
    let length = |call: Call| format!("Content-Length: {}", call.good_body().len());
    vec![
        Case::new("is silent after the head", |_| {
            vec![Step::Read, head(OK, &[JSON, CHUNKED]), Step::Hold]
        })
        .fails(late.keeping_start(0)),
        // Nothing stops a stream that never pauses, but the deadline of the call before its first element.
        Case::new("drips a body for ever", |call: Call| {
            let opening = send(chunk(call.opening().as_bytes()));
            let drip = Step::Trickle(chunk(b"x"), SECOND);
            vec![Step::Read, head(OK, &[JSON, CHUNKED]), opening, drip]
        })
        .fails(late.keeping_what_came())
        .streamed(late.keeping_start(0).once()),
        Case::new("drips the body of an error for ever", |_| {
            let drip = Step::Trickle(chunk(b"x"), SECOND);
            vec![
                Step::Read,
                head("503 Service Unavailable", &[CHUNKED]),
                drip,
            ]
        })
        .fails(unclear(503).keeping_what_came()),
        Case::new("drips a whole body within the time", move |call: Call| {
            let body = Step::Drip(call.good_body().into(), Duration::from_millis(700));
            vec![Step::Read, head(OK, &[JSON, &length(call)]), body]
        }),
        Case::new(
            "drips elements for hours, never silent for 30 s",
            move |call: Call| {
                let first = format!("{},", call.first_element());
                let rest = call.good_body();
                let rest = &rest[rest.find('[').map_or(0, |at| at + 1)..];
                let length = format!("Content-Length: {}", first.len() + 500 + rest.len());
                let pause = Duration::from_secs(29);
                let blanks = Step::Drip(" ".repeat(500).into(), pause);
                let rest = Step::Drip(rest.to_owned().into(), pause);
                vec![
                    Step::Read,
                    head(OK, &[JSON, &length]),
                    send(first),
                    blanks,
                    rest,
                ]
            },
        )
        .of(&STREAMED),
        Case::new("is silent after an element", |call: Call| {
            let first = send(chunk(call.first_element().as_bytes()));
            vec![Step::Read, head(OK, &[JSON, CHUNKED]), first, Step::Hold]
        })
        .of(&STREAMED)
        .fails(late.keeping_start(0).once()),
    ]
}

const TEXT: &[u8] = &[b'x'; 64 * 1024];
const BLANKS: &[u8] = &[b' '; 64 * 1024];
