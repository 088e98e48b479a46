//! Reading an answer's body, never more of it than allowed.

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};

use crate::clock::{BoxFuture, before};
use crate::transport::{BodyStream, TransportError};

/// How much of an error's body is kept.
pub(crate) const KEPT_OF_ERROR: usize = 256 * 1024;

/// What could be read of a body, and how its reading ended.
pub(crate) struct ReadBody {
    pub(crate) bytes: Bytes,
    pub(crate) end: End,
}

pub(crate) enum End {
    /// At the end of the body.
    Complete,
    /// At the cap.
    TooLarge,
    /// At the limit of the attempt.
    TimedOut,
    /// The connection broke.
    Broken(TransportError),
}

/// Reads up to `cap` bytes. A larger declared length ends it before anything is read, and a body that turns
/// out larger than declared ends at the cap all the same.
pub(crate) fn read_whole(
    headers: &HeaderMap,
    body: BodyStream,
    cap: usize,
    limit: &mut BoxFuture<'_, ()>,
) -> impl Future<Output = ReadBody> + Send {
    read(declared_length(headers), body, cap, limit)
}

/// The same of an error, whose body says what is wrong: of one that declares too much, as much is read as is kept.
pub(crate) fn read_of_error(
    headers: &HeaderMap,
    body: BodyStream,
    cap: usize,
    limit: &mut BoxFuture<'_, ()>,
) -> impl Future<Output = ReadBody> + Send {
    match declared_length(headers) {
        Some(length) if length > cap => read(None, body, cap.min(KEPT_OF_ERROR), limit),
        declared => read(declared, body, cap, limit),
    }
}

async fn read(
    declared: Option<usize>,
    mut body: BodyStream,
    cap: usize,
    limit: &mut BoxFuture<'_, ()>,
) -> ReadBody {
    if declared.is_some_and(|length| length > cap) {
        return ReadBody {
            bytes: Bytes::new(),
            end: End::TooLarge,
        };
    }
    let mut first = Bytes::new();
    let mut joined: Option<Vec<u8>> = None;
    let end = loop {
        let chunk = match before(limit, body.chunk()).await {
            Some(Some(Ok(chunk))) => chunk,
            Some(Some(Err(error))) => break End::Broken(error),
            Some(None) => break End::Complete,
            None => break End::TimedOut,
        };
        let read = joined.as_ref().map_or(first.len(), Vec::len);
        let fitting = chunk.len().min(cap - read);
        if joined.is_none() && first.is_empty() {
            // Small answers come in one chunk and are never copied.
            first = chunk.slice(..fitting);
        } else {
            let bytes = joined.get_or_insert_with(|| {
                let mut bytes = Vec::with_capacity(declared.unwrap_or_default());
                make_room(&mut bytes, first.len() + fitting, cap);
                bytes.extend_from_slice(&first);
                bytes
            });
            make_room(bytes, fitting, cap);
            bytes.extend_from_slice(&chunk[..fitting]);
        }
        if fitting < chunk.len() {
            break End::TooLarge;
        }
    };
    ReadBody {
        bytes: joined.map_or(first, Bytes::from),
        end,
    }
}

/// Grows by doubling, yet never past the cap: the capacities are the cap, its half, its quarter and so on.
fn make_room(bytes: &mut Vec<u8>, more: usize, cap: usize) {
    let needed = bytes.len() + more;
    if needed > bytes.capacity() {
        let mut capacity = cap;
        while capacity / 2 >= needed {
            capacity /= 2;
        }
        bytes.reserve_exact(capacity - bytes.len());
    }
}

/// Beside a transfer coding, a length means nothing (RFC 9112, 6.3).
fn declared_length(headers: &HeaderMap) -> Option<usize> {
    if headers.contains_key(TRANSFER_ENCODING) {
        return None;
    }
    headers
        .get(CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()
}
