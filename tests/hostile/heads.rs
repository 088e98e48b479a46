//! Heads of answers that are broken, slow or without end: nothing is known of what the vendor did.

use vendor_core::ErrorKind;

use crate::calls::Call;
use crate::case::Case;
use crate::expected::unknown;
use crate::script::{JSON, SECOND, Script, Step, send};

#[allow(clippy::too_many_lines)] // a list
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = vec![
        late("is silent once it has read the request", vec![Step::Hold]),
        late(
            "drips a head for ever",
            vec![
                send("HTTP/1.1 200 OK\r\nX-Slow: "),
                Step::Trickle("x".into(), SECOND),
            ],
        ),
        late(
            "drips a status line for ever",
            vec![send("HTTP/1.1 200 "), Step::Trickle("O".into(), SECOND)],
        ),
        late(
            "stops in the middle of a head",
            vec![send("HTTP/1.1 200 OK\r\nContent-"), Step::Hold],
        ),
        Case::new("drips a whole head within the time", |call: Call| {
            vec![
                Step::Read,
                Step::Drip("HTTP/1.1 200 OK\r\n".into(), SECOND),
                head_lines(&[JSON, &length(call)]),
                send(call.good_body()),
            ]
        }),
        broken(
            "sends one header line without end",
            vec![send("HTTP/1.1 200 OK\r\nX-Long: "), Step::Pour(LONG.into())],
        ),
        broken(
            "sends header lines without end",
            vec![
                send("HTTP/1.1 200 OK\r\n"),
                Step::Pour("X-Many: 1\r\n".repeat(1000).into()),
            ],
        ),
        broken(
            "sends a status line without end",
            vec![send("HTTP/1.1 200 "), Step::Pour(LONG.into())],
        ),
        broken(
            "sends empty lines without end",
            vec![Step::Pour("\r\n".repeat(4096).into())],
        ),
        broken("sends zeros without end", vec![Step::Pour(ZEROS.into())]),
        broken("closes after reading the request", vec![Step::Close]),
        broken("resets after reading the request", vec![Step::Reset]),
        broken(
            "half-closes after reading the request",
            vec![Step::HalfClose],
        ),
        broken(
            "closes in the middle of a head",
            vec![send("HTTP/1.1 200 OK\r\nContent-Le"), Step::Close],
        ),
        broken(
            "resets in the middle of a head",
            vec![send("HTTP/1.1 200 OK\r\nContent-Le"), Step::Reset],
        ),
        Case::new("closes while the request is on its way", |_| {
            vec![Step::Close]
        })
        .fails(unknown(ErrorKind::Interrupted)),
        Case::new("resets while the request is on its way", |_| {
            vec![Step::Reset]
        })
        .fails(unknown(ErrorKind::Interrupted)),
        Case::new(
            "sends a reason phrase and a header that are no UTF-8",
            |call: Call| {
                let mut bytes = b"HTTP/1.1 200 \xff\xfe\xc3\r\nX-Odd: \xff\xfe\r\n".to_vec();
                let lines = format!("{JSON}\r\n{}\r\n\r\n", length(call));
                bytes.extend_from_slice(lines.as_bytes());
                vec![Step::Read, send(bytes), send(call.good_body())]
            },
        ),
        Case::new("speaks HTTP/1.0 and closes", |call: Call| {
            vec![
                Step::Read,
                send(format!("HTTP/1.0 200 OK\r\n{JSON}\r\n\r\n")),
                send(call.good_body()),
                Step::Close,
            ]
        }),
    ];
    for garbage in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 000 Nothing\r\n\r\n",
        "HTTP/1.1 2000 Much\r\n\r\n",
        "HTTP/1.1 -200 Less\r\n\r\n",
        "HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Zero: a\0b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n",
        "<html><body>hello</body></html>",
        "{\"ticket_number\":4711}",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let name = format!("answers {:?}", garbage.lines().last().unwrap_or_default());
        let name = match garbage.split_once("\r\n\r\n") {
            Some((head, _)) => format!("answers {head:?}"),
            None => name,
        };
        cases.push(broken(name, vec![send(garbage), Step::HalfClose]));
    }
    cases
}

const LONG: &[u8] = &[b'x'; 16 * 1024];
const ZEROS: &[u8] = &[0; 16 * 1024];

fn length(call: Call) -> String {
    format!("Content-Length: {}", call.good_body().len())
}

fn head_lines(lines: &[&str]) -> Step {
    send(format!("{}\r\n\r\n", lines.join("\r\n")))
}

/// No answer in time.
fn late(name: impl Into<String>, steps: Script) -> Case {
    after_reading(name, steps).fails(unknown(ErrorKind::Timeout))
}

/// No answer at all, or none that is HTTP.
fn broken(name: impl Into<String>, steps: Script) -> Case {
    after_reading(name, steps).fails(unknown(ErrorKind::Interrupted))
}

fn after_reading(name: impl Into<String>, steps: Script) -> Case {
    Case::new(name, move |_| [vec![Step::Read], steps.clone()].concat())
}
