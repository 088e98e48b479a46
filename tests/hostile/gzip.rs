//! Answers that are small on the way and large in memory, or compressed and broken.

use std::io::Write as _;

use bytes::Bytes;
use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};
use vendor_core::ErrorKind;

use crate::calls::Call;
use crate::case::Case;
use crate::expected::{KEPT, done, refused, unclear};
use crate::heap::{JUDGED, MIB, UP_TO_CAP};
use crate::script::{CHUNKED, JSON, SECOND, Script, Step, chunk, head, send};

const OK: &str = "200 OK";
const GZIP: &str = "Content-Encoding: gzip";

pub(crate) fn cases() -> Vec<Case> {
    let successes = successes().into_iter();
    let errors = errors().into_iter();
    successes
        .map(|case| case.heap(UP_TO_CAP))
        .chain(errors.map(|case| case.heap(JUDGED)))
        .collect()
}

fn errors() -> Vec<Case> {
    vec![
        Case::new("a gigabyte in a megabyte, as a 400", |call| {
            with_bomb("400 Bad Request", call)
        })
        .fails(refused(400).keeping_start(KEPT)),
        Case::new("a gigabyte in a megabyte, as a 503", |call| {
            with_bomb("503 Service Unavailable", call)
        })
        // That it is let go between attempts shows with one call.
        .of(&[Call::Get])
        .fails(unclear(503).keeping_start(KEPT)),
    ]
}

fn successes() -> Vec<Case> {
    let too_large = done(ErrorKind::TooLarge);
    let truncated = done(ErrorKind::Truncated);
    vec![
        Case::new("a gigabyte in a megabyte, as a 200", |call| {
            with_bomb(OK, call)
        })
        .fails(too_large.keeping_start(KEPT))
        .streamed(too_large.keeping_start(0)),
        Case::new("without end", |call: Call| {
            let (start, more) = endless(call.opening());
            vec![
                Step::Read,
                head(OK, &[JSON, GZIP]),
                send(start),
                Step::Pour(more),
            ]
        })
        .fails(too_large.keeping_start(KEPT))
        .streamed(too_large.keeping_start(0)),
        Case::new("a good answer", |call: Call| {
            let body = gzip(call.good_body().as_bytes());
            let length = format!("Content-Length: {}", body.len());
            vec![Step::Read, head(OK, &[JSON, GZIP, &length]), send(body)]
        }),
        Case::new("a text that breaks off", |call: Call| {
            let (start, _) = endless(call.opening());
            let length = format!("Content-Length: {}", start.len());
            vec![Step::Read, head(OK, &[JSON, GZIP, &length]), send(start)]
        })
        .fails(truncated.keeping_what_came())
        .streamed(truncated.keeping_start(0)),
        Case::new("a good answer with a wrong checksum", |call: Call| {
            let mut body = gzip(call.good_body().as_bytes()).to_vec();
            let checksum = body.len() - 8;
            body[checksum] ^= 1;
            let length = format!("Content-Length: {}", body.len());
            vec![Step::Read, head(OK, &[JSON, GZIP, &length]), send(body)]
        })
        .fails(truncated.keeping_what_came())
        .streamed(truncated.keeping_start(0).once()),
        Case::new("no gzip at all", |call: Call| {
            let body = chunk(call.good_body().as_bytes());
            vec![
                Step::Read,
                head(OK, &[JSON, GZIP, CHUNKED]),
                send(body),
                send("0\r\n\r\n"),
            ]
        })
        .fails(truncated.keeping_start(0)),
        // Nothing comes out of these: time is what ends them.
        Case::new("a file name without end", |_| {
            let start = [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3];
            let name = Step::Trickle(vec![b'x'; MIB].into(), SECOND);
            vec![
                Step::Read,
                head(OK, &[JSON, GZIP]),
                send(start.to_vec()),
                name,
            ]
        })
        .fails(done(ErrorKind::Timeout).keeping_start(0)),
        Case::new("nothing, in blocks without end", |_| {
            let (start, _) = endless("");
            // A stored block of no bytes.
            let nothing = [0, 0, 0, 0xff, 0xff].repeat(10_000);
            let nothing = Step::Trickle(nothing.into(), SECOND);
            vec![Step::Read, head(OK, &[JSON, GZIP]), send(start), nothing]
        })
        .fails(done(ErrorKind::Timeout).keeping_start(0)),
    ]
}

fn with_bomb(status: &str, call: Call) -> Script {
    let bomb = bomb(call.opening());
    let length = format!("Content-Length: {}", bomb.len());
    vec![
        Step::Read,
        head(status, &[JSON, GZIP, &length]),
        send(bomb),
        Step::Drain,
    ]
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes everything");
    encoder.finish().expect("memory takes everything").into()
}

/// A gigabyte of a text that starts like this.
fn bomb(start: &str) -> Bytes {
    let (start, megabyte) = endless(start);
    let mut bomb = start.to_vec();
    for _ in 0..1024 {
        bomb.extend_from_slice(&megabyte);
    }
    bomb.into()
}

/// The start of a compressed text, and what continues it by a megabyte as often as one likes.
fn endless(start: &str) -> (Bytes, Bytes) {
    let header = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    let start = [header, blocks(start.as_bytes())].concat();
    (start.into(), blocks(&vec![b'x'; MIB]).into())
}

/// Blocks of DEFLATE that need nothing of those before them.
fn blocks(bytes: &[u8]) -> Vec<u8> {
    let mut blocks = Vec::with_capacity(bytes.len() + 1024);
    Compress::new(Compression::best(), false)
        .compress_vec(bytes, &mut blocks, FlushCompress::Full)
        .expect("there is room");
    blocks
}
