//! Lengths that lie, contradict themselves, or are none.

use vendor_core::ErrorKind;

use crate::calls::{Call, OF_A_FORM};
use crate::case::Case;
use crate::expected::{done, unknown};
use crate::script::{CHUNKED, JSON, Step, answer, chunk, head, send};

const OK: &str = "200 OK";

#[allow(clippy::too_many_lines)] // a list
pub(crate) fn cases() -> Vec<Case> {
    let length = |call: Call| format!("Content-Length: {}", call.good_body().len());
    let mut cases = vec![
        Case::new("too long by a byte, then closes", |call: Call| {
            let length = format!("Content-Length: {}", call.good_body().len() + 1);
            let body = send(call.good_body());
            vec![
                Step::Read,
                head(OK, &[JSON, &length]),
                body,
                Step::Settle,
                Step::Close,
            ]
        })
        .fails(done(ErrorKind::Truncated).keeping_what_came())
        // All its elements were there, but not all of the answer.
        .streamed(done(ErrorKind::Truncated).keeping_start(0).once()),
        Case::new("too long by a byte, then holds", |call: Call| {
            let length = format!("Content-Length: {}", call.good_body().len() + 1);
            vec![
                Step::Read,
                head(OK, &[JSON, &length]),
                send(call.good_body()),
                Step::Hold,
            ]
        })
        .fails(done(ErrorKind::Timeout).keeping_what_came())
        .streamed(done(ErrorKind::Timeout).keeping_start(0).once()),
        Case::new("too short by a byte", |call: Call| {
            let length = format!("Content-Length: {}", call.good_body().len() - 1);
            vec![
                Step::Read,
                head(OK, &[JSON, &length]),
                send(call.good_body()),
            ]
        })
        .of(&OF_A_FORM)
        .fails(done(ErrorKind::Decode).keeping_the_piece())
        .streamed(done(ErrorKind::Decode).once()),
        Case::new("zero before a body", |call: Call| {
            vec![
                Step::Read,
                head(OK, &[JSON, "Content-Length: 0"]),
                send(call.good_body()),
            ]
        })
        .fails(done(ErrorKind::Decode))
        .takes_anything(),
        Case::new("the same twice", move |call: Call| {
            let length = length(call);
            vec![
                Step::Read,
                head(OK, &[JSON, &length, &length]),
                send(call.good_body()),
            ]
        }),
        Case::new("two different ones", move |call: Call| {
            let body = send(call.good_body());
            vec![
                Step::Read,
                head(OK, &[JSON, &length(call), "Content-Length: 7"]),
                body,
                Step::Drain,
            ]
        })
        .fails(unknown(ErrorKind::Interrupted)),
        // Chunks go before a length (RFC 9112, section 6.3).
        Case::new("beside chunks", |call: Call| {
            let body = chunk(call.good_body().as_bytes());
            let head = head(OK, &[JSON, "Content-Length: 3", CHUNKED]);
            vec![Step::Read, head, send(body), send("0\r\n\r\n")]
        }),
        Case::new("of 8 EiB beside chunks", |call: Call| {
            let body = chunk(call.good_body().as_bytes());
            let head = head(OK, &[JSON, "Content-Length: 9223372036854775807", CHUNKED]);
            vec![Step::Read, head, send(body), send("0\r\n\r\n")]
        }),
        Case::new(
            "of an empty 204, with a body all the same",
            move |call: Call| {
                let body = send(call.good_body());
                vec![Step::Read, head("204 No Content", &[&length(call)]), body]
            },
        )
        .fails(done(ErrorKind::Decode).with_status(204))
        .takes_anything(),
        // The rest would be taken for the answer to the next request.
        poisoned("an answer after the answer", Vec::new()),
        poisoned(
            "an answer after the answer, a while later",
            vec![Step::Settle],
        ),
        poisoned("an answer after the answer, and a close", vec![Step::Close]),
    ];
    for wrong in [
        "-1",
        "+5",
        "0x10",
        "1e3",
        "5, 6",
        "abc",
        "",
        "99999999999999999999999",
    ] {
        cases.push(
            Case::new(format!("{wrong:?}"), move |call: Call| {
                let length = format!("Content-Length: {wrong}");
                let body = send(call.good_body());
                vec![
                    Step::Read,
                    head(OK, &[JSON, &length]),
                    body,
                    Step::HalfClose,
                ]
            })
            .fails(unknown(ErrorKind::Interrupted)),
        );
    }
    cases
}

/// An answer that looks as good as any, but is for nobody.
fn unasked() -> Step {
    send(answer("403 Forbidden", "application/json", b"{}"))
}

fn poisoned(name: &str, end: Vec<Step>) -> Case {
    Case::new(name, move |call: Call| {
        let mut steps = vec![Step::Read];
        if matches!(end.first(), Some(Step::Settle)) {
            steps.extend([send(call.good_answer()), Step::Settle, unasked()]);
        } else {
            let both = [
                call.good_answer(),
                answer("403 Forbidden", "text/plain", b"no"),
            ]
            .concat();
            steps.push(send(both));
            steps.extend(end.clone());
        }
        steps
    })
}
