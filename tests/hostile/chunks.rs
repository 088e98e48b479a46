//! Chunked bodies that are none.

use bytes::Bytes;
use vendor_core::ErrorKind;

use crate::calls::Call;
use crate::case::Case;
use crate::expected::done;
use crate::script::{CHUNKED, JSON, Script, Step, chunk, head, send};

pub(crate) fn cases() -> Vec<Case> {
    let truncated = done(ErrorKind::Truncated);
    let mut cases = Vec::new();
    for (name, garbage) in [
        ("a size that is no number", "zz\r\n"),
        ("a size below zero", "-5\r\n"),
        ("a size with a prefix", "0x5\r\n{}   \r\n"),
        ("a size that overflows", "fffffffffffffffff\r\n"),
        ("no size", "\r\n"),
        ("no chunks at all", "{\"ticket_number\":4711}"),
        ("a size of two lines", "5\n{}   \r\n"),
    ] {
        cases.push(
            in_body(name, move |_| vec![send(garbage), Step::HalfClose])
                .fails(truncated.keeping_start(0)),
        );
    }
    cases.extend([
        in_body("a size of 16 EiB", |_| {
            vec![
                send("ffffffffffffffff\r\n"),
                send("{"),
                Step::Settle,
                Step::Close,
            ]
        })
        .fails(truncated.keeping_start(1))
        .streamed(truncated.keeping_start(0)),
        in_body("a chunk longer than its size", |_| {
            vec![send("1\r\n{}\r\n0\r\n\r\n"), Step::HalfClose]
        })
        .fails(truncated.keeping_start(1))
        .streamed(truncated.keeping_start(0)),
        in_body("no end", |call| {
            vec![whole(call), Step::Settle, Step::Close]
        })
        .fails(truncated.keeping_what_came())
        .streamed(truncated.keeping_start(0).once()),
        in_body("an extension without end", |_| {
            vec![send("2;a="), Step::Pour(LONG.into())]
        })
        .fails(truncated.keeping_start(0)),
        in_body("extensions without end, in chunks of a byte", |_| {
            vec![Step::Pour("1;a=b\r\n \r\n".repeat(1000).into())]
        })
        .fails(truncated.keeping_what_came())
        .streamed(truncated.keeping_start(0)),
        in_body("trailers without end", |call| {
            let trailers = Step::Pour("X-Trailer: 1\r\n".repeat(1000).into());
            vec![whole(call), send("0\r\n"), trailers]
        })
        .fails(truncated.keeping_what_came())
        .streamed(truncated.keeping_start(0).once()),
        in_body("a trailer line without end", |call| {
            vec![
                whole(call),
                send("0\r\nX-Trailer: "),
                Step::Pour(LONG.into()),
            ]
        })
        .fails(truncated.keeping_what_came())
        .streamed(truncated.keeping_start(0).once()),
        in_body("a trailer, and the answer once more", |call| {
            vec![
                whole(call),
                send("0\r\nX-Trailer: 1\r\n\r\n"),
                send("HTTP/1.1 403 Forbidden\r\n\r\n"),
            ]
        }),
        in_body("extensions that say nothing", |call| {
            let body = call.good_body();
            vec![send(format!(
                "{:x};a=\"b\";c\r\n{body}\r\n0;d\r\n\r\n",
                body.len()
            ))]
        }),
        in_body("bytes one by one", |call| {
            let body = call.good_body();
            let chunks: Vec<Bytes> = body.as_bytes().chunks(1).map(chunk).collect();
            vec![send(chunks.concat()), send("0\r\n\r\n")]
        }),
    ]);
    cases
}

const LONG: &[u8] = &[b'x'; 16 * 1024];

fn whole(call: Call) -> Step {
    send(chunk(call.good_body().as_bytes()))
}

fn in_body(name: &str, steps: impl Fn(Call) -> Script + Send + Sync + 'static) -> Case {
    Case::new(name, move |call| {
        let start = vec![Step::Read, head("200 OK", &[JSON, CHUNKED])];
        [start, steps(call)].concat()
    })
}
