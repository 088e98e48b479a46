//! What a server does on a connection, step by step.

use std::time::Duration;

use bytes::Bytes;

/// What a server does on a connection once a request begins to arrive; from its start again for the next one.
pub(crate) type Script = Vec<Step>;

/// One thing that a server does.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Reads a whole request.
    Read,
    /// Sends these bytes.
    Send(Bytes),
    /// Sends these bytes again and again, as fast as they are taken, until the client hangs up.
    Pour(Bytes),
    /// Sends these bytes one by one, with so much time after each.
    Drip(Bytes, Duration),
    /// Sends these bytes again and again, with so much time after each, until the client hangs up.
    Trickle(Bytes, Duration),
    /// Lets the client take what was sent.
    Settle,
    /// Says nothing more, and lets the time pass until the client hangs up.
    Hold,
    /// Lets so many seconds pass, and neither reads nor sends.
    Wait(u32),
    /// Says that nothing more comes, and reads what the client still sends until it hangs up.
    HalfClose,
    /// Reads what the client still sends, until it hangs up.
    Drain,
    /// Closes the connection.
    Close,
    /// Cuts the connection off, with what is still on its way.
    Reset,
}

pub(crate) const SECOND: Duration = Duration::from_secs(1);

pub(crate) fn send(bytes: impl Into<Bytes>) -> Step {
    Step::Send(bytes.into())
}

/// The head of an answer; its lines are given as they go out.
pub(crate) fn head(status: &str, headers: &[&str]) -> Step {
    send(head_of(status, headers))
}

/// An answer with its length.
pub(crate) fn answer(status: &str, media_type: &str, body: &[u8]) -> Bytes {
    let length = format!("Content-Length: {}", body.len());
    let media_type = format!("Content-Type: {media_type}");
    let mut bytes = head_of(status, &[&media_type, &length]);
    bytes.extend_from_slice(body);
    bytes.into()
}

pub(crate) const JSON: &str = "Content-Type: application/json";
pub(crate) const CHUNKED: &str = "Transfer-Encoding: chunked";

fn head_of(status: &str, headers: &[&str]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status}\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    text.into_bytes()
}

/// One chunk of a chunked body.
pub(crate) fn chunk(bytes: &[u8]) -> Bytes {
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend_from_slice(bytes);
    chunk.extend_from_slice(b"\r\n");
    chunk.into()
}
