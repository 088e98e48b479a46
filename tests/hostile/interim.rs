//! Answers before the answer (1xx), and answers before the request was read.

use vendor_core::ErrorKind;

use crate::calls::{Call, LARGE_CALLS};
use crate::case::Case;
use crate::expected::{refused, unclear, unknown};
use crate::heap::MIB;
use crate::script::{SECOND, Step, answer, head, send};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for interim in [
        "100 Continue",
        "102 Processing",
        "103 Early Hints",
        "199 Own",
    ] {
        let text = format!("HTTP/1.1 {interim}\r\nLink: </a>\r\n\r\n");
        let (some, many) = (text.repeat(50), text.repeat(100));
        cases.extend([
            Case::new(format!("fifty times {interim}"), move |call: Call| {
                vec![Step::Read, send(some.clone()), send(call.good_answer())]
            }),
            Case::new(format!("{interim} without end"), move |_| {
                vec![Step::Read, Step::Trickle(many.clone().into(), SECOND)]
            })
            .fails(unknown(ErrorKind::Timeout)),
        ]);
    }
    cases.push(
        Case::new("another protocol that nobody asked for", |_| {
            let head = head(
                "101 Switching Protocols",
                &["Upgrade: x", "Connection: upgrade"],
            );
            vec![
                Step::Read,
                head,
                send("what follows is no HTTP"),
                Step::Drain,
            ]
        })
        .fails(unclear(101)),
    );
    cases.extend(early());
    cases
}

/// A large request is being written when its answer comes.
fn early() -> Vec<Case> {
    let no = || send(answer("413 Content Too Large", "text/plain", b"too much"));
    let kept = refused(413).keeping(8);
    let late = || send(answer("503 Service Unavailable", "text/plain", b"too busy"));
    let cases = vec![
        Case::new(
            "a 413 before the request is read, which then is",
            move |_| vec![no(), Step::Read],
        )
        .fails(kept),
        Case::new(
            "a 413 before the request is read, which never is",
            move |_| vec![no(), Step::Wait(1), Step::Read],
        )
        .fails(kept),
        Case::new("a 413 before the request is read, and a close", move |_| {
            vec![no(), Step::Settle, Step::Close]
        })
        .fails(kept),
        Case::new(
            "a 413 before the request is read, and a close at once",
            move |_| vec![no(), Step::Close],
        )
        .fails(kept),
        Case::new(
            "a 413 before the request is read, and a half-close",
            move |_| vec![no(), Step::HalfClose],
        )
        .fails(kept),
        Case::new("a 503 before the request is read, and a close", move |_| {
            vec![late(), Step::Settle, Step::Close]
        })
        .fails(unclear(503).keeping(8)),
        Case::new("a good answer before the request is read", |call: Call| {
            vec![send(call.good_answer()), Step::Read]
        }),
        Case::new("a request that nobody reads in time", |_| {
            vec![Step::Wait(30), Step::Drain]
        })
        .fails(unknown(ErrorKind::Timeout)),
        Case::new("a close within the request", |_| {
            vec![Step::Settle, Step::Close]
        })
        .fails(unknown(ErrorKind::Interrupted)),
        Case::new("a reset within the request", |_| {
            vec![Step::Settle, Step::Reset]
        })
        .fails(unknown(ErrorKind::Interrupted)),
    ];
    let large = cases.into_iter().map(|case| case.of(&LARGE_CALLS));
    // The values, and their JSON while it grows.
    large.map(|case| case.heap(16 * MIB)).collect()
}
